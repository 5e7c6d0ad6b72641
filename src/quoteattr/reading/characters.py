"""Characters, folding and tokens: everything that is known of a text before any linguistics.

All offsets that leave the library are code points of the caller's unchanged text. Folding keeps the length, so an
offset in the
folded text is an offset in the text; where letters are decomposed or invisible characters stand in words,
:class:`Source` keeps the
way back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

__all__ = ["TOKEN", "Source", "Token", "cut_in_two", "deaccent", "fold", "paragraphs", "tokenize", "unify_line_ends"]

APOSTROPHES: Final = "’ʼʹ′＇`´\u0092\u0091‘"
"""Characters read as an apostrophe between letters. ``‘ ’`` may also be marks; the scanner decides by position."""

SPACES: Final = "\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u2004\u2005\u2006\u2008\u205f\u3000\t\v\f\u1680"
OPENERS: Final = "«“„‹\u0093"
CLOSERS: Final = "»”›\u0094"
NEUTRALS: Final = '"″＂'
MARKS: Final = OPENERS + CLOSERS + NEUTRALS
DASHES: Final = "—–―‒"

WIDE_MARKS: Final = frozenset({"<<", ">>", "''", "&laquo;", "&raquo;", "&quot;", "&ldquo;", "&rdquo;"})
"""Marks of several characters."""

_LINE_ENDS: Final = "\r\u2028\u2029\u0085"
_FOLDED: Final = (
    *((c, "'") for c in APOSTROPHES),
    *((c, " ") for c in SPACES),
    *((c, "—") for c in DASHES if c != "—"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    *((c, "\n") for c in _LINE_ENDS),
)


def unify_line_ends(text: str) -> str:
    """Return `text` with every kind of line end a line feed; same length, same offsets."""
    for c in _LINE_ENDS:
        if c in text:
            text = text.replace(c, "\n")
    return text


def fold(text: str) -> str:
    """Return `text` with variants of space, apostrophe, dash and line end made one; same length, same offsets.

    A line feed is a space to the grammar only where a paragraph goes on; that is decided by :func:`paragraphs`.
    """
    for c, one in _FOLDED:  # looking for a character is far quicker than translating all of them
        if c in text:
            text = text.replace(c, one)
    return text


@lru_cache(maxsize=50_000)
def deaccent(word: str) -> str:
    """Return `word` without its diacritics (``Hélène`` → ``Helene``), for comparing spellings of a name."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


