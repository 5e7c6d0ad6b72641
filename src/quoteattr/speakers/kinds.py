"""What a description is of: a person, several people, a body, a document."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import NounPhrase, Tokens

__all__ = ["kind_of"]

_ONE: Final = frozenset({"un", "une"})
_OTHER: Final = frozenset({"autre", "seconde", "second", "troisième", "quatrième"})
_THEM: Final = frozenset({"eux", "elles", "nous", "deux"})
_NEEDS_PEOPLE: Final = frozenset({"majorité", "minorité", "partie", "masse", "tiers", "quart"})
"""Quantities that are something else where no *de* follows: *la majorité*, *la partie civile*."""


def kind_of(tokens: Tokens, phrase: NounPhrase, *, plural: bool) -> str:
    """The kind of whom a description is of, by its noun, or by how many they are."""
    low = tokens.low[phrase.head]
    if _one_of_several(tokens, phrase):
        return _of_singular(tokens, phrase.head)
    if _tells_how_many(tokens, phrase):
        return "group"
    person = tokens.person_like(phrase.head) and not tokens.is_name(phrase.head)
    kind = tokens.noun_kind(phrase.head)[0] or ("person" if person else "unknown")
    if low == "voix" and not plural:
        return "person"  # une voix dans la foule
    if plural and kind in ("person", "unknown") and low not in ("sources", "source"):
        return "group"
    return "person" if kind == "unknown" and low in _OTHER and phrase.first < phrase.head == phrase.core else kind


def _one_of_several(tokens: Tokens, phrase: NounPhrase) -> bool:
    """L'un d'eux, l'un de ses amis, une des sources: one, though the noun is of many."""
    at = phrase.first + (tokens.low[phrase.first] == "l'")
    return tokens.low[at] in _ONE and tokens.low[at + 1] in tokens.of


def _of_singular(tokens: Tokens, noun: int) -> str:
    """The kind of one of several: *une des entreprises* is a body, though they are a group; *l'un d'eux* a person."""
    low = tokens.low[noun]
    if low in _THEM or tokens.low[noun + 1] in _THEM or noun - 1 in tokens.document.block_at:
        return "person"
    singulars = (low[:-1], low[:-3] + "al" if low.endswith("aux") else low)
    kind = next((tokens.nouns[form][0] for form in singulars if form in tokens.nouns), "")
    kind = kind or tokens.noun_kind(noun)[0] or ("person" if tokens.person_like(noun) else "unknown")
    return "person" if kind == "group" or low == "sources" or tokens.is_name(noun) and kind == "unknown" else kind


def _tells_how_many(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Une dizaine de riverains, la plupart, nombre d'élus; not *la majorité* in parliament, *le nombre de lits*."""
    low, head = tokens.low, phrase.head
    if low[head] not in tokens.lexicon.words["quantity"] or low[head] == "nombre" and low[head - 1] == "le":
        return False
    if low[head] not in _NEEDS_PEOPLE:
        return True
    return low[head + 1] in tokens.of and (low[head + 1] == "des" or _of_people(tokens, phrase))


def _of_people(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether the complement of a quantity is of several or of a body.

    *Une majorité de Français*, *une partie de la gauche*; not *une majorité de gauche*, *une partie de son discours*.
    """
    after = range(phrase.head + 2, phrase.core + 1)
    body = any(tokens.noun_kind(k)[0] in ("group", "organization") for k in after)
    return body or any(tokens.number[k] == "p" or tokens.low[k] == "ces" for k in after)
