"""The texts that a command works on.

Every record of every source under a name of its own, and a count of what failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import click
from attrs import frozen

from quoteattr.cli.input.records import Layout, Record, read_records
from quoteattr.cli.input.search import sources
from quoteattr.cli.input.sources import ENDINGS, STDIN, Problem, Source
from quoteattr.cli.names import shortened, unused
from quoteattr.result import Result

__all__ = ["Corpus", "Text", "report", "tell"]

COUNTED = 1 << 30
"""Bytes of JSON Lines up to which lines are counted beforehand, for the progress bar."""


@frozen
class Text:
    """A text with a name that no other text of the run has."""

    id: str
    text: str
    fields: dict[str, str | int | float | bool | None]
    result: Result | None = None
    has_text: bool = True


def report(message: str) -> None:
    """Print a line on standard error."""
    click.echo(f"quoteattr: {_one_line(message)}", err=True)


def _one_line(message: str) -> str:
    return "".join(
        c if c.isprintable() else f"\\x{ord(c):02x}" if ord(c) < 256 else f"\\u{ord(c):04x}" for c in message
    )


def tell(problem: Problem, say: Callable[[str], None] = report) -> None:
    """Say what is wrong with an input."""
    say(f"{click.format_filename(problem.where)}: {problem.reason}")


class Corpus:
    """The texts that some names on the command line stand for, read one at a time, each time in the same order.

    What cannot be read is reported on standard error and passed over.

    Attributes:
        failed: How many files and records could not be read so far.
    """

    def __init__(
        self, names: Sequence[str], layout: Layout, form: str | None = None, output: Path | None = None
    ) -> None:
        self.failed: int = 0
        self._unread: list[Problem] = []
        self._say: Callable[[str], None] = report
        self._items = tuple(sources(names, form, output, results=layout.results))
        self._layout = layout
        self._seen: dict[str, int] = {}

    def report_with(self, say: Callable[[str], None]) -> None:
        """Report on other ways than by a plain line on standard error: above a progress bar, say."""
        self._say = say

    @property
    def sources(self) -> tuple[Source, ...]:
        """The files to read."""
        return tuple(item for item in self._items if isinstance(item, Source))

    def __iter__(self) -> Iterator[Text]:
        self._seen.clear()
        self._unread.clear()
        self.failed = 0
        for item in self._items:
            for record in read_records(item, self._layout) if isinstance(item, Source) else (item,):
                if isinstance(record, Problem):
                    self._tell(record)
                else:
                    yield Text(self._name(record), record.text, dict(record.fields), record.result, record.has_text)

    def _tell(self, problem: Problem) -> None:
        self.failed += problem.fatal
        if problem.fatal:
            self._unread.append(problem)
        tell(problem, self._say)

    def _name(self, record: Record) -> str:
        """The record's own name; with a number when it comes again; where it stands when it has none."""
        own = record.id
        if own is None:
            own = record.where
            if self._layout.id_required:
                self._tell(Problem(record.where, f"no {self._layout.id_field!r}; called {own!r}", fatal=False))
        name = unused(own, self._seen, "#")
        if name != own:
            self._tell(Problem(record.where, f"the id {own!r} comes again; called {name!r}", fatal=False))
        return name

    def unread(self) -> Iterator[tuple[str, str]]:
        """Yield what could not be read, and why, as it is known by the time that it is asked for."""
        for problem in self._unread:
            yield problem.where, problem.reason

    def short(self, name: str) -> str:
        """What a text is called in the folder that it was looked for in."""
        return shortened(name, self._roots, ENDINGS)

    @cached_property
    def _roots(self) -> set[str]:
        return {source.root for source in self.sources if source.root}

    def total(self) -> int | None:
        """How many texts there are, as far as that can be known without reading them through."""
        try:
            counts = [_count(source) for source in self.sources]
        except (OSError, ImportError):
            return None
        return None if any(c is None for c in counts) else sum(c for c in counts if c is not None)


def _count(source: Source) -> int | None:
    if source.form in {"txt", "html", "docx"}:
        return 1
    if source.name == STDIN:
        return None
    if source.form == "jsonl" and source.path.stat().st_size <= COUNTED:
        with source.path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    if source.form == "parquet":
        from quoteattr.extras import need

        try:
            return int(need("pyarrow.parquet", "arrow").read_metadata(source.name).num_rows)
        except ValueError:
            return None
    return None
