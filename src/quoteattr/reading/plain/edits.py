"""A text with stretches replaced, and the way back to the offsets of the text before."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

__all__ = ["Edit", "Mapped"]

Edit = tuple[int, int, str]
"""A stretch of a text, and what is read in its stead: no longer than the stretch."""


class Mapped:
    """A text as it is read, and for each of its code points the range of the caller's text that it stands for.

    Kept are only the pieces that the edits make, not each code point: in most texts there are few.

    Attributes:
        text: What is read.
    """

    __slots__ = ("_pieces", "text")

    def __init__(self, text: str) -> None:
        self.text: str = text
        self._pieces: _Pieces | None = None

    def edit(self, edits: Sequence[Edit]) -> None:
        """Replace what `edits` name, which are in order and apart."""
        if not edits:
            return
        text, old, new = self.text, self._pieces or _Pieces.whole(), _Pieces()
        written: list[str] = []
        at = 0
        for start, end, instead in edits:
            written += (text[at:start], instead)
            new.keep(old, at, start)
            if instead:
                # the first character stands for all that others do not stand for
                first = end - len(instead)
                new.stand_for(old.start(start), old.end(first))
                new.keep(old, first + 1, end)
            at = end
        written.append(text[at:])
        new.keep(old, at, len(text))
        self.text = "".join(written)
        self._pieces = new

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range of the caller's text that ``start..end`` of what is read, not an empty range, stands for."""
        return (start, end) if self._pieces is None else (self._pieces.start(start), self._pieces.end(end - 1))


class _Pieces:
    """What stretches of a text stand for, one after the other: each code point for one, or the only one for several."""

    __slots__ = ("_begins", "_sizes", "_targets", "_width")

    def __init__(self) -> None:
        self._begins: array[int] = array("q")
        """Where each begins in what is read."""
        self._targets: array[int] = array("q")
        """Where what it stands for begins."""
        self._sizes: array[int] = array("q")
        """How many code points its first one stands for; in a longer piece always one."""
        self._width: int = 0

    @classmethod
    def whole(cls) -> _Pieces:
        """A text that stands for itself."""
        out = cls()
        out._add(0, 1)
        return out

    def _add(self, target: int, size: int) -> None:
        self._begins.append(self._width)
        self._targets.append(target)
        self._sizes.append(size)

    def keep(self, old: _Pieces, start: int, end: int) -> None:
        """Go on with what ``start..end`` stood for in `old`."""
        if start >= end:
            return
        first = bisect_right(old._begins, start) - 1
        self._add(old._targets[first] + start - old._begins[first], old._sizes[first])
        last = bisect_left(old._begins, end, first + 1)
        if last > first + 1:
            moved = self._width - start
            self._begins.extend([begin + moved for begin in old._begins[first + 1 : last]])
            self._targets += old._targets[first + 1 : last]
            self._sizes += old._sizes[first + 1 : last]
        self._width += end - start

    def stand_for(self, start: int, end: int) -> None:
        """Go on with one code point that stands for ``start..end``."""
        self._add(start, end - start)
        self._width += 1

    def start(self, at: int) -> int:
        """Where what the code point at `at` stands for begins."""
        k = bisect_right(self._begins, at) - 1
        return self._targets[k] + at - self._begins[k]

    def end(self, at: int) -> int:
        """Where it ends."""
        k = bisect_right(self._begins, at) - 1
        return self._targets[k] + at - self._begins[k] + self._sizes[k]
