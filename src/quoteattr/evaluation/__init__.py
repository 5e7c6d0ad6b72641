"""Scores quotations against annotation: readers, measures, intervals, lists of mistakes.

``evaluate(read_gold("gold"), read_predictions("quotations.jsonl")).scores()`` is the whole of it; the rest looks
closer. Needs neither spaCy nor a model.
"""

from __future__ import annotations

from quoteattr.evaluation.matching import Matching
from quoteattr.evaluation.measures import Measure
from quoteattr.evaluation.mistakes import Change, SideBySide, side_by_side, write_mistakes
from quoteattr.evaluation.model import GoldDocument, GoldQuotation, PredictedDocument
from quoteattr.evaluation.readers import read_gold, read_predictions, write_gold
from quoteattr.evaluation.resampling import Difference, Interval, differences, intervals
from quoteattr.evaluation.scoring import DocumentScore, Evaluation, RulePrecision, evaluate
from quoteattr.evaluation.tally import Mistake, MistakeKind

__all__ = [
    "Change",
    "Difference",
    "DocumentScore",
    "Evaluation",
    "GoldDocument",
    "GoldQuotation",
    "Interval",
    "Matching",
    "Measure",
    "Mistake",
    "MistakeKind",
    "PredictedDocument",
    "RulePrecision",
    "SideBySide",
    "differences",
    "evaluate",
    "intervals",
    "read_gold",
    "read_predictions",
    "side_by_side",
    "write_gold",
    "write_mistakes",
]
