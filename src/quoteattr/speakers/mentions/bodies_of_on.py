"""The body that *on* stands for, where a place or a source names it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import NounPhrase, Tokens, noun_phrase
from quoteattr.quotations import Draft

__all__ = ["ON", "body_behind_on", "place_of_on"]

ON: Final = frozenset({"-t-on", "-on", "on"})
_BEFORE_A_BODY: Final = frozenset({"de", "d'", "auprès", "à", "au", "chez", "dans", "sur", "du"})
_BEFORE_WHO_TELLS: Final = frozenset({"de", "d'", "auprès", "du", "dans"})
"""As many learned it from somebody; *ont-ils appris à la radio* is whom they told."""
_WHERE_IN_IT: Final = frozenset(
    "bas haut dos verso recto début fin pied coin détour fil milieu tête marge exergue une conclusion introduction "
    "préambule chapeau titre page".split()
)
"""Where in a writing something stands: *lit-on au bas du procès-verbal*, *en marge de la lettre*."""
_PLACES: Final = (
    ("du côté de", 3),
    ("du côté du", 2),
    ("chez", 1),
    ("au sein des", 2),
    ("au sein du", 2),
    ("au sein de", 3),
    ("dans l'entourage de", 4),
    ("dans le camp", 1),
    ("dans les rangs de", 4),
    ("dans les rangs des", 3),
    ("à la", 1),
    ("à l'", 1),
    ("au", 0),
)
"""What opens the place where *on* speaks, and how many tokens of it stand before the noun phrase."""


def body_behind_on(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """A-t-on appris auprès de la préfecture, dit-on dans l'entourage du maire: the body named after the preposition.

    So it is where somebody has learned it: *a appris l'AFP auprès du parquet*.
    """
    site = draft.site
    if site is None or site.group is None or site.phrase is None:
        return None
    if tokens.low[site.phrase.head] not in ON and site.group.verb.bare != "apprendre":
        return None
    _, end = tokens.document.sentence(site.first)
    i = _past_adverbials(tokens, max(site.group.last, site.phrase.last) + 1, end)
    i = _past_where(tokens, i)
    learned = tokens.low[site.phrase.head] not in ON
    if tokens.low[i] not in (_BEFORE_WHO_TELLS if learned else _BEFORE_A_BODY):
        return None
    after = i + 2 if tokens.low[i] == "auprès" and tokens.low[i + 1] in ("de", "d'") else i + 1
    return noun_phrase(tokens, after, end, bare=True)


def _past_where(tokens: Tokens, i: int) -> int:
    """The token before the writing of *au bas du procès-verbal*, *en tête de la lettre* at token `i`, or `i`."""
    k = i + 1 + (tokens.low[i + 1] in ("la", "l'", "le"))
    where = tokens.low[i] in ("en", "au", "à", "dans") and tokens.low[k] in _WHERE_IN_IT
    return k + 1 if where and tokens.low[k + 1] in tokens.of else i


def _past_adverbials(tokens: Tokens, i: int, end: int) -> int:
    while i < end and (tokens.is_adverb(i) or tokens.skip_time(i, end) > i):
        i = max(i + 1, tokens.skip_time(i, end))
    return i


def place_of_on(tokens: Tokens, start: int, before: int) -> NounPhrase | None:
    """Du côté de la régie, on explique que: the body that *on* at token `before` stands for."""
    if any(tokens.is_finite(k) for k in range(start, before)):
        return None  # Au quai, le message est clair : on y écrit que
    start += tokens.low[start] in ("mais", "et", "or")
    words = tokens.words_between(start, min(start + 3, before - 1)) if before > start else ""
    phrases = (noun_phrase(tokens, start + length, before) for opening, length in _PLACES if words.startswith(opening))
    return next((p for p in phrases if p is not None and not tokens.is_time(p.head)), None)
