"""What lexicon and form together tell of a token, worked out once a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeVar

from quoteattr.labelling.likely import LikelyPeople
from quoteattr.labelling.nouns import Noun, Nouns
from quoteattr.lexicon import Form, Lexicon, Mood, Seat, conjugate
from quoteattr.reading import ABSENT, Word, cut, deaccent

__all__ = ["APPROXIMATE", "PRE_NOUN", "SOME", "SourcePhrase", "Traits", "Vocabulary"]

PRE_NOUN: Final = frozenset(
    "premier première ancien ancienne ex jeune jeunes vieux vieille petit petite grand grande nouveau nouvelle autre "
    "autres même mêmes dernier dernière derniers dernières vice nombreux nombreuses".split()
)
_HALTS: Final = frozenset(
    ". ; : ! ? que qu' qui dont où est sont était étaient sera a ont avait avaient "
    "ne n' il ils elle elles on si lorsque quand".split()
)
SOME: Final = frozenset("un une deux trois certains certaines".split())
"""How many of several: *une des élues*, *certains d'entre eux*."""
APPROXIMATE: Final = frozenset("plus près moins environ autour quelque quelques".split())
"""What makes a number less exact: *près de cent élus*."""
_ONE_OF: Final = SOME | APPROXIMATE | frozenset("l' tout tous toute toutes même d' de".split())
_BARE: Final = "a"
"""*À* where a capital has lost its accent: *A en croire le maire*."""
_INVERTED: Final = frozenset({"-t-il", "-il", "-t-elle", "-elle", "-ils", "-elles", "-t-ils", "-t-elles"})
_KEPT: Final = 40_000
"""How many forms are remembered."""


Value = TypeVar("Value")
Compound = tuple[int, tuple[str, ...], Noun]
"""Where the head of a noun of several words stands in it, its words, its kind and gender."""


def _plain(table: Mapping[str, Value]) -> dict[str, Value]:
    """A table as a dictionary; a copy of one is made at once, where ``dict`` asks for each entry."""
    return table.copy() if isinstance(table, MappingProxyType) else dict(table)


