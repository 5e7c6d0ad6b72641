"""Embeds words: hashed features and word vectors, mixed by one layer (``spacy.MultiHashEmbed.v2``)."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from quoteattr.labelling.engine.features import NAMES, features_of, rows_of
from quoteattr.labelling.engine.kernels import KernelError, Kernels, checked
from quoteattr.labelling.expected import expect, normalize
from quoteattr.labelling.nodes import Key, Node, parameter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["Embedding", "Embeddings", "NativeRows", "WordVectors", "read_rows"]

_RUN: Final = re.compile(
    rb"((?:\xcf.{8}\xcd..)++)|((?:\xcf.{8}\xcc.)++)|((?:\xcf.{8}[\x00-\x7f])++)|((?:[\xcc-\xcf]|[\x00-\x7f]))",
    re.DOTALL,
)
"""Of a packed map from 64-bit keys to rows: keys whose rows take as many bytes, one after the other; or another key."""
MOST: Final = 500
"""How many keys may begin alike, 16 bits of 64; of half a million hashes, eight do."""
_WIDTHS: Final = {1: (">u2", 1), 2: (">u1", 1), 3: (">u1", 0)}


class WordVectors:
    """The vectors of whole words, on the disk until they are asked for.

    Args:
        path: A file of numpy with a row for each vector.
        packed: Which row belongs to the hash of a word, as spaCy packs it; the first that is told counts.
        kernels: What looks a word up in it; numpy where there are none.
    """

    def __init__(self, path: Path, packed: bytes | memoryview, kernels: Kernels | None = None) -> None:
        data = np.load(path, mmap_mode="r", allow_pickle=False)
        expect(data.dtype == np.float32 and data.ndim == 2 and data.flags.c_contiguous, "a table of single precision")
        self.data: Floats = data
        self._rows: NativeRows | _SortedRows | None = None
        if kernels is not None:
            with suppress(KernelError):  # it is no such map, and numpy says what is wrong, or there is no memory
                self._rows = NativeRows(packed, len(data), kernels)
        if self._rows is None:
            self._rows = _SortedRows(packed, len(data))

    def find(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The row of each word, by its hash; -1 where there is none."""
        assert self._rows is not None  # noqa: S101 - for the type checker
        return self._rows.find(wanted)


