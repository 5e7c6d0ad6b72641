"""Where a quotation stands: the sentence around it, and the number of its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from quoteattr.result import Quotation

__all__ = ["Places"]

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ENDS = re.compile(
    r"(?<!\b[A-ZÀ-Þ])(?<!\b(?:MM|Mr|Me|Dr|Pr|St|cf|av))(?<!\b(?:Mme|Mgr|art|vol|env))(?<!\bMlle)[.!?…]+"
    r"[\s\u00a0\u202f]*[»”\"'’)\]]*\s+(?=[^a-zà-ÿ\s,;:!?.…])"
)
"""The end of a sentence, with the space before the next one; the full stop of an abbreviation is none."""


class Places:
    """The sentences and paragraphs of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: list[tuple[int, int]] = []
        start = 0
        for match in _LINE_END.finditer(text):
            self._add(start, match.start())
            start = match.end()
        self._add(start, len(text))
        self._starts = [line[0] for line in self._lines]
        self._cut: dict[int, list[int]] = {}

    def _add(self, start: int, end: int) -> None:
        if self._text[start:end].strip():
            self._lines.append((start, end))

    def paragraph(self, quotation: Quotation) -> int | None:
        """Return the number, from 1, of the paragraph in which a quotation begins: lines, blank ones left out."""
        return self._number(quotation.content[0].start) if quotation.content else None

    def _number(self, at: int) -> int:
        return max(1, bisect_right(self._starts, at))

    def sentence(self, quotation: Quotation) -> str | None:
        """Return the sentence, or the sentences, in which a quotation stands with its cue and its mention.

        It begins and ends with a sentence; what lies between the parts of the quotation is in it, line ends too.
        """
        spans = [*quotation.content]
        spans += [] if quotation.cue is None else [quotation.cue.span]
        spans += [] if quotation.mention is None else [quotation.mention.span]
        if not spans:
            return None
        first, last = min(span.start for span in spans), max(span.end for span in spans)
        starts, end = self._sentences(first), self._line(last - 1)[1]
        start = starts[max(0, bisect_right(starts, first) - 1)]
        after = self._sentences(last - 1)
        following = bisect_right(after, last - 1)
        stop = after[following] if following < len(after) else end
        return self._text[min(start, first) : max(stop, last)].strip() or None

    def _line(self, at: int) -> tuple[int, int]:
        return self._lines[self._number(at) - 1] if self._lines else (0, len(self._text))

    def _sentences(self, at: int) -> Sequence[int]:
        """Where the sentences of the line around `at` begin."""
        start, end = self._line(at)
        if start not in self._cut:
            self._cut[start] = [start, *(match.end() for match in _ENDS.finditer(self._text, start, end))]
        return self._cut[start]
