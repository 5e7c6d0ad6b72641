"""Find the characters that are quotation marks, and say whether each opens, closes or may do either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

__all__ = ["Mark", "Side", "scan"]


class Side(StrEnum):
    """What a mark can do where it stands."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


@frozen
class Mark:
    """One mark (of one or two characters) and its family: only marks of a family close each other without a diagnostic."""

    start: int
    end: int
    side: Side
    family: str


_MARK = re.compile("<<|>>|,,|''|‘‘|’’|``|[«»“”„‹›\"″＂‘’\u0091\u0092\u0093\u0094]")
_FAMILY = {
    **dict.fromkeys(("«", "»", "<<", ">>"), "guillemet"),
    **dict.fromkeys(("“", "”", "„", "\u0093", "\u0094", ",,"), "curly"),
    **dict.fromkeys(("‹", "›"), "angle"),
    **dict.fromkeys(("\"", "″", "＂"), "straight"),
    **dict.fromkeys(("‘", "’", "\u0091", "\u0092"), "single"),
    **dict.fromkeys(("''", "‘‘", "’’", "``"), "double-single"),
}  # fmt: skip
_OPEN = frozenset({"«", "<<", "“", "„", "\u0093", ",,", "‹"})
_CLOSE = frozenset({"»", ">>", "”", "\u0094", "›"})


def scan(text: str) -> Iterator[Mark]:
    """Yield the quotation marks of `text` in order; apostrophes, inches and bullets are left out.

    ``’`` is a mark only where ``‘`` opened one before; ``27"`` is an inch; ``»`` at the head of a line and before a space is a bullet.
    """
    single_open = False
    straight_open = False
    low_open = False
    guillemets = 0
    last_end = 0
    for m in _MARK.finditer(text):
        start, end = m.span()
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        if "\n" in text[last_end:start]:
            single_open = straight_open = low_open = False
        last_end = end
        mark = m.group()
        family = _FAMILY[mark]
        if family == "single":
            opens = mark in "‘\u0091" and not before.isalnum() and after.isalnum()
            closes = single_open and mark in "’\u0092" and not after.isalnum()
            if opens or closes:
                single_open = opens
                yield Mark(start, end, Side.OPEN if opens else Side.CLOSE, family)
        elif mark == ",," and before.isalnum():
            continue
        elif family == "straight":
            if not straight_open and before.isdigit() and not after.isalnum():
                continue
            straight_open = not straight_open
            yield Mark(start, end, _neutral_side(before, after), family)
        elif family == "double-single":
            yield Mark(start, end, _neutral_side(before, after), family)
        elif mark in _CLOSE and not guillemets and before == "\n" and after in " \u00a0\u202f" and _is_bullet(text, start, end):
            continue
        elif mark in "„“" and family == "curly":
            # „Nein“: the mark that opens in “Non” closes here
            closes = mark == "“" and low_open
            low_open = mark == "„"
            yield Mark(start, end, Side.CLOSE if closes else Side.OPEN, family)
        else:
            if family == "guillemet":
                guillemets = max(0, guillemets + (1 if mark in _OPEN else -1))
            yield Mark(start, end, Side.OPEN if mark in _OPEN else Side.CLOSE, family)


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
