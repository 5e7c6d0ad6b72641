"""A progress bar on standard error, when that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from contextlib import closing
from typing import TypeVar

from quoteattr.cli.input import report

__all__ = ["Bar"]

T = TypeVar("T")
OFTEN = 0.1
"""Seconds between two looks of the bar."""


class Bar:
    """Counts the texts that are done, where somebody watches; elsewhere it does nothing.

    It draws itself when a text is done, without a thread of its own: worker processes are forked from this one.

    Args:
        wanted: Whether to draw; ``None`` where standard error is a terminal, and results are not printed on one.
        total: How many texts there are, asked for only when the bar is drawn.
        done: How many are done before it begins.
    """

    def __init__(self, *, wanted: bool | None, printing: bool, total: Callable[[], int | None], done: int = 0) -> None:
        self.shown: bool = (
            wanted if wanted is not None else sys.stderr.isatty() and not (printing and sys.stdout.isatty())
        )
        self._total = total
        self._done = done

    def over(self, items: Generator[T], *, reports: Callable[[Callable[[str], None]], None]) -> Generator[T]:
        """Yield `items` and count them.

        Args:
            items: What is being done.
            reports: Is told how to print a line above the bar.
        """
        if not self.shown:
            yield from items
            return
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("texts"),
            TimeElapsedColumn(),
            TextColumn("left:"),
            TimeRemainingColumn(),
            console=console,
            auto_refresh=False,
        )
        reports(lambda message: console.print(f"quoteattr: {message}", soft_wrap=True))
        try:
            with closing(items), progress:
                task = progress.add_task("", total=self._total(), completed=self._done)
                progress.refresh()
                drawn = time.monotonic()
                for item in items:
                    yield item
                    progress.advance(task)
                    if time.monotonic() - drawn >= OFTEN:
                        progress.refresh()
                        drawn = time.monotonic()
                progress.refresh()
        finally:
            reports(report)
