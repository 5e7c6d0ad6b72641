"""Reads the texts of a file, one record at a time.

A record that cannot be used is a `Problem`, and the next one is read.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

from attrs import evolve, field, frozen

from quoteattr.cli.input.encodings import AUTO, ENOUGH, reason, resolved
from quoteattr.cli.input.opened import lines_of, opened, undecoded
from quoteattr.cli.input.pages import from_docx, from_html
from quoteattr.cli.input.sources import ENDINGS, STDIN, WRITTEN, Problem, Source
from quoteattr.cli.input.tables import read_table
from quoteattr.errors import ExtraError, ResultError
from quoteattr.export import read_any
from quoteattr.result import Result

__all__ = ["Layout", "Record", "Value", "read_records"]

Value = str | int | float | bool | None
_OTHERS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a compressed file (zip, or a document of an office suite)",
    b"\xd0\xcf\x11\xe0": "an old document of an office suite",
    b"{\\rtf": "RTF",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"PAR1": "a Parquet file (--from parquet)",
    b"ARROW1": "an Arrow file",
}
"""What files begin with that are no texts, though they may be read as one."""


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
    """Yield the records of `source`, and a `Problem` for each that cannot be used, or for want of a library."""
    try:
        layout = evolve(layout, encoding=_encoding(source, layout.encoding))
        empty = True
        for item in _reader(source.form)(source, layout):
            empty = False
            yield item
        if empty:
            yield Problem(source.name, "holds no record", fatal=False)
    except OSError as error:
        yield Problem(source.name, error.strerror or str(error))
    except UnicodeError as error:
        yield Problem(source.name, reason(error, layout.encoding))
    except ExtraError as error:  # another file may do without
        yield Problem(source.name, str(error))


def _reader(form: str) -> Callable[[Source, Layout], Iterator[Record | Problem]]:
    readers: dict[str, Callable[[Source, Layout], Iterator[Record | Problem]]] = {
        "txt": _plain,
        "html": _page,
        "docx": _page,
        "jsonl": _json_lines,
        "json": _json_array,
        WRITTEN: _results,
    }
    return readers.get(form, _table)


def _encoding(source: Source, name: str) -> str:
    """The encoding of a source, guessed where the user asks for it."""
    if name != AUTO:
        return name
    with opened(source) as file:
        if source.name == STDIN:
            data: bytes = file.peek() if isinstance(file, io.BufferedReader) else b""
        else:
            data = file.read(ENOUGH)
    return resolved(name, data)


def _plain(source: Source, layout: Layout) -> Iterator[Record | Problem]:
    """The whole file. Line ends stay as they are, so that offsets are those of its text."""
    with opened(source) as file:
        data = file.read()
    kind = next((kind for head, kind in _OTHERS.items() if data.startswith(head)), None)
    if kind is not None:
        yield Problem(source.name, f"this is {kind}, not a text; what can be read ends with {', '.join(ENDINGS)}")
        return
    yield Record(source.name, source.name, data.decode(layout.encoding))


def _page(source: Source, _layout: Layout) -> Iterator[Record | Problem]:
    with opened(source) as file:
        data = file.read()
    try:
        text, fields = (from_html if source.form == "html" else from_docx)(data)
    except ResultError as error:
        yield Problem(source.name, str(error))
    else:
        yield Record(source.name, source.name, text, {_key(key): _value(value) for key, value in fields.items()})


def _json_lines(source: Source, layout: Layout) -> Iterator[Record | Problem]:
    with opened(source) as file, closing(lines_of(file, layout.encoding, "\n")) as lines:
        for number, line in enumerate(lines, start=1):
            where = f"{source.name}:{number}"
            if not line.strip():
                continue
            wrong = undecoded(line, layout.encoding)
            if wrong is not None:
                yield Problem(where, wrong)
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Problem(where, f"not a line of JSON: {error}")
                continue
            yield _object(row, where, layout)


def _json_array(source: Source, layout: Layout) -> Iterator[Record | Problem]:
    """A file of JSON: a list of objects, or one object."""
    with opened(source) as file:
        data = file.read()
    try:
        rows = json.loads(data.decode(layout.encoding).removeprefix("\ufeff"))
    except UnicodeError:
        raise
    except (ValueError, RecursionError) as error:
        yield Problem(source.name, f"not JSON: {error}; JSON with an object a line is read with --from jsonl")
        return
    if isinstance(rows, list):
        for number, row in enumerate(rows, start=1):
            yield _object(row, f"{source.name}:{number}", layout)
    else:
        yield _object(rows, source.name, layout)


def _object(row: Any, where: str, layout: Layout) -> Record | Problem:
    return (
        _record(row, where, layout)
        if isinstance(row, dict)
        else Problem(where, f"expected a JSON object, got {_called(row)}")
    )


def _table(source: Source, layout: Layout) -> Iterator[Record | Problem]:
    for item in read_table(source, layout.encoding, layout.text_field):
        yield item if isinstance(item, Problem) else _record(item[1], item[0], layout)


def _results(source: Source, layout: Layout) -> Iterator[Record | Problem]:
    problems: list[Problem] = []

    def tell(where: str, error: Exception) -> None:
        head, _, rest = str(error).partition(": ")
        problems.append(Problem(head, rest) if head.startswith(where) else Problem(where, str(error)))

    for document in read_any(source.path, encoding=layout.encoding, tell=tell):
        yield from problems
        problems.clear()
        yield Record(
            document.where, document.id, document.result.text, document.fields, document.result, document.has_text
        )
    yield from problems


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
