"""Whole documents, one a file, for commands that look at one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from quoteattr.cli.input.corpus import tell
from quoteattr.cli.input.records import Layout, Record, read_records
from quoteattr.cli.input.sources import ENDINGS, STDIN, Problem, Source

__all__ = ["Inputs"]

WHOLE = frozenset({"txt", "html", "docx"})
"""Forms of files that are one document."""


class Inputs:
    """The texts of some files, read one at a time; one that fails is reported on standard error and passed over.

    Attributes:
        failed: How many could not be read so far.
    """

    def __init__(self, files: Sequence[str], encoding: str) -> None:
        self.failed: int = 0
        self._files = files
        self._layout = Layout(encoding)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield ``(name, text)``. Line ends stay as they are in the file, so that offsets are those of its text."""
        for name in self._files:
            for record in self._read(name):
                if isinstance(record, Record):
                    yield name, record.text
                else:
                    self.failed += 1
                    tell(record)

    def _read(self, name: str) -> Iterator[Record | Problem]:
        form = "txt" if name == STDIN else ENDINGS.get(Path(name).suffix.lower(), "txt")
        if form in WHOLE:
            return read_records(Source(name, form), self._layout)
        return iter([Problem(name, "holds records, not one text: quoteattr extract reads it")])
