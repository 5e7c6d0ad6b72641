"""The fragments of brat's annotations: in order, apart from each other, and none over a line end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quoteattr.export.literals import LINE_BREAKS, encodable

__all__ = ["Pairs", "covered", "fragments", "joined"]

_LINES = re.compile(f"[^{LINE_BREAKS}]+")
_BREAK = re.compile(f"[{LINE_BREAKS}]")
_BLANK = re.compile(f"[{LINE_BREAKS}\x00-\x1f\x7f]")

Pairs = list[tuple[int, int]]


def fragments(spans: Iterable[tuple[int, int]], text: str) -> Pairs:
    """Return the fragments that cover `spans`: cut at line ends, blank ones left out as long as another is left."""
    merged: Pairs = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    parts = [m.span() for start, end in merged for m in _LINES.finditer(text, start, end) if not m[0].isspace()]
    return parts or merged


def joined(parts: Iterable[tuple[int, int]], text: str) -> Pairs:
    """Return `parts` with those made one between which there are only line ends and spaces.

    What :func:`fragments` cut.
    """
    out: Pairs = []
    for start, end in parts:
        gap = text[out[-1][1] : start] if out else ""
        if gap.isspace() and _BREAK.search(gap):
            out[-1] = out[-1][0], end
        else:
            out.append((start, end))
    return out


def covered(parts: Iterable[tuple[int, int]], text: str) -> str:
    """Return the last cell of a ``T`` line.

    The text of the fragments, with control characters as spaces and surrogates as U+FFFD.
    """
    return " ".join(encodable(_BLANK.sub(" ", text[start:end])) for start, end in parts)
