"""Files opened, and decoded line by line."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Generator
from contextlib import AbstractContextManager, nullcontext
from typing import IO

from quoteattr.cli.input.encodings import hint
from quoteattr.cli.input.sources import STDIN, Source

__all__ = ["lines_of", "opened", "undecoded"]

_UNDECODED = re.compile("[\udc80-\udcff]+")
"""What the error handler ``surrogateescape`` makes of bytes that the encoding has no character for."""


def opened(source: Source) -> AbstractContextManager[IO[bytes]]:
    """The bytes of a source."""
    return nullcontext(sys.stdin.buffer) if source.name == STDIN else source.path.open("rb")


def lines_of(file: IO[bytes], encoding: str, newline: str) -> Generator[str]:
    """Decode line by line; bytes that are not of the encoding stay recognisable, so that one bad line is only one."""
    lines = io.TextIOWrapper(file, encoding=encoding, errors="surrogateescape", newline=newline)
    try:
        for number, line in enumerate(lines):
            yield line.removeprefix("\ufeff") if not number else line
    finally:
        lines.detach()


def undecoded(text: str, encoding: str) -> str | None:
    """What is wrong with a line that was not decoded, if that is so."""
    bad = _UNDECODED.search(text)
    if bad is None:
        return None
    return f"not {encoding}: byte {ord(bad[0][0]) - 0xDC00:#04x}; {hint(text.encode(encoding, 'surrogateescape'))}"
