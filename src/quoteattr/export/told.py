"""What the text tells of an annotation that says no more than where it is."""

from __future__ import annotations

from quoteattr.reading import NEUTRALS, OPENERS
from quoteattr.result import CueKind, Kind

__all__ = ["construction", "kind"]

_OPENING = tuple(OPENERS + NEUTRALS)


def kind(text: str, start: int) -> Kind:
    """How words that begin at `start` are reported: directly, where a mark opens before them."""
    at = start
    while at and text[at - 1].isspace():
        at -= 1
    return Kind.DIRECT if text[at - 1 : at] in _OPENING else Kind.INDIRECT


def construction(reported: Kind, content: int, cue: int | None) -> CueKind:
    """The construction of a cue, by where it begins and where the content does."""
    if reported is Kind.INDIRECT:
        return CueKind.CLAUSE
    return CueKind.COLON if cue is None or cue <= content else CueKind.INCISE
