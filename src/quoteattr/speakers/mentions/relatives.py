"""The subject behind the verb of a relative clause, before a colon: *Un constat que partage la maire : « … »*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import NEGATION, NounPhrase, Tokens, can_speak, subject_right
from quoteattr.quotations import Draft
from quoteattr.result import CueKind

__all__ = ["of_relative"]

_NEAR: Final = 4
"""Tokens from a draft back to its colon, at most."""
_FAR: Final = 30
"""Tokens from the colon back to the relative pronoun, at most."""


def of_relative(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """Une idée qu'a défendue Omar Sall, éleveur : « … »: who stands behind the verb of the last clause."""
    colon = _colon(tokens, draft)
    if colon is None:
        return None
    start, _ = tokens.document.sentence(colon)
    for k in range(colon - 1, max(start, colon - _FAR) - 1, -1):
        if tokens.block_of[k] >= 0:
            return None
        if tokens.low[k] in tokens.lexicon.words["relative"] and tokens.low[k] != "qui":
            return _behind_verb(tokens, k + 1, colon)
    return None


def _colon(tokens: Tokens, draft: Draft) -> int | None:
    """The colon right before a draft that one hands over to, ``None`` without one."""
    handed = draft.label is not None or draft.site is not None and draft.site.kind is CueKind.COLON
    near = range(draft.first, draft.first - _NEAR, -1) if handed else ()
    return next((k for k in near if tokens.low[k] == ":"), None)


def _behind_verb(tokens: Tokens, i: int, colon: int) -> NounPhrase | None:
    """The noun phrase behind the verb that a clause begins with, if no verb comes between it and the colon."""
    while tokens.low[i] in tokens.clitic and not tokens.is_finite(i) or tokens.low[i] in ("ne", "n'"):
        i += 1
    if not tokens.is_finite(i) and not tokens.traits[i].verbal:  # que nuance Omar Sall: no noun
        return None
    i += 1
    while tokens.is_adverb(i) or tokens.low[i] in NEGATION or tokens.verb_form[i] == "Part":
        i += 1
    phrase = subject_right(tokens, i, colon)
    if phrase is None or phrase.pronoun or not can_speak(tokens, phrase):
        return None
    ends = any(tokens.is_finite(k) for k in range(phrase.last + 1, colon))
    return None if ends else phrase
