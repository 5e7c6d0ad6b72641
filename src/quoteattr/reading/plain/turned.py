"""Marks that were typed the wrong way round: one sign on both sides, or closing signs that open.

*“Le pont rouvrira“, dit Omar Sall* and *»Le pont rouvrira«* are read as *“Le pont rouvrira”* and *«Le pont rouvrira»*.
Only what stands around a mark, and what else stands on its line, tells that.
"""

from __future__ import annotations

from typing import Final

from quoteattr.reading.plain.edits import Edit

__all__ = ["turned"]

_PAIRS: Final = (("«", "»"), ("“", "”"))
_AFTER_CLOSER: Final = frozenset(",.;:!?…)]")
_BEFORE_OPENER: Final = frozenset("([{'’—–-/")
_SPACES: Final = " \u00a0\u202f\u2009\t"


def turned(text: str) -> list[Edit]:
    """The marks of `text` that stand for those of the other side, each with what it stands for.

    Its lines end with line feeds (see `unify_line_ends`).
    """
    out: list[Edit] = []
    for opener, closer in _PAIRS:
        if opener in text or closer in text:
            _family(text, opener, closer, out)
    return sorted(out)


def _family(text: str, opener: str, closer: str, out: list[Edit]) -> None:
    inherited = start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        opening, closing = text.count(opener, start, end), text.count(closer, start, end)
        if opening or closing:
            first = text.find(closer, start, end)
            odd = opening != closing or first >= 0 and first < text.find(opener, start, end)
            if odd and "„" not in text[start:end]:
                line = _Line(text, start, end, opener, closer)
                if line.turn(inherited=inherited > 0):
                    out += line.edits()
                    opening = closing = 0
            again = inherited and text[start] in opener + closer  # « or » at the head of a paragraph: it only goes on
            inherited = max(0, inherited + opening - closing + (0 if not again else 1 if text[start] == closer else -1))
        start = end + 1


class _Line:
    """The marks of one family on a line, and which of them open."""

    def __init__(self, text: str, start: int, end: int, opener: str, closer: str) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.pair = (opener, closer)
        self.places = [k for k in range(start, end) if text[k] == opener or text[k] == closer]
        self.written = [text[k] == opener for k in self.places]
        self.opens = list(self.written)

    def edits(self) -> list[Edit]:
        """What the marks that are turned stand for."""
        return [
            (place, place + 1, self.pair[0 if now else 1])
            for place, now, before in zip(self.places, self.opens, self.written, strict=True)
            if now != before
        ]

    def turn(self, *, inherited: bool) -> bool:
        """Whether some of the marks are turned; `inherited`: whether the line goes on with a quotation."""
        if len(self.places) < 2:
            return False
        if self._by_turns(inherited=inherited):
            return True
        depth = int(inherited)
        for k, written in enumerate(self.written):
            if written and depth and self._must_close(k) and self._missing(k):
                self.opens[k] = False
            elif (
                not written
                and not depth
                and k + 1 < len(self.places)
                and self._must_open(k)
                and self._must_close(k + 1)
            ):
                self.opens[k] = True
            depth = max(0, depth + (1 if self.opens[k] else -1))
        return self.opens != self.written

    def _by_turns(self, *, inherited: bool) -> bool:
        """One sign throughout, or every sign reversed: they open and close by turns, if what is around allows it."""
        even = len(self.places) % 2 == 0
        alike = all(self.written) or not any(self.written)
        reversed_ = all(w == bool(k % 2) for k, w in enumerate(self.written))
        if inherited or not even or not (alike or reversed_):
            return False
        for k in range(0, len(self.places), 2):
            if self._must_close(k) or self._must_open(k + 1) or not self._holds(k):
                return False
            if reversed_ and not (self._must_open(k) or self._begins(k)):
                return False
            if not self._may_close(k + 1) and not (reversed_ and self._goes_on(k + 1)):
                return False
        self.opens = [k % 2 == 0 for k in range(len(self.places))]
        return True

    def _around(self, k: int) -> tuple[str, str]:
        place = self.places[k]
        before = self.text[place - 1] if place > self.start else "\n"
        return before, self.text[place + 1] if place + 1 < self.end else "\n"

    def _must_close(self, k: int) -> bool:
        """Whether a comma or the like follows, or it is glued to what stands before it alone."""
        before, after = self._around(k)
        glued = not before.isspace() and before not in _BEFORE_OPENER
        if after == "\n" or after in _AFTER_CLOSER:
            return glued or before in _SPACES
        return glued and after.isspace() and (self.pair[0] != "«" or before in ".!?…")

    def _may_close(self, k: int) -> bool:
        """Whether it is glued to what stands before it, and to no word after it."""
        before, after = self._around(k)
        return self._must_close(k) or not before.isspace() and before not in _BEFORE_OPENER and not after.isalnum()

    def _must_open(self, k: int) -> bool:
        """Whether it is glued to the word after it alone."""
        before, after = self._around(k)
        return (before.isspace() or before in _BEFORE_OPENER) and after.isalnum()

    def _missing(self, k: int) -> bool:
        """Whether no sign that closes stands on the line before another opens."""
        return k + 1 == len(self.places) or self.written[k + 1]

    def _holds(self, k: int) -> bool:
        """Whether words stand between a mark and the next."""
        return any(map(str.isalnum, self.text[self.places[k] + 1 : self.places[k + 1]]))

    def _begins(self, k: int) -> bool:
        """Whether what follows begins a sentence, or stands after a colon or the like."""
        place = self.places[k]
        before = self.text[max(self.start, place - 4) : place].strip()
        after = self.text[place + 1 : place + 4].strip()
        return not before or before[-1] in ":,.!?…" or after[:1].isupper()

    def _goes_on(self, k: int) -> bool:
        """Whether the sentence around goes on after a mark that has spaces on both sides."""
        return self.text[self.places[k] + 1 : self.places[k] + 4].strip()[:1].islower()
