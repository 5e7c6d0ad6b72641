"""Output files that are whole or untouched."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

__all__ = ["replacing"]


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """Open `path` for writing UTF-8 text such that it changes only when the block ends without an exception, and then at once.

    The text goes to a file beside it, which is renamed at the end. A symbolic link stays one, and the file keeps its permissions.
    What is no ordinary file (a terminal, a pipe, ``/dev/null``) is written directly.
    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file() and not target.is_dir():
        with target.open("w", encoding="utf-8", newline="\n") as sink:
            yield sink
        return
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    aside = target.with_name(f".quoteattr-{secrets.token_hex(8)}.tmp")
    try:
        with aside.open("x", encoding="utf-8", newline="\n") as sink:
            yield sink
            sink.flush()
            os.fsync(sink.fileno())
        if target.exists():
            aside.chmod(target.stat().st_mode & 0o7777)
        aside.replace(target)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise
