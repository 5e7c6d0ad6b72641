"""A cue where it stands, and what makes a noun phrase a possible source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quoteattr.grammar import NounPhrase, Tokens, VerbGroup
from quoteattr.result import CueKind

__all__ = ["CueSite", "between", "is_clause", "is_source", "may_speak"]


class CueSite:
    """A cue where it stands.

    Attributes:
        kind: The construction.
        first: First token of the cue.
        last: Last token of the cue.
        lemma: Infinitive or phrase.
        group: The verb group, unless the cue is a phrase.
        phrase: The speaker's noun phrase where the construction itself gives it (inverted subject, source phrase).
        opens: For what follows the cue (*que*, infinitive, colon): the first token of the content. For an incise: the
            token before the incise.
    """

    __slots__ = ("first", "group", "kind", "last", "lemma", "opens", "phrase")

    def __init__(
        self,
        kind: CueKind,
        first: int,
        last: int,
        lemma: str,
        group: VerbGroup | None = None,
        phrase: NounPhrase | None = None,
        opens: int = -1,
    ) -> None:
        self.kind: CueKind = kind
        self.first: int = first
        self.last: int = last
        self.lemma: str = lemma
        self.group: VerbGroup | None = group
        self.phrase: NounPhrase | None = phrase
        self.opens: int = opens

    def of_kind(self, kind: CueKind) -> CueSite:
        """The same cue in another construction."""
        return CueSite(kind, self.first, self.last, self.lemma, self.group, self.phrase, self.opens)


def between(sites: Sequence[CueSite], first: int, end: int) -> Sequence[CueSite]:
    """Those of `sites`, which are in order, that begin in the token range ``first..end``."""
    return sites[bisect_left(sites, first, key=_first) : bisect_left(sites, end, key=_first)]


def _first(site: CueSite) -> int:
    return site.first


def may_speak(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether a noun phrase can be a source.

    A name, a pronoun, a noun of the lexicon, something the model takes for a person or body.
    """
    if phrase.pronoun or phrase.name is not None or tokens.low[phrase.head] == "%":
        return True
    if tokens.person_like(phrase.head) and tokens.pos[phrase.head] != "ADJ":
        return True
    if any(tokens.traits[i].listed for i in range(phrase.first, phrase.core + 1)):
        return True
    return any(tokens.is_name(i) for i in range(phrase.first, phrase.last + 1))


def is_source(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether a noun phrase after *selon* is one who says; its complement does not make it one.

    Selon les besoins de la mairie.
    """
    first = next(
        (k for k in range(phrase.head + 1, phrase.core + 1) if tokens.low[k] in tokens.of),
        phrase.core + 1,
    )
    return may_speak(tokens, phrase.up_to(first - 1))


def is_clause(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the tokens ``start..end`` hold a verb of their own, so that what follows may be an incise.

    Behind *ne* one stands even where its form is taken for a noun: le bac ne part plus.
    """
    return any(tokens.is_finite(i) or tokens.low[i] in ("ne", "n'") for i in range(start, end))