def _phrase_words(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase of the lexicon, as they stand where more words follow."""
    words, _ = cut(phrase + " x", 0, len(phrase) + 2)
    return tuple(word.text for word in words[:-1])


class Traits:
    """What does not depend on where a form stands.

    Attributes:
        closed: Whether it is a word of a class that no noun phrase is made of.
        function: Whether it is such a word or a determiner.
        det: Whether it is a determiner.
        prep: Whether it is a preposition.
        title: Whether it is a title before a name (*M.*, *Me*).
        given: Whether it is a first name.
        names: Whether it has a capital that may be a name's wherever it stands: that of a first name.
        halts: Whether no noun phrase goes on past it.
        listed: Whether it is a noun of the lexicon.
        noun: Whether it is such a noun, or an adjective that stands before nouns.
        nominal: Whether its capital makes it part of a noun phrase, unless it is that of a sentence.
        never: Whether it can be no part of a noun phrase.
        shouted: Whether it is written in capitals.
        clitic: Whether it may stand between a reflexive pronoun and its verb: a clitic or an auxiliary.
        begins: Whether it is the verb of an expression of several words (*faire savoir*).
        adverb: Whether it is an adverb wherever it stands.
        manner: Whether it is an adverb in *-ment*, unless it is a noun.
        starts: Whether a noun phrase that a text may come back to can begin with it.
        pronoun: Whether it is a pronoun that stands for a noun phrase.
        indefinite: Whether it may be one.
        quantity: Whether it is a determiner or a figure.
        head: Whether a noun phrase that it begins may be of a form of its own: a pronoun, *un des*, *plus de*.
        inverted: Whether it is an inverted pronoun of the third person.
        source: Whether a source phrase may begin with it.
        hot: Whether the stages look for it: it starts a noun phrase, a source phrase, a bracket or an inverted pronoun,
            or is verbal.
        verbal: Whether it is a form of a verb that reports, alone or with other words.
    """

    __slots__ = (
        "adverb",
        "begins",
        "clitic",
        "closed",
        "det",
        "function",
        "given",
        "halts",
        "head",
        "hot",
        "indefinite",
        "inverted",
        "listed",
        "manner",
        "names",
        "never",
        "nominal",
        "noun",
        "prep",
        "pronoun",
        "quantity",
        "shouted",
        "source",
        "starts",
        "title",
        "verbal",
    )

    def __init__(self, word: Word, vocabulary: Vocabulary) -> None:
        low = word.low
        lexicon, words = vocabulary.lexicon, vocabulary.words
        self.closed: bool = low in vocabulary.closed
        self.det: bool = low in words["det"]
        self.function: bool = self.closed or self.det
        self.prep: bool = low in words["prep"]
        self.title: bool = low in words["title"]
        self.given: bool = low in lexicon.names
        self.names: bool = word.is_title and self.given
        self.listed: bool = vocabulary.nouns_in_any_form.of(low)[0] != ""
        self.noun: bool = self.listed or low in PRE_NOUN
        self.nominal: bool = word.is_title and not self.closed
        self.never: bool = not word.is_word or self.closed and not word.is_title
        self.shouted: bool = len(word.text) > 1 and word.text.isupper()
        self.adverb: bool = low in words["adverb"]
        self.manner: bool = len(low) > 6 and low.endswith("ment")
        self.starts: bool = self.det or word.is_title or self.title
        self.halts: bool = low in _HALTS
        self.clitic: bool = (
            low in words["clitic"] or low in words["have"] or low in words["be"] or low in words["inverted"]
        )
        other = vocabulary.other_forms.get(low)
        self.begins: bool = other is not None and other[0] in lexicon.multiword
        self.verbal: bool = self.begins or low in lexicon.forms or low.removesuffix("-t") in lexicon.forms
        self.pronoun: bool = low in words["demonstrative"] or low in words["strong_pronoun"]
        self.indefinite: bool = low in words["indefinite"]
        self.quantity: bool = self.det or low[0].isdigit() or low == "%"
        self.head: bool = self.pronoun or self.indefinite or low in _ONE_OF
        self.inverted: bool = low in _INVERTED
        self.source: bool = low in vocabulary.sources and (low != _BARE or word.is_title)
        self.hot: bool = self.starts or self.verbal or self.inverted or self.source or low == "("


class _Table(dict[Word, Traits]):
    """The traits of each form, worked out when it is first asked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def __missing__(self, word: Word) -> Traits:
        if len(self) >= _KEPT:
            self.clear()
        traits = self[word] = Traits(word, self.vocabulary)
        return traits


class Vocabulary:
    """A lexicon made ready for the stages.

    Its large tables as plain dictionaries, its closed classes by name, and what it tells of each form.

    An extractor has one, and keeps in it whatever it works out from the lexicon; two lexicons in one process share
    nothing.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        w = lexicon.words
        self.words: dict[str, frozenset[str]] = dict(w)
        self.nouns: dict[str, tuple[str, str]] = _plain(lexicon.nouns)
        self.nouns_in_any_form: Nouns = Nouns(self.nouns)
        self.likely: LikelyPeople = LikelyPeople()
        """Which nouns the lexicon has not are likely to be of people."""
        self.compounds: dict[str, list[Compound]] = _compounds(self.nouns)
        """The nouns of several words by the word that heads them: *tête de liste*, *éminence grise*."""
        self.names: dict[str, str] = _plain(lexicon.names)
        self.forms: dict[str, tuple[Form, ...]] = _plain(lexicon.forms)
        self.other_forms: dict[str, tuple[str, Mood]] = dict(lexicon.other_forms)
        for first, form, mood in _forms_of_multiword(lexicon):
            self.other_forms.setdefault(form, (first, mood))
        self.closed: frozenset[str] = (
            w["prep"]
            | w["subordinator"]
            | w["subject_clitic"]
            | w["connective"]
            | {"et", "ne", "n'"}
            | w["have"]
            | w["be"]
        )
        """Words of the classes that no noun phrase is made of."""
        self.linking: frozenset[str] = frozenset(word for phrase in w["connective"] for word in _phrase_words(phrase))
        """The words of connectives, each of them: *donc*, *par*, *ailleurs*."""
        self.sources: dict[str, dict[str, list[SourcePhrase]]] = _by_first_word(lexicon)
        self.bodies: dict[str, list[tuple[str, ...]]] = _bodies_by_first_word(w["outlet"] | w["body"] | w["seat"])
        """The names of bodies that have several words, by their first."""
        self.sorts: dict[str, frozenset[str]] = {deaccent(noun): told.sorts for noun, told in lexicon.bodies.items()}
        """Of which sorts a body is that is called by a noun, or in whose name it stands, without accents."""
        self.sorts_of_names: dict[str, frozenset[str]] = _sorts_of_names(lexicon)
        """Of which sorts a body is whose name is one word, without accents: *edf*."""
        self.seats: dict[str, Seat] = {deaccent(name): seat for seat in lexicon.seats for name in seat.names}
        """The seats of power by each of their names, without accents."""
        self.seats_called: dict[str, list[Seat]] = {}
        """The seats of power by the noun that calls who sits there."""
        for seat in lexicon.seats:
            self.seats_called.setdefault(seat.noun, []).append(seat)
        self.told_before: frozenset[str] = frozenset(
            n for n, told in lexicon.bodies.items() if told.name in ("apart", "vague")
        )
        """The nouns before names of bodies that can stand alone: *l'entreprise Orlin*."""
        self.modal_phrases: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        """Modal verbs of several words by their last: the verb, and what follows it (*prend soin* de dire)."""
        for phrase in map(_phrase_words, sorted(w["modal"])):
            if len(phrase) > 1:
                self.modal_phrases.setdefault(phrase[-1], []).append((phrase[0], phrase[1:]))
        self.adverbials: dict[str, list[tuple[str, ...]]] = _by_last_word(w["adverbial"])
        """The adverbs of several words, by their last."""
        self._traits = _Table(self)
        self.absent: Traits = self._traits[ABSENT]
        """The traits of what stands where no token does."""

    def traits_of(self, words: Sequence[Word]) -> list[Traits]:
        """The traits of each of `words`."""
        return list(map(self._traits.__getitem__, words))


ARTICLES: Final = frozenset({"le", "la", "l'", "les"})
"""What may stand before a name: *Le Monde*, *la CGT*."""


def _by_last_word(phrases: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in map(_phrase_words, sorted(phrases)):
        out.setdefault(phrase[-1], []).append(phrase)
    return out


def _forms_of_multiword(lexicon: Lexicon) -> Iterator[tuple[str, str, Mood]]:
    """The regular verbs that verbs of several words begin with, and their forms."""
    for first in lexicon.multiword:
        for form, mood in conjugate(first) if first.endswith("er") else ():
            yield first, form, mood


def _compounds(nouns: Mapping[str, Noun]) -> dict[str, list[Compound]]:
    """The nouns of several words by what may head them: the first, or either of two: *éminence grise*."""
    out: dict[str, list[Compound]] = {}
    for noun, (kind, gender) in nouns.items():
        words = _phrase_words(noun) if " " in noun else ()
        heads = range(2 if len(words) == 2 else min(1, len(words)))
        of_many = tuple(_plural(word) if k in heads else word for k, word in enumerate(words))
        for at in heads:
            out.setdefault(of_many[at], []).append((at, of_many, ("group" if kind == "person" else kind, "-")))
            out.setdefault(words[at], []).insert(0, (at, words, (kind, gender)))  # le bras droit, les bras droits
    return out


def _plural(word: str) -> str:
    return word if word.endswith(("s", "x")) else word + "s"


def _bodies_by_first_word(names: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    """The names of bodies of several words without their article, the longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for words in {_without_article(_phrase_words(name)) for name in names}:
        if len(words) > 1:
            out.setdefault(words[0], []).append(words)
    for found in out.values():
        found.sort(key=lambda words: (-len(words), words))
    return out


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[0] in ARTICLES else words


def _sorts_of_names(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """The sorts of bodies that everybody knows, by their names: those of the nouns that may call them."""
    out: dict[str, frozenset[str]] = {}
    for noun, told in lexicon.bodies.items():
        for word in lexicon.synonyms.get(noun, ()):
            if word not in lexicon.bodies and lexicon.nouns.get(word, ("organization",))[0] == "organization":
                out[deaccent(word)] = out.get(deaccent(word), frozenset()) | told.sorts
    return out


SourcePhrase = tuple[tuple[str, ...], str, str]
"""The words of a source phrase, its kind, and the phrase itself."""


def _by_first_word(lexicon: Lexicon) -> dict[str, dict[str, list[SourcePhrase]]]:
    """The source phrases by their first word and their second.

    By no second word those of one word, which all others include.
    """
    of = lexicon.words["of"]
    phrases = [(_phrase_words(p), kind, p) for p, kind in lexicon.sources.items()]
    phrases.sort(key=lambda entry: -len(entry[0]))  # selon les mots de, before selon
    out: dict[str, dict[str, list[SourcePhrase]]] = {}
    for first in {words[0] for words, _, _ in phrases}:
        mine = [p for p in phrases if p[0][0] == first]
        seconds = {s for words, _, _ in mine if len(words) > 1 for s in (of if words[1] == "de" else (words[1],))}
        alone = [p for p in mine if len(p[0]) == 1]
        out[first] = {
            s: [p for p in mine if len(p[0]) == 1 or p[0][1] == s or p[0][1] == "de" and s in of] for s in seconds
        }
        if alone:
            out[first][""] = alone
    if "à" in out:
        out[_BARE] = out["à"]
    return out
