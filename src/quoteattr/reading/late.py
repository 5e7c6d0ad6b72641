"""Patterns that few texts need: they are compiled when one does, and not whenever the package is imported."""

from __future__ import annotations

import re

__all__ = ["Late"]


class Late:
    """A pattern that is compiled when it is first called for.

    Example:
        >>> digits = Late("[0-9]+")
        >>> digits().findall("3 ou 44")
        ['3', '44']
    """

    __slots__ = ("_compiled", "_flags", "_source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source: str = source
        self._flags: int = flags
        self._compiled: re.Pattern[str] | None = None

    def __call__(self) -> re.Pattern[str]:
        """The pattern; threads that call at the same time get the same."""
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled
