"""JSON Lines: one result a line, ``{"id": …, "fields": {…}, **result.to_dict()}``, written and read as a stream.

`json_schema` describes a line. Nothing of a result is lost.

A line never holds a raw line break of any kind: the separators U+0085, U+2028 and U+2029, at which some readers cut
lines, are escaped. Every `str` comes back as it was: one with a high surrogate before a low one, which JSON can only
read as one character, is written in pieces, ``{"halves": ["…", "…"]}``; in the name of a field each is U+FFFD.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, TextIO

from quoteattr.checks import check_source
from quoteattr.errors import ResultError
from quoteattr.export.files import replacing
from quoteattr.export.table import Fields, FieldValue, beside, checked
from quoteattr.result import Result
from quoteattr.result.halves import apart, together

__all__ = ["REVIEWED", "in_json", "json_schema", "read_jsonl", "read_records", "read_with_fields", "write_jsonl"]

REVIEWED = "reviewed"
"""The field that says of a document whether a person has finished with it, where one does."""
Source = str | os.PathLike[str] | Iterable[str] | Iterable[bytes]
"""A path, an open file, or any iterable of lines."""

_ESCAPED = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\x85\u2028\u2029\ud800-\udfff]")
"""What JSON would let stand but line readers cut at, or UTF-8 cannot hold (surrogates)."""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line; it is shipped as ``quoteattr/export/result.schema.json``."""
    schema: dict[str, Any] = json.loads(
        files("quoteattr.export").joinpath("result.schema.json").read_text(encoding="utf-8")
    )
    return schema


def write_jsonl(
    results: Iterable[Result],
    sink: str | os.PathLike[str] | TextIO,
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
) -> int:
    """Write one line a result and return how many there were; nothing is held in memory.

    Args:
        results: Any iterable.
        sink: A path (whose file then appears whole, or stays as it was if anything goes wrong) or an open text file.
        ids: An identifier for each result, in the same order; without it, lines carry no ``"id"``.
        fields: What else is known of each text (outlet, date, …), a mapping for each result, in the same order; without
            it, lines carry no ``"fields"``.

    Raises:
        ValueError: If there are fewer or more `ids` or `fields` than `results`, or a number in them is not finite.
        InputError: If a field is not a mapping of ``str`` to ``str``, ``int``, ``float``, ``bool`` or ``None``.

    Example:
        >>> import io
        >>> from quoteattr import Result
        >>> from quoteattr.export import read_records, write_jsonl
        >>> file = io.StringIO()
        >>> write_jsonl([Result("Il neige.")], file, ids=["lundi"])
        1
        >>> [(name, result.text) for name, result in read_records(file.getvalue().splitlines())]
        [('lundi', 'Il neige.')]
    """
    if isinstance(sink, str | os.PathLike):
        with replacing(sink) as file:
            return write_jsonl(results, file, ids, fields)
    check_source(sink, "write")
    count = 0
    for count, (result, name, carried) in enumerate(beside(results, ids, fields), start=1):  # noqa: B007 - counted for the return value
        head: dict[str, Any] = {} if ids is None else {"id": name}
        if fields is not None:
            head["fields"] = carried
        sink.write(in_json({**apart(head), **result.to_dict()}) + "\n")
    return count


def in_json(value: Any) -> str:
    """Plain data as one line of JSON that UTF-8 holds and no reader of lines cuts."""
    return _ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False, allow_nan=False))


def _escape(match: re.Match[str]) -> str:
    return "\ufffd\ufffd" if len(match[0]) > 1 else f"\\u{ord(match[0]):04x}"


def read_jsonl(source: Source) -> Iterator[Result]:
    """Yield the result of each line, one at a time; blank lines are passed over.

    Raises:
        ResultError: If a line is not UTF-8, not JSON or not a result; the message begins with the file and the line.
        OSError: If `source` is a path that cannot be opened.
    """
    return (result for _, result in read_records(source))


def read_records(source: Source) -> Iterator[tuple[str | None, Result]]:
    """Yield ``(id, result)`` for each line, like :func:`read_jsonl`; the id is ``None`` where the line has none."""
    return ((name, result) for name, result, _ in read_with_fields(source))


def read_with_fields(source: Source) -> Iterator[tuple[str | None, Result, dict[str, FieldValue]]]:
    """Yield ``(id, result, fields)`` for each line, like :func:`read_records`.

    The fields are empty where the line has none.
    """
    check_source(source)
    if isinstance(source, str | os.PathLike):
        with Path(source).open("rb") as file:
            yield from _records(file, os.fspath(source))
    else:
        yield from _records(source, str(getattr(source, "name", "<lines>")))


def _records(lines: Iterable[str | bytes], name: str) -> Iterator[tuple[str | None, Result, dict[str, FieldValue]]]:
    for number, raw in enumerate(lines, start=1):
        try:
            line = raw.decode("utf-8") if isinstance(raw, bytes) else raw
            line = line.removeprefix("\ufeff") if number == 1 else line
            record = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError) as error:
            msg = f"{name}:{number}: not a line of JSON: {error}"
            raise ResultError(msg) from error
        if line.strip():
            yield _record(record, f"{name}:{number}")


def _record(record: Any, where: str) -> tuple[str | None, Result, dict[str, FieldValue]]:
    try:
        result = Result.from_dict(record)
        fields = checked(together(record.get("fields", {})))
    except (ResultError, TypeError, ValueError) as error:
        msg = f"{where}: {error}"
        raise ResultError(msg) from error
    name = together(record.get("id"))
    if name is not None and not isinstance(name, str):
        msg = f"{where}: id: expected str, got {type(name).__name__}"
        raise ResultError(msg)
    return name, result, fields
