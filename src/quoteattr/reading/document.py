"""A text made ready for the grammar: tokens, paragraphs, marked segments, sentences that respect marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from quoteattr.reading.blocks import Block, blocks_of
from quoteattr.reading.characters import paragraphs, unify_line_ends
from quoteattr.reading.marks import Segment, add_turns, nest, pair, scan
from quoteattr.reading.marks.pairing import Oddity
from quoteattr.reading.sentences import LONGEST, boundaries, narrated
from quoteattr.reading.source import Source
from quoteattr.reading.tokens import Token
from quoteattr.reading.words import Word, cut
from quoteattr.result import DiagnosticCode, Span

__all__ = ["Document", "Outline", "read"]


_RUN: Final = re.compile(r"(?<!\S)\S{500,}")
_HALF: Final = 250
_LEFT: Final = (0, 0)
"""What is kept of the place of a paragraph that has been left."""
RUN_TOKENS: Final = 200
"""Tokens of a run without spaces at the most; a long web address is one token."""


class Document:
    """Everything the stages read.

    Built once by :class:`Outline` and not changed afterwards. Its offsets are those of what is read
    (see :class:`Source`).
    """

    def __init__(  # noqa: PLR0913 - made of its parts
        self,
        source: Source,
        words: list[Word],
        starts: list[int],
        spans: list[tuple[int, int]],
        runs: list[tuple[int, int]],
        blocks: list[Block],
        oddities: list[Oddity],
        cuts: Sequence[int] = (),
    ) -> None:
        self.source = source
        self.text: str = source.text
        self.folded: str = source.folded
        self.word = words
        """What the form of each token tells."""
        self.starts = starts
        """Where each token begins."""
        self.paragraphs = spans
        """Token ranges."""
        self.blocks = blocks
        self.oddities = oddities
        self.runs = runs
        """Token ranges without a space that are too long to be language: no model is asked about them."""
        self.cuts: Sequence[int] = cuts
        """Token indices at which a sentence starts whatever stands before: what is said behind the label of a turn."""
        self._paragraph_starts = [p[0] for p in spans]
        self.line_starts: frozenset[int] = frozenset(self._paragraph_starts)
        """The first token of each paragraph."""
        self._block_starts = [b.first for b in blocks]
        self.block_of: list[int] = self._innermost()
        self.block_at: dict[int, Block] = {b.first: b for b in reversed(blocks)}
        self.block_ending: dict[int, Block] = {b.last: b for b in reversed(blocks) if b.segment.closed or not b.is_turn}
        self.boundaries: list[int] = boundaries(words, starts, spans, self.block_at, self.block_ending)
        """Token indices at which a sentence starts, marks or no marks."""
        if cuts:
            self.boundaries = sorted({*self.boundaries, *cuts})
        self.boundaries_set: frozenset[int] = frozenset(self.boundaries) | {b.inner[0] for b in blocks}
        """Token indices where a capital says nothing: sentence starts and first words between marks."""
        inside = [b for b in blocks if b.last - b.first > 1]
        covered = bytearray(len(words) + 1)
        for b in inside:
            covered[b.first + 1 : b.last + 1] = b"\1" * (b.last - b.first)
        self.sentence_starts: list[int] = narrated(covered, [i for i in self.boundaries if not covered[i]])
        """Token indices at which a sentence of the narrator starts."""
        self.titles: list[int] = [i for i, word in enumerate(words) if word.is_title]
        """The tokens with a capital."""
        self._tokens: list[Token] | None = None

    def _innermost(self) -> list[int]:
        """The index of the innermost block that each token stands strictly inside of, or -1."""
        out = [-1] * len(self.word)
        for b in self.blocks:
            if b.last > b.first + 1:
                out[b.first + 1 : b.last] = [b.index] * (b.last - b.first - 1)
        return out

    @property
    def tokens(self) -> list[Token]:
        """The tokens with their places."""
        if self._tokens is None:
            self._tokens = [
                Token(i, start, start + len(word.text), word.text)
                for i, (word, start) in enumerate(zip(self.word, self.starts, strict=True))
            ]
        return self._tokens

    def places(self) -> list[tuple[int, int]]:
        """Where each token stands in the caller's text."""
        back = self.source.back
        return [back(start, start + len(word.text)) for word, start in zip(self.word, self.starts, strict=True)]

    def with_segments(self, segments: Sequence[Segment], cuts: Sequence[int] | None = None) -> Document:
        """The same text with other segments, which need not be ordered or nested yet, and with other cuts."""
        blocks = blocks_of(self.word, self.starts, nest(segments))
        own = self.cuts if cuts is None else cuts
        return Document(self.source, self.word, self.starts, self.paragraphs, self.runs, blocks, self.oddities, own)

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def sentence(self, i: int) -> tuple[int, int]:
        """Token range of the narrator's sentence around token `i`; marked segments count as one piece."""
        start, end = _range(self.sentence_starts, i, len(self.word))
        if i >= len(self.word) or self.block_of[i] < 0:
            return start, end
        return max(start, i - LONGEST), min(end, i + LONGEST)

    def blocks_between(self, first: int, end: int) -> list[Block]:
        """The blocks whose opening mark stands in the token range ``first..end``."""
        return self.blocks[bisect_left(self._block_starts, first) : bisect_left(self._block_starts, end)]

    def inner_sentence(self, i: int) -> tuple[int, int]:
        """Token range of the sentence around token `i`, whatever the marks."""
        return _range(self.boundaries, i, len(self.word))

    def paragraph(self, i: int) -> int:
        """Index of the paragraph of token `i`."""
        return bisect_right(self._paragraph_starts, i) - 1

    def outer_block(self, i: int) -> Block | None:
        """The outermost block that holds token `i` (its marks included), or ``None``."""
        found = None
        k = self.block_of[i]
        while k >= 0:
            found = self.blocks[k]
            parent = found.segment.parent
            k = -1 if parent is None else parent
        return found or self.block_at.get(i) or self.block_ending.get(i)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code-point range of the tokens `first` to `last` (inclusive)."""
        return self.starts[first], self.starts[last] + len(self.word[last].text)

    def end(self, i: int) -> int:
        """Where token `i` ends."""
        return self.starts[i] + len(self.word[i].text)

    def cut(self, start: int, end: int) -> Span:
        """The range ``start..end`` of what is read as a span of the caller's text."""
        return self.source.cut(start, end)

    def spans(self, start: int, end: int) -> list[Span]:
        """The range ``start..end`` as spans of the caller's text: several where it goes on in another subtitle."""
        original = self.source.original
        return [Span(a, b, original[a:b]) for a, b in self.source.pieces(start, end)]

    def shown(self, start: int, end: int) -> str:
        """The range ``start..end`` as the caller wrote it, on one line; without what reading leaves out of it."""
        first, last = self.source.back(start, end)
        written = self.source.original[first:last]
        return " ".join((written if last - first == end - start else self.text[start:end]).split())

    def words(self, first: int, last: int) -> str:
        """Folded lower-case text of tokens `first` to `last` (inclusive), elisions joined: ``d'après``."""
        return "".join(t.low if t.low.endswith("'") else t.low + " " for t in self.word[first : last + 1]).strip()


