"""Reads the texts of a file, one record at a time.

A record that cannot be used is a `Problem`, and the next one is read.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from itertools import chain
from pathlib import Path
from typing import IO, Any

from attrs import field, frozen

from quoteattr.cli.input.sources import STDIN, Problem, Source
from quoteattr.errors import ResultError
from quoteattr.result import Result

__all__ = ["Layout", "Record", "Value", "read_records"]

Value = str | int | float | bool | None
_UNDECODED = re.compile("[\udc80-\udcff]")
"""What the error handler ``surrogateescape`` makes of a byte that the encoding has no character for."""
_ENCODING_HINT = "give the encoding of the file with --encoding, for example --encoding cp1252"


@frozen
class Record:
    """One text to work on.

    Attributes:
        where: File, with line or record.
        id: Its name, or ``None`` when it has none of its own.
        text: The text.
        fields: The other columns.
        result: What was found in it, when the record is a line that ``extract`` wrote.
        has_text: Whether `text` is the text; a table of quotations holds none.
    """

    where: str
    id: str | None
    text: str
    fields: Mapping[str, Value] = field(factory=dict)
    result: Result | None = None
    has_text: bool = True


@frozen
class Layout:
    """How to read.

    Attributes:
        encoding: Of all files but Parquet.
        text_field: The column that holds the text.
        id_field: The column that holds the name of a record.
        id_required: Whether a record without that name is worth a note.
        results: Whether lines that ``extract`` wrote are read as results.
    """

    encoding: str = "utf-8"
    text_field: str = "text"
    id_field: str = "id"
    id_required: bool = False
    results: bool = False


def read_records(source: Source, layout: Layout) -> Iterator[Record | Problem]:
    """Yield the records of `source`, and a `Problem` for each that cannot be used.

    Raises:
        ExtraError: If the file needs a library that is not installed.
    """
    reader = {"txt": _plain, "jsonl": _json_lines, "csv": _table, "tsv": _table, "parquet": _parquet}[source.form]
    try:
        empty = True
        for item in reader(source, layout):
            empty = False
            yield item
        if empty:
            yield Problem(source.name, "holds no record", fatal=False)
    except OSError as error:
        yield Problem(source.name, error.strerror or str(error))
    except UnicodeError as error:
        yield Problem(source.name, _decoding(error, layout.encoding))


def _decoding(error: UnicodeError, encoding: str) -> str:
    if isinstance(error, UnicodeDecodeError):
        return (
            f"not {encoding}: {error.reason} (byte {error.object[error.start]:#04x} at {error.start}); {_ENCODING_HINT}"
        )
    return f"not {encoding}: {error}; {_ENCODING_HINT}"


def _binary(source: Source) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if source.name == STDIN else source.path.open("rb")


def _plain(source: Source, layout: Layout) -> Iterator[Record]:
    """The whole file. Line ends stay as they are, so that offsets are those of its text."""
    with _binary(source) as file:
        data = file.read()
    yield Record(source.name, source.name, data.decode(layout.encoding))


def _lines(file: IO[bytes], layout: Layout, newline: str) -> Generator[str]:
    """Decode line by line; bytes that are not of the encoding stay recognisable, so that one bad line is only one."""
    lines = io.TextIOWrapper(file, encoding=layout.encoding, errors="surrogateescape", newline=newline)
    try:
        for number, line in enumerate(lines):
            yield line.removeprefix("\ufeff") if not number else line
    finally:
        lines.detach()


def _undecoded(text: str, encoding: str) -> str | None:
    bad = _UNDECODED.search(text)
    return None if bad is None else f"not {encoding}: byte {ord(bad[0]) - 0xDC00:#04x}; {_ENCODING_HINT}"


def _json_lines(source: Source, layout: Layout) -> Iterator[Record | Problem]:
    with _binary(source) as file, closing(_lines(file, layout, "\n")) as lines:
        for number, line in enumerate(lines, start=1):
            where = f"{source.name}:{number}"
            if not line.strip():
                continue
            reason = _undecoded(line, layout.encoding)
            if reason is not None:
                yield Problem(where, reason)
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Problem(where, f"not a line of JSON: {error}")
                continue
            if isinstance(row, dict):
                yield _record(row, where, layout)
            else:
                yield Problem(where, f"expected a JSON object, got {_called(row)}")


def _table(source: Source, layout: Layout) -> Iterator[Record | Problem]:
    csv.field_size_limit(2**31 - 1)
    with _binary(source) as file, closing(_lines(file, layout, "")) as lines:
        head = next(lines, "")
        rows = csv.reader(
            chain([head], lines), delimiter="\t" if source.form == "tsv" else _delimiter(head), strict=True
        )
        try:
            columns = next(rows, [])
        except csv.Error as error:
            yield Problem(f"{source.name}:1", _broken_row(error))
            return
        reason = _undecoded("".join(columns), layout.encoding)
        if reason is not None:
            yield Problem(source.name, reason)
            return
        repeated = next((c for c, times in Counter(columns).items() if times > 1), None)
        if repeated is not None:
            yield Problem(source.name, f"the column {repeated!r} comes twice; the columns are {', '.join(columns)}")
            return
        if layout.text_field not in columns:
            yield Problem(source.name, _no_text(columns, layout))
            return
        while True:
            where = f"{source.name}:{rows.line_num + 1}"
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield Problem(where, _broken_row(error))
                continue
            if row is None:
                return
            if row:
                yield _row(row, columns, where, layout)


def _broken_row(error: csv.Error) -> str:
    if "end of data" in str(error):
        return "a quotation mark opens a cell here and never closes it, so that the rest of the file cannot be read"
    return f"not a row of the table: {error}"


def _row(row: list[str], columns: list[str], where: str, layout: Layout) -> Record | Problem:
    if len(row) > len(columns):
        return Problem(where, f"{len(row)} cells under {len(columns)} columns")
    reason = _undecoded("".join(row), layout.encoding)
    return _record(dict(zip(columns, row, strict=False)), where, layout) if reason is None else Problem(where, reason)


def _delimiter(head: str) -> str:
    """The comma, or what stands more often in the line of column names: spreadsheets in French write semicolons."""
    return max(",;\t", key=head.count)


def _parquet(source: Source, layout: Layout) -> Iterator[Record | Problem]:
    if source.name == STDIN:
        yield Problem(source.name, "a Parquet file cannot be read from standard input")
        return
    from quoteattr.extras import need

    parquet = need("pyarrow.parquet", "arrow")
    arrow = need("pyarrow", "arrow")
    Path(source.name).open("rb").close()  # so that what the system says about a missing file is said in its words
    number = 0
    try:
        with parquet.ParquetFile(source.name) as file:
            columns = file.schema_arrow.names
            if layout.text_field not in columns:
                yield Problem(source.name, _no_text(columns, layout))
                return
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    number += 1
                    yield _record(row, f"{source.name}:{number}", layout)
    # beside Arrow's own: a date that Python has none for, bytes that are no text
    except (arrow.ArrowException, ValueError, OverflowError) as error:
        yield Problem(
            source.name if not number else f"{source.name}: after record {number}",
            f"not a Parquet file that can be read: {error}",
        )


def _no_text(columns: Sequence[str], layout: Layout) -> str:
    if {"document_id", "quotation_id", "speaker_name"} <= set(columns):
        return (
            "a table of quotations, as extract writes it: "
            "give the texts, or the .jsonl that extract writes, which holds them too"
        )
    return _lacking("column", columns, layout)


def _lacking(kind: str, names: Iterable[str], layout: Layout) -> str:
    there = f"the {kind}s are {', '.join(names) or 'none'}"
    return f"no {kind} {layout.text_field!r}; {there} (name one with --text-field)"


def _record(row: dict[str, Any], where: str, layout: Layout) -> Record | Problem:
    if layout.results and "schema" in row and "quotations" in row:
        return _result(row, where)
    if layout.text_field not in row:
        return Problem(where, _lacking("field", map(str, row), layout))
    text = row[layout.text_field]
    if not isinstance(text, str):
        return Problem(where, f"field {layout.text_field!r}: expected a text, got {_called(text)}")
    name = row.get(layout.id_field)
    fields = {_key(key): _value(value) for key, value in row.items() if key not in (layout.text_field, layout.id_field)}
    return Record(
        where,
        str(name) if isinstance(name, str | int) and not isinstance(name, bool) and str(name) else None,
        text,
        fields,
    )


def _key(name: str) -> str:
    """A name of a field that every format can carry: JSON may hold half a character."""
    return name.encode("utf-8", "backslashreplace").decode()


def _result(row: dict[str, Any], where: str) -> Record | Problem:
    name, fields = row.get("id"), row.get("fields")
    try:
        result = Result.from_dict(row)
    except ResultError as error:
        return Problem(where, str(error))
    return Record(
        where, name if isinstance(name, str) else None, result.text, fields if isinstance(fields, dict) else {}, result
    )


def _called(value: object) -> str:
    """What JSON calls it."""
    if value is None:
        return "null"
    return {"dict": "an object", "list": "a list", "str": "a text", "bool": "a truth value"}.get(
        type(value).__name__, "a number" if isinstance(value, int | float) else type(value).__name__
    )


def _value(value: Any) -> Value:
    """What every format can carry: nested data as JSON, dates and the like as their text, no number that is none."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return value if -(2**63) <= value < 2**63 else str(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
