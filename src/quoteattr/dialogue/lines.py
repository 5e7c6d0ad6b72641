"""The lines of a text as a transcript has them: where each stands, whether all of it is emphasised, its dash."""

from __future__ import annotations

import re
from typing import Final

from quoteattr.reading import Document

__all__ = ["Line", "is_strong", "lines_of"]

_DASH: Final = re.compile(r"(?:—|--|-)(?![-\d])[ ]{0,3}(?=\S)")
_ITSELF: Final = re.compile(r"\s*(?:\(.*\)|\[.*\])[.!]?\s*")
_OPENS: Final = re.compile(
    r"(?:\*{1,3}|_{1,3}|#{1,6}[ \t]+|<(?:b|strong|em|i|h[1-6])\b[^<>]{0,80}>)[ \t]*\Z", re.IGNORECASE
)
_CLOSES: Final = re.compile(r"[ \t]*(?:\*{1,3}|_{1,3}|</(?:b|strong|em|i|h[1-6])>)", re.IGNORECASE)
_HEADING: Final = re.compile(r"(?:\A|\n)[ \t]{0,3}#{1,6}[ \t]+\Z")
_SIGNS: Final = 90
"""How many code points before a line may hold the sign that opens its emphasis."""


class Line:
    """A paragraph, without the spaces around it.

    Attributes:
        start: Its first code point.
        end: One past its last.
        strong: Whether all of it is emphasised, or a heading.
        words: Where its words begin after the dash that opens it; -1 without a dash.
        aside: Whether it stands in brackets.
    """

    __slots__ = ("aside", "end", "start", "strong", "words")

    def __init__(self, start: int, end: int, words: int, *, strong: bool, aside: bool) -> None:
        self.start: int = start
        self.end: int = end
        self.words: int = words
        self.strong: bool = strong
        self.aside: bool = aside

    def asks(self, text: str) -> bool:
        """Whether it ends with a question mark."""
        return text[self.end - 1] == "?" or text[self.end - 2 : self.end] in ("?»", '?"', "?”", "?)")


def lines_of(document: Document) -> list[Line]:
    """Return the lines of a document that hold anything."""
    out: list[Line] = []
    text = document.folded
    marked = not document.source.as_written
    for first, end in document.paragraphs:
        start, stop = document.span(first, end - 1)
        dash = _DASH.match(text, start, stop) if text[start] in "—-" else None
        aside = text[start] in "([" and _ITSELF.fullmatch(text, start, stop) is not None
        strong = marked and is_strong(document, start, stop)
        out.append(Line(start, stop, -1 if dash is None else dash.end(), strong=strong, aside=aside))
    return out


def is_strong(document: Document, start: int, end: int) -> bool:
    """Whether signs that reading has left out stand around a stretch and nowhere in it."""
    original = document.source.original
    first, last = document.source.back(start, end)
    before = original[max(0, first - _SIGNS) : first]
    if _HEADING.search(before) is not None:
        return True
    opened = _OPENS.search(before)
    if opened is None or _CLOSES.match(original, last) is None:
        return False
    sign = opened.group().strip()
    return sign.startswith("<") or sign not in original[first:last]
