"""What a model is shown of a document: a paragraph at a time, as words with or without a space behind them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from quoteattr.reading import Document

__all__ = ["capitals_of", "chunks", "keys_of", "ranges_of", "sentences_of"]

MAX_CHUNK: Final = 1500
"""Tokens worked on together at the most; a longer paragraph is cut at a sentence."""
_HIGH: Final = ";:!?"
_HIGH_SIGNS: Final = frozenset({_HIGH[a:b] for a in range(len(_HIGH)) for b in range(a + 1, len(_HIGH) + 1)})
"""High punctuation, before which French may put a space."""

Range = tuple[int, int]
"""The first token and the one past the last."""


def chunks(document: Document) -> Iterator[Range]:
    """Token ranges to work on: paragraphs without what is no language, long ones cut at sentence starts."""
    for first, end in _without(document.paragraphs, document.runs):
        start = first
        while end - start > MAX_CHUNK:
            cut = document.boundaries[bisect_right(document.boundaries, start + MAX_CHUNK) - 1]
            cut = cut if cut > start else start + MAX_CHUNK
            yield start, cut
            start = cut
        yield start, end


def _without(ranges: Iterable[Range], holes: Sequence[Range]) -> Iterator[Range]:
    """`ranges` without what lies in `holes`; both are in order and apart."""
    k = 0
    for first, end in ranges:
        start = first
        while k < len(holes) and holes[k][1] <= end:
            if start < holes[k][0]:
                yield start, holes[k][0]
            start = holes[k][1]
            k += 1
        if start < end:
            yield start, end


def sentences_of(document: Document, start: int, end: int) -> list[Range]:
    """The sentences of a chunk, as token ranges."""
    boundaries = document.boundaries
    starts = [start, *boundaries[bisect_right(boundaries, start) : bisect_left(boundaries, end)]]
    return list(zip(starts, [*starts[1:], end], strict=True))


def keys_of(document: Document, start: int, end: int) -> list[tuple[str, bool]]:
    """What the model sees of each token of a chunk: the word, marks made alike, and whether a space follows.

    A space as written, but none inside marks or before high punctuation, whatever the typography.
    """
    words, starts = document.word, document.starts
    opening, ending = document.block_at, document.block_ending
    out: list[tuple[str, bool]] = []
    for i in range(start, end - 1):
        word = words[i]
        space = starts[i] + len(word.text) < starts[i + 1] and words[i + 1].text not in _HIGH_SIGNS
        out.append((word.shown, space and i not in opening and i + 1 not in ending))
    out.append((words[end - 1].shown, False))
    return out


def capitals_of(document: Document, start: int, end: int, common: Collection[str], verbs: Collection[str]) -> list[int]:
    """The words of a chunk that may belong to a name, counted from its start.

    Those with a capital that is not owed to the start of a sentence alone: `common` words and forms of `verbs` are no
    names there.
    """
    words, begins, titles = document.word, document.boundaries_set, document.titles
    return [
        i - start
        for i in titles[bisect_left(titles, start) : bisect_left(titles, end)]
        if not (i in begins and (words[i].low in common or words[i].low in verbs))
    ]


def ranges_of(places: Sequence[int], ranges: Iterable[Range]) -> list[Range]:
    """Those of `ranges` that hold one of `places`; all are in order."""
    out: list[Range] = []
    k = 0
    for start, end in ranges:
        while k < len(places) and places[k] < start:
            k += 1
        if k < len(places) and places[k] < end:
            out.append((start, end))
    return out
