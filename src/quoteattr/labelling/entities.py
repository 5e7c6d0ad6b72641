"""The greedy decoder of spaCy's entity recognizer, for all tokens at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from quoteattr.labelling.expected import expect
from quoteattr.labelling.nodes import Transitions
from quoteattr.labelling.states import StateScorer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.intp]

__all__ = ["Entity", "EntityDecoder"]

MOVES = ("B", "I", "L", "U", "O")
Entity = tuple[int, int, str]
"""First word, last word, label."""


class EntityDecoder:
    """The greedy decoder of an entity recognizer: begin, in, last, unit, out.

    Outside an entity the scores depend on the token alone, so they are computed for all tokens at once; inside one, on
    its first token and the one before as well, so these few are taken one by one.

    Args:
        ner: The pipeline's ``ner``.

    Raises:
        UnknownArchitectureError: If it is built otherwise.
    """

    def __init__(self, ner: Transitions) -> None:
        expect([move for move, _ in ner.moves] == sorted(move for move, _ in ner.moves), "the moves in their order")
        moves = [(MOVES[move - 1], label) for move, label in ner.moves if move]
        expect(len(moves) == len(ner.moves) and moves[-1] == ("O", ""), "moves that begin, go on and end")
        self.scorer: StateScorer = StateScorer(ner.nodes, 3, len(moves))
        self.moves = moves
        self._closed = [k for k, (move, label) in enumerate(moves) if move in "BUO" and (label or move == "O")]
        self._not_begin = [k for k in self._closed if moves[k][0] != "B"]
        self._inner = {
            label: (moves.index(("I", label)), moves.index(("L", label))) for move, label in moves if move == "B"
        }

        self.kinds: list[int] = [
            {"B": 1, "U": 2 if label else 0, "O": 3}.get(move, 0) for move, label in moves
        ]  # as the kernels count them: outside an entity, a move to begin one, to take one whole, to take none

    def inner(self) -> list[tuple[int, int]]:
        """For each move that begins an entity, those that go on with it and end it."""
        return [self._inner[label] if move == "B" else (-1, -1) for move, label in self.moves]

    def run(self, vectors: Sequence[Floats], starts: Sequence[Iterable[int]]) -> list[list[Entity]]:
        """The entities of each text as ``(first, last, label)``, both inclusive.

        Args:
            vectors: What the encoder made of each text, a row a token; no text is empty.
            starts: For each text, the tokens that begin a sentence: no entity crosses them.
        """
        lengths = [len(v) for v in vectors]
        table = self.scorer.table(vectors)
        scores = self.scorer.scores(table[:-1, 0] + (table[-1, 1] + table[-1, 2]))
        ends = np.zeros(len(scores), dtype=bool)  # tokens after which no entity goes on
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        ends[offsets[1:] - 1] = True
        for offset, begins in zip(offsets, starts, strict=False):
            ends[[offset + s - 1 for s in begins if s > 0]] = True
        closed = np.array(self._closed)[scores[:, self._closed].argmax(axis=1)]
        last = np.array(self._not_begin)[scores[:, self._not_begin].argmax(axis=1)]
        best = np.where(ends, last, closed)
        return [self._decode(table[a:b], best[a:b], ends[a:b]) for a, b in pairwise(offsets)]

    def _decode(self, table: Floats, best: Ints, ends: NDArray[np.bool_]) -> list[Entity]:
        entities: list[Entity] = []
        free = 0
        for i in np.flatnonzero(best != len(self.moves) - 1).tolist():
            if i < free:
                continue
            move, label = self.moves[best[i]]
            j = i
            if move == "B":
                inner, final = self._inner[label]
                while True:
                    j += 1
                    if ends[j]:
                        break
                    scores = self.scorer.scores((table[j, 0] + table[i, 1] + table[j - 1, 2])[None])[0]
                    if scores[final] >= scores[inner] and not (scores[final] == scores[inner] and inner < final):
                        break
            entities.append((i, j, label))
            free = j + 1
        return entities
