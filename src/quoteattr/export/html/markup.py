"""A text with its marks as HTML: paragraphs, and inside them elements that nest whatever the spans do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

__all__ = ["Mark", "attribute", "escape", "marked"]

_ESCAPES = (
    {c: chr(0x2400 + c) for c in range(32) if c not in {9, 10}}
    | {0x7F: "\u2421"}
    | dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000)), "\ufffd")
)
_ESCAPES |= {0x0D: "&#13;", 0x85: "\x85", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”"}
_ESCAPES |= {ord(c): f"&#{ord(c)};" for c in "\"'"} | {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
"""What stands for a character that HTML would read as markup, or could not hold.

One character on the page for each in the text.
"""

_BREAK = re.compile("[\n\r\x85\u2028\u2029][\n\r\x85\u2028\u2029 \t\u00a0\u202f]*")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_BREAKING = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
_TAGS = ("mark", "u", "b")
_DEEPEST = 2


def escape(text: str) -> str:
    """Return `text` such that it stands as text between tags or inside a quoted attribute, whatever it holds.

    Control characters become their pictures, code points that no file can hold U+FFFD; the rest reads as it was.
    """
    return text.translate(_ESCAPES)


def attribute(text: str) -> str:
    """Return `text` on one line, escaped; spaces that do not break stay."""
    return escape(_BREAKING.sub(" ", text).strip(" "))


@frozen
class Mark:
    """A stretch of the text that gets an element.

    Attributes:
        start: First code point.
        end: One past the last.
        rank: 0 for a quotation's content, 1 for a cue, 2 for a mention; of two that cover the same words, the lower one
            is outside.
        number: The quotation's.
        attributes: Of every piece of the element, escaped: ``class`` without its closing mark comes last, so that the
            depth can be added.
        first: What stands at the beginning of the quotation's first piece: its anchor.
    """

    start: int
    end: int
    rank: int
    number: int
    attributes: str
    first: str = ""


def marked(text: str, marks: Iterable[Mark]) -> str:
    """Return the paragraphs of `text` as HTML, with an element for each mark.

    A mark that crosses another or a paragraph's end has several. Without the tags it is the text: what is not in a
    paragraph (line ends) stands between them.
    """
    return "".join(_Writer(text, sorted(marks, key=lambda m: (m.start, -m.end, m.rank, m.number))).blocks())


class _Writer:
    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._marks = marks
        self._next = 0
        self._open: list[Mark] = []
        self._anchored: set[int] = set()

    def blocks(self) -> Iterator[str]:
        breaks = [(m.start(), m.end()) for m in _BREAK.finditer(self._text)]
        sizes = [len(_LINE_END.findall(self._text, *b)) for b in breaks]
        spaced = any(
            size > 1
            for size in sizes[
                bool(breaks and breaks[0][0] == 0) : -1 if breaks and breaks[-1][1] == len(self._text) else None
            ]
        )
        start, tight = 0, False
        for (end, after), size in zip([*breaks, (len(self._text), len(self._text))], [*sizes, 0], strict=True):
            if start < end:
                yield '<p class="qa-tight">' if tight else "<p>"
                yield from self._block(start, end)
                yield "</p>"
            if end < after:
                yield _between(self._text[end:after])
            tight = spaced and size == 1 and start < end
            start = after

    def _block(self, start: int, end: int) -> Iterator[str]:
        self._open = [mark for mark in self._open if mark.end > start]
        for depth in range(len(self._open)):
            yield self._tag(depth)
        at = start
        while True:
            yield from self._enter(at)
            coming = self._marks[self._next].start if self._next < len(self._marks) else end
            stop = min(coming, end, *(mark.end for mark in self._open))
            yield escape(self._text[at:stop])
            at = stop
            if at == end:
                break
            yield from self._leave(at)
        for mark in reversed(self._open):
            yield f"</{_TAGS[mark.rank]}>"

    def _enter(self, at: int) -> Iterator[str]:
        """Open the marks that begin here, or began in the line ends before."""
        while self._next < len(self._marks) and self._marks[self._next].start <= at:
            mark = self._marks[self._next]
            self._next += 1
            if mark.end > at:
                self._open.append(mark)
                yield self._tag(len(self._open) - 1)

    def _leave(self, at: int) -> Iterator[str]:
        """Close the marks that end here, and for a moment those inside them that go on."""
        outer = next((k for k, mark in enumerate(self._open) if mark.end <= at), len(self._open))
        for mark in reversed(self._open[outer:]):
            yield f"</{_TAGS[mark.rank]}>"
        self._open[outer:] = [mark for mark in self._open[outer:] if mark.end > at]
        for depth in range(outer, len(self._open)):
            yield self._tag(depth)

    def _tag(self, index: int) -> str:
        mark = self._open[index]
        depth = min(_DEEPEST, sum(not m.rank for m in self._open[:index])) if not mark.rank else 0
        tag = f'<{_TAGS[mark.rank]} {mark.attributes}{f" qa-d{depth}" if depth else ""}">'
        if mark.rank or mark.number in self._anchored:
            return tag
        self._anchored.add(mark.number)
        return tag + mark.first


def _between(line_ends: str) -> str:
    if not line_ends.strip("\r\n\t "):
        return escape(line_ends)
    return f"<span hidden>{escape(line_ends)}</span>"
