"""What goes along with results: their ids, and other columns of the table they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quoteattr.errors import ConfigError, InputError
from quoteattr.result import Result

__all__ = ["Counted", "FieldValue", "Fields", "beside", "check_names", "checked"]

FieldValue = str | int | float | bool | None
"""What a carried field may hold."""
Fields = Mapping[str, FieldValue]
"""The fields carried beside one result, by name."""


class Counted:
    """Results on their way to a writer, and how many have passed."""

    def __init__(self, results: Iterable[Result]) -> None:
        self._results = results
        self.count: int = 0

    def __iter__(self) -> Iterator[Result]:
        for result in self._results:
            self.count += 1
            yield result


def beside(
    results: Iterable[Result], ids: Iterable[str] | None, fields: Iterable[Fields] | None
) -> Iterator[tuple[Result, str | None, dict[str, FieldValue]]]:
    """Yield each result with its id (``None`` without `ids`) and its fields (none without `fields`), one at a time.

    Raises:
        ValueError: If there are fewer or more `ids` or `fields` than `results`.
        InputError: If an id is no ``str``, or fields are no mapping of ``str`` to plain values.
    """
    columns: list[Iterable[Any]] = [results, *(extra for extra in (ids, fields) if extra is not None)]
    for row in _side_by_side(columns):
        if not isinstance(row[0], Result):
            msg = f"results: expected Result, got {type(row[0]).__name__}"
            raise InputError(msg)
        name = row[1] if ids is not None else None
        if ids is not None and not isinstance(name, str):
            msg = f"ids: expected str, got {type(name).__name__}"
            raise InputError(msg)
        yield row[0], name, checked(row[-1]) if fields is not None else {}


def _side_by_side(columns: list[Iterable[Any]]) -> Iterator[list[Any]]:
    """As `zip` does, strictly, with errors of the library for what callers may get wrong."""
    end = object()
    for column in columns:
        if not isinstance(column, Iterable):
            msg = f"expected results, ids or fields one after another, got {type(column).__name__}"
            raise InputError(msg)
    sources = [iter(column) for column in columns]
    while True:
        row = [next(source, end) for source in sources]
        over = sum(item is end for item in row)
        if over == len(row):
            return
        if over:
            msg = "expected as many ids and fields as results"
            raise ConfigError(msg)
        yield row


def checked(fields: Any) -> dict[str, FieldValue]:
    """Return `fields` as a dictionary.

    Raises:
        InputError: If it is no mapping of ``str`` to ``str``, ``int``, ``float``, ``bool`` or ``None``.
    """
    if not isinstance(fields, Mapping):
        msg = f"fields: expected a mapping, got {type(fields).__name__}"
        raise InputError(msg)
    for key, value in fields.items():
        if not isinstance(key, str) or not isinstance(value, str | int | float | bool | None):
            msg = f"fields: expected str to str, int, float, bool or None, got {key!r}: {type(value).__name__}"
            raise InputError(msg)
    return dict(fields)


def check_names(fields: Fields, columns: Mapping[str, object]) -> None:
    """Check that every field has its column: a key of `columns`.

    Raises:
        ValueError: If one has none.
    """
    unknown = next((name for name in fields if name not in columns), None)
    if unknown is not None:
        msg = f"fields: the columns are those of the first documents ({', '.join(columns)}), got also {unknown!r}"
        raise ConfigError(msg)
