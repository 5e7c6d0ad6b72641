"""Readers of the data files. A file holds one entry a line, and `Table` says of each what a line may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from attrs import field, frozen

from quoteattr.errors import LexiconError
from quoteattr.lexicon.conjugate import Mood, conjugate
from quoteattr.lexicon.verbs import CLASSES, CONSTRUCTIONS, Form, Verb

__all__ = [
    "TABLES", "BodyNoun", "Office", "Seat", "Table", "body_nouns", "forms", "irregular", "lists", "multiword", "names",
    "nouns", "offices", "other_forms", "pairs", "principal_parts", "refusal", "reporting_verbs", "seats", "single",
    "word_classes",
]  # fmt: skip


@frozen
class Table:
    """What a line of a data file holds.

    Attributes:
        columns: The names of its columns.
        allowed: Column → the values that it may have; any text where a column is not named.
        keys: How many columns, from the first, say what an entry is about: no two entries are about the same.
        filled: The columns that may not be empty; all when none is named.
    """

    columns: tuple[str, ...]
    allowed: Mapping[str, tuple[str, ...]] = field(factory=dict)
    keys: int = 1
    filled: tuple[str, ...] = field(default=())


class Office(NamedTuple):
    """What somebody widely known is or was: the noun, content words that follow it, and the holder's gender."""

    noun: str
    complement: frozenset[str]
    gender: str


class BodyNoun(NamedTuple):
    """What a noun tells of the body that it calls: of which sorts it may be, and how the noun stands to its name.

    The name behind it can stand alone (``apart``; ``vague`` where the noun calls much else, too), has the noun in it
    (``part``), or there often is none (``own``).
    """

    sorts: frozenset[str]
    name: str


class Seat(NamedTuple):
    """A seat of power: the names that stand for who sits there, and the noun and words by which they are called."""

    names: tuple[str, ...]
    noun: str
    words: frozenset[str]


_VERB = {"class": CLASSES, "constructions": CONSTRUCTIONS}
_PARTS = (
    "present 1s", "present 3s", "present 3p", "present 1p", "simple past 3s", "simple past 3p",
    "future stem", "subjunctive 3s", "past participle",
)  # fmt: skip
_WORD_CLASSES = (
    "det", "contracted", "indefinite", "prep", "of", "to", "subject_clitic", "clitic", "inverted", "strong_pronoun",
    "demonstrative", "adverb", "adverbial", "connective", "time", "subordinator", "that", "relative", "simple_relative",
    "have", "be", "title", "title_m", "title_f", "particle", "modal", "abbreviation", "asks", "not_source",
    "continuing", "function", "nation", "country", "reach", "impersonal", "outlet", "relational",
    "seat", "capital", "body", "quantity", "content_noun", "opinion_body", "no_opinion", "of_source", "label_asks",
    "label_answers", "label_machine", "insertion", "interview", "inanimate", "kin", "anybody", "rubric", "thing",
    "wish_noun",
)  # fmt: skip
TABLES: Mapping[str, Table] = {
    "verbs.tsv": Table(("lemma", "class", "constructions"), _VERB),
    "irregular.tsv": Table(("infinitive", *_PARTS), filled=("infinitive", "future stem", "past participle")),
    "multiword.tsv": Table(("first", "rest", "class", "constructions"), _VERB, keys=2),
    "sources.tsv": Table(("phrase", "kind"), {"kind": ("source", "whose", "opinion", "weak")}),
    "nouns.tsv": Table(
        ("noun", "kind", "gender"),
        {"kind": ("person", "group", "organization", "document", "unknown"), "gender": ("m", "f", "mf", "-")},
    ),
    "names.tsv": Table(("name", "gender"), {"gender": ("m", "f")}),
    "offices.tsv": Table(
        ("name", "noun", "complement", "gender"), {"gender": ("m", "f")}, keys=3, filled=("name", "noun", "gender")
    ),
    "words.tsv": Table(("class", "word"), {"class": _WORD_CLASSES}, keys=2),
    "frames.tsv": Table(("noun",)),
    "figurative.tsv": Table(("word", "reason"), {"reason": ("named", "titled", "name", "title", "term")}),
    "synonyms.tsv": Table(("later", "roles")),
    "affiliations.tsv": Table(("word", "bodies")),
    "bodies.tsv": Table(("noun", "sorts", "name"), {"name": ("apart", "vague", "part", "own")}),
    "seats.tsv": Table(("seats", "noun", "words"), filled=("seats",)),
}


