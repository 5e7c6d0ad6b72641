"""What is switched off while a text is read, and what is written down of it: usually nothing of either."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from quoteattr.measured.rules import Link, MentionRule, Rule

__all__ = ["SWITCHES", "Part", "Trace", "Weighing"]


class Part(StrEnum):
    """What can be switched off beside rules and links."""

    NAMES = "names"
    """Names of persons beyond those that the labels tell."""
    OFFICES = "offices"
    """What people widely known are or were, which the text need not tell."""
    LEARNED_CHOICE = "learned-choice"
    """The learned weights; the nearest of those who may be meant is taken instead."""


SWITCHES: Final = frozenset(name.value for names in (Rule, MentionRule, Link, Part) for name in names)
"""The names of all that can be switched off."""


class Weighing:
    """A choice between those whom a mention may mean.

    Attributes:
        task: ``pronoun``, ``description`` or ``carry``.
        at: The token that it is made for.
        names: Who may be meant; nothing for somebody new.
        scores: The weighted sum of each.
        features: What speaks for and against each.
        places: The tokens at which each is mentioned by a name or description.
    """

    __slots__ = ("at", "features", "names", "places", "scores", "task")

    def __init__(
        self,
        task: str,
        at: int,
        names: list[str],
        scores: list[float],
        features: list[dict[str, float]],
        places: list[list[int]],
    ) -> None:
        self.task: str = task
        self.at: int = at
        self.names: list[str] = names
        self.scores: list[float] = scores
        self.features: list[dict[str, float]] = features
        self.places: list[list[int]] = places


class Trace:
    """What is switched off while one text is read, and the choices written down of it.

    Args:
        off: The names of rules, links and parts that are not asked.
        keeps: Whether choices are written down.
    """

    __slots__ = ("keeps", "off", "weighings")

    def __init__(self, off: frozenset[str] = frozenset(), *, keeps: bool = False) -> None:
        self.off: frozenset[str] = off
        self.keeps: bool = keeps
        self.weighings: list[Weighing] = []

    def allows(self, name: str) -> bool:
        """Whether a rule, link or part is asked."""
        return name not in self.off
