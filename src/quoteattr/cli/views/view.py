"""The terminal view of a result: the text with its quotations marked, then the speakers, then the quotations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from attrs import frozen
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from quoteattr.result import Quotation, Result, Speaker
from quoteattr.result.shown import shown
from quoteattr.result.words import line_ends, words_of

__all__ = ["cut", "one_line", "render"]

COLOURS = ("color(33)", "color(166)", "color(34)", "color(133)", "color(37)", "color(160)", "color(136)", "color(99)")
"""Middle tones, legible on light and on dark.

They come round again after the eighth speaker, and the numbers still tell.
"""
LONGEST = 120
"""Characters of a quotation in the table."""
NARROW = 76
"""Below this many columns, the quotations are a list instead of a table."""
READABLE = 100
"""Columns of a text on a terminal that has more: longer lines are hard to follow."""
FIGURES = 36
"""Columns of what stands beside a speaker's name."""
NOBODY = "(nobody named)"


def render(result: Result, width: int | None = None) -> None:
    """Print `result` to standard output, in colour on a terminal and readable without."""
    console = _Console(width=width, highlight=False, markup=False, emoji=False)
    measure = min(console.width, READABLE) if width is None else width
    plain = not console.is_terminal or console.no_color or console.color_system is None
    view = _View(result, plain=plain)
    if not plain:
        view.print_on(console, measure)
        return
    console = _Console(width=console.width, highlight=False, markup=False, emoji=False, color_system=None)
    with console.capture() as capture:
        view.print_on(console, measure)
    for line in capture.get().split("\n")[:-1]:
        console.file.write(line.rstrip() + "\n")


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command, which knows the exit status (rich would end with 1)."""
        raise BrokenPipeError


@frozen
class _Edge:
    """A place where marking begins or ends."""

    at: int
    opens: bool
    size: int
    rank: int
    """0 for content, 1 for a cue, 2 for a mention: of two that cover the same words, the lower one is outside."""
    style: Style
    marker: str
    number: int


class _View:
    def __init__(self, result: Result, *, plain: bool) -> None:
        self.result = result
        self.plain = plain
        self._colour = {s.id: Style(color=COLOURS[k % len(COLOURS)]) for k, s in enumerate(result.speakers)}
        self._text = shown(result.text).replace("\t", " ")

    def print_on(self, console: Console, measure: int) -> None:
        body = self.body()
        body.rstrip()
        for line in _wrap(body, measure):
            console.print(line, overflow="fold", no_wrap=False)
        if not self.result.quotations:
            console.print("\nNo quotations found.")
        else:
            for part in (
                self.key(),
                self.speakers(console.width),
                self.quotations(console.width) if console.width >= NARROW else self.list(),
            ):
                console.print()
                console.print(part)
        ends = line_ends(self.result.text)
        for diagnostic in self.result.diagnostics:
            number = bisect_left(ends, diagnostic.span.start) + 1
            console.print(Text(f"\nLine {number}, {one_line(diagnostic.span.text)!r}: {diagnostic.message}."))

    def colour(self, speaker: Speaker | None) -> Style:
        return Style(italic=True) if speaker is None else self._colour[speaker.id]

    def body(self) -> Text:
        """The whole text with its markers."""
        out = Text()
        active: list[_Edge] = []
        at = 0
        for edge in sorted(self._edges(), key=_order):
            out.append(self._text[at : edge.at], Style.combine([Style.null(), *(e.style for e in active)]))
            at = edge.at
            if edge.opens:
                active.append(edge)
                out.append(edge.marker, edge.style + Style(bold=True))
                continue
            inner = active[-1]
            opened = next(
                e
                for e in reversed(active)
                if (e.number, e.rank, e.at, e.size) == (edge.number, edge.rank, edge.at - edge.size, edge.size)
            )
            active.remove(opened)
            # where two quotations cross, a bare bracket would close the wrong one
            out.append(
                edge.marker if inner is opened or edge.rank else f"{edge.marker}{edge.number}",
                edge.style + Style(bold=True),
            )
        out.append(self._text[at:])
        return out

    def _edges(self) -> Iterator[_Edge]:
        seen: set[tuple[int, int, int]] = set()
        for number, q in enumerate(self.result.quotations, start=1):
            colour = self.colour(q.speaker)
            marked = [(0, span, colour, f"[{number} ", "]") for span in q.content]
            cue, name = ("*", "_") if self.plain else ("", "")
            if q.cue is not None:
                marked.append((1, q.cue.span, Style(underline=True), cue, cue))
            if q.mention is not None:
                marked.append((2, q.mention.span, colour + Style(bold=True), name, name))
            for rank, span, style, before, after in marked:
                if rank and (rank, span.start, span.end) in seen:
                    continue  # one cue may signal two quotations
                seen.add((rank, span.start, span.end))
                yield _Edge(
                    span.start, opens=True, size=len(span), rank=rank, style=style, marker=before, number=number
                )
                yield _Edge(span.end, opens=False, size=len(span), rank=rank, style=style, marker=after, number=number)

    def key(self) -> Text:
        if self.plain:
            return Text("[1 quotation]   *what signals it*   _who is named there_")
        return Text.assemble(
            "[1 quotation]   ", ("what signals it", "underline"), "   ", ("who is named there", "bold")
        )

    def speakers(self, width: int) -> Table:
        names = [cell_len(one_line(speaker.name)) for speaker in self.result.speakers]
        table = _table("Speakers", min(width, max([*names, len(NOBODY)]) + FIGURES))
        table.add_column("speaker", overflow="fold", ratio=1)
        table.add_column("kind")
        for heading in ("quotations", "words"):
            table.add_column(heading, justify="right")
        said: dict[str | None, list[Quotation]] = {}
        for q in self.result.quotations:
            said.setdefault(None if q.speaker is None else q.speaker.id, []).append(q)
        for speaker in (*self.result.speakers, None):
            mine = said.get(None if speaker is None else speaker.id)
            if mine:
                kind = "" if speaker is None else speaker.kind.value
                words = sum(words_of(q) for q in mine)
                table.add_row(self._name(speaker), kind, str(len(mine)), str(words))
        return table

    def quotations(self, width: int) -> Table:
        table = _table("Quotations", width)
        table.add_column("", justify="right", no_wrap=True)
        table.add_column("speaker", overflow="fold", max_width=max(width // 4, 10))
        table.add_column("quotation", overflow="fold", ratio=1)
        table.add_column("kind", no_wrap=True)
        table.add_column("cue", overflow="fold", max_width=max(width // 6, self._widest_cue_word()))
        for number, q in enumerate(self.result.quotations, start=1):
            table.add_row(str(number), self._name(q.speaker), Text(cut(one_line(q.text))), q.kind.value, Text(_cue(q)))
        return table

    def list(self) -> Text:
        """The same as `quotations`, one below the other."""
        out = Text()
        for number, q in enumerate(self.result.quotations, start=1):
            facts = " · ".join(part for part in (q.kind.value, _cue(q)) if part)
            out.append_text(
                Text.assemble(f"{number} ", self._name(q.speaker), f" · {facts}\n", cut(one_line(q.text)), "\n\n")
            )
        out.rstrip()
        return out

    def _widest_cue_word(self) -> int:
        words = [word for q in self.result.quotations for word in _cue(q).split()]
        return min(20, max((cell_len(word) for word in words), default=0))

    def _name(self, speaker: Speaker | None) -> Text:
        return Text(NOBODY if speaker is None else one_line(speaker.name), self.colour(speaker))


def _order(edge: _Edge) -> tuple[int, bool, int, int, int]:
    """At one place: what ends before what begins, the inner first of what ends, the outer first of what begins."""
    if edge.opens:
        return edge.at, True, -edge.size, edge.rank, edge.number
    return edge.at, False, edge.size, -edge.rank, -edge.number


def _table(title: str, width: int) -> Table:
    return Table(
        title=title,
        width=width,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        expand=True,
        padding=(0, 1, 0, 0),
        show_edge=False,
    )


def _cue(quotation: Quotation) -> str:
    return "" if quotation.cue is None else one_line(quotation.cue.span.text)


def one_line(text: str) -> str:
    """Return `text` on one line, its control characters as pictures."""
    return " ".join(shown(text).split())


def cut(text: str) -> str:
    """Cut a long quotation after a word."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


_WORD = re.compile(r"(?:[^ ]*\[\d+ )+[^ ]+|[^ ]+")
"""What a line break may not cut.

Characters other than the plain space, and a marker ``[1 `` with the word that it stands before.
"""


def _wrap(text: Text, width: int) -> Iterator[Text]:
    """Cut into lines of at most `width` cells, at plain spaces only: a no-break space keeps « and its word together."""
    for paragraph in text.split("\n", allow_blank=True):
        start = 0
        breaks = []
        for word in _WORD.finditer(paragraph.plain):
            if word.start() > start and cell_len(paragraph.plain[start : word.end()]) > width:
                start = word.start()
                breaks.append(start)
        for line in paragraph.divide(breaks):
            line.rstrip()
            yield line