def refusal(column: str, value: str, allowed: tuple[str, ...]) -> str | None:
    """Return why a column may not have `value`, or nothing when it may; constructions are any of the letters."""
    if column == "constructions":
        right, wanted = bool(value) and set(value) <= set(allowed), f"letters of {''.join(allowed)}"
    else:
        right, wanted = value in allowed, f"one of {', '.join(allowed)}"
    return None if right else f"expected {wanted}, got {value!r}"


def _rows(name: str) -> Iterable[Sequence[str]]:
    """The entries of a data file, checked; what is wrong with one is looked for only when something is."""
    table = TABLES[name]
    text = files("quoteattr.lexicon").joinpath("data", "fr", name).read_text(encoding="utf-8")
    lines = text.splitlines()
    entries = [_without_note(line) if "#" in line else line for line in lines if line and line[0] != "#"]
    width = len(table.columns)
    if {line.count("\t") for line in entries} == {width - 1}:
        cells = "\t".join(entries).split("\t")  # no list for each of ten thousand lines
        columns = [cells[k::width] for k in range(width)]
        if _well_formed(table, columns):
            return zip(*columns, strict=True)
    return _checked(table, lines, name)


def _well_formed(table: Table, columns: list[list[str]]) -> bool:
    """Whether all entries have what they should, and no two are about the same."""
    named = dict(zip(table.columns, columns, strict=True))
    for column, allowed in table.allowed.items():
        values = named[column]
        if set("".join(values) if column == "constructions" else values) - set(allowed):
            return False
    if any("" in named[column] for column in table.filled or table.columns):
        return False
    about = columns[0] if table.keys == 1 else list(map("\t".join, zip(*columns[: table.keys], strict=True)))
    return len(set(map(str.lower, about))) == len(about)


def _checked(table: Table, lines: list[str], name: str) -> Iterator[list[str]]:
    """The entries, each checked by itself and against those before it."""
    right: dict[int, set[str]] = {table.columns.index(column): set() for column in table.allowed}
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line or line[0] == "#":
            continue
        row = _cells(line)
        if len(row) != len(table.columns):
            msg = f"expected {len(table.columns)} columns, got {len(row)}"
            raise LexiconError(msg, name, number)
        if "" in row:
            _check_filled(table, row, name, number)
        for place, values in right.items():
            if row[place] not in values:
                _check_allowed(table.columns[place], row[place], name, number)
                values.add(row[place])
        about = (row[0] if table.keys == 1 else "\t".join(row[: table.keys])).lower()
        if about in seen:
            raise _twice(row, _cells(lines[seen[about] - 1]), name, (seen[about], number))
        seen[about] = number
        yield row


def _cells(line: str) -> list[str]:
    """The columns of a line without the note at its end."""
    return _without_note(line).split("\t")


def _without_note(line: str) -> str:
    return line.partition("\t#")[0]


def _check_filled(table: Table, row: list[str], name: str, number: int) -> None:
    for column, value in zip(table.columns, row, strict=True):
        if not value and column in (table.filled or table.columns):
            msg = "expected a value, got none"
            raise LexiconError(msg, name, number, column)


def _check_allowed(column: str, value: str, name: str, number: int) -> None:
    wrong = refusal(column, value, TABLES[name].allowed[column])
    if wrong is not None:
        raise LexiconError(wrong, name, number, column)


def _twice(row: list[str], earlier: list[str], name: str, lines: tuple[int, int]) -> LexiconError:
    """The error of an entry about something that another is about."""
    table = TABLES[name]
    says = "repeats" if row[table.keys :] == earlier[table.keys :] else "contradicts"
    message = f"{' '.join(row[: table.keys])!r} {says} line {lines[0]}: {' '.join(earlier)}"
    return LexiconError(message, name, lines[1], table.columns[0])


def pairs(name: str) -> dict[str, str]:
    """Return a table of two columns as a dictionary."""
    return {row[0]: row[1] for row in _rows(name)}


def single(name: str) -> frozenset[str]:
    """Return a table of one column as a set."""
    return frozenset(about for (about,) in _rows(name))


def nouns() -> dict[str, tuple[str, str]]:
    """Return the kind and gender of each noun."""
    return {noun: (kind, gender) for noun, kind, gender in _rows("nouns.tsv")}


def names() -> dict[str, str]:
    """Return the gender that each first name tells, by the name in lower case."""
    return {name.lower(): gender for name, gender in _rows("names.tsv")}


