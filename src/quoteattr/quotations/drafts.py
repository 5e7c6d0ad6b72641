"""Quotations in the making: what the passes over the cues share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import Tokens
from quoteattr.measured import Rule
from quoteattr.reading import Block, Document
from quoteattr.result import Kind

__all__ = ["Content", "Draft", "Drafts"]

Content = tuple[tuple[int, int], ...]
"""Code-point ranges."""


class Draft:
    """A quotation before its speaker is known.

    Attributes:
        kind: Direct, indirect or mixed.
        content: Code-point ranges.
        rule: Name of the rule that found it.
        site: Its cue, or ``None``.
        blocks: Indices of the marked blocks that it takes up.
        first: First token, for ordering.
        label: Token range of a label before a colon that has no verb.
    """

    __slots__ = ("blocks", "content", "first", "kind", "label", "rule", "site")

    def __init__(
        self,
        kind: Kind,
        content: Content,
        rule: Rule,
        site: CueSite | None = None,
        blocks: frozenset[int] = frozenset(),
        first: int = 0,
        label: tuple[int, int] | None = None,
    ) -> None:
        self.kind: Kind = kind
        self.content: Content = content
        self.rule: Rule = rule
        self.site: CueSite | None = site
        self.blocks: frozenset[int] = blocks
        self.first: int = first
        self.label: tuple[int, int] | None = label

    def with_more(self, content: Content, block: int) -> Draft:
        """The quotation that goes on with `content`, which stands in a block."""
        return Draft(
            self.kind, self.content + content, self.rule, self.site, self.blocks | {block}, self.first, self.label
        )


_TRIM: Final = frozenset(",.;:—-–")


class Drafts:
    """The state of the passes: quotations found so far, and the blocks that they take up."""

    def __init__(self, tokens: Tokens, sites: Sequence[CueSite]) -> None:
        self.tokens = tokens
        self.document: Document = tokens.document
        self.low: list[str] = tokens.low
        self.sites: list[CueSite] = list(sites)
        self.site_at: dict[int, CueSite] = {s.first: s for s in sites}
        self.drafts: list[Draft] = []
        self.drafts_of: dict[int, list[int]] = {}
        """The drafts of each cue, by the first token of the cue."""
        self.claimed: set[int] = set()
        self.claimed_by_draft: set[int] = set()
        self._ranges: list[tuple[int, int]] = []
        """The content of all drafts; their starts in order, and the furthest end of those up to each."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.incise_ends: dict[int, int] = {}
        self.turn_sites: set[int] = set()
        self.counts: dict[str, int] = {}
        for block in self.document.blocks:
            key = self.key(block)
            self.counts[key] = self.counts.get(key, 0) + 1

    def key(self, block: Block) -> str:
        """The words of a block, for counting how often it is repeated."""
        return " ".join(self.low[block.inner[0] : block.inner[1] + 1]).rstrip("s")

    def add(
        self,
        kind: Kind,
        content: Content,
        rule: Rule,
        site: CueSite | None,
        blocks: Sequence[int],
        first: int,
        label: tuple[int, int] | None = None,
    ) -> None:
        """Keep a quotation, and take up its blocks."""
        content = tuple(c for c in content if c[0] < c[1])
        if not content:
            return
        if site is not None:
            self.drafts_of.setdefault(site.first, []).append(len(self.drafts))
        self.drafts.append(Draft(kind, content, rule, site, frozenset(blocks), first, label))
        self.take(content, blocks)

    def take(self, content: Content, blocks: Sequence[int]) -> None:
        """Note what a draft has taken up: its blocks, and its content."""
        self.claimed.update(blocks)
        self.claimed_by_draft.update(blocks)
        self._ranges += content

    def words(self, first: int, end: int) -> str:
        """The few words from token `first` on."""
        return self.document.words(first, min(first + 3, end - 1)) if first < end else ""

    def blocks_in(self, first: int, last: int) -> list[int]:
        """Indices of the blocks that lie wholly within the tokens ``first..last``."""
        return [
            b.index for b in self.document.blocks_between(first, last + 1) if b.last <= last + 1 and b.inner[1] <= last
        ]

    def trim(self, first: int, last: int) -> tuple[int, int] | None:
        """The tokens ``first..last`` without punctuation at the edges, or marks whose partner lies outside."""
        while first <= last and (self.low[first] in _TRIM or self.low[first] in (")",)):
            first += 1
        while first <= last and (self.low[last] in _TRIM or self.low[last] == "("):
            last -= 1
        if first > last:
            return None
        # an edge mark whose partner is outside
        b = self.document.block_ending.get(last)
        if b is not None and b.first < first:
            last -= 1
        b = self.document.block_at.get(first)
        if b is not None and b.inner[1] > last:
            first += 1
        return (first, last) if first <= last else None

    def stretch(self, first: int, last: int) -> Content:
        """The content of the tokens ``first..last``: one range, or none when only punctuation is left."""
        trimmed = self.trim(first, last)
        return () if trimmed is None else (self.document.span(*trimmed),)

    def block_content(self, block: Block) -> Content:
        """The parts of a block without outer spaces and closing punctuation."""
        text = self.document.text
        out = []
        for part in block.segment.parts:
            start, end = part
            while start < end and (text[start].isspace() or text[start] in ",;:"):
                start += 1
            while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
                if text[end - 1] == "." and text[end - 3 : end] == "...":
                    break
                end -= 1
            if start < end:
                out.append((start, end))
        return tuple(out)

    def whole(self, first: int, last: int) -> Block | None:
        """The block that the tokens ``first..last`` consist of, punctuation apart."""
        while first < last and self.low[first] in _TRIM:
            first += 1
        while last > first and (self.low[last] in _TRIM or self.low[last] in ("?", "!")):
            last -= 1
        block = self.document.block_at.get(first)
        return block if block is not None and (block.last == last or block.inner[1] == last) else None

    def add_stretch(self, first: int, last: int, rule: Rule, site: CueSite) -> None:
        """Add ``first..last`` as one quotation: direct if it is just a block, mixed if it holds one, else indirect."""
        block = self.whole(first, last)
        if block is not None:
            self.add(Kind.DIRECT, self.block_content(block), rule, site, [block.index], block.first)
            return
        blocks = self.blocks_in(first, last)
        speech = [b for b in blocks if not self.repeated(self.document.blocks[b])]
        self.add(Kind.MIXED if speech else Kind.INDIRECT, self.stretch(first, last), rule, site, blocks, first)

    def repeated(self, block: Block) -> bool:
        """Whether the document has these few words between marks again and again."""
        return block.words <= 4 and self.counts[self.key(block)] > 1

    def covered(self, block: Block) -> bool:
        """Whether a quotation already holds the block."""
        if len(self._starts) != len(self._ranges):
            self._ranges.sort()
            self._starts = [start for start, _ in self._ranges]
            self._ends = list(accumulate([end for _, end in self._ranges], max))
        k = bisect_right(self._starts, block.segment.parts[0][0])
        return k > 0 and self._ends[k - 1] >= block.segment.parts[-1][1]
