"""The persons that a text names, and which of them a name means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from quoteattr.grammar import Tokens, people_in
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.evidence import add_evidence, title_gender
from quoteattr.speakers.names import name_tokens, same_person

__all__ = [
    "Name",
    "People",
    "collect_people",
    "find_or_add",
    "names_of",
    "places_of",
    "signs",
    "stands_alone",
    "tells_alone",
    "text_of",
]

_REIGNS: Final = frozenset(
    "pape roi reine prince princesse empereur impératrice tsar tsarine sultan émir saint sainte sœur soeur".split()
)
"""Who is called by a first name alone."""


def collect_people(
    tokens: Tokens, known: Sequence[tuple[int, int, Entity]] = ()
) -> tuple[People, list[tuple[int, int, Entity]]]:
    """Return the persons named in a document and where: ``(first, last, who)`` in order of place.

    Args:
        tokens: The document.
        known: Places already settled, which no other name may overlap.
    """
    people = People(dict.fromkeys(e for _, _, e in known if e.kind == "person"))
    places = places_of(tokens, people, known)
    for first, last, entity in places:
        add_evidence(tokens, entity, first, last)
        entity.first = min(entity.first, first)
    for entity in {id(e): e for first, _, e in places if signs(tokens, first)}.values():
        entity.ours = entity.ours or sum(1 for _, _, e in places if e is entity) == 1
    return people, places


def names_of(tokens: Tokens, known: Sequence[tuple[int, int, Entity]]) -> list[tuple[int, int]]:
    """The names of persons in a document, the longest first, those that overlap a place of `known` left out."""
    taken = {i for first, last, _ in known for i in range(first, last + 1)}
    names = [r for r in people_in(tokens, 0, tokens.size - 1) if taken.isdisjoint(range(r[0], r[1] + 1))]
    return sorted(names, key=lambda r: (r[0] - r[1], r[0]))


def places_of(
    tokens: Tokens, people: People, known: Sequence[tuple[int, int, Entity]]
) -> list[tuple[int, int, Entity]]:
    """Where a document names its people, in order of place; who is new is taken up in `people`."""
    places = list(known)
    for first, last in names_of(tokens, known):
        places.append((first, last, find_or_add(tokens, people, first, last)))
    places += _by_surname(tokens, people, {i for first, last, _ in places for i in range(first, last + 1)})
    places.sort(key=lambda p: p[0])
    return places


def signs(tokens: Tokens, first: int) -> bool:
    """Whether the name at token `first` is of who made the text: *Par Zoé Lam*, *Photos : Omar Sall*."""
    k = first
    while k > max(0, first - _BYLINE) and k not in tokens.document.line_starts:
        k -= 1
    opens = k < first and (not k or k in tokens.document.line_starts)
    way = tokens.low[k + 1] in _ARTICLES and "," in tokens.low[k:first]  # Par la digue, Zoé Lam a quitté le port
    if not opens or tokens.low[k] not in _MADE or way:
        return False
    return tokens.low[k] == "par" or tokens.low[first - 1] in (":", "par", "-", "©")


def _by_surname(tokens: Tokens, people: People, taken: AbstractSet[int]) -> Iterable[tuple[int, int, Entity]]:
    """Where a surname or first name stands alone of somebody whom the text names in full: *Yvon Kerdal … Kerdal*."""
    for i in tokens.document.titles:
        found = people.by_one_word(tokens.word[i].text, tokens.names)
        if found is not None and i not in taken and stands_alone(tokens, i):
            tokens.people_of_run[i, i] = [(i, i)]
            yield i, i, found


def stands_alone(tokens: Tokens, i: int) -> bool:
    """Whether a word is no part of a longer name, and no place's or body's."""
    label = tokens.entity_at.get(i, (i, i, ""))
    beside = tokens.name_at[i - 1] or tokens.name_at[i + 1] or tokens.low[i - 1] in _NAMED_AFTER
    return tokens.name_at[i] == 1 and not beside and label[2] not in ("LOC", "ORG") and label[:2] == (i, i)


def tells_alone(word: str, given: Mapping[str, str]) -> bool:
    """Whether a word of a name may stand for all of it: it is long enough, or a first name."""
    return len(word) > _SHORT or word.lower() in given


_BYLINE: Final = 6
"""Tokens of a line before the name of who made the text, at most."""
_ARTICLES: Final = frozenset({"le", "la", "les", "l'", "un", "une"})
_MADE: Final = frozenset(
    "par photo photos photographie photographies image images vidéo vidéos texte textes reportage enquête "
    "propos dessin dessins illustration illustrations crédit crédits traduction traduit recueilli recueillis écrit "
    "rédigé ©".split()
)
"""What opens a line that tells who made a text or its pictures."""
_SHORT: Final = 3
"""Letters of a surname that may as well be another word."""
_NAMED_AFTER: Final = frozenset({"l'", "la", "le", "les", "du", "des", "au", "aux", "-"})


def text_of(tokens: Tokens, first: int, last: int) -> str:
    """The text of tokens ``first..last`` on one line."""
    return tokens.document.shown(*tokens.document.span(first, last))


class Name:
    """The name of a person at the tokens ``first..last``.

    Attributes:
        text: The name.
        words: Its words, for comparison.
        title: The gender that a title before it tells.
        reigns: Whether it is a first name by which somebody reigns: *le pape François* is not François Ozon.
    """

    __slots__ = ("reigns", "text", "title", "words")

    def __init__(self, tokens: Tokens, first: int, last: int) -> None:
        self.text: str = text_of(tokens, first, last)
        self.words: tuple[str, ...] = name_tokens(self.text)
        self.title: str | None = title_gender(tokens, first)
        self.reigns: bool = len(self.words) == 1 and tokens.low[first - 1] in _REIGNS


class People:
    """The persons of a document, and which of them a name may mean.

    Who shares its last word, or all but one letter of it (see :func:`same_person`).
    """

    def __init__(self, known: Iterable[Entity] = ()) -> None:
        self.all: list[Entity] = []
        self._names: list[tuple[str, ...]] = []
        self._with_word: dict[str, list[int]] = {}
        self._with_last: dict[str, list[int]] = {}
        self._almost: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        """Those of two words and more, by their first and last."""
        self.met: dict[tuple[tuple[str, ...], str | None], Entity] = {}
        """Who a name was, by its words and the gender of the title before it.

        A later one of the same is the same person.
        """
        for entity in known:
            self.add(entity)

    def by_one_word(self, word: str, given: Mapping[str, str]) -> Entity | None:
        """Whom a word can only mean as the first or the last of a name in full; `given` are first names."""
        found = self._ends.get(word, ())
        return self.all[found[0]] if len(found) == 1 and tells_alone(word, given) else None

    def add(self, entity: Entity) -> None:
        """Take up somebody new."""
        k = len(self.all)
        tokens = name_tokens(entity.name)
        self.all.append(entity)
        words = entity.name.split()
        for word in {words[0], words[-1]} if len(words) > 1 else ():
            self._ends.setdefault(word, []).append(k)
        self._names.append(tokens)
        for word in dict.fromkeys(tokens):
            self._with_word.setdefault(word, []).append(k)
        for word in tokens[-1:]:
            self._with_last.setdefault(word, []).append(k)
        for key in _slips(tokens):
            self._almost.setdefault(key, []).append(k)

    def of(self, name: Name, given: Mapping[str, str]) -> Entity | None:
        """Whose name that is, if it is anybody's so far; `given` are first names with the gender that they tell."""
        found = self.met.get((name.words, name.title))
        if found is not None:
            return found
        for entity, known in self.like(name.words):
            fits = same_person(name.words, known) and not _another_gender(given, name.title, name.words, known)
            if fits and not (name.reigns and name.words != known):
                return entity
        return None

    def like(self, tokens: tuple[str, ...]) -> Iterator[tuple[Entity, tuple[str, ...]]]:
        """Yield those whose name may be the same, in order, with its words."""
        found: set[int] = set()
        for word in tokens[-1:]:
            found.update(self._with_word.get(word, ())[:_KEPT])
        for word in dict.fromkeys(tokens):
            found.update(self._with_last.get(word, ())[:_KEPT])
        for key in _slips(tokens):
            found.update(self._almost.get(key, ())[:_KEPT])
        for k in sorted(found):
            yield self.all[k], self._names[k]


_KEPT: Final = 400
"""How many persons that share a word are compared with a name."""


def _slips(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Keys of which two names that differ by one letter of their last word share one.

    A letter leaves either its beginning or its end as it is.
    """
    if len(tokens) < 2 or not 5 < len(tokens[-1]) < 40:
        return ()
    rest, last = " ".join(tokens[:-1]), tokens[-1]
    return f"{rest} {last[:3]}…", f"{rest} …{last[-3:]}"


def find_or_add(tokens: Tokens, people: People, first: int, last: int) -> Entity:
    """The person of that name, new if the document has none yet."""
    name = Name(tokens, first, last)
    entity = people.of(name, tokens.names)
    if entity is None:
        entity = Entity(name.text, "person", first)
        entity.named = True
        people.add(entity)
    else:
        entity.add_form(name.text)
    people.met[name.words, name.title] = entity
    return entity


def _another_gender(
    given: Mapping[str, str], title: str | None, tokens: tuple[str, ...], known: tuple[str, ...]
) -> bool:
    """Whether a title forbids it: Mme Roux is not Paul Roux."""
    gender = given.get(known[0]) if len(known) > 1 else None
    return bool(title and gender and title != gender and len(tokens) < len(known))
