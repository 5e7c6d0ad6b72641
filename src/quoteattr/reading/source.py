"""A text as it is read: letters composed, and without what is no French."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from quoteattr.reading.characters import INVISIBLE, fold, unify_line_ends
from quoteattr.reading.plain import Edit, Mapped, Subtitles, line_ends, markup, signs, subtitles, turned
from quoteattr.result import Span

__all__ = ["Source"]

_UNREADABLE: Final = re.compile(
    f"(?P<letter>[^\\W\\d_][\u0300-\u036f]+)|\u00ad[ \\t]*(?:\r\n|[\n\r])[ \\t]*(?=[^\\W\\d_])|[{INVISIBLE}]"
)
"""Letters with marks of their own, and characters that nobody sees.

Soft hyphens (with the line end that they made), joiners, directions, byte-order marks.
"""


_HINT: Final = re.compile(f"[\u0300-\u036f{INVISIBLE}]")
"""What must stand in a text for the pattern above to be worth a try."""
_PIECE: Final = 20_000
"""Code points of a piece of a long text."""
_BYTES: Final = ("utf-8", "surrogatepass")
"""How a piece is kept: half of a pair, which no file holds but a string may, is kept too."""


class Source:
    """A text as it is read, and the way back to the caller's offsets.

    Attributes:
        original: The caller's text.
        text: What is read: letters composed, and without what is no French (see `quoteattr.reading.plain`); nearly
            always `original` itself.
        folded: The same, folded.
        subtitles: What of it is spoken when, if it is subtitles.
        start: Where what is read begins in what is read of the whole text; 0 but for a part.
        as_written: Whether nothing is left out of the caller's text or replaced.
        stretches: What is read in pieces of equal length, as bytes, once it is let go of as a whole.
    """

    __slots__ = ("as_written", "folded", "mapped", "original", "start", "stretches", "subtitles", "text")

    def __init__(self, original: str, whole: Source | None = None, start: int = 0, end: int = 0) -> None:
        self.original: str = original
        self.start: int = start
        self.stretches: list[bytes] = []
        if whole is not None:
            self.subtitles: Subtitles | None = whole.subtitles
            self.as_written: bool = whole.as_written
            self.mapped: Mapped = whole.mapped
            self.text: str = whole.within(start, end)
            self.folded: str = fold(self.text)
            return
        mapped = Mapped(original)
        self.subtitles = subtitles(original)
        if self.subtitles is not None:
            mapped.edit(self.subtitles.edits)
        if _HINT.search(original) is not None:
            mapped.edit(_composed(mapped.text))
        mapped.edit(markup(mapped.text))
        mapped.edit(signs(mapped.text))
        mapped.edit(line_ends(mapped.text))
        mapped.edit(turned(unify_line_ends(mapped.text)))
        self.mapped = mapped
        self.text = mapped.text
        self.as_written = self.text is original
        self.folded = fold(self.text)

    def forget(self) -> None:
        """Keep what is read for `part` alone, in as little room as may be.

        One emoji makes each character of a text four bytes wide; in UTF-8 most take one.
        """
        self.folded = ""
        if not self.as_written:
            text = self.text
            self.text = self.mapped.text = ""
            self.stretches = [text[k : k + _PIECE].encode(*_BYTES) for k in range(0, len(text), _PIECE)]

    def within(self, start: int, end: int) -> str:
        """The range ``start..end`` of what is read."""
        if not self.stretches:
            return self.text[start:end]
        text = "".join([piece.decode(*_BYTES) for piece in self.stretches[start // _PIECE : (end - 1) // _PIECE + 1]])
        return text[start % _PIECE : start % _PIECE + end - start]

    def part(self, start: int, end: int) -> Source:
        """The range ``start..end`` of what is read, with offsets of its own."""
        return Source(self.original, self, start, end)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that the range ``start..end`` of what is read, not an empty one, stands for."""
        return self.mapped.back(self.start + start, self.start + end)

    def cut(self, start: int, end: int) -> Span:
        """The range ``start..end`` of what is read as a span of the caller's text."""
        start, end = self.back(start, end)
        return Span(start, end, self.original[start:end])

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges of the original that ``start..end`` stands for, without the times of subtitles between them."""
        start, end = self.back(start, end)
        return [(start, end)] if self.subtitles is None else self.subtitles.pieces(start, end)


def _composed(text: str) -> list[Edit]:
    """Letters with marks of their own made one, what nobody sees left out."""
    return [
        (*m.span(), unicodedata.normalize("NFC", m.group()) if m.lastgroup == "letter" else "")
        for m in _UNREADABLE.finditer(text)
    ]
