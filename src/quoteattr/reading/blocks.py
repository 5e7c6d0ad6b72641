"""A marked segment in terms of tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quoteattr.reading.marks import FAMILY, Segment
from quoteattr.reading.words import Word

__all__ = ["Block", "blocks_of"]


class Block:
    """A marked segment in token terms.

    `first` is the opening mark's token, `last` the closing mark's, or the token behind the content of a block that
    nothing closes, which the text may not have; `inner` what stands between.
    """

    __slots__ = ("first", "index", "inner", "last", "segment", "words")

    def __init__(self, index: int, segment: Segment, first: int, last: int, inner: tuple[int, int], words: int) -> None:
        self.index: int = index
        self.segment: Segment = segment
        self.first: int = first
        self.last: int = last
        self.inner: tuple[int, int] = inner
        self.words: int = words

    @property
    def is_turn(self) -> bool:
        """Whether a dash opens it."""
        return self.segment.family == FAMILY

    @property
    def reaches(self) -> int:
        """Its last token: the closing mark or, where there is none, the last of what it opens."""
        return self.last if self.segment.closed else self.inner[1]

    def __repr__(self) -> str:
        return f"Block({self.index}, {self.first}..{self.last}, {self.words} words)"


def blocks_of(words: Sequence[Word], starts: Sequence[int], segments: Sequence[Segment]) -> list[Block]:
    """The blocks of `segments`, which are in order and nested."""
    blocks = []
    for index, segment in enumerate(segments):
        first = min(bisect_left(starts, segment.start), len(starts) - 1)
        last = bisect_left(starts, segment.end) - 1
        inner_first = bisect_left(starts, segment.parts[0][0])
        inner_last = bisect_left(starts, segment.parts[-1][1]) - 1
        if segment.end == segment.parts[-1][1]:
            last = inner_last + 1  # an unclosed segment has no closing token: `last` is one past its content
        count = sum([w.is_word for w in words[inner_first : inner_last + 1]])
        blocks.append(
            Block(index, segment, first, max(last, first), (inner_first, max(inner_last, inner_first)), count)
        )
    return blocks
