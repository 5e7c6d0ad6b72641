"""Prodigy: a task a line, with tokens, spans and relations, as ``rel.manual`` and ``spans.manual`` read and write it.

Prodigy shows labels alone: the kind of a quotation and its speaker stand beside, under ``"quoteattr"``, and in the span
itself, where whoever writes a recipe may change them.
"""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quoteattr.export.annotators.assembled import from_regions
from quoteattr.export.annotators.regions import LABELS, Region, Regions, Tie, to_regions
from quoteattr.export.annotators.tasks import Sink, identifier, known, telling, write_tasks
from quoteattr.export.table import Fields, FieldValue, checked
from quoteattr.result import Result

__all__ = ["read_prodigy", "write_prodigy"]

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SHOWN = ("kind", "speaker")


def write_prodigy(
    results: Iterable[Result],
    sink: Sink,
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
) -> int:
    """Write a task a line, one a document, and return how many there were; nothing is held in memory.

    Args:
        results: Any iterable.
        sink: A path (whose file then appears whole, or stays as it was if anything goes wrong) or an open text file.
        ids: An identifier for each result, in the same order.
        fields: What else is known of each text, a mapping for each result, in the same order.

    Raises:
        ValueError: If there are fewer or more `ids` or `fields` than `results`.
        ResultError: If the parts of a result do not agree with each other.
    """
    return write_tasks((results, ids, fields), sink, _task)


def _task(result: Result, name: str | None, fields: Fields) -> dict[str, Any]:
    taken = to_regions(result)
    tokens = _tokens(result.text, sorted({at for r in taken.regions for at in (r.start, r.end)}))
    starts, ends = [token["start"] for token in tokens], [token["end"] for token in tokens]
    spans = {region.id: _span(region, starts, ends) for region in taken.regions}
    own = {"id": name, "fields": dict(fields), **taken.data}
    return {
        "text": result.text,
        "tokens": tokens,
        "spans": list(spans.values()),
        "relations": [
            {
                "head": spans[t.source]["token_end"],
                "child": spans[t.target]["token_end"],
                "head_span": spans[t.source],
                "child_span": spans[t.target],
                "label": t.label,
            }
            for t in taken.ties
        ],
        "meta": {key: value for key, value in {"id": name, **fields}.items() if value is not None},
        "quoteattr": own,
    }


def _tokens(text: str, cuts: list[int]) -> list[dict[str, Any]]:
    """Words and signs, cut where a span begins or ends: Prodigy has no spans of half a token."""
    places: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        ends = [*cuts[bisect_right(cuts, match.start()) : bisect_left(cuts, match.end())], match.end()]
        places += zip([match.start(), *ends], ends, strict=False)
    return [
        {"text": text[start:end], "start": start, "end": end, "id": number, "ws": text[end : end + 1] == " "}
        for number, (start, end) in enumerate(places)
    ]


def _span(region: Region, starts: list[int], ends: list[int]) -> dict[str, Any]:
    """A span with its first and last token; one of nothing but spaces has the token behind it."""
    first = min(bisect_right(ends, region.start), max(len(ends) - 1, 0))
    last = max(bisect_left(starts, region.end) - 1, first)
    return {
        "start": region.start,
        "end": region.end,
        "token_start": first,
        "token_end": last,
        "label": region.label,
        "id": region.id,
        **region.values,
    }


def read_prodigy(
    source: str | os.PathLike[str],
) -> Iterator[tuple[str | None, Result, dict[str, FieldValue]]]:
    """Yield ``(id, result, fields)`` for each task of a file; an answer other than *accept* is among the fields.

    Raises:
        ResultError: If a line is no such task; the message begins with the file and the line.
        OSError: If the file cannot be opened.
    """
    path = Path(source)
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            with telling(where, "Prodigy"):
                document = _document(json.loads(line))
            yield document


def _document(task: Mapping[str, Any]) -> tuple[str | None, Result, dict[str, FieldValue]]:
    text, own, meta = task["text"], task.get("quoteattr", {}), task.get("meta", {})
    regions = [
        Region(
            span.get("id", f"span:{number}"),
            span["label"],
            span["start"],
            span["end"],
            {key: span[key] for key in _SHOWN if key in span},
        )
        for number, span in enumerate(task.get("spans") or ())
        if span["label"] in LABELS
    ]
    ties = [tie for row in task.get("relations") or () for tie in _tie(row, regions)]
    result = from_regions(text, Regions(tuple(regions), tuple(ties), known(own)))
    fields: dict[str, FieldValue] = checked(own.get("fields", {k: v for k, v in meta.items() if k != "id"}))
    if task.get("answer", "accept") != "accept":
        fields["answer"] = task["answer"]
    return identifier(own, meta), result, fields


def _tie(row: Mapping[str, Any], regions: list[Region]) -> Iterator[Tie]:
    """A relation, whose ends are told by their names or places."""
    ends = [_end(row[key], regions) for key in ("head_span", "child_span")]
    if all(ends):
        yield Tie(row["label"], *(end.id for end in ends if end is not None))


def _end(span: Mapping[str, Any], regions: list[Region]) -> Region | None:
    place = span["label"], span["start"], span["end"]
    there = [region for region in regions if (region.label, region.start, region.end) == place]
    return next((region for region in there if region.id == span.get("id")), there[0] if there else None)
