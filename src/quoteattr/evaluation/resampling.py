"""How sure a score is: intervals and comparisons by resampling documents.

Documents are drawn, not quotations: those of one article share its author, its people and its oddities.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import add
from statistics import NormalDist
from typing import Literal

from attrs import frozen

from quoteattr.errors import EvaluationError
from quoteattr.evaluation.measures import Measure
from quoteattr.evaluation.scoring import Evaluation
from quoteattr.evaluation.tally import Key

__all__ = ["Difference", "Interval", "differences", "intervals"]

Method = Literal["percentile", "bca"]


@frozen
class Interval:
    """A score and where it would lie with other documents of the same sort.

    Attributes:
        measure: Its name.
        value: The score over all documents, from 0 to 1; ``None`` where there was nothing to ask.
        low: Lower end; ``None`` when no sample has a value.
        high: Upper end.
    """

    measure: str
    value: float | None
    low: float | None
    high: float | None


@frozen
class Difference:
    """How a second system's score differs from a first one's on the same documents.

    Attributes:
        measure: Its name.
        first: The first system's score.
        second: The second system's.
        difference: Second minus first; ``None`` when one has no value.
        low: Lower end of the interval of the difference, both systems on the same samples of documents.
        high: Upper end.
        p: The share of random exchanges of the two systems' documents in which the difference is at least as great
            (two-sided approximate randomisation, the observed one counted in).
    """

    measure: str
    first: float | None
    second: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None


def intervals(
    evaluation: Evaluation,
    *,
    level: float = 95,
    samples: int = 1000,
    seed: int = 0,
    measures: Iterable[str] | None = None,
    method: Method = "percentile",
) -> dict[str, Interval]:
    """Bootstrap intervals over documents.

    Args:
        evaluation: The scores.
        level: How much of the samples an interval holds, in per cent.
        samples: How often as many documents are drawn, with replacement, as there are.
        seed: The same seed gives the same intervals.
        measures: Names of measures; all of them when left out.
        method: ``"percentile"``, or ``"bca"``: corrected for bias and acceleration (Efron 1987).

    Raises:
        EvaluationError: If a measure is not known, or a number is out of range.
    """
    _check(level, samples)
    if method not in {"percentile", "bca"}:
        msg = f"method: expected percentile or bca, got {method!r}"
        raise EvaluationError(msg)
    chosen = _chosen(evaluation, measures)
    table = _Table([[d.counts] for d in evaluation.documents], chosen)
    drawn = [table.values(sample, 0) for sample in _draws(len(evaluation.documents), samples, seed)]
    everything = range(len(evaluation.documents))
    left_out = [table.values([i for i in everything if i != k], 0) for k in everything] if method == "bca" else []
    out = {}
    for column, measure in enumerate(chosen):
        value = table.values(everything, 0)[column]
        values = _told(row[column] for row in drawn)
        tails = _tails(level)
        if method == "bca" and value is not None and values:
            tails = _corrected(tails, value, values, _told(row[column] for row in left_out))
        out[measure.name] = Interval(measure.name, value, *_ends(values, tails))
    return out


def differences(
    first: Evaluation,
    second: Evaluation,
    *,
    level: float = 95,
    samples: int = 1000,
    seed: int = 0,
    measures: Iterable[str] | None = None,
) -> dict[str, Difference]:
    """Compare two systems on the same documents.

    Args:
        first: The scores of one system.
        second: Those of the other, on the same gold and with the same thresholds.
        level: How much of the samples an interval holds, in per cent.
        samples: How often documents are drawn, and how often the systems' documents are exchanged.
        seed: The same seed gives the same figures.
        measures: Names of measures; all of them when left out.

    Raises:
        EvaluationError: If the two are not of the same documents and thresholds, a measure is not known, or a number is
            out of range.
    """
    _check(level, samples)
    if [d.id for d in first.documents] != [d.id for d in second.documents] or first.thresholds != second.thresholds:
        msg = "the two evaluations are not of the same documents and thresholds"
        raise EvaluationError(msg)
    chosen = _chosen(first, measures)
    table = _Table([[a.counts, b.counts] for a, b in zip(first.documents, second.documents, strict=True)], chosen)
    number = len(first.documents)
    drawn = [table.difference(sample) for sample in _draws(number, samples, seed)]
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    swapped = [table.difference(range(number), [rng.random() < 0.5 for _ in range(number)]) for _ in range(samples)]
    one, two, observed = table.values(range(number), 0), table.values(range(number), 1), table.difference(range(number))
    out = {}
    for column, measure in enumerate(chosen):
        ends = _ends(_told(row[column] for row in drawn), _tails(level))
        p = _chance(observed[column], _told(row[column] for row in swapped))
        out[measure.name] = Difference(measure.name, one[column], two[column], observed[column], *ends, p)
    return out


def _check(level: float, samples: int) -> None:
    number: object = level
    if not (isinstance(number, int | float) and 0 < number < 100):
        msg = f"level: expected a percentage between 0 and 100, got {level!r}"
        raise EvaluationError(msg)
    if type(samples) is not int or samples < 1:
        msg = f"samples: expected a positive integer, got {samples!r}"
        raise EvaluationError(msg)


def _chosen(evaluation: Evaluation, names: Iterable[str] | None) -> list[Measure]:
    by_name = {measure.name: measure for measure in evaluation.measures}
    if names is None:
        return list(by_name.values())
    wanted = list(names)
    unknown = [name for name in wanted if name not in by_name]
    if unknown:
        msg = f"no such measure: {', '.join(unknown)}; there are {', '.join(by_name)}"
        raise EvaluationError(msg)
    return [by_name[name] for name in wanted]


def _draws(number: int, samples: int, seed: int) -> list[list[int]]:
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    return [rng.choices(range(number), k=number) for _ in range(samples if number else 0)]


class _Table:
    """The counts of each document under one or two systems, in columns that can be added up fast."""

    def __init__(self, documents: Sequence[Sequence[Mapping[Key, int]]], measures: Sequence[Measure]) -> None:
        self.measures = measures
        self.keys = sorted({key for measure in measures for key in measure.keys()})  # noqa: SIM118 - not a mapping
        self.rows = [[[counts.get(key, 0) for key in self.keys] for counts in systems] for systems in documents]

    def values(self, sample: Iterable[int], system: int, exchanged: Sequence[bool] | None = None) -> list[float | None]:
        """Each measure over a sample of documents; where documents are exchanged, of the other system."""
        total = [0] * len(self.keys)
        for i in sample:
            total = list(map(add, total, self.rows[i][1 - system if exchanged and exchanged[i] else system]))
        counts = dict(zip(self.keys, total, strict=True))
        return [measure.value(counts) for measure in self.measures]

    def difference(self, sample: Sequence[int], exchanged: Sequence[bool] | None = None) -> list[float | None]:
        """Second system minus first."""
        first, second = (self.values(sample, system, exchanged) for system in (0, 1))
        return [None if a is None or b is None else b - a for a, b in zip(first, second, strict=True)]


def _told(values: Iterable[float | None]) -> list[float]:
    return sorted(value for value in values if value is not None)


def _tails(level: float) -> tuple[float, float]:
    return (100 - level) / 200, (100 + level) / 200


def _ends(values: Sequence[float], tails: tuple[float, float]) -> tuple[float | None, float | None]:
    if not values:
        return None, None
    low, high = (_quantile(values, tail) for tail in tails)
    return low, high


def _quantile(values: Sequence[float], share: float) -> float:
    """Linear between the two nearest of the sorted values."""
    at = share * (len(values) - 1)
    below = int(at)
    above = min(below + 1, len(values) - 1)
    return values[below] + (at - below) * (values[above] - values[below])


def _corrected(
    tails: tuple[float, float], value: float, values: Sequence[float], left_out: Sequence[float]
) -> tuple[float, float]:
    """The tails of the bias-corrected and accelerated interval."""
    normal = NormalDist()
    below = (bisect_left(values, value) + bisect_right(values, value)) / 2 / len(values)  # ties count half
    if not 0 < below < 1 or not left_out:
        return tails
    bias = normal.inv_cdf(below)
    mean = sum(left_out) / len(left_out)
    spread = sum((mean - x) ** 2 for x in left_out)
    acceleration = sum((mean - x) ** 3 for x in left_out) / (6 * spread**1.5) if spread else 0.0
    low, high = (normal.cdf(bias + (bias + z) / (1 - acceleration * (bias + z))) for z in map(normal.inv_cdf, tails))
    return low, high


def _chance(observed: float | None, exchanged: Sequence[float]) -> float | None:
    if observed is None:
        return None
    least = abs(observed) - 1e-12  # equal sums may differ in their last bits
    return (1 + sum(abs(x) >= least for x in exchanged)) / (1 + len(exchanged))
