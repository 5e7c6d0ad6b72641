"""Where a given quotation stands in a text.

The same words, whatever the typography, with cuts, insertions and incises between them.

Only letters and digits are compared (:mod:`quoteattr.location.letters`). A quotation is cut into pieces at ``[…]``,
``...`` and bracketed words; a piece may be interrupted in the text by the narrator: between a closing and an opening
mark, in brackets, or by an incise. Small differences of wording are looked for only when asked. The work is linear in
the length of the text but for interruptions, of which at most `_STEPS` are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from attrs import field, frozen
from attrs.validators import deep_iterable, ge, instance_of, le

from quoteattr.errors import ConfigError, InputError
from quoteattr.location.gaps import _is_incise, interrupts
from quoteattr.location.letters import Letters
from quoteattr.location.similar import Candidate, similar
from quoteattr.reading import fold
from quoteattr.result import Span

__all__ = ["MIN_SIMILARITY", "Location", "locate", "locate_all"]

MIN_SIMILARITY = 0.8
"""Measured by ``benchmarks/locate_similarity.py``: see the guide."""
_CUT = re.compile(r"\[[^\[\]]{0,200}\]|\(\s*(?:\.{2,}|…|sic)\s*\)|\.{3,}|…|&hellip;")
_LETTER_IN_BRACKETS = re.compile(r"\[(\w{1,2})\](?=\w)")
_MAX_CUT = 4000
"""Letters that a cut may leave out."""
_MAX_INSERTION = 120
"""Letters that bracketed words may stand for."""
_MAX_GAP = 300
"""Letters of an interruption."""
_AROUND = 12
"""Characters before and after the words that are compared with those of the quotation."""
_DEPTH = 6
"""Interruptions of a piece."""
_STEPS = 100_000
_PIECES = 200
"""Searches for similar pieces around the most similar places of the longest one."""


@frozen
class Location:
    """Where a quotation stands.

    Attributes:
        spans: The stretches of the text that hold its words, in order; several where something interrupts it or was
            cut.
        score: 1 when all its words stand there, and only they; less for similar words: the share of letters in common.
    """

    spans: tuple[Span, ...] = field(validator=deep_iterable(instance_of(Span)))
    score: float = field(default=1.0, validator=[instance_of(float), ge(0.0), le(1.0)])

    @property
    def start(self) -> int:
        """The first code point."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.spans[-1].end


def locate(
    text: str, quotation: str, *, fuzzy: bool = False, min_similarity: float = MIN_SIMILARITY
) -> Location | None:
    """Return where `quotation` stands in `text`: the best place, the first of equals, or ``None``.

    Marks, apostrophes, dashes, spaces, line ends, punctuation, case, ligatures and ways of writing accents make no
    difference. ``[…]``, ``(...)`` and ``…`` in the quotation may stand for words of the text; words in brackets may
    stand for others or for none; an incise or a remark of the narrator may interrupt it, in either. A quotation without
    a letter or digit stands nowhere.

    Args:
        text: Any text.
        quotation: The words to look for; marks around them do not matter.
        fuzzy: Whether similar words will do where the same are not found.
        min_similarity: How similar, from 0 to 1; the default accepts a few changed letters or words, and no other
            sentence.

    Returns:
        Spans in code points of `text`. They begin and end with a letter or digit, unless the punctuation around stands
        there as in the quotation.

    Raises:
        InputError: If `text` or `quotation` is no ``str``.
        ConfigError: If `min_similarity` is not between 0 and 1.
    """
    found = locate_all(text, quotation, fuzzy=fuzzy, min_similarity=min_similarity)
    return min(found, key=lambda place: (-place.score, len(place.spans), place.start), default=None)


def locate_all(
    text: str, quotation: str, *, fuzzy: bool = False, min_similarity: float = MIN_SIMILARITY
) -> tuple[Location, ...]:
    """Return every place of `text` where `quotation` stands, in order.

    They do not overlap. Arguments and errors are those of `locate`.

    Similar words are looked for only where the same are found nowhere.
    """
    for name, value in (("text", text), ("quotation", quotation)):
        if not isinstance(value, str):
            msg = f"{name}: expected str, got {type(value).__name__}"
            raise InputError(msg)
    number: object = min_similarity
    if not isinstance(number, int | float) or isinstance(number, bool) or not 0 <= number <= 1:
        msg = f"min_similarity: expected a number from 0 to 1, got {min_similarity!r}"
        raise ConfigError(msg)
    letters = _letters(text)
    for variant in _variants(quotation):
        found = [_location(letters, ranges, quotation) for ranges in _Search(letters).all(variant)]
        if found:
            return tuple(found)
    if not fuzzy:
        return ()
    pieces = [piece for piece, _ in _pieces(quotation)]
    return tuple(
        _location(letters, c.ranges, quotation, c.score) for c in _similar_pieces(letters, pieces, min_similarity)
    )


