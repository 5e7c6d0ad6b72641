"""The terminal view of scores."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Mapping

import click
from rich import box
from rich.console import Console
from rich.table import Table

from quoteattr.evaluation import Difference, Evaluation, Interval, side_by_side
from quoteattr.evaluation.field_measures import ROLES, SIMILARITIES, similar_view
from quoteattr.evaluation.measures import GROUPS
from quoteattr.evaluation.runs import runs_view

__all__ = ["show_difference", "show_scores"]

BROKEN_DOWN = ("marked", "runs05_all")
"""Measures whose precision and recall are shown beside F1 when two systems are compared."""
Intervals = Mapping[str, Interval]


def show_scores(evaluation: Evaluation, intervals: Intervals, level: float) -> None:
    """Print the scores of one system as tables."""
    view = _View(evaluation, intervals, f"{level:g} %")
    parts: list[Table | str] = [f"{len(evaluation.documents)} documents", view.marked()]
    for threshold in evaluation.thresholds:
        parts += [view.runs(threshold), view.attributes(threshold)]
    parts += [view.field(), view.confusion()]
    if evaluation.rules():
        parts.append(view.rules())
    _print(parts)


def show_difference(first: Evaluation, second: Evaluation, differences: Mapping[str, Difference], level: float) -> None:
    """Print the scores of two systems side by side."""
    table = _table(f"{len(first.documents)} documents", "measure", "first", "second", "difference", f"{level:g} %", "p")
    for row in differences.values():
        if row.measure.endswith(("_p", "_r")) and not row.measure.startswith(BROKEN_DOWN):
            continue
        gap = "" if row.difference is None else f"{100 * row.difference:+.1f}"
        table.add_row(
            row.measure,
            _percent(row.first),
            _percent(row.second),
            gap,
            _between(row.low, row.high, "+.1f"),
            "" if row.p is None else f"{row.p:.3f}",
        )
    changes = side_by_side(first, second)
    mistakes = _table("Mistakes", "view", "error", "mended", "new", "same")
    for key in sorted({(m.view, m.error.value) for _, m in changes.rows()}):
        numbers = [
            sum((m.view, m.error.value) == key for m in part) for part in (changes.mended, changes.new, changes.same)
        ]
        mistakes.add_row(*key, *map(str, numbers))
    _print([table, "Precision and recall of the other measures are in --format csv and json.", mistakes])


class _View:
    def __init__(self, evaluation: Evaluation, intervals: Intervals, level: str) -> None:
        self.counts = evaluation.total()
        self.evaluation = evaluation
        self.intervals = intervals
        self.level = level

    def score(self, name: str) -> str:
        return _percent(self.intervals[name].value)

    def around(self, name: str) -> str:
        return _between(self.intervals[name].low, self.intervals[name].high)

    def marked(self) -> Table:
        numbers = self.evaluation.counts()
        units, gold, optional = (numbers[f"marked_{what}_count"] for what in ("units", "gold", "optional"))
        found = f"{units}, of which {gold} are quotations ({optional} optional ones left out)"
        title = f"Stretches between quotation marks: {found}"
        table = _table(title, "", "score", self.level)
        rows = {"p": "found: precision", "r": "found: recall", "f1": "found: F1"}
        names = {f"marked_found_{form}": label for form, label in rows.items()}
        names |= {
            "marked_mention": "speaker mention right, of those found",
            "marked_entity": "speaker right, of those found",
        }
        for name, label in {**names, "marked_e2e_f1": "found and speaker right: F1"}.items():
            table.add_row(label, self.score(name), self.around(name))
        return table

    def runs(self, threshold: float) -> Table:
        view = runs_view(threshold)
        table = _table(
            f"Content stretches, matched at {threshold:g} of their words",
            "",
            "gold",
            "pred.",
            "P",
            "R",
            "F1",
            self.level,
            "cue",
            "mention",
            "entity",
            "e2e F1",
        )
        for group in GROUPS:
            name = f"{view}_{group}"
            numbers = [str(self.counts[view, group, what]) for what in ("gold", "predicted")]
            found = [self.score(f"{name}_{form}") for form in ("p", "r", "f1")]
            rest = [self.score(f"{name}_{what}") for what in ("cue", "mention", "entity", "e2e_f1")]
            table.add_row(group, *numbers, *found, self.around(f"{name}_f1"), *rest)
        return table

    def attributes(self, threshold: float) -> str:
        view = runs_view(threshold)
        told, right, kind = (self.score(f"{view}_{what}") for what in ("gender_told", "gender_right", "kind_right"))
        return f"Of those found: gender told {told}, right where told {right}; kind of speaker right {kind}"

    def field(self) -> Table:
        table = _table("Exact match, and measures of the field", "", "P", "R", "F1", self.level)
        names = {f"exact_{group}": f"exact: {group}" for group in GROUPS}
        names |= {similar_view(t): f"Gender Gap Tracker, similarity {t:g}" for t in SIMILARITIES}
        names |= {f"tokens_{role}": f"words of {role} (PARC)" for role in ROLES}
        for name, label in names.items():
            table.add_row(
                label, *(self.score(f"{name}_{form}") for form in ("p", "r", "f1")), self.around(f"{name}_f1")
            )
        return table

    def confusion(self) -> Table:
        numbers = self.evaluation.confusion()
        kinds = [*GROUPS[1:], ""]
        table = _table("Annotated as (rows), predicted as (columns)", "", *(kind or "missed" for kind in kinds))
        for gold in kinds:
            table.add_row(
                gold or "not annotated",
                *("" if gold == predicted == "" else str(numbers.get((gold, predicted), 0)) for predicted in kinds),
            )
        return table

    def rules(self) -> Table:
        table = _table("Rules", "", "predicted", "right", "precision")
        for rule in sorted(self.evaluation.rules(), key=lambda r: (-r.predicted, r.rule)):
            table.add_row(rule.rule, str(rule.predicted), str(rule.right), _percent(rule.precision))
        return table


def _table(title: str, *headings: str) -> Table:
    table = Table(caption=title, box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="left" if not number or heading == "error" else "right", no_wrap=True)
    return table


def _percent(value: float | None) -> str:
    return "n/a" if value is None else f"{100 * value:.1f}"


def _between(low: float | None, high: float | None, form: str = ".1f") -> str:
    return (
        ""
        if low is None or high is None
        else f"{100 * low:{form}}–{100 * high:{form}}"
        if form == ".1f"
        else f"{100 * low:{form}} to {100 * high:{form}}"
    )


def _print(parts: Iterable[Table | str]) -> None:
    """Tables are as wide as they are: cut figures would mislead."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            errors="replace"
        )  # a terminal that cannot show a character gets ? rather than a traceback
    console = Console(
        file=io.StringIO(),
        width=200,
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=sys.stdout.isatty() or None,
    )
    for number, part in enumerate(parts):
        if number:
            console.print()
        if isinstance(part, Table) and isinstance(part.caption, str):
            console.print(part.caption, style="bold")
            part.caption = None  # it would be wrapped at the width of the table
        console.print(part)
    assert isinstance(console.file, io.StringIO)  # noqa: S101 - given above
    click.echo("\n".join(line.rstrip() for line in console.file.getvalue().split("\n")).rstrip("\n"))
