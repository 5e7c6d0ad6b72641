"""``quoteattr verify``: where quotations stand in sources, and whether those say it so."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from quoteattr.cli import options
from quoteattr.cli.input import STDIN, Corpus, Text, given
from quoteattr.cli.output import fail_output, same_file, standard_output
from quoteattr.config import MIN_RATIO
from quoteattr.export.files import replacing
from quoteattr.export.formats import by_name

if TYPE_CHECKING:
    from quoteattr.result import Result
    from quoteattr.verification import Change, Verification

__all__ = ["verify"]

HELP = """Look for quotations in the sources in PATHS, and say where they stand and whether the sources say it so.

PATHS are texts, as for quoteattr extract, or the JSON Lines that it wrote, which hold the speakers, too. The quotations
are those given with -q, one each, and those of the files given with -f: .txt one a line; .jsonl and .csv the field
"content", as quoteattr extract writes it, or the one named by --quotation-field.

\b
Verdicts:
  verbatim      the same words, whatever the typography
  cut           words left out, with or without a sign
  altered       other words, more words, another order, or a negation left out
  reattributed  the same words, that the source gives to somebody else
  absent        in none of the sources
Flags say why a difference may matter: negation, number, name, order.

With --speaker, or --speakers for those that the files of quotations name, it is also asked who says it there; that
takes the model, unless the sources are what extract wrote.

\b
Columns of --format csv and jsonl:
  quotation, verdict, flags, source, start, end, text, ratio,
  changes, wanted, speaker, same_speaker
start and end are code points of the source. In csv, changes are written as removed -> added.

\b
{status}

