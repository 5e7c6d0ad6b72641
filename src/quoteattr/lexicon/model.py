"""`Lexicon`: the typed view of the data files, with the forms of every verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from quoteattr.lexicon import tables
from quoteattr.lexicon.changes import apply_changes
from quoteattr.lexicon.conjugate import Mood
from quoteattr.lexicon.on_demand import OnDemand
from quoteattr.lexicon.tables import BodyNoun, Office, Seat
from quoteattr.lexicon.verbs import Form, Verb

__all__ = ["Lexicon", "french"]


@frozen
class Lexicon:
    """Reporting verbs with their forms, source phrases, speaker nouns, first names and closed word classes.

    Attributes:
        verbs: By lemma.
        forms: Lower-case form → its readings.
        sources: Source phrase (lower case, words separated by one space) → kind.
        nouns: Noun → ``(kind, gender)``; gender is ``m``, ``f``, ``mf`` or ``-``.
        names: First name in lower case → ``m`` or ``f``.
        offices: Name of somebody widely known → the offices they hold or held.
        words: Name of a closed class → its words.
        frames: Nouns that frame a quotation.
        synonyms: What a person of a role may be called later: later word → roles.
        affiliations: What people are called after the bodies they belong to → words of the names of such bodies.
        bodies: Nouns by which a body that has a name is called (*le constructeur*) → what each tells of it.
        seats: The seats of power, each with all that stands for who sits there.
        multiword: First verb → what may follow it and the verb that both make (*faire* → *savoir*).
        figurative: Words before marks that hold no quotation → reason.
        version: What identifies the data.
    """

    verbs: Mapping[str, Verb] = field(repr=False)
    forms: Mapping[str, tuple[Form, ...]] = field(repr=False)
    other_forms: Mapping[str, tuple[str, Mood]] = field(repr=False)
    sources: Mapping[str, str] = field(repr=False)
    nouns: Mapping[str, tuple[str, str]] = field(repr=False)
    names: Mapping[str, str] = field(repr=False)
    offices: Mapping[str, tuple[Office, ...]] = field(repr=False)
    words: Mapping[str, frozenset[str]] = field(repr=False)
    frames: frozenset[str] = field(repr=False)
    figurative: Mapping[str, str] = field(repr=False)
    synonyms: Mapping[str, frozenset[str]] = field(repr=False)
    affiliations: Mapping[str, frozenset[str]] = field(repr=False)
    bodies: Mapping[str, BodyNoun] = field(repr=False)
    seats: tuple[Seat, ...] = field(repr=False)
    multiword: Mapping[str, tuple[tuple[tuple[str, ...], Verb], ...]] = field(repr=False)
    version: str = "fr-1"

    def changed(self, changes: Mapping[str, Any]) -> Lexicon:
        """Return this lexicon with entries added, changed and removed.

        Args:
            changes: What a lexicon file holds, as plain data: lists of entries under ``"verb"``, ``"source"``,
                ``"noun"`` and ``"name"``, such as
                ``{"verb": [{"lemma": "tonitruer"}, {"lemma": "railler", "remove": True}]}``.

        Raises:
            LexiconError: If an entry is malformed, or one to be removed is not there.
        """
        return apply_changes(self, changes)

    def with_verb(
        self,
        lemma: str,
        verb_class: str | None = None,
        constructions: str | None = None,
        *,
        like: str | None = None,
        parts: Sequence[str] | None = None,
    ) -> Lexicon:
        """Return this lexicon with one more reporting verb, or with one that it has put in another class.

        Args:
            lemma: The infinitive, with *se* or *s'* if it reports only so; a verb of several words
                (*faire entendre*) is one, too.
            verb_class: A letter from A to H; of a new verb ``"A"`` when left out, of a known one what it was.
            constructions: The letters of the constructions that it allows; of a new verb ``"icq"`` when left out
                (incise, colon, *que*).
            like: A verb that is conjugated alike, where the package cannot tell: ``"finir"`` for *glapir*.
            parts: The principal parts of an irregular verb: present 1s, 3s, 3p, 1p, simple past 3s, 3p, future
                stem, subjunctive 3s, past participle.

        Raises:
            LexiconError: If a value is none of those allowed, or the conjugation is not known.
        """
        entry = {"lemma": lemma, "class": verb_class, "constructions": constructions, "like": like, "parts": parts}
        return self.changed({"verb": [{key: value for key, value in entry.items() if value is not None}]})

    def without_verb(self, lemma: str) -> Lexicon:
        """Return this lexicon without a reporting verb.

        Raises:
            LexiconError: If it has no such verb.
        """
        return self.changed({"verb": [{"lemma": lemma, "remove": True}]})

    def with_source(self, phrase: str, kind: str = "source") -> Lexicon:
        """Return this lexicon with one more source phrase, or with one that it has made another kind.

        Args:
            phrase: What stands before the name of the source: ``"au sens de"``; a final *de* stands for
                *d'*, *du* and *des*, too.
            kind: ``"source"`` may stand anywhere, ``"whose"`` between commas where a word of its own says whose it is
                (*à ses yeux*), ``"opinion"`` and ``"weak"`` need a clause beside them.

        Raises:
            LexiconError: If a value is none of those allowed.
        """
        return self.changed({"source": [{"phrase": phrase, "kind": kind}]})

    def without_source(self, phrase: str) -> Lexicon:
        """Return this lexicon without a source phrase.

        Raises:
            LexiconError: If it has no such phrase.
        """
        return self.changed({"source": [{"phrase": phrase, "remove": True}]})

    def with_noun(self, noun: str, kind: str = "person", gender: str = "mf") -> Lexicon:
        """Return this lexicon with one more noun for speakers, or with one that it has changed.

        Args:
            noun: The noun in the singular.
            kind: ``"person"``, ``"group"``, ``"organization"``, ``"document"`` or ``"unknown"``.
            gender: What the noun tells of a person: ``"m"``, ``"f"``, ``"mf"`` (the determiner tells) or
                ``"-"`` (nothing).

        Raises:
            LexiconError: If a value is none of those allowed.
        """
        return self.changed({"noun": [{"noun": noun, "kind": kind, "gender": gender}]})

    def with_name(self, name: str, gender: str) -> Lexicon:
        """Return this lexicon with one more first name, or with one that it has changed.

        Args:
            name: The first name.
            gender: The gender that it usually tells, ``"m"`` or ``"f"``.

        Raises:
            LexiconError: If a value is none of those allowed.
        """
        return self.changed({"name": [{"name": name, "gender": gender}]})


@lru_cache(maxsize=1)
def french() -> Lexicon:
    """Return the lexicon that comes with the package; it is read once, the offices when somebody asks for one.

    Raises:
        LexiconError: If a data file is malformed, or an entry repeats or contradicts another.
    """
    parts = tables.irregular()
    verbs = tables.reporting_verbs()
    words = tables.word_classes()
    return Lexicon(
        verbs=MappingProxyType(verbs),
        forms=MappingProxyType(tables.forms(verbs.values(), parts)),
        other_forms=MappingProxyType(tables.other_forms({word.split()[0] for word in words["modal"]}, parts)),
        sources=MappingProxyType(tables.pairs("sources.tsv")),
        nouns=MappingProxyType(tables.nouns()),
        names=MappingProxyType(tables.names()),
        offices=OnDemand(tables.offices),
        words=MappingProxyType(words),
        frames=tables.single("frames.tsv"),
        figurative=MappingProxyType(tables.pairs("figurative.tsv")),
        synonyms=MappingProxyType(tables.lists("synonyms.tsv")),
        affiliations=MappingProxyType(tables.lists("affiliations.tsv")),
        bodies=MappingProxyType(tables.body_nouns()),
        seats=tables.seats(),
        multiword=MappingProxyType(tables.multiword()),
    )
