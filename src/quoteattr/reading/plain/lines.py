"""Line ends inside sentences: text that was wrapped at a column, in a file, a mail or a PDF.

Whether a text is wrapped is told from it: most lines are as full as they can be, and end inside a sentence. Verse,
lists, tables and texts of one sentence a line are not like that, and keep their line ends.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from quoteattr.reading.characters import CAPITAL, SMALL
from quoteattr.reading.late import Late
from quoteattr.reading.plain.edits import Edit

__all__ = ["line_ends"]

_WIDEST: Final = 160
"""No text is wrapped at more columns."""
_NARROWEST: Final = 24
_TELLING: Final = 40
"""Where a single line goes on in the next, it is as long as this at least."""
_SLACK: Final = 0.8
"""How full a line is that ends inside a sentence, where the letters are of different widths."""
_LINE_END: Final = re.compile(r"\r\n|[\n\r\u2028\u2029\u0085]")
_STARTS_SMALL: Final = Late(rf"[«“‹\"‘'(\[]?[ \u00a0\u202f]?[{SMALL}]|[»”›]?[ \u00a0\u202f]?[,;:!?.)](?!\.)")
_ITEM: Final = re.compile(r"(?:[-—–―‒•·▪◦●■*+]|\d{1,3}[.)°]|[a-z]\))[ \t\u00a0]")
"""What begins an item of a list, or a turn."""
_DONE: Final = re.compile(r"[.!?…:;][ \u00a0\u202f]?[»”›\"’)\]]*[ \u00a0\u202f]?[»”›\"]?\Z")
"""The end of a sentence, at the end of a line."""
_BROKEN: Final = Late(rf"([{CAPITAL}{SMALL}'’-]{{0,40}}[{SMALL}])([-\u2010¬])\Z")
_WORDS: Final = Late(rf"[{CAPITAL}{SMALL}]+(?:-[{CAPITAL}{SMALL}]+)*")
_REST: Final = Late(rf"[{SMALL}]+")
_AFTER_HYPHEN: Final = re.compile(
    r"(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|ce|moi|toi|lui|leur|le|la|les|y|en)\b|(?:là|ci|mêmes?|dire|d['’]|de|des|du|"
    r"à|au|aux|sur|sous|et|lès)\b"
)
"""What a hyphen stands before in the middle of a line too: *dit-il*, *celui-ci*, *c'est-à-dire*."""
_BEFORE_HYPHEN: Final = frozenset(
    "porte portes vice ex sous demi semi non avant après garde gardes grand grands grande grandes chef chefs quasi "
    "auto anti sans quatre vingt soixante dix rendez nouveau arrière haut haute basse tout toute petit petits petite "
    "petites moyen long franco anglo euro afro gréco sino russo israélo saint sainte nord sud centre aide aides mots "
    "hors néo socio éco agro deux trois cinq sept huit neuf trente quarante cinquante faire laissez compte presque là "
    "celui celle ceux celles cette quelqu".split()
)
"""What a hyphen stands behind in the middle of a line too: *porte-parole*, *vice-présidente*. No mere syllables."""


class _Line:
    """A line: where its words begin and end, how far they stand in, and what the next line has to do with it."""

    __slots__ = ("end", "first", "indent", "number", "size", "start", "words")

    def __init__(self, number: int, start: int, raw: str) -> None:
        self.words: str = raw.strip()
        self.indent: int = len(raw) - len(raw.lstrip())
        self.number: int = number
        self.start: int = start + self.indent
        self.end: int = self.start + len(self.words)
        self.size: int = self.indent + len(self.words)
        self.first: int = len(self.words.split(" ", 1)[0])


