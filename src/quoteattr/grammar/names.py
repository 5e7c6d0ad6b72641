"""Names in a run of tokens: where one begins, how far it goes, whose it is."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.name_signs import acts_alone, is_aged, is_no_person, is_surname, named_in_apposition
from quoteattr.grammar.tokens import Tokens
from quoteattr.measured import Part

__all__ = ["AGENCIES", "given_name", "name_in", "name_of_body", "name_step", "people_in"]


def name_in(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """Return the range of the person's name that ``first..last`` is about, or ``None``.

    A phrase that begins with its name is about that one (*Jeanne Arnaud, présidente de la fondation Omar Sall*),
    another about the last.
    """
    people = [p for p in people_in(tokens, first, last) if not _of_a_thing(tokens, *p)]
    if not people:
        return None
    start = first
    while start < people[0][0] and (tokens.traits[start].title or tokens.traits[start].det):
        start += 1
    return people[0] if people[0][0] == start else people[-1]


def _of_a_thing(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a word alone names the thing before it, not a person: *un porteur de projet Ansej*."""
    thing = first - 1
    plain = tokens.word[thing].text.islower() and tokens.is_nominal(thing) and not tokens.is_person_noun(thing)
    return first == last and plain and tokens.low[thing - 1] in ("de", "d'") and not tokens.traits[first].given


