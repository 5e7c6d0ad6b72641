"""Print precision and recall for several values of Config.min_confidence, as a Markdown table.

usage: python benchmarks/confidence_curve.py GOLD_DIR

Content stretches are matched one to one where they share half of their words (intersection over union), as in the
quality gate.
"""

from __future__ import annotations

import sys

from quoteattr import Config, Extractor
from quoteattr.evaluation import PredictedDocument, evaluate, read_gold

THRESHOLDS = (0.0, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98)


def main(folder: str) -> None:
    gold = read_gold(folder)
    print("| `min_confidence` | quotations kept | precision | recall | F1 |\n|---|---|---|---|---|")
    extractor = Extractor()
    for threshold in THRESHOLDS:
        extractor.config = Config(min_confidence=threshold)
        results = extractor.pipe(document.text for document in gold)
        predicted = [
            PredictedDocument.from_result(document.id, result) for document, result in zip(gold, results, strict=True)
        ]
        kept = sum(len(document.quotations) for document in predicted)
        scores = evaluate(gold, predicted).scores()
        shares = " | ".join(f"{100 * (scores[f'runs05_all_{form}'] or 0):.1f}" for form in ("p", "r", "f1"))
        print(f"| {threshold:.2f} | {kept} | {shares} |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
