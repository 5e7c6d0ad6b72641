"""Words of a stretch of text, and how much of them two stretches share."""

from __future__ import annotations

import re

from quoteattr.evaluation.model import Range

__all__ = ["iou", "meet", "words"]

_WORD = re.compile(r"\w+")


def words(text: str, extent: Range) -> frozenset[Range]:
    """The places of the words within a stretch; a word that its edge cuts counts with what lies within."""
    return frozenset(match.span() for match in _WORD.finditer(text, *extent))


def iou(one: frozenset[Range], other: frozenset[Range]) -> float:
    """Intersection over union of two sets of words; 0 when both are empty."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def meet(text: str, one: Range | None, other: Range | None) -> bool:
    """Whether two places have a letter or digit in common."""
    if one is None or other is None:
        return False
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return start < end and _WORD.search(text, start, end) is not None
