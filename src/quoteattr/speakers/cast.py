"""Everybody in one document, as far as it has been read: what each means of telling who a mention is looks into."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Final

from quoteattr.grammar import Tokens
from quoteattr.measured import Link
from quoteattr.reading import Document
from quoteattr.speakers.antecedents import Antecedents
from quoteattr.speakers.bodies import Bodies
from quoteattr.speakers.census import Census
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.known import KnownPeople, Present
from quoteattr.speakers.memory import Memory
from quoteattr.speakers.offices import Offices
from quoteattr.speakers.people import People, collect_people, places_of

__all__ = ["KEPT", "Cast", "Linked"]


class Linked:
    """Who a mention is, what told it, and the share of the one who was chosen, where it was a choice."""

    __slots__ = ("entity", "link", "share")

    def __init__(self, entity: Entity | None, link: Link, share: float = 1.0) -> None:
        self.entity: Entity | None = entity
        self.link: Link = link
        self.share: float = share


KEPT: Final = 400
"""How many unnamed sources back one is looked for."""
_LATER: Final = 400
"""How many tokens further on a name that a description announces is looked for."""


def _first(entity: Entity) -> int:
    return entity.first


def _nobody(_at: int) -> Entity | None:
    return None


class Cast:
    """The persons and bodies of one document.

    Args:
        tokens: The document.
        known: Whom the user knows.
        offices: What people widely known are or were.
        census: Who is named in all of the text, if the document is its first window; see `go_on`.
    """

    def __init__(
        self, tokens: Tokens, known: KnownPeople, offices: Offices | None = None, census: Census | None = None
    ) -> None:
        self.tokens: Tokens = tokens
        self.document: Document = tokens.document
        self.low: list[str] = tokens.low
        self.anybody_known: bool = bool(known)
        self._known = known
        self._census = census
        self.start: int = 0
        """The text's index of the first token, in a window."""
        self.people: People
        self.told_of: dict[int, Entity]
        """By token of a noun, who is said to be that: *Léa Faure, une infirmière*."""
        self.known_at: dict[int, Entity]
        """By token, whom the user knows."""
        self.person_at: dict[int, Entity]
        """By token, whose name it is part of."""
        self.present: Present = known.find(tokens, None if census is None else census.present)
        if census is None:
            self.people, places = collect_people(tokens, self.present.places)
            for _, _, entity in places:
                entity.mass += 1
            if offices is not None:
                for entity in self.people.all:
                    offices.give(entity)
            told = {i: e for e in reversed(self.people.all) for i in e.told_at.values()}
        else:
            self.people = census.people
            places = places_of(tokens, self.people, self.present.places)
            told = census.told_within(0, tokens.size)
        self._place(places, told)
        self.bodies: Bodies = Bodies(tokens, None if census is None else census.acronyms)
        self.memory: Memory = Memory(tokens)
        self.antecedents: Antecedents = Antecedents(self.memory)
        self.who_has_the_turn: Callable[[int], Entity | None] = _nobody
        """Who speaks at a token, in a conversation with labels."""
        self.answered: Entity | None = None
        """Who said the turn of a conversation that is being answered, and so does not speak now."""
        self.described: list[Entity] = []
        """Sources that are never named, in order."""
        self.labelled: dict[str, Entity] = {}
        """Who is named by nothing but the label of turns, by that label."""

    def _place(self, places: list[tuple[int, int, Entity]], told: dict[int, Entity]) -> None:
        """Note where people are named in the document, and where they are told to be something."""
        self.told_of = told
        self.known_at = {i: e for first, last, e in self.present.places for i in range(first, last + 1)}
        self.person_at = {i: e for first, last, e in places for i in range(first, last + 1)}
        self._in_order = sorted(self.people.all, key=_first)
        self._firsts = [e.first for e in self._in_order]

    def go_on(self, tokens: Tokens, start: int) -> None:
        """Go on with a later window of the text, whose first token is the text's token `start`.

        Everybody stays who they are; places are counted from the window on.
        """
        moved = start - self.start
        self.start = start
        self.tokens, self.document, self.low = tokens, tokens.document, tokens.low
        self.described = self.described[-KEPT:]
        bodies = self.bodies
        kept = [*self.people.all, *self.present.entities.values(), *self.described, *bodies.known]
        kept += [*bodies.alone.values(), *bodies.bare.values(), *bodies.seated.values(), *self.labelled.values()]
        self.memory.go_on(tokens, moved, kept)
        kept += [seen.entity for seen in self.memory.seen]
        for entity in {id(entity): entity for entity in kept}.values():
            entity.first -= moved
        bodies.read(tokens)
        self.present = self._known.find(tokens, self.present)
        places = places_of(tokens, self.people, self.present.places)
        self._place(places, {} if self._census is None else self._census.told_within(start, tokens.size))
        lead, first_sentence = self.antecedents.lead - moved, self.antecedents.first_sentence - moved
        self.antecedents = Antecedents(self.memory)
        self.antecedents.lead, self.antecedents.first_sentence = lead, first_sentence
        self.who_has_the_turn = _nobody

    def coming(self, i: int) -> list[Entity]:
        """The people whose name comes first soon after token `i`."""
        return self._in_order[bisect_left(self._firsts, i) : bisect_left(self._firsts, i + _LATER)]
