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
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.known import KnownPeople, Present
from quoteattr.speakers.memory import Memory
from quoteattr.speakers.offices import Offices
from quoteattr.speakers.people import People, collect_people

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


def _nobody(_at: int) -> Entity | None:
    return None


class Cast:
    """The persons and bodies of one document.

    Args:
        tokens: The document.
        known: Whom the user knows.
        offices: What people widely known are or were.
    """

    def __init__(self, tokens: Tokens, known: KnownPeople, offices: Offices | None = None) -> None:
        self.tokens = tokens
        self.document: Document = tokens.document
        self.low: list[str] = tokens.low
        self.anybody_known: bool = bool(known)
        self.present: Present = known.find(tokens)
        self.known_at: dict[int, Entity] = {
            i: e for first, last, e in self.present.places for i in range(first, last + 1)
        }
        """By token, whom the user knows."""
        self.people: People
        self.people, places = collect_people(tokens, self.present.places)
        self.person_at: dict[int, Entity] = {i: e for first, last, e in places for i in range(first, last + 1)}
        """By token, whose name it is part of."""
        for _, _, entity in places:
            entity.mass += 1
        if offices is not None:
            for entity in self.people.all:
                offices.give(entity)
        self.told_of: dict[int, Entity] = {i: e for e in reversed(self.people.all) for i in e.told_at}
        """By token of a noun, who is said to be that: *Léa Faure, une infirmière*."""
        self._in_order = sorted(self.people.all, key=lambda e: e.first)
        self._firsts = [e.first for e in self._in_order]
        self.bodies: Bodies = Bodies(tokens)
        self.memory: Memory = Memory(tokens)
        self.antecedents: Antecedents = Antecedents(self.memory)
        self.who_has_the_turn: Callable[[int], Entity | None] = _nobody
        """Who speaks at a token, in a conversation with labels."""
        self.answered: Entity | None = None
        """Who said the turn of a conversation that is being answered, and so does not speak now."""
        self.described: list[Entity] = []
        """Sources that are never named, in order."""

    def coming(self, i: int) -> list[Entity]:
        """The people whose name comes first soon after token `i`."""
        return self._in_order[bisect_left(self._firsts, i) : bisect_left(self._firsts, i + _LATER)]
