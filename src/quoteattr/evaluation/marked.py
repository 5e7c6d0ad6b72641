"""The view of the stretches between quotation marks: is it a quotation, and whose?

A system says yes to a stretch when one of its quotations covers half of the stretch's words or more. Where several
annotated quotations cover it (two layers of attribution), the speaker of any is right. A stretch that only optional
quotations cover does not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from quoteattr.evaluation.model import GoldQuotation, Range
from quoteattr.evaluation.tally import MistakeKind, Tally
from quoteattr.evaluation.words import words

__all__ = ["ALL", "MARKED", "count_marked"]

MARKED = "marked"
ALL = "all"
"""The group of every unit."""

_GUILLEMETS = "«[^«»]*(?:«[^«»]*»[^«»]*)*»"
_CURLY = "“[^“”]*”"
_STRAIGHT = '"[^"\n]*"'
_STRETCH = re.compile(f"{_GUILLEMETS}|{_CURLY}|{_STRAIGHT}")


def count_marked(tally: Tally, gold: Sequence[GoldQuotation], predicted: Sequence[GoldQuotation]) -> None:
    """Count the stretches between marks of one document."""
    annotated, given = _Covers(gold), _Covers(predicted)
    for found in _STRETCH.finditer(tally.text):
        inside = found.start() + 1, found.end() - 1
        stretch = words(tally.text, inside)
        if stretch:
            _count(tally, inside, annotated.of(stretch, inside), given.of(stretch, inside))


def _count(tally: Tally, place: Range, layers: list[GoldQuotation], answers: list[GoldQuotation]) -> None:
    expected = next((quotation for quotation in layers if not quotation.optional), None)
    if layers and expected is None:
        tally.add(MARKED, ALL, "optional")
        return
    got = answers[0] if answers else None
    tally.add(MARKED, ALL, "units")
    tally.add(MARKED, ALL, "gold", expected is not None)
    tally.add(MARKED, ALL, "predicted", got is not None)
    if expected is not None and got is not None:
        others = [layer for layer in layers if layer is not expected]
        for what, wanted, said in tally.ask(MARKED, [ALL], [expected, *others], got):
            tally.mistake(MARKED, what, place, expected, got, (wanted, said))
    elif expected is not None:
        tally.mistake(MARKED, MistakeKind.MISSED, place, expected, None, (expected.who(tally.text), None))
    elif got is not None:
        tally.mistake(MARKED, MistakeKind.FALSE, place, None, got, (None, got.who(tally.text)))


class _Covers:
    """Finds the quotations that cover a stretch without looking at all of them."""

    def __init__(self, quotations: Sequence[GoldQuotation]) -> None:
        self.quotations = quotations
        rows = sorted((start, end, number) for number, q in enumerate(quotations) for start, end in q.content)
        self.starts = [start for start, _, _ in rows]
        self.rows = rows
        self.furthest = list(accumulate((end for _, end, _ in rows), max))

    def of(self, stretch: frozenset[Range], place: Range) -> list[GoldQuotation]:
        """The quotations that hold half of the words of a stretch or more.

        The fullest cover first, then the shortest quotation.
        """
        ranked = []
        for number in sorted(self._near(place)):
            quotation = self.quotations[number]
            inside = sum(any(a <= start and end <= b for a, b in quotation.content) for start, end in stretch)
            if 2 * inside >= len(stretch):
                ranked.append((-inside, quotation.size, number))
        return [self.quotations[number] for *_, number in sorted(ranked)]

    def _near(self, place: Range) -> set[int]:
        start, end = place
        near = set()
        at = bisect_left(self.starts, end) - 1
        while at >= 0 and self.furthest[at] > start:
            if self.rows[at][1] > start:
                near.add(self.rows[at][2])
            at -= 1
        return near