_UNREADABLE: Final = re.compile(
    "(?P<letter>[^\\W\\d_][\u0300-\u036f]+)|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
"""Letters with marks of their own, and characters that nobody sees.

Soft hyphens, joiners, directions, byte-order marks.
"""


_HINT: Final = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""What must stand in a text for the pattern above to be worth a try."""


class Source:
    """A text as it is read, letters composed and invisible characters left out, and the way back to the caller's offsets.

    Attributes:
        original: The caller's text.
        text: What is read; nearly always `original` itself.
    """

    __slots__ = ("_ends", "_starts", "original", "text")

    def __init__(self, original: str) -> None:
        self.original: str = original
        self.text: str = original
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        if _HINT.search(original) is not None and _UNREADABLE.search(original) is not None:
            self._compose()

    def _compose(self) -> None:
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for m in _UNREADABLE.finditer(self.original):
            start, end = m.span()
            new = unicodedata.normalize("NFC", m.group()) if m.lastgroup == "letter" else ""
            pieces += (self.original[at:start], new)
            starts += range(at, start)
            ends += range(at + 1, start + 1)
            if new:
                # the first character stands for all that was composed, the marks that could not be composed for
                # themselves
                rest = end - len(new) + 1
                starts += (start, *range(rest, end))
                ends += range(rest, end + 1)
            at = end
        pieces.append(self.original[at:])
        starts += range(at, len(self.original))
        ends += range(at + 1, len(self.original) + 1)
        self.text = "".join(pieces)
        self._starts, self._ends = starts, ends

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that the range ``start..end`` of what is read, not an empty one, stands for."""
        return (start, end) if self._starts is None else (self._starts[start], self._ends[end - 1])


def paragraphs(folded: str) -> list[tuple[int, int]]:
    """Return the ``(start, end)`` of each paragraph of a folded text.

    What stands between line ends, blank ones left out.
    """
    spans = []
    start = 0
    for line in folded.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            spans.append((start, end))
        start = end + 1
    return spans


class Token:
    """A word, number, mark or piece of punctuation.

    `low` is the folded lower-case form, and what rules compare with. Tokens are never changed.
    """

    __slots__ = ("end", "i", "low", "start", "text")

    def __init__(self, i: int, start: int, end: int, text: str) -> None:
        self.i: int = i
        self.start: int = start
        self.end: int = end
        self.text: str = text
        self.low: str = text.lower()

    def __repr__(self) -> str:
        return f"Token({self.i}, {self.start}, {self.end}, {self.text!r})"

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter or digit."""
        return self.text[0].isalnum()

    @property
    def is_title(self) -> bool:
        """Whether the first letter is a capital."""
        return self.text[0].isupper()


_ABBREVIATIONS: Final = r"MM\.|M\.|Mmes?\.|Mlles?\.|Mes?\.(?=\s+[A-ZÀ-Þ])|Dr\.|Pr\.|Mgr\.|St\.|Ste\.|av\.|cf\.|p\.(?=\s*\d)|n°|etc\.|art\.|chap\."
_ELISIONS: Final = r"(?:[cdjlmnstzCDJLMNSTZ]|[Qq]u|QU|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Qq]uelqu(?=')|[Pp]resqu)'"
_CLITICS: Final = (
    r"-(?:t-)?(?:ils?|elles?|on)\b|-(?:je|tu|nous|vous|ce|moi|toi|le|la|les|lui|leur|y|en)\b(?!-[a-zà-ÿ]{4})"
)
TOKEN: Final = rf"""
    (?P<url>(?:https?://|www\.)(?:(?!<<|>>|,,|''|&(?:[lr]aquo|quot|[lr]dquo);)[^\s«»“”„‹›"″＂])+|[\w.+-]{{1,64}}+@[\w-]+\.[\w.]+|[@\#]\w+)
  | (?P<abbr>\b(?:{_ABBREVIATIONS}))
  | (?P<init>\b(?:[A-ZÀ-Þ]\.-?)+(?=\s?[A-ZÀ-Þ]|[,;)]))
  | (?P<whole>\b(?:[Aa]ujourd'hui|[Pp]rud'hom\w+|[Qq]uelqu'une?s?|[OD]'[A-ZÀ-Þ][a-zà-ÿ]+(?<=O'.{{3}})\w*)\b)
  | (?P<elis>\b{_ELISIONS}(?=\w|["«“„‹\u0093]|\s?\())
  | (?P<clitic>(?<=\w){_CLITICS})
  | (?P<num>\d+(?:[.,'\ ]\d{{3}}(?!\d))*(?:[.,]\d+)?(?:[hH]\d\d?\b|\w{{1,3}}\b)?)
  | (?P<word>\w+(?:[-]\w+)*)
  | (?P<dots>\.\.+|…)
  | (?P<wide><<|>>|,,|''|&(?:[lr]aquo|quot|[lr]dquo);)
  | (?P<other>\S)
    """
"""What a token is, as a verbose pattern."""


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    return re.compile(TOKEN, re.VERBOSE)


_SPLIT_CLITIC: Final = re.compile(r"-(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|ce|moi|toi|lui|leur)$", re.IGNORECASE)
_GLUED: Final = re.compile(
    r"(?<=[a-zà-ÿ]{3})(?=(?:Le|La|Les|Il|Elle|Ils|Elles|Un|Une|Des|Dans|Mais|Selon|Pour|Ce|Cette|Son|Sa|Au|Aux|En)$)"
)
"""Where scraped text lost the line end between two sentences: *du paradisLe maire*."""
_KEPT_WHOLE: Final = frozenset(
    {"rendez-vous", "vis-à-vis", "garde-vous", "tête-à-tête", "sauve-qui-peut", "qu'en-dira-t-on", "celle-ci"}
)


def tokenize(folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the ``(start, end)`` of each token of a folded text.

    Elided words (``l'``, ``qu'``), inverted pronouns (``-t-il``) and marks stand alone: ``a-t-il dit « non »`` gives
    ``a``, ``-t-il``, ``dit``, ``«``, ``non``, ``»``. Linear in the length of the text.
    """
    for m in _token().finditer(folded, start, len(folded) if end is None else end):
        s, e = m.span()
        at = cut_in_two(m.group()) if m.lastgroup == "word" else 0
        if at:
            yield s, s + at
        yield s + at, e


_WHOLE: Final = re.compile(r"(?!\d)\w+(?:-\w+)*")


def cut_in_two(word: str) -> int:
    """Where the second of two tokens begins in a word that is two, as after a lost line end (*paradis|Le*) or before a pronoun (*dit|-il*); else 0."""
    if len(word) < 4 or _WHOLE.fullmatch(word) is None:
        return 0
    glued = _GLUED.search(word)
    if glued is not None:
        return glued.start()
    clitic = _SPLIT_CLITIC.search(word) if "-" in word else None
    return 0 if clitic is None or word.lower() in _KEPT_WHOLE else clitic.start()