@lru_cache(maxsize=1)
def _letters(text: str) -> Letters:
    """The letters of the text that was last asked about: one is often asked for many quotations."""
    return Letters(text)


Ranges = list[tuple[int, int]]
"""Ranges of a stream."""


def _variants(quotation: str) -> Iterator[str]:
    """The quotation, then without the incises in it."""
    yield quotation
    bare = _without_incises(quotation)
    if bare != quotation:
        yield bare


def _without_incises(quotation: str) -> str:
    bounds = [m.start() for m in re.finditer(r"[,—–]|(?<=[!?…])\s", quotation)]
    out, at = [], 0
    for a, b in pairwise([*bounds, len(quotation)]):
        if a >= at and _is_incise(quotation[a:b]) and b < len(quotation):
            out.append(quotation[at:a])
            at = b + 1
    return " ".join([*out, quotation[at:]])


def _pieces(quotation: str) -> list[tuple[Letters, int]]:
    """The pieces of a quotation, each with the number of letters that may be left out before it."""
    quotation = _LETTER_IN_BRACKETS.sub(r"\1", quotation)
    out: list[tuple[Letters, int]] = []
    at, gap = 0, 0
    for m in [*_CUT.finditer(quotation), None]:
        piece = Letters(quotation[at : m.start() if m else len(quotation)])
        if piece:
            out.append((piece, gap if out else 0))
            gap = 0
        if m is not None:
            gap = max(
                gap,
                _MAX_INSERTION
                if re.search(r"[^\W_]", m.group().replace("sic", "").replace("hellip", ""))
                else _MAX_CUT,
            )
            at = m.end()
    return out


