"""A document with its labels and the lexicon, and what is asked of single tokens and names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.labelling import MARGIN, Tags, Traits, Vocabulary
from quoteattr.lexicon import Form, Lexicon, Mood
from quoteattr.measured import Trace
from quoteattr.reading import ABSENT, CLOSERS, Document, Word

__all__ = ["NOMINAL", "Tokens"]

NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_PARTICIPLES: Final = frozenset(
    "admi appri assi attendu averti choisi connu convaincu couvert déçu élu entendu ému guéri inscrit interrompu "
    "issu joint mi né ouvert perdu pri promi reçu réuni saisi soumi soutenu suivi surpri vaincu vêtu venu voulu émi "
    "séduit conduit construit détruit traduit produit réduit dit écrit décrit fait parti sorti servi trahi puni "
    "rempli".split()
)
"""Masculine participles in the singular, without a last *s*, that end in no *é*."""
_BEFORE_TIME: Final = frozenset("même dernier dernière nouvelle première deuxième seconde".split())
_UNITS: Final = frozenset("an année moi semaine jour heure minute seconde siècle décennie temp instant lustre".split())
"""Units of time without a last *s*: *il y a quelque temps, six mois*."""
_AGO: Final = 8
"""How far behind *il y a* its unit of time may stand."""
_AFTER_TIME: Final = frozenset(
    "même dernier dernière derniers prochain prochaine passé passée précédent suivant suivante".split()
)


class WordClasses:
    """The lexicon, and those of its tables and closed classes that the stages ask of single tokens."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.lexicon: Lexicon = vocabulary.lexicon
        words = vocabulary.words
        self.det: frozenset[str] = words["det"]
        self.prep: frozenset[str] = words["prep"]
        self.of: frozenset[str] = words["of"]
        self.to: frozenset[str] = words["to"]
        self.that: frozenset[str] = words["that"]
        self.simple_relative: frozenset[str] = words["simple_relative"]
        self.time: frozenset[str] = words["time"]
        self.adverb: frozenset[str] = words["adverb"]
        self.title: frozenset[str] = words["title"]
        self.clitic: frozenset[str] = words["clitic"]
        self.subject_clitic: frozenset[str] = words["subject_clitic"]
        self.inverted: frozenset[str] = words["inverted"]
        self.demonstrative: frozenset[str] = words["demonstrative"]
        self.connective: frozenset[str] = words["connective"]
        self.linking: frozenset[str] = vocabulary.linking
        self.contracted: frozenset[str] = words["contracted"]
        self.have: frozenset[str] = words["have"]
        self.be: frozenset[str] = words["be"]
        self.particle: frozenset[str] = words["particle"]
        self.thing: frozenset[str] = words["thing"]
        self.nouns: dict[str, tuple[str, str]] = vocabulary.nouns
        self.names: dict[str, str] = vocabulary.names
        self.forms: dict[str, tuple[Form, ...]] = vocabulary.forms
        self.other_forms: dict[str, tuple[str, Mood]] = vocabulary.other_forms


