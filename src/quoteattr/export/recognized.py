"""Which files hold results, and in which format: told by the ending and by what stands at the beginning."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from quoteattr.export.table.declared import COLUMNS

__all__ = ["ENDINGS", "Written", "delimiter", "files"]

ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".xml": "tei",
    ".ann": "brat",
    ".jsonld": "webannotation",
}
"""What a file with an ending may hold; what it holds is asked of the file."""
_HEAD = 1 << 16
"""Bytes that are enough to tell a format."""
_TOLD = frozenset({"document_id", "quotation_id", "content", "spans"})
"""Columns by which a table of quotations is told from one of texts."""


@frozen
class Written:
    """A file of results.

    Attributes:
        path: Where it is.
        form: The name of its format.
    """

    path: Path
    form: str


def files(path: Path) -> Iterator[Written]:
    """Yield the files of results that `path` is, or that a folder holds at any depth, in the order of their names."""
    for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
        if any(part.startswith(".") for part in file.relative_to(path).parts):
            continue
        with suppress(OSError):
            form = _form(file)
            if form is not None:
                yield Written(file, form)


def _form(path: Path) -> str | None:
    form = ENDINGS.get(path.suffix.lower())
    if form is None or not path.is_file():
        return None
    if form == "parquet":
        return form if _of_quotations(_parquet_columns(path)) else None
    if form in {"brat", "webannotation", "arrow"}:
        return form
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return _SIGNS[form](head.removeprefix(b"\xef\xbb\xbf"))


def _of_quotations(columns: list[str]) -> bool:
    return set(columns) >= _TOLD


def _parquet_columns(path: Path) -> list[str]:
    """The names of the columns; those of a table of quotations where only reading can tell what is wrong."""
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415 - an extra
    except ImportError:
        return [column.name for column in COLUMNS]
    try:
        return list(parquet.read_schema(path).names)
    except (ArrowException, ValueError):
        return []


def delimiter(head: bytes) -> str:
    """What stands between the columns of a table: the comma, or what its first line has more of."""
    line = head.split(b"\n", 1)[0]
    return max(",;\t", key=lambda sign: line.count(sign.encode()))


def _csv(head: bytes) -> str | None:
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    with suppress(csv.Error, StopIteration):
        return "csv" if _of_quotations(next(csv.reader([line], delimiter=delimiter(head)))) else None
    return None


def _jsonl(head: bytes) -> str | None:
    """A line of ours begins with ``"id"`` and ``"fields"``, or with ``"schema"``; it may be longer than the head."""
    first = head.lstrip().split(b"\n", 1)[0].decode("utf-8", "replace")
    with suppress(ValueError, RecursionError):
        row = json.loads(first)
        return "jsonl" if isinstance(row, dict) and {"schema", "quotations"} <= set(row) else None
    return "jsonl" if re.search(r'"schema": *\d+, *"text": *"', first) else None


def _tei(head: bytes) -> str | None:
    return "tei" if re.search(rb"<(\w+:)?TEI\b", head) else None


_SIGNS = {"csv": _csv, "jsonl": _jsonl, "tei": _tei}
