"""Counts as rows of plain values, as CSV and JSON print them."""

from __future__ import annotations

import csv
import io
from typing import Any

from quoteattr.counts import GroupedCounts, SpeakerCounts

__all__ = ["csv_of", "group_rows", "whole_rows"]

Row = dict[str, Any]
_DIGITS = 4


def whole_rows(counts: SpeakerCounts, by: str, document: str = "", top: int | None = None) -> list[Row]:
    """Return a row for each speaker, gender or kind, the first `top` speakers only."""
    rows = counts.rows(by)
    if by == "speaker":
        return [_plain({**row, "document": document or row["document"]}) for row in rows[:top]]
    return [_rounded({"document": document, **row}) for row in rows]


def group_rows(grouped: GroupedCounts, measure: str | None, top: int | None = None) -> list[Row]:
    """Return a row for each group, or for each speaker, gender or kind of each."""
    if measure is None:
        return [_rounded(row) for row in grouped.rows()]
    return [
        {**dict(zip(grouped.by, group.values, strict=True)), **row}
        for group in grouped.groups
        for row in whole_rows(group.counts, measure, "", top)
    ]


def _rounded(row: Row) -> Row:
    return {key: round(value, _DIGITS) if isinstance(value, float) else value for key, value in row.items()}


def _plain(row: Row) -> Row:
    return {key: "" if value is None and key != "share_words" else value for key, value in _rounded(row).items()}


def csv_of(rows: list[Row], by: str) -> str:
    """Return rows as CSV; where there is none, the header."""
    columns = list(rows[0]) if rows else list(SpeakerCounts((), 0, 0, 0).columns(by))
    out = io.StringIO()
    table = csv.DictWriter(out, columns, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()
