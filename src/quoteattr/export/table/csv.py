"""CSV: one row a quotation, with a header, as RFC 4180 has it; written and read as a stream.

The columns are declared in `quoteattr.export.table.declared`; the carried fields follow. Beside what no row holds (see
`quoteattr.export.table.columns`), CSV loses:

- the difference between an empty cell and an empty text: ``parent_id``, ``document_id`` and carried fields that were
  ``""`` come back as ``None``;
- the types of carried fields, which come back as ``str``;
- lone surrogates, each of which is written as U+FFFD.

Cells hold the data as it is. A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula,
and a hostile text may hold one that does harm: `spreadsheet=True` sets an apostrophe before such cells, numbers apart,
which `read_csv` can take away again, and begins the file with a byte-order mark, by which Excel knows UTF-8. What Excel
in French makes of a table is read as well: decimal commas, VRAI and FAUX, a first line ``sep=;``.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from quoteattr.checks import check_source
from quoteattr.errors import ResultError
from quoteattr.export.files import replacing
from quoteattr.export.literals import encodable
from quoteattr.export.table.carried import Counted, Fields, check_names, checked
from quoteattr.export.table.columns import Row, about_cells, from_cells, rows_of, to_cells
from quoteattr.export.table.declared import ABOUT, COLUMNS, about_names, apart, column_name
from quoteattr.result import Result
from quoteattr.spreadsheets import separator

__all__ = ["guarded", "read_csv", "write_csv"]

_FORMULA = re.compile(r"'*(?![+-]?\d+(?:[.,]\d+)?\Z)[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet may compute, numbers apart.

With the apostrophes that were there before, so that one more can be taken away again.
"""
_CELL = 2**31 - 1
_TRUTH = {"true": True, "vrai": True, "false": False, "faux": False}
_NEVER_NULL = frozenset({"quotation_id", "content", "cue_lemma", "speaker_id", "speaker_name", "rule", "link"})
"""Columns of text in which an empty cell is an empty text, if the row has a quotation, a cue, a speaker at all."""


def write_csv(  # noqa: PLR0913 - named options
    results: Iterable[Result],
    sink: str | os.PathLike[str] | TextIO,
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
    *,
    empty: bool = False,
    spreadsheet: bool = False,
    delimiter: str = ",",
    about: Iterable[str] = (),
    unread: Iterable[tuple[str, str]] = (),
) -> int:
    """Write a header and one row a quotation; return how many results there were.

    Args:
        results: Any iterable; nothing is held in memory.
        sink: A path (whose file then appears whole, or stays as it was if anything goes wrong) or a text file opened
            with ``newline=""``.
        ids: An identifier for each result, in the same order; without it, documents are numbered from 0.
        fields: Further columns for each result, in the same order; the first mapping says which there are.
        empty: Whether a document without quotations gets a row too, with its id and fields alone.
        spreadsheet: For Excel and its like: a byte-order mark first, and an apostrophe before cells that would be taken
            for formulas; with another `delimiter` than the comma, numbers have a decimal comma.
        delimiter: The character between cells.
        about: Names of what else is known of speakers (``Speaker.about``), which get columns, ``about_`` before each.
        unread: Documents that could not be read, each with the reason, which get a row at the end; asked for after the
            last of `results`.

    Raises:
        ValueError: If there are fewer or more `ids` or `fields` than `results`, or fields with another name than the
            first had.
        InputError: If a field is not a mapping of ``str`` to ``str``, ``int``, ``float``, ``bool`` or ``None``.
    """
    if isinstance(sink, str | os.PathLike):
        with replacing(sink) as file:
            return write_csv(
                results,
                file,
                ids,
                fields,
                empty=empty,
                spreadsheet=spreadsheet,
                delimiter=delimiter,
                about=about,
                unread=unread,
            )
    check_source(sink, "write")
    if spreadsheet:
        sink.write("\ufeff")
    names: dict[str, None] = {}
    known = about_names(about)
    writer = csv.writer(sink, delimiter=delimiter)
    clean = guarded if spreadsheet else encodable
    counted = Counted(results)
    rows = rows_of(counted, ids, None if fields is None else _alike(fields, names), empty=empty, unread=unread)
    first = next(rows, None)  # by now `names` is known, if there is a document at all
    further = (*(ABOUT + name for name in known), *(column_name(n) for n in names))
    writer.writerow([clean(name) for name in (*(c.name for c in COLUMNS), *further)])
    for row in chain([] if first is None else [first], rows):
        comma = spreadsheet and delimiter != ","
        writer.writerow([clean(cell) for cell in _cells(row, known, names, comma=comma)])
    return counted.count


def _alike(fields: Iterable[Fields], names: dict[str, None]) -> Iterator[Fields]:
    """Yield each mapping; the names of the first go into `names`, and no later one may have others."""
    for number, mapping in enumerate(fields):
        item = checked(mapping)
        if not number:
            names.update(dict.fromkeys(item))
        check_names(item, names)
        yield item


