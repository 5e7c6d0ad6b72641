"""Who a mention is by its name: somebody the user knows, somebody the text names, two people named together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from quoteattr.grammar import NounPhrase, is_plural, late_name, people_in
from quoteattr.measured import Link
from quoteattr.speakers.cast import KEPT, Cast, Linked
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.evidence import add_evidence, role_noun
from quoteattr.speakers.people import find_or_add, text_of
from quoteattr.speakers.roles import plain_noun

__all__ = ["by_name"]

_NUMBERS: Final = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_LISTED: Final = 60
"""How many tokens after a description its names stand at the most."""
_CALLED: Final = 8
"""How many words may stand between two of them."""
_CLOSES: Final = frozenset({",", ".", "(", ")", "!", "?", ";", ":", "…", ""})


def by_name(cast: Cast, phrase: NounPhrase) -> Linked | None:
    """Who a phrase names; needs nothing of what stands before it."""
    known = _known(cast, phrase) if cast.anybody_known else None
    if known is not None:
        return Linked(known, Link.KNOWN)
    entity = _named(cast, phrase) or cast.told_of.get(phrase.head)
    return None if entity is None else Linked(entity, Link.NAME)


def _known(cast: Cast, phrase: NounPhrase) -> Entity | None:
    """Somebody the user knows, when the name is the head of the phrase or apposed to it, and no complement."""
    for i in range(phrase.first, phrase.last + 1) if cast.known_at else ():
        entity = cast.known_at.get(i)
        if entity is not None:
            return None if i > phrase.head and cast.low[i - 1] in cast.tokens.of else entity
    return cast.present.by_role(phrase)


def _named(cast: Cast, phrase: NounPhrase) -> Entity | None:
    tokens = cast.tokens
    several = _named_one_by_one(cast, phrase)
    if several is not None:
        return several
    name = phrase.name
    if name is None and _of_person(cast, phrase.head) and not is_plural(tokens, phrase):
        name = late_name(tokens, phrase)
    if name is not None and _complement(cast, phrase, name):
        name = _apposed(cast, name)
    if name is None:
        return None
    pair = _pair(cast, phrase)
    if pair is not None:
        return pair
    if name[0] == name[1] == phrase.core and (body := cast.bodies.alone.get(cast.low[name[0]])) is not None:
        return body  # le service météo Vigirive avertit. Vigirive ajoute
    for i in range(name[0], name[1] + 1):
        if i in cast.person_at:
            return cast.person_at[i]
    entity = find_or_add(tokens, cast.people, *name)
    add_evidence(tokens, entity, *name)
    return entity


def _complement(cast: Cast, phrase: NounPhrase, name: tuple[int, int]) -> bool:
    """Whether a name in a phrase is not whom the phrase is about.

    *un proche de Jeanne Arnaud, la fondation Omar Sall*.
    """
    if phrase.head >= name[0]:
        return False
    k = name[0] - 1
    if cast.tokens.traits[k].title:
        k -= 1  # le premier adjoint de Mme Faure
    before = cast.low[k]
    if before not in cast.tokens.of and _in_complement(cast, phrase, name):
        return True
    body = cast.tokens.noun_kind(phrase.head)[0] in ("document", "organization")
    if body and before == "," and any(_of_person(cast, m) for m in range(phrase.head + 1, k)):
        return True  # le cabinet du ministre, Omar Sall
    return before in ("de", "d'", "du", "et") or body and before != ","


def _in_complement(cast: Cast, phrase: NounPhrase, name: tuple[int, int]) -> bool:
    """Whether a noun in the complement has the name: *le patron du parti du président français Omar Sall*."""
    for k in range(name[0] - 1, phrase.head, -1):
        if not (cast.tokens.is_nominal(k) or cast.low[k] in ("de", "d'")):
            return False
        if _of_person(cast, k) and cast.low[k - 1] in cast.tokens.of:  # un Français is a person, too
            return True
    return False


def _apposed(cast: Cast, name: tuple[int, int]) -> tuple[int, int] | None:
    """The name after the one in the complement: *le premier adjoint de Mme Faure, Omar Sall*."""
    comma = name[1] + 1
    if cast.low[comma] != ",":
        return None
    people = people_in(cast.tokens, comma + 1, comma + 5)
    found = people[0] if people and people[0][0] == comma + 1 + cast.tokens.traits[comma + 1].title else None
    return found if found is not None and cast.low[found[1] + 1] in _CLOSES else None


def _of_person(cast: Cast, i: int) -> bool:
    kind = cast.tokens.noun_kind(i)[0]
    return kind == "person" or not kind and cast.tokens.person_like(i) and not cast.tokens.is_name(i)


def _first_names(cast: Cast, phrase: NounPhrase) -> list[tuple[int, int]]:
    """Two first names, which a model seldom takes for those of people: *Paule et Henri*."""
    first, last = phrase.first, phrase.core
    given = last == first + 2 and all(cast.tokens.traits[i].given for i in (first, last))
    return [(first, first), (last, last)] if given else []


def _pair(cast: Cast, phrase: NounPhrase) -> Entity | None:
    """Two people who speak as one: *Paule et Henri Delcroix*, *Jeanne Le Cam et Omar Sarr*."""
    people = people_in(cast.tokens, phrase.first, phrase.core)
    people = _first_names(cast, phrase) if len(people) < 2 else people
    if len(people) < 2 or "et" not in cast.low[people[0][1] + 1 : people[-1][0]]:
        return None
    if any(low in cast.tokens.of for low in cast.low[people[0][1] + 1 : people[1][0]]):
        return None  # Jeanne Le Cam de chez Omar Sarr
    return _together(cast, phrase, people)


def _named_one_by_one(cast: Cast, phrase: NounPhrase) -> Entity | None:
    """Several people whose names follow what they are: *deux élus, la maire Zoé Lam et Omar Sall*.

    As many names as the phrase tells, each after a comma or *et*.
    """
    low, tokens = cast.low, cast.tokens
    number = next((_NUMBERS[low[k]] for k in range(phrase.first, phrase.head) if low[k] in _NUMBERS), 0)
    if not number or low[phrase.core + 1] != ",":
        return None
    _, end = cast.document.sentence(phrase.head)
    listed = people_in(tokens, phrase.core + 2, min(end - 1, phrase.core + _LISTED))
    people = [r for r in listed if low[r[0] - 1] != "("][:number]
    before = pairwise([(phrase.first, phrase.core), *people])
    parted = [_parted(low[one[1] + 1 : other[0]]) for one, other in before]
    if parted != [","] * (number - 1) + ["et"]:
        return None
    group = _together(cast, phrase, people)
    group.noun = plain_noun(role_noun(tokens, phrase.head))  # les deux élus
    return group


def _parted(words: Sequence[str]) -> str:
    """What parts two names, brackets and what the second is called left out: *, et l'Allemand*."""
    outside: list[str] = []
    depth = 0
    for word in words:
        depth += (word == "(") - (word == ")")
        if not depth and word != ")":
            outside.append(word)
    return next((word for word in outside if word in (",", "et")), "") if len(outside) <= _CALLED else ""


def _together(cast: Cast, phrase: NounPhrase, people: Sequence[tuple[int, int]]) -> Entity:
    """Some people as one speaker."""
    entities = [cast.person_at.get(first) for first, _ in people]
    names = [e.name if e is not None else text_of(cast.tokens, *r) for e, r in zip(entities, people, strict=True)]
    name = " et ".join([", ".join(names[:-1]), names[-1]])
    known = next((e for e in reversed(cast.described[-KEPT:]) if e.name == name), None)
    if known is None:
        known = Entity(name, "group", phrase.first)
        cast.described.append(known)
    return known
