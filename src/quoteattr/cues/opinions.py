"""*Pour X*: in the opinion of somebody, and not for somebody's sake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues.site import CueSite, between
from quoteattr.grammar import NounPhrase, Tokens, noun_phrase
from quoteattr.result import CueKind

__all__ = ["holds_opinion"]

_THOSE: Final = frozenset({"ceux", "celles", "celui", "celle", "soi", "cela", "ça", "moi", "nous", "vous", "toi"})
_ALONE: Final = frozenset(
    "lui elle eux elles celui-ci celle-ci ceux-ci celles-ci certains certaines beaucoup autres aucuns".split()
)
_JUDGING: Final = frozenset(
    {"c'", "doit", "doivent", "devrait", "devraient", "faut", "faudrait", "suffit", "pas", "doute"}
)
"""Words of a clause that judges, whoever is spoken of: pour les bergers, c'est trop tard."""
_CLAUSES: Final = (CueKind.CLAUSE, CueKind.INFINITIVE)


def holds_opinion(tokens: Tokens, site: CueSite, verbs: Sequence[CueSite]) -> bool:
    """Whether the phrase after *pour* names who holds an opinion: pour la maire, le pont fermera.

    One person may, or a body known to take sides; of others, the clause must judge or show somebody's words: *pour les
    enfants, l'entrée est libre* is about them. No clause is meant in which another reports: *pour eux, il assure que*.
    """
    phrase = site.phrase
    if phrase is None or tokens.low[phrase.head] in _THOSE or tokens.low[phrase.first] in _THOSE:
        return False
    if tokens.low[phrase.head] in tokens.lexicon.words["no_opinion"]:
        return False
    _, end = tokens.document.sentence(site.first)
    if _is_reported(tokens, verbs, phrase.last + 1, end):
        return False
    people = _are_people(tokens, phrase) or tokens.low[site.last] == "qui"
    return _takes_sides(tokens, phrase) or people and _judges(tokens, phrase.last + 1, end)


def _is_reported(tokens: Tokens, verbs: Sequence[CueSite], first: int, end: int) -> bool:
    """Whether the next verb reports what follows, with a subject of its own: pour eux, il précise que."""
    finite = next((i for i in range(first, end) if tokens.is_finite(i) and tokens.block_of[i] < 0), end)
    site = next((s for s in between(verbs, first, end) if s.first <= finite <= s.last), None)
    if site is None or site.kind not in _CLAUSES:
        return False
    if tokens.low[site.first - 1] in tokens.subject_clitic:
        return True
    comma = max((i for i in range(first, site.first) if tokens.low[i] == ","), default=first)
    subject = noun_phrase(tokens, comma + 1, site.first)
    return subject is not None and (tokens.is_name(subject.head) or tokens.is_person_noun(subject.head))


def _takes_sides(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether a phrase names one person, or people or a body of whom opinions are told."""
    low = tokens.low[phrase.head]
    if low in _ALONE or low == "%" or tokens.low[phrase.first] in tokens.lexicon.words["opinion_body"]:
        return True
    if low in tokens.lexicon.words["opinion_body"] or tokens.is_name(phrase.head):
        return True
    if phrase.name is not None and all(map(tokens.is_mark, range(phrase.head + 1, phrase.name[0]))):
        return True
    fraction = any(tokens.low[i] in ("sur", "%") for i in range(phrase.first, phrase.last + 2))
    person = tokens.is_person_noun(phrase.head) or phrase.name is not None and tokens.noun_kind(phrase.head)[0] != ""
    return fraction or person


def _are_people(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether a phrase is of people or a body: pour les bergers, not *pour cette première marche*."""
    people = phrase.pronoun or phrase.name is not None or tokens.person_like(phrase.head)
    return people or tokens.noun_kind(phrase.head)[0] in ("person", "group", "organization")


def _judges(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the clause says what ought to be or is, or shows somebody's words."""
    return any(i in tokens.document.block_at or tokens.low[i] in _JUDGING for i in range(first, end))
