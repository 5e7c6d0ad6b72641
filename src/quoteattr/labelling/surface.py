"""Labels read off the words themselves, for work without a model.

Each form has the readings that a table gives it, or those of its ending; where there are several, the labels beside it
decide. The tables are learned by ``benchmarks/surface_table.py``. Nothing is said of syntactic heads: the grammar finds
its way by word order.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import log
from typing import Any, Final, NamedTuple

from quoteattr.labelling.capitals import Capitals
from quoteattr.labelling.tags import MARGIN, Tags
from quoteattr.lexicon import Lexicon, Mood
from quoteattr.measured import rows
from quoteattr.reading import Document, Word

__all__ = ["Reading", "Surface"]


class Reading(NamedTuple):
    """What a form may be: its class, and what else a label tells."""

    kind: str
    pos: str
    gender: str = ""
    number: str = ""
    tense: str = ""
    person: str = ""
    verb_form: str = ""


Options = tuple[tuple[Reading, float], ...]
"""Readings with the logarithm of their share, the commonest first."""

_POS: Final = {
    "N": "NOUN",
    "J": "ADJ",
    "R": "ADV",
    "P": "PROPN",
    "D": "DET",
    "O": "PRON",
    "A": "ADP",
    "C": "CCONJ",
    "S": "SCONJ",
    "M": "NUM",
    "I": "INTJ",
    "U": "PUNCT",
    "X": "X",
    "Y": "SYM",
    "V": "VERB",
    "H": "AUX",
}
_VERB_FORMS: Final = {"f": "Fin", "i": "Inf", "p": "Part"}
_TENSES: Final = {"r": "Pres", "i": "Imp", "f": "Fut", "a": "Past", "c": "cnd", "s": "sub", "m": "imp"}
_NAME: Final[Options] = ((Reading("P", "PROPN"), 0.0),)
_NUMBER: Final[Options] = ((Reading("M", "NUM"), 0.0),)
_SIGN: Final[Options] = ((Reading("U", "PUNCT"), 0.0),)
_ABSENT: Final = Reading("U", "X")
_NOUN: Final[Options] = ((Reading("N", "NOUN"), 0.0),)
_BY_MOOD: Final = {
    Mood.FINITE: "Vf:-sr3",
    Mood.FIRST: "Vf:-sr1",
    Mood.PARTICIPLE: "Vp:msa",
    Mood.GERUND: "Vp:--r",
    Mood.INFINITIVE: "Vi",
}
_COMMON: Final = ("ment", "ant", "és", "ées", "tion", "tions", "eurs", "euses")
"""Endings of words that open a sentence and are no names."""
_LONGEST: Final = 5
"""How many letters of an ending are looked at."""
_KEPT: Final = 50_000
"""How many forms are remembered."""


@lru_cache(maxsize=1024)
def reading(code: str) -> Reading:
    """Spell out a label.

    ``N:fs`` is a feminine singular noun, ``Vf:-sr3`` a finite verb in the third person singular of the present.
    """
    kind, _, rest = code.partition(":")
    gender, number, tense, person = (c.replace("-", "") for c in rest.ljust(4, "-"))
    return Reading(kind, _POS[kind[0]], gender, number, _TENSES.get(tense, ""), person, _VERB_FORMS.get(kind[1:], ""))


def _options(cells: list[str]) -> Options:
    """The readings of a row: codes, each with its share in per cent but for a last one that takes the rest."""
    if len(cells) == 1:
        return ((reading(cells[0]), 0.0),)
    return tuple((reading(code), log(int(share) / 100)) for code, share in zip(cells[::2], cells[1::2], strict=True))


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, Options], dict[str, Options], dict[tuple[str, str], float]]:
    """The readings of forms, those of endings, how likely labels are beside each other: read once, never changed."""
    return (
        {form: _options(cells) for form, *cells in rows("forms.tsv")},
        {ending: ((reading(code), 0.0),) for ending, code in rows("endings.tsv")},
        {(a, b): float(value) for a, b, value in rows("neighbours.tsv")},
    )


class Surface:
    """Labels documents by the forms of their words, as the tables and a lexicon tell them.

    Args:
        lexicon: Tells the forms of reporting verbs that the tables lack.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.capitals: Capitals = Capitals(lexicon)
        forms, endings, beside = _tables()
        self.forms: dict[str, Options] = forms
        self.endings: dict[str, Options] = endings
        self.beside: dict[tuple[str, str], float] = beside
        self.guesses: _Guesses = _Guesses(self)
        self.settled: dict[tuple[Word, str, str], Reading] = {}

    def inside(self, word: Word) -> Options:
        """Readings of a word that opens no sentence; its capital, if it has one, is a name's."""
        text = word.text
        first = text[0]
        if word.is_title:
            return _NAME
        return (
            self._plain(word.low if "·" not in word.low else word.plain.lower())
            if first.isalpha() or first == "-" and len(text) > 1
            else _NUMBER
            if first.isdigit()
            else _SIGN
        )

    def _first(self, word: Word) -> Options:
        """Readings of a capitalised word that opens a sentence; its capital says nothing."""
        low = word.low
        if low in self.forms or low in self.lexicon.forms:
            return self._plain(low)
        if len(low) > 4 and low not in self.lexicon.names and not word.text.isupper() and low.endswith(_COMMON):
            return self._plain(low)
        return _NAME

    def _plain(self, low: str) -> Options:
        found = self.forms.get(low)
        if found is not None:
            return found
        told = self.lexicon.forms.get(low) or ()
        moods = {f.mood for f in told}
        if moods:
            return tuple((self._of_mood(low, m), -float(len(moods))) for m in moods)
        other = self.lexicon.other_forms.get(low)
        if other is not None:
            return ((self._of_mood(low, other[1]), 0.0),)
        return self._by_ending(low)

    def _of_mood(self, low: str, mood: Mood) -> Reading:
        """The reading of a form of that mood, of the tense that the ending of a finite one tells."""
        found = reading(_BY_MOOD[mood])
        if mood not in (Mood.FINITE, Mood.FIRST):
            return found
        tense = next((r.tense for r, _ in self._by_ending(low) if r.verb_form == found.verb_form), found.tense)
        told = tense != "Fut"  # *finira* and *soupira* end alike
        return found._replace(tense=tense) if told else found

    def _by_ending(self, low: str) -> Options:
        """Readings of a word that nothing knows, by its last letters."""
        for size in range(_LONGEST, 0, -1):
            found = self.endings.get(low[-size:])
            if found is not None:
                return found
        return _NOUN

    def _settle(self, options: Options, before: str, after: str) -> Reading:
        """The reading that goes best with the labels beside it."""
        beside = self.beside
        return max(
            [
                (share + beside.get((before, option.kind), 0.0) + beside.get((option.kind, after), 0.0), -k, option)
                for k, (option, share) in enumerate(options)
            ]
        )[2]

    def __call__(self, documents: Iterable[Document]) -> Iterator[Tags]:
        """Label documents, each when it is asked for."""
        return map(self.tags, documents)

    def tags(self, document: Document, persons: Iterable[str] = ()) -> Tags:
        """Label the tokens of a document as far as their forms tell.

        `persons` are surnames of those whom its text names elsewhere.
        """
        words = document.word
        guesses: list[Options] = list(map(self.guesses.__getitem__, words))
        labels: list[Reading] = [options[0][0] for options in guesses]
        opening = {i: self._first(words[i]) for i in document.boundaries_set if i < len(words) and words[i].is_title}
        for i, options in opening.items():
            labels[i] = options[0][0]
        labels += [_ABSENT] * MARGIN
        settled = self.settled
        if len(settled) >= _KEPT:
            settled.clear()
        doubtful = [i for i, options in enumerate(guesses) if len(options) > 1 and i not in opening]
        for i in sorted([*doubtful, *(i for i, options in opening.items() if len(options) > 1)]):
            before, after = labels[i - 1].kind if i else "U", labels[i + 1].kind
            key = (words[i], before, after)
            label = settled.get(key)
            if label is None:
                label = settled[key] = self._settle(opening.get(i) or guesses[i], before, after)
            labels[i] = label
        tags = Tags(0, parsed=False)
        tags.pos = [label.pos for label in labels]
        tags.verb_form = [label.verb_form for label in labels]
        tags.gender, tags.number, tags.tense, tags.person = (
            _Field(labels, 2),
            _Field(labels, 3),
            _Field(labels, 4),
            _Field(labels, 5),
        )
        tags.head = array("q", range(len(labels)))
        tags.dep = [""] * len(labels)
        tags.entities = self.capitals.entities(document, tags.pos, persons)
        return tags


class _Guesses(dict[Word, Options]):
    """The readings of each form that opens no sentence, worked out when it is first asked for."""

    def __init__(self, surface: Surface) -> None:
        super().__init__()
        self.surface = surface

    def __missing__(self, word: Word) -> Options:
        if len(self) >= _KEPT:
            self.clear()
        options = self[word] = self.surface.inside(word)
        return options


class _Field(Sequence[str]):
    """One field of readings, as a sequence; it is asked for few tokens."""

    def __init__(self, labels: Sequence[Reading], field: int) -> None:
        self.labels = labels
        self.field = field

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, i: Any) -> Any:
        return self.labels[i][self.field]
