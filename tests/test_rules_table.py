"""The page "How it decides" is written from the rules as they are, and its examples show what they stand for."""

from __future__ import annotations

import tomllib
from pathlib import Path

import decisions
import pytest

from quoteattr import mentions
from quoteattr.tables import rows

ENTRIES = tomllib.loads((decisions.DOCS / "decisions.toml").read_text(encoding="utf-8"))


def test_every_measured_rule_has_an_example_of_each_kind() -> None:
    assert {(entry["name"], kind) for entry in ENTRIES["rule"] for kind in entry["examples"]} == {(rule, kind) for rule, kind, *_ in rows("rules.tsv")}


def test_every_mention_rule_is_described_in_its_order() -> None:
    assert [entry["name"] for entry in ENTRIES["mention"]] == [rule.__name__.strip("_").replace("_", "-") for rule in mentions.RULES]


def test_every_measured_link_has_an_example() -> None:
    assert {entry["name"] for entry in ENTRIES["link"]} >= {link for link, *_ in rows("links.tsv")}


@pytest.mark.model
@pytest.mark.parametrize(("language", "path"), [(language, path) for language, path in decisions.PAGES.items() if path.exists()])
def test_pages_are_up_to_date(language: str, path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert decisions.written(page, language, decisions.Examples()) == page, "run `python docs/decisions.py`"


@pytest.mark.model
def test_an_example_of_another_rule_is_refused() -> None:
    entry = {"name": "colon", "en": "", "examples": {"direct": "« Le quai rouvre », promet Léa Faure."}}
    with pytest.raises(decisions.StaleExampleError, match="incise"):
        list(decisions.rule_sections([entry], decisions.Examples(), "en"))
