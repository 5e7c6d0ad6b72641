"""Two sequences of words side by side, by runs of words, longest first.

The standard library's matcher takes a time that may be the cube of the length; words that stand once in both divide
what is long before it begins, and what is long still and cannot be divided is taken for other words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

__all__ = ["Code", "aligned"]

Code = tuple[str, int, int, int, int]
"""``equal``, ``replace``, ``delete`` or ``insert``, and ranges of both sequences."""
_SHORT = 120
"""Words of each up to which the matcher works alone."""
_CELLS = 40_000
"""Pairs of words that it may compare between two that divide what is long."""


def aligned(there: Sequence[str], here: Sequence[str]) -> list[Code]:
    """Return how to make `here` of `there`, as :class:`difflib.SequenceMatcher` does."""
    if len(here) <= _SHORT or len(there) <= _SHORT:
        return list(SequenceMatcher(None, there, here, autojunk=False).get_opcodes())
    out: list[Code] = []
    a = b = 0
    for i, j in [*_dividers(there, here), (len(there), len(here))]:
        if (i - a) * (j - b) <= _CELLS:
            matcher = SequenceMatcher(None, there[a:i], here[b:j], autojunk=False)
            codes: list[Code] = [(tag, x + a, y + a, z + b, w + b) for tag, x, y, z, w in matcher.get_opcodes()]
        else:
            codes = _ends(there, here, (a, i, b, j))
        if i < len(there):
            codes.append(("equal", i, i + 1, j, j + 1))
        out += codes
        a, b = i + 1, j + 1
    return _merged(out)


def _dividers(there: Sequence[str], here: Sequence[str]) -> list[tuple[int, int]]:
    """Words that stand once in both, as many as are in the same order."""
    counts, places = Counter(there), Counter(here)
    where = {word: i for i, word in enumerate(there) if counts[word] == 1}
    pairs = [(where[word], j) for j, word in enumerate(here) if places[word] == 1 and word in where]
    tails: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for n, (i, _) in enumerate(pairs):
        k = bisect_left(tails, i)
        tails[k : k + 1] = [i]
        last[k : k + 1] = [n]
        back.append(last[k - 1] if k else -1)
    out = []
    n = last[-1] if last else -1
    while n >= 0:
        out.append(pairs[n])
        n = back[n]
    return out[::-1]


def _ends(there: Sequence[str], here: Sequence[str], bounds: tuple[int, int, int, int]) -> list[Code]:
    """What both begin and end with; between, other words."""
    a, i, b, j = bounds
    x, z = a, b
    while x < i and z < j and there[x] == here[z]:
        x, z = x + 1, z + 1
    y, w = i, j
    while y > x and w > z and there[y - 1] == here[w - 1]:
        y, w = y - 1, w - 1
    tag = "replace" if x < y and z < w else "delete" if x < y else "insert"
    codes: list[Code] = [("equal", a, x, b, z), (tag, x, y, z, w), ("equal", y, i, w, j)]
    return [code for code in codes if code[1] < code[2] or code[3] < code[4]]


def _merged(codes: list[Code]) -> list[Code]:
    """Neighbours of one sort as one, and what was left out beside what was put in as a replacement."""
    out: list[Code] = []
    for code in codes:
        if out and (out[-1][0] == "equal") == (code[0] == "equal"):
            _, a, _, b, _ = out.pop()
            tag = "equal" if code[0] == "equal" else "replace" if a < code[2] and b < code[4] else ""
            out.append((tag or ("delete" if a < code[2] else "insert"), a, code[2], b, code[4]))
        else:
            out.append(code)
    return out
