"""Where the words of an annotation stand in a text that may have been edited since.

At their position, else where the words before and after them are the same, else where they stand once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quoteattr.errors import ResultError
from quoteattr.export.literals import encodable

__all__ = ["Anchors"]

_TRIED = 200
"""Places of the same words on each side of the expected one that are looked at."""


class Anchors:
    """Finds targets in a text.

    Attributes:
        moved: Old places and new ones, so far.
    """

    def __init__(self, text: str) -> None:
        self._text: str = encodable(text)
        self._shift: int = 0
        self.moved: dict[tuple[int, int], list[int]] = {}

    def place(self, target: Mapping[str, Any]) -> list[int]:
        """Return the first and last offset of a target.

        Raises:
            ResultError: If its words are nowhere, or at several places of which its context tells none.
        """
        selectors = {selector["type"]: selector for selector in target["selector"]}
        start, end = selectors["TextPositionSelector"]["start"], selectors["TextPositionSelector"]["end"]
        quote = selectors["TextQuoteSelector"]
        found = self._find(start, quote["exact"], quote.get("prefix", ""), quote.get("suffix", ""))
        if found is None:
            msg = f"expected {quote['exact']!r} at {start}..{end} of the text, and it stands nowhere that can be told"
            raise ResultError(msg)
        self._shift = found - start
        out = [found, found + len(quote["exact"])]
        self.moved[start, end] = out
        return out

    def _find(self, start: int, exact: str, before: str, after: str) -> int | None:
        if self._text.startswith(before + exact + after, start - len(before)):
            return start
        expected = start + self._shift
        for prefix, suffix in ((before, after), (before, ""), ("", after)):
            if prefix or suffix:
                found = self._near(prefix + exact + suffix, expected - len(prefix))
                if len(found) == 1:
                    return found[0] + len(prefix)
        ranked = sorted(
            (-self._context(at, exact, before, after), abs(at - expected), at) for at in self._near(exact, expected)
        )
        if not ranked or len(ranked) > 1 and not self._told(ranked[0], ranked[1]):
            return None
        return ranked[0][2]

    @staticmethod
    def _told(best: tuple[int, int, int], second: tuple[int, int, int]) -> bool:
        """Whether the context tells one from the other."""
        return best[0] < 0 and best[:2] != second[:2]

    def _near(self, words: str, expected: int) -> list[int]:
        """Where `words` stand, around the place that is expected."""
        out: list[int] = []
        at = self._text.find(words, max(expected, 0))
        while at >= 0 and len(out) < _TRIED:
            out.append(at)
            at = self._text.find(words, at + 1)
        count = len(out) + _TRIED
        at = self._text.rfind(words, 0, max(expected + len(words) - 1, 0))
        while at >= 0 and len(out) < count:
            out.append(at)
            at = self._text.rfind(words, 0, at + len(words) - 1)
        return out

    def _context(self, at: int, exact: str, before: str, after: str) -> int:
        """How many characters next to `at` are those of the context."""
        end = at + len(exact)
        left = _common(self._text[max(at - len(before), 0) : at][::-1], before[::-1])
        return left + _common(self._text[end : end + len(after)], after)


def _common(a: str, b: str) -> int:
    """How many characters both begin with."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
