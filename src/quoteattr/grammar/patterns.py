"""Sequences of words and classes around a token, declared in ``data/patterns.tsv`` and compiled once.

A set is a name with a few patterns, any of which may fit. Each pattern has a sentence in which it fits and one in
which it does not, with the anchor in square brackets; the tests try them. An element of a pattern is one token:

=================  ================================================================================
``dire|penser``    one of these words, in lower case
``{prep}``         a word of a class of the lexicon (``words.tsv``)
``ADJ|NOUN``       a part of speech, as the labels have it
``~ant``           a word with this ending
``<finite>``       a finite verb; likewise ``<adverb>``, ``<name>``, ``<time>``, and ``<block>``, an opening mark
``*``              any token
``!x``             a token that is not ``x``
``x&y``            a token that is both
``x?``             a token that may be missing
``_``              the anchor, whatever token it is
``[x]``            the anchor, which must be ``x``
``^``, ``$``       no token, but the start, the end of the stretch that is looked at
``>``              no token, but the place that the rule goes on from
=================  ================================================================================
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

from quoteattr.errors import LexiconError
from quoteattr.grammar.tokens import Tokens

__all__ = ["Declared", "PatternSet", "declared", "pattern_set"]

_FILE: Final = "patterns.tsv"
_COLUMNS: Final = 4
_TESTS: Final = frozenset({"finite", "adverb", "name", "time", "block"})
_CLASS: Final = re.compile(r"\{(\w+)\}")
_TEST: Final = re.compile(r"<(\w+)>")
_POS: Final = re.compile(r"[A-Z]{3,}(?:\|[A-Z]{3,})*")
_NOWHERE: Final = -1


class Term:
    """One condition on a token: a set of words, a class, parts of speech, an ending or a test by name."""

    __slots__ = ("ending", "klass", "negated", "pos", "test", "words")

    def __init__(self, source: str) -> None:
        self.negated: bool = source.startswith("!")
        body = source.removeprefix("!")
        named, tested = _CLASS.fullmatch(body), _TEST.fullmatch(body)
        self.klass: str = named[1] if named else ""
        self.test: str = tested[1] if tested else ""
        self.pos: frozenset[str] = frozenset(body.split("|")) if _POS.fullmatch(body) else frozenset()
        self.ending: str = body[1:] if body.startswith("~") else ""
        plain = not (named or tested or self.pos or self.ending or body == "*")
        self.words: frozenset[str] = frozenset(body.split("|")) if plain else frozenset()
        if not body or "" in self.words or self.test and self.test not in _TESTS:
            msg = f"{source!r} is no element of a pattern"
            raise LexiconError(msg, _FILE)

    def fits(self, tokens: Tokens, i: int) -> bool:
        """Whether token `i` is what the term says."""
        return self._found(tokens, i) is not self.negated

    def _found(self, tokens: Tokens, i: int) -> bool:
        if self.words:
            return tokens.low[i] in self.words
        if self.klass:
            return tokens.low[i] in tokens.vocabulary.words[self.klass]
        if self.pos:
            return tokens.pos[i] in self.pos
        if self.ending:
            return tokens.low[i].endswith(self.ending)
        return not self.test or _passes(self.test, tokens, i)


def _passes(test: str, tokens: Tokens, i: int) -> bool:
    if test == "finite":
        return tokens.is_finite(i)
    if test == "adverb":
        return tokens.is_adverb(i)
    if test == "name":
        return tokens.is_name(i)
    if test == "time":
        return tokens.is_time(i)
    return i in tokens.document.block_at


class Pattern:
    """One sequence: the terms of each token, which of them is the anchor, and where the stretch must start or end."""

    __slots__ = ("anchor", "ends", "place", "starts", "terms")

    def __init__(self, terms: list[list[Term]], anchor: int, place: int, *, starts: bool, ends: bool) -> None:
        self.terms: list[list[Term]] = terms
        self.anchor: int = anchor
        self.place: int = place
        self.starts: bool = starts
        self.ends: bool = ends

    def place_at(self, tokens: Tokens, i: int, start: int, end: int) -> int:
        """Where a rule goes on from when the pattern fits at token `i` within ``start..end``, or -1."""
        first = i - self.anchor
        last = first + len(self.terms)
        if first < start or last > end or self.starts and first != start or self.ends and last != end:
            return _NOWHERE
        for k, terms in enumerate(self.terms, first):
            for term in terms:
                if not term.fits(tokens, k):
                    return _NOWHERE
        return first + self.place


class PatternSet:
    """The patterns of one name.

    Attributes:
        name: The name.
        patterns: In the order of the file; the first that fits tells the place.
    """

    __slots__ = ("_by_anchor", "_of_any", "name", "patterns")

    def __init__(self, name: str, patterns: list[Pattern]) -> None:
        self.name: str = name
        self.patterns: list[Pattern] = patterns
        words = [next((t.words for t in p.terms[p.anchor] if t.words and not t.negated), None) for p in patterns]
        self._of_any: list[Pattern] = [p for p, told in zip(patterns, words, strict=True) if told is None]
        """Those that do not name the words that their anchor may be."""
        self._by_anchor: dict[str, list[Pattern]] = {
            word: [p for p, told in zip(patterns, words, strict=True) if told is None or word in told]
            for word in frozenset().union(*(told for told in words if told is not None))
        }
        """Those that may fit where their anchor is a word that some name: most tokens are turned away by it."""

    def fits(self, tokens: Tokens, i: int, start: int, end: int) -> bool:
        """Whether a pattern fits with its anchor at token `i`, all of it within ``start..end``."""
        return self.place(tokens, i, start, end) >= 0

    def place(self, tokens: Tokens, i: int, start: int, end: int) -> int:
        """The token at the ``>`` of the first pattern that fits at token `i`, or past its end; -1 where none fits."""
        for pattern in self._by_anchor.get(tokens.low[i], self._of_any):
            place = pattern.place_at(tokens, i, start, end)
            if place >= 0:
                return place
        return _NOWHERE


class Declared:
    """A line of the file: the name of its set, the pattern, where it fits and where not."""

    __slots__ = ("fits", "fits_not", "line", "name", "source")

    def __init__(self, line: int, name: str, source: str, fits: str, fits_not: str) -> None:
        self.line: int = line
        self.name: str = name
        self.source: str = source
        self.fits: str = fits
        self.fits_not: str = fits_not


def declared() -> list[Declared]:
    """The lines of the file, in order.

    Raises:
        LexiconError: If a line has not its four cells.
    """
    text = files("quoteattr.grammar").joinpath("data", _FILE).read_text(encoding="utf-8")
    out = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
        if len(cells) != _COLUMNS or not cells[2].startswith("+") or not cells[3].startswith("-"):
            msg = "expected a name, a pattern, + and a sentence in which it fits, - and one in which it does not"
            raise LexiconError(msg, _FILE, number)
        out.append(Declared(number, cells[0], cells[1], cells[2][1:].strip(), cells[3][1:].strip()))
    return out


def compiled(source: str) -> list[Pattern]:
    """Return what a pattern stands for: one sequence, or two for each token that may be missing.

    Raises:
        LexiconError: If it has an element that is none, or not one anchor.
    """
    elements = source.split()
    for k, element in enumerate(elements):
        if element.endswith("?") and len(element) > 1:
            rest = elements[k + 1 :]
            with_it, without = [*elements[:k], element[:-1], *rest], [*elements[:k], *rest]
            return compiled(" ".join(with_it)) + compiled(" ".join(without))
    return [_sequence(elements)]


def _sequence(elements: list[str]) -> Pattern:
    terms: list[list[Term]] = []
    anchors: list[int] = []
    place = _NOWHERE
    for element in elements:
        if element in ("^", "$"):
            continue
        if element == ">":
            place = len(terms)
            continue
        bracketed = len(element) > len("[]") and element[0] == "[" and element[-1] == "]"
        if element == "_" or bracketed:
            anchors.append(len(terms))
        told = "*" if element == "_" else element[1:-1] if bracketed else element
        terms.append([Term(part) for part in told.split("&")])
    if len(anchors) != 1:
        msg = f"{' '.join(elements)!r} has {len(anchors)} anchors (_ or [x]), not one"
        raise LexiconError(msg, _FILE)
    place = place if place >= 0 else len(terms)
    return Pattern(terms, anchors[0], place, starts=elements[0] == "^", ends=elements[-1] == "$")


def _sets() -> dict[str, PatternSet]:
    patterns: dict[str, list[Pattern]] = {}
    for line in declared():
        patterns.setdefault(line.name, []).extend(compiled(line.source))
    return {name: PatternSet(name, found) for name, found in patterns.items()}


_SETS: Final = _sets()


def pattern_set(name: str) -> PatternSet:
    """Return the set of that name; asked for when a module is imported, so that a mistyped name is found there.

    Raises:
        LexiconError: If there is none.
    """
    found = _SETS.get(name)
    if found is None:
        msg = f"no patterns of the name {name!r}; there are {', '.join(sorted(_SETS))}"
        raise LexiconError(msg, _FILE)
    return found
