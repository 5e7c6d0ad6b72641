"""Characters, folding and tokens: everything that is known of a text before any linguistics.

All offsets that leave the library are code points of the caller's unchanged text. Folding keeps the length, so an
offset in the folded text is an offset in the text that is read; where that is not the caller's,
:class:`~quoteattr.reading.source.Source` keeps the way back.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["CAPITAL", "SMALL", "deaccent", "fold", "paragraphs", "unify_line_ends"]

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


_CATEGORIES: Final = list(map(unicodedata.category, _ALPHABETS))


def _ranges(*categories: str) -> str:
    """The characters of some categories, for a class of `re`: longer runs as ranges."""
    kept = "".join([c if k in categories else " " for c, k in zip(_ALPHABETS, _CATEGORIES, strict=True)])
    return "".join([run if len(run) < 3 else f"{run[0]}-{run[-1]}" for run in kept.split()])


CAPITAL: Final = _ranges("Lu", "Lt")
"""The capitals, from A to Ž and beyond, for a class of `re`.

`re` walks over a text twice as fast as `regex`, which knows the classes by name.
"""
SMALL: Final = _ranges("Ll")
"""The small letters in the same way."""

INVISIBLE: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphens, joiners, directions, byte-order marks, as ranges for a class of `re`."""
_LINE_ENDS: Final = "\r\u2028\u2029\u0085"
_FOLDED: Final = (
    *((c, "'") for c in APOSTROPHES),
    *((c, " ") for c in SPACES),
    *((c, "—") for c in DASHES if c != "—"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    *((c, "\n") for c in _LINE_ENDS),
)
_AT_ONCE: Final = 1_000_000
"""Code points that are folded at once."""


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
    if len(text) > _AT_ONCE:  # each replacement is a copy
        return "".join([fold(text[k : k + _AT_ONCE]) for k in range(0, len(text), _AT_ONCE)])
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
