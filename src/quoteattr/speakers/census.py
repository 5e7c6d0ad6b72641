"""Who is named in a text that is read in windows, and what is told of them: gathered before anybody speaks.

A name means the same person throughout a text, and what stands around it anywhere tells who that is. So each name is
counted with what stands around it, window by window; who they are is told when all names are known, the longest first,
as in a document that is read at once.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from quoteattr.grammar import Tokens
from quoteattr.speakers.bodies import acronyms
from quoteattr.speakers.entity import Entity, Role
from quoteattr.speakers.evidence import MOST_ROLES, add_evidence
from quoteattr.speakers.known import KnownPeople, Present
from quoteattr.speakers.offices import Offices
from quoteattr.speakers.people import Name, People, names_of, signs, stands_alone, tells_alone

__all__ = ["Census"]


class Census:
    """Who is named in a text, and what tells of them.

    Attributes:
        people: The persons, once all windows are counted.
        present: Those whom the user knows.
        acronyms: What the text says that acronyms stand for.
        told_of: By token, who is said to be the noun that stands there, in order of place.
    """

    def __init__(self, known: KnownPeople, offices: Offices | None) -> None:
        self._known = known
        self._offices = offices
        self._met: dict[tuple[tuple[str, ...], str | None], _Met] = {}
        self._alone: dict[str, Entity] = {}
        self._met_at: dict[int, dict[Role, int]] = {}
        """Where each role of what is gathered, by its identity, is told first."""
        self._bylines: set[int] = set()
        """What is gathered of those who sign the text or its pictures, by identity."""
        self.present: Present | None = None
        self.people: People = People()
        self.acronyms: dict[str, str] = {}
        self.told_of: list[tuple[int, Entity]] = []

    def count(self, tokens: Tokens, start: int) -> None:
        """Count the names of a window, whose first token is the text's token `start`."""
        self.present = self._known.find(tokens, self.present)
        known = self.present.places
        for acronym, name in acronyms(tokens).items():
            self.acronyms.setdefault(acronym, name)
        found: list[tuple[int, int, Entity]] = list(known)
        for first, last in names_of(tokens, known):
            found.append((first, last, self._named(tokens, first, last, start)))
        taken = {i for first, last, _ in found for i in range(first, last + 1)}
        for i in tokens.document.titles:
            if i not in taken and tells_alone(tokens.word[i].text, tokens.names) and stands_alone(tokens, i):
                word = tokens.word[i].text
                entity = self._alone.get(word)
                if entity is None:
                    entity = self._alone[word] = Entity(word, "person", start + i)
                    entity.forms.clear()
                found.append((i, i, entity))
        for first, last, entity in sorted(found, key=_place):
            roles, told = len(entity.roles), len(entity.told_at)
            add_evidence(tokens, entity, first, last)
            if len(entity.roles) > roles:
                entity.told_at |= {role: start + at for role, at in islice(entity.told_at.items(), told, None)}
                self._met_at.setdefault(id(entity), {}).update(dict.fromkeys(entity.roles[roles:], start + first))
            entity.first = min(entity.first, start + first)
            entity.mass += 1
            if signs(tokens, first):
                self._bylines.add(id(entity))

    def _named(self, tokens: Tokens, first: int, last: int, start: int) -> Entity:
        """What is gathered of a name."""
        name = Name(tokens, first, last)
        met = self._met.get((name.words, name.title))
        if met is None:
            met = self._met[name.words, name.title] = _Met(name, Entity(name.text, "person", start + first))
        order = (first - last, start + first)
        if order < met.order:
            met.order, met.name = order, name
        titled = tokens.traits[first - 1].title
        met.sure = met.sure or last > first or titled or tokens.low[first] in tokens.told_bodies
        met.entity.add_form(name.text)
        return met.entity

    def close(self, nothing: Tokens, bodies: frozenset[str]) -> None:
        """Tell who they all are: `bodies` are names alone that are of bodies, `nothing` the tokens of an empty text."""
        given = nothing.names
        if self.present is not None:
            self.present = self._known.find(nothing, self.present)  # which lets go of the last window
        known = () if self.present is None else [e for e in self.present.entities.values() if e.kind == "person"]
        self.people = people = People(known)
        for met in sorted(self._met.values(), key=_order):
            name, gathered = met.name, met.entity
            if not met.sure and name.text.lower() in bodies:
                continue  # as another window tells
            entity = people.of(name, given)
            if entity is None:
                entity = Entity(name.text, "person", gathered.first)
                entity.named = True
                people.add(entity)
            self._learn(entity, gathered)
            people.met[name.words, name.title] = entity
        for word, gathered in self._alone.items():
            whole = people.by_one_word(word, given)
            if whole is not None:
                self._learn(whole, gathered)
        for entity in people.all:
            entity.roles = self._in_order(entity)
            entity.ours = entity.ours or id(entity) in self._bylines and entity.mass == 1
        if self._offices is not None:
            for entity in people.all:
                self._offices.give(entity)
        # the first of those who are told to be the same thing
        told = {i: entity for entity in reversed(people.all) for i in entity.told_at.values()}
        self.told_of = sorted(told.items(), key=_token)
        self._met, self._alone, self._met_at, self._bylines = {}, {}, {}, set()

    def _learn(self, entity: Entity, gathered: Entity) -> None:
        """Let a person have what is gathered of a name."""
        entity.learn(gathered)
        if id(gathered) in self._bylines:
            self._bylines.add(id(entity))
        places = self._met_at.setdefault(id(entity), {})
        for role, at in self._met_at.get(id(gathered), {}).items():
            places[role] = min(at, places.get(role, at))

    def _in_order(self, entity: Entity) -> list[Role]:
        """The roles of somebody as the text tells them; what the user tells stands before the text."""
        places = self._met_at.get(id(entity), {})
        out: list[Role] = []
        for role in sorted(entity.roles, key=lambda role: places.get(role, -1)):
            by_title = role in places and role not in entity.told_at
            if not by_title or all(role.noun != other.noun for other in out):
                out.append(role)
        return out[:MOST_ROLES]

    def told_within(self, start: int, size: int) -> dict[int, Entity]:
        """By token of the window of `size` tokens that begins at the text's token `start`: who is said to be that."""
        first, end = (bisect_left(self.told_of, at, key=_token) for at in (start, start + size))
        return {i - start: entity for i, entity in self.told_of[first:end]}


class _Met:
    """A name as it is met: where first at its longest, what is gathered of it, and whether it can be no body's."""

    __slots__ = ("entity", "name", "order", "sure")

    def __init__(self, name: Name, entity: Entity) -> None:
        self.name: Name = name
        self.entity: Entity = entity
        self.order: tuple[int, int] = (0, 0)
        self.sure: bool = False


def _order(met: _Met) -> tuple[int, int]:
    return met.order


def _place(found: tuple[int, int, Entity]) -> int:
    return found[0]


def _token(told: tuple[int, Entity]) -> int:
    return told[0]