class NativeRows:
    """A packed map from 64-bit keys to rows, looked up where it stands: the kernels make a table of places in it.

    Args:
        packed: The map.
        rows: How many rows there are.
        kernels: What makes and reads the table.

    Raises:
        KernelError: If it is no such map.
    """

    def __init__(self, packed: bytes | memoryview, rows: int, kernels: Kernels) -> None:
        size, start = _header(packed)
        self._packed = np.frombuffer(packed, dtype=np.uint8)
        self._limit = rows
        self._table = np.empty(1 << (2 * size).bit_length(), dtype=np.int32)
        self._kernels = kernels
        kernels.call("index", *self._map(), start, size, rows, self._table, len(self._table))

    def _map(self) -> tuple[NDArray[np.uint8], int]:
        return self._packed, len(self._packed)

    def find(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The row of each word, by its hash; -1 where there is none."""
        out = np.empty(len(wanted), dtype=np.int64)
        wanted = np.ascontiguousarray(checked(wanted, np.uint64, -1))
        self._kernels.call("find", *self._map(), self._table, len(self._table), wanted, len(wanted), self._limit, out)
        return out


class _SortedRows:
    """The same map as arrays, for numpy: keys and rows by how the keys begin."""

    def __init__(self, packed: bytes | memoryview, limit: int) -> None:
        keys, rows = read_rows(packed)
        expect(len(keys) == 0 or (rows.min() >= 0 and rows.max() < limit), "rows that are there")
        beginnings = (keys >> np.uint64(48)).astype(np.uint16)
        order = np.argsort(beginnings, kind="stable")  # of so few numbers, a matter of counting
        self._keys, self._rows = keys[order], rows[order]
        sizes = np.bincount(beginnings, minlength=2**16)
        self._most = int(sizes.max())
        expect(self._most < MOST, "keys that are spread evenly")
        self._starts = np.concatenate(([0], np.cumsum(sizes)))

    def find(self, wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The row of each word, by its hash; -1 where there is none."""
        out = np.full(len(wanted), -1, dtype=np.int64)
        beginnings = (wanted >> np.uint64(48)).astype(np.intp)
        places, ends = self._starts[beginnings], self._starts[beginnings + 1]
        for _ in range(self._most):  # the keys with this beginning one after the other, for all words together
            within = np.flatnonzero(places < ends)
            if not len(within):
                break
            at = places[within]
            found = self._keys[at] == wanted[within]
            out[within[found]] = self._rows[at[found]]
            places[within] += 1
            places[within[found]] = ends[within[found]]
        return out


class Embedding:
    """One embedding of a pipeline.

    Args:
        nodes: Its layers, those of an encoder behind them.
        columns: The features that are hashed.
        vectors: How long a word vector is.

    Raises:
        UnknownArchitectureError: If it is built otherwise.
    """

    def __init__(self, nodes: Sequence[Node], columns: Sequence[str], vectors: int) -> None:
        found = {
            name: [node for node in nodes if node.name == name]
            for name in ("extract_features", "hashembed", "static_vectors", "maxout", "layernorm")
        }
        expect(
            [n.attrs["columns"] for n in found["extract_features"]] == [list(columns)], "the features in their order"
        )
        expect([n.attrs["column"] for n in found["hashembed"]] == list(range(len(columns))), "a table for each feature")
        expect([n.attrs["key_attr"] for n in found["static_vectors"]] == ["ORTH"], "vectors of words as written")
        expect(set(columns) <= set(NAMES), f"no other features than {', '.join(NAMES)}")
        self._columns = columns
        self._tables = [(int(node.attrs["seed"]), parameter(node, "E")) for node in found["hashembed"]]
        self.project: Floats = parameter(found["static_vectors"][0], "W")
        self._mix, self._bias = parameter(found["maxout"][0], "W"), parameter(found["maxout"][0], "b")
        self._scale, self._shift = parameter(found["layernorm"][0], "G"), parameter(found["layernorm"][0], "b")
        width = len(self._bias)
        self.width: int = width
        expect(
            all(table.ndim == 2 and table.shape[1] == width and len(table) for _, table in self._tables)
            and self.project.shape == (width, vectors)
            and self._mix.shape == (*self._bias.shape, (len(columns) + 1) * width)
            and self._scale.shape == self._shift.shape == (width,),
            "layers that fit each other",
        )

    def mix(self, features: Mapping[str, NDArray[np.uint64]], projected: Floats, kernels: Kernels | None) -> Floats:
        """The embedding of words, from the numbers of their features and what becomes of their vectors."""
        width, pieces, inputs = self._mix.shape
        parts = np.empty((len(projected), inputs), dtype=np.float32)
        for k, (name, (seed, table)) in enumerate(zip(self._columns, self._tables, strict=True)):
            part = parts[:, k * width : (k + 1) * width]
            if kernels is None:
                part[:] = table[rows_of(features[name], seed, len(table))].sum(axis=1)
            else:
                place = parts.ctypes.data + k * width * parts.itemsize
                kernels.call("gather", table, len(table), width, features[name], len(parts), seed, place, inputs)
        parts[:, -width:] = projected
        mixed = parts @ self._mix.reshape(-1, inputs).T
        out: Floats = (mixed.reshape(-1, width, pieces) + self._bias).max(axis=2)
        normalize(out, self._scale, self._shift)
        return out


class Embeddings:
    """All embeddings of a pipeline, of words that are looked at once.

    Args:
        embeddings: Each of them.
        vectors: The word vectors.
        kernels: What does the hashing; Python and numpy where there are none.
    """

    def __init__(self, embeddings: Sequence[Embedding], vectors: WordVectors, kernels: Kernels | None) -> None:
        self._embeddings = embeddings
        self._vectors = vectors
        self._kernels = kernels
        self._project = np.ascontiguousarray(np.vstack([e.project for e in embeddings]).T)

    def __call__(self, keys: Sequence[Key]) -> Floats:
        """The embeddings of `keys`, a row each, side by side."""
        features = features_of(keys, self._kernels)
        rows = self._vectors.find(features["ORTH"])
        known = np.flatnonzero(rows >= 0)
        projected = np.zeros((len(keys), self._project.shape[1]), dtype=np.float32)
        projected[known] = self._vectors.data[rows[known]] @ self._project
        out, at = [], 0
        for embedding in self._embeddings:
            out.append(embedding.mix(features, projected[:, at : at + embedding.width], self._kernels))
            at += embedding.width
        return np.hstack(out)


def read_rows(packed: bytes | memoryview) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """A packed map from 64-bit keys to rows, as two arrays.

    Half a million pairs as a ``dict`` would take 60 MB; so they are read a run at a time, and stay arrays.

    Raises:
        UnknownArchitectureError: If it is not such a map.
    """
    size, at = _header(packed)
    keys, rows = np.empty(size, dtype=np.uint64), np.empty(size, dtype=np.int32)
    filled = 0
    while at < len(packed) and filled < size:
        found = _RUN.match(packed, at)
        expect(found is not None, "numbers as keys and rows")
        assert found is not None  # noqa: S101 - for the type checker
        kind = found.lastindex or 0
        if kind in _WIDTHS:
            row, skip = _WIDTHS[kind]
            fields = [("tag", "u1"), ("key", ">u8"), *([("kind", "u1")] if skip else []), ("row", row)]
            run: Any = np.frombuffer(found[0], dtype=np.dtype(fields))
            run = run[: size - filled]
            keys[filled : filled + len(run)], rows[filled : filled + len(run)] = run["key"], run["row"]
            filled += len(run)
            at = found.end()
        else:
            keys[filled], at = _number(packed, at)
            rows[filled], at = _number(packed, at)
            filled += 1
    expect(filled == size and at == len(packed), "as many pairs as are told")
    return keys, rows


def _header(packed: bytes | memoryview) -> tuple[int, int]:
    """How many pairs a packed map has, and where they begin."""
    first = packed[0] if packed else 0
    if 0x80 <= first < 0x90:
        return first & 0x0F, 1
    form = {0xDE: ">H", 0xDF: ">I"}.get(first)
    expect(form is not None and len(packed) >= 1 + struct.calcsize(form or ""), "a map")
    (size,) = struct.unpack_from(form or "", packed, 1)
    expect(size <= len(packed), "as many pairs as are told")
    return size, 1 + struct.calcsize(form or "")


def _number(packed: bytes | memoryview, at: int) -> tuple[int, int]:
    """A whole number, and where the next one begins."""
    expect(at < len(packed), "a number")
    if packed[at] < 0x80:
        return packed[at], at + 1
    form = {0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q"}.get(packed[at], "")
    end = at + 1 + struct.calcsize(form or ">B")
    expect(bool(form) and end <= len(packed), "a number")
    return struct.unpack_from(form, packed, at + 1)[0], end
