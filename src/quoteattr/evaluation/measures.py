"""The scores that counts give, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from quoteattr.evaluation.field_measures import ROLES, SIMILARITIES, TOKENS, similar_view
from quoteattr.evaluation.marked import ALL, MARKED
from quoteattr.evaluation.runs import EXACT, runs_view
from quoteattr.evaluation.tally import Key, MistakeKind
from quoteattr.result import Kind

__all__ = ["GROUPS", "HEADLINES", "Measure", "measures"]

GROUPS = (ALL, *(kind.value for kind in (Kind.DIRECT, Kind.MIXED, Kind.INDIRECT)))
HEADLINES = (
    "marked_found_f1",
    "marked_mention",
    "marked_entity",
    "marked_e2e_f1",
    "runs05_all_f1",
    "runs05_all_e2e_f1",
)
"""What is shown for single documents."""


@frozen
class Measure:
    """A score from 0 to 1.

    Attributes:
        name: ``marked_found_f1``, say.
        view: The view that counts it.
        group: The group within the view: all, or a kind of quotation.
        form: Precision, recall, their harmonic mean, or the share of `hits` among `of`.
        hits: What is counted as right.
        of: What `hits` is a share of, when `form` is ``"share"``.
    """

    name: str
    view: str
    group: str
    form: Literal["p", "r", "f1", "share"]
    hits: str = "found"
    of: str = ""

    def keys(self) -> tuple[Key, ...]:
        """The counts that it is made from."""
        parts = (self.hits, self.of) if self.form == "share" else (self.hits, "gold", "predicted")
        return tuple((self.view, self.group, part) for part in parts)

    def value(self, counts: Mapping[Key, int]) -> float | None:
        """The score; ``None`` for a share of nothing. Precision and recall of nothing are 0."""
        found = counts.get((self.view, self.group, self.hits), 0)
        if self.form == "share":
            asked = counts.get((self.view, self.group, self.of), 0)
            return found / asked if asked else None
        precision = found / max(1, counts.get((self.view, self.group, "predicted"), 0))
        recall = found / max(1, counts.get((self.view, self.group, "gold"), 0))
        if self.form == "f1":
            return 2 * precision * recall / (precision + recall) if found else 0.0
        return precision if self.form == "p" else recall


def measures(thresholds: Sequence[float]) -> tuple[Measure, ...]:
    """Every measure, when runs are matched at `thresholds`."""
    return tuple(_all(thresholds))


def _all(thresholds: Sequence[float]) -> Iterator[Measure]:
    yield from _prf("marked_found", MARKED, ALL)
    yield from _shares("marked", MARKED, ALL, "mention", "entity")
    yield Measure("marked_e2e_f1", MARKED, ALL, "f1", "end_to_end")
    for threshold in thresholds:
        view = runs_view(threshold)
        for group in GROUPS:
            yield from _prf(f"{view}_{group}", view, group)
            yield Measure(f"{view}_{group}_e2e_f1", view, group, "f1", "end_to_end")
            yield from _shares(f"{view}_{group}", view, group, "cue", "mention", "entity")
        yield Measure(f"{view}_gender_told", view, ALL, "share", "gender_asked", "gendered")
        yield Measure(f"{view}_gender_right", view, ALL, "share", "gender_right", "gender_asked")
        what = MistakeKind.SPEAKER_KIND.value
        yield Measure(f"{view}_kind_right", view, ALL, "share", f"{what}_right", f"{what}_asked")
    for group in GROUPS:
        yield from _prf(f"exact_{group}", EXACT, group)
    for threshold in SIMILARITIES:
        yield from _prf(similar_view(threshold), similar_view(threshold), ALL)
    for role in ROLES:
        yield from _prf(f"{TOKENS}_{role}", TOKENS, role)


def _prf(name: str, view: str, group: str) -> Iterator[Measure]:
    forms: tuple[Literal["p", "r", "f1"], ...] = ("p", "r", "f1")
    for form in forms:
        yield Measure(f"{name}_{form}", view, group, form)


def _shares(name: str, view: str, group: str, *what: str) -> Iterator[Measure]:
    for one in what:
        yield Measure(f"{name}_{one}", view, group, "share", f"{one}_right", f"{one}_asked")
