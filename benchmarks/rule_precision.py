"""Measure the precision of each rule on annotated articles and write it to the data file that the library reads.

usage: python benchmarks/rule_precision.py GOLD_DIR [GOLD_DIR …]

Each folder holds ``<id>.txt`` and ``<id>.json`` (see docs/how-it-decides.md). A content stretch is right when it shares half of its words or
more (intersection over union) with an annotated one; stretches that match an optional annotation count neither way. One right case and one
wrong one are added to each rule, so that a rule seen twice does not claim to be sure.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import quoteattr

TARGET = Path(__file__).resolve().parent.parent / "src" / "quoteattr" / "data" / "rules.tsv"
HEAD = "# Precision of each rule on annotated articles, written by benchmarks/rule_precision.py; do not edit by hand.\n# rule\tkind\tprecision\tright\twrong\n"


def words(text: str, start: int, end: int) -> set[int]:
    return {m.start() for m in re.compile(r"\w+").finditer(text, start, end)}


def overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def main(folders: list[str]) -> None:
    tally: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    paths = [p for folder in folders for p in sorted(Path(folder).glob("*.txt"))]
    texts = [p.read_text(encoding="utf-8") for p in paths]
    for path, text, result in zip(paths, texts, quoteattr.Extractor().pipe(texts), strict=True):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["quotations"]
        stretches = [(words(text, *c), q["optional"]) for q in gold for c in q["content"]]
        for quotation in result.quotations:
            for span in quotation.content:
                mine = words(text, span.start, span.end)
                best, optional = max(((overlap(mine, w), o) for w, o in stretches), default=(0.0, False))
                if optional and best > 0.3:
                    continue
                tally[quotation.rule, quotation.kind.value][best < 0.5] += 1
    rows = [f"{rule}\t{kind}\t{(right + 1) / (right + wrong + 2):.3f}\t{right}\t{wrong}\n" for (rule, kind), (right, wrong) in sorted(tally.items())]
    TARGET.write_text(HEAD + "".join(rows), encoding="utf-8")
    print("".join(rows), end="")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
