"""The words of a text as verification compares them: what typography does not change, numbers by their value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from quoteattr.reading import INVISIBLE, deaccent
from quoteattr.verification.numbers import is_number_word, value_of

__all__ = ["Word", "same_spelling", "words_of"]

_NOTE = re.compile(
    r"\[(?:\d{1,3}|[nN](?:ote|b)?[ .\u00a0]{0,2}\d{1,3}|\*{1,3})\]"
    r"|\((?:\d{1,2}|\*{1,3})\)(?=[\s,.;:!?…»”\"]|\Z)|(?<!\bm)(?<!\bkm)(?<!\bcm)[¹²³⁰⁴-⁹†‡]+(?!\w)"
)
_CUT = re.compile(r"\[[^\[\]]{0,200}\]|\(\s*(?:\.{2,}|…|sic)\s*\)|\.{3,}|…")
_LETTER_IN_BRACKETS = re.compile(r"\[(\w{1,2})\](?=\w)")
_WORD = re.compile(
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f\u2009.]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?)"
    rf"|(?:[^\W\d_][\u0300-\u036f{INVISIBLE}]*)+|[%‰€$£¥]"
)
_ALIKE = {
    "pourcent": "%",
    **dict.fromkeys(("euro", "euros"), "€"),
    **dict.fromkeys(("dollar", "dollars"), "$"),
    **dict.fromkeys(("m", "mr"), "monsieur"),
    "mme": "madame",
    "mlle": "mademoiselle",
}
_SPELLED_OUT = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE"})
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_SENTENCE_ENDS = '.!?…:«»“”"\n–—'


class Word:
    """A word or a number.

    Attributes:
        start: Its first code point.
        end: One past its last.
        key: In lower case and without accents, or the value of a number.
        spelling: As it is written, ligatures spelled out.
        number: Whether it is a number.
        opens: Whether it begins a sentence, or may.
        signed: Whether a sign before it says that words were left out.
    """

    __slots__ = ("end", "key", "number", "opens", "signed", "spelling", "start")

    def __init__(self, start: int, end: int, spelling: str) -> None:
        self.start: int = start
        self.end: int = end
        self.spelling: str = unicodedata.normalize("NFC", _UNSEEN.sub("", spelling)).translate(_SPELLED_OUT)
        key = deaccent(self.spelling).lower()
        self.key: str = _ALIKE.get(key, key)
        self.number: bool = False
        self.opens: bool = False
        self.signed: bool = False


def same_spelling(a: Word, b: Word) -> bool:
    """Whether words of one key have the same accents; capitals may lack them."""
    if a.number or b.number or len(a.spelling) != len(b.spelling):
        return True
    return all(
        x.lower() == y.lower() or x.isupper() and x == deaccent(x) or y.isupper() and y == deaccent(y)
        for x, y in zip(a.spelling, b.spelling, strict=True)
    )


def words_of(text: str, *, signs: bool = False) -> tuple[list[Word], bool]:
    """Return the words of `text`, and whether it ends in a sign of a cut.

    Args:
        text: Any text.
        signs: Whether it is a quotation, in which ``[…]`` and words in brackets stand for others.
    """
    bare = _NOTE.sub(lambda m: " " * len(m.group()), text)
    cuts: list[tuple[int, int]] = []
    if signs:
        bare = _LETTER_IN_BRACKETS.sub(lambda m: "\u200b" + m[1] + "\u200b", bare)
        cuts = [m.span() for m in _CUT.finditer(bare)]
        for a, b in cuts:
            bare = bare[:a] + " " * (b - a) + bare[b:] if b - a > 1 else bare[:a] + " " + bare[b:]
    out: list[Word] = []
    last = 0
    cut = 0
    for word in _numbered(list(_tokens(bare))):
        before = text[last : word.start]
        word.opens = not out or any(c in _SENTENCE_ENDS for c in before)
        while cut < len(cuts) and cuts[cut][0] < word.start:
            word.signed = True
            cut += 1
        out.append(word)
        last = word.end
    return out, cut < len(cuts)


def _tokens(text: str) -> Iterator[Word]:
    for m in _WORD.finditer(text):
        start, end = m.span()
        word = Word(start, end, m.group())
        word.number = m.lastgroup == "number"
        if word.number:
            word.key = m.group()
        yield word


def _numbered(words: list[Word]) -> Iterator[Word]:
    """Words of a number as one."""
    i = 0
    while i < len(words):
        size = _number_at(words, i)
        if size:
            first, last = words[i], words[i + size - 1]
            word = Word(first.start, last.end, "#")
            word.key = "#" + value_of([w.key for w in words[i : i + size]])
            word.number = True
            yield word
            i += size
        elif words[i].key == "pour" and i + 1 < len(words) and words[i + 1].key == "cent":
            word = Word(words[i].start, words[i + 1].end, "%")
            yield word
            i += 2
        else:
            yield words[i]
            i += 1


_LARGE = ("million", "millions", "milliard", "milliards")


def _number_at(words: list[Word], i: int) -> int:
    """How many words from `i` on are one number."""
    size = 0
    while i + size < len(words):
        key = words[i + size].key
        following = words[i + size + 1].key if i + size + 1 < len(words) else ""
        if words[i + size].number:
            if size:
                break
        elif key in ("un", "une"):
            if not (following in _LARGE or size and _goes_on(words[i + size - 1].key)):
                break
        elif key == "et":
            if not (size and following in ("un", "une", "onze")):
                break
        elif (
            not is_number_word(key)
            or size
            and words[i].number
            and key not in (*_LARGE, "mille")
            or size
            and not _follows(words[i + size - 1].key, key)
        ):
            break
        size += 1
    return size


_TENS = ("vingt", "vingts", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "octante", "nonante")
_MANY = ("cent", "cents", "mille", *_LARGE)


def _goes_on(before: str) -> bool:
    return before in _TENS or before in _MANY or before == "et"


def _follows(before: str, word: str) -> bool:
    """Whether a number goes on with `word`: *vingt-deux* and *deux cents*, but not *deux trois*."""
    if word in _MANY or before in _MANY or before == "et":
        return True
    return (
        before in _TENS
        or before == "quatre"
        and word in ("vingt", "vingts")
        or before == "dix"
        and word
        in (
            "sept",
            "huit",
            "neuf",
        )
    )
