"""Reads MessagePack, in which spaCy keeps its weights, with the arrays of numpy that are wrapped in it.

Only what such files hold is read; anything else, and a file that ends too soon, is refused.
Format: https://github.com/msgpack/msgpack/blob/master/spec.md
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from quoteattr.labelling.expected import UnknownArchitectureError

__all__ = ["unpack"]

DEEPEST = 24
"""How deep lists and maps may stand in each other."""
LONG = 1024
"""Bytes that are worth no copy."""
_NUMBERS: Final = {
    0xCA: ">f", 0xCB: ">d",
    0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q", 0xD0: ">b", 0xD1: ">h", 0xD2: ">i", 0xD3: ">q",
}  # fmt: skip
_SIZES: Final = {
    0xC4: (">B", "bytes"), 0xC5: (">H", "bytes"), 0xC6: (">I", "bytes"),
    0xD9: (">B", "str"), 0xDA: (">H", "str"), 0xDB: (">I", "str"),
    0xDC: (">H", "list"), 0xDD: (">I", "list"), 0xDE: (">H", "map"), 0xDF: (">I", "map"),
}  # fmt: skip
"""First byte of a value of any size: how its size is written, and what it is."""
_ALONE: Final = {0xC0: None, 0xC2: False, 0xC3: True}


def unpack(data: bytes | memoryview) -> Any:
    """The value that `data` holds; long runs of bytes in it are views of `data`, not copies.

    Raises:
        UnknownArchitectureError: If it is not one whole value of the kinds that are read.

    Example:
        >>> unpack(bytes([0x82, 0xA1, 0x61, 0x01, 0xA1, 0x62, 0xC0]))
        {'a': 1, 'b': None}
    """
    reader = _Reader(data)
    try:
        value = reader.value(0)
    except (struct.error, IndexError, KeyError, TypeError, ValueError) as error:
        msg = f"what is packed cannot be read: {error}"
        raise UnknownArchitectureError(msg) from error
    if reader.at != len(data):
        msg = "something follows what is packed"
        raise UnknownArchitectureError(msg)
    return value


class _Reader:
    def __init__(self, data: bytes | memoryview) -> None:
        self._data = memoryview(data)
        self.at = 0
        self._of_size: dict[str, Callable[[int, int], Any]] = {
            "bytes": lambda size, _: self._bytes(size),
            "str": lambda size, _: str(self._bytes(size), "utf-8"),
            "list": self._list,
            "map": self._map,
        }

    def value(self, depth: int) -> Any:
        first = self._data[self.at]
        self.at += 1
        if first < 0x80:
            return first
        if first >= 0xE0:
            return first - 0x100
        if first in _NUMBERS:
            return self._number(_NUMBERS[first])
        if first in _ALONE:
            return _ALONE[first]
        if first in _SIZES:
            form, kind = _SIZES[first]
            size = self._number(form)
        elif first < 0xC0:
            kind = "map" if first < 0x90 else "list" if first < 0xA0 else "str"
            size = first & (0x1F if kind == "str" else 0x0F)
        else:
            msg = f"a value of the kind {first:#x}"
            raise ValueError(msg)
        return self._of_size[kind](size, depth + 1)

    def _number(self, form: str) -> Any:
        (number,) = struct.unpack_from(form, self._data, self.at)
        self.at += struct.calcsize(form)
        return number

    def _bytes(self, size: int) -> bytes | memoryview:
        if size > len(self._data) - self.at:
            msg = "it ends too soon"
            raise ValueError(msg)
        self.at += size
        found = self._data[self.at - size : self.at]
        return found if size > LONG else bytes(found)

    def _list(self, size: int, depth: int) -> list[Any]:
        self._check(size, depth)
        return [self.value(depth) for _ in range(size)]

    def _map(self, size: int, depth: int) -> Any:
        self._check(size, depth)
        pairs = [(self.value(depth), self.value(depth)) for _ in range(size)]
        found = dict(pairs)
        return _array(found) if b"nd" in found else found

    def _check(self, size: int, depth: int) -> None:
        if depth > DEEPEST or size > len(self._data) - self.at:
            msg = "it is too deep, or ends too soon"
            raise ValueError(msg)


def _array(found: dict[Any, Any]) -> Any:
    """The array of numpy that a map stands for; of single precision, as all weights are, or of whole numbers."""
    if found[b"nd"] is not True or found.get(b"kind") or found[b"type"] not in {"<f4", "<i4", "<i8", "<u8"}:
        msg = f"an array of the type {found.get(b'type')!r}"
        raise ValueError(msg)
    array = np.frombuffer(found[b"data"], dtype=found[b"type"]).reshape(found[b"shape"])
    return array.astype(array.dtype.newbyteorder("="))  # a copy: aligned, and the file is let go
