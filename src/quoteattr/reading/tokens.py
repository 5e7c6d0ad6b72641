"""Where a folded text is cut into tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from quoteattr.reading.characters import CAPITAL, SMALL

__all__ = ["TOKEN", "Token", "cut_in_two", "lowered", "plain", "tokenize"]


_PARTS: Final = re.compile(r"[·‧⋅∙•.(](?=\w)|\)")


def plain(text: str) -> str:
    """Return a token's form without the endings of inclusive writing: *élu·e·s* as *élus*."""
    if not _is_inclusive(text):
        return text
    first, *_, last = [part for part in _PARTS.split(text) if part]
    return first if not last.endswith("s") or first.endswith(("s", "x")) else first + "s"


def lowered(text: str) -> str:
    """Return a token's form in lower case, one sign parting inclusive endings: *élu(e)s* as *élu·e·s*."""
    low = text.lower()
    if not _is_inclusive(text):
        return low
    return "·".join(part for part in _PARTS.split(low) if part)


def _is_inclusive(text: str) -> bool:
    return text[0].isalpha() and not text.isalnum() and _both().fullmatch(text) is not None


@lru_cache(maxsize=1)
def _both() -> re.Pattern[str]:
    return re.compile(INCLUSIVE)


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
        self.low: str = lowered(text)

    def __repr__(self) -> str:
        return f"Token({self.i}, {self.start}, {self.end}, {self.text!r})"

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter or digit."""
        return self.text[0].isalnum()

    @property
    def is_title(self) -> bool:
        """Whether the first letter is a capital."""
        return self.text[0].istitle()


_ABBREVIATIONS: Final = (
    rf"MM\.|M\.|Mmes?\.|Mlles?\.|Mes?\.(?=\s+[{CAPITAL}])|Dr\.|Pr\.|Mgr\.|St\.|Ste\."
    r"|av\.|cf\.|p\.(?=\s*\d)|n°|etc\.|art\.|chap\."
)


_ELISIONS: Final = r"(?:[cdjlmnstzCDJLMNSTZ]|[Qq]u|QU|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Qq]uelqu(?=')|[Pp]resqu)'"


_CLITICS: Final = (
    r"-(?:t-)?(?:ils?|elles?|on)\b"
    rf"|-(?:je|tu|nous|vous|ce|moi|toi|le|la|les|lui|leur|y|en)\b(?!-[{SMALL}]{{4}})"
)


_ENDING: Final = (
    "(?:e|ne|le|te|se|fe|ve|ère|ière|esse|resse|sse|euse|eure|rice|trice|ice|enne|ienne|onne|ale|elle|ette|ses|tes)"
)
INCLUSIVE: Final = (
    r"[^\W\d_]+(?:-[^\W\d_]+)*"
    rf"(?:(?:[·‧⋅∙][^\W\d_]{{1,6}})+|[•.]{_ENDING}(?:[•.]?s)?(?![•.]?\w)|\({_ENDING}s?\)s?(?!\w))"
)
"""A word in inclusive writing: *élu·e·s*, *directeur·rice*, *député(e)s*."""


_DOMAINS: Final = "fr|com|org|net|be|ch|ca|eu|info|tv|lu|io|bzh"
"""How names of sites end: *mon-bois.fr*."""
TOKEN: Final = rf"""
    (?P<url>(?:https?://|www\.)(?:(?!<<|>>|,,|''|&(?:[lr]aquo|quot|[lr]dquo);)[^\s«»“”„‹›"″＂])+|[\w.+-]{{1,64}}+@[\w-]+\.[\w.]+|[@\#]\w+)
  | (?P<abbr>\b(?:{_ABBREVIATIONS}))
  | (?P<init>\b(?:[{CAPITAL}]\.-?)+(?=\s?[{CAPITAL}]|[,;)]))
  | (?P<site>(?<![\w.-])\w{{1,64}}(?:[.-]\w{{1,64}}){{0,4}}\.(?:{_DOMAINS})(?![\w/-]))
  | (?P<whole>\b(?:[Aa]ujourd'hui|[Pp]rud'hom\w+|[Qq]uelqu'une?s?|[OD]'[{CAPITAL}][{SMALL}]+(?<=O'.{{3}})\w*)\b)
  | (?P<elis>\b{_ELISIONS}(?=\w|["«“„‹\u0093]|\s?\())
  | (?P<clitic>(?<=\w){_CLITICS})
  | (?P<both>(?<!\w){INCLUSIVE})
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
    rf"(?<=[{SMALL}]{{3}})"
    r"(?=(?:Le|La|Les|Il|Elle|Ils|Elles|Un|Une|Des|Dans|Mais|Selon|Pour|Ce|Cette|Son|Sa|Au|Aux|En)$)"
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
    """Where the second of two tokens begins in a word that is two; else 0.

    Words are two after a lost line end (*paradis|Le*) or before a pronoun (*dit|-il*).
    """
    if len(word) < 4 or _WHOLE.fullmatch(word) is None:
        return 0
    glued = _GLUED.search(word)
    if glued is not None:
        return glued.start()
    clitic = _SPLIT_CLITIC.search(word) if "-" in word else None
    return 0 if clitic is None or word.lower() in _KEPT_WHOLE else clitic.start()
