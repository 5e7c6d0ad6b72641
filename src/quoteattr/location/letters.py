"""A text as the letters and digits that it is made of, each with its place.

What two spellings of the same words have in common.

Case, accents written as marks of their own, ligatures, marks, punctuation, spaces and line ends make no difference
here; accents, digits, decimal points and the signs of per cent and money do.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from html import unescape

import regex

from quoteattr.reading import INVISIBLE

__all__ = ["Letters"]

_RUN = re.compile(
    r"(?P<entity>&(?:#\d{1,7}|\#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});)"
    rf"|[^\W_](?:[^\W_]|[\u0300-\u036f{INVISIBLE}])*|[%‰€$£¥]"
)
_CLUSTER = regex.compile(rf"\X[{INVISIBLE}]*")
_SPELLED_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_LIGATURE = re.compile("[ŒœÆæßẞ]")


class Letters:
    """The letters of a text.

    Attributes:
        text: The text.
        stream: Its letters and digits in lower case, ligatures spelled out.
        starts: For each of them, the code point of `text` that it comes from.
        ends: For each of them, one past the last code point that it comes from.
        begins: Whether a word begins there; true at the end of the stream, too.
        parted: Whether more than space stands before that word.
    """

    __slots__ = ("_words", "begins", "ends", "parted", "starts", "stream", "text")

    def __init__(self, text: str) -> None:
        self.text: str = text
        self.starts: array[int] = array("L")
        self.ends: array[int] = array("L")
        self.begins: bytearray = bytearray()
        self.parted: bytearray = bytearray()
        parts: list[str] = []
        last = 0
        before = -1  # where the last run ended, if it ended in a digit
        for m in _RUN.finditer(text):
            run, start, end = m.group(), m.start(), m.end()
            joined = (
                before >= 0 and run[0].isdigit() and start - before == 1 and text[before] in ".," and _decimals(run)
            )
            if joined:
                parts.append(",")
                self._place(before, before + 1, 1)
            size = len(self.begins)
            if m.lastgroup is None and _is_simple(run):
                parts.append(run.lower())
                self.starts.extend(range(start, end))
                self.ends.extend(range(start + 1, end + 1))
                self.begins.extend(bytes(end - start))
            else:
                for letters, s, e in [(_plain(unescape(run)), start, end)] if m.lastgroup else _clusters(run, start):
                    parts.append(letters)
                    self._place(s, e, len(letters))
            if len(self.begins) > size and not joined:
                self.begins[size] = 1
                self.parted.extend(bytes(len(self.begins) - len(self.parted)))
                self.parted[size] = last < start and not text[last:start].isspace()
            last = end
            before = end if run[-1].isdigit() else -1
        self.begins.append(1)
        self.parted.extend(bytes(len(self.begins) - len(self.parted)))
        self.stream: str = "".join(parts)
        self._words: list[int] | None = None

    def _place(self, start: int, end: int, count: int) -> None:
        self.starts.extend([start] * count)
        self.ends.extend([end] * count)
        self.begins.extend(bytes(count))

    def __len__(self) -> int:
        return len(self.stream)

    def words(self) -> list[int]:
        """Return where in the stream words begin, and its end."""
        if self._words is None:
            self._words = [i for i, begins in enumerate(self.begins) if begins]
        return self._words

    def find(self, letters: str, start: int, stop: int) -> int:
        """Return the first place from `start` on and before `stop` where `letters` stand as whole words, or -1."""
        size = len(letters)
        at = self.stream.find(letters, start, stop + size - 1)
        while at >= 0 and not (self.begins[at] and self.begins[at + size]):
            at = self.begins.find(1, at + 1, stop)
            if at >= 0:
                at = self.stream.find(letters, at, stop + size - 1)
        return at

    def rfind(self, letters: str, start: int, stop: int) -> int:
        """Return the last place from `start` on where `letters` stand as whole words that end by `stop`, or -1."""
        at = self.stream.rfind(letters, start, stop)
        while at >= 0 and not (self.begins[at] and self.begins[at + len(letters)]):
            at = self.stream.rfind(letters, start, at + len(letters) - 1)
        return at


def _decimals(run: str) -> bool:
    """Whether what follows a point or comma between digits are decimals, not thousands: *12,5* but not *12.500*."""
    digits = re.match(r"\d+", run)
    return digits is not None and len(digits.group()) != 3


def _is_simple(run: str) -> bool:
    """Whether each character of `run` is one letter of the stream."""
    return (
        run.isascii()
        or unicodedata.is_normalized("NFKC", run)
        and _LIGATURE.search(run) is None
        and len(run.lower()) == len(run)
        and run.isalnum()
    )


def _plain(cluster: str) -> str:
    letters = unicodedata.normalize("NFKC", cluster).lower().translate(_SPELLED_OUT)
    return "".join(c for c in letters if c.isalnum() or c in "%‰€$£¥")


def _clusters(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    for m in _CLUSTER.finditer(run):
        yield _plain(m.group()), start + m.start(), start + m.end()
