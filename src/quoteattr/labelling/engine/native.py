"""The networks as the kernels in C know them: weights in panels, and structures that say where they are."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from quoteattr.labelling.engine.kernels import KernelError, Kernels, checked, pack, pointer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoteattr.labelling.encoder import Encoder as PlainEncoder
    from quoteattr.labelling.entities import Entity, EntityDecoder
    from quoteattr.labelling.states import StateScorer

    Floats = NDArray[np.float32]

__all__ = ["Native", "Scorer"]

_NUMBER, _POINTER = ctypes.c_int64, ctypes.c_void_p
BLOCK = 3
"""Vectors of moves that are scored together."""


def _filled(values: Floats, size: int) -> Floats:
    """The rows of `values`, filled up with zeros to `size` columns."""
    out = np.zeros((*values.shape[:-1], size), dtype=np.float32)
    out[..., : values.shape[-1]] = values
    return out


class _Structure:
    """A structure of C, and the arrays that it points into."""

    fields: tuple[tuple[str, Any], ...]

    def __init__(self, kernels: Kernels, **values: Any) -> None:
        names = [name for name, _ in self.fields]
        record = type(type(self).__name__, (ctypes.Structure,), {"_fields_": list(self.fields)})
        self._kept = [value for value in values.values() if isinstance(value, np.ndarray)]
        self._record = record(*(pointer(v) if isinstance(v := values[n], np.ndarray) else v for n in names))
        self.kernels: Kernels = kernels
        self.address: int = ctypes.addressof(self._record)


class _Encoder(_Structure):
    """The encoder of a pipeline.

    Args:
        kernels: What will run it.
        layers: Of each layer: the weights (inputs, then the outputs of each piece), the bias, and the norm's two.
        pieces: How many pieces a maxout has.
    """

    fields: tuple[tuple[str, Any], ...] = (
        *((name, _NUMBER) for name in ("width", "pieces", "depth")),
        *((name, _POINTER) for name in ("weights", "bias", "scale", "shift")),
    )

    def __init__(self, kernels: Kernels, layers: Sequence[tuple[Floats, Floats, Floats, Floats]], pieces: int) -> None:
        matrices, bias, scale, shift = zip(*layers, strict=True)
        self.width: int = len(scale[0])
        super().__init__(
            kernels,
            width=self.width,
            pieces=pieces,
            depth=len(layers),
            weights=np.stack([pack(matrix, kernels.panel) for matrix in matrices]),
            bias=np.stack(bias),
            scale=np.stack(scale),
            shift=np.stack(shift),
        )

    def run(self, table: Floats, start: int, rows: NDArray[np.int32], size: int) -> Floats:
        """Encode places: rows of `table` from column `start` on, negative where there is no word; `size` are words."""
        out = np.empty((size, self.width), dtype=np.float32)
        checked(table, np.float32, -1, -1)
        checked(rows, np.int32, -1)
        made = self.kernels.call("encode", self.address, table, *table.shape, start, rows, len(rows), out, size)
        if made != size:
            msg = f"{made} words, not {size}"
            raise KernelError(msg)
        return out


class _Dense(_Structure):
    """A layer of which the best output is told.

    Args:
        kernels: What will run it.
        weights: A row for each input.
        bias: Of each output.
    """

    fields: tuple[tuple[str, Any], ...] = (
        *((name, _NUMBER) for name in ("inputs", "outputs", "count")),
        *((name, _POINTER) for name in ("panels", "bias")),
    )

    def __init__(self, kernels: Kernels, weights: Floats, bias: Floats) -> None:
        panels = pack(weights, kernels.panel)
        self.inputs: int = len(weights)
        super().__init__(
            kernels,
            inputs=len(weights),
            outputs=len(bias),
            count=len(panels),
            panels=panels,
            bias=_filled(bias, len(panels) * kernels.panel),
        )

    def run(self, vectors: Floats) -> NDArray[np.int32]:
        """The best output of each of `vectors`."""
        out = np.empty(len(vectors), dtype=np.int32)
        checked(vectors, np.float32, -1, self.inputs)
        self.kernels.call("tag", self.address, vectors, len(vectors), out)
        return out


class Scorer(_Structure):
    """What scores the states of a parser or a recognizer.

    Args:
        kernels: What will run it.
        scorer: The same for numpy.
        kinds: The kind of each move.
        inner: Of each move that begins an entity, the one that goes on with it.
        final: Of each move that begins an entity, the one that ends it.
    """

    fields: tuple[tuple[str, Any], ...] = (
        *((name, _NUMBER) for name in ("inputs", "features", "pieces", "hidden", "moves", "padded")),
        *(
            (n, _POINTER)
            for n in ("lower", "lower_bias", "pad", "bias", "upper", "upper_bias", "kinds", "inner", "final")
        ),
    )

    def __init__(
        self,
        kernels: Kernels,
        scorer: StateScorer,
        kinds: Sequence[int],
        inner: Sequence[int] = (),
        final: Sequence[int] = (),
    ) -> None:
        moves, step = len(kinds), BLOCK * kernels.vector
        padded = -(-moves // step) * step
        nothing = [-1] * moves
        self.inputs: int = len(scorer.lower)
        super().__init__(
            kernels,
            inputs=len(scorer.lower),
            features=scorer.features,
            pieces=scorer.pieces,
            hidden=scorer.hidden,
            moves=moves,
            padded=padded,
            lower=pack(scorer.lower, kernels.panel),
            lower_bias=scorer.lower_bias,
            pad=scorer.pad,
            bias=scorer.bias,
            upper=_filled(scorer.upper, padded),
            upper_bias=_filled(scorer.upper_bias, padded),
            kinds=np.array(kinds, dtype=np.int32),
            inner=np.array(inner or nothing, dtype=np.int32),
            final=np.array(final or nothing, dtype=np.int32),
        )

    def names(
        self, encoder: _Encoder, table: Floats, start: int, rows: NDArray[np.int32], flags: NDArray[np.uint8]
    ) -> NDArray[np.int32]:
        """The entities among places: the first, the last, the move that began it.

        Args:
            encoder: What encodes the words of names.
            table: The embeddings.
            start: The first column of `table` that is for this encoder.
            rows: Of each place, negative where there is no word.
            flags: Whether each place may belong to a name, and whether it begins a sentence; two rows.
        """
        out = np.empty((len(rows), 3), dtype=np.int32)
        checked(table, np.float32, -1, -1)
        checked(rows, np.int32, -1)
        checked(flags, np.uint8, 2, len(rows))
        found = self.kernels.call(
            "names", encoder.address, self.address, table, *table.shape, start, rows, len(rows), *flags, out, len(rows)
        )
        return out[:found]

    def parse(self, vectors: Floats, lengths: Sequence[int]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The head of each word within its sentence, negative for a root, and the move that attached it."""
        heads, labels = np.empty((2, len(vectors)), dtype=np.int32)
        checked(vectors, np.float32, -1, self.inputs)
        self.kernels.call(
            "parse", self.address, vectors, len(vectors), np.array(lengths, dtype=np.int32), len(lengths), heads, labels
        )
        return heads, labels


