"""What small files expand to: a bomb is an error, before memory is asked for it.

A table, a batch or a workbook of ours or of anybody's is compressed to a third, a tenth, where it says the same again
and again to a fiftieth. What claims to be a hundred times as large as it is, and large, is refused. What expands in
other ways, by naming one long value in many rows, is read in steps: see `rows_at_a_time`.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from quoteattr.errors import ResultError

__all__ = ["LIMIT", "RATIO", "check_messages", "check_parquet", "check_zip", "messages", "rows_at_a_time", "widest"]

LIMIT = 256 * 2**20
"""Bytes: what is expanded to less than that is no bomb, whatever its ratio; also what the rows of one step may take."""
RATIO = 100
"""How many times as large as it is something may become."""
_ENTRY = 8
"""Bytes that one entry of a list takes at least."""
_STEP = 2**20
_GOES_ON = b"\xff\xff\xff\xff"
_RECORDS, _DICTIONARY = 3, 2
_MAGIC = 8
"""Bytes before the first message of a file of Arrow."""


def _check(what: str, size: int, packed: int) -> None:
    if size > LIMIT and size > RATIO * max(packed, 1):
        msg = f"{what} expands from {packed} bytes to {size}, more than {RATIO} times its size: refused"
        raise ResultError(msg)


def rows_at_a_time(widest: int, most: int) -> int:
    """How many rows may be read at a time where one value may be `widest` bytes long, and every row may have it."""
    return max(1, min(most, LIMIT // max(widest, 1)))


def check_zip(data: bytes) -> None:
    """Refuse an archive (.xlsx, .docx) that is a bomb.

    Raises:
        ResultError: If it is one, or no archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ResultError(str(error)) from error
    _check("what it holds", sum(part.file_size for part in parts), sum(part.compress_size for part in parts))


# ---- Parquet


def check_parquet(metadata: Any) -> None:
    """Refuse a Parquet file of which a row group is a bomb, or the lists in it.

    Raises:
        ResultError: If one is.
    """
    for group, column in _chunks(metadata):
        size = column.total_uncompressed_size
        if metadata.schema.column(group[1]).max_repetition_level:
            size = max(size, _ENTRY * column.num_values)  # a list of equal numbers takes next to nothing
        _check(f"row group {group[0]}, column {column.path_in_schema!r},", size, column.total_compressed_size)


def widest(metadata: Any) -> int:
    """The most bytes that one value of a Parquet file can have: those of the largest column of a row group."""
    return max((column.total_uncompressed_size for _, column in _chunks(metadata)), default=0)


def _chunks(metadata: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        for at in range(group.num_columns):
            yield (number, at), group.column(at)


# ---- Arrow


def check_messages(file: IO[bytes]) -> None:
    """Refuse a file of Arrow of which a batch is a bomb; the file is left where it was.

    Raises:
        ResultError: If one is.
        ValueError: If it is none.
    """
    at = file.tell()
    file.seek(at + _MAGIC)
    for _ in messages(file):
        pass
    file.seek(at)


def messages(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a stream of Arrow, message by message: each is checked before it is handed on.

    Raises:
        ResultError: If one expands to too much.
        ValueError: If one cannot be read.
    """
    while head := file.read(4):
        if head == _GOES_ON:
            head += file.read(4)
        size = int.from_bytes(head[-4:], "little", signed=True)
        described = _read(file, size)
        yield head + described
        if not described:
            return  # the end of the stream, and of a file what follows it
        body = _body(described)
        held = _read(file, body.size)
        _check("a batch of it", sum(_expanded(held, buffer) for buffer in body.compressed), len(held))
        yield held


def _read(file: IO[bytes], size: int) -> bytes:
    """As many bytes as there are, up to `size`, which may claim anything."""
    parts = []
    while size > 0 and (part := file.read(min(size, _STEP))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _expanded(held: bytes, buffer: tuple[int, int]) -> int:
    """What a compressed buffer says that it expands to: the eight bytes at its head, -1 where it is not compressed."""
    start, size = buffer
    return max(0, int.from_bytes(held[start : start + 8], "little", signed=True)) if start >= 0 and size >= 8 else 0


class _Body(NamedTuple):
    size: int
    compressed: list[tuple[int, int]]
    """Where each of its buffers stands and how long it is, if they are compressed."""


def _body(described: bytes) -> _Body:
    """What a message says of its body.

    Raises:
        ValueError: If it says nothing that can be read.
    """
    try:
        message = _Table.root(described)
        kind, size = message.number(1, "<B"), message.number(3, "<q")
        records = message.table(2) if kind in (_RECORDS, _DICTIONARY) else None
        if records is not None and kind == _DICTIONARY:
            records = records.table(1)
        return _Body(size, records.pairs(2) if records is not None and records.at(3) else [])
    except (struct.error, IndexError) as error:
        msg = f"a message says nothing of its body ({error})"
        raise ValueError(msg) from error


class _Table(NamedTuple):
    """A table of FlatBuffers, as far as is needed: a field by its number."""

    data: bytes
    start: int

    @classmethod
    def root(cls, data: bytes) -> _Table:
        return cls(data, struct.unpack_from("<I", data, 0)[0])

    def at(self, field: int) -> int:
        """Where a field stands, 0 if it is left out."""
        fields = self.start - int(struct.unpack_from("<i", self.data, self.start)[0])
        place = 4 + 2 * field
        if fields < 0 or place >= struct.unpack_from("<H", self.data, fields)[0]:
            return 0
        offset: int = struct.unpack_from("<H", self.data, fields + place)[0]
        return self.start + offset if offset else 0

    def number(self, field: int, form: str) -> int:
        where = self.at(field)
        return int(struct.unpack_from(form, self.data, where)[0]) if where else 0

    def table(self, field: int) -> _Table | None:
        where = self.at(field)
        return _Table(self.data, where + struct.unpack_from("<I", self.data, where)[0]) if where else None

    def pairs(self, field: int) -> list[tuple[int, int]]:
        """A vector of structs of two long numbers."""
        where = self.at(field)
        if not where:
            return []
        where += struct.unpack_from("<I", self.data, where)[0]
        count = min(struct.unpack_from("<I", self.data, where)[0], len(self.data) // 16)
        return [struct.unpack_from("<qq", self.data, where + 4 + 16 * k) for k in range(count)]
