"""Characters, folding and tokens: everything that is known of a text before any linguistics.

All offsets that leave the library are code points of the caller's unchanged text. Folding keeps the length, so an
offset in the folded text is an offset in the text; where letters are decomposed or invisible characters stand in words,
:class:`Source` keeps the way back.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import regex

__all__ = ["CAPITAL", "SMALL", "Source", "deaccent", "fold", "paragraphs", "unify_line_ends"]

APOSTROPHES: Final = "’ʼʹ′＇`´\u0092\u0091‘"
"""Characters read as an apostrophe between letters. ``‘ ’`` may also be marks; the scanner decides by position."""

SPACES: Final = "\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u2004\u2005\u2006\u2008\u205f\u3000\t\v\f\u1680"
OPENERS: Final = "«“„‹\u0093"
CLOSERS: Final = "»”›\u0094"
NEUTRALS: Final = '"″＂'
MARKS: Final = OPENERS + CLOSERS + NEUTRALS
DASHES: Final = "—–―‒"

WIDE_MARKS: Final = frozenset({"<<", ">>", "''", "&laquo;", "&raquo;", "&quot;", "&ldquo;", "&rdquo;"})
"""Marks of several characters."""

_ALPHABETS: Final = "".join(map(chr, range(0x3000)))
"""Where the letters of all alphabets in use stand, but for rare variants."""


def _ranges(letters: str) -> str:
    runs: list[str] = regex.findall(f"[{letters}]+", _ALPHABETS)
    return "".join(f"{run[0]}-{run[-1]}" for run in runs)


CAPITAL: Final = _ranges(r"\p{Lu}\p{Lt}")
"""The capitals, from A to Ž and beyond, as ranges for a class of `re`.

`re` walks over a text twice as fast as `regex`, which knows the classes by name.
"""
SMALL: Final = _ranges(r"\p{Ll}")
"""The small letters in the same way."""

_LINE_ENDS: Final = "\r\u2028\u2029\u0085"
_FOLDED: Final = (
    *((c, "'") for c in APOSTROPHES),
    *((c, " ") for c in SPACES),
    *((c, "—") for c in DASHES if c != "—"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    *((c, "\n") for c in _LINE_ENDS),
)


def unify_line_ends(text: str) -> str:
    """Return `text` with every kind of line end a line feed; same length, same offsets."""
    for c in _LINE_ENDS:
        if c in text:
            text = text.replace(c, "\n")
    return text


def fold(text: str) -> str:
    """Return `text` with variants of space, apostrophe, dash and line end made one; same length, same offsets.

    A line feed is a space to the grammar only where a paragraph goes on; that is decided by :func:`paragraphs`.
    """
    for c, one in _FOLDED:  # looking for a character is far quicker than translating all of them
        if c in text:
            text = text.replace(c, one)
    return text


@lru_cache(maxsize=50_000)
def deaccent(word: str) -> str:
    """Return `word` without its diacritics (``Hélène`` → ``Helene``), for comparing spellings of a name."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


_UNREADABLE: Final = re.compile(
    "(?P<letter>[^\\W\\d_][\u0300-\u036f]+)|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
"""Letters with marks of their own, and characters that nobody sees.

Soft hyphens, joiners, directions, byte-order marks.
"""


_HINT: Final = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""What must stand in a text for the pattern above to be worth a try."""


class Source:
    """A text as it is read, and the way back to the caller's offsets.

    Attributes:
        original: The caller's text.
        text: What is read, with letters composed and without invisible characters; nearly always `original` itself.
        folded: The same, folded.
    """

    __slots__ = ("_ends", "_starts", "folded", "original", "text")

    def __init__(self, original: str) -> None:
        self.original: str = original
        self.text: str = original
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        if _HINT.search(original) is not None and _UNREADABLE.search(original) is not None:
            self._compose()
        self.folded: str = fold(self.text)

    def _compose(self) -> None:
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for m in _UNREADABLE.finditer(self.original):
            start, end = m.span()
            new = unicodedata.normalize("NFC", m.group()) if m.lastgroup == "letter" else ""
            pieces += (self.original[at:start], new)
            starts += range(at, start)
            ends += range(at + 1, start + 1)
            if new:
                # the first character stands for all that was composed, the marks that could not be composed for
                # themselves
                rest = end - len(new) + 1
                starts += (start, *range(rest, end))
                ends += range(rest, end + 1)
            at = end
        pieces.append(self.original[at:])
        starts += range(at, len(self.original))
        ends += range(at + 1, len(self.original) + 1)
        self.text = "".join(pieces)
        self._starts, self._ends = starts, ends

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that the range ``start..end`` of what is read, not an empty one, stands for."""
        return (start, end) if self._starts is None else (self._starts[start], self._ends[end - 1])


def paragraphs(folded: str) -> list[tuple[int, int]]:
    """Return the ``(start, end)`` of each paragraph of a folded text.

    What stands between line ends, blank ones left out.
    """
    spans = []
    start = 0
    for line in folded.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            spans.append((start, end))
        start = end + 1
    return spans
