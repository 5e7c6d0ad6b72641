"""A text with stretches replaced, and the way back to the offsets of the text before."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

__all__ = ["Edit", "Mapped"]

Edit = tuple[int, int, str]
"""A stretch of a text, and what is read in its stead: no longer than the stretch."""


class Mapped:
    """A text as it is read, and for each of its code points the range of the caller's text that it stands for.

    Attributes:
        text: What is read.
    """

    __slots__ = ("_ends", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text: str = text
        self._starts: array[int] | None = None
        self._ends: array[int] = array("i")

    def edit(self, edits: Sequence[Edit]) -> None:
        """Replace what `edits` name, which are in order and apart. In linear time."""
        if not edits:
            return
        text, size = self.text, len(self.text)
        kind = "i" if size < 2**31 else "q"  # a list of numbers would take ten times as much
        old_starts = array(kind, range(size)) if self._starts is None else self._starts
        old_ends = array(kind, range(1, size + 1)) if self._starts is None else self._ends
        pieces: list[str] = []
        starts, ends = array(old_starts.typecode), array(old_starts.typecode)
        at = 0
        for start, end, new in edits:
            pieces += (text[at:start], new)
            starts += old_starts[at:start]
            ends += old_ends[at:start]
            if new:
                # the first character stands for all that others do not stand for
                rest = end - len(new) + 1
                starts.append(old_starts[start])
                starts += old_starts[rest:end]
                ends += old_ends[rest - 1 : end]
            at = end
        pieces.append(text[at:])
        starts += old_starts[at:]
        ends += old_ends[at:]
        self.text = "".join(pieces)
        self._starts, self._ends = starts, ends

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range of the caller's text that ``start..end`` of what is read, not an empty range, stands for."""
        return (start, end) if self._starts is None else (self._starts[start], self._ends[end - 1])
