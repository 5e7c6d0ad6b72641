"""Names of persons, places and bodies, told from runs of capitalised words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from quoteattr.lexicon import Lexicon
from quoteattr.measured import rows
from quoteattr.reading import Document

__all__ = ["Capitals"]

_INTO_PLACE: Final = frozenset({"à", "en", "vers", "depuis"})
_SMALL: Final = frozenset(
    {"de", "du", "des", "d'", "la", "le", "el", "al", "ben", "bin", "van", "von", "der", "da", "di", "dos", "del"}
)
_NO_PERSON: Final = frozenset({"ORG", "LOC", "MISC"})
_ARTICLE: Final = frozenset({"le", "la", "les", "l'", "du", "des", "au", "aux", "un", "une"})


class Capitals:
    """Finds names in documents.

    Args:
        lexicon: First names, titles and nouns for people.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = lexicon.names
        self._nouns = lexicon.nouns
        self._title = lexicon.words["title"]
        self._known = dict(rows("capitals.tsv"))
        self._common = (
            lexicon.words["det"]
            | lexicon.words["prep"]
            | lexicon.words["subordinator"]
            | lexicon.words["subject_clitic"]
            | lexicon.words["connective"]
            | lexicon.words["have"]
            | lexicon.words["be"]
        )

    def entities(self, document: Document, kinds: list[str], known: Iterable[str] = ()) -> list[tuple[int, int, str]]:
        """Return ``(first, last, label)`` of each name, with inclusive token indices.

        The labels are those of the model.

        Args:
            document: Where to look.
            kinds: The coarse part of speech of each token.
            known: Surnames, in small letters, of persons whom its text names in full elsewhere.
        """
        runs = self._runs(document, kinds)
        out: list[tuple[int, int, str]] = []
        persons = set(known)
        open_runs: list[tuple[int, int]] = []
        for first, last in runs:
            start, label = self._label(document, first, last)
            if label:
                out.append((start, last, label))
                if label == "PER" and last > start:
                    persons.add(document.word[last].low)
            else:
                open_runs.append((first, last))
        for first, last in open_runs:
            if document.word[last].low in persons and last - first < 2:
                out.append((first, last, "PER"))
            elif last > first or document.word[first].text.isupper():
                out.append((first, last, "ORG"))
        return sorted(out)

    def _runs(self, document: Document, kinds: list[str]) -> list[tuple[int, int]]:
        """Runs of words with a capital that are names, not only first in their sentence.

        Particles inside them included.
        """
        tokens, opens = document.word, document.boundaries_set
        out: list[tuple[int, int]] = []
        size, last = len(tokens), -1
        for i in document.titles:
            token = tokens[i]
            if (
                i <= last
                or token.low in self._title
                or i in opens
                and (token.low in self._common or kinds[i] != "PROPN")
            ):
                continue
            last = i
            while last + 1 < size and last + 1 not in opens:
                if tokens[last + 1].is_title and tokens[last + 1].low not in self._title:
                    last += 1
                    continue
                k = last + 1
                while k < size - 1 and k - last < 3 and tokens[k].low in _SMALL:
                    k += 1
                if k == last + 1 or not tokens[k].is_title or tokens[last].low not in self._names:
                    break
                last = k
            out.append((i, last))
        return out

    def _label(self, document: Document, first: int, last: int) -> tuple[int, str]:
        """Where the name begins, and its label; an empty one where the run alone does not tell."""
        tokens = document.word
        before = tokens[first - 1].low if first else ""
        if before in self._title:
            return first, "PER"
        given = self._given_name(document, first, last)
        if given is not None:
            return given, "PER"
        at_end = self._known.get(tokens[last].text, "")
        if at_end in ("PER", "PER1"):
            return first, "PER" if before not in _ARTICLE else ""
        office = self._nouns.get(before, ("",))[0] == "person" and last > first  # la capitaine Maud Tessier
        told = self._known.get(tokens[first].text, "") or at_end
        return first, "PER" if office else told if told in _NO_PERSON else self._by_place(document, first, last)

    def _given_name(self, document: Document, first: int, last: int) -> int | None:
        """Where a first name stands that another word of the run follows."""
        for i in range(first, last):
            word = document.word[i]
            told = self._known.get(word.text, "")
            if told == "PER1" or word.low.split("-")[0] in self._names and told not in _NO_PERSON:
                return i
        return None

    @staticmethod
    def _by_place(document: Document, first: int, last: int) -> str:
        """The label of a run of unknown words, by what stands before it: *à Trézien*; two words alone are a person."""
        tokens = document.word
        before = tokens[first - 1].low if first else ""
        if before in _INTO_PLACE and last == first:
            return "LOC"
        if tokens[first].low in _ARTICLE:
            return "ORG"
        shouted = any(token.text.isupper() for token in tokens[first : last + 1])
        if last != first + 1 or shouted or before in _ARTICLE or before in _INTO_PLACE:
            return ""
        return "PER"
