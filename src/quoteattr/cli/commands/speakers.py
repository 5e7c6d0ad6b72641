"""``quoteattr speakers``: who is quoted how often."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve, frozen

from quoteattr.cli import options
from quoteattr.cli.commands.extract import worked
from quoteattr.cli.input import Corpus, Text, given, report
from quoteattr.cli.output import Bar, Beside, Done, as_spreadsheet

if TYPE_CHECKING:
    from quoteattr.counts import GroupedCounts, SpeakerCounts
    from quoteattr.result import Quotation, Result

__all__ = ["speakers"]

HELP = """Count who is quoted in the texts in PATHS: how often, in how many words, and what share women and men have.

PATHS are texts, as for quoteattr extract, or what extract, convert and merge wrote, in any format that can be read
again, which takes no model and a fraction of the time.

Over several texts, speakers that quoteattr merge or a people file gave one id are one. Otherwise a name is one speaker,
whatever its capitals, accents and hyphens: two people of one name count as one, and Castaing in one text and Hélène
Castaing in another as two. Who is only described (le maire, une voisine) is somebody else in each text. --per-document
counts each text apart.

--by may be given more than once: outlet, or any other column or field that goes along with the texts, and day, week,
month, quarter or year of their date make groups. For each, the share of women is counted, with an interval of 95 %
that takes the quotations of one text as belonging together; with --by speaker, gender or kind besides, these.

Shares by gender are shares of the quotations of persons. The gender is the one that the text tells (Mme, la ministre,
elle); where only the first name does, it is a guess and stands in a line of its own. Words in a quotation within
another of the same speaker count once.

\b
Columns of --format csv and json:
  --by speaker  document, speaker, kind, gender, gender_told_by,
                quotations, share_quotations, words, share_words, texts
  --by gender   document, group, speakers, quotations,
  --by kind     share_quotations, words, share_words
  --by outlet   outlet, texts, quotations, words, known, women,
                share_women, low, high, known_words, women_words,
                share_women_words, low_words, high_words
document is empty for what is counted over all texts; shares go from 0 to 1; known are the quotations of persons whose
gender is known.

\b
Examples:
  quoteattr speakers press/
  quoteattr extract press/ -o quotations.jsonl --processes 4
  quoteattr speakers quotations.jsonl --top 10
  quoteattr speakers quotations.jsonl --by gender --chart gender.svg
  quoteattr speakers quotations.jsonl --by outlet --by month --chart women.png
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
MEASURES = ("speaker", "gender", "kind")
KEPT_IN_TABLE = 20
KEPT_IN_CHART = 20


@frozen
class _By:
    """What is counted, and for which groups of texts.

    Attributes:
        measure: One of `MEASURES`, or ``None`` for the share of women.
        groups: Names of fields and periods.
    """

    measure: str | None
    groups: tuple[str, ...]

    @classmethod
    def of(cls, names: tuple[str, ...]) -> _By:
        measures = [name for name in names if name in MEASURES]
        if len(measures) > 1:
            msg = f"--by {' and --by '.join(measures)}: one of {', '.join(MEASURES)} at a time"
            raise click.UsageError(msg)
        groups = tuple(dict.fromkeys(name for name in names if name not in MEASURES))
        return cls(measures[0] if measures else None if groups else "speaker", groups)