class Native:
    """The networks of a pipeline but for the parser's.

    Args:
        kernels: What runs them.
        shared: The encoder under tagger and parser.
        own: The encoder under the recognizer.
        tagger: The weights and the bias of the tagger.
        decoder: The recognizer.

    Raises:
        KernelError: If the kernels are not made for networks of this size.
    """

    def __init__(
        self,
        kernels: Kernels,
        shared: PlainEncoder,
        own: PlainEncoder,
        tagger: tuple[Floats, Floats],
        decoder: EntityDecoder,
    ) -> None:
        self._shared = _Encoder(kernels, shared.layers, shared.pieces)
        self._own = _Encoder(kernels, own.layers, own.pieces)
        self._tagger = _Dense(kernels, *tagger)
        self._moves = decoder.moves
        inner, final = zip(*decoder.inner(), strict=True)
        self._names = Scorer(kernels, decoder.scorer, decoder.kinds, inner, final)
        self._pad = max(shared.pad, own.pad)
        nothing = np.empty((0, shared.width + own.width), dtype=np.float32)
        self.run(nothing, np.empty(0, dtype=np.int32), [], [], [])

    def run(
        self,
        table: Floats,
        places: NDArray[np.int32],
        lengths: Sequence[int],
        starts: Sequence[Iterable[int]],
        named: Sequence[Iterable[int]] | None,
    ) -> tuple[list[Floats], list[list[int]], list[list[Entity]]]:
        """What `Networks.run` tells, of texts of some lengths whose words are `places` of `table`.

        Raises:
            KernelError: If there is no memory.
        """
        pad = self._pad
        begins = np.cumsum([0, *lengths])  # of each text among the words
        padded = begins[:-1] + pad * np.arange(1, len(lengths) + 1)  # of each text among words and pads
        rows = np.full(len(places) + pad * (len(lengths) + 1), -1, dtype=np.int32)
        where = np.arange(len(places)) + pad * np.repeat(np.arange(1, len(lengths) + 1), lengths)
        rows[where] = places
        encoded = self._shared.run(table, 0, rows, len(places))
        labels = self._tagger.run(encoded).tolist()
        flags = np.zeros((2, len(rows)), dtype=np.uint8)
        offsets = padded.tolist()
        if named is None:
            flags[0] = 1
        else:
            flags[0, [at + i for at, within in zip(offsets, named, strict=True) for i in within]] = 1
        flags[1, [at + i for at, within in zip(offsets, starts, strict=True) for i in within]] = 1
        found = self._names.names(self._own, table, self._shared.width, rows, flags)
        entities: list[list[Entity]] = [[] for _ in lengths]
        texts = np.searchsorted(padded, found[:, 0], side="right") - 1
        for text, (first, last, move) in zip(texts.tolist(), found.tolist(), strict=True):
            entities[text].append((first - offsets[text], last - offsets[text], self._moves[move][1]))
        spans = list(zip(begins[:-1].tolist(), begins[1:].tolist(), strict=True))
        return [encoded[a:b] for a, b in spans], [labels[a:b] for a, b in spans], entities
