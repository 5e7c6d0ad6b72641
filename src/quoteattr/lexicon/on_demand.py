"""A table that is read when somebody asks for an entry of it: *Anne Hidalgo*, of all who hold an office."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

__all__ = ["OnDemand"]

Key = TypeVar("Key")
Value = TypeVar("Value")


class OnDemand(Mapping[Key, Value]):
    """A read-only mapping whose entries `read` returns; it is called when the first is asked for.

    Threads that ask at once may each read it, and all get the same entries.
    """

    __slots__ = ("_entries", "_read")

    def __init__(self, read: Callable[[], Mapping[Key, Value]]) -> None:
        self._read = read
        self._entries: Mapping[Key, Value] | None = None

    def _all(self) -> Mapping[Key, Value]:
        entries = self._entries
        if entries is None:
            entries = self._entries = self._read()
        return entries

    def __getitem__(self, key: Key) -> Value:
        return self._all()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __reduce__(self) -> tuple[type[OnDemand[Key, Value]], tuple[Callable[[], Mapping[Key, Value]]]]:
        """Another process reads it anew, if it ever asks."""
        return type(self), (self._read,)