@click.command(help=HELP, short_help="Count who is quoted how often, and the shares of women and men.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option(
    "--by",
    multiple=True,
    metavar="NAME",
    help="What to count for: speaker, gender, kind; a field (outlet); day, week, month, quarter, year."
    "  [default: speaker]",
)
@click.option("--date-field", metavar="NAME", help="Field that holds the date.  [default: date, published ...]")
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
@click.option("--chart", type=click.Path(dir_okay=False), metavar="FILE", help="Also draw a chart, as .png or .svg.")
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
    by: tuple[str, ...],
    *,
    per_document: bool,
    chart: str | None,
    **more: Any,
) -> None:
    """Read, extract where need be, count, print."""
    options.check_spreadsheet(more["format_"], wanted=more["spreadsheet"])
    asked = _By.of(by)
    if asked.groups and per_document:
        msg = "--per-document makes a group of each text: leave out it or --by " + " --by ".join(asked.groups)
        raise click.UsageError(msg)
    if chart is not None:
        _check_chart(chart, asked, per_document=per_document)
    choices = options.Choices(more)
    corpus = Corpus(given(paths), choices.layout(results=True), more["form"])
    items = _results(corpus, choices)
    form = "spreadsheet" if more["spreadsheet"] else more["format_"]
    shown: Shown = more["top"], form, chart
    if asked.groups:
        there = _groups(items, asked, more["date_field"], more["min_confidence"], shown)
    else:
        there = _whole(items, asked, more["min_confidence"], shown, per_document=per_document)
    if corpus.failed or not there:
        context.exit(1)


Shown = tuple[int | None, str, str | None]
"""How many speakers, how to print, where to draw."""


def _whole(items: Iterator[Done], asked: _By, least: float, shown: Shown, *, per_document: bool) -> bool:
    """Count all texts together, or each apart, and return whether there were any."""
    from quoteattr.cli.views.count_rows import csv_of, whole_rows
    from quoteattr.cli.views.count_view import chart_of, print_counts

    top, form, chart = shown
    by = asked.measure or "speaker"
    counted = _count(items, least, per_document=per_document)
    if not any(counts.documents for _, counts in counted):
        return False
    if chart is not None:
        chart_of(chart, counted[0][1], by, top or KEPT_IN_CHART, GROUPS)
    if form == "table":
        _make_printable()
        for number, (document, counts) in enumerate(counted):
            if number:
                click.echo()
            print_counts(counts, by, document, top or KEPT_IN_TABLE, GROUPS)
    else:
        _print(form, [row for document, counts in counted for row in whole_rows(counts, by, document, top)], by, csv_of)
    return True


def _groups(items: Iterator[Done], asked: _By, date_field: str | None, least: float, shown: Shown) -> bool:
    """Count each group of texts, and return whether there were any."""
    from quoteattr.cli.views.count_rows import csv_of, group_rows
    from quoteattr.cli.views.group_view import chart_of_groups, print_groups

    top, form, chart = shown
    grouped = _count_groups(items, asked, date_field, least)
    if not grouped.groups:
        return False
    if grouped.undated:
        report(f"{grouped.undated} texts have no date that can be read (the first: {grouped.undated_like!r})")
    if chart is not None:
        chart_of_groups(chart, grouped)
    if form == "table":
        _make_printable()
        print_groups(grouped, asked.measure, top or KEPT_IN_TABLE, GROUPS)
    else:
        _print(form, group_rows(grouped, asked.measure, top), asked.measure or "", csv_of)
    return True


def _print(form: str, rows: list[dict[str, Any]], by: str, csv_of: Any) -> None:
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        click.echo(as_spreadsheet(csv_of(rows, by)) if form == "spreadsheet" else csv_of(rows, by), nl=False)


def _make_printable() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _check_chart(path: str, asked: _By, *, per_document: bool) -> None:
    """See that a chart can be drawn, before the work begins."""
    from quoteattr.cli.views.chart import check_chart

    if per_document:
        msg = "--chart draws one chart over all texts: leave out --per-document"
        raise click.UsageError(msg)
    if asked.groups and asked.measure is not None:
        msg = f"--chart draws the shares of women in the groups: leave out --by {asked.measure}"
        raise click.UsageError(msg)
    check_chart(path)


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
    parts = Beside(items)
    return [("", count_speakers(parts.results(), parts.drain(parts.ids), min_confidence=min_confidence))]


def _count_groups(items: Iterable[Done], asked: _By, date_field: str | None, min_confidence: float) -> GroupedCounts:
    from quoteattr.counts import count_groups

    parts = Beside(items)
    return count_groups(
        parts.results(),
        parts.drain(parts.fields),
        parts.drain(parts.ids),
        by=asked.groups,
        date_field=date_field,
        min_confidence=min_confidence,
    )
