"""``quoteattr speakers``: who is quoted how often."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import asdict, evolve

from quoteattr.cli import options
from quoteattr.cli.commands.extract import worked
from quoteattr.cli.input import Corpus, Text, given, report
from quoteattr.cli.output import Bar, Done, as_spreadsheet

if TYPE_CHECKING:
    from quoteattr.counts import SpeakerCounts, SpeakerShare
    from quoteattr.result import Quotation, Result

__all__ = ["speakers"]

HELP = """Count who is quoted in the texts in PATHS: how often, in how many words, and what share women and men have.

PATHS are texts, as for quoteattr extract, or what extract or convert wrote, in any format that can be read again, which
takes no model and a fraction of the time.

Over several texts, a name is one speaker, whatever its capitals, accents and hyphens: two people of one name count as
one, and Castaing in one text and Hélène Castaing in another as two. Who is only described (le maire, une voisine) is
somebody else in each text. --per-document counts each text apart.

Shares by gender are shares of the quotations of persons. The gender is the one that the text tells (Mme, la ministre,
elle); where only the first name does, it is a guess and stands in a line of its own. Words in a quotation within
another of the same speaker count once.

\b
Columns of --format csv and json:
  --by speaker  document, speaker, kind, gender, gender_told_by,
                quotations, share_quotations, words, share_words, texts
  --by gender   document, group, speakers, quotations,
  --by kind     share_quotations, words, share_words
document is empty for what is counted over all texts; shares go from 0 to 1.

