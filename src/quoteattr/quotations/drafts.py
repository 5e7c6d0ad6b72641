"""Quotations in the making: what the passes over the cues share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.dialogue import Lead
from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.measured import Rule
from quoteattr.reading import Block, Document
from quoteattr.result import Kind

__all__ = ["Content", "Draft", "Drafts", "Elsewhere", "Passage", "key_of", "trimmed"]

Content = tuple[tuple[int, int], ...]
"""Code-point ranges."""
_EDGE: Final = frozenset(",.;:—-–")
_ENDING: Final = _EDGE | {"?", "!"}
_LEADING: Final = _EDGE | {")"}
_TRAILING: Final = _EDGE | {"("}


class Passage:
    """What is quoted.

    Attributes:
        kind: Direct, indirect or mixed.
        content: Code-point ranges.
        blocks: Indices of the marked blocks that it takes up.
        first: First token, for ordering.
    """

    __slots__ = ("blocks", "content", "first", "kind")

    def __init__(self, kind: Kind, content: Content, blocks: Iterable[int], first: int) -> None:
        self.kind: Kind = kind
        self.content: Content = content
        self.blocks: frozenset[int] = frozenset(blocks)
        self.first: int = first


class Draft:
    """A quotation before its speaker is known.

    Attributes:
        kind: Direct, indirect or mixed.
        content: Code-point ranges.
        blocks: Indices of the marked blocks that it takes up.
        first: First token, for ordering.
        rule: The rule that found it.
        site: Its cue, or ``None``.
        label: Token range of a label before a colon that has no verb, or of the label of a turn.
        turn: Index of the turn of a conversation that it is, or -1.
        actor: Who hands over before its colon, or ``None``.
        beats: Who acts in what the narrator says right before it, in order.
        told: Whether the narrator says anything right before it.
    """

    __slots__ = ("actor", "beats", "blocks", "content", "first", "kind", "label", "rule", "site", "told", "turn")

    def __init__(
        self, passage: Passage, rule: Rule, site: CueSite | None, label: tuple[int, int] | None, turn: int = -1
    ) -> None:
        self.kind: Kind = passage.kind
        self.content: Content = passage.content
        self.blocks: frozenset[int] = passage.blocks
        self.first: int = passage.first
        self.rule: Rule = rule
        self.site: CueSite | None = site
        self.label: tuple[int, int] | None = label
        self.turn: int = turn
        self.actor: NounPhrase | None = None
        self.beats: list[NounPhrase] = []
        self.told: bool = False


class Elsewhere:
    """What is known of the marks of a text beyond the document, which is a part of it.

    Attributes:
        counts: How often the words of a block stand between marks in the whole text, where more than once; by the hash
            of the words, which takes less room.
        taken: How many blocks of the parts before have been taken up.
        blocks: How many they have.
    """

    __slots__ = ("blocks", "counts", "taken")

    def __init__(self, counts: Mapping[int, int]) -> None:
        self.counts: Mapping[int, int] = counts
        self.taken: int = 0
        self.blocks: int = 0


def key_of(tokens: Tokens, block: Block) -> str:
    """The words of a block, for counting how often it is repeated."""
    return " ".join(tokens.low[block.inner[0] : block.inner[1] + 1]).rstrip("s")


class Drafts:
    """The state of the passes: quotations found so far, and the blocks that they take up."""

    def __init__(
        self, tokens: Tokens, sites: Sequence[CueSite], *, tale: bool = False, elsewhere: Elsewhere | None = None
    ) -> None:
        self.tokens = tokens
        self.document: Document = tokens.document
        self.low: list[str] = tokens.low
        self.sites: list[CueSite] = list(sites)
        self.site_at: dict[int, CueSite] = {s.first: s for s in sites}
        self.drafts: list[Draft] = []
        self.drafts_of: dict[int, list[Draft]] = {}
        """The drafts of each cue, by the first token of the cue."""
        self.claimed: set[int] = set()
        """The blocks that something has taken up."""
        self.incise_ends: dict[int, int] = {}
        """The last token of each incise, by its first."""
        self.turn_sites: set[int] = set()
        """The first tokens of cues that belong to turns of dialogue."""
        self.tale: bool = tale
        """Whether the text is told in the simple past."""
        self.counts: Counter[str] = Counter(map(self.key, self.document.blocks))
        """How often the words of a block stand between marks."""
        self.elsewhere: Elsewhere | None = elsewhere
        if elsewhere is not None:
            self.counts.update({key: elsewhere.counts.get(hash(key), n) - n for key, n in self.counts.items()})

    def key(self, block: Block) -> str:
        """The words of a block."""
        return key_of(self.tokens, block)

    def add(
        self,
        passage: Passage,
        rule: Rule,
        site: CueSite | None = None,
        label: tuple[int, int] | None = None,
        turn: int = -1,
        lead: Lead | None = None,
    ) -> None:
        """Keep a quotation, unless nothing is left of it or the rule is switched off, and take up its blocks."""
        if not passage.content or not self.tokens.trace.allows(rule):
            return
        draft = Draft(passage, rule, site, label, turn)
        if lead is not None:
            draft.actor, draft.beats, draft.told = lead.phrase, lead.beats, True
        self.drafts.append(draft)
        if site is not None:
            self.drafts_of.setdefault(site.first, []).append(draft)
        self.claimed |= draft.blocks

    def go_on(self, draft: Draft, block: Block) -> None:
        """Let a draft go on with a block that stands after its cue."""
        draft.content += self.block_content(block)
        draft.blocks |= {block.index}
        self.claimed.add(block.index)

    def marked(self, block: Block, kind: Kind = Kind.DIRECT) -> Passage:
        """What stands between the marks of a block."""
        return Passage(kind, self.block_content(block), [block.index], block.first)

    def passage(self, first: int, last: int) -> Passage:
        """The tokens ``first..last``: direct if they are just a block, mixed if they hold one, else indirect."""
        block = self.whole(first, last)
        if block is not None:
            return self.marked(block)
        blocks = self.blocks_in(first, last)
        return Passage(self._kind(blocks), self.stretch(first, last), blocks, first)

    def around(self, left: tuple[int, int], right: tuple[int, int]) -> Passage:
        """Two stretches, with a cue between them."""
        blocks = self.blocks_in(*left) + self.blocks_in(*right)
        return Passage(self._kind(blocks), self.stretch(*left) + self.stretch(*right), blocks, left[0])

    def _kind(self, blocks: Sequence[int]) -> Kind:
        """The kind of a passage that holds these blocks."""
        return Kind.MIXED if any(not self.repeated(self.document.blocks[b]) for b in blocks) else Kind.INDIRECT

    def repeated(self, block: Block) -> bool:
        """Whether the document has these few words between marks again and again."""
        return block.words <= 4 and self.counts[self.key(block)] > 1

    def blocks_in(self, first: int, last: int) -> list[int]:
        """Indices of the blocks that lie wholly within the tokens ``first..last``."""
        return [
            b.index for b in self.document.blocks_between(first, last + 1) if b.last <= last + 1 and b.inner[1] <= last
        ]

    def blocks_claimed(self, first: int, end: int) -> bool:
        """Whether a block in the tokens ``first..end`` has been taken up."""
        return any(b.index in self.claimed for b in self.document.blocks_between(first, end))

    def whole(self, first: int, last: int) -> Block | None:
        """The block that the tokens ``first..last`` consist of, punctuation apart."""
        while first < last and self.low[first] in _EDGE:
            first += 1
        while last > first and self.low[last] in _ENDING:
            last -= 1
        block = self.document.block_at.get(first)
        return block if block is not None and last in (block.last, block.inner[1]) else None

    def stretch(self, first: int, last: int) -> Content:
        """The content of the tokens ``first..last``: one range, or none when only punctuation is left."""
        while first <= last and self.low[first] in _LEADING:
            first += 1
        while first <= last and self.low[last] in _TRAILING:
            last -= 1
        opened = self.document.block_at.get(first)
        if opened is not None and (opened.inner[1] > last or not opened.segment.closed):
            first += 1  # the mark at the edge is of a block that goes on, or has no other
        return (self.document.span(first, last),) if first <= last else ()

    def block_content(self, block: Block) -> Content:
        """The parts of a block without outer spaces and closing punctuation."""
        return self.bare(block.segment.parts)

    def bare(self, ranges: Content) -> Content:
        """The ranges without outer spaces and closing punctuation, those left out of which nothing remains."""
        parts = [_bare(self.document.text, start, end) for start, end in ranges]
        return tuple((start, end) for start, end in parts if start < end)


def trimmed(text: str, start: int, end: int, signs: str = "") -> tuple[int, int]:
    """The range without outer spaces, and without `signs` at its ends."""
    while start < end and (text[start].isspace() or text[start] in signs):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in signs):
        end -= 1
    return start, end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without outer spaces and punctuation, and the dash of « — Oui »; points of suspension stay."""
    while start < end and (text[start].isspace() or text[start] in ",;:—–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:") and text[end - 3 : end] != "...":
        end -= 1
    return start, end
