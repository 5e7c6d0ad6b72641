"""Measure how time grows with length, for texts made to be hard, without the model.

usage: python benchmarks/growth.py [--sizes 20000 40000 80000] [--only SHAPE ...] [--limit SECONDS]
                                   [--stage read|marks|all] [--labels KIND]

For each shape (see tests/modelless.py) and size prints the seconds, and at last how the time grows with size: 1.0 is a
straight line, 2.0 a square. A shape that took longer than the limit is not tried at the next size.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from modelless import LABELS, SHAPES, bare_extractor, extract_bare, repeated

from quoteattr import find_quotations
from quoteattr.reading import read

STAGES = {"read": read, "marks": find_quotations, "all": lambda text: extract_bare(text, EXTRACTOR, LABEL[0])}
EXTRACTOR = bare_extractor()
LABEL = ["none"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[20_000, 40_000, 80_000])
    parser.add_argument("--only", nargs="*", default=list(SHAPES))
    parser.add_argument("--limit", type=float, default=20.0)
    parser.add_argument("--stage", choices=STAGES, default="all")
    parser.add_argument("--labels", choices=LABELS, default="none", help="what stands in for the model")
    given = parser.parse_args()
    LABEL[0] = given.labels
    run = STAGES[given.stage]
    run("« Oui », dit Jean.")
    for shape in given.only:
        times: list[float] = []
        for size in given.sizes:
            if times and times[-1] > given.limit:
                break
            text = repeated(shape, size)
            start = time.process_time()
            run(text)
            times.append(time.process_time() - start)
        if len(times) > 1:
            growth = math.log(max(times[-1], 1e-4) / max(times[-2], 1e-4)) / math.log(
                given.sizes[len(times) - 1] / given.sizes[len(times) - 2]
            )
        else:
            growth = math.nan
        print(
            f"{shape:42} {' '.join(f'{t:8.2f}' for t in times):40} growth {growth:5.2f}{'  <--' if growth > 1.3 and times[-1] > 0.1 else ''}",
            flush=True,
        )


if __name__ == "__main__":
    main()
