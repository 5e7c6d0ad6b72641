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
from quoteattr.spreadsheets import delimiter as between
from quoteattr.spreadsheets import separator

__all__ = ["ENDINGS", "WITH_TEXT", "Written", "delimiter", "files", "form_of"]

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
    ".json": "json",
    ".xmi": "cas",
}
"""What a file with an ending may hold; what it holds is asked of the file."""
WITH_TEXT = (".ann", ".jsonld")
"""Endings of files whose text stands beside them."""
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


def form_of(path: Path) -> str | None:
    """The format of the results that a file holds; ``None`` of a file that holds none or cannot be looked into."""
    with suppress(OSError):
        return _form(path)
    return None


def files(path: Path) -> Iterator[Written]:
    """Yield the files of results that `path` is, or that a folder holds at any depth, in the order of their names."""
    for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
        if any(part.startswith(".") for part in file.relative_to(path).parts):
            continue
        form = form_of(file)
        if form is not None:
            yield Written(file, form)


def _form(path: Path) -> str | None:
    form = ENDINGS.get(path.suffix.lower())
    if form is None or not path.is_file():
        return None
    if form == "parquet":
        return form if _of_quotations(_parquet_columns(path)) else None
    if form in {"brat", "webannotation", "arrow", "cas"}:
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
    line = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode("latin-1")
    return separator(line.strip()) or between(line)


def _csv(head: bytes) -> str | None:
    line, _, rest = head.partition(b"\n")
    if separator(line.decode("latin-1").strip()) is not None:
        line = rest.partition(b"\n")[0]
    with suppress(csv.Error, StopIteration):
        return (
            "csv"
            if _of_quotations(next(csv.reader([line.decode("utf-8", "replace")], delimiter=delimiter(head))))
            else None
        )
    return None


def _jsonl(head: bytes) -> str | None:
    """A line of ours begins with ``"id"`` and ``"fields"``, or with ``"schema"``; it may be longer than the head."""
    first = head.lstrip().split(b"\n", 1)[0].decode("utf-8", "replace")
    with suppress(ValueError, RecursionError):
        row = json.loads(first)
        if isinstance(row, dict) and {"text", "spans"} <= set(row):
            return "prodigy"
        return "jsonl" if isinstance(row, dict) and {"schema", "quotations"} <= set(row) else None
    if re.match(r'\{"text": *"', first) and re.search(r'"(tokens|spans)": *\[', first):
        return "prodigy"
    return "jsonl" if re.search(r'"schema": *\d+, *"text": *"', first) else None


def _json(head: bytes) -> str | None:
    """What a file of JSON is, by the names that only one format has."""
    for form, sign in _JSON.items():
        if re.search(sign, head):
            return form
    return None


def _tei(head: bytes) -> str | None:
    return "tei" if re.search(rb"<(\w+:)?TEI\b", head) else None


_JSON = {
    "cas": rb'"%(TYPES|FEATURE_STRUCTURES|VIEWS)"',
    "webannotation": rb'"type": *"AnnotationPage"',
    "labelstudio": rb'^\s*\[?\s*\{(?s:.*)"(predictions|annotations)": *\[',
}
_SIGNS = {"json": _json, "csv": _csv, "jsonl": _jsonl, "tei": _tei}
