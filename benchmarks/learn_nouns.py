"""Learn from the endings of the listed nouns which unlisted ones are of people, and measure it on nouns held out.

usage: python benchmarks/learn_nouns.py [--folds 5] [--write] TEXTS.jsonl

TEXTS.jsonl has texts of any sort (``text`` of each line): what the model takes for common nouns in them and the lexicon
has not are mostly things, and stand beside the listed things, bodies, groups and documents for what is no person.

A logistic model with an L2 penalty over the last one to seven letters of a noun; people and all else weigh the same.
Endings of fewer than four nouns are left out. Nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from quoteattr import Extractor
from quoteattr.grammar import Tokens
from quoteattr.labelling import likely
from quoteattr.labelling.nouns import Nouns
from quoteattr.lexicon import french

TARGET = Path(likely.__file__).resolve().parents[1] / "measured" / "data" / "likely_people.tsv"
HEAD = (
    "# How much an ending tells that an unlisted noun is of a person (log-odds), written by benchmarks/learn_nouns.py; "
    "do not edit by hand.\n# ending\tweight\n"
)
RARE = 4
SEEN = 3
"""How often an unlisted noun stands in the texts, at least."""
PENALTY = 1.0
STEPS = 250
SMALL = 0.05


def people_and_others(path: Path) -> list[tuple[str, bool]]:
    """Nouns of one word, and whether each is of people, in an order that tells nothing."""
    lexicon = french()
    found = {noun: told[0] == "person" for noun, told in lexicon.nouns.items() if told[0] != "unknown"}
    for sort in ("thing", "inanimate"):
        found |= {word: False for word in lexicon.words[sort] if word not in found}
    known = Nouns(dict(lexicon.nouns))
    seen = Counter(common_nouns(path))
    found |= {low: False for low, count in seen.items() if count >= SEEN and low not in found and not known.of(low)[0]}
    plain = [(noun, person) for noun, person in found.items() if noun.isalpha() and len(noun) > 2]
    return sorted(plain, key=lambda item: hashlib.sha256(item[0].encode()).digest())


def common_nouns(path: Path) -> list[str]:
    """The nouns in small letters that the model reads in some texts, in the singular where that ends without *s*."""
    extractor = Extractor()
    out: list[str] = []
    for line in path.open(encoding="utf-8"):
        document = extractor._read(json.loads(line)["text"])
        tags = next(iter(extractor._tag([document])))
        for word, pos in zip(Tokens(document, tags, extractor._vocabulary).word, tags.pos, strict=False):
            if pos == "NOUN" and word.text.islower():
                out.append(likely.singular(word.low))
    return out


def fit(nouns: Sequence[tuple[str, bool]]) -> dict[str, float]:
    """The weight of each ending, that of *""* being for all."""
    counts: Counter[str] = Counter(ending for noun, _ in nouns for ending in likely.endings(noun))
    column = {ending: k for k, ending in enumerate(e for e, count in counts.items() if count >= RARE)}
    size, width = len(column), likely.LONGEST + 1
    of = np.full((len(nouns), width), size)
    for row, (noun, _) in zip(of, nouns, strict=True):
        for k, ending in enumerate(likely.endings(noun)):
            row[k] = column.get(ending, size)
    right = np.array([person for _, person in nouns], dtype=float)
    share = right.mean()
    counted = np.where(right == 1, 0.5 / share, 0.5 / (1 - share))
    weight, first, second = (np.zeros(size + 1) for _ in range(3))
    for step in range(1, STEPS + 1):  # Adam
        told = 1 / (1 + np.exp(-np.clip(weight[of].sum(1), -30, 30)))
        slope = np.bincount(of.ravel(), np.repeat((told - right) * counted, width), size + 1) + PENALTY * weight
        slope[size] = 0  # what is left out tells nothing
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weight -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {ending: round(float(weight[k]), 2) for ending, k in column.items() if abs(weight[k]) >= SMALL}


def held_out(nouns: Sequence[tuple[str, bool]], folds: int) -> str:
    """How many nouns are told rightly by what was learned from others."""
    right = {True: [0, 0], False: [0, 0]}
    for k in range(folds):
        weights = fit([noun for i, noun in enumerate(nouns) if i % folds != k])
        for noun, person in nouns[k::folds]:
            right[person][0] += likely.score(noun, weights) > likely.LEAST
            right[person][1] += 1
    (people, all_people), (others, all_others) = right[True], right[False]
    both = 100 * (people + all_others - others) / (all_people + all_others)
    return (
        f"held out, {folds} folds: {both:.1f} % of {len(nouns)} right; of {all_people} people {100 * people / all_people:.1f} %, "
        f"of {all_others} others {100 * (1 - others / all_others):.1f} %"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn which unlisted nouns are of people.")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    nouns = people_and_others(asked.texts)
    print(held_out(nouns, asked.folds))
    if asked.write:
        lines = "".join(f"{ending}\t{weight}\n" for ending, weight in sorted(fit(nouns).items()))
        TARGET.write_text(HEAD + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
