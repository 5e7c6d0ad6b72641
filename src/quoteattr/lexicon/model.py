"""`Lexicon`: the typed view of the data files, with the forms of every verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from quoteattr.errors import LexiconError
from quoteattr.lexicon.conjugate import Mood, conjugate

__all__ = ["Form", "Lexicon", "Verb", "french", "irregular", "principal_parts"]

CONSTRUCTIONS = frozenset("icqsfdax")
CLASSES = frozenset("ABCDEFGH")


@frozen
class Verb:
    """A reporting verb.

    Attributes:
        lemma: The infinitive, with *se* or *s'* when the verb reports only so.
        verb_class: A letter from A to H (see the README of the data files).
        constructions: The letters of the constructions that it allows.
        reflexive: Whether it needs a reflexive pronoun.
    """

    lemma: str
    verb_class: str
    constructions: frozenset[str]

    @property
    def reflexive(self) -> bool:
        """Whether it reports only with a reflexive pronoun."""
        return self.lemma.startswith(("s'", "se "))

    @property
    def bare(self) -> str:
        """The infinitive without its reflexive pronoun."""
        return self.lemma.removeprefix("s'").removeprefix("se ")


@frozen
class Form:
    """One reading of a verb form: which verb, in which mood."""

    verb: Verb
    mood: Mood


@frozen
class Lexicon:
    """Reporting verbs with their forms, source phrases, speaker nouns, first names and closed word classes.

    Attributes:
        verbs: By lemma.
        forms: Lower-case form → its readings.
        sources: Source phrase (lower case, words separated by one space) → kind.
        nouns: Noun → ``(kind, gender)``; gender is ``m``, ``f``, ``mf`` or ``-``.
        names: First name in lower case → ``m`` or ``f``.
        words: Name of a closed class → its words.
        frames: Nouns that frame a quotation.
        synonyms: What a person of a role may be called later: later word → roles.
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
    words: Mapping[str, frozenset[str]] = field(repr=False)
    frames: frozenset[str] = field(repr=False)
    figurative: Mapping[str, str] = field(repr=False)
    synonyms: Mapping[str, frozenset[str]] = field(repr=False)
    multiword: Mapping[str, tuple[tuple[tuple[str, ...], Verb], ...]] = field(repr=False)
    version: str = "fr-1"

    def changed(self, changes: Mapping[str, Any]) -> Lexicon:
        """Return this lexicon with entries added, changed and removed.

        Args:
            changes: What a lexicon file holds, as plain data: lists of entries under ``"verb"``, ``"source"``,
                ``"noun"`` and ``"name"``,
                such as ``{"verb": [{"lemma": "tonitruer"}, {"lemma": "railler", "remove": True}]}``.

        Raises:
            LexiconError: If an entry is malformed, or one to be removed is not there.
        """
        from quoteattr.lexicon.changes import apply_changes

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
            lemma: The infinitive, with *se* or *s'* if it reports only so; a verb of several words (*faire entendre*)
                is one, too.
            verb_class: A letter from A to H; of a new verb ``"A"`` when left out, of a known one what it was.
            constructions: The letters of the constructions that it allows; of a new verb ``"icq"`` when left out
                (incise, colon, *que*).
            like: A verb that is conjugated alike, where the package cannot tell: ``"finir"`` for *glapir*.
            parts: The principal parts of an irregular verb: present 1s, 3s, 3p, 1p, simple past 3s, 3p, future stem,
                subjunctive 3s, past participle.

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
            phrase: What stands before the name of the source: ``"au sens de"``; a final *de* stands for *d'*, *du* and
                *des*, too.
            kind: ``"source"`` may stand anywhere, ``"opinion"`` and ``"weak"`` need a clause beside them.

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
            gender: What the noun tells of a person: ``"m"``, ``"f"``, ``"mf"`` (the determiner tells) or ``"-"``
                (nothing).

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