\b
Examples:
  quoteattr speakers press/
  quoteattr extract press/ -o quotations.jsonl --processes 4
  quoteattr speakers quotations.jsonl --top 10
  quoteattr speakers quotations.jsonl --by gender --chart gender.svg
  quoteattr speakers quotations.jsonl --format csv > speakers.csv
  quoteattr speakers quotations.jsonl --by gender --per-document --format csv"""

GROUPS = {
    "f": "women",
    "f_guessed": "women, by the first name alone",
    "m": "men",
    "m_guessed": "men, by the first name alone",
    "unknown": "persons of unknown gender",
    "not_a_person": "bodies, groups, documents",
    "nobody": "nobody named",
}
KEPT_IN_TABLE = 20
KEPT_IN_CHART = 20
Row = dict[str, Any]


@click.command(help=HELP, short_help="Count who is quoted how often, and the shares of women and men.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option(
    "--by",
    type=click.Choice(["speaker", "gender", "kind"]),
    default="speaker",
    show_default=True,
    help="What to count for.",
)
@click.option("--per-document", is_flag=True, help="Count each text apart.")
@click.option(
    "--top",
    type=click.IntRange(min=1),
    metavar="N",
    help="Only the N most quoted speakers.  [default: 20 in a table, all in csv and json]",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@click.option("--chart", type=click.Path(dir_okay=False), metavar="FILE.svg", help="Also draw a bar chart.")
@options.spreadsheet_option
@options.reading_options
@options.work_options
@options.progress_option
@options.extractor_options
@click.pass_context
def speakers(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    by: str,
    *,
    per_document: bool,
    top: int | None,
    format_: str,
    chart: str | None,
    **more: Any,
) -> None:
    """Read, extract where need be, count, print."""
    options.check_spreadsheet(format_, wanted=more["spreadsheet"])
    choices = options.Choices(more)
    corpus = Corpus(given(paths), choices.layout(results=True), more["form"])
    counted = _count(_results(corpus, choices), more["min_confidence"], per_document=per_document)
    if not any(counts.documents for _, counts in counted):
        context.exit(1)
    if chart is not None:
        _draw(chart, counted, by, top)
    if format_ == "table":
        _print_tables(counted, by, top)
    else:
        rows = [row for document, counts in counted for row in _rows(counts, by, document, top)]
        if format_ == "json":
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            table = _csv(rows, by)
            click.echo(as_spreadsheet(table) if more["spreadsheet"] else table, nl=False)
    if corpus.failed:
        context.exit(1)


def _results(corpus: Corpus, choices: options.Choices) -> Generator[Done]:
    """What is found in each text: read where it was found before, else extracted."""
    bar = Bar(wanted=choices.given["progress"], printing=False, total=corpus.total)
    with closing(bar.over(_found(corpus, choices), reports=corpus.report_with)) as done:
        yield from done


def _found(corpus: Iterable[Text], choices: options.Choices) -> Generator[Done]:
    told = False
    for ready, texts in groupby(corpus, key=lambda text: text.result is not None):
        if not ready:
            yield from worked(texts, choices, choices.given["processes"], choices.given["batch_size"])
            continue
        unused = [f"--{name}" for name in ("people", "lexicon") if choices.given[name] is not None]
        if unused and not told:
            told = True
            report(f"{' and '.join(unused)}: of no effect on what was extracted before")
        for text in texts:
            assert text.result is not None  # noqa: S101 - the key of this group
            yield Done(text.id, _as_asked(text.result, choices), text.fields)


def _as_asked(result: Result, choices: options.Choices) -> Result:
    """A result that was extracted before, without what the options leave out."""
    least: float = choices.given["min_speaker_confidence"]
    kept = [q for q in result.quotations if choices.given["indirect"] or q.kind.value != "indirect"]
    return evolve(result, quotations=[_unnamed(q) if _less_sure(q, least) else q for q in kept])


def _less_sure(quotation: Quotation, least: float) -> bool:
    speaker, sure = quotation.speaker, quotation.speaker_confidence
    if speaker is None or speaker.kind.value != "person" or sure is None or sure >= least:
        return False
    return not speaker.mentions or any(mention.form.value == "name" for mention in speaker.mentions)


def _unnamed(quotation: Quotation) -> Quotation:
    return evolve(quotation, speaker=None, link="", speaker_confidence=None)


def _count(items: Iterable[Done], min_confidence: float, *, per_document: bool) -> list[tuple[str, SpeakerCounts]]:
    from quoteattr.counts import count_speakers

    if per_document:
        return [(item.id, count_speakers([item.result], [item.id], min_confidence=min_confidence)) for item in items]
    ids: list[str] = []

    def results() -> Iterator[Any]:
        for item in items:
            ids.append(item.id)
            yield item.result

    def names() -> Iterator[str]:
        while ids:
            yield ids.pop()

    return [("", count_speakers(results(), names(), min_confidence=min_confidence))]


def _rows(counts: SpeakerCounts, by: str, document: str = "", top: int | None = None) -> list[Row]:
    """Plain rows, as CSV and JSON print them."""
    if by != "speaker":
        shares = counts.by_gender() if by == "gender" else counts.by_kind()
        return [{"document": document, **_rounded(share)} for share in shares]
    quotations, words = counts.quotations, counts.words  # each is a sum over all speakers
    return [
        {
            "document": document or s.document or "",
            "speaker": s.name,
            "kind": s.kind.value,
            "gender": "" if s.gender is None else s.gender.value,
            "gender_told_by": "" if s.gender is None else "first name" if s.gender_guessed else "text",
            "quotations": s.quotations,
            "share_quotations": _round(s.quotations / quotations),
            "words": s.words,
            "share_words": _round(s.words / words if words else None),
            "texts": s.documents,
        }
        for s in counts.speakers[:top]
    ]


def _rounded(share: SpeakerShare) -> Row:
    row = asdict(share)
    row["share_quotations"], row["share_words"] = _round(share.share_quotations), _round(share.share_words)
    return row


def _round(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _csv(rows: list[Row], by: str) -> str:
    from quoteattr.counts import SpeakerCounts

    columns = (
        list(rows[0])
        if rows
        else list(_rows(SpeakerCounts((), 0, 0, 0), by)[0])
        if by != "speaker"
        else SPEAKER_COLUMNS
    )
    out = io.StringIO()
    table = csv.DictWriter(out, columns, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


SPEAKER_COLUMNS = [
    "document",
    "speaker",
    "kind",
    "gender",
    "gender_told_by",
    "quotations",
    "share_quotations",
    "words",
    "share_words",
    "texts",
]


def _print_tables(counted: list[tuple[str, SpeakerCounts]], by: str, top: int | None) -> None:
    from quoteattr.cli.views.count_view import print_counts

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    for number, (document, counts) in enumerate(counted):
        if number:
            click.echo()
        print_counts(counts, by, document, top or KEPT_IN_TABLE, GROUPS)


def _draw(path: str, counted: list[tuple[str, SpeakerCounts]], by: str, top: int | None) -> None:
    from quoteattr.cli.views.count_view import chart_of
    from quoteattr.export.files import replacing

    if len(counted) > 1:
        msg = "--chart draws one chart over all texts: leave out --per-document"
        raise click.UsageError(msg)
    try:
        with replacing(Path(path)) as file:
            file.write(chart_of(counted[0][1], by, top or KEPT_IN_CHART, GROUPS))
    except OSError as error:
        msg = f"{click.format_filename(path)}: {error.strerror or error}"
        raise click.ClickException(msg) from error
