"""The table that CSV, Arrow and Parquet share: one row a quotation, the same columns with the same meaning.

A row holds a quotation whole, and who is quoted; not the text, nor what else the result says of its speakers (aliases,
mentions), nor its diagnostics and versions. A document without quotations has no row, unless rows for them are asked
for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from attrs import evolve, field, frozen
from attrs.validators import instance_of, optional

from quoteattr.checks import check_several
from quoteattr.errors import InputError, ResultError
from quoteattr.export.table.carried import Fields, FieldValue, beside
from quoteattr.result import (
    Cue,
    CueKind,
    Gender,
    Kind,
    Mention,
    MentionForm,
    Quotation,
    Result,
    Span,
    Speaker,
    SpeakerKind,
)

__all__ = [
    "COLUMNS",
    "TABLE_VERSION",
    "Column",
    "Row",
    "column_name",
    "field_name",
    "from_cells",
    "results_of",
    "rows_of",
    "to_cells",
]

TABLE_VERSION = 1
"""Version of the table; raised whenever the meaning of a column changes."""

_BETWEEN = " […] "
_PREFIX = "field_"


def _choices(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


@frozen
class Column:
    """A column of the table.

    Attributes:
        name: Its name.
        type: ``"string"``, ``"int"``, ``"float"``, ``"bool"`` or ``"spans"``.
        meaning: What it holds, and when it is empty.
        choices: The values it may hold, if they are an enumeration.
    """

    name: str
    type: str
    meaning: str
    choices: tuple[str, ...] = field(converter=_choices, default=())


COLUMNS = (
    Column("document_id", "string", "The id of the document; without ids, its number in the stream, from 0."),
    Column("quotation_id", "string", "Unique within the document; null in the row of a document without quotations."),
    Column("kind", "string", "How the words are reported; null in the row of a document without quotations.", Kind),
    Column("content", "string", 'What was said; its spans joined by " […] ".'),
    Column(
        "spans",
        "spans",
        "Where the content stands: first code point of the document's text, and one past the last, for each span.",
    ),
    Column(
        "cue_text",
        "string",
        "The expression that signals the attribution; null without a cue, as are the other cue columns.",
    ),
    Column("cue_lemma", "string", "The infinitive of the cue's verb, or the phrase itself."),
    Column("cue_kind", "string", "The construction of the cue.", CueKind),
    Column("cue_start", "int", "First code point of the cue."),
    Column("cue_end", "int", "One past the last code point of the cue."),
    Column(
        "mention_text",
        "string",
        "The expression that names the speaker here; null without a mention, as are the other mention columns.",
    ),
    Column("mention_form", "string", "The grammatical form of the mention.", MentionForm),
    Column("mention_start", "int", "First code point of the mention."),
    Column("mention_end", "int", "One past the last code point of the mention."),
    Column(
        "speaker_id", "string", "Unique within the document; null without a speaker, as are the other speaker columns."
    ),
    Column("speaker_name", "string", "The fullest form of the speaker's name in the document, or a description."),
    Column("speaker_kind", "string", "What the speaker is.", SpeakerKind),
    Column("speaker_gender", "string", "Grammatical gender of a single person, when the text tells.", Gender),
    Column("speaker_gender_guessed", "bool", "Whether only the first name tells the gender."),
    Column(
        "rule", "string", "The name of the rule that found the quotation; `reviewed` where a person has confirmed it."
    ),
    Column("confidence", "float", "The measured precision of the rule, from 0 to 1."),
    Column("link", "string", "The means by which the speaker was told; empty without a speaker."),
    Column("speaker_confidence", "float", "How likely it is that the speaker is right, from 0 to 1; null without one."),
    Column("parent_id", "string", "The quotation_id of the quotation that this one stands inside of."),
    Column("time_start", "float", "When it begins to be spoken, in seconds, in subtitles; null elsewhere."),
    Column("time_end", "float", "When it has been spoken, in the same way."),
    Column("error", "string", "Why the document could not be read; then all columns of the quotation are null."),
)
"""The columns of the table, in order. Carried fields follow them."""

_NAMES = frozenset(column.name for column in COLUMNS)


@frozen
class Row:
    """A row of the table.

    Attributes:
        document_id: The id of the document.
        quotation: The quotation; its speaker has no aliases and no mentions. ``None`` in the row of a document without
            quotations.
        fields: What was carried along.
        error: Why the document could not be read, if it could not.
    """

    document_id: str | None = field(validator=optional(instance_of(str)))
    quotation: Quotation | None = field(default=None, validator=optional(instance_of(Quotation)))
    fields: Mapping[str, FieldValue] = field(factory=dict, hash=False)
    error: str | None = field(default=None, validator=optional(instance_of(str)))


def column_name(name: str) -> str:
    """Return the name of the column of a carried field.

    Its own, or with ``field_`` before it where the table has such a column.
    """
    return _PREFIX + name if name in _NAMES or name.startswith(_PREFIX) else name


def field_name(column: str) -> str:
    """Return the carried field whose column is `column`."""
    return column.removeprefix(_PREFIX)


def rows_of(
    results: Iterable[Result],
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
    *,
    empty: bool = False,
) -> Iterator[Row]:
    """Yield a row for each quotation, document by document.

    Args:
        results: Any iterable.
        ids: An identifier for each result, in the same order; without it, documents are numbered from 0.
        fields: Further columns for each result, in the same order.
        empty: Whether a document without quotations gets a row too, with its id and fields alone.

    Raises:
        ValueError: If there are fewer or more `ids` or `fields` than `results`.
        InputError: If an id is no ``str`` or fields are no mapping of ``str`` to plain values.
    """
    for number, (result, name, carried) in enumerate(beside(results, ids, fields)):
        document = str(number) if name is None else name
        for quotation in result.quotations:
            speaker = quotation.speaker and evolve(quotation.speaker, aliases=(), mentions=())
            yield Row(document, evolve(quotation, speaker=speaker), carried)
        if empty and not result.quotations:
            yield Row(document, None, carried)


def to_cells(row: Row) -> dict[str, Any]:
    """Return the columns of the table as plain values, spans as ``[{"start".

    …, "end": …}, …]``; carried fields are not among them.
    """
    cells: dict[str, Any] = dict.fromkeys(column.name for column in COLUMNS)
    cells["document_id"], cells["error"] = row.document_id, row.error
    q = row.quotation
    if q is None:
        return cells
    cells |= {
        "quotation_id": q.id,
        "kind": q.kind.value,
        "content": q.text,
        "spans": [{"start": span.start, "end": span.end} for span in q.content],
        "rule": q.rule,
        "confidence": q.confidence,
        "link": q.link,
        "speaker_confidence": q.speaker_confidence,
        "parent_id": q.parent_id,
    }
    if q.time is not None:
        cells["time_start"], cells["time_end"] = q.time
    if q.cue is not None:
        cells |= {
            "cue_text": q.cue.span.text,
            "cue_lemma": q.cue.lemma,
            "cue_kind": q.cue.kind.value,
            "cue_start": q.cue.span.start,
            "cue_end": q.cue.span.end,
        }
    if q.mention is not None:
        span = q.mention.span
        cells |= {
            "mention_text": span.text,
            "mention_form": q.mention.form.value,
            "mention_start": span.start,
            "mention_end": span.end,
        }
    if q.speaker is not None:
        who = q.speaker
        cells |= {
            "speaker_id": who.id,
            "speaker_name": who.name,
            "speaker_kind": who.kind.value,
            "speaker_gender": who.gender and who.gender.value,
        }
        cells["speaker_gender_guessed"] = who.gender_guessed
    return cells


def from_cells(cells: Mapping[str, Any], fields: Fields) -> Row:
    """Rebuild the row that `to_cells` took apart.

    Raises:
        ResultError: If the cells are not those of a row; the message says what is wrong.
    """
    try:
        quotation = None if cells["kind"] is None else _quotation(cells)
        return Row(cells["document_id"], quotation, fields, cells["error"])
    except KeyError as error:
        msg = f"the column {error} is missing"
        raise ResultError(msg) from error
    except (TypeError, ValueError) as error:
        msg = f"not a row of quotations: {error}"
        raise ResultError(msg) from error


def _quotation(cells: Mapping[str, Any]) -> Quotation:
    cue = mention = speaker = None
    if cells["cue_kind"] is not None:
        cue = Cue(Span(cells["cue_start"], cells["cue_end"], cells["cue_text"]), cells["cue_lemma"], cells["cue_kind"])
    if cells["mention_form"] is not None:
        mention = Mention(
            Span(cells["mention_start"], cells["mention_end"], cells["mention_text"]), cells["mention_form"]
        )
    if cells["speaker_kind"] is not None:
        guessed = cells["speaker_gender_guessed"]
        speaker = Speaker(
            cells["speaker_id"],
            cells["speaker_name"],
            cells["speaker_kind"],
            cells["speaker_gender"],
            gender_guessed=guessed,
        )
    return Quotation(
        id=cells["quotation_id"],
        kind=cells["kind"],
        content=_spans(cells["content"], cells["spans"]),
        cue=cue,
        mention=mention,
        speaker=speaker,
        rule=cells["rule"],
        confidence=cells["confidence"],
        parent_id=cells["parent_id"],
        link=cells["link"],
        speaker_confidence=cells["speaker_confidence"],
        time=_time(cells),
    )


def _time(cells: Mapping[str, Any]) -> tuple[float, float] | None:
    start, end = cells["time_start"], cells["time_end"]
    return None if start is None or end is None else (start, end)


def _spans(content: str, places: Iterable[Mapping[str, int]]) -> Iterator[Span]:
    at = 0
    for place in places:
        start, end = place["start"], place["end"]
        yield Span(start, end, content[at : at + end - start])
        at += end - start + len(_BETWEEN)


def results_of(rows: Iterable[Row], texts: Mapping[str, str]) -> Iterator[tuple[str, Result]]:
    """Yield ``(id, result)`` for each document of `rows`, whose rows must follow each other.

    What the table does not hold is missing: aliases and mentions of speakers, speakers who are not quoted, diagnostics,
    versions.

    Args:
        rows: As a reader yields them.
        texts: The text of each document, by its id.

    Raises:
        ResultError: If a document has no id or no text, or a quotation does not stand in its text where its row says.
    """
    check_several("rows", rows)
    if not isinstance(texts, Mapping):
        msg = f"texts: expected a mapping, got {type(texts).__name__}"
        raise InputError(msg)
    for document, group in groupby(rows, key=lambda row: row.document_id):
        if document is None or document not in texts:
            msg = f"no text for document {document!r}"
            raise ResultError(msg)
        text = texts[document]
        quotations = [row.quotation for row in group if row.quotation is not None]
        for quotation in quotations:
            for span in _places(quotation):
                stands = text[span.start : span.end]
                if stands != span.text:
                    where = f"document {document!r}: quotation {quotation.id!r}"
                    msg = f"{where}: expected {span.text!r} at {span.start}, got {stands!r}"
                    raise ResultError(msg)
        speakers = {q.speaker.id: q.speaker for q in quotations if q.speaker is not None}
        yield document, Result(text, quotations, speakers.values())


def _places(quotation: Quotation) -> Iterator[Span]:
    yield from quotation.content
    if quotation.cue is not None:
        yield quotation.cue.span
    if quotation.mention is not None:
        yield quotation.mention.span
