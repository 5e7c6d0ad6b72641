"""Scores a system's predictions against annotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from attrs import field, frozen

from quoteattr.errors import EvaluationError
from quoteattr.evaluation.field_measures import count_similar, count_tokens
from quoteattr.evaluation.marked import ALL, MARKED, count_marked
from quoteattr.evaluation.matching import Matching
from quoteattr.evaluation.measures import Measure, measures
from quoteattr.evaluation.model import GoldDocument, PredictedDocument
from quoteattr.evaluation.runs import CONFUSION, RULES, SPEAKER_KINDS, count_runs
from quoteattr.evaluation.tally import Counts, Mistake, Tally, once
from quoteattr.result import Result

__all__ = ["THRESHOLDS", "DocumentScore", "Evaluation", "RulePrecision", "evaluate", "pair"]

THRESHOLDS = (0.5, 0.8)
Predictions = Iterable[PredictedDocument | GoldDocument] | Mapping[str, Result]


@frozen
class DocumentScore:
    """What was counted in one document.

    Attributes:
        id: Of the document.
        counts: Everything counted, by view, group and name; those of several documents add up.
        mistakes: Where prediction and annotation differ.
    """

    id: str
    counts: Mapping[tuple[str, str, str], int] = field(repr=False)
    mistakes: tuple[Mistake, ...] = field(repr=False)


@frozen
class RulePrecision:
    """How often what a rule predicts is annotated.

    Attributes:
        rule: The name of the rule.
        right: Content stretches that match an annotated one at the lowest threshold.
        predicted: Its content stretches, without those that an optional annotation excuses.
    """

    rule: str
    right: int
    predicted: int

    @property
    def precision(self) -> float:
        """The share of right ones."""
        return self.right / self.predicted


@frozen
class Evaluation:
    """The comparison of a system with annotation.

    Attributes:
        documents: One score for each gold document.
        thresholds: The overlaps at which content stretches were matched.
        matching: How they were matched.
        unpredicted: Ids of gold documents without predictions; they are scored as if nothing had been found in them.
        unannotated: Ids of predictions without a gold document; they do not count.
    """

    documents: tuple[DocumentScore, ...] = field(repr=lambda d: f"<{len(d)}>")
    thresholds: tuple[float, ...]
    matching: Matching
    unpredicted: tuple[str, ...] = ()
    unannotated: tuple[str, ...] = ()

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure, in the order of :meth:`scores`."""
        return measures(self.thresholds)

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Every place where prediction and annotation differ, once, document by document."""
        return tuple(mistake for document in self.documents for mistake in document.mistakes)

    def total(self) -> Counts:
        """Everything counted, over all documents."""
        out: Counts = Counter()
        for document in self.documents:
            out.update(document.counts)
        return out

    def scores(self) -> dict[str, float | None]:
        """Every measure by name, from 0 to 1; ``None`` where there was nothing to ask."""
        counts = self.total()
        return {measure.name: measure.value(counts) for measure in self.measures}

    def counts(self) -> dict[str, int]:
        """Of the stretches between marks.

        How many there are, are quotations, were found, have the right entity, were left out as optional.
        """
        total = self.total()
        names = {
            "units": "units",
            "gold": "gold",
            "predicted": "predicted",
            "found": "found",
            "entity": "entity_right",
            "optional": "optional",
        }
        return {f"{MARKED}_{name}_count": total[MARKED, ALL, key] for name, key in names.items()}

    def by_document(self) -> dict[str, dict[str, float | None]]:
        """The scores of each document."""
        return {d.id: {measure.name: measure.value(d.counts) for measure in self.measures} for d in self.documents}

    def rules(self) -> tuple[RulePrecision, ...]:
        """How precise each rule is, by name; empty when the predictions do not tell their rules."""
        total = self.total()
        names = sorted({group for view, group, _ in total if view == RULES})
        return tuple(
            RulePrecision(name, total[RULES, name, "found"], total[RULES, name, "predicted"]) for name in names
        )

    def confusion(self) -> dict[tuple[str, str], int]:
        """Content stretches by annotated and predicted kind; ``""`` for what was missed, or is not annotated."""
        return self._table(CONFUSION)

    def speaker_confusion(self) -> dict[tuple[str, str], int]:
        """Found content stretches by the annotated and the predicted kind of their speaker.

        ``""`` where none was predicted.
        """
        return self._table(SPEAKER_KINDS)

    def _table(self, view: str) -> dict[tuple[str, str], int]:
        return {
            (gold, predicted): number for (of, gold, predicted), number in sorted(self.total().items()) if of == view
        }


def evaluate(
    gold: Iterable[GoldDocument],
    predicted: Predictions,
    *,
    thresholds: Sequence[float] = THRESHOLDS,
    matching: Matching | str = Matching.GREEDY,
) -> Evaluation:
    """Score predictions against annotation.

    Args:
        gold: The annotated documents.
        predicted: What a system says of them, in any order: documents, or results by id. An id may also be the path of
            the file that the gold document is named after.
        thresholds: Shares of words in common (intersection over union) from which on a predicted content stretch stands
            for an annotated one.
        matching: ``"greedy"``, or ``"optimal"`` for as many matches as there can be.

    Raises:
        EvaluationError: If an id comes twice, predictions are of another text, or a threshold is not above 0 and at
            most 1.
    """
    levels = _levels(thresholds)
    try:
        how = Matching(matching)
    except ValueError as error:
        msg = f"matching: expected one of {', '.join(Matching)}, got {matching!r}"
        raise EvaluationError(msg) from error
    rows, unpredicted, unannotated = pair(gold, predicted)
    return Evaluation(
        tuple(_score(document, said, levels, how) for document, said in rows), levels, how, unpredicted, unannotated
    )


def _levels(thresholds: Sequence[float]) -> tuple[float, ...]:
    try:
        levels = tuple(float(threshold) for threshold in thresholds)
    except (TypeError, ValueError):
        levels = ()
    if not levels or len(set(levels)) < len(levels) or not all(0 < t <= 1 for t in levels):
        msg = f"thresholds: expected different numbers above 0 and at most 1, got {thresholds!r}"
        raise EvaluationError(msg)
    return levels


def _score(
    document: GoldDocument, said: PredictedDocument, thresholds: Sequence[float], matching: Matching
) -> DocumentScore:
    tally = Tally(document.id, document.text)
    count_marked(tally, document.quotations, said.quotations)
    count_runs(tally, document.quotations, said.quotations, thresholds, matching)
    count_similar(tally, document.quotations, said.quotations, matching)
    count_tokens(tally, document.quotations, said.quotations)
    return DocumentScore(document.id, dict(tally.counts), once(tally.mistakes))


def pair(
    gold: Iterable[GoldDocument], predicted: Predictions
) -> tuple[list[tuple[GoldDocument, PredictedDocument]], tuple[str, ...], tuple[str, ...]]:
    """Bring each gold document together with what is predicted of it.

    Returns:
        The pairs, in the order of the gold; the ids of gold documents without predictions (paired with none); those of
        predictions without a gold document.

    Raises:
        EvaluationError: If an id comes twice, or predictions are of another text.
    """
    documents = {}
    for document in gold:
        if document.id in documents:
            msg = "there are two gold documents with this id"
            raise EvaluationError(msg, source=document.id)
        documents[document.id] = document
    said: dict[str, PredictedDocument] = {}
    unannotated = []
    stems = Counter(map(_stem, documents))
    called = {_stem(name): name for name in documents if stems[_stem(name)] == 1}
    for prediction in _predictions(predicted):
        name = prediction.id if prediction.id in documents else called.get(_stem(prediction.id), "")
        if name not in documents:
            unannotated.append(prediction.id)
            continue
        if name in said:
            msg = "there are two predictions for this document"
            raise EvaluationError(msg, source=name)
        said[name] = prediction.on(documents[name])
    rows = [(document, said.get(name) or PredictedDocument(name)) for name, document in documents.items()]
    return rows, tuple(name for name in documents if name not in said), tuple(unannotated)


def _predictions(predicted: Predictions) -> Iterable[PredictedDocument]:
    if isinstance(predicted, Mapping):
        return [PredictedDocument.from_result(name, result) for name, result in predicted.items()]
    return [p if isinstance(p, PredictedDocument) else PredictedDocument(p.id, p.quotations, p.text) for p in predicted]


def _stem(name: str) -> str:
    """The name of a text file without folder and ending, as gold documents are named."""
    return PurePath(name.replace("\\", "/")).name.removesuffix(".txt")
