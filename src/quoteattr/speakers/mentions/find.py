"""The speaker mention of each quotation: an ordered tuple of small rules, the first that answers decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import NounPhrase, Tokens, is_impersonal
from quoteattr.measured import MentionRule
from quoteattr.quotations import Draft
from quoteattr.speakers.mentions.bodies_of_on import body_behind_on
from quoteattr.speakers.mentions.labels import label
from quoteattr.speakers.mentions.own_subjects import own_subject
from quoteattr.speakers.mentions.relatives import of_relative
from quoteattr.speakers.mentions.said_after import said_after
from quoteattr.speakers.mentions.subjects import agent, subject
from quoteattr.speakers.mentions.turn_labels import turn_label
from quoteattr.speakers.mentions.understood import understood
from quoteattr.speakers.mentions.without_cue import clause_after, said_before, sentence_subject

__all__ = ["RULES", "Found", "find_mention"]


class Found:
    """A speaker mention and the rule that found it."""

    __slots__ = ("phrase", "rule")

    def __init__(self, phrase: NounPhrase, rule: MentionRule) -> None:
        self.phrase: NounPhrase = phrase
        self.rule: MentionRule = rule


Asked = Callable[[Tokens, Draft, Sequence[CueSite]], NounPhrase | None]


def find_mention(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> Found | None:
    """Return the mention that names the source of `draft`, or ``None`` when none stands beside it."""
    for rule, ask in RULES:
        phrase = ask(tokens, draft, sites) if tokens.trace.allows(rule) else None
        phrase = None if phrase is None else _apart(tokens, draft, phrase)
        if phrase is not None and not is_impersonal(tokens, phrase.head):
            return Found(phrase, rule)
    return None


def _apart(tokens: Tokens, draft: Draft, phrase: NounPhrase) -> NounPhrase | None:
    """The phrase as far as it stands outside what is said and outside its cue, if its noun does.

    Accusé par le conseil de « dérive »: *le conseil*; Omar Sall, appelant à « résister »: *Omar Sall*.
    """
    document, low, last = tokens.document, tokens.low, phrase.last
    cue = draft.site.first if draft.site is not None else -1
    for i in range(phrase.first, phrase.last + 1):
        start, end = document.starts[i], document.end(i)
        if phrase.first < i == cue or any(first < end and start < stop for first, stop in draft.content):
            last = i - 1
            break
    if last == phrase.last:
        return phrase
    while last > phrase.head and (not tokens.word[last].is_word or low[last] in tokens.prep or low[last] in tokens.det):
        last -= 1
    return phrase.up_to(last) if last >= phrase.head else None


def _given_by_the_construction(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """Inverted subject of an incise, noun phrase of a source phrase."""
    return draft.site.phrase if draft.site is not None else None


def _actor(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """Who acts right before a turn: *Berthe posa la lampe : ⏎ — Qui vient ?*."""
    return draft.actor


RULES: Final[tuple[tuple[MentionRule, Asked], ...]] = (
    (MentionRule.TURN_LABEL, turn_label),
    (MentionRule.BODY_BEHIND_ON, body_behind_on),
    (MentionRule.GIVEN_BY_THE_CONSTRUCTION, _given_by_the_construction),
    (MentionRule.ACTOR, _actor),
    (MentionRule.OF_RELATIVE, of_relative),
    (MentionRule.LABEL, label),
    (MentionRule.AGENT, agent),
    (MentionRule.SUBJECT, subject),
    (MentionRule.OWN_SUBJECT, own_subject),
    (MentionRule.UNDERSTOOD, understood),
    (MentionRule.SAID_BEFORE, said_before),
    (MentionRule.SENTENCE_SUBJECT, sentence_subject),
    (MentionRule.SAID_AFTER, said_after),
    (MentionRule.CLAUSE_AFTER, clause_after),
)
