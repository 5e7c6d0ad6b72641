"""``quoteattr extract``: the quotations of texts as data."""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from hashlib import file_digest
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from attrs import frozen

from quoteattr.cli import options
from quoteattr.cli.input import STDIN, Corpus, Text, given
from quoteattr.cli.output import (
    Bar,
    Done,
    Parts,
    choose,
    columns_of,
    fail_output,
    is_special,
    publish,
    same_file,
    standard_output,
    temporary_parts,
    write,
    write_folder,
)
from quoteattr.export.formats import Format

if TYPE_CHECKING:
    from quoteattr.result import Result

__all__ = ["extract", "worked"]

HELP = """Find the quotations of the texts in PATHS and write them as data.

PATHS are files, folders (searched at any depth), or patterns, which may stand in quotes ('press/**/*.txt'). What a file
holds is told by its ending: .txt, .md, .vtt and .srt one text; .html the main text of a page; .docx a Word document;
.jsonl, .json, .csv, .tsv, .xlsx and .parquet a text a record, in the field "text" or the one named by --text-field. The
other columns are carried along. Without PATHS, or for -, standard input is read (plain text, or see --from).

Each text has an id: that of its record, or the name of its file. One that comes again gets a number (x, x#2), which is
reported.

A file or record that cannot be used is reported on standard error, with its line and the reason, and passed over; the
exit status is then 1.

\b
Formats (--format, or the ending of OUT):
{formats}

Those without an ending make files for each text, in the folder OUT, named after the ids, or the paths of the texts in
the folder given; index.csv there tells which is whose.

With -o, results are kept in the folder OUT.parts until the last one is made, and OUT then appears at once; one already
there stays as it was until then. When a run was ended before, the same command with --resume goes on with it: what is
kept is not done again, and OUT will be the same to the byte. --processes, --batch-size and --format may differ; inputs
and other options may not.

\b
{status}

\b
Examples:
  quoteattr extract article.txt
  quoteattr extract press/ -o quotations.csv --processes 4
  quoteattr extract 'press/**/*.txt' -o quotations.jsonl --resume
  quoteattr extract press.csv --text-field body --id-field url -o q.parquet
  quoteattr extract press/ --format tei -o tei/
  quoteattr extract --encoding cp1252 archive.txt
  cat article.txt | quoteattr extract | jq -r '.quotations | length'"""


@frozen
class _Job:
    """What the command was asked to do."""

    corpus: Corpus
    choices: options.Choices
    form: Format
    output: Path | None
    processes: int
    batch_size: int
    progress: bool | None
    spreadsheet: bool
    every_text: bool

    @property
    def carried(self) -> bool:
        return any(source.form != "txt" for source in self.corpus.sources)

    def write(self, items: Iterable[Done], sink: Any, columns: dict[str, type] | None = None) -> None:
        more: dict[str, Any] = {"about": self.choices.about()} if self.form.table else {}
        if self.every_text:
            more |= {"empty": True, "unread": self.corpus.unread()}
        write(self.form, items, sink, columns, carried=self.carried, spreadsheet=self.spreadsheet, **more)

    def results(self, texts: Iterator[Text], done: int = 0) -> Generator[Done]:
        """Work on `texts`; the model is loaded when there is a first one."""
        bar = Bar(wanted=self.progress, printing=self.output is None, total=self.corpus.total, done=done)
        return bar.over(worked(texts, self.choices, self.processes, self.batch_size), reports=self.corpus.report_with)


@click.command(
    help=HELP.format(formats=options.format_table(), status=options.EXIT_STATUS),
    short_help="Write the quotations of texts as data.",
)
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@options.output_options
@options.spreadsheet_option
@click.option(
    "--every-text",
    is_flag=True,
    help="In a table: also a row for each text without quotations, and one with the reason for each not read.",
)
@options.reading_options
@click.option("--resume", is_flag=True, help="Go on with a run that was ended before it was done.")
@click.option("--restart", is_flag=True, help="Throw away what such a run has done, and begin again.")
@options.work_options
@options.progress_option
@options.extractor_options
@click.pass_context
def extract(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    format_: str | None,
    output: str | None,
    *,
    resume: bool,
    restart: bool,
    **more: Any,
) -> None:
    """Read, extract, write."""
    names = given(paths)
    stream = output is None or is_special(output)
    _check_usage(names, output, resume=resume or restart, stream=stream)
    form = choose(format_, output)
    options.check_spreadsheet(form.name, wanted=more["spreadsheet"])
    if more["every_text"] and not form.table:
        msg = f"--every-text is for tables, and the output is {form.name}"
        raise click.UsageError(msg)
    form.check()
    choices = options.Choices(more)
    target = None if output is None or output == STDIN else Path(output)
    corpus = Corpus(names, choices.layout(), more["form"], target)
    job = _Job(
        corpus,
        choices,
        form,
        target,
        processes=more["processes"],
        batch_size=more["batch_size"],
        progress=more["progress"],
        spreadsheet=more["spreadsheet"],
        every_text=more["every_text"],
    )
    try:
        worked_on = _stream(job) if stream else _keep(job, resume=resume, restart=restart, lasting=STDIN not in names)
    except BrokenPipeError:
        raise
    except OSError as error:
        fail_output(output, error)
    if corpus.failed or not worked_on:
        context.exit(1)


