"""The command ``evaluate``: how good are predictions, or quoteattr itself, against annotation."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
from attrs import asdict, evolve, frozen

from quoteattr.cli import options
from quoteattr.cli.input import STDIN

if TYPE_CHECKING:
    from quoteattr.evaluation import Difference, Evaluation, GoldDocument, Interval, PredictedDocument

__all__ = ["evaluate"]

HELP = """Score the quotations that a system finds in annotated texts.

GOLD is a folder of <id>.txt with <id>.json (the gold form of quoteattr) or <id>.ann (brat), or what `quoteattr extract`
or `convert` wrote, corrected since, in any format that holds the texts. PRED is what they write in any format, a file
of one document a line {"id": ..., "quotations": [...]}, or a folder like GOLD; - is standard input. Without PRED,
quoteattr reads the texts itself. With PRED2, two systems are compared: the difference of each score, its interval, the
probability of such a difference by chance, and with --errors the mistakes that are new and those that are mended.

A document is told by its id, or by the name of its file: articles/x.txt is document x. One without predictions is named
on standard error and counts as if nothing had been found in it; the exit status is then 1.

\b
What the scores mean (each from 0 to 100):
  P, R, F1   precision (how much of what is predicted is annotated), recall (how much of
             what is annotated is predicted), and their harmonic mean
  mention    of the quotations found, the share whose speaker mention is the right one
  entity     the share whose speaker is named rightly
  e2e F1     F1 of what is found and has the right speaker

Annotated quotations that are optional neither count nor hold anything against a system. The interval comes from drawing
documents with replacement: where the score would lie on other articles of the same sort.