class _Offices(Mapping[str, tuple[Office, ...]]):
    """Names with their offices, of which a text asks for a few of ten thousand."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self._rows: dict[str, list[Sequence[str]]] = {}
        for row in rows:
            self._rows.setdefault(row[0], []).append(row)

    def __getitem__(self, name: str) -> tuple[Office, ...]:
        return tuple(Office(noun, frozenset(words.split()), gender) for _, noun, words, gender in self._rows[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def offices() -> Mapping[str, tuple[Office, ...]]:
    """Return the offices of people who are widely known, by their names."""
    return _Offices(_rows("offices.tsv"))


def lists(name: str) -> dict[str, frozenset[str]]:
    """Return a table of two columns, the second of them words with spaces between, as sets by the first."""
    return {about: frozenset(words.split()) for about, words in _rows(name)}


def body_nouns() -> dict[str, BodyNoun]:
    """Return the nouns by which bodies that have a name are called."""
    return {noun: BodyNoun(frozenset(sorts.split()), name) for noun, sorts, name in _rows("bodies.tsv")}


def seats() -> tuple[Seat, ...]:
    """Return the seats of power."""
    return tuple(
        Seat(tuple(names.split(",")), noun, frozenset(words.split())) for names, noun, words in _rows("seats.tsv")
    )


def word_classes() -> dict[str, frozenset[str]]:
    """Return the words of each class.

    Raises:
        LexiconError: If a class has none.
    """
    classes: dict[str, list[str]] = {name: [] for name in _WORD_CLASSES}
    for name, word in _rows("words.tsv"):
        classes[name].append(word)
    for name, words in classes.items():
        if not words:
            msg = f"no word of the class {name!r}"
            raise LexiconError(msg, "words.tsv", field="class")
    return {name: frozenset(words) for name, words in classes.items()}


def reporting_verbs() -> dict[str, Verb]:
    """Return the reporting verbs by lemma."""
    return {
        lemma: Verb(lemma, verb_class, frozenset(constructions))
        for lemma, verb_class, constructions in _rows("verbs.tsv")
    }


def multiword() -> dict[str, tuple[tuple[tuple[str, ...], Verb], ...]]:
    """Return the reporting verbs of several words by their first."""
    out: dict[str, list[tuple[tuple[str, ...], Verb]]] = {}
    for first, rest, verb_class, constructions in _rows("multiword.tsv"):
        out.setdefault(first, []).append(
            (tuple(rest.split()), Verb(f"{first} {rest}", verb_class, frozenset(constructions)))
        )
    return {first: tuple(verbs) for first, verbs in out.items()}


def irregular() -> dict[str, list[str]]:
    """Return the principal parts of the irregular verbs, by infinitive."""
    return {row[0]: list(row[1:]) for row in _rows("irregular.tsv")}


def principal_parts(infinitive: str, parts: Mapping[str, list[str]]) -> list[str] | None:
    """Return the principal parts of `infinitive`.

    They are its own or, with the prefix, those of the verb it is made of (*redire* from *dire*).
    """
    if infinitive in parts or infinitive.endswith(("er", "ir")):
        return parts.get(infinitive)
    base = max((b for b in parts if infinitive.endswith(b)), key=len, default=None)
    return None if base is None else [infinitive.removesuffix(base) + p if p else "" for p in parts[base]]


def forms(verbs: Iterable[Verb], parts: Mapping[str, list[str]]) -> dict[str, tuple[Form, ...]]:
    """Return the readings of every form of reporting verbs.

    Raises:
        LexiconError: If the conjugation of a verb is not known.
    """
    out: dict[str, tuple[Form, ...]] = {}
    for verb in verbs:
        try:
            inflected = list(conjugate(verb.bare, principal_parts(verb.bare, parts)))
        except ValueError as error:
            msg = f"{verb.lemma}: {error}; give its principal parts in irregular.tsv"
            raise LexiconError(msg, "verbs.tsv", field="lemma") from error
        readings = {mood: Form(verb, mood) for mood in Mood}
        for form, mood in inflected:
            known = out.get(form, ())
            if readings[mood] not in known:
                out[form] = (*known, readings[mood])
    return out


def other_forms(modal: Iterable[str], parts: Mapping[str, list[str]]) -> dict[str, tuple[str, Mood]]:
    """Return what each form of an irregular or modal verb is a form of, and in which mood."""
    out: dict[str, tuple[str, Mood]] = {}
    regular = [infinitive for infinitive in modal if infinitive not in parts and infinitive.endswith("er")]
    for infinitive in (*parts, *regular):
        for form, mood in conjugate(infinitive, parts.get(infinitive)):
            out.setdefault(form, (infinitive, mood))
    return out
