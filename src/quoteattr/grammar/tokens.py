"""A document with its labels and the lexicon, and what is asked of single tokens and names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.labelling import MARGIN, Tags, Traits, Vocabulary
from quoteattr.lexicon import Form, Lexicon, Mood
from quoteattr.reading import ABSENT, CLOSERS, Document, Word

__all__ = ["NOMINAL", "Tokens", "given_name", "name_in", "name_step", "people_in"]

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


def name_in(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """Return the range of the person's name that ``first..last`` is about, or ``None``.

    A phrase that begins with its name is about that one (*Jeanne Arnaud, présidente de la fondation Omar Sall*),
    another about the last.
    """
    people = people_in(tokens, first, last)
    if not people:
        return None
    start = first
    while start < people[0][0] and (tokens.traits[start].title or tokens.traits[start].det):
        start += 1
    return people[0] if people[0][0] == start else people[-1]


def people_in(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """Ranges of the names of persons in ``first..last``."""
    out: list[tuple[int, int]] = []
    i = first
    while True:
        i = tokens.name_at.find(1, i, last + 1)
        if i < 0:
            break
        if tokens.is_title_word(i):
            i += 1
            continue
        j = i
        while j < last and (step := name_step(tokens, j, last)):
            j += step
        found = tokens.people_of_run.get((i, j))
        if found is None:
            found = tokens.people_of_run[i, j] = _people_of_run(tokens, i, j)
        out += found
        i = j + 1
    return out


def name_step(tokens: Tokens, j: int, last: int) -> int:
    """How many tokens further a name goes on from token `j`: 1 for a capitalised word, more past a particle, else 0."""
    k = j + 1
    if tokens.name_at[k] and not (tokens.traits[k].title and tokens.low[k] not in tokens.particle):
        return 1
    while k < last and tokens.low[k] in tokens.particle and k - j < 3:
        k += 1
    if k == j + 1 or not tokens.traits[k].nominal:
        return 0
    same = (
        tokens.entity_at.get(j) is not None
        and tokens.entity_at.get(j) == tokens.entity_at.get(k)
        and tokens.entity_at[j][2] == "PER"
    )
    return k - j if same or tokens.low[j] in tokens.names else 0


def given_name(tokens: Tokens, i: int) -> str | None:
    """The gender that token `i` tells if it is a first name, compound ones included (*Jean-Wilfrid*)."""
    names = tokens.names
    return names.get(tokens.low[i]) or (names.get(tokens.low[i].split("-")[0]) if "-" in tokens.low[i] else None)


def _acronym(tokens: Tokens, i: int) -> bool:
    text = tokens.word[i].text
    return (
        len(text) > 1
        and text.split("-")[0].isupper()
        and tokens.low[i] not in tokens.title
        and tokens.entity_at.get(i, (0, 0, ""))[2] != "PER"
    )


def _aged(tokens: Tokens, last: int) -> bool:
    """Whether an age follows: *Azilis Rodmar, 63 ans*."""
    return (
        tokens.low[last + 1 : last + 2] == [","]
        and tokens.low[last + 3 : last + 4] == ["ans"]
        and tokens.low[last + 2].isdigit()
    )


def _no_name_here(tokens: Tokens, i: int) -> bool:
    """Whether a capital at token `i` is owed to the start of a sentence: *Habitante de Lorient*, *Aucun blessé*."""
    if i not in tokens.document.boundaries_set or tokens.low[i] in tokens.names or tokens.word[i].text.isupper():
        return False
    return tokens.low[i] in tokens.det or tokens.low[i] in tokens.nouns


def _people_of_run(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """The persons in a run of capitalised words: *Intérieur Omar Sall* is one, from *Omar* on."""
    starts = []
    while first <= last and _no_name_here(tokens, first):
        if tokens.noun_kind(first)[0] not in ("", "person"):
            return []  # Loi Sarmant, Débat Sarmant
        first += 1
    for i in range(first, last + 1):
        entity = tokens.entity_at.get(i)
        begins = entity is not None and entity[2] == "PER" and max(entity[0], first) == i
        given = (
            given_name(tokens, i) is not None
            and i < last
            and tokens.word[i + 1].is_title
            and not (tokens.low[i] == "france" and not begins)
        )
        titled = i > 0 and (
            tokens.low[i - 1] in tokens.title
            or i == first
            and last > first
            and tokens.low[i] not in tokens.det
            and tokens.nouns.get(tokens.low[i - 1], ("",))[0] == "person"
        )
        previous_given = i > first and tokens.low[i - 1] in tokens.names
        if (
            i == last == first + 1
            and tokens.low[i] in tokens.names
            and tokens.word[first].text.isupper()
            and len(tokens.low[first]) > 2
        ):
            return [(first, last)]  # SARMANT Salif
        if i == first and _acronym(tokens, i) and i < last and not _acronym(tokens, i + 1):
            continue  # le journaliste de TVR Salif Sarmant
        if titled or (begins or given) and not previous_given:
            starts.append(i)
    if not starts and last > first and _aged(tokens, last):
        starts = [first + 1 if _acronym(tokens, first) and last > first + 1 else first]
    return [(a, (starts[k + 1] - 1 if k + 1 < len(starts) else last)) for k, a in enumerate(starts)]
