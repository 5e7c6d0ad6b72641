"""Scores the states of a parser or a recognizer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from quoteattr.labelling.expected import expect
from quoteattr.labelling.nodes import Node, parameter
from quoteattr.labelling.one_thread import blas, one_thread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["StateScorer"]


class StateScorer:
    """Scores the states of a transition-based parser or recognizer (``spacy.TransitionBasedParser.v2``).

    Each feature of a state is a token; what a token adds as which feature is computed once for all tokens, in a table.

    Args:
        nodes: The layers of the component's model.
        features: How many features a state has.
        moves: How many moves are scored.

    Raises:
        UnknownArchitectureError: If it is built otherwise.
    """

    def __init__(self, nodes: Sequence[Node], features: int, moves: int) -> None:
        refs = nodes[0].refs
        expect({"tok2vec", "lower", "upper"} <= set(refs), "a lower and an upper layer over token vectors")
        lower, upper = nodes[refs["lower"] or 0], nodes[refs["upper"] or 0]
        expect(
            lower.name == "precomputable_affine" and not nodes[0].attrs.get("unseen_classes"),
            "a lower layer that is precomputable",
        )
        weights = parameter(lower, "W")  # feature, output, piece, input
        expect(
            weights.ndim == 4 and weights.shape[0] == features and parameter(upper, "W").shape[0] == moves,
            "so many features of a state, a score for each move",
        )
        self.features: int = weights.shape[0]
        self.hidden: int = weights.shape[1]
        self.pieces: int = weights.shape[2]
        inputs: int = weights.shape[3]
        self.part: int = self.pieces * self.hidden
        reduce = [n for n in nodes if n.name == "linear" and n is not upper]
        expect(len(reduce) == 1, "one linear layer below the states")
        shapes = [(reduce[0], "W", inputs), (reduce[0], "b", inputs), (lower, "b", self.hidden), (upper, "b", moves)]
        expect(
            self.pieces > 1
            and all(len(parameter(node, name)) == size for node, name, size in shapes)
            and parameter(lower, "pad").shape == (1, *weights.shape[:3])
            and parameter(lower, "b").shape == (self.hidden, self.pieces)
            and parameter(upper, "W").shape == (moves, self.hidden),
            "layers that fit each other",
        )
        matrix = weights.transpose(3, 0, 2, 1).reshape(inputs, -1)  # to: feature, piece, output
        with one_thread(blas()):  # the linear layer below and the affine one become one matrix
            self.lower: Floats = np.ascontiguousarray(parameter(reduce[0], "W").T @ matrix)
            self.lower_bias: Floats = parameter(reduce[0], "b") @ matrix
        self.pad: Floats = np.ascontiguousarray(parameter(lower, "pad")[0].transpose(0, 2, 1).reshape(1, -1))
        self.bias: Floats = np.ascontiguousarray(parameter(lower, "b").T.reshape(-1))
        self.upper: Floats = np.ascontiguousarray(parameter(upper, "W").T)
        self.upper_bias: Floats = parameter(upper, "b")

    def table(self, vectors: Sequence[Floats]) -> Floats:
        """What each token adds as each feature, and in the last row what is added where there is none.

        Token, feature, addend.
        """
        table = np.empty((sum(len(v) for v in vectors) + 1, self.features * self.part), dtype=np.float32)
        np.matmul(np.concatenate(vectors), self.lower, out=table[:-1])
        table[:-1] += self.lower_bias
        table[-1:] = self.pad
        return table.reshape(len(table), self.features, self.part)

    def scores(self, states: Floats) -> Floats:
        """The score of each move in each state, from the sum of what its features add."""
        pieces = (states + self.bias).reshape(len(states), self.pieces, self.hidden)
        hidden: Floats = pieces.max(axis=1) if self.pieces > 2 else np.maximum(pieces[:, 0], pieces[:, 1])
        scores: Floats = hidden @ self.upper + self.upper_bias
        return scores
