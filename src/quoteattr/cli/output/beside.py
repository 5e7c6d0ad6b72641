"""What is done, as results, ids and fields that are read one beside the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from quoteattr.cli.output.parts import Done
from quoteattr.export.table import Fields
from quoteattr.result import Result

__all__ = ["Beside"]


class Beside:
    """Takes texts that are done apart, for functions that ask for results, then ids, then fields.

    Attributes:
        ids: The id of each result that was asked for and is not drained.
        fields: Its fields.
        names: Its id once more, for who names what comes of it.
    """

    def __init__(self, items: Iterable[Done]) -> None:
        self._items = items
        self.ids: deque[str] = deque()
        self.fields: deque[Fields] = deque()
        self.names: deque[str] = deque()

    def results(self) -> Iterator[Result]:
        """Yield the results; ids and fields of each are there to be drained then."""
        for item in self._items:
            self.ids.append(item.id)
            self.fields.append(item.fields)
            self.names.append(item.id)
            yield item.result

    @staticmethod
    def drain(waiting: deque[Any]) -> Iterator[Any]:
        """Yield what waits, the first first."""
        while waiting:
            yield waiting.popleft()
