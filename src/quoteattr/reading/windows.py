"""Where a long text may be cut, so that it can be read in windows: between paragraphs, outside of marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from quoteattr.reading.document import Outline

__all__ = ["Sizes", "Window", "windows"]

_LEAST: Final = 0.8
"""The share of a window's size from which on it may end."""
_FAR: Final = 4
"""How many times as far as wanted what is read before or after a window may go."""


class Sizes:
    """How texts are cut, in code points.

    Attributes:
        whole: How long a text may be that is read at once.
        window: How long a window is.
        before: How much before a window is read with it.
        after: How much behind it.
    """

    __slots__ = ("after", "before", "whole", "window")

    def __init__(
        self, whole: int = 2_000_000, window: int = 1_000_000, before: int = 25_000, after: int = 5_000
    ) -> None:
        self.whole: int = whole
        self.window: int = window
        self.before: int = before
        self.after: int = after


class Window:
    """A window of a text: the paragraphs ``begin..stop``, read with those around them, ``first..end``."""

    __slots__ = ("begin", "end", "first", "stop")

    def __init__(self, first: int, begin: int, stop: int, end: int) -> None:
        self.first: int = first
        self.begin: int = begin
        self.stop: int = stop
        self.end: int = end


def windows(outline: Outline, sizes: Sizes) -> list[Window]:
    """Return the windows of a text, in order.

    Each ends where the marks before and behind are far apart, so that no conversation is cut. A paragraph, and what
    marks enclose, stays whole, however long it is.
    """
    borders = _Borders(outline)
    out: list[Window] = []
    begin, last = 0, len(outline.spans)
    while begin < last:
        stop = borders.next(begin, sizes.window)
        out.append(Window(borders.before(begin, sizes.before), begin, stop, borders.after(stop, sizes.after)))
        begin = stop
    return out


class _Borders:
    """The paragraphs of a text before which it may be cut."""

    def __init__(self, outline: Outline) -> None:
        self._last: int = len(outline.spans)
        self._size: int = len(outline.source.text)
        self._paragraphs: list[int] = []
        self._places: list[int] = []
        self._apart: list[int] = []
        """How far the marks before and behind each are apart."""
        segments, k, closed = outline.segments, 0, 0
        for p, (start, _) in enumerate(outline.spans):
            while k < len(segments) and segments[k].start < start:
                closed = max(closed, segments[k].end)
                k += 1
            if closed <= start:
                self._paragraphs.append(p)
                self._places.append(start)
                self._apart.append((segments[k].start if k < len(segments) else self._size) - closed)

    def _place(self, paragraph: int) -> int:
        return self._places[bisect_left(self._paragraphs, paragraph)] if paragraph < self._last else self._size

    def next(self, begin: int, size: int) -> int:
        """Where a window ends that begins before a paragraph."""
        start = self._place(begin)
        if self._size - start <= size:
            return self._last
        at = bisect_right(self._places, start)
        first, end = bisect_left(self._places, start + int(size * _LEAST), at), bisect_right(self._places, start + size)
        if first < end:
            return self._paragraphs[max(range(first, end), key=self._apart.__getitem__)]
        return self._paragraphs[first] if first < len(self._paragraphs) else self._last

    def before(self, begin: int, size: int) -> int:
        """Where what is read before a window begins."""
        start = self._place(begin)
        k = max(bisect_right(self._places, start - size) - 1, 0)
        far = start - self._places[k] > _FAR * size
        return min(self._paragraphs[k + far], begin) if k + far < len(self._paragraphs) else begin

    def after(self, stop: int, size: int) -> int:
        """Where what is read behind a window ends."""
        start = self._place(stop)
        k = bisect_left(self._places, start + size)
        end = self._places[k] if k < len(self._places) else self._size
        if end - start > _FAR * size:
            return max(self._paragraphs[k - 1], stop) if k else stop
        return self._paragraphs[k] if k < len(self._paragraphs) else self._last
