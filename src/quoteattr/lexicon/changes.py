"""Changes to a lexicon, from code or from a file: entries added, changed and removed, each checked where it stands.

A file holds data only: nothing in it is run, and it names no other file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from quoteattr.errors import LexiconError
from quoteattr.lexicon.conjugate import Mood, conjugate
from quoteattr.lexicon.tables import TABLES, irregular, principal_parts, refusal
from quoteattr.lexicon.verbs import Form, Verb

if TYPE_CHECKING:
    from quoteattr.lexicon.model import Lexicon

__all__ = ["FIELDS", "Place", "apply_changes"]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "verb": ("lemma", "class", "constructions", "like", "parts", "remove"),
    "source": ("phrase", "kind", "remove"),
    "noun": ("noun", "kind", "gender", "remove"),
    "name": ("name", "gender", "remove"),
}
"""The tables of a file and the fields of their entries; the first of each says what the entry is about."""
CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {table: TABLES[f"{table}s.tsv"].allowed for table in FIELDS}
DEFAULTS = {"class": "A", "constructions": "icq", "source": "source", "noun": "person", "gender": "mf"}
_WORDS = re.compile(r"[^\W\d_]+(?:[' -]+[^\W\d_]+)*'?")


@frozen
class Place:
    """Where changes come from: what an error names."""

    source: str = "<code>"
    lines: Mapping[tuple[str, int, str], int] = field(factory=dict)

    def error(self, message: str, table: str, number: int, name: str | None = None) -> LexiconError:
        """Return the error of a field of entry `number` of a table."""
        line = self.lines.get((table, number, name or "")) or self.lines.get((table, number, ""))
        where = "" if line is not None else f"{table} {number}: "
        return LexiconError(where + message, self.source, line, name)


_CODE = Place()


def apply_changes(lexicon: Lexicon, changes: Mapping[str, Any], place: Place = _CODE) -> Lexicon:
    """Return `lexicon` with `changes`, which are what a lexicon file holds, as plain data.

    Raises:
        LexiconError: If an entry is malformed.
    """
    draft = _Draft(lexicon, place)
    if not isinstance(changes, Mapping):
        msg = f"expected tables ({', '.join(FIELDS)}), got {type(changes).__name__}"
        raise LexiconError(msg, place.source)
    for table, rows in changes.items():
        if table not in FIELDS:
            msg = f"unknown table {table!r}; the tables are {', '.join(FIELDS)}"
            raise place.error(msg, str(table), 1)
        if not isinstance(rows, list | tuple):
            msg = f"expected a list of entries ([[{table}]] in a file), got {type(rows).__name__}"
            raise place.error(msg, table, 1)
        for number, row in enumerate(rows, 1):
            draft.change(table, number, _checked(table, number, row, place))
    return draft.lexicon(_version(lexicon, changes))


def _version(lexicon: Lexicon, changes: Mapping[str, Any]) -> str:
    """The version of the package's data, and what tells apart the changes made to it."""
    import hashlib  # noqa: PLC0415 - seldom needed, and not worth their time at every import
    import json  # noqa: PLC0415

    told = json.dumps([lexicon.version, changes], sort_keys=True, default=list)
    return f"{lexicon.version.split('+')[0]}+{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def _checked(table: str, number: int, row: Any, place: Place) -> dict[str, Any]:
    """Return an entry with its texts in the spelling of the lexicon, or raise."""
    names = FIELDS[table]
    if not isinstance(row, Mapping):
        msg = f"expected an entry with the fields {', '.join(names)}, got {row!r}"
        raise place.error(msg, table, number)
    out: dict[str, Any] = {}
    for name, value in row.items():
        if name not in names:
            msg = f"unknown field; the fields are {', '.join(names)}"
            raise place.error(msg, table, number, str(name))
        out[name] = _value(table, number, name, value, place)
    if names[0] not in out:
        msg = f"the field {names[0]!r} is missing"
        raise place.error(msg, table, number, names[0])
    if "remove" in out and len(out) > 2:
        msg = f"an entry that is removed has no other field than {names[0]!r}"
        raise place.error(msg, table, number, "remove")
    return out


def _value(table: str, number: int, name: str, value: Any, place: Place) -> Any:
    if name == "remove":
        if value is not True:
            msg = f"expected true, got {value!r}"
            raise place.error(msg, table, number, name)
        return value
    if name == "parts":
        if (
            not isinstance(value, list | tuple)
            or len(value) != 9
            or not all(isinstance(part, str) for part in value)
            or not (value[6] and value[8])
        ):
            msg = f"expected nine texts (the future stem and the participle not empty), got {value!r}"
            raise place.error(msg, table, number, name)
        return [_spelled(part) for part in value]
    if not isinstance(value, str):
        msg = f"expected a text, got {value!r}"
        raise place.error(msg, table, number, name)
    allowed = CHOICES[table].get(name)
    if allowed is not None:
        wrong = refusal(name, value, allowed)
        if wrong is not None:
            raise place.error(wrong, table, number, name)
        return value
    word = _spelled(value)
    if _WORDS.fullmatch(word) is None:
        msg = f"expected words, got {value!r}"
        raise place.error(msg, table, number, name)
    return word


