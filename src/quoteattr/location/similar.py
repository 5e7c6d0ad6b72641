"""Words of a text that are nearly those of a quotation.

Windows that share its rarer words, aligned word by word and then letter by letter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log

from attrs import frozen
from rapidfuzz.distance import LCSseq

from quoteattr.location.alignment import aligned
from quoteattr.location.letters import Letters

__all__ = ["Candidate", "densest", "in_common", "similar"]

_WINDOWS = 40
"""How many windows are aligned, those first that share most."""
_WORD = 0.6
"""Words in each other's place count by their letters in common when they have at least this share of them."""

_EDGE = 40
"""Words before the first or after the last equal one that may have others in their place."""
_LETTERS = 2000
"""Letters in each other's place that are compared."""


@frozen
class Candidate:
    """A place: ranges of the stream of a text, and how similar it is."""

    ranges: list[tuple[int, int]]
    score: float

    @property
    def start(self) -> int:
        """Where in the stream it begins."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """Where in the stream it ends."""
        return self.ranges[-1][1]


def similar(
    letters: Letters,
    piece: Letters,
    least: float,
    start: int,
    stop: int,
    interrupts: Callable[[str], bool],
    *,
    best: bool = False,
) -> list[Candidate]:
    """Return the places in ``start..stop`` that are so similar to `piece`, in order, apart, or only the best.

    Args:
        letters: The text.
        piece: What to look for.
        least: The least score.
        start: The first letter of the text that counts.
        stop: One past the last.
        interrupts: Whether a stretch of the text may interrupt a quotation.
        best: Whether to return one place at the most.
    """
    cuts = piece.words()
    mine = [piece.stream[a:b] for a, b in pairwise(cuts)]
    words = letters.words()
    bounds = words[bisect_left(words, start) : bisect_right(words, stop)]
    return _within(letters, mine, least, bounds, interrupts, best=best, again=3)


def _within(
    letters: Letters,
    mine: list[str],
    least: float,
    bounds: list[int],
    interrupts: Callable[[str], bool],
    *,
    best: bool,
    again: int,
) -> list[Candidate]:
    """The candidates among words that begin at `bounds`; between those found, others are looked for `again` times."""
    theirs = [letters.stream[a:b] for a, b in pairwise(bounds)]
    found = []
    for first, end in _windows(mine, theirs):
        candidate = _Alignment(letters, mine, theirs, bounds, first, end).candidate(interrupts)
        if candidate is not None and candidate.score >= least:
            found.append(candidate)
    found.sort(key=lambda c: (-c.score, c.start))
    chosen: list[Candidate] = []
    for candidate in found[: 1 if best else None]:
        if all(candidate.end <= other.start or other.end <= candidate.start for other in chosen):
            chosen.append(candidate)
    chosen.sort(key=lambda c: c.start)
    if best or not chosen or not again:
        return chosen
    out: list[Candidate] = []
    at = 0
    for candidate in [*chosen, None]:
        stop = bisect_right(bounds, candidate.start if candidate else len(letters))
        out += _within(letters, mine, least, bounds[at:stop], interrupts, best=False, again=again - 1)
        if candidate is not None:
            out.append(candidate)
            at = bisect_left(bounds, candidate.end)
    return out


def _windows(mine: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """Word ranges of the text that share the most with the piece, rare words counting more."""
    # narrow, so that a neighbour is not taken for it; and wide, for what an interruption moves away
    narrow, wide = len(mine) // 5 + 2, len(mine) // 2 + 20
    return [
        (max(i - len(mine) - slack + 1, 0), min(i + slack, len(theirs)))
        for i in densest(mine, theirs)
        for slack in (narrow, wide)
    ]


def densest(mine: Sequence[str], theirs: Sequence[str]) -> list[int]:
    """Return the last words of the stretches that share the most with a piece, those first that share most."""
    if not theirs:
        return []
    need = Counter(mine)
    counts = Counter(w for w in theirs if w in need)
    weight = {w: log(1 + len(theirs) / (1 + counts[w])) for w in need}
    size = len(mine) + len(mine) // 5 + 2
    have: Counter[str] = Counter()
    shared = 0.0
    best: list[tuple[float, int]] = []
    for i, word in enumerate(theirs):
        if word in need:
            have[word] += 1
            if have[word] <= need[word]:
                shared += weight[word]
                best.append((-shared, i))
        old = theirs[i - size] if i >= size else None
        if old is not None and old in need:
            if have[old] <= need[old]:
                shared -= weight[old]
            have[old] -= 1
    total = sum(weight[w] * n for w, n in need.items())
    ends: list[int] = []
    for score, i in sorted(best):
        if len(ends) == _WINDOWS or -score < total / 4:
            break
        if all(abs(i - other) > len(mine) // 2 for other in ends):
            ends.append(i)
    return ends


class _Alignment:
    """The words of a piece beside those of a window."""

    def __init__(
        self, letters: Letters, mine: list[str], theirs: list[str], bounds: list[int], first: int, end: int
    ) -> None:
        self.letters = letters
        self.mine = mine
        self.theirs = theirs
        self.bounds = bounds
        self.first = first
        # by runs of words, longest first: most words in common would be those of a whole paragraph, *de* and *la*
        self.codes = aligned(theirs[first:end], mine)

    def candidate(self, interrupts: Callable[[str], bool]) -> Candidate | None:
        """The place and its score; ``None`` when no word is the same."""
        equal = [k for k, code in enumerate(self.codes) if code[0] == "equal"]
        if not equal:
            return None
        matched, used = 0, 0
        ranges: list[tuple[int, int]] = []
        for k, (_, a, b, i, j) in enumerate(self.codes):
            lo, hi = self.first + a, self.first + b
            if k < equal[0]:
                lo = hi - self._edge(lo, hi, i, j, last=True)
            elif k > equal[-1]:
                hi = lo + self._edge(lo, hi, i, j, last=False)
            if lo == hi:
                continue
            inside = equal[0] < k < equal[-1]
            if (
                inside
                and i == j
                and interrupts(
                    self.letters.text[self.letters.ends[self.bounds[lo] - 1] : self.letters.starts[self.bounds[hi]]]
                )
            ):
                ranges.append((self.bounds[hi], self.bounds[hi]))
                continue
            theirs = "".join(self.theirs[lo:hi])
            used += len(theirs)
            matched += len(theirs) if k in equal else in_common(theirs, "".join(self.mine[i:j]))
            start = self.bounds[lo]
            if not ranges or ranges[-1][1] != start:
                ranges.append((start, self.bounds[hi]))
            else:
                ranges[-1] = (ranges[-1][0], self.bounds[hi])
        total = sum(len(w) for w in self.mine)
        return Candidate(ranges, 2 * matched / (total + used))

    def _edge(self, lo: int, hi: int, i: int, j: int, *, last: bool) -> int:
        """How many words next to the first or last equal one stand for the words `i` to `j` of the piece."""
        if j - i > _EDGE:
            return 0
        mine = "".join(self.mine[i:j])
        best, count = 0.0, 0
        for n in range(1, min(hi - lo, j - i + 2) + 1 if mine else 0):
            theirs = "".join(self.theirs[hi - n : hi] if last else self.theirs[lo : lo + n])
            share = 2 * in_common(theirs, mine) / (len(theirs) + len(mine))
            if share > best:
                best, count = share, n
        return count


def in_common(a: str, b: str) -> int:
    """How many letters two stretches have in common, in order; 0 unless they are spellings of one another."""
    if min(len(a), len(b)) < 0.4 * max(len(a), len(b)) or max(len(a), len(b)) > _LETTERS:
        return 0
    count = LCSseq.similarity(a, b)
    return count if 2 * count >= _WORD * (len(a) + len(b)) else 0
