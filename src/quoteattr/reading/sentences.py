"""Where sentences start: marks or no marks, and for the narrator alone."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from quoteattr.reading.characters import MARKS
from quoteattr.reading.words import Word

__all__ = ["LONGEST", "boundaries", "narrated"]

_TERMINAL: Final = frozenset(".!?…")


LONGEST: Final = 250
"""Tokens of a sentence at the most, what marks enclose not counted.

What runs on without an end is cut there, so that rules which look through a sentence
take no longer a token in an endless one. Also how far around a token inside marks its sentence is looked at."""


def boundaries(
    words: list[Word], starts: list[int], spans: list[tuple[int, int]], opening: Container[int], closing: Container[int]
) -> list[int]:
    """The tokens at which a sentence starts, marks or no marks, in order."""
    out: list[int] = []
    edges = [i for i, w in enumerate(words) if w.edge]
    k = 0
    for start, end in spans:
        # a line that goes on with a small letter after a comma is no new sentence: hard-wrapped text, “Oui”,¶dit-elle
        if not (start and words[start].text[0].islower() and words[start - 1].text == ","):
            out.append(start)
        settled = start
        while k < len(edges) and (i := edges[k]) < end:
            k += 1
            word = words[i]
            if word.opens and i > settled and _glued(words, starts, i) and words[i - 1].text[-1].islower():
                out.append(i)
                settled = i
            if i < settled or i + 1 >= end:
                continue
            if word.ends:
                j = i + 1
                while j < end and _closes(words, starts, j, opening, closing):
                    j += 1
                if j < end and _starts_sentence(words, j):
                    out.append(j)
                settled = j
            elif word.closes and word.text not in '"″' and _opens_after_mark(words, starts, i + 1):
                out.append(i + 1)
                settled = i + 1
    return _cut_long(words, out)


def _cut_long(words: Sequence[Word], starts: Sequence[int]) -> list[int]:
    """Return `starts` with more of them where a sentence is too long, after a comma if there is one."""
    out: list[int] = []
    for k, first in enumerate(starts):
        end = starts[k + 1] if k + 1 < len(starts) else len(words)
        out.append(first)
        while end - out[-1] > LONGEST:
            limit = out[-1] + LONGEST
            out.append(next((i for i in range(limit, limit - LONGEST // 2, -1) if words[i - 1].text in ",;"), limit))
    return out


def narrated(covered: bytearray, starts: Sequence[int]) -> list[int]:
    """Return `starts` with more of them where too much of a sentence stands outside marks."""
    out: list[int] = []
    size = len(covered) - 1
    for k, start in enumerate(starts):
        end = starts[k + 1] if k + 1 < len(starts) else size
        out.append(start)
        if end - start <= LONGEST:
            continue
        seen = 0
        for i in range(start, end):
            seen += not covered[i]
            if seen > LONGEST and not covered[i]:
                out.append(i)
                seen = 1
    return out


def _glued(words: list[Word], starts: list[int], i: int) -> bool:
    """Whether no space stands before token `i`."""
    return starts[i - 1] + len(words[i - 1].text) == starts[i]


def _opens_after_mark(words: list[Word], starts: list[int], i: int) -> bool:
    """Whether a sentence starts at `i`, after a mark or bracket alone."""
    return words[i].is_title and (words[i].opens or _glued(words, starts, i))


def _closes(words: list[Word], starts: list[int], j: int, opening: Container[int], closing: Container[int]) -> bool:
    """Whether what stands at `j` is a mark, bracket or full stop that belongs to what stands before it.

    A straight mark does when it closes a block, or when no word is glued to its right.
    """
    if words[j].text not in '"″':
        return words[j].closes or words[j].text[0] in _TERMINAL
    if j in opening or j in closing:
        return j not in opening
    glued_right = j + 1 < len(words) and _glued(words, starts, j + 1)
    return not glued_right or _glued(words, starts, j) and not words[j + 1].is_word


def _starts_sentence(words: list[Word], j: int) -> bool:
    first = words[j].text[0]
    if first in "—-(":
        return True
    if first in MARKS or first == "[":
        return j + 1 == len(words) or not words[j + 1].text[0].islower()
    return words[j].is_title or first.isdigit()
