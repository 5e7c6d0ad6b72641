"""Find the characters that are quotation marks, and say whether each opens, closes or may do either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

__all__ = ["Mark", "Side", "scan"]


class Side(StrEnum):
    """What a mark can do where it stands."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


class Mark:
    """One mark (of one or two characters) and its family.

    Only marks of a family close each other without a diagnostic.
    """

    __slots__ = ("end", "family", "side", "start")

    def __init__(self, start: int, end: int, side: Side, family: str) -> None:
        self.start: int = start
        self.end: int = end
        self.side: Side = side
        self.family: str = family


_DOUBLE: Final = "<<|>>|,,|''|``|&(?:[lr]aquo|quot|[lr]dquo);|" + "|".join('«»“”„‹›"″＂\u0093\u0094')
"""Each mark an alternative, none in a class: so `re` looks for their first characters only, five times as fast."""
_NO_SINGLE: Final = re.compile(_DOUBLE)
"""Where no single mark opens, so that apostrophes need no look."""
_MARK: Final = re.compile(f"‘‘|’’|{_DOUBLE}|" + "|".join("‘’\u0091\u0092"))
_FAMILY: Final = {
    **dict.fromkeys(("«", "»", "<<", ">>", "&laquo;", "&raquo;"), "guillemet"),
    **dict.fromkeys(("“", "”", "„", "\u0093", "\u0094", ",,", "&ldquo;", "&rdquo;"), "curly"),
    **dict.fromkeys(("‹", "›"), "angle"),
    **dict.fromkeys(('"', "″", "＂", "&quot;"), "straight"),
    **dict.fromkeys(("‘", "’", "\u0091", "\u0092"), "single"),
    **dict.fromkeys(("''", "‘‘", "’’", "``"), "double-single"),
}  # fmt: skip
_OPEN: Final = frozenset({"«", "<<", "&laquo;", "“", "„", "\u0093", ",,", "&ldquo;", "‹"})
_REVERSED: Final = re.compile(r"»(?=\w)[^«»\n]{1,300}(?<=[\w.!?…])«(?!\w)")


def scan(text: str) -> Iterator[Mark]:
    """Yield the quotation marks of `text` in order; apostrophes, inches and bullets are left out.

    ``’`` is a mark only where ``‘`` opened one before; ``27"`` is an inch; ``»`` at the head of a line and before a
    space is a bullet; ``»Nein«`` opens with what elsewhere closes.
    """
    state = _State(text)
    last_end = 0
    single = "‘" in text or "\u0091" in text or "’’" in text
    for m in (_MARK if single else _NO_SINGLE).finditer(text):
        mark = m.group()
        start, end = m.span()
        if text.find("\n", last_end, start) >= 0:
            state.new_line()
        last_end = end
        side = state.side(mark, start, end)
        if side is not None:
            yield Mark(start, end, side, _FAMILY[mark])


class _State:
    """What of the text before decides about a mark: which kinds are open on the line, and guillemets over all."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.guillemets = 0
        self.reversed_until = -1
        self.new_line()

    def new_line(self) -> None:
        self.single = self.straight = self.low = False

    def side(self, mark: str, start: int, end: int) -> Side | None:
        """What the mark does, or ``None`` when it is no mark here."""
        before = self.text[start - 1] if start else "\n"
        after = self.text[end] if end < len(self.text) else "\n"
        family = _FAMILY[mark]
        if family == "single":
            return self._single(mark, before, after)
        if family == "straight":
            return self._straight(before, after)
        if family == "double-single":
            return _neutral_side(before, after)
        if family == "guillemet":
            return self._guillemet(mark, start, end, before, after)
        return self._curly(mark, before)

    def _straight(self, before: str, after: str) -> Side | None:
        if not self.straight and before.isdigit() and not after.isalnum():
            return None
        self.straight = not self.straight
        return _neutral_side(before, after)

    def _curly(self, mark: str, before: str) -> Side | None:
        if mark == ",," and before.isalnum():
            return None
        if mark in "„“":
            # „Nein“: the mark that opens in “Non” closes here
            closes = mark == "“" and self.low
            self.low = mark == "„"
            return Side.CLOSE if closes else Side.OPEN
        return Side.OPEN if mark in _OPEN else Side.CLOSE

    def _single(self, mark: str, before: str, after: str) -> Side | None:
        opens = mark in "‘\u0091" and not before.isalnum() and after.isalpha()  # not ‘68
        closes = self.single and mark in "’\u0092" and not after.isalnum()
        if not opens and not closes:
            return None
        self.single = opens
        return Side.OPEN if opens else Side.CLOSE

    def _guillemet(self, mark: str, start: int, end: int, before: str, after: str) -> Side | None:
        if start < self.reversed_until:
            return Side.CLOSE
        if mark in ("»", ">>", "&raquo;") and not self.guillemets:
            turned = _REVERSED.match(self.text, start) if not before.isalnum() and before not in ".,;!?…" else None
            if turned is not None:
                self.reversed_until = turned.end()
                return Side.OPEN
            if before == "\n" and after in " \u00a0\u202f" and _is_bullet(self.text, start, end):
                return None
        if before == "\n" and self.guillemets and mark not in _OPEN and after in " \u00a0\u202f":
            return Side.CLOSE  # at the head of a paragraph it only says that the quotation goes on
        self.guillemets = max(0, self.guillemets + (1 if mark in _OPEN else -1))
        return Side.OPEN if mark in _OPEN else Side.CLOSE


def _is_bullet(text: str, start: int, end: int) -> bool:
    """Whether a line-initial » leads a list item: the line holds no other mark before its first word."""
    head = text[end : end + 3].strip()
    return bool(head) and head[0] not in "«»,.;" and start == text.rfind("\n", 0, start) + 1


def _neutral_side(before: str, after: str) -> Side:
    opening = before.isspace() or before in "([{'’-–—«“"
    closing = after.isspace() or after in ")]},.;:!?…»”-–—/"
    if opening and not closing:
        return Side.OPEN
    if closing and not opening:
        return Side.CLOSE
    return Side.EITHER
