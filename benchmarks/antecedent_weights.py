"""Learn the weights that choose an antecedent, and write them to the data file that the library reads.

usage: python benchmarks/antecedent_weights.py GOLD_DIR [GOLD_DIR …]

Each folder holds ``<id>.txt`` and ``<id>.json`` (see docs/reference/gold.md). Every choice that the library makes for
an annotated speaker is recorded with the features of all candidates; a conditional log-linear model with an L2 penalty
is fitted by gradient descent, the candidates that bear the annotated name being the right ones. As a choice changes
those after it, the texts are read again with the new weights, a few times, and what was met each time is kept. Nothing
is drawn at random: the same articles give the same weights. Needs numpy, which comes with spaCy.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

import quoteattr
from quoteattr.speakers import antecedents

TARGET = Path(antecedents.__file__).resolve().parents[1] / "measured" / "data" / "antecedents.tsv"
HEAD = "# How much each feature counts when an antecedent is chosen, written by benchmarks/antecedent_weights.py; do not edit by hand.\n# task\tfeature\tweight\n"
ROUNDS = 4
PENALTY = 0.7
STEPS = 1500
Example = tuple[list[dict[str, float]], list[bool]]
_SMALL = frozenset(
    "le la les l un une des de du d au aux à a et en son sa ses leur leurs ce cet cette ces m mm mme me dr".split()
)


def name_words(name: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return {w for w in re.findall(r"\w+", plain) if w not in _SMALL}


def same(gold: str, name: str) -> bool:
    a, b = name_words(gold), name_words(name)
    return bool(a and b) and (a <= b or b <= a)


def gold_of(quotations: list[dict[str, Any]], task: str, offset: int) -> str | None:
    """Whom the annotation names for the mention, or the quotation, at a place."""
    for q in quotations:
        if not q["entity"] or q["optional"]:
            continue
        if task == "carry":
            if any(s - 3 <= offset < e for s, e in q["content"]):
                return str(q["entity"])
        elif q["speaker"] and q["speaker"][0] - 3 <= offset < q["speaker"][1]:
            return str(q["entity"])
    return None


def examples(extractor: quoteattr.Extractor, folders: list[Path]) -> dict[str, list[Example]]:
    out: dict[str, list[Example]] = defaultdict(list)
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            explanation = extractor.explain(path.with_suffix(".txt").read_text(encoding="utf-8"))
            quotations = json.loads(path.read_text(encoding="utf-8"))["quotations"]
            for choice in explanation.choices:
                gold = gold_of(quotations, choice.task, choice.at)
                if gold is None or len(choice.candidates) < 2:
                    continue
                right = [c.name is not None and same(gold, c.name) for c in choice.candidates]
                if not any(right):
                    if gold[0].isupper():
                        continue
                    right = [c.name is None for c in choice.candidates]
                if any(right):
                    out[choice.task].append(([c.features for c in choice.candidates], right))
    return out


def fit(data: list[Example], penalty: float) -> dict[str, float]:
    """Maximise the likelihood of the right candidates."""
    names = sorted({f for candidates, _ in data for c in candidates for f in c})
    column = {f: k for k, f in enumerate(names)}
    tables, rights = [], []
    for candidates, right in data:
        table = np.zeros((len(candidates), len(names)))
        for row, features in zip(table, candidates, strict=True):
            for feature, value in features.items():
                row[column[feature]] = value
        tables.append(table)
        rights.append(np.array(right, dtype=float))
    weight = np.zeros(len(names))
    first, second = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):  # Adam
        slope = -penalty * weight
        for table, right in zip(tables, rights, strict=True):
            score = table @ weight
            share = np.exp(score - score.max())
            share /= share.sum()
            good = share * right
            slope += table.T @ (good / max(good.sum(), 1e-12) - share)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weight += 0.03 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {f: round(float(w), 3) for f, w in zip(names, weight, strict=True) if abs(w) >= 0.0005}


def learn(extractor: quoteattr.Extractor, folders: list[Path]) -> None:
    pool: dict[str, list[Example]] = defaultdict(list)
    for number in range(1, ROUNDS + 1):
        rows = []
        for task, data in sorted(examples(extractor, folders).items()):
            pool[task] += data
            fitted = fit(pool[task], PENALTY * number)
            rows += [f"{task}\t{feature}\t{value}\n" for feature, value in sorted(fitted.items())]
            hits = sum(
                right[max(range(len(c)), key=lambda k: (sum(fitted.get(f, 0.0) * v for f, v in c[k].items()), -k))]
                for c, right in data
            )
            print(f"round {number}: {task}: {hits} of {len(data)} right")
        TARGET.write_text(HEAD + "".join(rows), encoding="utf-8")
        antecedents.weights.cache_clear()


if __name__ == "__main__":
    learn(quoteattr.Extractor(), [Path(a) for a in sys.argv[1:]])
