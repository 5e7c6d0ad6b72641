"""The greedy decoder of spaCy's dependency parser (arc-eager, with unshift and break), for many sentences at once.

spaCy's own loop takes and gives back Python's lock at every step; here all sentences take their steps together, so that
one product of matrices scores all of them, and only the bookkeeping of each is Python. The trees are the same (tests
compare them).

Source of the transitions: `spacy.pipeline._parser_internals.arc_eager` and `_state`, spaCy 3.8.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from quoteattr.labelling.engine import KernelError, Kernels, Scorer
from quoteattr.labelling.expected import expect
from quoteattr.labelling.nodes import Transitions
from quoteattr.labelling.states import StateScorer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["ArcDecoder"]

LOG = logging.getLogger("quoteattr")
SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
MOVES = ("S", "D", "L", "R", "B")
FEATURES = 8


class _State:
    """A sentence half parsed: a stack, a buffer (what was put back, then what was not yet read), the arcs."""

    __slots__ = (
        "back",
        "depth",
        "heads",
        "labels",
        "left",
        "length",
        "next",
        "right",
        "stack",
        "starts",
        "unshiftable",
    )

    def __init__(self, length: int) -> None:
        self.length = length
        self.next = 0
        self.stack: list[int] = []
        self.back: list[int] = []
        self.heads = [-1] * length
        self.labels = [-1] * length
        self.left: dict[int, list[int]] = {}
        self.right: dict[int, list[int]] = {}
        self.starts: set[int] = set()
        self.unshiftable: set[int] = set()

    def look(self, nothing: int, offset: int) -> tuple[tuple[int, ...], int]:
        """The tokens that the features are of (`nothing` for none), and which moves are allowed, a bit each."""
        stack, back, following = self.stack, self.back, self.next
        depth = len(stack)
        waiting = self.length - following + len(back)
        if not back:
            b0 = following if waiting else -1
            b1 = following + 1 if waiting > 1 else -1
        else:
            b0 = back[-1]
            b1 = back[-2] if len(back) > 1 else following if waiting > 1 else -1
        s0 = stack[-1] if depth else -1
        left, right = self.left, self.right
        ids = (
            b0 + offset if b0 >= 0 else nothing,
            b1 + offset if b1 >= 0 else nothing,
            s0 + offset if depth else nothing,
            stack[-2] + offset if depth > 1 else nothing,
            stack[-3] + offset if depth > 2 else nothing,
            left[b0][-1] + offset if left.get(b0) else nothing,
            left[s0][-1] + offset if left.get(s0) else nothing,
            right[s0][-1] + offset if right.get(s0) else nothing,
        )
        starting = b0 in self.starts
        allowed = 0
        if not depth or waiting > 1 and not starting and b0 not in self.unshiftable:
            allowed |= 1 << SHIFT
        if depth:
            allowed |= 1 << REDUCE
            if waiting and not starting:
                allowed |= 1 << LEFT | 1 << RIGHT
        if waiting > 1 and b1 == b0 + 1 and b1 not in self.starts:
            allowed |= 1 << BREAK
        return ids, allowed

    def advance(self, move: int, label: int) -> bool:
        """Take a step; return whether there is more to do."""
        stack = self.stack
        if move == LEFT:
            head = self.back[-1] if self.back else self.next
            child = stack.pop()
            self._attach(head, child, label)
            self.unshiftable.discard(head)
        elif move == SHIFT:
            self._push()
        elif move == RIGHT:
            self._attach(stack[-1], self.back[-1] if self.back else self.next, label)
            self._push()
        elif move == REDUCE:
            top = stack.pop()
            if self.heads[top] < 0 and stack:
                self.unshiftable.add(top)
                self.back.append(top)
        else:
            self.starts.add(self.back[-2] if len(self.back) > 1 else self.next if self.back else self.next + 1)
        return bool(stack) or self.next < self.length or bool(self.back)

    def _push(self) -> None:
        if self.back:
            self.stack.append(self.back.pop())
        else:
            self.stack.append(self.next)
            self.next += 1

    def _attach(self, head: int, child: int, label: int) -> None:
        before = self.heads[child]
        if before >= 0:
            arcs = (self.left if before > child else self.right)[before]
            if arcs[-1] == child:
                arcs.pop()
        (self.left if head > child else self.right).setdefault(head, []).append(child)
        self.heads[child] = head
        self.labels[child] = label


class ArcDecoder:
    """Decodes sentences with a pipeline's parser.

    Args:
        parser: The pipeline's ``parser``.

    Raises:
        UnknownArchitectureError: If it is built otherwise.
    """

    def __init__(self, parser: Transitions) -> None:
        moves = list(parser.moves)
        expect([move for move, _ in moves] == sorted(move for move, _ in moves), "the moves in their order")
        expect(not any("||" in label for _, label in moves), "a parser of projective trees")
        self.scorer: StateScorer = StateScorer(parser.nodes, FEATURES, len(moves))
        self._moves = [(move, k) for k, (move, _) in enumerate(moves)]
        self._names = [label for _, label in moves]
        kinds = np.array([move for move, _ in moves])
        self._forbidden = np.array(
            [[0 if code >> kind & 1 else -np.inf for kind in kinds] for code in range(1 << len(MOVES))],
            dtype=np.float32,
        )

        self._kinds = [int(kind) for kind in kinds]
        self._native: Scorer | None = None

    def use(self, kernels: Kernels) -> None:
        """Let the kernels decode.

        Raises:
            KernelError: If they are not made for networks of this size.
        """
        native = Scorer(kernels, self.scorer, self._kinds)
        native.parse(np.empty((0, len(self.scorer.lower)), dtype=np.float32), [])
        self._native = native

    def run(self, vectors: Sequence[Floats]) -> list[tuple[list[int], list[str]]]:
        """The head of each token of each sentence (itself for a root) and its relation.

        Args:
            vectors: What the encoder made of each sentence, a row a token; no sentence is empty.
        """
        if not vectors:
            return []
        lengths = [len(v) for v in vectors]
        if self._native is not None:
            try:
                return self._named(lengths, *self._native.parse(np.concatenate(vectors), lengths))
            except KernelError as error:  # no memory, say
                LOG.debug("the kernels cannot: %s", error)
        table = self.scorer.table(vectors)
        table = table.reshape(-1, table.shape[2])  # a row a token and feature
        places = np.arange(FEATURES)
        states = [_State(length) for length in lengths]
        offsets = np.concatenate(([0], np.cumsum(lengths)))[:-1].tolist()
        nothing = sum(lengths)
        active = list(zip(states, offsets, strict=True))
        moves = self._moves
        while active:
            seen = [state.look(nothing, offset) for state, offset in active]
            rows = np.array([ids for ids, _ in seen]) * FEATURES + places
            scores = self.scorer.scores(table[rows].sum(axis=1)) + self._forbidden[[allowed for _, allowed in seen]]
            active = [
                pair
                for pair, best in zip(active, scores.argmax(axis=1).tolist(), strict=True)
                if pair[0].advance(*moves[best])
            ]
        return [self._tree(state) for state in states]

    def _named(
        self, lengths: Sequence[int], heads: NDArray[np.int32], labels: NDArray[np.int32]
    ) -> list[tuple[list[int], list[str]]]:
        """The trees of sentences whose words follow each other."""
        names = [*self._names, "ROOT"]
        all_heads, all_labels = heads.tolist(), labels.tolist()
        out, start = [], 0
        for length in lengths:
            within = all_heads[start : start + length]
            out.append(
                (
                    [i if head < 0 else head for i, head in enumerate(within)],
                    [names[label] for label in all_labels[start : start + length]],
                )
            )
            start += length
        return out

    def _tree(self, state: _State) -> tuple[list[int], list[str]]:
        names = self._names
        return (
            [i if head < 0 else head for i, head in enumerate(state.heads)],
            ["ROOT" if head < 0 else names[label] for head, label in zip(state.heads, state.labels, strict=True)],
        )
