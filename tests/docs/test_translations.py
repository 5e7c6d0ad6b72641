"""French and English pages stay together: neither changes without somebody looking at the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import translations


def test_pages_are_in_step() -> None:
    assert not translations.problems(), "\n".join(translations.problems())


def test_every_page_is_translated_or_listed_as_pending() -> None:
    assert set(translations.recorded()) == set(translations.english_pages())


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "fr" / "guides").mkdir(parents=True)
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "a.md").write_text("# One\n", encoding="utf-8")
    (tmp_path / "fr" / "guides" / "a.md").write_text("# Un\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# Two\n", encoding="utf-8")
    translations.accept(["guides/a.md", "docs/b.md"], tmp_path)
    return tmp_path


def test_accepted_pages_agree(docs: Path) -> None:
    assert translations.problems(docs) == []
    assert translations.recorded(docs)["b.md"] == "pending"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda d: (d / "guides/a.md").write_text("# One more\n", encoding="utf-8"),
            r"^guides/a.md changed: .*--accept guides/a.md`$",
        ),
        (lambda d: (d / "fr/guides/a.md").write_text("# Un autre\n", encoding="utf-8"), r"^fr/guides/a.md changed"),
        (lambda d: (d / "fr/guides/a.md").unlink(), r"^fr/guides/a.md is gone"),
        (lambda d: (d / "fr/b.md").write_text("# Deux\n", encoding="utf-8"), r"^fr/b.md is new"),
        (lambda d: (d / "c.md").write_text("# Three\n", encoding="utf-8"), r"^c.md is new: .*--pending`$"),
        (lambda d: (d / "b.md").unlink(), r"lists b.md, which is no English page"),
        (lambda d: (d / "fr/d.md").write_text("# Quatre\n", encoding="utf-8"), r"^fr/d.md has no English page"),
    ],
)
def test_a_change_of_one_is_told_and_can_be_accepted(docs: Path, change: object, said: str) -> None:
    change(docs)  # type: ignore[operator]
    (problem,) = translations.problems(docs)
    assert re.search(said, problem), problem
    if "has no English page" not in problem:
        translations.accept([problem.split("--accept ")[1].split("`")[0]], docs)
        assert translations.problems(docs) == []


def test_generated_parts_do_not_count(docs: Path) -> None:
    page = docs / "b.md"
    page.write_text("# Two\n<!-- rules -->\nx\n<!-- /rules -->\n", encoding="utf-8")
    before = translations.digest(page)
    page.write_text("# Two\n<!-- rules -->\ny\n<!-- /rules -->\n", encoding="utf-8")
    assert translations.digest(page) == before
