"""What commands read: the kinds of files, one file, what is wrong with one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from attrs import frozen

__all__ = ["ENDINGS", "FORMS", "PARTS", "STDIN", "WRITTEN", "Problem", "Source", "given"]

STDIN = "-"
PARTS = ".parts"
"""Ending of the folder in which an unfinished run keeps its results; never searched for texts."""
ENDINGS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
    ".markdown": "txt",
    ".vtt": "txt",
    ".srt": "txt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".json": "json",
    ".xlsx": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}
"""What a file is taken for by its ending: subtitles and Markdown are plain text, which reading knows.

One named by itself with another ending is plain text.
"""
FORMS = tuple(dict.fromkeys(ENDINGS.values()))
WRITTEN = "written"
"""The form of a file of results."""


@frozen
class Problem:
    """Something that could not be read.

    Attributes:
        where: File, with line or record.
        reason: What is wrong, and what may help.
        fatal: Whether a text was left out because of it; if not, it is only worth knowing.
    """

    where: str
    reason: str
    fatal: bool = True


@frozen
class Source:
    """One file to read, or standard input.

    Attributes:
        name: As it was given or found.
        form: One of `FORMS`, or `WRITTEN`.
        root: The folder that it was looked for in.
    """

    name: str
    form: str
    root: str = ""

    @property
    def path(self) -> Path:
        """Where it is; not for standard input."""
        return Path(self.name)


def given(files: Sequence[str]) -> tuple[str, ...]:
    """Return the inputs to read: those named, or standard input when something is piped into it.

    Raises:
        click.UsageError: If nothing is named and standard input is a terminal, or ``-`` is named twice.
    """
    if not files:
        if sys.stdin is None or sys.stdin.isatty():
            msg = "name a file, or - to read standard input"
            raise click.UsageError(msg)
        return (STDIN,)
    if STDIN in files and sys.stdin is None:
        msg = "standard input is closed"
        raise click.UsageError(msg)
    if list(files).count(STDIN) > 1:
        msg = "standard input (-) can be read only once"
        raise click.UsageError(msg)
    return tuple(files)