def _range(starts: Sequence[int], i: int, size: int) -> tuple[int, int]:
    k = bisect_right(starts, i)
    return (starts[k - 1] if k else 0), (starts[k] if k < len(starts) else size)


class Outline:
    """What is read of a text before it is cut into tokens: its paragraphs, and what marks and dashes enclose.

    Composes and folds the text, splits it into paragraphs, pairs the marks, finds the turns that dashes begin. Never
    raises on any text.
    """

    def __init__(self, text: str, max_nesting: int = 8, dialogue: str = "auto") -> None:
        self.source: Source = Source(text)
        self.spans: list[tuple[int, int]] = paragraphs(self.source.folded)
        lines = unify_line_ends(self.source.text)
        segments, oddities = pair(lines, scan(lines), self.spans, max_nesting)
        self.oddities: list[Oddity] = oddities
        self.segments: list[Segment] = add_turns(self.source.folded, self.spans, segments, dialogue)
        self._left: tuple[int, int] = (0, 0)
        """How many paragraphs and segments have been left."""

    def document(self) -> Document:
        """All of it."""
        return _document(self.source, self.spans, self.segments, list(self.oddities))

    def forget(self) -> None:
        """Let go of what only `document` needs."""
        self.source.forget()

    def leave(self, paragraph: int) -> None:
        """Let go of what stands before a paragraph: no `part` will begin there again."""
        before, gone = self._left
        k = bisect_left(self.segments, self.spans[paragraph][0], key=_start)
        del self.segments[:k]
        self.spans[before:paragraph] = [_LEFT] * (paragraph - before)
        self._left = (paragraph, gone + k)

    def part(self, first: int, end: int) -> Document:
        """The paragraphs ``first..end`` as a document of their own; no marks are open at its ends."""
        start, stop = self.spans[first][0], self.spans[end - 1][1]
        k, m = (bisect_left(self.segments, at, key=_start) for at in (start, stop))
        spans = [(a - start, b - start) for a, b in self.spans[first:end]]
        segments = [segment.moved(start, self._left[1] + k) for segment in self.segments[k:m]]
        oddities = [(code, a - start, b - start) for code, a, b in self.oddities if start <= a < stop]
        return _document(self.source.part(start, stop), spans, segments, oddities)


def _document(
    source: Source, spans: Sequence[tuple[int, int]], segments: Sequence[Segment], oddities: list[Oddity]
) -> Document:
    """A document of these paragraphs, in which these segments stand."""
    words, starts, ranges = _cut(source.folded, spans)
    runs = [(first, end) for first, end in _long_runs(source.folded, starts) if end - first > RUN_TOKENS]
    for first, end in runs:
        oddities.append((DiagnosticCode.LONG_RUN, starts[first], starts[end - 1] + len(words[end - 1].text)))
    oddities.sort(key=lambda o: o[1])
    return Document(source, words, starts, ranges, runs, blocks_of(words, starts, segments), oddities)


def _start(segment: Segment) -> int:
    return segment.start


def read(text: str, max_nesting: int = 8, dialogue: str = "auto") -> Document:
    """Read a whole text as one document (see :class:`Outline`)."""
    return Outline(text, max_nesting, dialogue).document()


def _cut(folded: str, spans: Sequence[tuple[int, int]]) -> tuple[list[Word], list[int], list[tuple[int, int]]]:
    """The tokens of the paragraphs at `spans`, where each begins, and the range of them that each paragraph has."""
    words: list[Word] = []
    starts: list[int] = []
    ranges: list[tuple[int, int]] = []
    for start, end in spans:
        first = len(words)
        here, places = cut(folded, start, end)
        words += here
        starts += places
        if here:
            ranges.append((first, len(words)))
    return words, starts, ranges


def _long_runs(folded: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    """The token ranges of stretches of 500 characters and more without a space.

    The first of every 250th characters that stands in such a stretch has no space among the 250 from it on: where none
    is like that, none is looked for.
    """
    if all(folded.find(" ", k, k + _HALF) >= 0 for k in range(0, len(folded) - _HALF, _HALF)):
        return []
    return [(bisect_left(starts, m.start()), bisect_left(starts, m.end())) for m in _RUN.finditer(folded)]
