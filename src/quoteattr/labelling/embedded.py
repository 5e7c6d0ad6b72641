"""The embeddings of the words met so far."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakSet

import numpy as np

from quoteattr.labelling.nodes import Key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Rows = NDArray[np.int32]

__all__ = ["Vectors"]


class _Kept:
    """Some embeddings: the row of each word, the rows, and at which turn each was last asked for.

    Once a word is in `row`, its row is not written any more, so that other threads may read while one adds.
    """

    def __init__(self, limit: int, width: int) -> None:
        self.row: dict[Key, int] = {}
        self.table: Floats = np.empty((limit, width), dtype=np.float32)  # takes memory as it is filled
        self.turns: Rows = np.zeros(limit, dtype=np.int32)

    def add(self, keys: Sequence[Key], rows: Floats) -> None:
        size = len(self.row)
        self.table[size : size + len(keys)] = rows
        self.row.update(zip(keys, range(size, size + len(keys)), strict=True))


class Vectors:
    """The embedding of each distinct word, computed once.

    Args:
        embed: Embeds a list of distinct keys: an array of one row each.
        width: The length of a row.
        limit: How many are kept, which bounds memory; when more are met, the third of them that was not asked for
            longest is forgotten.
    """

    def __init__(self, embed: Callable[[list[Key]], Floats], width: int, limit: int = 48_000) -> None:
        self._embed = embed
        self._width = width
        self._limit = limit
        self._kept = _Kept(limit, width)
        self._turn = 0
        self._lock = Lock()
        _all.add(self)

    def rows(self, keys: Sequence[Key]) -> Floats:
        """The embeddings of `keys`, a row each."""
        table, places = self.find(keys)
        return table[places]

    def find(self, keys: Sequence[Key]) -> tuple[Floats, Rows]:
        """A table of embeddings, and the row of each of `keys` in it."""
        kept = self._kept
        try:
            places = np.array([kept.row[key] for key in keys], dtype=np.int32)
        except KeyError:
            with self._lock:
                kept = self._with(list(dict.fromkeys(keys)))
            places = np.array([kept.row[key] for key in keys], dtype=np.int32)
        self._turn += 1
        kept.turns[places] = self._turn
        return kept.table, places

    def _with(self, keys: list[Key]) -> _Kept:
        """What is kept, with the embeddings of distinct `keys` among it."""
        kept = self._kept
        missing = [key for key in keys if key not in kept.row]
        if len(kept.row) + len(missing) > self._limit:
            if len(keys) > self._limit:  # more distinct words in one batch than are ever kept
                alone = _Kept(len(keys), self._width)
                alone.add(keys, self._embed(keys))
                return alone
            kept = self._forget(set(keys), min(2 * self._limit // 3, self._limit - len(keys)))
            missing = [key for key in keys if key not in kept.row]
        kept.add(missing, self._embed(missing))
        self._kept = kept
        return kept

    def _forget(self, needed: set[Key], size: int) -> _Kept:
        """The `size` words that were asked for last, and those that are needed now."""
        old, new = self._kept, _Kept(self._limit, self._width)
        turns = old.turns[: len(old.row)]
        last = set(np.argsort(-turns, kind="stable")[:size].tolist())
        keys = [key for key, row in old.row.items() if row in last or key in needed]
        new.add(keys, old.table[[old.row[key] for key in keys]])
        new.turns[: len(keys)] = [turns[old.row[key]] for key in keys]
        return new


_all: WeakSet[Vectors] = WeakSet()


def _after_fork() -> None:
    """Another thread may have held a lock when this process was made."""
    for vectors in _all:
        vectors._lock = Lock()  # noqa: SLF001 - half of the class


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
