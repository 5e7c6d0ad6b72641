"""The rows of tables: CSV and TSV, as spreadsheets in any language save them, Parquet, Excel workbooks."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Any

from quoteattr.cli.input.opened import lines_of, opened, undecoded
from quoteattr.cli.input.sources import STDIN, Problem, Source
from quoteattr.expansion import check_parquet, check_zip, rows_at_a_time, widest
from quoteattr.extras import need
from quoteattr.spreadsheets import delimiter, separator

_ROWS = 256
"""How many rows of a Parquet file are read at a time."""
_LONGEST = 2**20
"""How many rows a sheet can have."""

__all__ = ["Cells", "columns_in", "read_table"]

Cells = tuple[str, dict[str, Any]]
"""Where a row stands, and its cells by column."""


def read_table(source: Source, encoding: str, column: str) -> Iterator[Cells | Problem]:
    """Yield the rows of a table that has `column`, or what is wrong with it.

    Raises:
        ExtraError: If the file needs a library that is not installed.
    """
    reader = {"csv": _csv, "tsv": _csv, "parquet": _parquet, "xlsx": _xlsx}[source.form]
    return reader(source, encoding, column)


def columns_in(names: Sequence[str], column: str) -> str | None:
    """What is wrong with the columns of a table, if anything."""
    repeated = next((c for c, times in Counter(names).items() if times > 1), None)
    if repeated is not None:
        return f"the column {repeated!r} comes twice; the columns are {', '.join(names)}"
    if column in names:
        return None
    if {"document_id", "quotation_id", "speaker_name"} <= set(names):
        return (
            "a table of quotations, as extract writes it: give the texts, or convert it "
            "(quoteattr convert --texts FOLDER)"
        )
    return f"no column {column!r}; the columns are {', '.join(names) or 'none'} (name one with --text-field)"


# ---- CSV


def _csv(source: Source, encoding: str, column: str) -> Iterator[Cells | Problem]:
    csv.field_size_limit(2**31 - 1)
    with opened(source) as file, closing(lines_of(file, encoding, "")) as lines:
        head = next(lines, "")
        told = separator(head.strip())
        first = 1 if told is None else 2
        if told is None:
            told = "\t" if source.form == "tsv" else delimiter(head)
            lines_left = chain([head], lines)
        else:
            lines_left = chain(lines)
        rows = csv.reader(lines_left, delimiter=told, strict=True)
        try:
            columns = next(rows, [])
        except csv.Error as error:
            yield Problem(f"{source.name}:{first}", _broken_row(error))
            return
        reason = undecoded("".join(columns), encoding) or columns_in(columns, column)
        if reason is not None:
            yield Problem(source.name, reason)
            return
        yield from _rows(source, rows, columns, encoding, first)


def _rows(source: Source, rows: Any, columns: list[str], encoding: str, first: int) -> Iterator[Cells | Problem]:
    while True:
        where = f"{source.name}:{rows.line_num + first}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Problem(where, _broken_row(error))
            continue
        if row is None:
            return
        if len(row) > len(columns):
            yield Problem(where, f"{len(row)} cells under {len(columns)} columns")
        elif row:
            reason = undecoded("".join(row), encoding)
            yield (where, dict(zip(columns, row, strict=False))) if reason is None else Problem(where, reason)


def _broken_row(error: csv.Error) -> str:
    if "end of data" in str(error):
        return "a quotation mark opens a cell here and never closes it, so that the rest of the file cannot be read"
    return f"not a row of the table: {error}"


# ---- Parquet and Excel


def _parquet(source: Source, _encoding: str, column: str) -> Iterator[Cells | Problem]:
    if source.name == STDIN:
        yield Problem(source.name, "a Parquet file cannot be read from standard input")
        return
    parquet = need("pyarrow.parquet", "arrow")
    arrow = need("pyarrow", "arrow")
    Path(source.name).open("rb").close()  # so that what the system says about a missing file is said in its words
    number = 0
    try:
        with parquet.ParquetFile(source.name) as file:
            reason = columns_in(file.schema_arrow.names, column)
            if reason is not None:
                yield Problem(source.name, reason)
                return
            check_parquet(file.metadata)
            for batch in file.iter_batches(batch_size=rows_at_a_time(widest(file.metadata), _ROWS)):
                for row in batch.to_pylist():
                    number += 1
                    yield f"{source.name}:{number}", row
    # beside Arrow's own: a date that Python has none for, bytes that are no text
    except (arrow.ArrowException, ValueError, OverflowError) as error:
        yield Problem(
            source.name if not number else f"{source.name}: after record {number}",
            f"not a Parquet file that can be read: {error}",
        )


def _xlsx(source: Source, _encoding: str, column: str) -> Iterator[Cells | Problem]:
    """The sheets that have the column; others are named."""
    openpyxl = need("openpyxl", "office")
    with opened(source) as file:
        data = file.read()
    try:
        check_zip(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {sheet.title: _cells(sheet) for sheet in book.worksheets}
    except Exception as error:  # noqa: BLE001 - of a damaged file it raises whatever it meets
        yield Problem(source.name, f"not an Excel workbook (.xlsx) that can be read: {error}")
        return
    several = len(sheets) > 1
    reasons = {}
    for title, rows in sheets.items():
        columns = ["" if cell is None else str(cell) for cell in rows.get(1, ())]
        named = [name for name in columns if name]
        reason = columns_in(named, column)
        if reason is not None:
            reasons[title] = reason
            continue
        where = f"{source.name}:{title}" if several else source.name
        for number, row in rows.items():
            if number > 1:
                cells = dict.fromkeys(named) | dict(zip(columns, row, strict=False))
                yield f"{where}:{number}", {name: cell for name, cell in cells.items() if name}
    for title, reason in reasons.items():
        yield Problem(f"{source.name}:{title}", reason, fatal=len(reasons) == len(sheets))


def _cells(sheet: Any) -> dict[int, tuple[Any, ...]]:
    """The rows of a sheet that hold anything, by number.

    However far off its last cell stands: what it says of its own size is not believed, for rows would be filled up to
    that.
    """
    sheet.reset_dimensions()
    rows = enumerate(islice(sheet.iter_rows(values_only=True), _LONGEST), start=1)
    return {number: tuple(row) for number, row in rows if any(cell is not None for cell in row)}