def _cells(row: Row, known: Iterable[str], names: Iterable[str], *, comma: bool) -> Iterator[str]:
    cells = to_cells(row)
    if cells["spans"] is not None:
        cells["spans"] = ";".join(f"{span['start']}..{span['end']}" for span in cells["spans"])
    for value in (*cells.values(), *about_cells(row, known), *(row.fields.get(name) for name in names)):
        if value is None:
            yield ""
        elif isinstance(value, bool):
            yield "true" if value else "false"
        elif isinstance(value, float) and comma:
            yield repr(value).replace(".", ",")
        else:
            yield value if isinstance(value, str) else repr(value)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    cell = encodable(cell)
    return "'" + cell if _FORMULA.match(cell) else cell


def read_csv(
    source: str | os.PathLike[str] | TextIO,
    *,
    spreadsheet: bool = False,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
) -> Iterator[Row]:
    """Yield the rows of a file that `write_csv` wrote, one at a time, with values of the right types.

    Carried fields are ``str`` or ``None``.

    Args:
        source: A path or a text file opened with ``newline=""``.
        spreadsheet: Whether the file was written so: apostrophes before formulas are taken away. A byte-order mark is
            passed over anyway.
        delimiter: The character between cells.
        encoding: Of a path.

    Raises:
        ResultError: If a line is not a row of quotations; the message begins with the file and the line.
        OSError: If `source` is a path that cannot be opened.
    """
    check_source(source)
    if isinstance(source, str | os.PathLike):
        with Path(source).open(encoding=encoding, newline="") as file:
            yield from _rows(file, os.fspath(source), delimiter, spreadsheet=spreadsheet)
    else:
        yield from _rows(source, str(getattr(source, "name", "<lines>")), delimiter, spreadsheet=spreadsheet)


def _rows(lines: Iterable[str], name: str, delimiter: str, *, spreadsheet: bool) -> Iterator[Row]:
    reader = csv.reader(_without_mark(lines), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    for raw in _lines(reader, name):
        cells = [_bared(cell) for cell in raw] if spreadsheet else raw
        if header is None and reader.line_num == 1 and separator(delimiter.join(cells)):
            continue
        if header is None:
            header = _header(cells, name)
        elif cells:
            yield _row(header, cells, f"{name}:{reader.line_num}")


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line if number else line.removeprefix("\ufeff")


def _lines(reader: Any, name: str) -> Iterator[list[str]]:
    while True:
        limit = csv.field_size_limit(_CELL)  # it is the process's own, so it is set for one line at a time
        try:
            line = next(reader, None)
        except UnicodeDecodeError as error:
            what = f"not {error.encoding}: {error.reason} (byte {error.object[error.start]:#04x})"
            msg = f"{name}: {what}; give its encoding (Excel in French saves CSV in cp1252)"
            raise ResultError(msg) from error
        except csv.Error as error:
            msg = f"{name}:{reader.line_num + 1}: not a line of CSV: {error}"
            raise ResultError(msg) from error
        finally:
            csv.field_size_limit(limit)
        if line is None:
            return
        yield line


def _header(cells: list[str], name: str) -> list[str]:
    missing = [column.name for column in COLUMNS if column.name not in cells and not column.later]
    if missing:
        msg = f"{name}:1: the column {missing[0]!r} is missing"
        raise ResultError(msg)
    return cells


def _bared(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def _row(header: list[str], raw: list[str], where: str) -> Row:
    try:
        given = dict(zip(header, raw, strict=True))
        cells = {column.name: _READ[column.type](given.pop(column.name, "")) for column in COLUMNS}
        if cells["kind"] is not None:
            _fill(cells)
        about, fields = apart({name: value or None for name, value in given.items()})
        return from_cells(cells, fields, about)
    except ValueError as error:
        msg = f"{where}: {error}"
        raise ResultError(msg) from error


def _fill(cells: dict[str, Any]) -> None:
    """Empty cells that mean empty texts."""
    for name in _NEVER_NULL:
        cells[name] = cells[name] or ""
    cells["spans"] = cells["spans"] or []


def _spans(cell: str) -> list[dict[str, int]]:
    return [dict(zip(("start", "end"), map(int, place.split("..")), strict=True)) for place in cell.split(";")]


def _bool(cell: str) -> bool:
    told = _TRUTH.get(cell.lower())  # a spreadsheet may have made capitals of it, and French
    if told is None:
        msg = f"expected true or false, got {cell!r}"
        raise ValueError(msg)
    return told


def _float(cell: str) -> float:
    return float(cell.replace(",", "."))


def _or_none(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda cell: read(cell) if cell else None


_READ = {
    "string": _or_none(str),
    "int": _or_none(int),
    "float": _or_none(_float),
    "bool": _or_none(_bool),
    "spans": _or_none(_spans),
}
