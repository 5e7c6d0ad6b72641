"""The view of the content stretches, with or without marks, matched one to one.

And exact match, rules and confusion over the same units.

Annotated stretches of optional quotations count neither as found nor as missed, and excuse what is predicted in their
place.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from quoteattr.evaluation.marked import ALL
from quoteattr.evaluation.matching import Matching, Pair, match, overlaps
from quoteattr.evaluation.model import GoldQuotation, Range
from quoteattr.evaluation.tally import MistakeKind, Tally
from quoteattr.evaluation.words import words

__all__ = [
    "CONFUSION",
    "EXACT",
    "EXCUSED",
    "NONE",
    "RULES",
    "RUNS",
    "SPEAKER_KINDS",
    "Alignment",
    "Unit",
    "align",
    "count_runs",
    "count_units",
    "runs_view",
]

RUNS, EXACT, RULES, CONFUSION, SPEAKER_KINDS = "runs", "exact", "rules", "confusion", "speaker kinds"
NONE = ""
"""Stands in a table of confusion for what is not annotated, or not predicted."""
EXCUSED = 0.3
"""From above this overlap with an optional annotation, a prediction is not held against the system."""


@frozen
class Unit:
    """A content stretch."""

    place: Range
    words: frozenset[Range]
    quotation: GoldQuotation


@frozen
class Alignment:
    """Which predicted unit stands for which annotated one."""

    partner: dict[int, int]
    """Annotated unit → predicted unit."""
    owner: dict[int, int]
    """Predicted unit → annotated unit."""
    excused: frozenset[int]
    """Predicted units that an optional annotation excuses."""


def runs_view(threshold: float) -> str:
    """The name of the view at a threshold: ``runs05`` for 0.5."""
    return f"{RUNS}{digits(threshold)}"


def digits(threshold: float) -> str:
    """A threshold as part of a name: 0.5 is ``05``, 0.75 is ``075``, 1 is ``10``."""
    return f"{float(threshold)!r}".replace(".", "")


def count_runs(
    tally: Tally,
    gold: Sequence[GoldQuotation],
    predicted: Sequence[GoldQuotation],
    thresholds: Sequence[float],
    matching: Matching,
) -> None:
    """Count the content stretches of one document, at each threshold and exactly."""
    expected, got = _units(tally.text, gold), _units(tally.text, predicted)
    pairs = overlaps([unit.words for unit in expected], [unit.words for unit in got])
    wanted, given = [unit.quotation for unit in expected], [unit.quotation for unit in got]
    for threshold in thresholds:
        alignment = align(pairs, match(pairs, threshold, matching), wanted)
        count_units(tally, runs_view(threshold), wanted, given, alignment)
        if threshold == min(thresholds):
            _count_details(tally, wanted, given, alignment)
            _list_mistakes(tally, expected, got, alignment)
    same = [Pair(1.0, i, j) for _, i, j in pairs if expected[i].place == got[j].place]
    count_units(tally, EXACT, wanted, given, align(pairs, match(same, 1.0, matching), wanted))


def _units(text: str, quotations: Sequence[GoldQuotation]) -> list[Unit]:
    every = [Unit(place, words(text, place), quotation) for quotation in quotations for place in quotation.content]
    return [unit for unit in every if unit.words]


def align(pairs: Sequence[Pair], partner: dict[int, int], gold: Sequence[GoldQuotation]) -> Alignment:
    """Complete a matching by what optional annotations excuse."""
    owner = {j: i for i, j in partner.items()}
    excused = {
        pair.predicted
        for pair in pairs
        if gold[pair.gold].optional and pair.overlap > EXCUSED and pair.predicted not in owner
    }
    excused |= {j for j, i in owner.items() if gold[i].optional}
    return Alignment(partner, owner, frozenset(excused))


def count_units(
    tally: Tally, view: str, gold: Sequence[GoldQuotation], predicted: Sequence[GoldQuotation], alignment: Alignment
) -> None:
    """Count what was found, and what is right about it, over all and by kind."""
    for i, quotation in enumerate(gold):
        if quotation.optional:
            continue
        groups = (ALL, quotation.kind.value)
        for group in groups:
            tally.add(view, group, "gold")
        if i in alignment.partner:
            tally.ask(view, groups, [quotation], predicted[alignment.partner[i]])
    for j, quotation in enumerate(predicted):
        if j not in alignment.excused:
            # a stretch of the wrong kind is held against the kind that it was found for
            kind = gold[alignment.owner[j]].kind if j in alignment.owner else quotation.kind
            tally.add(view, ALL, "predicted")
            tally.add(view, kind.value, "predicted")


def _count_details(
    tally: Tally, gold: Sequence[GoldQuotation], predicted: Sequence[GoldQuotation], alignment: Alignment
) -> None:
    """Count by rule, and what was taken for what."""
    for j, quotation in enumerate(predicted):
        if j in alignment.excused:
            continue
        if quotation.rule:
            tally.add(RULES, quotation.rule, "predicted")
            tally.add(RULES, quotation.rule, "found", j in alignment.owner)
        if j not in alignment.owner:
            tally.add(CONFUSION, NONE, quotation.kind.value)
    for i, quotation in enumerate(gold):
        if quotation.optional:
            continue
        got = predicted[alignment.partner[i]] if i in alignment.partner else None
        tally.add(CONFUSION, quotation.kind.value, got.kind.value if got else NONE)
        if got and quotation.entity_kind:
            tally.add(SPEAKER_KINDS, quotation.entity_kind.value, got.entity_kind.value if got.entity_kind else NONE)


def _list_mistakes(tally: Tally, expected: Sequence[Unit], got: Sequence[Unit], alignment: Alignment) -> None:
    text = tally.text
    for i, unit in enumerate(expected):
        quotation = unit.quotation
        if quotation.optional:
            continue
        if i not in alignment.partner:
            tally.mistake(RUNS, MistakeKind.MISSED, unit.place, quotation, None, (quotation.who(text), None))
            continue
        other = got[alignment.partner[i]]
        wrong: list[tuple[MistakeKind, object, object]] = tally.ask(
            RUNS, (), [quotation], other.quotation
        )  # of no group: counted already
        if other.quotation.kind != quotation.kind:
            wrong.append((MistakeKind.KIND, quotation.kind, other.quotation.kind))
        if other.words != unit.words:
            wrong.append((MistakeKind.BOUNDARY, text[slice(*unit.place)], text[slice(*other.place)]))
        for what, wanted, said in wrong:
            tally.mistake(RUNS, what, unit.place, quotation, other.quotation, (wanted, said))
    for j, unit in enumerate(got):
        if j not in alignment.owner and j not in alignment.excused:
            tally.mistake(RUNS, MistakeKind.FALSE, unit.place, None, unit.quotation, (None, unit.quotation.who(text)))
