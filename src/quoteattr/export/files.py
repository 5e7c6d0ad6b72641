"""Output files that are whole or untouched."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO, cast

__all__ = ["replacing", "replacing_bytes"]


@contextmanager
def replacing(path: str | os.PathLike[str], *, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open `path` for writing text such that it changes only when the block ends well, and then at once.

    The text is UTF-8 if nothing else is said. It goes to a file beside it, which is renamed at the end. A symbolic link
    stays one, and the file keeps its permissions. What is no ordinary file (a terminal, a pipe, ``/dev/null``) is
    written directly.
    """
    with _target(path) as (target, new), target.open("x" if new else "w", encoding=encoding, newline="\n") as sink:
        yield sink
        if new:
            sink.flush()
            os.fsync(sink.fileno())


@contextmanager
def replacing_bytes(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open `path` for writing bytes, as :func:`replacing` does for text."""
    with _target(path) as (target, new), target.open("xb" if new else "wb") as sink:
        yield cast("BinaryIO", sink)
        if new:
            sink.flush()
            os.fsync(sink.fileno())


@contextmanager
def _target(path: str | os.PathLike[str]) -> Iterator[tuple[Path, bool]]:
    """Yield the file to write and whether it is a new one, put in the place of `path` at the end."""
    given = Path(path)
    if given.exists() and not given.is_file() and not given.is_dir():
        yield given, False  # by the name given: that of a pipe leads nowhere when its links are followed
        return
    target = given.resolve()
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    aside = target.with_name(f".quoteattr-{secrets.token_hex(8)}.tmp")
    try:
        yield aside, True
        if target.exists():
            aside.chmod(target.stat().st_mode & 0o7777)
        aside.replace(target)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise
