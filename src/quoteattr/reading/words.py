"""Tokens as they stand in a text: one shared object a word form, and where each begins.

Most forms stand in a text again and again, and in the next text too. What depends on the form alone is therefore worked
out once and kept, and cutting a text into tokens is little more than a walk of a pattern over it.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final, cast

from quoteattr.reading.characters import CAPITAL, CLOSERS, MARKS, SMALL, WIDE_MARKS
from quoteattr.reading.tokens import TOKEN, cut_in_two, lowered, plain

__all__ = ["ABSENT", "Word", "cut"]

_TERMINAL: Final = frozenset(".!?…")
_CLOSING: Final = frozenset(CLOSERS + ')]"″')
_OPENING: Final = frozenset(
    "Le La Les Un Une Des Il Elle Ils Elles On Selon Pour Mais Et En Dans Ce Cette Ces Son Sa Ses Au Aux À A".split()
    + "D'après Depuis Après Avant Puis Ainsi Si".split()
)
"""Words whose capital can only be that of a new sentence, as after a heading between marks.

« Le pont cède » Selon la maire, …
"""
_KEPT: Final = 40_000
"""How many forms are remembered."""


class Word:
    """What a token's form tells, wherever it stands.

    Attributes:
        text: The form, folded.
        low: In lower case: what rules compare with.
        plain: Without the endings of inclusive writing.
        shown: What a model is shown of it: `plain`, marks made alike, without lone surrogates, which have no hash.
        is_word: Whether it begins with a letter or digit.
        is_title: Whether it begins with a capital.
        is_mark: Whether it is a quotation mark.
        ends: Whether it is a full stop or the like.
        closes: Whether it may belong to the sentence that a full stop before it ends.
        opens: Whether its capital can only be that of a new sentence.
        edge: Whether it is of one of the last three sorts.
    """

    __slots__ = ("closes", "edge", "ends", "is_mark", "is_title", "is_word", "low", "opens", "plain", "shown", "text")

    def __init__(self, text: str) -> None:
        first = text[0]
        self.text: str = text
        self.low: str = lowered(text)
        self.plain: str = plain(text)
        self.is_word: bool = first.isalnum()
        self.is_title: bool = first.istitle()
        self.is_mark: bool = first in MARKS or text in WIDE_MARKS
        self.shown: str = '"' if self.is_mark else self.plain
        if not self.shown.isascii():
            self.shown = self.shown.encode("utf-8", "replace").decode("utf-8")
        self.ends: bool = text[-1] in _TERMINAL and not (len(text) > 1 and first.isalpha())
        self.closes: bool = text in _CLOSING
        self.opens: bool = text in _OPENING
        self.edge: bool = self.ends or self.closes or self.opens

    def __repr__(self) -> str:
        return f"Word({self.text!r})"


ABSENT: Final = Word("\0")
"""What stands where no token does: beyond both ends of a text."""


class _Words(dict[str, Word | None]):
    """Every form met, alone and with the space after it; ``None`` for spaces, and for a form that is two tokens."""

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[str, Word | None] = {}

    def __missing__(self, piece: str) -> Word | None:
        if len(self) >= _KEPT:
            self._before = dict(self)  # what is met again comes back from there: only rare forms are forgotten
            self.clear()
        if piece in self._before:
            word = self[piece] = self._before[piece]
            return word
        text = piece.rstrip()
        word = None if not text or cut_in_two(text) else self[text] if text != piece else Word(text)
        self[piece] = word
        return word


_WORDS: Final = _Words()
_PLAIN: Final = rf"[{CAPITAL}]?[{SMALL}]++(?=[ ,;!?»)])|\b(?:[cdjlmns]|qu)'(?=\w)|,(?!,)|[;:!?«»()]|\.(?=\s|\Z)"
"""What most of a text is made of, and no other kind of token could be taken for; tried first."""
_PIECE: Final = re.compile(rf"(?:{_PLAIN}|{re.sub(r'[(][?]P<[a-z]+>', '(?:', TOKEN)}|\s+)[ ]?", re.VERBOSE)


def cut(folded: str, start: int, end: int) -> tuple[list[Word], list[int]]:
    """Return the tokens of a stretch of a folded text, those of `tokenize`, and where each begins."""
    pieces = _PIECE.findall(folded, start, end)
    words = list(map(_WORDS.__getitem__, pieces))
    starts = list(accumulate(map(len, pieces), initial=start))
    starts.pop()
    if not all(words):  # quicker than None in words, which compares
        return _divided(pieces, words, starts)
    return cast("list[Word]", words), starts


def _divided(pieces: list[str], words: list[Word | None], starts: list[int]) -> tuple[list[Word], list[int]]:
    """The same tokens, spaces left out and those that are two cut in two."""
    out: list[Word] = []
    places: list[int] = []
    for piece, word, start in zip(pieces, words, starts, strict=True):
        if word is not None:
            out.append(word)
            places.append(start)
        elif text := piece.rstrip():
            at = cut_in_two(text)
            out += (_alone(text[:at]), _alone(text[at:]))
            places += (start, start + at)
    return out, places


def _alone(text: str) -> Word:
    """The word of that form; made anew where the form alone would be two tokens again."""
    return _WORDS[text] or Word(text)
