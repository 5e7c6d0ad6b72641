"""Reads the texts that a command is given, and says plainly what is wrong with one that cannot be read."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

__all__ = ["STDIN", "Inputs", "check_encoding", "given"]

STDIN = "-"


def check_encoding(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Refuse a name that is no text encoding (a click callback)."""
    try:
        codecs.lookup(value)
        b"?".decode(value, "replace")
    except LookupError as error:
        raise click.BadParameter(str(error)) from error
    return value


def given(files: Sequence[str]) -> tuple[str, ...]:
    """Return the inputs to read: those named, or standard input when something is piped into it.

    Raises:
        click.UsageError: If nothing is named and standard input is a terminal, or ``-`` is named twice.
    """
    if not files:
        if sys.stdin.isatty():
            msg = "name a file, or - to read standard input"
            raise click.UsageError(msg)
        return (STDIN,)
    if list(files).count(STDIN) > 1:
        msg = "standard input (-) can be read only once"
        raise click.UsageError(msg)
    return tuple(files)


class Inputs:
    """The texts of some files, read one at a time; one that fails is reported on standard error and passed over.

    Attributes:
        failed: How many could not be read so far.
    """

    def __init__(self, files: Sequence[str], encoding: str) -> None:
        self.failed: int = 0
        self._files = files
        self._encoding = encoding

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield ``(name, text)``. Line ends stay as they are in the file, so that offsets are those of its text."""
        for name in self._files:
            try:
                text = self._read(name)
            except (OSError, UnicodeError) as error:
                self.failed += 1
                click.echo(f"quoteattr: {click.format_filename(name)}: {self._reason(error)}", err=True)
            else:
                yield name, text

    def _read(self, name: str) -> str:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        return data.decode(self._encoding)

    def _reason(self, error: OSError | UnicodeError) -> str:
        if isinstance(error, OSError):
            return error.strerror or str(error)
        hint = "give the encoding of the file with --encoding, for example --encoding cp1252"
        if isinstance(error, UnicodeDecodeError):
            return f"not {self._encoding}: {error.reason} (byte {error.object[error.start]:#04x} at {error.start}); {hint}"
        return f"not {self._encoding}: {error}; {hint}"
