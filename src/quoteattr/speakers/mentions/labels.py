"""The noun phrase before a colon that no reporting verb leads to."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.cues import CueSite, between
from quoteattr.grammar import NounPhrase, Tokens, noun_phrase, people_in, phrase_around
from quoteattr.quotations import Draft
from quoteattr.result import CueKind
from quoteattr.speakers.mentions.subjects import subject_of

__all__ = ["label"]


def label(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """La maire : « … » / Réaction de la maire : « … »: the noun phrase before a colon without a reporting verb."""
    if draft.label is None:
        return None
    first, last = draft.label
    opinion = next((s.phrase for s in between(sites, first, last) if s.kind is CueKind.SOURCE), None)
    if opinion is not None:
        return opinion  # Pour la maire, l'essentiel est ailleurs : « … »
    verb = next((i for i in range(first, last + 1) if tokens.is_finite(i) and tokens.block_of[i] < 0), None)
    if verb is not None:
        found = subject_of(tokens, verb, verb, first)
        return found if found is not None and tokens.low[found.head] not in ("ce", "c'") else None
    people = [r for r in people_in(tokens, first, last) if tokens.block_of[r[0]] < 0]
    if people:
        # Omar Sall, maire de Thiers: not the one whom the town is called after
        own = [r for r in people if tokens.low[r[0] - 1] not in ("de", "d'")]
        i = (own or people)[-1][0]
        return phrase_around(tokens, i, first, last + 1) or noun_phrase(tokens, i, last + 1)
    return _framed(tokens, first, last + 1)


def _framed(tokens: Tokens, first: int, end: int) -> NounPhrase | None:
    """The first noun phrase; of *la réaction de la maire* the maire."""
    phrases = (noun_phrase(tokens, i, end, bare=True) for i in range(first, end))
    phrase = next((p for p in phrases if p is not None), None)
    if phrase is None or tokens.low[phrase.head] not in tokens.lexicon.frames:
        return phrase
    i = phrase.head + 1
    if tokens.low[i] in ("de", "d'"):
        return noun_phrase(tokens, i + 1, end) or phrase
    return noun_phrase(tokens, i, end) or phrase if tokens.low[i] in ("du", "des") else phrase
