"""The commands and their options."""

from __future__ import annotations

import io
import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, cast

import click

from quoteattr.cli.evaluate import evaluate
from quoteattr.cli.inputs import STDIN, Inputs, check_encoding, given
from quoteattr.errors import QuoteAttrError

if TYPE_CHECKING:
    from quoteattr.pipeline import Extractor
    from quoteattr.result import Result

__all__ = ["app"]

INTERRUPTED = 130
READER_GONE = 141

EPILOG = """\b
Exit status:
  0  everything was done
  1  some input failed (named on standard error; the others were done)
  2  the command was called wrongly

\b
Examples:
  quoteattr show article.txt
  quoteattr extract *.txt -o quotations.jsonl
  quoteattr evaluate gold/ quotations.jsonl"""

SHOW_HELP = """Print the text of FILE with its quotations and who speaks.

Each quotation stands in numbered brackets, [1 ...], in its speaker's colour; the words that signal it are underlined and the words
that name its speaker are bold. Two tables follow: the speakers, and the quotations.

Without colour (in a pipe, or when NO_COLOR is set) the signalling words stand between *asterisks* and the naming words between
_underscores_. FORCE_COLOR=1 keeps the colour in a pipe.

FILE is plain text; - is standard input, which is also read when no FILE is given and something is piped in.

\b
Examples:
  quoteattr show article.txt
  quoteattr show --width 100 article.txt > article.marked.txt
  curl -s https://example.org/article.txt | quoteattr show
  FORCE_COLOR=1 quoteattr show article.txt | less -R"""

EXTRACT_HELP = """Find the quotations of each FILE and write them as data.

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


class _Group(click.Group):
    """Turns what may end a command into an exit status: our errors, a reader that is gone, Ctrl-C."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            value = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # what is left in the buffer must not be tried again when Python exits
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(READER_GONE)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except QuoteAttrError as error:
            raise click.ClickException(str(error)) from error
        return value


def _print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's signature
    if wanted and not context.resilient_parsing:
        try:
            number = version("quoteattr")
        except PackageNotFoundError:
            number = "unknown (not installed)"
        click.echo(f"quoteattr {number}")
        context.exit()


def _encoding_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--encoding", default="utf-8", show_default=True, metavar="NAME", callback=check_encoding, help="Encoding of the input (utf-8-sig, cp1252, latin-1 ...)."
    )(command)


def _new_extractor() -> Extractor:
    from quoteattr.pipeline import Extractor

    return Extractor()


@click.group(cls=_Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version and exit.")
def app() -> None:
    """Find the quotations in French text, and who said them."""


app.add_command(evaluate)


@app.command(help=SHOW_HELP, short_help="Print a text with its quotations and speakers made visible.")
@click.argument("file", required=False, type=click.Path())
@_encoding_option
@click.option("--width", type=click.IntRange(min=20), metavar="COLUMNS", help="Columns to wrap at; the terminal's, or 80, when left out.")
@click.pass_context
def show(context: click.Context, file: str | None, encoding: str, width: int | None) -> None:
    for _, text in Inputs(given([file] if file else []), encoding):
        from quoteattr.cli.view import render

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show a character gets ? rather than a traceback
        render(_new_extractor()(text), width)
        return
    context.exit(1)


@app.command(help=EXTRACT_HELP, short_help="Write the quotations of texts as data.")
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE]...")
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="Format of the output.")
@click.option("-o", "--output", type=click.Path(), metavar="OUT", help="Write to this file; standard output when left out.")
@click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="How many processes work side by side.")
@_encoding_option
@click.pass_context
def extract(context: click.Context, files: tuple[str, ...], format_: str, output: str | None, processes: int, encoding: str) -> None:
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

    results = _new_extractor().pipe(remember(), n_process=processes)
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
