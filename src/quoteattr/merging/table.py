"""The table of speakers: one row for each speaker of each text, which a person can edit and apply afterwards."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from attrs import evolve, field, frozen

from quoteattr.checks import check_all, check_several, check_source
from quoteattr.errors import ConfigError, InputError, ResultError
from quoteattr.export.files import replacing
from quoteattr.export.literals import encodable
from quoteattr.result import Result, Speaker

__all__ = ["COLUMNS", "MergedSpeaker", "SpeakerTable"]

COLUMNS = {
    "person": "Who it is: rows with the same value are one person or body. Change it to merge or to part.",
    "name": "What results are to call it; the first row of a person that has a name tells it.",
    "id": "A name of your own for it, in place of `person`.",
    "wikidata": "Its number in Wikidata.",
    "decision": "Yours: empty, `accept`, or `split` for a row that is somebody else.",
    "document_id": "The text.",
    "outlet": "Where the text was published.",
    "speaker_id": "The speaker in that text.",
    "speaker_name": "What the text calls it.",
    "kind": "What it is.",
    "gender": "Of a single person, when the text tells.",
    "roles": "What the text says that it is.",
    "quotations": "How many are its.",
    "why": "What told that it belongs here.",
    "candidates": "Others for whom it may stand, as `person`.",
}
_OF_PERSON = ("name", "id", "wikidata")
_DECISIONS = ("", "accept", "split")


@frozen
class MergedSpeaker:
    """One row: a speaker of a text, and who that is.

    Attributes:
        person: Rows with the same value are one person or body.
        document_id: The text.
        speaker_id: The speaker in that text.
        speaker_name: What the text calls it.
        kind: What it is.
        gender: ``"m"``, ``"f"`` or ``""``.
        roles: What the text says that it is, joined by ``"; "``.
        quotations: How many are its.
        why: What told that it belongs here: ``name``, ``initials``, ``surname``, ``id``, ``alone``, ``not named``, or
            why it stays ``apart``.
        candidates: Others for whom it may stand.
        decision: ``""``, ``"accept"`` or ``"split"``.
        outlet: Where the text was published.
        about: What is known of the person: ``name``, ``id``, ``wikidata`` and further columns. It may stand in any of
            their rows; as it is made, it stands in the first.
    """

    person: str
    document_id: str
    speaker_id: str
    speaker_name: str
    kind: str = ""
    gender: str = ""
    roles: str = ""
    quotations: int = 0
    why: str = ""
    candidates: tuple[str, ...] = ()
    decision: str = ""
    outlet: str = ""
    about: Mapping[str, str] = field(factory=dict, hash=False)


def _rows(value: Iterable[MergedSpeaker]) -> tuple[MergedSpeaker, ...]:
    check_several("rows", value)
    rows = tuple(value)
    check_all("rows", rows, MergedSpeaker)
    return rows


@frozen(repr=False)
class SpeakerTable:
    """Who is who in the texts of a corpus.

    Attributes:
        rows: One for each speaker of each text, those of one person together, the most quoted first.
    """

    rows: tuple[MergedSpeaker, ...] = field(converter=_rows)

    def __repr__(self) -> str:
        persons = len({row.person for row in self.rows})
        return f"SpeakerTable({len(self.rows)} speakers of texts, {persons} persons and bodies)"

    def write_csv(self, sink: str | os.PathLike[str] | TextIO) -> int:
        """Write the table and return how many rows it has; see `read_csv` for what may be changed in it.

        Raises:
            InputError: If `sink` is neither a path nor an open text file.
        """
        if isinstance(sink, str | os.PathLike):
            with replacing(sink) as file:
                return self.write_csv(file)
        check_source(sink, "write")
        further = dict.fromkeys(key for row in self.rows for key in row.about if key not in _OF_PERSON)
        writer = csv.writer(sink, lineterminator="\n")
        writer.writerow([*COLUMNS, *further])
        for row in self.rows:
            cells = {**{name: getattr(row, name, "") for name in COLUMNS}, **row.about}
            cells["candidates"] = "; ".join(row.candidates)
            writer.writerow([encodable(str(cells.get(name, ""))) for name in (*COLUMNS, *further)])
        return len(self.rows)

    @classmethod
    def read_csv(cls, source: str | os.PathLike[str] | TextIO) -> SpeakerTable:
        """Read a table that `write_csv` wrote and a person has edited.

        Commas, semicolons or tabs may stand between cells. Rows may be sorted, left out (their speakers stay as they
        are) and given another ``person`` or a ``decision``; further columns are what is known of a person.

        Raises:
            ConfigError: If a column or cell is missing or wrong; the message names the file and the line.
            OSError: If `source` is a path that cannot be opened.
        """
        check_source(source)
        if isinstance(source, str | os.PathLike):
            with Path(source).open(encoding="utf-8-sig", newline="") as file:
                return cls(_read(file, os.fspath(source)))
        return cls(_read(source, str(getattr(source, "name", "<table>"))))

    def apply(self, results: Iterable[Result], ids: Iterable[str], *, accepted: bool = False) -> Iterator[Result]:
        """Yield each result with its speakers named as the table has them.

        A speaker keeps its ``id`` in the text. Its ``name`` becomes that of the person, the one before an alias, and
        ``about`` holds the person's id (their ``id``, else ``person``), Wikidata number and further columns. Speakers
        that the table does not have stay as they are.

        Args:
            results: Those that the table was made of, or some of them.
            ids: The id of each, as it was when the table was made.
            accepted: Whether only rows of which the decision is ``accept`` are merged; the others stand alone.

        Raises:
            ConfigError: If there are fewer or more `ids` than `results`, or two rows of one person have different ids
                or Wikidata numbers.
        """
        check_several("results", results)
        check_several("ids", ids)
        known = self._persons(accepted=accepted)
        return _applied(results, ids, known)

    def _persons(self, *, accepted: bool) -> dict[tuple[str, str], dict[str, str]]:
        """What is known of each speaker of each text."""
        persons: dict[str, dict[str, str]] = {}
        own: dict[tuple[str, str], str] = {}
        for row in self.rows:
            alone = row.decision == "split" or accepted and row.decision != "accept"
            person = f"{row.person}@{row.document_id}/{row.speaker_id}" if alone else row.person
            own[row.document_id, row.speaker_id] = person
            if alone:
                persons[person] = {"name": row.speaker_name}
            about = persons.setdefault(row.person, {})
            for key, value in row.about.items():
                if key in {"id", "wikidata"} and about.get(key, value) != value:
                    msg = f"person {row.person!r} has two values of {key}: {about[key]!r} and {value!r}"
                    raise ConfigError(msg)
                about.setdefault(key, value)
        for person, about in persons.items():
            about.setdefault("id", person)
        return {place: persons[person] for place, person in own.items()}


def _applied(
    results: Iterable[Result], ids: Iterable[str], known: Mapping[tuple[str, str], dict[str, str]]
) -> Iterator[Result]:
    try:
        for result, document in zip(results, ids, strict=True):
            if not isinstance(result, Result):
                msg = f"results: expected Result, got {type(result).__name__}"
                raise InputError(msg)
            yield _renamed(result, document, known)
    except ValueError as error:
        if isinstance(error, ResultError | ConfigError):
            raise
        msg = "expected as many ids as results"
        raise ConfigError(msg) from error


def _renamed(result: Result, document: str, known: Mapping[tuple[str, str], dict[str, str]]) -> Result:
    changed = {s.id: _as_told(s, about) for s in result.speakers if (about := known.get((document, s.id))) is not None}
    return evolve(
        result,
        speakers=[changed.get(s.id, s) for s in result.speakers],
        quotations=[
            q if q.speaker is None or q.speaker.id not in changed else evolve(q, speaker=changed[q.speaker.id])
            for q in result.quotations
        ],
    )


def _as_told(speaker: Speaker, about: Mapping[str, str]) -> Speaker:
    name = about.get("name") or speaker.name
    aliases = list(dict.fromkeys(form for form in (speaker.name, *speaker.aliases) if form != name))
    told = {key: value for key, value in about.items() if key != "name"}
    return evolve(speaker, name=name, aliases=aliases, about={**speaker.about, **told})


def _read(lines: Iterable[str], name: str) -> Iterator[MergedSpeaker]:
    source = iter(lines)
    head = next(source, "").removeprefix("\ufeff")
    reader = csv.reader([head], delimiter=max(",;\t", key=head.count))
    columns = next(reader, [])
    missing = [c for c in ("person", "document_id", "speaker_id") if c not in columns]
    if missing:
        msg = f"{name}:1: the column {missing[0]!r} is missing; a table of speakers has {', '.join(COLUMNS)}"
        raise ConfigError(msg)
    rows = csv.reader(source, delimiter=max(",;\t", key=head.count))
    for cells in rows:
        if any(cells):
            yield _row(dict(zip(columns, cells, strict=False)), f"{name}:{rows.line_num + 1}")


def _row(cells: dict[str, Any], where: str) -> MergedSpeaker:
    for column in ("person", "document_id", "speaker_id"):
        if not cells.get(column):
            msg = f"{where}: {column} is empty"
            raise ConfigError(msg)
    decision = cells.get("decision", "").strip().lower()
    if decision not in _DECISIONS:
        msg = f"{where}: decision: expected {', '.join(filter(None, _DECISIONS))} or nothing, got {decision!r}"
        raise ConfigError(msg)
    number = cells.get("quotations", "")
    return MergedSpeaker(
        cells["person"].strip(),
        cells["document_id"],
        cells["speaker_id"],
        cells.get("speaker_name", ""),
        cells.get("kind", ""),
        cells.get("gender", ""),
        cells.get("roles", ""),
        int(number) if number.isdigit() else 0,
        cells.get("why", ""),
        tuple(filter(None, cells.get("candidates", "").split("; "))),
        decision,
        cells.get("outlet", ""),
        {key: value for key, value in cells.items() if value and (key in _OF_PERSON or key not in COLUMNS)},
    )
