"""What the text tells of an annotation that says no more than where it is."""

from __future__ import annotations

from quoteattr.reading import NEUTRALS, OPENERS
from quoteattr.result import CueKind, Kind, MentionForm

__all__ = ["construction", "form", "kind"]

_PRONOUNS = frozenset("il elle on ils elles je tu nous vous lui eux celui-ci celle-ci ceux-ci celles-ci".split())
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


def form(words: str) -> MentionForm:
    """The grammatical form of a mention."""
    if words.startswith("-"):
        return MentionForm.CLITIC
    if words.casefold().strip("- ") in _PRONOUNS:
        return MentionForm.PRONOUN
    return MentionForm.NAME if words[0].isupper() else MentionForm.NOUN_PHRASE