def people_in(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """Ranges of the names of persons in ``first..last``."""
    if tokens.trace.off and not tokens.trace.allows(Part.NAMES):
        return _people_of_labels(tokens, first, last)
    out: list[tuple[int, int]] = []
    i = first
    while True:
        i = tokens.name_at.find(1, i, last + 1)
        if i < 0:
            break
        after = i + 1 if tokens.is_title_word(i) else name_of_body(tokens, i, last + 1)
        if after > i:
            i = after
            continue
        j = i
        while j < last and (step := name_step(tokens, j, last)):
            j += step
        found = tokens.people_of_run.get((i, j))
        if found is None:
            found = tokens.people_of_run[i, j] = _people_of_run(tokens, i, j)
        out += found
        i = j + 1
    return out


def _people_of_labels(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """The persons in ``first..last`` that the labels tell, and no others."""
    found = {tokens.entity_at[i] for i in range(first, last + 1) if i in tokens.entity_at}
    return sorted((a, b) for a, b, label in found if label == "PER" and first <= a and b <= last)


def name_step(tokens: Tokens, j: int, last: int) -> int:
    """How many tokens further a name goes on from token `j`: 1 for a capitalised word, more past a particle, else 0."""
    k = j + 1
    if tokens.name_at[k] and k in tokens.document.line_starts:
        return 0  # a line that is a name alone: Awa Diop ⏎ Présidente de Rives ouvertes
    if tokens.name_at[k] and not (tokens.traits[k].title and tokens.low[k] not in tokens.particle):
        return 1
    if is_surname(tokens, k):
        return 1
    while k < last and tokens.low[k] in tokens.particle and k - j < 3:
        k += 1
    if k == j + 1 or not tokens.traits[k].nominal:
        return 0
    if tokens.traits[k].shouted and not tokens.traits[j].shouted or tokens.noun_kind(k)[0] == "organization":
        return 0  # Omar Sall du SNES
    entity = tokens.entity_at.get(j)
    one_person = entity is not None and entity[2] == "PER" and tokens.entity_at.get(k) == entity
    return k - j if one_person or tokens.low[j] in tokens.names else 0


_FOREIGN: Final = frozenset({"the", "of", "for", "and", "und", "für", "without", "against"})
"""Small words within names of other languages: *Save the Children*, *Bank of America*."""


AGENCIES: Final = frozenset({"afp", "ats", "aps", "belga", "reuters"})
"""Agencies whose names stand beside those of people without being part of them."""


def name_of_body(tokens: Tokens, i: int, limit: int) -> int:
    """The index after the name of a body of several words that begins at token `i`, or `i`.

    One that the lexicon has, common words in it or not (*Médecins sans frontières*, *Le Canard enchaîné*), or one with
    small words of another language (*Save the Children*).
    """
    if not tokens.word[i].is_title:
        return i
    for words in tokens.vocabulary.bodies.get(tokens.low[i], ()):
        if i + len(words) <= limit and tuple(tokens.low[i : i + len(words)]) == words:
            return i + len(words)
    end = i
    while end + 2 < limit and tokens.low[end + 1] in _FOREIGN:
        k = end + 2
        while k < limit and k - end < 4 and tokens.low[k] in _FOREIGN:
            k += 1
        if k >= limit or not tokens.word[k].is_title:
            break
        end = k
    return i if end == i else end + 1


def given_name(tokens: Tokens, i: int) -> str | None:
    """The gender that token `i` tells if it is a first name, compound ones included (*Jean-Wilfrid*)."""
    names = tokens.names
    return names.get(tokens.low[i]) or (names.get(tokens.low[i].split("-")[0]) if "-" in tokens.low[i] else None)


def _acronym(tokens: Tokens, i: int) -> bool:
    text = tokens.word[i].text
    return (
        len(text) > 1
        and text.split("-")[0].isupper()
        and not tokens.traits[i].title
        and tokens.entity_at.get(i, (0, 0, ""))[2] != "PER"
    )


def _no_name_here(tokens: Tokens, i: int) -> bool:
    """Whether a capital at token `i` is owed to the start of a sentence: *Habitante de Lorient*, *Aucun blessé*."""
    its = tokens.traits[i]
    named = its.given or tokens.word[i].text.isupper()
    return i in tokens.document.boundaries_set and not named and (its.det or its.listed)


def _people_of_run(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """The persons in a run of capitalised words: *Intérieur Omar Sall* is one, from *Omar* on."""
    while first <= last and _no_name_here(tokens, first):
        if tokens.noun_kind(first)[0] not in ("", "person"):
            return []  # Loi Sarmant, Débat Sarmant
        first += 1
    if first < last and tokens.low[first - 1] in ("à", "en") and _is_place_before(tokens, first):
        first += 1
    if _surname_first(tokens, first, last):
        return [(first, last)]
    starts = [i for i in range(first, last + 1) if _starts_person(tokens, i, first, last)]
    if not starts and is_aged(tokens, last) and (last > first or tokens.traits[first].given):
        starts = [first + 1 if _is_no_name(tokens, first, last) else first]
    return [(a, (starts[k + 1] - 1 if k + 1 < len(starts) else last)) for k, a in enumerate(starts)]


def _is_no_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the first word of a run is a body or place: a dit à l'*AFP* Joël, 36 ans; à *Lorval* Ludovic, 40 ans."""
    if first == last:
        return False  # « On part », A REGRETTÉ LUDOVIC, 40 ANS
    if tokens.low[first] in AGENCIES:
        return True
    return _acronym(tokens, first) and (last > first + 1 or tokens.traits[last].given)


def _is_place_before(tokens: Tokens, i: int) -> bool:
    """Whether a word is a town with the first name of somebody right behind it: *soulignait à Washington Omar Sall*."""
    place = not tokens.traits[i].given or tokens.low[i] in tokens.lexicon.words["capital"]
    return place and tokens.traits[i + 1].names and tokens.low[i + 1] not in tokens.particle


def _surname_first(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a surname in capitals stands before the first name: *SARMANT Salif*."""
    surname = tokens.word[first]
    if surname.low in AGENCIES:
        return False
    return last == first + 1 and tokens.traits[last].given and surname.text.isupper() and len(surname.text) > 2


def _is_a_body(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name alone is told to be a body's, or one before a person's: le journaliste de *TVR* Salif Sarmant."""
    low = tokens.low[first]
    if first == last:
        return (
            low in tokens.told_bodies and not tokens.traits[first - 1].title
        )  # Orlin a dit, where l'entreprise Orlin stands elsewhere
    return low in AGENCIES or _acronym(tokens, first) and not _acronym(tokens, first + 1)


def _starts_person(tokens: Tokens, i: int, first: int, last: int) -> bool:
    """Whether the name of a person begins at token `i` of a run of capitalised words."""
    if i == first and _is_a_body(tokens, first, last):
        return False
    titled = tokens.traits[i - 1].title and not (i > first and is_surname(tokens, i - 1))
    if titled or i == first and last > first and _after_role(tokens, i):
        return True
    entity = tokens.entity_at.get(i)
    if i > first and tokens.traits[i - 1].given:
        return False
    if entity is not None and entity[2] == "PER" and max(entity[0], first) == i:
        return first < last or not is_no_person(tokens, i)
    told = i == first and named_in_apposition(tokens, first, last)
    return told or (
        entity is None and acts_alone(tokens, i) if first == last else _begins_with_first_name(tokens, i, last)
    )


def _begins_with_first_name(tokens: Tokens, i: int, last: int) -> bool:
    """Whether token `i` is a first name with a surname behind it: *François de Rugy*."""
    if i == last or tokens.low[i] == "france" or given_name(tokens, i) is None:
        return False
    return tokens.word[i + 1].is_title or tokens.low[i + 1] in tokens.particle


def _after_role(tokens: Tokens, i: int) -> bool:
    """Whether token `i` stands right behind a noun for a person: *le maire Sarmant*."""
    return not tokens.traits[i].det and tokens.is_person_noun(i - 1)
