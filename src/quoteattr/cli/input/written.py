"""Results that were written before, in any format that can be read again, as records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quoteattr.cli.input.records import Record
from quoteattr.cli.input.sources import STDIN, Problem
from quoteattr.export import is_written, read_any
from quoteattr.export.recognized import files

__all__ = ["holds_results", "read_written"]

_BY_LINE = (".jsonl", ".ndjson")
"""Endings of what is read line by line, so that one bad line is only one."""
_PER_DOCUMENT = frozenset({"tei", "brat", "webannotation"})


def holds_results(name: str) -> bool:
    """Whether a name on the command line is a file of results, or a folder with a file of results for each text."""
    path = Path(name)
    try:
        if name == STDIN or path.suffix.lower() in _BY_LINE or not path.exists():
            return False
        if path.is_dir():
            return any(written.form in _PER_DOCUMENT for written in files(path))
        return is_written(path)
    except OSError:
        return False


def read_written(name: str) -> Iterator[Record | Problem]:
    """Yield the documents of a file or folder of results, and a `Problem` for each that cannot be read."""
    problems: list[Problem] = []

    def tell(where: str, error: Exception) -> None:
        reason = str(error.strerror or error) if isinstance(error, OSError) else str(error)
        problems.append(Problem(where, reason.removeprefix(f"{where}: ")))

    for document in read_any(name, tell=tell):
        yield from problems
        problems.clear()
        yield Record(document.where, document.id, document.result.text, document.fields, document.result, document.has_text)
    yield from problems
