"""Pair marks into segments: nested, unbalanced, of two kinds, over several paragraphs.

Nothing here raises on any text. What does not pair is repaired at the paragraph's end, and said in a diagnostic.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from quoteattr.reading.characters import CAPITAL, DASHES
from quoteattr.reading.marks.scanner import Mark, Side
from quoteattr.result import DiagnosticCode

__all__ = ["Oddity", "Segment", "holds", "nest", "pair"]

Oddity = tuple[DiagnosticCode, int, int]
"""A code and the place that it is about."""


class Segment:
    """What stands between an opening mark and the mark that closes it.

    Attributes:
        start: Start of the opening mark.
        end: End of the closing mark (or of the paragraph that ends an unclosed one).
        parts: The stretches between the marks, one a paragraph.
        level: 0 for the outermost.
        parent: Index of the segment around it, or ``None``.
        family: The kind of the opening mark.
        closed: Whether a closing mark was found.
    """

    __slots__ = ("closed", "end", "family", "level", "parent", "parts", "start")

    def __init__(
        self,
        start: int,
        end: int,
        parts: tuple[tuple[int, int], ...],
        level: int = 0,
        parent: int | None = None,
        family: str = "guillemet",
        *,
        closed: bool = True,
    ) -> None:
        self.start: int = start
        self.end: int = end
        self.parts: tuple[tuple[int, int], ...] = parts
        self.level: int = level
        self.parent: int | None = parent
        self.family: str = family
        self.closed: bool = closed

    def reshaped(
        self, parts: tuple[tuple[int, int], ...], end: int, *, closed: bool, family: str | None = None
    ) -> Segment:
        """The same segment with other parts."""
        return Segment(self.start, end, parts, self.level, self.parent, family or self.family, closed=closed)

    def nested(self, parent: int | None, level: int) -> Segment:
        """The same segment in another, or in none."""
        return Segment(self.start, self.end, self.parts, level, parent, self.family, closed=self.closed)

    def moved(self, start: int, index: int) -> Segment:
        """The same segment in the part of its text that begins at `start` and with the `index`-th segment."""
        parts = tuple([(a - start, b - start) for a, b in self.parts])
        parent = None if self.parent is None else self.parent - index
        return Segment(self.start - start, self.end - start, parts, self.level, parent, self.family, closed=self.closed)


class _Open:
    """An open mark.

    Where what it opens begins in this paragraph, what it holds of those before, how many segments were closed by then.
    """

    __slots__ = ("before", "family", "mark", "parts", "start")

    def __init__(self, mark: Mark, before: int) -> None:
        self.mark = mark
        self.before = before
        self.family = mark.family
        self.start = mark.end
        self.parts: list[tuple[int, int]] = []


_SEEN: Final = 40
"""How many marks are looked at for the one that closes another."""


class _Paragraph:
    """The marks of a paragraph, and what of each family comes after one of them."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self._closing = {m.family: k for k, m in enumerate(marks) if m.side is not Side.OPEN}
        straight = 0
        self._straight = [0] * len(marks)
        for k in range(len(marks) - 1, -1, -1):
            self._straight[k] = straight
            straight += marks[k].family == "straight"
        self.balanced = _is_balanced([m.side for m in marks if m.family == "straight"])
        """Whether all straight marks pair, nested, as the spaces beside them say: "Des "bergers" sont là", dit Léa."""

    def closes_later(self, family: str, k: int) -> bool:
        """Whether a mark after the `k`-th may close that family, and not what opens after the `k`-th.

        In *“Oui", dit A. "Non”, dit B* the last mark closes the one before it.
        """
        if self._closing.get(family, -1) <= k:
            return False
        depth = 0
        for mark in self.marks[k + 1 : k + 1 + _SEEN]:
            if mark.side is Side.OPEN or mark.side is Side.EITHER and not depth and mark.family != family:
                depth += 1
            elif depth:
                depth -= 1
            elif mark.family == family:
                return True
        return False

    def straight_later(self, k: int) -> int:
        """How many straight marks come after the `k`-th."""
        return self._straight[k]


def _is_balanced(sides: Sequence[Side]) -> bool:
    """Whether marks open and close each other as their sides say, none of which leaves a doubt."""
    depth = 0
    for side in sides:
        depth += 1 if side is Side.OPEN else -1
        if side is Side.EITHER or depth < 0:
            return False
    return not depth


