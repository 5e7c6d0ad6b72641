"""Tasks of tools for annotation, written one after another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from quoteattr.checks import check_source
from quoteattr.export.files import replacing
from quoteattr.export.jsonl import in_json
from quoteattr.export.table import Fields, beside
from quoteattr.result import Result

__all__ = ["Sink", "Task", "write_tasks"]

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
