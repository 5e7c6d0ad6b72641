"""Counts of speakers for people to read: tables for the terminal, a chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quoteattr.cli.views.chart import Bar, bar_chart, save
from quoteattr.cli.views.view import one_line
from quoteattr.counts import SpeakerCount, SpeakerCounts, SpeakerShare
from quoteattr.result import Gender

__all__ = ["chart_of", "new_table", "percent", "print_counts", "printing", "summary"]

GENDER = {"f": "f", "f_guessed": "f (guess)", "m": "m", "m_guessed": "m (guess)", "unknown": "?", "not_a_person": ""}


def print_counts(counts: SpeakerCounts, by: str, document: str, top: int, groups: Mapping[str, str]) -> None:
    """Print the table that is asked for, and what women and men have of the whole."""
    with printing() as console:
        if document:
            console.print(Text(one_line(document), "bold"))
        if by == "speaker":
            console.print(_speakers(counts, top))
            left = len(counts.speakers) - top
            if left > 0:
                console.print(f"... and {left} more (--top {len(counts.speakers)} shows all)")
        else:
            console.print(_shares(counts.by_gender() if by == "gender" else counts.by_kind(), groups, by))
        console.print()
        console.print(summary(counts))


@contextmanager
def printing() -> Iterator[Console]:
    """A console whose lines are printed at the end, without the spaces at their ends."""
    console = _Console(highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        yield console
    for line in capture.get().split("\n")[:-1]:
        console.file.write(line.rstrip() + "\n")


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command, which knows the exit status (rich would end with 1)."""
        raise BrokenPipeError


def summary(counts: SpeakerCounts) -> str:
    """The whole in a few sentences."""
    known = {
        g: [s for s in counts.speakers if s.gender is g and s.group not in ("not_a_person", "unknown")] for g in Gender
    }
    women, whole = _sums(known[Gender.FEMININE]), _sums([s for group in known.values() for s in group])
    found = f"{counts.quotations} quotations ({counts.words} words) in {counts.documents} texts"
    lines = [f"{found}, {counts.unattributed} of them without a speaker."]
    if whole[0]:
        guesses = (
            sum(s.quotations for s in known[Gender.FEMININE] if s.gender_guessed),
            sum(s.quotations for group in known.values() for s in group if s.gender_guessed),
        )
        lines.append(
            f"Women say {women[0]} of the {whole[0]} quotations of persons whose gender is known "
            f"({percent(women[0] / whole[0])}), "
            f"in {women[1]} of {whole[1]} words ({percent(women[1] / whole[1] if whole[1] else None)}); "
            f"the gender is a guess by the first name in {guesses[0]} of these {women[0]}, "
            f"in {guesses[1]} of all {whole[0]}."
        )
    return "\n".join(lines)


def _sums(speakers: list[SpeakerCount]) -> tuple[int, int]:
    return sum(s.quotations for s in speakers), sum(s.words for s in speakers)


def new_table() -> Table:
    """A table as all are drawn."""
    return Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)


def _speakers(counts: SpeakerCounts, top: int) -> Table:
    table = new_table()
    table.add_column("speaker", overflow="fold", ratio=1)
    table.add_column("kind")
    table.add_column("gender")
    for heading in ("quotations", "%", "words", "texts"):
        table.add_column(heading, justify="right")
    quotations = counts.quotations  # a sum over all speakers
    for s in counts.speakers[:top]:
        share = percent(s.quotations / quotations)
        table.add_row(
            Text(one_line(s.name)),
            s.kind.value,
            GENDER[s.group],
            str(s.quotations),
            share,
            str(s.words),
            str(s.documents),
        )
    return table


def _shares(shares: tuple[SpeakerShare, ...], groups: Mapping[str, str], by: str) -> Table:
    table = new_table()
    table.add_column(by)
    for heading in ("speakers", "quotations", "%", "words", "%"):
        table.add_column(heading, justify="right")
    for s in shares:
        if s.quotations or by == "gender":
            speakers = "" if s.group == "nobody" else str(s.speakers)
            table.add_row(
                _label(s, groups, by),
                speakers,
                str(s.quotations),
                percent(s.share_quotations),
                str(s.words),
                percent(s.share_words),
            )
    return table


def _label(share: SpeakerShare, groups: Mapping[str, str], by: str) -> str:
    return groups[share.group] if by == "gender" or share.group == "nobody" else share.group


def percent(share: float | None) -> str:
    """A share as people read it."""
    return "" if share is None else f"{100 * share:.1f} %"


def chart_of(path: str, counts: SpeakerCounts, by: str, top: int, groups: Mapping[str, str]) -> None:
    """Draw what the table shows."""
    if by == "speaker":
        shown = counts.speakers[:top]
        title = f"The {len(shown)} most quoted" if len(counts.speakers) > top else "Who is quoted"
        bars = [Bar(s.name, s.quotations, f"{s.quotations}", _tone(s.group), s.gender_guessed) for s in shown]
    else:
        shares = [s for s in (counts.by_gender() if by == "gender" else counts.by_kind()) if s.quotations]
        title = "Quotations by gender of the speaker" if by == "gender" else "Quotations by kind of speaker"
        bars = [
            Bar(_label(s, groups, by), s.quotations, _told(s), _tone(s.group), s.group.endswith("_guessed"))
            for s in shares
        ]
    title = f"{title}, number of quotations"
    description = f"{summary(counts)} {'; '.join(f'{bar.label}: {bar.told}' for bar in bars)}."
    save(bar_chart(title, bars), path, title, description)


def _told(share: SpeakerShare) -> str:
    return f"{share.quotations}" + (
        f" ({percent(share.share_quotations)})" if share.share_quotations is not None else ""
    )


def _tone(group: str) -> str:
    return group[0] if group.startswith(("f", "m")) else "u"