class _Pairing:
    """The state of one left-to-right pass: a stack of open marks and the segments closed so far."""

    def __init__(self, text: str, max_nesting: int) -> None:
        self.text = text
        self.max_nesting = max_nesting
        self.stack: list[_Open] = []
        self.segments: list[Segment] = []
        self.oddities: list[Oddity] = []

    def open(self, mark: Mark) -> None:
        if len(self.stack) >= self.max_nesting:
            self.oddities.append((DiagnosticCode.DEEP_NESTING, mark.start, mark.end))
            return
        self.stack.append(_Open(mark, len(self.segments)))

    def close(self, at: int, mark_start: int, mark_end: int, *, closed: bool = True) -> None:
        """Close every open mark from stack position `at` up; those above it were left unclosed."""
        while len(self.stack) > at + 1:
            self._drop_unclosed(mark_start)
        top = self.stack.pop()
        self._finish(top, mark_start, mark_end, closed=closed)

    def _drop_unclosed(self, limit: int) -> None:
        top = self.stack.pop()
        self.oddities.append((DiagnosticCode.UNCLOSED_MARK, top.mark.start, top.mark.end))
        self._finish(top, limit, limit, closed=False)

    def _finish(self, top: _Open, content_end: int, end: int, *, closed: bool) -> None:
        parts = [p for p in (*top.parts, (top.start, content_end)) if self.text[p[0] : p[1]].strip()]
        if parts:
            self.segments.append(
                Segment(top.mark.start, end, tuple(parts), level=len(self.stack), family=top.family, closed=closed)
            )


def pair(
    text: str, marks: Iterable[Mark], paragraphs: Sequence[tuple[int, int]], max_nesting: int = 8
) -> tuple[list[Segment], list[Oddity]]:
    """Pair `marks` into segments, in order of their start, with the oddities met on the way."""
    state = _Pairing(text, max_nesting)
    by_paragraph: list[list[Mark]] = [[] for _ in paragraphs]
    k = 0
    for mark in marks:
        while k < len(paragraphs) - 1 and mark.start >= paragraphs[k + 1][0]:
            k += 1
        if paragraphs:
            by_paragraph[k].append(mark)
    closing = _closing_turns(text, paragraphs, by_paragraph)
    for k, (start, end) in enumerate(paragraphs):
        here = by_paragraph[k]
        if state.stack:
            here = _resume(state, here, start)
        paragraph = _Paragraph(here)
        for position in range(len(here)):
            _take(state, paragraph, position)
        following = by_paragraph[k + 1] if k + 1 < len(paragraphs) else []
        next_start = paragraphs[k + 1][0] if k + 1 < len(paragraphs) else None
        _end_paragraph(state, end, here, following, next_start, turns=closing[k + 1])
    return nest(state.segments), sorted(state.oddities, key=lambda o: o[1])


def _take(state: _Pairing, paragraph: _Paragraph, k: int) -> None:
    """Let the `k`-th mark of a paragraph open or close."""
    mark = paragraph.marks[k]
    same = next((i for i in range(len(state.stack) - 1, -1, -1) if state.stack[i].family == mark.family), None)
    if mark.side is Side.OPEN:
        # `"Le pont est " fermé ", dit-il`: a straight mark that looks like an opener closes when nothing else can.
        rest = paragraph.straight_later(k)
        if mark.family == "straight" and same is not None and rest % 2 == 0 and not paragraph.balanced:
            state.close(same, mark.start, mark.end)
        else:
            state.open(mark)
    elif same is not None:
        state.close(same, mark.start, mark.end)
    elif mark.side is Side.EITHER:
        state.open(mark)
    elif state.stack and not paragraph.closes_later(state.stack[-1].family, k):
        state.oddities.append((DiagnosticCode.MIXED_PAIR, mark.start, mark.end))
        state.close(len(state.stack) - 1, mark.start, mark.end)
    elif mark.family == "straight" and paragraph.straight_later(k):
        state.open(mark)
    else:
        state.oddities.append((DiagnosticCode.ORPHAN_CLOSER, mark.start, mark.end))


def _resume(state: _Pairing, here: list[Mark], start: int) -> list[Mark]:
    """Go on with an open quotation in a new paragraph.

    Its first mark, opening (usual) or closing (older usage), only says so.
    """
    top = state.stack[-1]
    if here and here[0].start == start and here[0].family == top.family:
        top.start = here[0].end
        return here[1:]
    top.start = start
    return here


def _closing_turns(
    text: str, paragraphs: Sequence[tuple[int, int]], by_paragraph: Sequence[Sequence[Mark]]
) -> list[bool]:
    """Whether each paragraph is a turn of a dialogue that a guillemet closes, in it or in a later turn.

    « Oui. ⏎ — Non. ⏎ — Si ! ».
    """
    out = [False] * (len(paragraphs) + 1)
    for k in range(len(paragraphs) - 1, -1, -1):
        start = paragraphs[k][0]
        if text[start] not in DASHES and not text.startswith("--", start):
            continue
        sides = [m.side for m in by_paragraph[k] if m.family == "guillemet"]
        open_at_end = sides.count(Side.OPEN) - sides.count(Side.CLOSE)
        out[k] = open_at_end == -1 or open_at_end == 0 and out[k + 1]
    return out


