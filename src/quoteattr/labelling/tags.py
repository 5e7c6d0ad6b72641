"""What a model, or a table, tells of tokens."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Final

__all__ = ["MARGIN", "Tags"]

MARGIN: Final = 32
"""How many places that hold no token stand behind the last one in whatever is read by token index.

Python counts indices below 0 from the end, so that they lie before the first token as well: a rule that looks a few
tokens left or right of one finds nothing there, and raises nothing. The widest fixed look of a rule is 28 tokens;
a test cuts texts at every token.
"""


class Tags:
    """Labels by token index.

    Coarse part of speech, syntactic head and relation, entity label and extent, gender and number, and of verbs form,
    tense (or mood) and person. Each list has a `MARGIN` without labels.
    """

    __slots__ = ("dep", "entities", "gender", "head", "number", "parsed", "person", "pos", "tense", "verb_form")

    def __init__(self, size: int, *, parsed: bool = True) -> None:
        size += MARGIN
        self.pos: list[str] = ["X"] * size
        self.head: array[int] = array("q", range(size))
        self.dep: list[str] = [""] * size
        self.gender: Sequence[str] = [""] * size
        self.number: Sequence[str] = [""] * size
        self.verb_form: list[str] = [""] * size
        self.tense: Sequence[str] = [""] * size
        self.person: Sequence[str] = [""] * size
        self.entities: list[tuple[int, int, str]] = []
        """Named entities as ``(first, last, label)`` with inclusive token indices."""
        self.parsed: bool = parsed
        """Whether a model has told heads and relations, as far as it was asked."""
