"""Where results go: standard output, one file, or a folder with files for each document."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import shutil
import stat
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

import click
from attrs import evolve

from quoteattr.cli.input import STDIN
from quoteattr.cli.names import unused
from quoteattr.cli.output.beside import Beside
from quoteattr.cli.output.parts import Done
from quoteattr.export.documents import INDEX
from quoteattr.export.files import replacing
from quoteattr.export.formats import FORMATS, Entry, Format, by_ending, by_name
from quoteattr.export.table import Fields, FieldValue

__all__ = [
    "about_of",
    "choose",
    "columns_of",
    "fail_output",
    "file_stem",
    "is_special",
    "publish",
    "same_file",
    "standard_output",
    "write",
    "write_all",
    "write_folder",
]

LONGEST = 180
"""Bytes of a file name before its ending; file systems allow 255."""
_UNSAFE = re.compile(r"[^\w.\-+=@, ]|^[.\-]|^ | $")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")


def choose(name: str | None, output: str | None) -> Format:
    """Return the format that the options ask for: the one named, the one the output's ending tells, or JSON Lines.

    Raises:
        click.UsageError: If the ending tells none, or the format needs a folder and there is no output.
    """
    if name is not None:
        chosen = by_name(name)
        if chosen.per_document and (output is None or is_special(output)):
            msg = f"--format {name} makes a file for each document; name a folder for them with -o"
            raise click.UsageError(msg)
        return chosen
    ending = "" if output is None else Path(output).suffix
    if output is None or not ending or is_special(output):
        chosen = by_name("jsonl")
    else:
        found = by_ending(output)
        if found is None:
            names = ", ".join(f.name for f in FORMATS)
            msg = (
                f"the ending {ending} is not that of a format with one file for all texts; "
                f"say which you want with --format ({names})"
            )
            raise click.UsageError(msg)
        chosen = found
    if output is not None and os.path.isdir(output):  # noqa: PTH112 - never raises
        names = ", ".join(f.name for f in FORMATS if f.per_document)
        msg = f"{click.format_filename(output)} is a folder; to write files into it, add --format ({names})"
        raise click.UsageError(msg)
    return chosen


def is_special(output: str) -> bool:
    """Whether `output` is written as a stream: standard output, a terminal, a pipe, ``/dev/null``."""
    if output == "-":
        return True
    try:
        mode = os.stat(output).st_mode  # noqa: PTH116 - the name may be too long, or of a folder nobody may search
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def write(
    form: Format,
    items: Iterable[Done],
    sink: Any,
    columns: Mapping[str, type] | None,
    *,
    carried: bool,
    spreadsheet: bool = False,
    **more: Any,
) -> int:
    """Write `items` to one file of a stream format.

    Args:
        form: A stream format.
        items: What is done, in order.
        sink: A path or an open file.
        columns: For a table, all other columns and their types (`columns_of`).
        carried: Whether there are other columns.
        spreadsheet: Whether a table is for Excel and its like.
        more: What the writer of the format takes besides.
    """
    if spreadsheet:
        more |= {"spreadsheet": True, "delimiter": ";"}
    parts = Beside(item if columns is None else _fitted(item, columns) for item in items)
    ids, fields = parts.drain(parts.ids), parts.drain(parts.fields) if carried else None
    return form.write(parts.results(), sink, ids, fields, types=columns, **more)


def _fitted(item: Done, columns: Mapping[str, type]) -> Done:
    return evolve(item, fields={name: _fit(item.fields.get(name), kind) for name, kind in columns.items()})


def write_all(
    form: Format,
    items: Iterable[Done],
    output: str | None,
    short: Callable[[str], str] = str,
    *,
    spreadsheet: bool = False,
) -> None:
    """Write all `items`, which are gone over more than once: one file, or the files of a folder, which appear whole.

    Args:
        form: Any format.
        items: What is done, in order.
        output: Where to write; standard output if it is ``None`` or ``-``.
        short: As `write_folder` takes it.
        spreadsheet: Whether a table is for Excel and its like.
    """
    if form.per_document:
        assert output is not None  # noqa: S101 - `choose` sees to it
        target = Path(output).resolve()
        aside = target.with_name(f".{target.name}.aside")
        try:
            shutil.rmtree(aside, ignore_errors=True)
            write_folder(form, items, aside, short)
            publish(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return
    columns = columns_of(items)
    with ExitStack() as stack:
        sink: Any = output
        if output is None or output == STDIN:
            sink = stack.enter_context(standard_output(form))
        write(
            form,
            items,
            sink,
            columns if form.table and columns else None,
            carried=bool(columns),
            spreadsheet=spreadsheet,
            **({"about": about_of(items)} if form.table else {}),
        )


def columns_of(items: Iterable[Done]) -> dict[str, type]:
    """Return the other columns of all `items` in order of appearance, each with the type that holds all its values.

    `str` where they are of several.
    """
    kinds: dict[str, set[type]] = {}
    for item in items:
        for name, value in item.fields.items():
            found = kinds.setdefault(name, set())
            if value is not None:
                found.add(type(value))
    return {name: next(iter(k)) if len(k) == 1 else float if k == {int, float} else str for name, k in kinds.items()}


def about_of(items: Iterable[Done]) -> list[str]:
    """Return the names of what else is known of the speakers of all `items`, in order of appearance."""
    return list(dict.fromkeys(name for item in items for s in item.result.speakers for name in s.about))


def _fit(value: FieldValue, kind: type) -> FieldValue:
    if value is None or type(value) is kind:
        return value
    return float(value) if kind is float else json.dumps(value)


def write_folder(form: Format, items: Iterable[Done], folder: Path, short: Callable[[str], str] = str) -> int:
    """Write files for each document into a new `folder`, an index of them, and what else belongs into such a folder.

    Args:
        form: A document format.
        items: What is done, in order.
        folder: Where to write.
        short: What the file of an id is called, before what no file name may hold is taken out.
    """
    folder.mkdir()
    taken = {_key(file_stem(INDEX)): 1, "index": 0}
    rows: list[tuple[str, str, Fields]] = []
    entries: list[Entry] = []
    for item in items:
        stem = unused(file_stem(short(item.id)), taken, "~", _key)
        for ending, text in form.files(item.result, item.id).items():
            with replacing(folder / f"{stem}{ending}") as file:
                file.write(text.encode("utf-8", "replace").decode())
        rows.append((f"{stem}{form.endings[0]}", item.id, item.fields))
        entries.append(Entry.of(f"{stem}{form.endings[0]}", item.id, item.result))
    for name, text in form.companions(entries).items():
        with replacing(folder / name) as file:
            file.write(text)
    columns = list(dict.fromkeys(key for _, _, fields in rows for key in fields))
    with replacing(folder / INDEX) as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["file", "id", *map(_printable, columns)])
        for name, own, fields in rows:
            table.writerow([name, _printable(own), *(_cell(fields.get(key)) for key in columns)])
    return len(rows)


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return _printable(value) if isinstance(value, str) else json.dumps(value)


def file_stem(name: str) -> str:
    """Return a file name for an id, from which percent-decoding gives the id back, unless it is too long.

    Then a digest of the rest ends it.
    """
    safe = _UNSAFE.sub(
        lambda m: quote(m[0].encode("utf-8", "surrogatepass"), safe="").replace(".", "%2E").replace("-", "%2D"), name
    )
    safe = _RESERVED.sub(lambda m: f"%{ord(m[0][0]):02X}{m[0][1:]}", safe, count=1) if _RESERVED.match(safe) else safe
    if len(safe.encode()) <= LONGEST:
        return safe or "%"
    from hashlib import sha256

    head = safe.encode()[: LONGEST - 17].decode("utf-8", "ignore")
    return f"{re.sub(r'%[0-9A-F]?$', '', head)}~{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _key(name: str) -> str:
    """What names share that some file systems do not tell apart: they differ in capitals or composition."""
    return unicodedata.normalize("NFC", name).casefold()


def publish(aside: Path, output: Path) -> None:
    """Put what was written aside in its place.

    A file or a new folder at once, the files of a folder that exists one after another.
    """
    if aside.is_file():
        if output.exists():
            aside.chmod(output.stat().st_mode & 0o7777)
        aside.replace(output)
    elif output.exists():
        for file in sorted(aside.iterdir()):
            file.replace(output / file.name)
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.rename(output)


@contextmanager
def standard_output(form: Format) -> Iterator[Any]:
    """UTF-8 whatever the terminal's encoding, line by line, so that a reader sees each result when it is made.

    Or bytes.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "is closed")
    raw: Any = sys.stdout.buffer
    # under PYTHONUNBUFFERED it is unbuffered, and what a write leaves over would be lost without a word
    buffer: io.BufferedWriter = io.BufferedWriter(raw) if isinstance(raw, io.RawIOBase) else raw
    if form.binary:
        yield buffer
        buffer.flush()
        return
    sink = io.TextIOWrapper(buffer, encoding="utf-8", newline="\n", line_buffering=True)
    try:
        yield sink
    finally:
        sink.detach()
        if buffer is not raw:
            buffer.detach()


def same_file(output: str, name: str) -> bool:
    """Whether the output `output` would overwrite the input `name`."""
    try:
        return name != STDIN and Path(output).exists() and Path(output).samefile(name)
    except OSError:
        return False


def fail_output(output: str | None, error: OSError) -> NoReturn:
    """End the command because its output could not be written."""
    name = "standard output" if output is None else click.format_filename(output)
    msg = f"{name}: {error.strerror or error}"
    raise click.ClickException(msg) from error
