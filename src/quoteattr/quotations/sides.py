"""The two sides of an incise: where what it attributes may begin before it, and whether that goes on behind it."""

from __future__ import annotations

from typing import Final

from quoteattr.cues import between
from quoteattr.grammar import pattern_set
from quoteattr.quotations.drafts import Drafts
from quoteattr.result import CueKind, Kind

__all__ = [
    "after_dateline",
    "after_last_incise",
    "awaits_object",
    "behind_colon",
    "leaves_open",
    "only_links",
    "right_side",
]

_SUBORDINATE_OPENS: Final = pattern_set("subordinate opens")
_RELATIVE: Final = frozenset({"qui", "que", "qu'", "dont", "où"})
_STROKES: Final = frozenset({"|", "-", "–", "—"})
_LABEL: Final = 4
"""Words in capitals of a dateline."""
_TAIL: Final = 8
"""Tokens that may stand between a source and the comma behind it: selon huit marins sur dix (78 %), le bac coule."""


def after_last_incise(drafts: Drafts, start: int, before: int) -> int:
    """Where the content of an incise may begin: after an earlier incise of the same sentence."""
    ends = [
        e + 1
        for s in between(drafts.sites, start, before - 1)
        if (e := drafts.incise_ends.get(s.first, before)) < before
    ]
    # Le bilan s'alourdit : trente maisons ont brûlé, a précisé le préfet
    colons = [
        k + 1
        for k in range(start, before - 2)
        if drafts.low[k] == ":" and drafts.tokens.block_of[k] < 0 and k + 1 not in drafts.document.block_at
    ]
    return max([start, *ends, *colons, after_dateline(drafts, start, before), _after_source(drafts, start, before)])


def after_dateline(drafts: Drafts, start: int, before: int) -> int:
    """The token after a place or label in capitals and its stroke: LORVAL | Le bac a coulé, TRIBUNE - Le port dort."""
    k = start
    while k < min(before, start + _LABEL) and drafts.tokens.word[k].is_word and drafts.tokens.word[k].text.isupper():
        k += 1
    return k + 1 if k > start and drafts.low[k] in _STROKES and k + 1 < before else start


def _after_source(drafts: Drafts, start: int, before: int) -> int:
    """The token after a source phrase that begins the sentence: Selon elle, le bac « coule », a-t-elle insisté."""
    for site in between(drafts.sites, start, min(before, start + 3)):
        if site.kind is CueKind.SOURCE and site.phrase is not None and site.phrase.first > site.first:
            after = range(site.phrase.last + 1, min(before, site.phrase.last + _TAIL))
            comma = next((k for k in after if drafts.low[k] == "," or drafts.tokens.is_finite(k)), -1)
            return _past_apposition(drafts, comma, before) + 1 if drafts.low[comma] == "," and comma > start else start
    return start


def _past_apposition(drafts: Drafts, comma: int, before: int) -> int:
    """The comma before the marks that follow an apposition: D'après Omar, marchand à Dax, « le bac coule », dit-il."""
    for k in range(comma + 1, before):
        if drafts.low[k] == "," and k + 1 in drafts.document.block_at:
            return k
        if drafts.tokens.is_finite(k) or drafts.low[k] == "," or k in drafts.document.block_at:
            break
    return comma


def right_side(drafts: Drafts, i: int) -> tuple[int, int] | None:
    """The rest of a sentence that goes on after an incise in its middle."""
    _, end = drafts.document.sentence(i)
    goes_on = i + 2 < end and drafts.low[i + 1] == "," and drafts.low[i + 2] not in drafts.tokens.simple_relative
    return (i + 2, end - 1) if goes_on else None


def leaves_open(drafts: Drafts, first: int, end: int, resumed: int, limit: int) -> bool:
    """Whether what stands before an incise is no clause yet, and what follows it completes one.

    Si la digue cède, prévient la maire, trois rues seront noyées; ceux qui restent, dit-elle, auront froid.
    """
    tokens, low = drafts.tokens, drafts.low
    while first < end and low[first] in tokens.connective and not _SUBORDINATE_OPENS.fits(tokens, first, first, end):
        first += 1
    if low[first : first + 3] == ["il", "y", "a"]:
        dated = any(tokens.is_time(i) or low[i].removesuffix("s") in tokens.time for i in range(first + 3, end))
        return tokens.traits[first + 3].prep or dated
    finite = [i for i in range(first, end) if tokens.is_finite(i)]
    goes_on = any(tokens.is_finite(i) for i in range(resumed, limit))
    if _SUBORDINATE_OPENS.fits(tokens, first, first, end):
        comma = max((i for i in range(first, end) if low[i] == ","), default=first)
        return goes_on and not any(i > comma > first for i in finite)
    relatives = sum(low[i] in _RELATIVE for i in range(first + 1, end))
    verb = resumed
    while verb < limit and (low[verb] in tokens.clitic or low[verb] == "c'" or tokens.is_adverb(verb)):
        verb += 1
    return relatives >= len(finite) and tokens.is_finite(verb)


def only_links(drafts: Drafts, first: int, end: int) -> bool:
    """Whether what stands before an incise is a link to the sentence before: Or, note la maire, le lac baisse."""
    return all(drafts.low[i] in drafts.tokens.linking for i in range(first, end) if drafts.tokens.word[i].is_word)


def awaits_object(drafts: Drafts, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether the model finds the object of the verb before an incise behind it: On voit là, dit-elle, l'occasion."""
    tokens = drafts.tokens
    return any(
        tokens.dep[k] == "obj" and left[0] <= tokens.head[k] <= left[1] and tokens.is_nominal(k)
        for k in range(right[0], right[1] + 1)
    )


def behind_colon(drafts: Drafts, last: int) -> tuple[int, int] | None:
    """What a colon right after an incise goes on with, where it holds marks: dit-il : un port « vivant »."""
    _, end = drafts.document.sentence(last)
    if drafts.low[last + 1] != ":" or last + 2 >= end or last + 2 in drafts.document.block_at:
        return None
    return (last + 2, end - 1) if drafts.passage(last + 2, end - 1).kind is Kind.MIXED else None
