"""Print precision and recall for several values of Config.min_confidence, as a Markdown table.

usage: python benchmarks/confidence_curve.py GOLD_DIR

Content stretches are matched one to one where they share half of their words (intersection over union), as in the quality gate.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from gate.corpora import documents
from gate.scoring import Report, gold_quotes, predicted_quotes

from quoteattr import Config, Extractor

THRESHOLDS = (0.0, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98)


def main(folder: str) -> None:
    rows = documents(Path(folder))
    print("| `min_confidence` | quotations kept | precision | recall | F1 |\n|---|---|---|---|---|")
    extractor = Extractor()
    for threshold in THRESHOLDS:
        extractor.config = Config(min_confidence=threshold)
        report = Report()
        kept = 0
        for (text, path), result in zip(rows, extractor.pipe(text for text, _ in rows), strict=True):
            kept += len(result.quotations)
            report.add(text, gold_quotes(path), predicted_quotes(result))
        tally = report.runs[0.5]["all"]
        found = tally.prf(tally.found)
        print(f"| {threshold:.2f} | {kept} | {100 * found.precision:.1f} | {100 * found.recall:.1f} | {100 * found.f1:.1f} |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
