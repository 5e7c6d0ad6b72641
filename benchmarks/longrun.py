"""Watch the memory of one process that reads article after article.

Made-up words are added, so that no vocabulary is ever complete.

usage: python benchmarks/longrun.py ARTICLES.jsonl [--count 10000] [--every 500] [--processes 1]

Prints the resident memory (MiB) and the model's stored words at intervals; the last line tells what was gained per 1000
articles in the second half.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections.abc import Iterator
from pathlib import Path

from quoteattr import Extractor


def resident() -> float:
    """Resident memory of this process in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def made_up(k: int) -> str:
    """A word that no other number gives."""
    out = ""
    k += 1000
    while k:
        k, rest = divmod(k, 70)
        out += "bcdfglmnprstvz"[rest % 14] + "aeiou"[rest % 5]
    return out


def stream(articles: list[str], count: int) -> Iterator[str]:
    for k, text in enumerate(itertools.islice(itertools.cycle(articles), count)):
        words = " ".join(made_up(20 * k + i) for i in range(20))
        yield f"{text}\n« Le {made_up(20 * k)} ferme », a dit {made_up(20 * k + 1).capitalize()} {made_up(20 * k + 2).capitalize()}. Ce sont : {words}."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=500)
    parser.add_argument("--length", type=int, default=1500, help="code points kept of each article")
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    with given.articles.open(encoding="utf-8") as source:
        articles = [json.loads(line)["text"][: given.length] for line in source]
    extractor = Extractor()
    points: list[tuple[int, float]] = []
    start = time.perf_counter()
    found = 0
    for k, result in enumerate(extractor.pipe(stream(articles, given.count), n_process=given.processes), 1):
        found += len(result.quotations)
        if k % given.every == 0:
            points.append((k, resident()))
            print(
                f"{k:8} articles {found:8} quotations {points[-1][1]:8.1f} MiB {k / (time.perf_counter() - start):7.1f} articles/s",
                flush=True,
            )
    half = points[len(points) // 2 :]
    if len(half) > 1:
        (a, before), (b, after) = half[0], half[-1]
        print(f"gained in the second half: {(after - before) * 1000 / (b - a):.2f} MiB per 1000 articles")


if __name__ == "__main__":
    main()
