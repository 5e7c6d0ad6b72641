"""A document with its labels and the lexicon, and what is asked of single tokens and names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.labelling import MARGIN, Tags, Traits, Vocabulary
from quoteattr.lexicon import Form, Lexicon, Mood
from quoteattr.reading import ABSENT, CLOSERS, Document, Word

__all__ = ["NOMINAL", "Tokens"]

PERSON_ENDINGS: Final = (
    "eur",
    "euse",
    "eure",
    "ien",
    "ienne",
    "iste",
    "trice",
    "logue",
    "ais",
    "aise",
    "ois",
    "oise",
    "ier",
    "ière",
    "ger",
    "gère",
    "ant",
    "ante",
    "ain",
    "aine",
)
"""Endings of French nouns for people: *grutier*, *virologue*, *passagère*."""
NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


class Tokens:
    """What is known of each token: word order and the lexicon first, the model's labels where they leave a doubt.

    What is read by token index knows its ends: beyond the first token and the last stand places that hold none (see
    `quoteattr.labelling.tags.MARGIN`).
    """

    def __init__(self, document: Document, tags: Tags, vocabulary: Vocabulary) -> None:
        self.document = document
        self.tags = tags
        self.vocabulary = vocabulary
        self.lexicon: Lexicon = vocabulary.lexicon
        traits = vocabulary.traits_of(document.word)
        self.size: int = len(traits)
        self.word: list[Word] = [*document.word, *[ABSENT] * MARGIN]
        self.low: list[str] = [t.low for t in self.word]
        self.traits: list[Traits] = [*traits, *[vocabulary.absent] * MARGIN]
        """What the form of each token tells with the lexicon."""
        self.block_of: list[int] = [*document.block_of, *[-1] * MARGIN]
        """The innermost block that each token stands strictly inside of, or -1."""
        self.pos: list[str] = tags.pos
        self.head: list[int] = tags.head
        self.dep: list[str] = tags.dep
        self.gender: Sequence[str] = tags.gender
        self.number: Sequence[str] = tags.number
        self.verb_form: list[str] = tags.verb_form
        self.tense: Sequence[str] = tags.tense
        self.person: Sequence[str] = tags.person
        self.hot: list[int] = [i for i, its in enumerate(traits) if its.hot]
        """The tokens that some stage looks for."""
        self._children: dict[int, list[int]] | None = None
        self.people_of_run: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self.entity_at: dict[int, tuple[int, int, str]] = {}
        for entity in tags.entities:
            for i in range(entity[0], entity[1] + 1):
                self.entity_at[i] = entity
        w = vocabulary.words
        self.det: frozenset[str] = w["det"]
        self.prep: frozenset[str] = w["prep"]
        self.time: frozenset[str] = w["time"]
        self.adverb: frozenset[str] = w["adverb"]
        self.title: frozenset[str] = w["title"]
        self.clitic: frozenset[str] = w["clitic"]
        self.subject_clitic: frozenset[str] = w["subject_clitic"]
        self.inverted: frozenset[str] = w["inverted"]
        self.demonstrative: frozenset[str] = w["demonstrative"]
        self.connective: frozenset[str] = w["connective"]
        self.contracted: frozenset[str] = w["contracted"]
        self.have: frozenset[str] = w["have"]
        self.be: frozenset[str] = w["be"]
        self.particle: frozenset[str] = w["particle"]
        self.nouns: dict[str, tuple[str, str]] = vocabulary.nouns
        self.names: dict[str, str] = vocabulary.names
        self.forms: dict[str, tuple[Form, ...]] = vocabulary.forms
        self.other_forms: dict[str, tuple[str, Mood]] = vocabulary.other_forms
        self.name_at: bytearray = self._names()
        """Of each token, 1 if it looks like a word of a proper name."""

    def _names(self) -> bytearray:
        out = bytearray(len(self.low))
        opens, pos, entities, traits = self.document.boundaries_set, self.pos, self.entity_at, self.traits
        for i in self.document.titles:
            its = traits[i]
            if i in opens:
                out[i] = not its.function and (pos[i] == "PROPN" or its.given or its.shouted or i in entities)
            else:
                out[i] = not its.function or its.given or pos[i] == "PROPN" or i in entities
        return out

    def children(self, i: int) -> list[int]:
        """Tokens that the model hangs on token `i`, in order."""
        if self._children is None:
            self._children = {}
            for k, head in enumerate(self.tags.head if self.tags.parsed else ()):
                if head != k:
                    self._children.setdefault(head, []).append(k)
        return self._children.get(i, [])

    def words_between(self, first: int, last: int) -> str:
        """Lower-case text of tokens `first` to `last` (inclusive)."""
        return self.document.words(first, last)

    def is_mark(self, i: int) -> bool:
        """Whether token `i` is a quotation mark."""
        return self.word[i].is_mark

    def is_closer(self, i: int) -> bool:
        """Whether token `i` is a mark that closes a block."""
        return i in self.document.block_ending or self.low[i] in CLOSERS

    def is_adverb(self, i: int) -> bool:
        """Whether token `i` is an adverb."""
        its = self.traits[i]
        if its.adverb:
            return True
        pos = self.pos[i]
        return pos == "ADV" and not its.prep or its.manner and pos not in ("NOUN", "PROPN")

    def is_name(self, i: int) -> bool:
        """Whether token `i` looks like a word of a proper name: a capital where none is due, or the model says so."""
        return self.name_at[i] == 1

    def is_title_word(self, i: int) -> bool:
        """Whether token `i` is a title before a name (*M.*, *Me*, *Mgr*), and no given name itself (*Cheikh*)."""
        its = self.traits[i]
        return its.title and not its.names

    def noun_kind(self, i: int) -> tuple[str, str]:
        """Kind and gender of the noun at token `i`, singular or plural; empty when the lexicon has it not."""
        nouns = self.nouns
        return nouns.get(self.low[i]) or nouns.get(self.low[i].rstrip("s")) or ("", "")

    def person_like(self, i: int) -> bool:
        """Whether a noun unknown to the lexicon has an ending of nouns for people."""
        return self.low[i].rstrip("s").endswith(PERSON_ENDINGS) and not self.low[i].endswith(("ement", "ance"))

    def is_nominal(self, i: int) -> bool:
        """Whether token `i` can be a noun, name, adjective or number of a noun phrase."""
        its = self.traits[i]
        if its.never:
            return False
        return its.noun or self.pos[i] in NOMINAL or its.nominal and i not in self.document.boundaries_set

    def is_finite(self, i: int) -> bool:
        """Whether the model takes token `i` for a finite verb."""
        return self.pos[i] in ("VERB", "AUX") and self.verb_form[i] in ("Fin", "")

    def is_time(self, i: int) -> bool:
        """Whether token `i` is a word of dates and times."""
        low = self.low[i]
        return low in self.time or low.isdigit() and len(low) == 4

    def skip_time(self, i: int, limit: int) -> int:
        """Return the index after a date or time expression at `i` (*mardi soir*, *le 12 mars 2018*), or `i`."""
        j = i
        if j < limit and self.low[j] in self.det and j + 1 < limit:
            j += 1
        if j < limit and self.low[j] in ("même", "dernier", "dernière", "nouvelle", "première", "deuxième", "seconde"):
            j += 1
        if j < limit and self.low[j].rstrip("er").isdigit() and j + 1 < limit and self.is_time(j + 1):
            j += 1
        if j >= limit or not self.is_time(j) or self.low[j].isdigit() and j > i:
            return i
        while j < limit and (
            self.is_time(j)
            or self.low[j]
            in (
                "dernier",
                "dernière",
                "prochain",
                "prochaine",
                "passé",
                "passée",
                "derniers",
                "précédent",
                "suivant",
                "suivante",
                "même",
            )
            or self.low[j].rstrip("er").isdigit()
        ):
            j += 1
        return j
