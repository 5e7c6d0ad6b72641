"""Counts of groups of texts for people to read: a table for the terminal, a chart of the shares of women."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text

from quoteattr.cli.views.chart import Line, line_chart, save
from quoteattr.cli.views.count_view import new_table, percent, print_counts, printing
from quoteattr.cli.views.view import one_line
from quoteattr.counts import GroupCount, GroupedCounts
from quoteattr.counts.dates import PERIODS

__all__ = ["chart_of_groups", "print_groups"]

_NOTE = (
    "Women: of the quotations of persons whose gender is known; 95 %: where the share would lie in other such texts."
)


def print_groups(grouped: GroupedCounts, measure: str | None, top: int, groups: Mapping[str, str]) -> None:
    """Print what women say in each group, or the table of each group that `measure` asks for."""
    if measure is not None:
        for number, group in enumerate(grouped.groups):
            with printing() as console:
                if number:
                    console.print()
            print_counts(group.counts, measure, _called(group.values), top, groups)
        return
    table = new_table()
    for name in grouped.by:
        table.add_column(one_line(name), overflow="fold")
    for heading in ("texts", "quotations", "women", "of", "%", "95 %"):
        table.add_column(heading, justify="right")
    for group in grouped.groups:
        women = group.women
        table.add_row(
            *(Text(one_line(value) or "–") for value in group.values),
            str(group.counts.documents),
            str(group.counts.quotations),
            str(women.women),
            str(women.known),
            percent(women.share),
            _interval(group),
        )
    with printing() as console:
        console.print(table)
        console.print()
        console.print(_NOTE)


def _called(values: tuple[str, ...]) -> str:
    return ", ".join(value or "–" for value in values)


def _interval(group: GroupCount) -> str:
    low, high = group.women.low, group.women.high
    return "" if low is None or high is None else f"{100 * low:.0f}–{100 * high:.0f}"


def chart_of_groups(path: str, grouped: GroupedCounts) -> None:
    """Draw the share of women in each group: over time, where a period is among what texts are grouped by."""
    dated = next((k for k, name in enumerate(grouped.by) if name in PERIODS), None)
    across = 0 if dated is None else dated
    places = sorted({group.values[across] for group in grouped.groups}, key=lambda value: (not value, value))
    found: dict[str, dict[str, GroupCount]] = {}
    for group in grouped.groups:
        rest = _called(group.values[:across] + group.values[across + 1 :])
        found.setdefault(rest, {})[group.values[across]] = group
    lines = [
        Line(
            label,
            tuple(None if (g := mine.get(place)) is None else g.women.share for place in places),
            tuple(None if (g := mine.get(place)) is None else g.women.low for place in places),
            tuple(None if (g := mine.get(place)) is None else g.women.high for place in places),
        )
        for label, mine in found.items()
    ]
    title = f"Women among quoted persons, % of quotations, by {', '.join(grouped.by)}"
    told = "; ".join(f"{_called(g.values)}: {percent(g.women.share) or 'nobody'}" for g in grouped.groups)
    save(line_chart(title, places, lines, joined=dated is not None), path, title, f"{told}. With intervals of 95 %.")
