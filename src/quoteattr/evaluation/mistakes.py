"""Lists of mistakes as files, and which of them another system makes."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Literal, TextIO

from attrs import asdict, fields, frozen

from quoteattr.evaluation.scoring import Evaluation
from quoteattr.evaluation.tally import Mistake
from quoteattr.export.files import replacing

__all__ = ["Change", "SideBySide", "side_by_side", "write_mistakes"]

COLUMNS = tuple(one.name for one in fields(Mistake))


class Change(StrEnum):
    """What became of a mistake from a first system to a second."""

    NEW = "new"
    MENDED = "mended"
    SAME = "same"


@frozen
class SideBySide:
    """The mistakes of two systems.

    Attributes:
        new: Made by the second alone.
        mended: Made by the first alone.
        same: Made by both, as the second makes them.
    """

    new: tuple[Mistake, ...]
    mended: tuple[Mistake, ...]
    same: tuple[Mistake, ...]

    def rows(self) -> list[tuple[Change, Mistake]]:
        """All of them, by document and place."""
        every = (
            [(Change.NEW, m) for m in self.new]
            + [(Change.MENDED, m) for m in self.mended]
            + [(Change.SAME, m) for m in self.same]
        )
        return sorted(
            every, key=lambda row: (row[1].document, row[1].start, row[1].end, row[1].view, row[1].error, row[0])
        )


def side_by_side(first: Evaluation, second: Evaluation) -> SideBySide:
    """Tell which mistakes of a second system are new, and which of a first it mends.

    A mistake is the same when view, error and place are. What a system wrongly predicts at a slightly different place
    is thus mended and new.
    """
    before, after = Counter(map(_key, first.mistakes)), Counter(map(_key, second.mistakes))
    return SideBySide(
        _beyond(second.mistakes, before), _beyond(first.mistakes, after), _within(second.mistakes, before)
    )


def _key(mistake: Mistake) -> tuple[object, ...]:
    return mistake.document, mistake.view, mistake.error, mistake.start, mistake.end


def _beyond(mistakes: Iterable[Mistake], known: Counter[tuple[object, ...]]) -> tuple[Mistake, ...]:
    return tuple(m for m, old in _told(mistakes, known) if not old)


def _within(mistakes: Iterable[Mistake], known: Counter[tuple[object, ...]]) -> tuple[Mistake, ...]:
    return tuple(m for m, old in _told(mistakes, known) if old)


def _told(mistakes: Iterable[Mistake], known: Counter[tuple[object, ...]]) -> list[tuple[Mistake, bool]]:
    """Each mistake, and whether it is known; two at one place are known when two were."""
    left = known.copy()
    out = []
    for mistake in mistakes:
        key = _key(mistake)
        out.append((mistake, left[key] > 0))
        left[key] -= 1
    return out


def write_mistakes(
    mistakes: Iterable[Mistake] | SideBySide,
    sink: str | os.PathLike[str] | TextIO,
    form: Literal["tsv", "json"] = "tsv",
) -> int:
    """Write mistakes and return how many there were.

    Args:
        mistakes: Those of an evaluation, or two systems' side by side, which get a first column ``change``.
        sink: A path, whose file then appears whole, or an open text file.
        form: ``"tsv"``, with a heading, line breaks and tabs of the text as spaces; or ``"json"``, a list of objects.
    """
    if isinstance(sink, str | os.PathLike):
        with replacing(sink) as file:
            return write_mistakes(mistakes, file, form)
    both = isinstance(mistakes, SideBySide)
    rows = (
        [{"change": change.value, **asdict(m)} for change, m in mistakes.rows()]
        if isinstance(mistakes, SideBySide)
        else [asdict(m) for m in mistakes]
    )
    if form == "json":
        sink.write(json.dumps(rows, indent=1) + "\n")
        return len(rows)
    writer = csv.writer(
        sink, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None, escapechar=None
    )
    writer.writerow([*(["change"] if both else []), *COLUMNS])
    writer.writerows([[_cell(value) for value in row.values()] for row in rows])
    return len(rows)


def _cell(value: object) -> str:
    return " ".join(str(value).encode("utf-8", "replace").decode("utf-8").replace("\0", " ").split())
