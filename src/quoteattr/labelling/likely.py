"""Which nouns that the lexicon has not are likely to be of people, as their endings tell: *grutier*, *virologue*.

The weights of the endings stand in ``data/likely_people.tsv`` and are made by ``benchmarks/learn_nouns.py`` from the
nouns that are listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from quoteattr.measured import rows

__all__ = ["LikelyPeople"]

LONGEST: Final = 7
"""Letters of the longest ending."""
LEAST: Final = 0.5
"""The log-odds from which a noun is likely to be of people: most nouns that a lexicon of people has not are things."""


class LikelyPeople:
    """Tells of nouns whether they are likely to be of people; what was told is remembered."""

    def __init__(self, *, kept: int = 20_000) -> None:
        """How many nouns are remembered at most."""
        self._kept = kept
        self._weights: dict[str, float] = {ending: float(weight) for ending, weight in rows("likely_people.tsv")}
        self._told: dict[str, bool] = {}

    def of(self, low: str) -> bool:
        """Whether a noun in small letters, singular or plural, is likely to be of people."""
        told = self._told.get(low)
        if told is None:
            if len(self._told) >= self._kept:
                self._told.clear()
            told = self._told[low] = max(score(form, self._weights) for form in (low, singular(low))) > LEAST
        return told


def singular(noun: str) -> str:
    """A noun without the *s* of its plural."""
    return noun.removesuffix("s")


def endings(noun: str) -> Iterator[str]:
    """The endings of a noun, nothing first; none is all of it."""
    return (noun[len(noun) - size :] for size in range(min(LONGEST, len(noun) - 1) + 1))


def score(noun: str, weights: Mapping[str, float]) -> float:
    """How much the endings of a noun tell that it is of people, as log-odds."""
    return sum([weights.get(ending, 0.0) for ending in endings(noun)])
