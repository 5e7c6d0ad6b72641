"""The embeddings of the words met so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from quoteattr.labelling.nodes import Key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["Vectors"]


class Vectors:
    """The embedding of each distinct word, computed once.

    Args:
        embed: Embeds a list of distinct keys: an array of one row each.
        width: The length of a row.
        limit: How many are kept; when more are met, all are forgotten, which bounds memory.
    """

    def __init__(self, embed: Callable[[list[Key]], Floats], width: int, limit: int = 40_000) -> None:
        self._embed = embed
        self._limit = limit
        self._row: dict[Key, int] = {}
        self._table: Floats = np.full(
            (limit, width), np.nan, dtype=np.float32
        )  # written now, so that memory does not grow later

    def rows(self, keys: Sequence[Key]) -> Floats:
        """The embeddings of `keys`, a row each."""
        known = self._row
        try:
            return self._table[[known[key] for key in keys]]
        except KeyError:
            missing = [key for key in dict.fromkeys(keys) if key not in known]
        if len(known) + len(missing) > self._limit:
            known.clear()
            missing = list(dict.fromkeys(keys))
        if len(missing) > self._limit:  # more distinct words in one batch than are ever kept
            return self._embed(list(keys))
        size = len(known)
        self._table[size : size + len(missing)] = self._embed(missing)
        known.update(zip(missing, range(size, size + len(missing)), strict=True))
        return self._table[[known[key] for key in keys]]
