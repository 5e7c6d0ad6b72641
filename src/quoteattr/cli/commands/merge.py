"""``quoteattr merge``: one person across texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from quoteattr.cli import options
from quoteattr.cli.input import STDIN, Corpus, Layout, given, report
from quoteattr.cli.output import Beside, Done, choose, fail_output, same_file, temporary_parts, write_all

if TYPE_CHECKING:
    from quoteattr.export.formats import Format
    from quoteattr.merging import SpeakerTable

__all__ = ["merge"]

HELP = """Say which speakers of many texts are one person or one body.

PATHS are what quoteattr extract wrote, in any format that can be read again. JSON Lines are best: they hold the texts,
and what stands around a name tells people of one name apart.

A name in full is one person, unless texts contradict each other (another gender, another field of work in another
story, the same office in another town). Initials (H. Castaing) and a surname alone are merged with somebody named in
full if only one comes into question and the paper, the work or what the text is about speaks for it. Bodies are merged
by their names and by initials that some text explains. Who is only described is never merged.

--table writes a table that you can edit: a row for each speaker of each text. Rows with the same "person" are one:
change it to merge or to part them. In the first row of a person stand its "name", and whatever you add: "id",
"wikidata", any further column. "decision" is yours: accept, or split for a row that is somebody else. "why" tells what
merged a row, "candidates" who else it may be.

--apply takes the edited table and names the speakers by it, without extracting again. With -o alone, the texts are
merged and named at once. The id and the further columns come out beside each quotation; quoteattr speakers counts by
the id.

\b
{status}

\b
Examples:
  quoteattr extract press.csv --text-field body -o quotations.jsonl
  quoteattr merge quotations.jsonl --table people.csv
  quoteattr merge quotations.jsonl --apply people.csv -o merged.jsonl
  quoteattr speakers merged.jsonl --by outlet --by month
  quoteattr merge quotations.jsonl -o merged.csv"""


@click.command(
    help=HELP.format(status=options.EXIT_STATUS), short_help="Say which speakers of many texts are one person."
)
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--table", type=click.Path(dir_okay=False), metavar="FILE.csv", help="Write the table of speakers.")
@click.option(
    "--apply",
    "applied",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE.csv",
    help="Name speakers as this table has them.",
)
@click.option("--accepted", is_flag=True, help="With --apply: merge only rows of which the decision is accept.")
@click.option("-o", "--output", type=click.Path(), metavar="OUT", help="Write the results, speakers merged.")
@click.option("--format", "format_", metavar="NAME", help="Format of OUT.  [default: by its ending]")
@click.option(
    "--outlet-field", default="outlet", show_default=True, metavar="NAME", help="Field that tells the outlet of a text."
)
@click.option(
    "--people",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="People you know: they are merged by their names and aliases.",
)
@click.pass_context
def merge(
    context: click.Context, /, paths: tuple[str, ...], *, table: str | None, applied: str | None, **more: Any
) -> None:
    """Read, merge, write the table and the results."""
    output: str | None = more["output"]
    names = given(paths)
    _check_usage(names, table, applied, more)
    form = None if output is None else _form(more["format_"], output)
    corpus = Corpus(names, Layout(results=True))
    try:
        told = _table(corpus, applied, more)
        if table is not None:
            told.write_csv(table)
        if form is not None:
            _write(form, str(output), corpus, told, accepted=more["accepted"])
    except BrokenPipeError:
        raise
    except OSError as error:
        fail_output(output if output is not None else table, error)
    report(_summary(told))
    if corpus.failed or not told.rows:
        context.exit(1)


def _check_usage(names: tuple[str, ...], table: str | None, applied: str | None, more: dict[str, Any]) -> None:
    if STDIN in names:
        msg = "the input is read twice, so that it cannot be standard input: name the file"
        raise click.UsageError(msg)
    if table is None and more["output"] is None:
        msg = "name what to write: --table FILE.csv, -o OUT, or both"
        raise click.UsageError(msg)
    if applied is not None and table is not None:
        msg = "--table writes a new table, --apply takes one: one at a time"
        raise click.UsageError(msg)
    if more["accepted"] and applied is None:
        msg = "--accepted is for --apply"
        raise click.UsageError(msg)
    if any(same_file(file, name) for file in (table, more["output"]) if file for name in names):
        msg = "the output is also an input"
        raise click.UsageError(msg)


def _form(name: str | None, output: str) -> Format:
    from quoteattr.export.formats import FORMATS

    if name is not None and name not in {form.name for form in FORMATS}:
        msg = f"--format {name}: expected one of {', '.join(form.name for form in FORMATS)}"
        raise click.UsageError(msg)
    form = choose(name, output)
    form.check()
    return form


def _table(corpus: Corpus, applied: str | None, more: dict[str, Any]) -> SpeakerTable:
    """The table that was given, or a new one."""
    from quoteattr.config import load_people
    from quoteattr.merging import SpeakerTable, merge_speakers

    if applied is not None:
        return SpeakerTable.read_csv(applied)
    people = () if more["people"] is None else load_people(more["people"])
    parts = Beside(_results(corpus))
    return merge_speakers(
        parts.results(),
        parts.drain(parts.ids),
        parts.drain(parts.fields),
        people=people,
        outlet=more["outlet_field"],
    )


def _results(corpus: Corpus, *, texts: bool = False) -> Iterator[Done]:
    """The texts of which there are results.

    Args:
        corpus: All texts.
        texts: Whether the texts themselves are needed.

    Raises:
        click.UsageError: If there is a text that was not extracted yet, or there are only results of one.
    """
    for text in corpus:
        if text.result is None:
            msg = f"{text.id} is a text: give what quoteattr extract wrote"
            raise click.UsageError(msg)
        if texts and not text.has_text:
            msg = f"a table of quotations holds no texts, which the output needs ({text.id}): merge JSON Lines instead"
            raise click.UsageError(msg)
        yield Done(text.id, text.result, text.fields)


def _merged(corpus: Corpus, table: SpeakerTable, *, accepted: bool) -> Iterator[Done]:
    parts = Beside(_results(corpus, texts=True))
    merged = table.apply(parts.results(), parts.drain(parts.ids), accepted=accepted)
    for result, fields, name in zip(merged, parts.drain(parts.fields), parts.drain(parts.names), strict=True):
        yield Done(name, result, fields)


def _write(form: Format, output: str, corpus: Corpus, table: SpeakerTable, *, accepted: bool) -> None:
    corpus.report_with(lambda _: None)  # what cannot be read was told when it was read first
    with temporary_parts() as parts:
        parts.add(_merged(corpus, table, accepted=accepted))
        write_all(form, parts, output)


def _summary(table: SpeakerTable) -> str:
    persons = Counter(row.person for row in table.rows)
    together = sum(count > 1 for count in persons.values())
    whole = f"{len(table.rows)} speakers of texts are {len(persons)} persons and bodies"
    return f"{whole}, {together} of them in several texts"
