"""What a model, or a table, tells of tokens."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.traits import Traits

__all__ = ["Tags"]


class Tags:
    """Labels by token index: coarse part of speech, syntactic head and relation, entity label and extent, gender and number, and of verbs form, tense (or mood) and person."""

    __slots__ = ("dep", "entities", "gender", "head", "number", "parsed", "person", "pos", "tense", "traits", "verb_form")

    def __init__(self, size: int, *, parsed: bool = True) -> None:
        self.pos: list[str] = ["X"] * size
        self.head: list[int] = list(range(size))
        self.dep: list[str] = [""] * size
        self.gender: Sequence[str] = [""] * size
        self.number: Sequence[str] = [""] * size
        self.verb_form: list[str] = [""] * size
        self.tense: Sequence[str] = [""] * size
        self.person: Sequence[str] = [""] * size
        self.entities: list[tuple[int, int, str]] = []
        """Named entities as ``(first, last, label)`` with inclusive token indices."""
        self.traits: list[Traits] = []
        """What the form of each token tells, where it has been asked for already."""
        self.parsed: bool = parsed
        """Whether a model has told heads and relations, as far as it was asked."""