\b
Examples:
  quoteattr verify -q "Le bac coulera avant l'été" interview.txt
  quoteattr verify -f quotations.txt transcripts/
  quoteattr extract article.txt -o article.jsonl
  quoteattr verify -f article.jsonl --speakers dispatches/ --format csv -o checked.csv
  quoteattr verify -q "Nous fermerons" --speaker "Nadia Ferrand" sources.jsonl --format jsonl"""
COLUMNS = (
    *("quotation", "verdict", "flags", "source", "start", "end", "text", "ratio"),
    *("changes", "wanted", "speaker", "same_speaker"),
)
ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}
Row = dict[str, Any]


@frozen
class _Asked:
    """A quotation to look for, and who is said to have said it."""

    text: str
    speaker: str | None


@click.command(
    help=HELP.format(status=options.EXIT_STATUS), short_help="Look for quotations in sources, and compare them."
)
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("-q", "--quotation", "given_quotations", multiple=True, metavar="TEXT", help="A quotation.")
@click.option("-f", "--quotations", "files", multiple=True, type=click.Path(), metavar="FILE", help="A file of them.")
@click.option(
    "--quotation-field",
    default="content",
    show_default=True,
    metavar="NAME",
    help="Column or field that holds a quotation, in the files of quotations.",
)
@click.option("--speaker", metavar="NAME", help="Who is said to have said what is given with -q.")
@click.option("--speakers", is_flag=True, help="Ask also for the speakers that the files of quotations name.")
@click.option("--accents/--no-accents", default=True, help="Whether accents of small letters count.  [default: yes]")
@click.option(
    "--min-ratio",
    type=click.FloatRange(0, 1),
    default=MIN_RATIO,
    show_default=True,
    metavar="X",
    help="How alike words must be to be the same quotation, from 0 to 1.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "jsonl"]),
    help="How to write.  [default: by the ending of OUT, or table]",
)
@click.option(
    "-o", "--output", type=click.Path(), metavar="OUT", help="Write to this file; standard output when left out."
)
@options.reading_options
@options.extractor_options
@click.pass_context
def verify(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    given_quotations: tuple[str, ...],
    files: tuple[str, ...],
    format_: str | None,
    output: str | None,
    **more: Any,
) -> None:
    """Read, compare, write."""
    names = given(paths)
    form = format_ or ENDINGS.get(Path(output or "").suffix.lower(), "table")
    _check_usage(given_quotations, files, names, output, more["speaker"])
    choices = options.Choices(more)
    quotations = _Quotations(given_quotations, files, choices)
    asked = list(quotations)
    corpus = Corpus(names, choices.layout(results=True), more["form"])
    sources = list(corpus)
    if not asked or not sources:
        context.exit(1)
    _write(output, _written(_rows(asked, sources, choices), form))
    if corpus.failed or quotations.failed:
        context.exit(1)


def _check_usage(
    given_quotations: tuple[str, ...],
    files: tuple[str, ...],
    names: tuple[str, ...],
    output: str | None,
    speaker: str | None,
) -> None:
    if not given_quotations and not files:
        msg = "give quotations with -q or -f"
        raise click.UsageError(msg)
    if speaker is not None and not given_quotations:
        msg = "--speaker is for -q; --speakers asks for those that the files name"
        raise click.UsageError(msg)
    if (*files, *names).count(STDIN) > 1:
        msg = "standard input (-) can be read only once"
        raise click.UsageError(msg)
    if output is not None and any(same_file(output, name) for name in (*files, *names)):
        msg = f"the output {click.format_filename(output)} is also an input"
        raise click.UsageError(msg)


class _Quotations:
    """The quotations that are asked for, in order."""

    def __init__(self, given_quotations: tuple[str, ...], files: tuple[str, ...], choices: options.Choices) -> None:
        self.failed: int = 0
        self._given = given_quotations
        self._files = files
        self._choices = choices

    def __iter__(self) -> Iterator[_Asked]:
        for text in self._given:
            yield _Asked(text, self._choices.given["speaker"])
        from attrs import evolve

        layout = evolve(self._choices.layout(results=True), text_field=self._choices.given["quotation_field"])
        for name in self._files:
            corpus = Corpus((name,), layout)
            lines = all(source.form == "txt" for source in corpus.sources)
            for record in corpus:
                yield from self._of(record, lines=lines)
            self.failed += corpus.failed

    def _of(self, record: Text, *, lines: bool) -> Iterator[_Asked]:
        wanted = self._choices.given["speakers"]
        if record.result is not None:
            for q in record.result.quotations:
                yield _Asked(q.text, q.speaker.name if wanted and q.speaker is not None else None)
        elif lines:
            yield from (_Asked(line.strip(), None) for line in record.text.splitlines() if line.strip())
        elif record.text.strip():
            speaker = record.fields.get("speaker_name") or record.fields.get("speaker")
            yield _Asked(record.text, speaker if wanted and isinstance(speaker, str) else None)


def _rows(asked: list[_Asked], sources: list[Text], choices: options.Choices) -> Iterator[Row]:
    from quoteattr.verification import verify as verified

    model: list[Any] = []

    def extracted(text: str) -> Result:
        if not model:
            model.append(choices.extractor())
        found: Result = model[0](text)
        return found

    texts = [source.result or source.text for source in sources]
    for one in asked:
        found = verified(
            one.text,
            texts,
            speaker=one.speaker,
            accents=choices.given["accents"],
            min_ratio=choices.given["min_ratio"],
            extractor=extracted,
        )
        yield _row(one, found, sources)


def _row(asked: _Asked, found: Verification, sources: list[Text]) -> Row:
    return {
        "quotation": asked.text,
        "verdict": found.verdict.value,
        "flags": [flag.value for flag in found.flags],
        "source": None if found.source is None else sources[found.source].id,
        "start": found.start,
        "end": found.end,
        "text": " […] ".join(span.text for span in found.spans),
        "ratio": round(found.ratio, 3),
        "changes": [_change(change) for change in found.changes],
        "wanted": asked.speaker,
        "speaker": None if found.speaker is None else found.speaker.name,
        "same_speaker": found.same_speaker,
    }


def _change(change: Change) -> Row:
    return {
        "kind": change.kind,
        "there": change.there and [change.there.start, change.there.end, change.there.text],
        "here": change.here and [change.here.start, change.here.end, change.here.text],
        "signed": change.signed,
        "flags": [flag.value for flag in change.flags],
    }


def _in_words(change: Row) -> str:
    return f"{change['there'][2] if change['there'] else ''} -> {change['here'][2] if change['here'] else ''}".strip()


def _written(rows: Iterator[Row], form: str) -> Iterator[str]:
    if form == "jsonl":
        yield from (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    elif form == "csv":
        yield _csv_line(COLUMNS)
        for row in rows:
            cells = {
                **row,
                "flags": " ".join(row["flags"]),
                "changes": "; ".join(map(_in_words, row["changes"])),
                "same_speaker": {True: "true", False: "false", None: ""}[row["same_speaker"]],
            }
            yield _csv_line(["" if cells[name] is None else cells[name] for name in COLUMNS])
    else:
        from quoteattr.cli.views.verified import lines_of

        for row in rows:
            yield from lines_of(row, [_in_words(change) for change in row["changes"]])


def _csv_line(cells: Any) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _write(output: str | None, pieces: Iterator[str]) -> None:
    try:
        with standard_output(by_name("jsonl")) if output in (None, STDIN) else replacing(str(output)) as sink:
            for piece in pieces:
                sink.write(piece.encode("utf-8", "replace").decode())
    except BrokenPipeError:
        raise
    except OSError as error:
        fail_output(output, error)
