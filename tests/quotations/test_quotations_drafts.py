"""What is quoted: its kind, its edges, and what is left out."""

from __future__ import annotations

import pytest
from made_tokens import range_of, tokens_of

from quoteattr.cues import find_cues
from quoteattr.dialogue import settle
from quoteattr.measured import Rule
from quoteattr.quotations import Draft, draft_quotations
from quoteattr.quotations.drafts import Drafts
from quoteattr.result import CueKind, Kind


def passage(text: str, words: str) -> tuple[Kind, list[str]]:
    """Kind and content of a stretch of a text."""
    tokens = tokens_of(text)
    found = Drafts(tokens, []).passage(*range_of(tokens, words))
    return found.kind, [text[start:end] for start, end in found.content]


def drafted(text: str) -> list[Draft]:
    tokens = tokens_of(text)
    return draft_quotations(tokens, find_cues(tokens))


@pytest.mark.parametrize(
    ("text", "words", "kind", "content"),
    [
        ("Le bac est vieux.", "Le bac est vieux.", Kind.INDIRECT, ["Le bac est vieux"]),
        ("Le bac est « bien trop vieux ».", "est « bien trop vieux »", Kind.MIXED, ["est « bien trop vieux »"]),
        ("Non : « le bac est vieux ! »", ": « le bac est vieux ! »", Kind.DIRECT, ["le bac est vieux !"]),
        ("Un « bac », deux « bacs ».", "Un « bac », deux « bacs »", Kind.INDIRECT, ["Un « bac », deux « bacs »"]),
        ("Il attend « le vieux bac... »", "« le vieux bac... »", Kind.DIRECT, ["le vieux bac..."]),
        ("Le bac (vieux), dit-on.", ") ,", Kind.INDIRECT, []),
        ("Il dit « le bac est vieux »", "« le bac", Kind.INDIRECT, ["le bac"]),
    ],
)
def test_passage(text: str, words: str, kind: Kind, content: list[str]) -> None:
    assert passage(text, words) == (kind, content)


def test_a_passage_of_which_nothing_is_left_is_not_kept() -> None:
    tokens = tokens_of("Elle dit que, oui.")
    drafts = Drafts(tokens, find_cues(tokens))
    drafts.add(drafts.passage(*range_of(tokens, ",")), Rule.QUE)
    assert drafts.drafts == []


def test_the_incise_before_a_colon_stays_an_incise() -> None:
    kinds = [
        d.site and d.site.kind for d in drafted("« Oui », a répondu la maire à la radio : « Nous signerons demain. »")
    ]
    assert kinds == [CueKind.INCISE, CueKind.INCISE]


def test_the_verb_before_a_colon_becomes_a_colon() -> None:
    (draft,) = drafted("La maire a répondu : « Nous signerons demain. »")
    assert draft.site is not None
    assert draft.site.kind is CueKind.COLON


def test_as_said_has_a_rule_of_its_own() -> None:
    rules = [d.rule for d in drafted("Le pont fermera, comme l'a dit la maire.")]
    assert rules == [Rule.AS_SAID]


def test_an_incise_behind_the_mark_that_closes_a_dialogue_is_of_its_last_turn() -> None:
    tokens, asides = settle(tokens_of("« — Entrez donc.\n— Non, merci ! », fit le vieux garde."))
    rules = [d.rule for d in draft_quotations(tokens, find_cues(tokens), asides)]
    assert rules == [Rule.TURN, Rule.TURN_INCISE]


def test_who_tells_a_tale_leads_to_nothing_that_is_said_in_a_turn() -> None:
    text = "— Et ensuite ?\n— Le passeur a crié : « Debout, Berthe !\n« – J'arrive, passeur. »\n— C'est tout."
    tokens, asides = settle(tokens_of(text))
    found = draft_quotations(tokens, find_cues(tokens), asides, tale=True)
    assert [d.rule for d in found] == [Rule.TURN, Rule.TURN, Rule.COLON_LABEL, Rule.TURN]
