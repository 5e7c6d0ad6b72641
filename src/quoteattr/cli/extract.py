"""``quoteattr extract``: the quotations of texts as data."""

from __future__ import annotations

import io
import sys
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, cast

import click

from quoteattr.cli import options
from quoteattr.cli.inputs import STDIN, Inputs, given

if TYPE_CHECKING:
    from quoteattr.result import Result

__all__ = ["extract"]

HELP = """Find the quotations of each FILE and write them as data.

One result a line, in the order of the files: its "id" is the name of the file (- for standard input), "text" the text, "quotations",
"speakers" and "diagnostics" what was found. A place is a pair [start, end] of code points in "text".

A FILE that cannot be read is named on standard error and passed over; the exit status is then 1. With -o, the output appears under its
name only when it is complete, and a file already there stays as it was until then.

\b
Examples:
  quoteattr extract article.txt
  quoteattr extract articles/*.txt -o quotations.jsonl --processes 4
  quoteattr extract --encoding cp1252 archive.txt
  cat article.txt | quoteattr extract
  quoteattr extract *.txt | jq -r '.quotations | length'"""


@click.command(help=HELP, short_help="Write the quotations of texts as data.")
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE]...")
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="Format of the output.")
@click.option("-o", "--output", type=click.Path(), metavar="OUT", help="Write to this file; standard output when left out.")
@click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="How many processes work side by side.")
@options.encoding_option
@click.pass_context
def extract(context: click.Context, files: tuple[str, ...], format_: str, output: str | None, processes: int, encoding: str) -> None:
    """Read, extract, write."""
    del format_  # there is one so far
    names = given(files)
    if output is not None and any(_same_file(output, name) for name in names):
        msg = f"the output {click.format_filename(output)} is also an input"
        raise click.UsageError(msg)
    inputs = Inputs(names, encoding)
    reader = iter(inputs)
    first = next(reader, None)
    if first is None:  # nothing to do: no model is loaded and no output touched
        context.exit(1)
    try:
        with _sink(output) as sink:
            _extract(chain([first], reader), sink, processes)
    except BrokenPipeError:
        raise
    except OSError as error:
        _fail_output(output, error)
    if inputs.failed:
        context.exit(1)


def _extract(texts: Iterator[tuple[str, str]], sink: TextIO, processes: int) -> None:
    from quoteattr.export import write_jsonl

    waiting: deque[str] = deque()

    def remember() -> Iterator[str]:
        for name, text in texts:
            waiting.append(name)
            yield text

    def names() -> Iterator[str]:
        while waiting:
            yield waiting.popleft()

    results = options.new_extractor().pipe(remember(), n_process=processes)
    with closing(cast("Generator[Result]", results)):  # closing it stops the workers
        write_jsonl(results, sink, names())


def _same_file(output: str, name: str) -> bool:
    try:
        return name != STDIN and Path(output).is_file() and Path(output).samefile(name)
    except OSError:
        return False


def _sink(output: str | None) -> AbstractContextManager[TextIO]:
    if output is None or output == STDIN:
        return _standard_output()
    from quoteattr.export import replacing

    return replacing(output)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """UTF-8 whatever the terminal's encoding, line by line, so that a reader sees each result when it is made."""
    raw: Any = sys.stdout.buffer
    # under PYTHONUNBUFFERED it is unbuffered, and what a write leaves over would be lost without a word
    buffer: io.BufferedWriter = io.BufferedWriter(raw) if isinstance(raw, io.RawIOBase) else raw
    sink = io.TextIOWrapper(buffer, encoding="utf-8", newline="\n", line_buffering=True)
    try:
        yield sink
    finally:
        sink.detach()
        if buffer is not raw:
            buffer.detach()


def _fail_output(output: str | None, error: OSError) -> NoReturn:
    name = "standard output" if output is None else click.format_filename(output)
    msg = f"{name}: {error.strerror or error}"
    raise click.ClickException(msg) from error
