"""What stands in a turn and is not said in it: *(Applaudissements)*, *[inaudible]*, the time, stage directions."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Final

__all__ = ["said_in"]

_BRACKETS: Final = re.compile(r"\(([^()\n]{1,400})\)|\[([^\[\]\n]{1,200})\]|\*([^*\n]{1,200})\*")
_TIME: Final = re.compile(r"[\d\s:.,hms—>-]+")
_FIRST: Final = re.compile(r"[^\W\d_]+")
_EDGES: Final = " \t\n.,;"


def said_in(text: str, start: int, end: int, insertions: AbstractSet[str], *, every: bool) -> list[tuple[int, int]]:
    """Return the stretches of ``start..end`` that are said.

    Args:
        text: The folded text.
        start: Where the turn begins.
        end: Where it ends.
        insertions: The words that open what is not said: *rires*, *inaudible*.
        every: Whether all round brackets that open with a capital, or with a small letter at the head, are directions,
            as in minutes and plays.
    """
    out: list[tuple[int, int]] = []
    at = start
    for m in _BRACKETS.finditer(text, start, end) if "(" in text[start:end] or "[" in text[start:end] else ():
        if not _is_insertion(m, insertions, every=every and (m[1] is not None), head=m.start() == start):
            continue
        out.append((at, m.start()))
        at = m.end()
    out.append((at, end))
    return [(a, b) for a, b in out if a < b and text[a:b].strip(_EDGES)]


def _is_insertion(m: re.Match[str], insertions: AbstractSet[str], *, every: bool, head: bool) -> bool:
    inside = m[1] or m[2] or m[3] or ""
    if _TIME.fullmatch(inside):
        return m[3] is None and (":" in inside or "h" in inside)
    first = _FIRST.search(inside)
    if first is None:
        return False
    low = first.group().lower()
    if low in insertions:
        return True
    sentence = m[1] is not None and first.group()[0].isupper() and inside.rstrip()[-1] in ".!…"
    return sentence or every and (head or first.group()[0].isupper())
