"""Learn the weights of quoteattr.quotations.scorer, and write them to the data file that the library reads.

usage: python benchmarks/train_marks.py TRAIN_DIR [DEV_DIR]

Each folder holds ``<id>.txt`` and ``<id>.json``. A case is a stretch between marks that no
construction takes up; it is positive when an annotated quotation holds half of its words or more; those that only
optional quotations hold are left out. Ridge-penalised logistic regression by Newton's method; features seen in fewer
than eight cases are dropped. Prints cross-validated and DEV scores, beside the rules'.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

import quoteattr
from quoteattr.cues import find_cues
from quoteattr.grammar import Tokens
from quoteattr.quotations.drafts import Drafts
from quoteattr.quotations.open_marks import open_blocks, share_taken
from quoteattr.quotations.passes import attribute
from quoteattr.quotations.scorer import THRESHOLD, features
from quoteattr.reading import read

TARGET = Path(quoteattr.__file__).resolve().parent / "measured" / "data" / "marks.tsv"
HEAD = "# Weights of quoteattr.quotations.scorer, written by benchmarks/train_marks.py; do not edit by hand.\n# feature\tweight\n"
RIDGE = 3.0
RARE = 8


def label(text: str, start: int, end: int, gold: list[dict]) -> bool | None:
    words = [m.span() for m in re.compile(r"\w+").finditer(text, start, end)]
    holding = [
        q
        for q in gold
        if words and 2 * sum(any(a <= s and e <= b for a, b in q["content"]) for s, e in words) >= len(words)
    ]
    if holding and all(q["optional"] for q in holding):
        return None
    return bool(holding)


def cases(folder: str, extractor: quoteattr.Extractor) -> tuple[list[list[str]], np.ndarray, list[str]]:
    rows, labels, documents = [], [], []
    for path in sorted(Path(folder).glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["quotations"]
        document = read(text)
        context = Tokens(document, extractor._tag([document])[0], extractor._vocabulary)
        drafts = Drafts(context, find_cues(context))
        attribute(drafts)
        for block, site, alone in open_blocks(drafts):
            answer = label(text, block.segment.parts[0][0], block.segment.parts[-1][1], gold)
            if answer is not None:
                count, taken = drafts.counts[drafts.key(block)], share_taken(drafts)
                rows.append(features(context, block, site, count, alone=alone, taken=taken))
                labels.append(answer)
                documents.append(path.stem)
    return rows, np.array(labels, dtype=float), documents


def matrix(rows: list[list[str]], names: list[str]) -> np.ndarray:
    column = {name: k for k, name in enumerate(names)}
    out = np.zeros((len(rows), len(names) + 1))
    out[:, -1] = 1
    for i, row in enumerate(rows):
        for name in row:
            if name in column:
                out[i, column[name]] = 1
    return out


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    weights = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], RIDGE)
    penalty[-1] = 1e-6
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty), x.T @ (p - y) + penalty * weights)
        weights -= step
        if abs(step).max() < 1e-8:
            break
    return weights


def f1(said: np.ndarray, y: np.ndarray) -> float:
    return 2 * (said & (y > 0)).sum() / (said.sum() + y.sum())


def report(name: str, x: np.ndarray, y: np.ndarray, weights: np.ndarray, rules: np.ndarray) -> None:
    said = 1 / (1 + np.exp(-x @ weights)) >= THRESHOLD
    print(
        f"{name}: {len(y)} cases, {int(y.sum())} quoted; F1 of the rules {f1(rules, y):.3f}, of the scorer {f1(said, y):.3f}"
    )


def main(train: str, dev: str | None = None) -> None:
    extractor = quoteattr.Extractor()
    rows, y, documents = cases(train, extractor)
    seen = Counter(name for row in rows for name in row)
    names = sorted(name for name, n in seen.items() if n >= RARE)
    x = matrix(rows, names)
    rules = np.array(["rules-yes" in row for row in rows])
    folds = {d: k % 10 for k, d in enumerate(sorted(set(documents)))}
    held = np.zeros(len(y), dtype=bool)
    for k in range(10):
        out = np.array([folds[d] == k for d in documents])
        held[out] = 1 / (1 + np.exp(-x[out] @ fit(x[~out], y[~out]))) >= THRESHOLD
    print(f"ten-fold: F1 of the rules {f1(rules, y):.3f}, of the scorer {f1(held, y):.3f}")
    weights = fit(x, y)
    report("train", x, y, weights, rules)
    if dev is not None:
        dev_rows, dev_y, _ = cases(dev, extractor)
        report("dev", matrix(dev_rows, names), dev_y, weights, np.array(["rules-yes" in row for row in dev_rows]))
    TARGET.write_text(
        HEAD + "".join(f"{name}\t{w:.4f}\n" for name, w in zip([*names, "bias"], weights, strict=True)),
        encoding="utf-8",
    )


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
