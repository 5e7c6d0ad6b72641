"""Whose words a quotation is where only the sentence behind it says so: *C'est en ces termes que la maire répond*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import NounPhrase, Tokens, can_speak, noun_phrase, pattern_set, subject_right
from quoteattr.measured import Rule
from quoteattr.quotations import Draft

__all__ = ["said_after"]

_WHOSE: Final = pattern_set("whose words these are")
_SAID: Final = pattern_set("what somebody said")
_VERB: Final = 14
"""Within how many tokens behind *c'est ce que* a verb of saying stands."""


def said_after(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """« Le quai tiendra. » C'est ce qu'a déclaré la maire: who the next sentence says has said it."""
    if draft.rule is not Rule.ALONE:
        return None
    k = tokens.document.blocks[max(draft.blocks)].last + 1
    while tokens.low[k] == ".":
        k += 1
    _, end = tokens.document.sentence(min(k, tokens.size - 1))
    place = _WHOSE.place(tokens, k, k, end)
    if place < 0 and any(tokens.low[i] in tokens.forms for i in range(k, min(end, k + _VERB))):
        place = _SAID.place(tokens, k, k, end)
    found = None if place < 0 else _subject(tokens, place, end)
    return found if found is not None and can_speak(tokens, found) else None


def _subject(tokens: Tokens, k: int, end: int) -> NounPhrase | None:
    """The noun phrase at token `k`, or behind the verb that stands there."""
    verb = k + (tokens.low[k] in tokens.clitic and tokens.is_finite(k + 1))
    if not tokens.is_finite(verb):
        return noun_phrase(tokens, k, end)
    while tokens.is_finite(verb) or tokens.verb_form[verb] == "Part":
        verb += 1
    return subject_right(tokens, verb, end)
