"""Tasks of tools for annotation, written one after another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO

from quoteattr.checks import check_source
from quoteattr.errors import ResultError
from quoteattr.export.files import replacing
from quoteattr.export.jsonl import in_json
from quoteattr.export.table import Fields, beside
from quoteattr.result import Result

__all__ = ["Sink", "Task", "identifier", "known", "telling", "write_tasks"]

Sink = str | os.PathLike[str] | TextIO
Task = Callable[[Result, str | None, Fields], dict[str, Any]]
"""Makes the task of a result, its identifier and what else is known of it."""


def write_tasks(
    columns: tuple[Iterable[Result], Iterable[str] | None, Iterable[Fields] | None],
    sink: Sink,
    task: Task,
    signs: tuple[str, str, str] = ("", "", ""),
) -> int:
    """Write a task a line and return how many there were; `signs` stand before all, between lines and behind all."""
    if isinstance(sink, str | os.PathLike):
        with replacing(sink) as file:
            return write_tasks(columns, file, task, signs)
    check_source(sink, "write")
    before, between, behind = signs
    count = 0
    sink.write(before)
    for count, row in enumerate(beside(*columns), start=1):
        sink.write((f"{between}\n" if count > 1 else "") + in_json(task(*row)))
    sink.write(("\n" if count else "") + behind)
    return count


@contextmanager
def telling(where: str, tool: str) -> Iterator[None]:
    """Say of what is wrong with a task where it is; what a task lacks is an error of ours.

    Raises:
        ResultError: In place of any error that a mapping of another shape leads to.
    """
    try:
        yield
    except ResultError as error:
        msg = f"{where}: {error}"
        raise ResultError(msg) from error
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        msg = f"{where}: not a task of {tool}: {type(error).__name__}: {error}"
        raise ResultError(msg) from error


def known(own: Mapping[str, Any]) -> dict[str, Any]:
    """What a task that we wrote keeps of a result beside its stretches and relations."""
    return {key: own[key] for key in ("regions", "speakers", "meta") if key in own}


def identifier(own: Mapping[str, Any], beside: Mapping[str, Any]) -> str | None:
    """The identifier of a task: the one that we gave, or the one that its maker did."""
    name = own.get("id", beside.get("id"))
    return None if name is None else str(name)