def _rows(name: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    text = files("quoteattr.lexicon").joinpath("data", "fr", name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != columns:
            msg = f"expected {columns} columns, got {len(row)}"
            raise LexiconError(msg, name, number)
        yield number, row


def _verbs() -> Iterator[Verb]:
    for number, (lemma, verb_class, constructions) in _rows("verbs.tsv", 3):
        if lemma == "lemma":
            continue
        if verb_class not in CLASSES:
            msg = f"expected one of {''.join(sorted(CLASSES))}, got {verb_class!r}"
            raise LexiconError(msg, "verbs.tsv", number, "class")
        if not set(constructions) <= CONSTRUCTIONS:
            msg = f"expected letters of {''.join(sorted(CONSTRUCTIONS))}, got {constructions!r}"
            raise LexiconError(msg, "verbs.tsv", number, "constructions")
        yield Verb(lemma, verb_class, frozenset(constructions))


def _expand(words: str) -> Iterable[str]:
    return (w.replace("_", " ") for w in words.split())


def irregular() -> dict[str, list[str]]:
    """Return the principal parts of the irregular verbs, by infinitive."""
    return {row[0]: row[1:] for _, row in _rows("irregular.tsv", 10)}


def principal_parts(infinitive: str, parts: Mapping[str, list[str]]) -> list[str] | None:
    """Return the principal parts of `infinitive`.

    Its own, or, with the prefix, those of the verb it is made of (*redire* from *dire*).
    """
    if infinitive in parts or infinitive.endswith(("er", "ir")):
        return parts.get(infinitive)
    base = max((b for b in parts if infinitive.endswith(b)), key=len, default=None)
    return None if base is None else [infinitive.removesuffix(base) + p if p else "" for p in parts[base]]


def _inflect(verbs: Iterable[Verb], parts: Mapping[str, list[str]]) -> dict[str, tuple[Form, ...]]:
    forms: dict[str, tuple[Form, ...]] = {}
    for verb in verbs:
        try:
            inflected = list(conjugate(verb.bare, principal_parts(verb.bare, parts)))
        except ValueError as error:
            msg = f"{verb.lemma}: {error}; give its principal parts in irregular.tsv"
            raise LexiconError(msg, "verbs.tsv", field="lemma") from error
        for form, mood in inflected:
            reading = Form(verb, mood)
            known = forms.get(form, ())
            if reading not in known:
                forms[form] = (*known, reading)
    return forms


@lru_cache(maxsize=1)
def french() -> Lexicon:
    """Return the lexicon that comes with the package; it is read once.

    Raises:
        LexiconError: If a data file is malformed.
    """
    parts = irregular()
    verbs = {v.lemma: v for v in _verbs()}
    nouns: dict[str, tuple[str, str]] = {}
    for _, (kind, gender, words) in _rows("nouns.tsv", 3):
        for word in _expand(words):
            nouns[word] = (kind, gender)
    names = {name.lower(): gender for _, (gender, words) in _rows("names.tsv", 2) for name in words.split()}
    other: dict[str, tuple[str, Mood]] = {}
    for infinitive, row in parts.items():
        for form, mood in conjugate(infinitive, row):
            other.setdefault(form, (infinitive, mood))
    classes = {row[0]: frozenset(_expand(row[1])) for _, row in _rows("words.tsv", 2)}
    for infinitive in classes["modal"]:
        if infinitive not in parts and infinitive.endswith("er"):
            for form, mood in conjugate(infinitive):
                other.setdefault(form, (infinitive, mood))
    multiword: dict[str, list[tuple[tuple[str, ...], Verb]]] = {}
    for _, (first, rest, verb_class, constructions) in _rows("multiword.tsv", 4):
        multiword.setdefault(first, []).append(
            (tuple(rest.split()), Verb(f"{first} {rest}", verb_class, frozenset(constructions)))
        )
    return Lexicon(
        synonyms=MappingProxyType({row[0]: frozenset(row[1].split()) for _, row in _rows("synonyms.tsv", 2)}),
        multiword=MappingProxyType({k: tuple(v) for k, v in multiword.items()}),
        verbs=MappingProxyType(verbs),
        forms=MappingProxyType(_inflect(verbs.values(), parts)),
        other_forms=MappingProxyType(other),
        sources=MappingProxyType({row[0]: row[1] for _, row in _rows("sources.tsv", 2)}),
        nouns=MappingProxyType(nouns),
        names=MappingProxyType(names),
        words=MappingProxyType(classes),
        frames=frozenset(row[0] for _, row in _rows("frames.tsv", 1)),
        figurative=MappingProxyType({row[0]: row[1] for _, row in _rows("figurative.tsv", 2)}),
    )