def line_ends(text: str) -> list[Edit]:
    """The line ends of a wrapped text that are spaces, or nothing where a word was divided."""
    breaks = [m.span() for m in _LINE_END.finditer(text)]
    if not breaks or len(text) > (len(breaks) + 1) * _WIDEST:
        return []
    lines: list[_Line] = []
    start = 0
    for number, (end, after) in enumerate([*breaks, (len(text), len(text))]):
        lines.append(_Line(number, start, text[start:end]))
        start = after
    pairs = [(a, b) for a, b in pairwise(lines) if a.words and b.words]
    width = _width(pairs)
    least = _least(pairs, width) if width else 0.0
    if not least:
        return []
    # what a divided word is like is told by the same word elsewhere in the text
    words = frozenset(_WORDS().findall(text)) if any(_BROKEN().search(a.words) for a, _ in pairs) else frozenset()
    return [
        (a.end - cut, b.start, new)
        for a, b in pairs
        if _joined(a, b, width, least)
        for cut, new in [_join(words, a, b)]
    ]


def _width(pairs: list[tuple[_Line, _Line]]) -> int:
    """At how many columns the text is wrapped, if it is; 0 if it cannot be."""
    sizes = sorted([a.size for a, _ in pairs] + [b.size for _, b in pairs])
    if not sizes:
        return 0
    # a line or two may be longer: a heading, an address
    width = sizes[-1 - len(sizes) // 20]
    return width if _NARROWEST <= width <= _WIDEST else 0


def _full(a: _Line, b: _Line, width: float) -> bool:
    """Whether the first word of the next line had no room on this one."""
    return a.size + 1 + b.first > width or _BROKEN().search(a.words) is not None and _REST().match(b.words) is not None


def _least(pairs: list[tuple[_Line, _Line]], width: int) -> float:
    """How many columns a line fills that the next goes on with; 0 where the text is not wrapped.

    It is wrapped where most lines that end inside a sentence are full, and most full lines end inside one.
    """
    inside = full = small = open_ends = exact = 0
    for a, b in pairs:
        if _ITEM.match(b.words):
            continue
        begins_small = _STARTS_SMALL().match(b.words) is not None
        goes_on = begins_small and _DONE.search(a.words) is None
        inside += goes_on
        if _full(a, b, width):
            full += _DONE.search(a.words) is None
            exact += goes_on
        if _full(a, b, width * _SLACK):
            small += begins_small
            open_ends += goes_on
        elif goes_on:
            inside += 1  # a line that ends early though the sentence goes on weighs twice
    if open_ends < 2:
        return width if open_ends == exact == inside and exact and width >= _TELLING else 0.0
    if open_ends * 10 < inside * 8 or full * 2 < open_ends or small * 3 < full:
        return 0.0
    return width if exact * 20 >= open_ends * 19 else width * _SLACK


def _joined(a: _Line, b: _Line, width: int, least: float) -> bool:
    """Whether the sentence or at least the paragraph of a line goes on in the next."""
    if b.indent > a.indent + 1 and _DONE.search(a.words) is not None:
        return False
    if _DONE.search(a.words) is None:
        if _ITEM.match(b.words) and not b.words.startswith(("—", "–", "- ")):
            return False
        return _full(a, b, least) or _STARTS_SMALL().match(b.words) is not None
    return _full(a, b, width) and not _ITEM.match(b.words)


def _join(words: frozenset[str], a: _Line, b: _Line) -> tuple[int, str]:
    """How much of the line's end is left out, and what is read between the two lines."""
    broken = _BROKEN().search(a.words)
    rest = _REST().match(b.words)
    if broken is None:
        return 0, " "
    word, sign = broken.group(1), broken.group(2)
    if rest is None:
        return 0, "" if b.words[0].isalnum() else " "
    low = word.lower()
    if sign == "¬":
        return 1, ""
    if f"{word}-{rest.group()}" in words:
        return 0, ""
    if word + rest.group() in words:
        return 1, ""
    kept = "-" in word or low in _BEFORE_HYPHEN or _AFTER_HYPHEN.match(b.words) is not None
    return (0 if kept else 1), ""
