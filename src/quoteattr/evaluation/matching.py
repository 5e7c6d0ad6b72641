"""Which predicted stretch stands for which gold one, one to one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from quoteattr.evaluation.model import Range
from quoteattr.groups import Groups

__all__ = ["Matching", "Pair", "match", "overlaps"]


class Matching(StrEnum):
    """How stretches are matched where several could be."""

    GREEDY = "greedy"
    """The closest pair first, of equally close ones the first in the gold, then the first predicted.

    And so on with what is left.
    """
    OPTIMAL = "optimal"
    """As many pairs as can be, and of such choices the one with the greatest total overlap."""


class Pair(NamedTuple):
    """A gold stretch and a predicted one that share words."""

    overlap: float
    gold: int
    predicted: int


def overlaps(gold: Sequence[frozenset[Range]], predicted: Sequence[frozenset[Range]]) -> list[Pair]:
    """Every pair that shares a word, with intersection over union of the words; the closest first."""
    holders: defaultdict[Range, list[int]] = defaultdict(list)
    for i, stretch in enumerate(gold):
        for word in stretch:
            holders[word].append(i)
    pairs = []
    for j, stretch in enumerate(predicted):
        shared = Counter(i for word in stretch for i in holders.get(word, ()))
        pairs += [Pair(n / (len(gold[i]) + len(stretch) - n), i, j) for i, n in shared.items()]
    return sorted(pairs, key=lambda pair: (-pair.overlap, pair.gold, pair.predicted))


def match(pairs: Iterable[Pair], threshold: float, matching: Matching = Matching.GREEDY) -> dict[int, int]:
    """Match one to one the pairs that overlap at `threshold` or more.

    Args:
        pairs: The closest first, as :func:`overlaps` gives them.
        threshold: Overlap from which on two stretches may be matched.
        matching: Greedy, or optimal.

    Returns:
        For each gold stretch that is matched, the predicted one.
    """
    close = [pair for pair in pairs if pair.overlap >= threshold]
    if matching == Matching.GREEDY:
        return _greedy(close)
    out: dict[int, int] = {}
    for part in _components(close):
        out |= _greedy(part) if len(part) < 3 else _optimal(part)
    return out


def _greedy(pairs: Iterable[Pair]) -> dict[int, int]:
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def _components(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs in groups that have no stretch in common; most hold one pair."""
    tied: Groups[tuple[str, int]] = Groups()
    for pair in pairs:
        tied.join(("predicted", pair.predicted), ("gold", pair.gold))
    parts: defaultdict[tuple[str, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        parts[tied.head(("gold", pair.gold))].append(pair)
    return list(parts.values())


def _optimal(pairs: Sequence[Pair]) -> dict[int, int]:
    """The best assignment, by the Hungarian method (the shortest augmenting path for each row in turn)."""
    rows = sorted({pair.gold for pair in pairs})
    columns = sorted({pair.predicted for pair in pairs})
    worth = {
        (pair.gold, pair.predicted): len(rows) + pair.overlap for pair in pairs
    }  # one more pair outweighs all overlaps
    # a column of its own for each row, worth nothing, stands for leaving it unmatched
    cost = [[-worth.get((i, j), 0.0) for j in columns] + [0.0] * len(rows) for i in rows]
    chosen = _assign(cost)
    return {rows[r]: columns[c] for r, c in enumerate(chosen) if c < len(columns) and (rows[r], columns[c]) in worth}


def _assign(cost: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row such that the total cost is least; there are at least as many columns as rows."""
    height, width = len(cost), len(cost[0])
    of_row, of_column = [0.0] * (height + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)  # the row (from 1) that holds a column (from 1); column 0 is the start of each search
    for row in range(1, height + 1):
        owner[0] = row
        at = 0
        least, before, seen = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while owner[at]:
            seen[at] = True
            reduced = [cost[owner[at] - 1][c - 1] - of_row[owner[at]] - of_column[c] for c in range(1, width + 1)]
            for c in range(1, width + 1):
                if not seen[c] and reduced[c - 1] < least[c]:
                    least[c], before[c] = reduced[c - 1], at
            nearest = min((c for c in range(1, width + 1) if not seen[c]), key=least.__getitem__)
            step = least[nearest]
            for c in range(width + 1):
                if seen[c]:
                    of_row[owner[c]] += step
                    of_column[c] -= step
                else:
                    least[c] -= step
            at = nearest
        while at:
            owner[at] = owner[before[at]]
            at = before[at]
    column = [0] * height
    for c in range(1, width + 1):
        if owner[c]:
            column[owner[c] - 1] = c - 1
    return column