\b
Examples:
  quoteattr evaluate gold/
  quoteattr extract gold/*.txt -o predicted.jsonl
  quoteattr evaluate gold/ predicted.jsonl --errors mistakes.tsv
  quoteattr evaluate gold/ before.jsonl after.jsonl --errors changes.tsv
  quoteattr evaluate gold/ predicted.jsonl --format json | jq .scores.marked_found_f1
  quoteattr evaluate brat/ --documents by-article.csv --samples 0"""


@frozen
class _Options:
    """What the command was asked to do, besides what it reads."""

    texts: str | None
    form: str
    errors: str | None
    documents: str | None
    iou: tuple[float, ...]
    matching: str
    interval: float
    samples: int
    seed: int


@frozen
class _Resampling:
    level: float
    samples: int
    seed: int

    def intervals(self, evaluation: Evaluation) -> dict[str, Interval]:
        from quoteattr.evaluation import Interval, intervals

        if not self.samples:
            return {name: Interval(name, value, None, None) for name, value in evaluation.scores().items()}
        return intervals(evaluation, level=self.level, samples=self.samples, seed=self.seed)

    def differences(self, first: Evaluation, second: Evaluation) -> dict[str, Difference]:
        from quoteattr.evaluation import differences

        if not self.samples:
            return {
                name: evolve(d, low=None, high=None, p=None)
                for name, d in differences(first, second, samples=1).items()
            }
        return differences(first, second, level=self.level, samples=self.samples, seed=self.seed)


@click.command(help=HELP, short_help="Score quotations against annotated texts.")
@click.argument("gold", type=click.Path())
@click.argument("predicted", nargs=-1, type=click.Path(), metavar="[PRED [PRED2]]")
@click.option(
    "--texts",
    type=click.Path(),
    metavar="DIR",
    help="Folder of <id>.txt; when left out, the texts are beside the annotation.",
)
@options.brat_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="Format of the scores.",
)
@click.option(
    "--errors",
    type=click.Path(),
    metavar="FILE",
    help="Write every mistake with its context: tab-separated, or JSON when FILE ends in .json.",
)
@click.option("--documents", type=click.Path(), metavar="FILE", help="Write the scores of each document as CSV.")
@click.option(
    "--iou",
    type=click.FloatRange(0, 1, min_open=True),
    multiple=True,
    default=(0.5, 0.8),
    show_default=True,
    help="Share of words in common from which on two stretches match (may be given several times).",
)
@click.option(
    "--matching",
    type=click.Choice(["greedy", "optimal"]),
    default="greedy",
    show_default=True,
    help="The closest pairs first, or as many pairs as can be.",
)
@click.option(
    "--interval",
    type=click.FloatRange(0, 100, min_open=True, max_open=True),
    default=95,
    show_default=True,
    help="Width of the intervals, in per cent.",
)
@click.option(
    "--samples",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="Samples drawn for the intervals; 0 leaves them out.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the drawing.")
@click.pass_context
def evaluate(context: click.Context, /, gold: str, predicted: tuple[str, ...], **more: Any) -> None:
    """Read, score, write files, print; the help is in `HELP`."""
    from quoteattr.evaluation import evaluate as score
    from quoteattr.evaluation import read_gold

    if len(predicted) > 2 or list(predicted).count(STDIN) > 1:
        msg = "give at most two files of predictions, and standard input (-) only once"
        raise click.UsageError(msg)
    types = more.pop("brat_types")
    asked = _Options(**more)
    resampling = _Resampling(asked.interval, asked.samples, asked.seed)
    try:
        annotated = read_gold(gold, asked.texts, brat_types=types)
        systems = [
            score(annotated, _read(name, annotated, types), thresholds=asked.iou, matching=asked.matching)
            for name in predicted or (None,)
        ]
        _write_files(systems, asked.errors, asked.documents)
    except BrokenPipeError:
        raise
    except OSError as error:
        msg = f"{click.format_filename(error.filename) if error.filename else 'file'}: {error.strerror or error}"
        raise click.ClickException(msg) from error
    missing = _report_missing(systems, predicted)
    _print(systems, resampling, asked.form)
    if missing:
        context.exit(1)


def _read(name: str | None, gold: Sequence[GoldDocument], types: Mapping[str, str] | None) -> list[PredictedDocument]:
    from quoteattr.evaluation import PredictedDocument, read_predictions

    if name is None:
        from quoteattr.pipeline import Extractor

        results = Extractor().pipe(document.text for document in gold)
        return [
            PredictedDocument.from_result(document.id, result) for document, result in zip(gold, results, strict=True)
        ]
    return read_predictions(sys.stdin.buffer if name == STDIN else name, gold, brat_types=types)


def _report_missing(systems: Sequence[Evaluation], names: Sequence[str]) -> bool:
    for system, name in zip(systems, names, strict=False):
        shown = click.format_filename(name)
        for document in system.unpredicted:
            click.echo(
                f"quoteattr: {shown}: no predictions for {document}; scored as if nothing had been found in it",
                err=True,
            )
        if system.unannotated:
            many = ", ".join(system.unannotated[:5]) + (" ..." if len(system.unannotated) > 5 else "")
            click.echo(f"quoteattr: {shown}: {len(system.unannotated)} without annotation, left out: {many}", err=True)
    return any(system.unpredicted for system in systems)


def _write_files(systems: Sequence[Evaluation], errors: str | None, documents: str | None) -> None:
    from quoteattr.evaluation import side_by_side, write_mistakes
    from quoteattr.export.files import replacing

    if errors is not None:
        form: Literal["tsv", "json"] = "json" if Path(errors).suffix == ".json" else "tsv"
        write_mistakes(systems[0].mistakes if len(systems) == 1 else side_by_side(*systems), errors, form)
    if documents is not None:
        with replacing(documents) as sink:
            writer = csv.writer(sink, lineterminator="\n")
            writer.writerow(
                [
                    "document",
                    *(["system"] if len(systems) > 1 else []),
                    *(measure.name for measure in systems[0].measures),
                ]
            )
            for number, system in enumerate(systems, start=1):
                for name, scores in system.by_document().items():
                    writer.writerow([name, *([number] if len(systems) > 1 else []), *map(_cell, scores.values())])


def _cell(value: object) -> object:
    """Figures in files have a fixed number of places, so that files can be compared."""
    return "" if value is None else f"{value:.6f}" if isinstance(value, float) else value


def _print(systems: Sequence[Evaluation], resampling: _Resampling, form: str) -> None:
    if form == "table":
        from quoteattr.cli.views.scores import show_difference, show_scores

        if len(systems) == 1:
            show_scores(systems[0], resampling.intervals(systems[0]), resampling.level)
        else:
            show_difference(systems[0], systems[1], resampling.differences(*systems), resampling.level)
        return
    rows: Iterable[Interval | Difference]
    rows = (resampling.intervals(systems[0]) if len(systems) == 1 else resampling.differences(*systems)).values()
    if form == "csv":
        table = [asdict(row) for row in rows]
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(table[0])
        writer.writerows([map(_cell, row.values()) for row in table])
    else:
        click.echo(json.dumps(_plain(systems, rows, resampling), indent=1))


def _plain(
    systems: Sequence[Evaluation], rows: Iterable[Interval | Difference], resampling: _Resampling
) -> dict[str, Any]:
    from quoteattr.evaluation import side_by_side

    out: dict[str, Any] = {
        "documents": len(systems[0].documents),
        "iou": systems[0].thresholds,
        "matching": systems[0].matching.value,
        **asdict(resampling),
    }
    out["scores"] = {
        row.measure: {key: value for key, value in asdict(row).items() if key != "measure"} for row in rows
    }
    out["systems"] = [
        {
            "unpredicted": system.unpredicted,
            "unannotated": system.unannotated,
            "counts": system.counts(),
            "rules": [asdict(rule) for rule in system.rules()],
            "confusion": [[gold, predicted, number] for (gold, predicted), number in system.confusion().items()],
            "speaker_confusion": [
                [gold, predicted, number] for (gold, predicted), number in system.speaker_confusion().items()
            ],
        }
        for system in systems
    ]
    if len(systems) == 2:
        changes = side_by_side(*systems)
        out["mistakes"] = {"new": len(changes.new), "mended": len(changes.mended), "same": len(changes.same)}
    return out
