"""A French page has the parts of the English one: headings, examples, tables, lists, pictures, links."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
import translations

PAGES = [page for page, state in translations.recorded().items() if state != translations.PENDING]
_FENCE = re.compile(r"(?ms)^```(\S*)\n(.*?)^```$")
_TARGET = re.compile(r"\]\(([^)\s]+)\)")


def both(page: str) -> tuple[str, str]:
    english, french = ((translations.DOCS / folder / page).read_text(encoding="utf-8") for folder in ("", "fr"))
    return english, french


def prose(page: str) -> list[str]:
    return _FENCE.sub("", page).splitlines()


def first_cells(page: str) -> list[list[str]]:
    """The code in the first cell of each line of a table."""
    return [
        re.findall(r"`[^`]+`", line.replace("\\|", "").split("|")[1]) for line in prose(page) if line.startswith("|")
    ]


def targets(page: str) -> Counter[str]:
    """Where links lead, without the part of a page that has another name in French."""
    return Counter(
        target.partition("#")[0].removeprefix("../").removeprefix("../")
        for line in prose(page)
        for target in _TARGET.findall(line)
    )


@pytest.mark.parametrize("page", PAGES)
class TestPage:
    def test_headings(self, page: str) -> None:
        english, french = ([line.split()[0] for line in prose(text) if line.startswith("#")] for text in both(page))
        assert french == english

    def test_examples(self, page: str) -> None:
        """Python and what programs print are the same; commands may have French names and comments."""
        english, french = (
            [
                (kind, body if kind in {"python", "text", "toml", "json"} else len(body.splitlines()))
                for kind, body in _FENCE.findall(text)
                if kind != "{toctree}"
            ]
            for text in both(page)
        )
        assert french == english

    def test_tables(self, page: str) -> None:
        english, french = (first_cells(text) for text in both(page))
        assert french == english

    def test_lists(self, page: str) -> None:
        english, french = (
            sum(bool(re.match(r"\s*(?:-|\d+\.)\s|: ", line)) for line in prose(text)) for text in both(page)
        )
        assert french == english

    def test_links(self, page: str) -> None:
        english, french = (targets(text) for text in both(page))
        if page == "index.md":  # they lead to each other; the French one leads to the API too
            french -= Counter(["index.md", "reference/api.md"])
            english -= Counter(["fr/index.md"])
        assert french == english


def test_examples_of_every_page_are_run() -> None:
    """Whatever its depth: to the collector of examples, as to `PurePath.match`, ``**`` is one folder."""
    root = translations.DOCS.parent
    listed = re.search(r"patterns=(\[.*\.md\"\])", (root / "conftest.py").read_text(encoding="utf-8"))
    assert listed is not None
    patterns = json.loads(listed[1])
    pages = [path.relative_to(root) for path in translations.DOCS.rglob("*.md") if "_build" not in path.parts]
    assert [page for page in pages if not any(page.match(pattern) for pattern in patterns)] == []
