"""The convolutions over words, by numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from quoteattr.labelling.expected import expect, normalize
from quoteattr.labelling.nodes import Node, parameter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["Encoder"]

BLOCK = 768
"""Rows to work on at a time: the scratch of one block (1.8 MB) stays in the cache."""


class Encoder:
    """Convolutions over words, as ``MaxoutWindowEncoder`` makes them.

    Window of one, maxout of three pieces, layer norm, residual.

    Args:
        nodes: The layers of the encoder of a ``Tok2Vec`` model, the chain itself first.

    Raises:
        UnknownArchitectureError: If it is built otherwise.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        chain = nodes[0]
        windows = [n for n in nodes if n.name == "expand_window"]
        maxouts = [n for n in nodes if n.name == "maxout"]
        norms = [n for n in nodes if n.name == "layernorm"]
        residuals = [
            n
            for n in nodes
            if n.name.startswith("residual(expand_window>>maxout>>layernorm") and ">>residual" not in n.name
        ]
        expect(chain.name.startswith("with_array(residual("), chain.name)
        expect(
            len(residuals) == len(windows) == len(maxouts) == len(norms) > 0,
            "residual blocks of one window, one maxout and one layer norm",
        )
        expect(all(n.attrs["window_size"] == 1 for n in windows), "a window of one")
        self.pad: int = chain.attrs["pad"]
        self.width: int
        self.pieces: int
        self.layers: list[tuple[Floats, Floats, Floats, Floats]] = []
        for maxout, norm in zip(maxouts, norms, strict=True):
            weights, bias = parameter(maxout, "W"), parameter(maxout, "b")
            self.width, self.pieces, inputs = weights.shape
            expect(inputs == 3 * self.width and self.pieces > 1, "as many inputs as the window is wide")
            expect(
                bias.shape == (self.width, self.pieces)
                and all(parameter(norm, name).shape == (self.width,) for name in ("G", "b"))
                and (not self.layers or self.layers[0][0].shape == (inputs, self.pieces * self.width)),
                "layers that fit each other",
            )
            # the pieces of one output stand apart, so that their maximum is taken over whole rows
            matrix = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, -1))
            self.layers.append(
                (
                    matrix,
                    np.ascontiguousarray(bias.T.reshape(-1)),
                    parameter(norm, "G"),
                    parameter(norm, "b"),
                )
            )

    def run(self, texts: Sequence[Floats]) -> list[Floats]:
        """Encode each of `texts` (a row a word) by itself; what stands in one is not seen from another."""
        lengths = [len(t) for t in texts]
        x = np.zeros((self.pad * (len(texts) + 1) + sum(lengths), self.width), dtype=np.float32)
        starts = []
        at = self.pad
        for text in texts:
            starts.append(at)
            x[at : at + len(text)] = text
            at += len(text) + self.pad
        for layer in self.layers:
            x = self._convolve(x, *layer)
        return [x[start : start + length] for start, length in zip(starts, lengths, strict=True)]

    def _convolve(self, x: Floats, matrix: Floats, bias: Floats, scale: Floats, shift: Floats) -> Floats:
        size, width = x.shape
        out = np.empty_like(x)
        window = np.empty((min(BLOCK, size), 3 * width), dtype=np.float32)
        product = np.empty((len(window), self.pieces * width), dtype=np.float32)
        for start in range(0, size, BLOCK):
            end = min(start + BLOCK, size)
            w, p, y = window[: end - start], product[: end - start], out[start:end]
            w[:, width : 2 * width] = x[start:end]
            w[1:, :width] = x[start : end - 1]
            w[0, :width] = x[start - 1] if start else 0
            w[:-1, 2 * width :] = x[start + 1 : end]
            w[-1, 2 * width :] = x[end] if end < size else 0
            np.matmul(w, matrix, out=p)
            p += bias
            np.maximum(p[:, :width], p[:, width : 2 * width], out=y)
            for piece in range(2, self.pieces):
                np.maximum(y, p[:, piece * width : (piece + 1) * width], out=y)
            normalize(y, scale, shift)
            y += x[start:end]
        return out