class Tokens(WordClasses):
    """What is known of each token: word order and the lexicon first, the model's labels where they leave a doubt.

    What is read by token index knows its ends: beyond the first token and the last stand places that hold none (see
    `quoteattr.labelling.tags.MARGIN`).
    """

    def __init__(
        self,
        document: Document,
        tags: Tags,
        vocabulary: Vocabulary,
        trace: Trace | None = None,
        told: frozenset[str] | None = None,
    ) -> None:
        super().__init__(vocabulary)
        self.document = document
        self._told = told
        self.trace: Trace = trace or Trace()
        """What is switched off, and what is written down of the choices."""
        self.tags = tags
        traits = vocabulary.traits_of(document.word)
        self.size: int = len(traits)
        self.word: list[Word] = [*document.word, *[ABSENT] * MARGIN]
        self.low: list[str] = [t.low for t in self.word]
        self.traits: list[Traits] = [*traits, *[vocabulary.absent] * MARGIN]
        """What the form of each token tells with the lexicon."""
        self.block_of: list[int] = [*document.block_of, *[-1] * MARGIN]
        """The innermost block that each token stands strictly inside of, or -1."""
        self.pos: list[str] = tags.pos
        self.head: Sequence[int] = tags.head
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
        self.name_at: bytearray = self._names()
        """Of each token, 1 if it looks like a word of a proper name."""
        self.told_bodies: frozenset[str] = self._bodies() if told is None else told
        """Names alone, in small letters, that the text says somewhere are those of bodies: *l'entreprise Orlin*."""

    def _names(self) -> bytearray:
        out = bytearray(len(self.low))
        opens, pos, entities = self.document.boundaries_set, self.pos, self.entity_at
        for i in self.document.titles:
            its = self.traits[i]
            told = its.given or pos[i] == "PROPN" or i in entities
            if i in opens:
                out[i] = not its.function and (told or its.shouted) and not self._is_participle(i)
            else:
                out[i] = not its.function or told
        return out

    def _is_participle(self, i: int) -> bool:
        """Whether the word at the head of a sentence is a participle: *Contactée, la mairie*, *Saisie en mai, elle*."""
        its, low = self.traits[i], self.low[i].removesuffix("s")
        if its.given or its.shouted or not (low.endswith(("é", "ée")) or low.removesuffix("e") in _PARTICIPLES):
            return False
        return self.low[i + 1] == "," or self.traits[i + 1].prep

    def on(self, document: Document) -> Tokens:
        """The same tokens in a document with other segments."""
        return Tokens(document, self.tags, self.vocabulary, self.trace, self._told)

    def _bodies(self) -> frozenset[str]:
        told, surnames = self.bodies_told()
        return frozenset(told - surnames)

    def bodies_told(self) -> tuple[set[str], set[str]]:
        """The names behind a noun for bodies, and those that somebody has as a surname, which are none."""
        before, given = self.vocabulary.told_before, self.names
        told, surnames = set[str](), set[str]()
        for i in self.document.titles:
            if not self.name_at[i] or self.traits[i].function:
                continue
            if i and self.name_at[i - 1] and self.low[i - 1] in given:
                surnames.add(self.low[i])
            elif self.low[i] not in given and not self.name_at[i - 1] and self._noun_before(i) in before:
                told.add(self.low[i])
        return told, surnames

    def _noun_before(self, i: int) -> str:
        """The noun that stands before the name at token `i`, adjectives passed over: *le géant américain Orlin*."""
        k = i - 1
        while k > i - 4 and self.pos[k] == "ADJ" and self.word[k].text.islower():
            k -= 1
        return self.low[k] if k >= 0 else ""

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
        """Kind and gender of the noun at token `i` in any form; empty when the lexicon has it not."""
        return self._compound(i) or self.vocabulary.nouns_in_any_form.of(self.low[i])

    def is_person_noun(self, i: int) -> bool:
        """Whether token `i` is a noun of the lexicon for a person, in the singular."""
        return (self._compound(i) or self.nouns.get(self.low[i], ("", "")))[0] == "person"

    def _compound(self, i: int) -> tuple[str, str] | None:
        """Kind and gender of a noun of several words that token `i` heads: *tête de liste*, *éminence grise*."""
        for at, words, noun in self.vocabulary.compounds.get(self.low[i], ()):
            if i >= at and tuple(self.low[i - at : i - at + len(words)]) == words:
                return noun
        return None

    def person_like(self, i: int) -> bool:
        """Whether a noun unknown to the lexicon is likely to be of people, as its ending tells."""
        noun = self.low[i].rstrip("s")
        return self.vocabulary.likely.of(self.low[i]) and not (noun in self.thing and self.word[i].text.islower())

    def is_nominal(self, i: int) -> bool:
        """Whether token `i` can be a noun, name, adjective or number of a noun phrase."""
        its = self.traits[i]
        if its.never:
            return False
        if self.pos[i] in NOMINAL or its.noun or self.name_at[i] and i in self.entity_at:
            return True
        return its.nominal and i not in self.document.boundaries_set

    def is_finite(self, i: int) -> bool:
        """Whether the model takes token `i` for a finite verb."""
        return self.pos[i] in ("VERB", "AUX") and self.verb_form[i] in ("Fin", "")

    def is_time(self, i: int) -> bool:
        """Whether token `i` is a word of dates and times."""
        low = self.low[i]
        return low in self.time or low.isdigit() and len(low) == 4

    def skip_time(self, i: int, limit: int) -> int:
        """Return the index after a date or time expression at `i` (*mardi soir*, *le 12 mars 2018*), or `i`."""
        if self.low[i : i + 3] == ["il", "y", "a"]:
            units = (k for k in range(i + 3, min(limit, i + _AGO)) if self.low[k].removesuffix("s") in _UNITS)
            return next(units, i - 1) + 1
        j = i
        if self.low[j] in self.det and j + 1 < limit:
            j += 1
        if self.low[j] in _BEFORE_TIME:
            j += 1
        if self._is_day_number(j) and j + 1 < limit and self.is_time(j + 1):
            j += 1
        if j >= limit or not self.is_time(j) or self.low[j].isdigit() and j > i:
            return i
        while j < limit and (self.is_time(j) or self.low[j] in _AFTER_TIME or self._is_day_number(j)):
            j += 1
        return j

    def _is_day_number(self, i: int) -> bool:
        """Whether token `i` is a figure, that of a first day included: *12*, *1er*."""
        return self.low[i].rstrip("er").isdigit()