def _check_usage(names: tuple[str, ...], output: str | None, *, resume: bool, stream: bool) -> None:
    if output is not None and any(same_file(output, name) for name in names):
        msg = f"the output {click.format_filename(output)} is also an input"
        raise click.UsageError(msg)
    if resume and stream:
        msg = "only a run with an output file or folder (-o) can be resumed"
        raise click.UsageError(msg)
    if resume and STDIN in names:
        msg = "standard input cannot be read a second time, so that such a run cannot be resumed"
        raise click.UsageError(msg)


def _stream(job: _Job) -> bool:
    """Write results as they are made, and return whether there was any text."""
    texts = iter(job.corpus)
    first = next(texts, None)
    if first is None:  # nothing to do: no model is loaded and no output touched
        return False
    with closing(job.results(chain([first], texts))) as results:
        if not (job.form.table and job.carried):
            _print(job, results)
            return True
        with temporary_parts() as parts:
            _add(parts, results, job.batch_size)
            _print(job, parts, columns_of(parts))
    return True


def _print(job: _Job, items: Iterable[Done], columns: dict[str, type] | None = None) -> None:
    if job.output is not None:
        job.write(items, job.output, columns)
    else:
        with standard_output(job.form) as sink:
            job.write(items, sink, columns)


def _add(parts: Parts, results: Iterator[Done], size: int) -> None:
    for item in results:
        parts.add(chain([item], islice(results, size - 1)))


def _keep(job: _Job, *, resume: bool, restart: bool, lasting: bool) -> bool:
    """Keep results in parts until all are there, then put them in the place of the output.

    Return whether there was any text.
    """
    assert job.output is not None  # noqa: S101 - `extract` sees to it
    texts = iter(job.corpus)
    first = next(texts, None)
    if first is None:
        return False
    if job.output.exists() and job.output.is_dir() != job.form.per_document:
        raise (NotADirectoryError if job.form.per_document else IsADirectoryError)(*_wrong_kind(job))
    parts = Parts(job.output)
    parts.open(_plan(job), resume=resume, restart=restart)
    try:
        left = islice(chain([first], texts), parts.done, None)  # what failed among those done is reported again
        with closing(job.results(left, parts.done)) as results:
            _add(parts, results, job.batch_size)
        aside = parts.aside()
        if job.form.per_document:
            write_folder(job.form, parts, aside, job.corpus.short)
        else:
            job.write(parts, aside, columns_of(parts) if job.form.table and job.carried else None)
        publish(aside, parts.output)
    except BaseException:
        _leave(parts, lasting=lasting)
        raise
    parts.discard()
    return True


def _wrong_kind(job: _Job) -> tuple[int, str, str]:
    number = errno.ENOTDIR if job.form.per_document else errno.EISDIR
    return number, os.strerror(number), str(job.output)


def _leave(parts: Parts, *, lasting: bool) -> None:
    """End a run before it is done."""
    if not lasting:
        parts.discard()
    elif parts.done:
        kept = (
            f"{parts.done} {'result is' if parts.done == 1 else 'results are'} kept in {os.path.relpath(parts.folder)}"
        )
        click.echo(f"quoteattr: {kept}; the same command with --resume goes on from there", err=True)
    parts.close()


def _plan(job: _Job) -> dict[str, Any]:
    inputs: list[list[str | int | None]] = []
    for source in job.corpus.sources:
        try:
            state = source.path.stat()
        except OSError:
            inputs.append([source.name, None, None])
        else:
            inputs.append([source.name, state.st_size, _digest(source.path) if stat.S_ISREG(state.st_mode) else None])
    return {"inputs": inputs, **job.choices.plan()}


def _digest(path: Path) -> str | None:
    """What tells the content of a file from any other, whatever its size and time say."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def worked(texts: Iterable[Text], choices: options.Choices, processes: int, batch_size: int) -> Generator[Done]:
    """Yield each text with what was found in it, in order. Closing the iterator stops the workers."""
    reader = iter(texts)
    first = next(reader, None)
    if first is None:
        return
    waiting: deque[Text] = deque()

    def remember() -> Iterator[str]:
        for text in chain([first], reader):
            waiting.append(text)
            yield text.text

    found = choices.extractor().pipe(remember(), batch_size=batch_size, n_process=processes)
    with closing(cast("Generator[Result]", found)) as results:
        for result in results:
            text = waiting.popleft()
            yield Done(text.id, result, text.fields)
