"""What the names on a command line stand for: files, folders, patterns, standard input, each in a stable order."""

from __future__ import annotations

import codecs
import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from attrs import frozen

__all__ = ["ENDINGS", "FORMS", "PARTS", "STDIN", "Inputs", "Problem", "Source", "check_encoding", "given", "sources"]

STDIN = "-"
PARTS = ".parts"
"""Ending of the folder in which an unfinished run keeps its results; never searched for texts."""
ENDINGS = {
    ".txt": "txt",
    ".text": "txt",
    ".vtt": "txt",
    ".srt": "txt",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}
"""What a file is taken for by its ending: subtitles are plain text, whose times reading knows.

One named by itself with another ending is plain text.
"""
FORMS = tuple(dict.fromkeys(ENDINGS.values()))


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
        form: One of `FORMS`.
    """

    name: str
    form: str

    @property
    def path(self) -> Path:
        """Where it is; not for standard input."""
        return Path(self.name)


def sources(names: Sequence[str], form: str | None = None, output: Path | None = None) -> Iterator[Source | Problem]:
    """Yield what `names` stand for, in order.

    What a folder or a pattern holds comes sorted. A file that comes again is read once.

    Args:
        names: Files, folders, patterns (``*``, ``?``, ``[``, and ``**`` for folders at any depth), ``-``.
        form: How to read every file, whatever its ending.
        output: The file or folder that is written, which a folder or pattern may hold and which is no input.
    """
    seen: set[str] = set()
    for name in names:
        for item in _expand(name, form, output):
            if isinstance(item, Source) and item.name != STDIN:
                real = os.path.realpath(item.name)
                if real in seen:
                    yield Problem(item.name, "given more than once; read once", fatal=False)
                    continue
                seen.add(real)
            yield item


def _expand(name: str, form: str | None, output: Path | None) -> Iterator[Source | Problem]:
    if name == STDIN:
        yield Source(name, form or "txt")
    elif os.path.isdir(name):  # noqa: PTH112 - unlike a Path, it says no where nobody may look
        yield from _folder(name, form, output)
    elif os.path.lexists(name) or not glob.has_magic(name):
        yield Source(name, form or _form(name) or "txt")
    else:
        found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - names as they were typed
        matches = [m for m in found if not _is_output(m, output)]
        if not matches:
            yield Problem(name, "no file matches")
        for match in matches:
            if os.path.isdir(match):  # noqa: PTH112 - as above
                if "**" not in name:  # whose matches hold the folders and what is in them
                    yield from _folder(match, form, output)
            else:
                yield Source(match, form or _form(match) or "txt")


def _form(name: str) -> str | None:
    return ENDINGS.get(Path(name).suffix.lower())


def _is_output(name: str, output: Path | None) -> bool:
    return output is not None and os.path.realpath(name) == os.path.realpath(output)


def _folder(name: str, form: str | None, output: Path | None) -> Iterator[Source | Problem]:
    """Files of known endings in a folder and those below it, but for hidden ones."""
    failures: list[OSError] = []
    count = 0
    for root, folders, files in os.walk(name, onerror=failures.append):
        folders[:] = sorted(
            f
            for f in folders
            if not f.startswith(".") and not f.endswith(PARTS) and not _is_output(str(Path(root, f)), output)
        )
        for file in sorted(files):
            path = str(Path(root, file))
            found = _form(file)
            if not file.startswith(".") and found is not None and not _is_output(path, output):
                count += 1
                yield Source(path, form or found)
        for failure in failures:
            yield Problem(str(failure.filename), failure.strerror or str(failure))
        failures.clear()
    if not count:
        yield Problem(name, f"no file in this folder ends with {', '.join(ENDINGS)}")


def check_encoding(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Refuse a name that is no text encoding (a click callback)."""
    try:
        codecs.lookup(value)
        b"?".decode(value, "surrogateescape")  # as lines are decoded
    except UnicodeDecodeError:  # two bytes to a character, say
        return value
    except (LookupError, UnicodeError) as error:
        msg = f"{value!r} cannot be used for files: {error}"
        raise click.BadParameter(msg) from error
    return value


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
            return (
                f"not {self._encoding}: {error.reason} (byte {error.object[error.start]:#04x} at {error.start}); {hint}"
            )
        return f"not {self._encoding}: {error}; {hint}"