def _end_paragraph(
    state: _Pairing, end: int, here: Sequence[Mark], following: Sequence[Mark], next_start: int | None, *, turns: bool
) -> None:
    """At the end of a paragraph, keep open only what the next paragraph takes up; close the rest here."""
    if not state.stack:
        return
    outer = state.stack[0]
    goes_on = (
        next_start is not None
        and not _is_doubled(state, outer)
        and (_continues(outer, following, next_start) or turns and outer.family == "guillemet")
    )
    while len(state.stack) > (1 if goes_on else 0):
        top = state.stack[-1]
        if _is_doubled(state, top):
            state.stack.pop()
            state.oddities.append((DiagnosticCode.UNCLOSED_MARK, top.mark.start, top.mark.end))
            continue
        state.oddities.append((DiagnosticCode.UNCLOSED_MARK, top.mark.start, top.mark.end))
        content_end, mark_end = _repaired_end(state, top, end, here)
        state.close(len(state.stack) - 1, content_end, mark_end, closed=content_end < mark_end)
    if goes_on:
        outer.parts.append((outer.start, end))
        outer.start = end


_FAR: Final = 600
"""An unclosed quotation that would run further than this many code points is ended at its first sentence."""
_SENTENCE_END: Final = re.compile(rf"[.!?…](?=\s*(?:[{CAPITAL}«“\"]|$))")


def _repaired_end(state: _Pairing, top: _Open, end: int, here: Sequence[Mark]) -> tuple[int, int]:
    """Where an unclosed quotation ends: ``(end of content, end of mark)``.

    Two closing marks never stand side by side, so the next one may close two levels: *« Il a dit « non », a-t-elle
    répété*. But where a sentence ends before the next opening mark, the closing mark was lost there.
    """
    content_end, mark_end = _guessed_end(state, top, end, here)
    crossing = max((s.end for s in islice(state.segments, top.before, None) if s.start < mark_end), default=0)
    return (content_end, mark_end) if crossing <= mark_end else (max(crossing, content_end), max(crossing, mark_end))


def _guessed_end(state: _Pairing, top: _Open, end: int, here: Sequence[Mark]) -> tuple[int, int]:
    inner = next((m for m in here if m.family == top.family and m.start > top.mark.start), None)
    limit = inner.start if inner is not None else end
    sentence = _SENTENCE_END.search(state.text, top.start, limit)
    if sentence is not None and (inner is not None or end - top.start > _FAR):
        return sentence.end(), sentence.end()
    nested = max((s.parts[-1][1] for s in islice(state.segments, top.before, None)), default=0)
    closers = (
        m
        for m in here
        if inner is not None and m.family == top.family and m.start > inner.start and m.side is not Side.OPEN
    )
    closer = next((m for m in closers if m.start >= nested), None)
    if closer is not None:
        return closer.start, closer.end
    return end, end


def _is_doubled(state: _Pairing, top: _Open) -> bool:
    """Whether an opener repeats the one before it: machine-translated copy writes « Oui », « La maire a dit."""
    before = state.text[max(0, top.mark.start - 80) : top.mark.start].rstrip()
    return top.family == "guillemet" and before.endswith(("»,", ">>,"))


def _continues(outer: _Open, following: Sequence[Mark], next_start: int) -> bool:
    """Whether the next paragraph goes on with the open quotation.

    It does when it begins with the same kind of mark, or when its first mark of that kind closes (a straight one that
    only closes, and that leaves no other without a partner).
    """
    mine = [m for m in following if m.family == outer.family]
    if not mine:
        return False
    first = mine[0]
    if outer.family == "straight":
        if first.start == next_start:
            return len(mine) % 2 == (0 if len(mine) > 1 else 1)
        return first.side is Side.CLOSE and len(mine) % 2 == 1
    return first.start == next_start or first.side is Side.CLOSE


def nest(segments: Iterable[Segment]) -> list[Segment]:
    """Order segments by start and give each the index of the smallest one that holds all of its parts."""
    ordered = sorted(segments, key=lambda s: (s.start, -s.end))
    out: list[Segment] = []
    stack: list[int] = []
    for segment in ordered:
        while stack and out[stack[-1]].end < segment.end:
            stack.pop()
        parent = next((k for k in reversed(stack) if holds(out[k].parts, segment.parts)), None)
        out.append(segment.nested(parent, 0 if parent is None else out[parent].level + 1))
        stack.append(len(out) - 1)
    return out


def holds(outer: Sequence[tuple[int, int]], inner: Sequence[tuple[int, int]]) -> bool:
    """Whether each range of `inner` stands in a range of `outer`, which are in order and apart."""
    for start, end in inner:
        k = bisect_right(outer, start, key=_start) - 1
        if k < 0 or outer[k][1] < end:
            return False
    return True


def _start(part: tuple[int, int]) -> int:
    return part[0]


def parents(contents: Sequence[Sequence[tuple[int, int]]]) -> list[int | None]:
    """For each content, the smallest other content that holds all of it."""
    out: list[int | None] = [None] * len(contents)
    sizes = [sum([end - start for start, end in content]) for content in contents]
    around: list[int] = []  # contents that have begun and not ended, in order of their start
    for k in sorted(range(len(contents)), key=lambda k: (contents[k][0][0], -contents[k][-1][1])):
        start = contents[k][0][0]
        around = [m for m in around if contents[m][-1][1] > start]
        holding = [m for m in around if sizes[m] > sizes[k] and holds(contents[m], contents[k])]
        out[k] = min(holding, key=lambda m: sizes[m], default=None)
        around.append(k)
    return out