class _Search:
    """Looks for the same words; counts its steps, so that no text makes it slow."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters
        self.size = len(letters)
        self.steps = _STEPS

    def all(self, quotation: str) -> Iterator[Ranges]:
        """The places of a quotation, in order."""
        whole = Letters(quotation).stream
        pieces = _pieces(quotation)
        if not pieces:
            return
        at = 0
        while at < self.size:
            literal = self.letters.find(whole, at, self.size)
            stop = literal if literal >= 0 else self.size
            ranges = self._chain(pieces, at, stop)
            if ranges is None and literal >= 0:
                ranges = [(literal, literal + len(whole))]
            if ranges is None:
                return
            yield ranges
            at = ranges[-1][1]

    def _chain(self, pieces: list[tuple[Letters, int]], start: int, stop: int) -> Ranges | None:
        """The first place before `stop` where all pieces follow one another, as near as they can."""
        reach = 0  # how far before a piece a chain that it belongs to can begin
        reaches = [reach := reach + gap + len(piece) + _DEPTH * _MAX_GAP for piece, gap in pieces]
        while start < stop:
            first = self._piece(pieces[0][0], start, stop)
            if first is None:
                return None
            ranges = first
            for k, (piece, gap) in enumerate(pieces[1:], 1):
                following = self._piece(piece, ranges[-1][1], min(ranges[-1][1] + gap + 1, self.size))
                if following is None:
                    # no chain can begin long before the next word that this piece begins with
                    word = self.letters.find(piece.stream[: piece.words()[1]], ranges[-1][1], self.size)
                    if word < 0:
                        return None
                    start = max(first[0][0] + 1, word - reaches[k])
                    break
                if k == 1:
                    ranges = self._nearer(pieces[0][0], ranges, following[0][0])
                ranges = _joined(ranges, following)
            else:
                return ranges
        return None

    def _nearer(self, piece: Letters, ranges: Ranges, before: int) -> Ranges:
        """The last place of the first piece before the second, or the one known."""
        at = self.letters.rfind(piece.stream, ranges[0][0] + 1, before)
        return ranges if at < 0 else [(at, at + len(piece))]

    def _piece(self, piece: Letters, start: int, stop: int) -> Ranges | None:
        """The first place of a piece: whole, or interrupted before it stands whole."""
        whole = self.letters.find(piece.stream, start, stop)
        interrupted = self._interrupted(piece, start, whole if whole >= 0 else stop)
        if interrupted is not None:
            return interrupted
        return None if whole < 0 else [(whole, whole + len(piece))]

    def _interrupted(self, piece: Letters, start: int, stop: int) -> Ranges | None:
        cuts = piece.words()
        if len(cuts) < 3:
            return None
        first = piece.stream[: cuts[1]]
        at = self.letters.find(first, start, stop)
        while at >= 0 and self.steps > 0:
            ranges = self._rest(piece, 0, at, _DEPTH)
            if ranges is not None:
                return ranges
            at = self.letters.find(first, at + 1, stop)
        return None

    def _rest(self, piece: Letters, i: int, at: int, depth: int) -> Ranges | None:
        """The piece from its letter `i` on, at `at` of the text, past at most `depth` interruptions."""
        stream, letters = piece.stream, self.letters
        common = _common(stream, i, letters.stream, at)
        self.steps -= 1 + common // 64
        if i + common == len(stream):
            return [(at, at + common)] if letters.begins[at + common] else None
        t = letters.parted.rfind(1, at + 1, min(at + common, self.size - 1) + 1)
        tried = 0
        while t >= 0 and depth and tried < 3:
            k = i + t - at
            if piece.begins[k]:
                tried += 1
                ranges = self._past(piece, k, t, depth)
                if ranges is not None:
                    return [(at, t), *ranges]
            t = letters.parted.rfind(1, at + 1, t)
        return None

    def _past(self, piece: Letters, k: int, t: int, depth: int) -> Ranges | None:
        """The piece from its letter `k` on, after an interruption at `t`."""
        end = next((e for e in range(k + 4, len(piece)) if piece.begins[e]), len(piece))
        following = piece.stream[k:end]
        limit = min(t + _MAX_GAP, self.size)
        u = self.letters.find(following, t + 1, limit)
        while u >= 0 and self.steps > 0:
            self.steps -= 20
            if interrupts(self.letters.text[self.letters.ends[t - 1] : self.letters.starts[u]]):
                ranges = self._rest(piece, k, u, depth - 1)
                if ranges is not None:
                    return ranges
            u = self.letters.find(following, u + 1, limit)
        return None


def _common(a: str, i: int, b: str, k: int) -> int:
    """How many characters ``a[i:]`` and ``b[k:]`` begin with in common."""
    size, step = 0, 32
    while a[i + size : i + size + step] == b[k + size : k + size + step] and i + size < len(a) and k + size < len(b):
        size += min(step, len(a) - i - size, len(b) - k - size)
        step *= 2
    limit = min(len(a) - i, len(b) - k)
    while step > 1:
        step //= 2
        while size + step <= limit and a[i + size : i + size + step] == b[k + size : k + size + step]:
            size += step
    while size < limit and a[i + size] == b[k + size]:
        size += 1
    return min(size, limit)


def _joined(ranges: Ranges, more: Ranges) -> Ranges:
    """Both, as one range where nothing was left out between them."""
    if ranges[-1][1] == more[0][0]:
        return [*ranges[:-1], (ranges[-1][0], more[0][1]), *more[1:]]
    return [*ranges, *more]


def _similar_pieces(letters: Letters, pieces: list[Letters], least: float) -> list[Candidate]:
    """Places of the longest piece with the most similar ones of the others around it."""
    if not pieces:
        return []
    longest = max(range(len(pieces)), key=lambda k: len(pieces[k]))
    out = []
    middles = similar(letters, pieces[longest], least, 0, len(letters), interrupts)
    middles.sort(key=lambda c: (-c.score, c.start))
    for middle in middles[: max(_PIECES // len(pieces), 1)]:
        found = [middle]
        for piece in reversed(pieces[:longest]):
            found[:0] = similar(
                letters, piece, least, max(found[0].start - _MAX_CUT, 0), found[0].start, interrupts, best=True
            )
        for piece in pieces[longest + 1 :]:
            found += similar(
                letters,
                piece,
                least,
                found[-1].end,
                min(found[-1].end + _MAX_CUT, len(letters)),
                interrupts,
                best=True,
            )
        if len(found) == len(pieces):
            total = sum(len(p) for p in pieces)
            score = sum(c.score * len(p) for c, p in zip(found, pieces, strict=True)) / total
            out.append(Candidate([r for c in found for r in c.ranges], score))
    return _apart(out)


def _apart(found: list[Candidate]) -> list[Candidate]:
    """The best of those that overlap, in order."""
    out: list[Candidate] = []
    end = 0
    for candidate in sorted(found, key=lambda c: (c.start, -c.score)):
        if candidate.start >= end:
            out.append(candidate)
            end = candidate.end
        elif candidate.score > out[-1].score:
            out[-1] = candidate
            end = candidate.end
    return out


def _location(letters: Letters, ranges: Ranges, quotation: str, score: float = 1.0) -> Location:
    text = letters.text
    bounds = [(letters.starts[a], letters.ends[b - 1]) for a, b in ranges]
    words = re.search(r"[^\W_](?:.*[^\W_])?", quotation, re.DOTALL)
    if words is not None and score == 1.0:
        # what stands around the words, as far as it is the same in both
        start, end = bounds[0][0], bounds[-1][1]
        bounds[0] = (
            start - _shared(text[max(start - _AROUND, 0) : start][::-1], quotation[: words.start()][::-1]),
            bounds[0][1],
        )
        bounds[-1] = (bounds[-1][0], end + _shared(text[end : end + _AROUND], quotation[words.end() :]))
    return Location(tuple(Span(a, b, text[a:b]) for a, b in bounds), score)


def _shared(there: str, wanted: str) -> int:
    """How many characters of `there` it takes for what both begin with, spaces aside."""
    size = at = 0
    there = fold(there)
    for c in "".join(fold(wanted).split()):
        while there[at : at + 1].isspace():
            at += 1
        if there[at : at + 1] != c:
            break
        at = size = at + 1
    return size
