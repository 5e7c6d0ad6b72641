"""Things that belong together, told pair by pair."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

__all__ = ["Groups"]

Member = TypeVar("Member", bound=Hashable)


class Groups(Generic[Member]):
    """A partition (union-find): everything is alone until it is joined to something."""

    def __init__(self) -> None:
        self._above: dict[Member, Member] = {}

    def head(self, member: Member) -> Member:
        """Return the one that stands for all of its group."""
        above = self._above
        while (higher := above.setdefault(member, member)) != member:
            above[member] = above[higher]
            member = above[member]
        return member

    def join(self, one: Member, other: Member) -> None:
        """Put both, and all that is with either, into one group, which the head of `one` stands for."""
        self._above[self.head(other)] = self.head(one)
