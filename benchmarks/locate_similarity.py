"""What `min_similarity` of `locate` should be.

How many altered quotations are found again, and how many are found where nobody said them.

usage: locate_similarity.py GOLD_DIR

Each quotation of five words or more is looked for in its article with its words altered (a letter in one word of eight,
or one word in ten dropped, replaced or added), and, unaltered, in another article; and with half of its words replaced,
where no place is right.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from quoteattr import locate

LEVELS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


def misspelled(words: list[str], rng: random.Random, _: list[str]) -> list[str]:
    out = list(words)
    for k in rng.sample(range(len(out)), max(1, len(out) // 8)):
        at = rng.randrange(len(out[k]))
        out[k] = out[k][:at] + rng.choice("aeinrst") + out[k][at + 1 :]
    return out


def reworded(words: list[str], rng: random.Random, pool: list[str]) -> list[str]:
    out = list(words)
    for _ in range(max(1, len(words) // 10)):
        k = rng.randrange(len(out))
        out[k : k + 1] = rng.choice([[], [rng.choice(pool)], [out[k], rng.choice(pool)]])
    return out


def half_replaced(words: list[str], rng: random.Random, pool: list[str]) -> list[str]:
    out = list(words)
    for k in rng.sample(range(len(out)), len(out) // 2):
        out[k] = rng.choice(pool)
    return out


def main(folder: str) -> None:
    rng = random.Random(1)  # noqa: S311 - no secret
    articles = {f.stem: f.read_text(encoding="utf-8") for f in sorted(Path(folder).glob("*.txt"))}
    quotations = []
    for name, text in articles.items():
        for row in json.loads((Path(folder) / f"{name}.json").read_text(encoding="utf-8"))["quotations"]:
            words = " ".join(text[s:e] for s, e in row["content"]).split()
            if len(words) >= 5:
                quotations.append((name, words))
    pool = [word for _, words in quotations for word in words]
    names = list(articles)
    scores = {}
    for title, change in (("misspelled", misspelled), ("reworded", reworded), ("half replaced", half_replaced)):
        scores[title] = [
            locate(articles[name], " ".join(change(words, rng, pool)), fuzzy=True, min_similarity=0.5)
            for name, words in quotations
        ]
    scores["another article"] = [
        locate(articles[rng.choice([n for n in names if n != name])], " ".join(words), fuzzy=True, min_similarity=0.5)
        for name, words in quotations
    ]
    exact = [locate(articles[name], " ".join(words)) for name, words in quotations]
    print(
        f"{len(quotations)} quotations; found as they are, without fuzzy: {sum(place is not None for place in exact) / len(exact):.1%}"
    )
    print("found at least so similar: " + "".join(f"{level:>8}" for level in LEVELS))
    for title, places in scores.items():
        print(
            f"{title:<27}"
            + "".join(
                f"{sum(p is not None and p.score >= level for p in places) / len(places):>8.1%}" for level in LEVELS
            )
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
