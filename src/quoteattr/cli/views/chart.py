"""Charts through matplotlib (extra ``chart``): PNG or SVG, by the ending of the file.

An SVG picture keeps its texts as texts, and says in its title and description what a screen reader needs.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter
from xml.sax.saxutils import escape

import click
from attrs import frozen

from quoteattr.export.files import replacing_bytes
from quoteattr.export.literals import UNHOLDABLE
from quoteattr.extras import need

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Bar", "Line", "bar_chart", "check_chart", "line_chart", "save"]

ENDINGS = (".png", ".svg")
LONGEST = 34
"""Characters of a label."""
COLOURS = {"f": "#a8447f", "m": "#2a7ab0", "u": "#767676"}
LINES = ("#a8447f", "#2a7ab0", "#b8860b", "#3c8d5a", "#6a4c93", "#c1440e", "#5f6b7a", "#008b8b")
MARKS = "osD^vPX*"
SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "quoteattr", "font.family": "sans-serif"}


@frozen
class Bar:
    """One bar.

    Attributes:
        label: What stands before it.
        value: Its length.
        told: What stands behind it.
        tone: Its colour: ``f``, ``m`` or ``u``.
        pale: Whether it is drawn pale (a guess).
    """

    label: str
    value: float
    told: str
    tone: str = "u"
    pale: bool = False


@frozen
class Line:
    """One line: a share for each place on the horizontal axis, ``None`` where there is none.

    Attributes:
        label: What the legend calls it.
        shares: From 0 to 1.
        lows: Where the intervals begin.
        highs: Where they end.
    """

    label: str
    shares: tuple[float | None, ...]
    lows: tuple[float | None, ...]
    highs: tuple[float | None, ...]


def check_chart(path: str) -> None:
    """See that a chart can be drawn into a file of that name.

    Raises:
        click.UsageError: If its ending is of no picture that can be drawn.
        ExtraError: If matplotlib is not installed.
    """
    if Path(path).suffix.lower() not in ENDINGS:
        msg = f"--chart draws {' or '.join(ENDINGS)}, not {Path(path).suffix or 'a file without an ending'}"
        raise click.UsageError(msg)
    need("matplotlib", "chart")


def bar_chart(title: str, bars: Sequence[Bar]) -> Figure:
    """Return a chart with a horizontal bar for each of `bars`, the first at the top."""
    figure, axes = _figure(title, 1.2 + 0.34 * max(len(bars), 1))
    for row, bar in enumerate(bars):
        axes.barh(row, bar.value, color=COLOURS[bar.tone], alpha=0.55 if bar.pale else 1.0, height=0.7)
        axes.text(bar.value, row, f" {_label(bar.told)}", va="center", fontsize=9)
    axes.set_yticks(range(len(bars)), [_short(bar.label) for bar in bars])
    axes.invert_yaxis()
    axes.margins(x=0.18)
    axes.xaxis.set_visible(False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    return figure


def line_chart(title: str, places: Sequence[str], lines: Sequence[Line], *, joined: bool = True) -> Figure:
    """Return a chart of shares over `places`, each with its interval, points `joined` but where there is no share."""
    figure, axes = _figure(title, 4.6)
    width = 0.5 / max(len(lines), 1)
    for number, line in enumerate(lines):
        colour, mark = LINES[number % len(LINES)], MARKS[number % len(MARKS)]
        at = [place + (number - (len(lines) - 1) / 2) * width for place in range(len(places))]
        shares = [float("nan") if share is None else 100 * share for share in line.shares]
        width_of_line = 1.5 if joined else 0
        axes.plot(at, shares, color=colour, marker=mark, label=_label(line.label) or "–", linewidth=width_of_line)
        for place, low, high in zip(at, line.lows, line.highs, strict=True):
            if low is not None and high is not None:
                axes.plot([place, place], [100 * low, 100 * high], color=colour, alpha=0.5, linewidth=1)
    slanting = len(places) > 5 or any(len(place) > 10 for place in places)
    turned = {"rotation": 35, "ha": "right", "rotation_mode": "anchor"} if slanting else {}
    axes.set_xticks(range(len(places)), [_short(place) or "–" for place in places], **turned)
    axes.set_ylim(0, 100)
    axes.set_ylabel("%")
    axes.grid(axis="y", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    if len(lines) > 1:
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
    return figure


def _figure(title: str, height: float) -> tuple[Figure, Any]:
    need("matplotlib", "chart")
    figure = need("matplotlib.figure", "chart").Figure(figsize=(8.0, height), layout="constrained")
    axes = figure.subplots()
    axes.set_title(_label(title), loc="left", fontsize=12)
    return figure, axes


def save(figure: Figure, path: str, title: str, description: str) -> None:
    """Write a chart; the file appears whole, or stays as it was if anything goes wrong.

    Args:
        figure: The chart.
        path: Where; its ending tells the format.
        title: What screen readers say first.
        description: What they say then, which should tell the figures.

    Raises:
        click.ClickException: If it cannot be written.
    """
    form = Path(path).suffix.lower().removeprefix(".")
    title, description = _text(title), _text(description)
    told = {"Title": title, "Description": description}
    out = io.BytesIO()
    with need("matplotlib", "chart").rc_context(SETTINGS), catch_warnings():
        simplefilter("ignore", UserWarning)  # of letters that its own font lacks: viewers of SVG have others
        figure.savefig(out, format=form, dpi=160, metadata={**told, "Date": None} if form == "svg" else told)
    data = out.getvalue()
    if form == "svg":
        head = (
            f'role="img" aria-labelledby="title desc"><title id="title">{escape(title)}</title>'
            f'<desc id="desc">{escape(description)}</desc>'
        )
        start = data.index(b">", data.index(b"<svg "))
        data = data[:start] + b" " + head.encode() + data[start + 1 :]
    try:
        with replacing_bytes(Path(path)) as file:
            file.write(data)
    except OSError as error:
        msg = f"{click.format_filename(path)}: {error.strerror or error}"
        raise click.ClickException(msg) from error


def _short(text: str) -> str:
    text = _text(text)
    return _label(text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…")


def _label(text: str) -> str:
    """A text as matplotlib takes it for no formula."""
    return _text(text).replace("$", r"\$")


def _text(text: str) -> str:
    return UNHOLDABLE.sub("\ufffd", " ".join(text.split()))
