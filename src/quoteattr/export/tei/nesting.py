"""Stretches of a text that may cross, cut into pieces that nest."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Piece", "nested"]


class Piece(NamedTuple):
    """A part of a stretch: where it is, and the number of its stretch."""

    start: int
    end: int
    owner: int


def nested(stretches: Sequence[tuple[int, int]], bounds: Sequence[int]) -> list[Piece]:
    """Cut `stretches` so that any two pieces nest or are apart, and none runs over one of `bounds`.

    Of two stretches that cross, the one that begins later is cut. Pieces come in the order in which elements open: by
    start, longer first, then in the order given; together they cover exactly their stretch.

    Args:
        stretches: ``(start, end)``, not empty.
        bounds: Offsets in ascending order.
    """
    waiting = [(start, -end, owner) for owner, (start, end) in enumerate(stretches)]
    heapq.heapify(waiting)
    pieces: list[Piece] = []
    open_ends: list[int] = []
    while waiting:
        start, minus_end, owner = heapq.heappop(waiting)
        end = -minus_end
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        following = bisect_right(bounds, start)
        limit = bounds[following] if following < len(bounds) else end
        limit = min(limit, open_ends[-1]) if open_ends else limit
        if limit < end:
            heapq.heappush(waiting, (limit, -end, owner))
            # Cut shorter, it may have to open after others that were longer than what is left of it.
            heapq.heappush(waiting, (start, -limit, owner))
            continue
        pieces.append(Piece(start, end, owner))
        open_ends.append(end)
    return pieces
