"""``quoteattr convert``: results from any format to any other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from quoteattr.cli import options
from quoteattr.cli.input import ENDINGS, report
from quoteattr.cli.names import shortened, unused
from quoteattr.cli.output import Done, choose, fail_output, same_file, temporary_parts, write_all
from quoteattr.export.formats import Format

if TYPE_CHECKING:
    from quoteattr.export import Document

__all__ = ["convert"]

HELP = """Write the results in PATHS in another format.

PATHS are files that extract or convert wrote, or folders of such files, in any format below but html, whether they were
edited since or not: annotations that were corrected in brat, a spreadsheet or another tool come back, and speakers,
evaluate and convert itself read on.

A table (csv, parquet, arrow) holds no texts. To write a format that does, name with --texts the folder of <id>.txt.

Many documents go into one file, or one into each file of the folder OUT, as the format has it.

\b
Formats (--format, or the ending of OUT):
{formats}

\b
{status}

\b
Examples:
  quoteattr convert quotations.jsonl -o quotations.csv
  quoteattr convert brat/ -o corrected.jsonl
  quoteattr convert quotations.jsonl --format brat -o brat/
  quoteattr convert corrected.csv --texts press/ -o corrected.jsonl"""


@click.command(
    help=HELP.format(formats=options.format_table(), status=options.EXIT_STATUS),
    short_help="Write results in another format.",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True), metavar="PATH...")
@options.output_options
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False),
    metavar="FOLDER",
    help="Where the texts are, <id>.txt, of results that hold none.",
)
@options.brat_option
@options.spreadsheet_option
@options.table_encoding_option
@click.pass_context
def convert(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    format_: str | None,
    output: str | None,
    texts: str | None,
    *,
    spreadsheet: bool,
    **more: Any,
) -> None:
    """Read, write."""
    if output is not None and any(same_file(output, name) for name in paths):
        msg = f"the output {click.format_filename(output)} is also an input"
        raise click.UsageError(msg)
    form = choose(format_, output)
    options.check_spreadsheet(form.name, wanted=spreadsheet)
    form.check()
    reading = _Reading(paths, texts, more, needed=not form.table)
    try:
        done = _write(form, reading, output, spreadsheet=spreadsheet)
    except BrokenPipeError:
        raise
    except OSError as error:
        fail_output(output, error)
    if reading.failed or not done:
        context.exit(1)


class _Reading:
    """The documents of some files and folders, each under a name of its own.

    Attributes:
        failed: How many could not be read so far.
    """

    def __init__(self, paths: tuple[str, ...], texts: str | None, more: Mapping[str, Any], *, needed: bool) -> None:
        self.failed: int = 0
        self._paths = paths
        self._texts = texts
        self._more = more
        self._needed = needed

    def __iter__(self) -> Iterator[Done]:
        from quoteattr.export import read_any

        taken: dict[str, int] = {}
        for path in self._paths:
            try:
                for document in read_any(path, self._texts, tell=self._tell, **self._more):
                    if self._needed and not document.has_text:
                        self._fail(f"{document.where}: its text is not there; name the folder of texts with --texts")
                        continue
                    yield Done(self._name(document, taken), document.result, document.fields)
            except ValueError as error:
                self._fail(str(error))

    def _name(self, document: Document, taken: dict[str, int]) -> str:
        name = unused(document.id, taken, "#")
        if name != document.id:
            report(f"{document.where}: the id {document.id!r} comes again; called {name!r}")
        return name

    def _tell(self, where: str, error: Exception) -> None:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        self._fail(reason if reason.startswith(where) else f"{where}: {reason}")

    def _fail(self, message: str) -> None:
        self.failed += 1
        report(message)


def _write(form: Format, items: Iterable[Done], output: str | None, *, spreadsheet: bool) -> int:
    """Write all documents, and return how many there were; nothing is touched where there is none."""
    with temporary_parts() as parts:
        done = parts.add(items)
        if done:
            short = _short([item.id for item in parts]) if form.per_document else str
            write_all(form, parts, output, short, spreadsheet=spreadsheet)
    return done


def _short(ids: list[str]) -> Callable[[str], str]:
    """How files are called: by the paths of the texts, from the folder that holds them all."""
    paths = [name for name in ids if os.path.splitext(name)[1].lower() in ENDINGS]  # noqa: PTH122 - an id need not be one
    folders = {os.path.dirname(name) for name in paths}  # noqa: PTH120 - as above
    root = os.path.commonpath(folders) if folders and len({os.path.isabs(f) for f in folders}) == 1 else ""  # noqa: PTH117
    return lambda name: shortened(name, [root] if root else [], ENDINGS)
