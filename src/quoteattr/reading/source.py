"""A text as it is read: letters composed, and without what is no French."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from quoteattr.reading.characters import INVISIBLE, fold, unify_line_ends
from quoteattr.reading.plain import Edit, Mapped, Subtitles, line_ends, markup, signs, subtitles, turned

__all__ = ["Source"]

_UNREADABLE: Final = re.compile(
    f"(?P<letter>[^\\W\\d_][\u0300-\u036f]+)|\u00ad[ \\t]*(?:\r\n|[\n\r])[ \\t]*(?=[^\\W\\d_])|[{INVISIBLE}]"
)
"""Letters with marks of their own, and characters that nobody sees.

Soft hyphens (with the line end that they made), joiners, directions, byte-order marks.
"""


_HINT: Final = re.compile(f"[\u0300-\u036f{INVISIBLE}]")
"""What must stand in a text for the pattern above to be worth a try."""


class Source:
    """A text as it is read, and the way back to the caller's offsets.

    Attributes:
        original: The caller's text.
        text: What is read: letters composed, and without what is no French (see `quoteattr.reading.plain`); nearly
            always `original` itself.
        folded: The same, folded.
        subtitles: What of it is spoken when, if it is subtitles.
    """

    __slots__ = ("_mapped", "folded", "original", "subtitles", "text")

    def __init__(self, original: str) -> None:
        self.original: str = original
        mapped = Mapped(original)
        self.subtitles: Subtitles | None = subtitles(original)
        if self.subtitles is not None:
            mapped.edit(self.subtitles.edits)
        if _HINT.search(original) is not None:
            mapped.edit(_composed(mapped.text))
        mapped.edit(markup(mapped.text))
        mapped.edit(signs(mapped.text))
        mapped.edit(line_ends(mapped.text))
        mapped.edit(turned(unify_line_ends(mapped.text)))
        self._mapped: Mapped = mapped
        self.text: str = mapped.text
        self.folded: str = fold(self.text)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that the range ``start..end`` of what is read, not an empty one, stands for."""
        return self._mapped.back(start, end)

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
