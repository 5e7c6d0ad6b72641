"""The page "How it decides" is written from the rules as they are, and its examples show what they stand for."""

from __future__ import annotations

import runpy
from pathlib import Path

import decisions
import pytest

from quoteattr import Kind
from quoteattr.measured import Link, MentionRule, Rule, rows, rules, tables
from quoteattr.measured.rules import UNMEASURED
from quoteattr.speakers import mentions


def test_every_measured_rule_has_an_example_of_each_kind() -> None:
    assert {(rule, kind) for rule in Rule for kind in rule.examples} == {
        (rule, kind) for rule, kind, *_ in rows("rules.tsv")
    }


def test_every_mention_rule_is_asked_in_its_order() -> None:
    assert list(MentionRule) == [rule for rule, _ in mentions.RULES]


def test_every_measured_link_is_one() -> None:
    assert set(Link) >= {link for link, *_ in rows("links.tsv")}


def test_what_was_never_measured_is_half_sure() -> None:
    assert Link.KNOWN.confidence == Rule.TURN.confidence(Kind.INDIRECT) == UNMEASURED
    assert Link.NAME.confidence > Link.CARRY.confidence > UNMEASURED


def test_a_figure_for_no_rule_is_refused_when_the_table_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = rows("rules.tsv")
    monkeypatch.setattr(tables, "rows", lambda _: [*measured, ["incize", "direct", "0.9", "1", "0"]])
    with pytest.raises(KeyError, match="incize"):
        runpy.run_path(rules.__file__)


def test_every_rule_has_its_french() -> None:
    assert {part: set(texts) for part, texts in decisions.FRENCH.items()} == {
        "stage": {stage.name for stage in decisions.stages()},
        "rule": {rule for rule in Rule if rule.examples},
        "mention": set(MentionRule),
        "link": set(Link),
    }


@pytest.mark.model
@pytest.mark.parametrize(
    ("language", "path"), [(language, path) for language, path in decisions.PAGES.items() if path.exists()]
)
def test_pages_are_up_to_date(language: str, path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert decisions.written(page, language, decisions.Examples()) == page, "run `python docs/decisions.py`"


@pytest.mark.model
def test_an_example_of_another_rule_is_refused() -> None:
    with pytest.raises(decisions.StaleExampleError, match="incise"):
        list(decisions.rule_sections([Stand("colon")], decisions.Words("en", "rule"), decisions.Examples()))


class Stand(str):
    """Stands in for a rule whose example is another one's."""

    __slots__ = ()
    examples = Rule.INCISE.examples
