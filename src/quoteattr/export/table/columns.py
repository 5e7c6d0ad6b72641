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
from quoteattr.export.table.context import Places
from quoteattr.export.table.declared import COLUMNS, OWN_COLUMN
from quoteattr.result import (
    Cue,
    Mention,
    Quotation,
    Result,
    Span,
    Speaker,
    SpeakerKind,
)

__all__ = ["Row", "about_cells", "from_cells", "places", "results_of", "rows_of", "to_cells"]

_BETWEEN = " […] "


@frozen
class Row:
    """A row of the table.

    Attributes:
        document_id: The id of the document.
        quotation: The quotation; its speaker has no aliases and no mentions. ``None`` in the row of a document without
            quotations.
        fields: What was carried along.
        error: Why the document could not be read, if it could not.
        sentence: The sentence in which the quotation stands.
        paragraph: The number of its paragraph, from 1.
    """

    document_id: str | None = field(validator=optional(instance_of(str)))
    quotation: Quotation | None = field(default=None, validator=optional(instance_of(Quotation)))
    fields: Mapping[str, FieldValue] = field(factory=dict, hash=False)
    error: str | None = field(default=None, validator=optional(instance_of(str)))
    sentence: str | None = field(default=None, validator=optional(instance_of(str)))
    paragraph: int | None = field(default=None, validator=optional(instance_of(int)))


def rows_of(
    results: Iterable[Result],
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
    *,
    empty: bool = False,
    unread: Iterable[tuple[str, str]] = (),
) -> Iterator[Row]:
    """Yield a row for each quotation, document by document.

    Args:
        results: Any iterable.
        ids: An identifier for each result, in the same order; without it, documents are numbered from 0.
        fields: Further columns for each result, in the same order.
        empty: Whether a document without quotations gets a row too, with its id and fields alone.
        unread: Documents that could not be read, each with the reason, which get a row at the end; asked for after the
            last of `results`.

    Raises:
        ValueError: If there are fewer or more `ids` or `fields` than `results`.
        InputError: If an id is no ``str`` or fields are no mapping of ``str`` to plain values.
    """
    for number, (result, name, carried) in enumerate(beside(results, ids, fields)):
        document = str(number) if name is None else name
        there = Places(result.text)
        for quotation in result.quotations:
            speaker = quotation.speaker and evolve(quotation.speaker, aliases=(), mentions=())
            yield Row(
                document,
                evolve(quotation, speaker=speaker),
                carried,
                sentence=there.sentence(quotation),
                paragraph=there.paragraph(quotation),
            )
        if empty and not result.quotations:
            yield Row(document, None, carried)
    for where, reason in unread:
        yield Row(where, error=reason)


def to_cells(row: Row) -> dict[str, Any]:
    """Return the columns of the table as plain values, spans as ``[{"start".

    …, "end": …}, …]``; carried fields are not among them.
    """
    cells: dict[str, Any] = dict.fromkeys(column.name for column in COLUMNS)
    cells["document_id"], cells["error"] = row.document_id, row.error
    cells["sentence"], cells["paragraph"] = row.sentence, row.paragraph
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
        cells |= {column: who.about.get(name) for name, column in OWN_COLUMN.items()}
    return cells


def about_cells(row: Row, names: Iterable[str]) -> list[str | None]:
    """Return what else the user knows of the speaker of a row, by `names` as `about_names` returns them."""
    speaker = None if row.quotation is None else row.quotation.speaker
    return [None if speaker is None else speaker.about.get(name) for name in names]


def from_cells(cells: Mapping[str, Any], fields: Fields, about: Mapping[str, str] | None = None) -> Row:
    """Rebuild the row that `to_cells` and `about_cells` took apart.

    Raises:
        ResultError: If the cells are not those of a row; the message says what is wrong.
    """
    try:
        quotation = None if cells["kind"] is None else _quotation(cells, about or {})
        return Row(
            cells["document_id"],
            quotation,
            fields,
            cells["error"],
            sentence=cells.get("sentence"),
            paragraph=cells.get("paragraph"),
        )
    except KeyError as error:
        msg = f"the column {error} is missing"
        raise ResultError(msg) from error
    except (TypeError, ValueError) as error:
        msg = f"not a row of quotations: {error}"
        raise ResultError(msg) from error


def _quotation(cells: Mapping[str, Any], about: Mapping[str, str]) -> Quotation:
    cue = mention = speaker = None
    if cells["cue_kind"] is not None:
        cue = Cue(Span(cells["cue_start"], cells["cue_end"], cells["cue_text"]), cells["cue_lemma"], cells["cue_kind"])
    if cells["mention_form"] is not None:
        mention = Mention(
            Span(cells["mention_start"], cells["mention_end"], cells["mention_text"]), cells["mention_form"]
        )
    if cells["speaker_kind"] is not None or cells["speaker_name"]:  # the name alone is what people add in a spreadsheet
        speaker = Speaker(
            cells["speaker_id"] or "",
            cells["speaker_name"],
            cells["speaker_kind"] or SpeakerKind.UNKNOWN,
            cells["speaker_gender"],
            gender_guessed=bool(cells["speaker_gender_guessed"]),
            about={**{name: cells[c] for name, c in OWN_COLUMN.items() if cells.get(c)}, **about},
        )
    return Quotation(
        id=cells["quotation_id"] or "",
        kind=cells["kind"],
        content=_spans(cells["content"], cells["spans"]),
        cue=cue,
        mention=mention,
        speaker=speaker,
        rule=cells["rule"],
        confidence=1.0 if cells["confidence"] is None else cells["confidence"],
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
            for span in places(quotation):
                stands = text[span.start : span.end]
                if stands != span.text:
                    where = f"document {document!r}: quotation {quotation.id!r}"
                    msg = f"{where}: expected {span.text!r} at {span.start}, got {stands!r}"
                    raise ResultError(msg)
        speakers = {q.speaker.id: q.speaker for q in quotations if q.speaker is not None}
        yield document, Result(text, quotations, speakers.values())


def places(quotation: Quotation) -> Iterator[Span]:
    """All that a row quotes of the text."""
    yield from quotation.content
    if quotation.cue is not None:
        yield quotation.cue.span
    if quotation.mention is not None:
        yield quotation.mention.span