def _spelled(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


class _Draft:
    """A lexicon in the making: mutable copies, made once for any number of changes."""

    def __init__(self, lexicon: Lexicon, place: Place) -> None:
        self.base = lexicon
        self.place = place
        self.verbs = dict(lexicon.verbs)
        self.forms = dict(lexicon.forms)
        self.other_forms = dict(lexicon.other_forms)
        self.multiword = {first: list(rest) for first, rest in lexicon.multiword.items()}
        self.sources = dict(lexicon.sources)
        self.nouns = dict(lexicon.nouns)
        self.names = dict(lexicon.names)
        self.by_lemma: dict[str, list[str]] = {}
        for form, readings in lexicon.forms.items():
            for reading in readings:
                self.by_lemma.setdefault(reading.verb.lemma, []).append(form)

    def lexicon(self, version: str) -> Lexicon:
        return evolve(
            self.base,
            verbs=MappingProxyType(self.verbs),
            forms=MappingProxyType(self.forms),
            other_forms=MappingProxyType(self.other_forms),
            multiword=MappingProxyType({first: tuple(rest) for first, rest in self.multiword.items()}),
            sources=MappingProxyType(self.sources),
            nouns=MappingProxyType(self.nouns),
            names=MappingProxyType(self.names),
            version=version,
        )

    def change(self, table: str, number: int, row: dict[str, Any]) -> None:
        key = row[FIELDS[table][0]]
        if table == "verb":
            self._verb(number, row)
            return
        tables: dict[str, dict[str, Any]] = {"source": self.sources, "noun": self.nouns, "name": self.names}
        entries = tables[table]
        if "remove" in row:
            self._present(key in entries, table, number, key)
            del entries[key]
        elif table == "noun":
            old = self.nouns.get(key, (DEFAULTS["noun"], DEFAULTS["gender"]))
            self.nouns[key] = (row.get("kind", old[0]), row.get("gender", old[1]))
        elif table == "source":
            self.sources[key] = row.get("kind", self.sources.get(key, DEFAULTS["source"]))
        elif "gender" in row:
            self.names[key] = row["gender"]
        else:
            msg = "the field 'gender' is missing"
            raise self.place.error(msg, table, number, "gender")

    def _present(self, present: bool, table: str, number: int, key: str) -> None:  # noqa: FBT001
        if not present:
            msg = f"{key!r} is not in the lexicon and cannot be removed"
            raise self.place.error(msg, table, number, FIELDS[table][0])

    def _verb(self, number: int, row: dict[str, Any]) -> None:
        lemma = row["lemma"]
        if " " in lemma.removeprefix("se "):
            self._verb_of_several_words(number, row)
            return
        old = self.verbs.get(lemma)
        if "remove" in row:
            self._present(old is not None, "verb", number, lemma)
            del self.verbs[lemma]
            self._reread(lemma, None)
            return
        letters = row.get("constructions")
        new = Verb(
            lemma,
            row.get("class", old.verb_class if old else DEFAULTS["class"]),
            frozenset(letters or (old.constructions if old else DEFAULTS["constructions"])),
        )
        self.verbs[lemma] = new
        if old is not None and "parts" not in row and "like" not in row:
            self._reread(lemma, new)
            return
        self._reread(lemma, None)
        for form, mood in self._inflected(number, new.bare, row):
            readings = self.forms.get(form, ())
            if Form(new, mood) not in readings:
                self.forms[form] = (*readings, Form(new, mood))
                self.by_lemma.setdefault(lemma, []).append(form)

    def _reread(self, lemma: str, new: Verb | None) -> None:
        """Put `new` in the place of the verb `lemma` in the readings of all its forms, or take them out."""
        for form in self.by_lemma.get(lemma, ()) if new else self.by_lemma.pop(lemma, ()):
            readings = self.forms.get(form, ())
            kept = tuple(
                Form(new, r.mood) if new and r.verb.lemma == lemma else r
                for r in readings
                if new or r.verb.lemma != lemma
            )
            if kept:
                self.forms[form] = kept
            else:
                self.forms.pop(form, None)

    def _inflected(self, number: int, infinitive: str, row: dict[str, Any]) -> Iterable[tuple[str, Mood]]:
        try:
            if "parts" in row:
                return list(conjugate(infinitive, row["parts"]))
            if "like" in row:
                return list(_like(infinitive, row["like"]))
            return list(conjugate(infinitive, principal_parts(infinitive, irregular())))
        except ValueError as error:
            msg = f"{error}; name a verb that is conjugated alike in 'like', or give its principal parts in 'parts'"
            raise self.place.error(msg, "verb", number, "like" if "like" in row else "lemma") from error

    def _verb_of_several_words(self, number: int, row: dict[str, Any]) -> None:
        """*faire entendre*: the first word is a verb, the others follow it unchanged."""
        lemma = row["lemma"]
        first, *others = lemma.split()
        rest = tuple(others)
        entries = self.multiword.setdefault(first, [])
        old = next((verb for words, verb in entries if words == rest), None)
        entries[:] = [entry for entry in entries if entry[0] != rest]
        if "remove" in row:
            self._present(old is not None, "verb", number, lemma)
            return
        letters = row.get("constructions") or (old.constructions if old else DEFAULTS["constructions"])
        entries.append((rest, Verb(lemma, row.get("class", old.verb_class if old else "G"), frozenset(letters))))
        if self.other_forms.get(first, ("",))[0] != first:
            for form, mood in self._inflected(number, first, row):
                self.other_forms.setdefault(form, (first, mood))


def _like(infinitive: str, model: str) -> Iterable[tuple[str, Mood]]:
    """Conjugate `infinitive` as `model`: *glapir* as *finir*, by what comes before the ending that both share."""
    shared = next(
        (k for k, (a, b) in enumerate(zip(infinitive[::-1], model[::-1], strict=False)) if a != b),
        min(len(infinitive), len(model)),
    )
    mine, theirs = infinitive[: len(infinitive) - shared], model[: len(model) - shared]
    for form, mood in conjugate(model, principal_parts(model, irregular())):
        if shared < 2 or not form.startswith(theirs):
            msg = f"{infinitive!r} is not conjugated like {model!r}"
            raise ValueError(msg)
        yield mine + form.removeprefix(theirs), mood
