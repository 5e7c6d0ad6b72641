"""Fuzz: what reads foreign text or data must take anything, or refuse it with an error of its own.

usage: python benchmarks/fuzz.py texts [--count 500000] [--seed 1] [--model none] [--processes 2] [TEXTS ...]
       python benchmarks/fuzz.py TARGET [--seconds 120] [--corpus DIR]
       TARGET: marks, read, extract, lexicon, people, from-dict, jsonl, locate, brat, tei, gold, predictions

With ``texts``, French texts are cut after every class of token, begun in the middle, mutated and spliced
(``tests/mutations.py``), and the whole extractor reads them: without a model, with one, or with one that is made up and
mostly wrong (``--model wrong``). TEXTS are folders of .txt files and .jsonl files with a "text" a line; the annotated
cases when there are none. Each text is made by the seed and its number alone: ``--first N --count 1 --show`` makes and
tries it again. Every fault is printed once: how often, what it is, where it comes from, the number of a text with it,
and the smallest text that still has it. The exit code is 1 if there is any.

With the name of a target, atheris drives that target with coverage as the guide (needs the package atheris). Any
exception but our own, and any broken promise of offsets or nesting, ends the run with the input that caused it.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QUOTEATTR_STRICT", "1")  # a fault of ours raises
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

CHUNK = 240
"""How many texts go to a process at a time."""
BATCH = 24
LONGEST = 60
"""Seconds that a batch may take before it is a fault."""
TRIES = 400
"""How many smaller texts are tried to make one small."""


class Fault(NamedTuple):
    """What went wrong, and where in the package."""

    kind: str
    place: str


class Case(NamedTuple):
    """A text with a fault: its number, what is left of it, and how many others had the same."""

    number: int
    text: str
    count: int

    def joined(self, other: Case) -> Case:
        """Both as one: the smaller text, and how many there are."""
        best = min(self, other, key=lambda case: (len(case.text), case.number))
        return best._replace(count=self.count + other.count)


Faults = dict[Fault, Case]


def add(faults: Faults, fault: Fault, case: Case) -> None:
    faults[fault] = faults[fault].joined(case) if fault in faults else case


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a folder of .txt files or of a .jsonl file."""
    if path.is_dir():
        for file in sorted(path.glob("*.txt")):
            yield file.read_text(encoding="utf-8")
    else:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines if line.strip())


def sources(paths: Sequence[Path]) -> list[str]:
    if paths:
        return [text for path in paths for text in texts_of(path)]
    from case_reader import read_all

    return [case.text for case in read_all()]


def fault_of(error: BaseException) -> Fault:
    """Its type, or for a broken promise which; and the innermost line of the package."""
    kind = f"broken: {error}" if isinstance(error, AssertionError) and str(error) else type(error).__name__
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        parts = Path(frame.filename).parts
        if "quoteattr" in parts:
            inside = parts[len(parts) - parts[::-1].index("quoteattr") :]
            if inside[0] not in ("tests", "benchmarks"):
                return Fault(kind, f"{'/'.join(inside)}:{frame.lineno} {frame.name}")
    return Fault(kind, "")


class Attack:
    """Makes texts and lets extractors of several configurations read them; lives in each process."""

    def __init__(self, paths: Sequence[Path], seed: int, model: str) -> None:
        from mutations import Mislabelled, Texts

        from quoteattr import Config, Extractor, Person

        mayor = Person("Awa Keller", aliases=("la patronne",), role="maire de Lorval", gender="f")
        configs = (
            Config(),
            Config(dialogue="on", max_nesting=2),
            Config(dialogue="off", people=(mayor, Person("Jean", kind="group"))),
        )
        first = Extractor(None if model in ("none", "wrong") else model, configs[0])
        self.extractors = [first, *(Extractor(first._nlp, config) for config in configs[1:])]
        if model == "wrong":
            for extractor in self.extractors:
                extractor._tag = Mislabelled(extractor._tag)
        self.texts = Texts(sources(paths))
        self.seed = seed
        self.known: set[Fault] = set()

    def extractor(self, number: int) -> int:
        """Which of the extractors reads the text of that number."""
        return number // 2 % len(self.extractors)

    def run(self, numbers: range) -> Faults:
        """What goes wrong with the texts of these numbers."""
        faults: Faults = {}
        for k in range(len(self.extractors)):
            mine = [n for n in numbers if self.extractor(n) == k]
            for at in range(0, len(mine), BATCH):
                self._batch(mine[at : at + BATCH], k, faults)
        return faults

    def _batch(self, numbers: list[int], k: int, faults: Faults) -> None:
        texts = {n: self.texts.made(self.seed, n) for n in numbers}
        together = self.tried([*texts.values()], k)
        if together is None:
            return
        alone = [(n, fault) for n, text in texts.items() if (fault := self.tried([text], k)) is not None]
        if not alone:
            texts[numbers[0]] = "(only as one of a batch)"
        for n, fault in alone or [(numbers[0], together)]:
            new = fault not in self.known
            self.known.add(fault)
            add(faults, fault, Case(n, self.smaller(texts[n], k, fault) if new else texts[n], 1))

    def tried(self, texts: list[str], k: int) -> Fault | None:
        """The first fault met when these texts are read."""
        from mutations import check

        signal.alarm(LONGEST)
        try:
            for text, result in zip(texts, self.extractors[k].pipe(texts, batch_size=len(texts)), strict=True):
                check(result, text)
        except Exception as error:  # noqa: BLE001 - whatever it is
            return fault_of(error)
        finally:
            signal.alarm(0)
        return None

    def smaller(self, text: str, k: int, fault: Fault) -> str:
        """As little of the text as has the same fault."""
        from mutations import pieces

        if fault.kind == TimeoutError.__name__ or self.tried([text], k) != fault:
            return text
        left = pieces(text)
        size = max(1, len(left) // 2)
        tries = 0
        while size and tries < TRIES:
            at = 0
            while at < len(left) and tries < TRIES:
                fewer = left[:at] + left[at + size :]
                tries += 1
                if self.tried(["".join(fewer)], k) == fault:
                    left = fewer
                else:
                    at += size
            size //= 2
        return "".join(left)


_attack: list[Attack] = []


def begin(paths: Sequence[Path], seed: int, model: str) -> None:
    def too_long(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, too_long)
    _attack.append(Attack(paths, seed, model))


def work(numbers: range) -> tuple[int, Faults]:
    return len(numbers), _attack[0].run(numbers)


def table(faults: Faults) -> str:
    """A fault a line, the most frequent first."""
    rows = sorted(faults.items(), key=lambda item: -item[1].count)
    return "".join(
        f"{n:>7}  {kind:<28} {place:<44} {number:>8}  {text!r}\n" for (kind, place), (number, text, n) in rows
    )


def collected(given: argparse.Namespace, told: Callable[[int, Faults], None]) -> Faults:
    """What goes wrong with all the texts asked for; `told` hears of it as it comes."""
    end = given.first + given.count
    chunks = [range(at, min(at + CHUNK, end)) for at in range(given.first, end, CHUNK)]
    faults: Faults = {}
    done = 0
    wanted = (given.texts, given.seed, given.model)
    with ProcessPoolExecutor(given.processes, initializer=begin, initargs=wanted) as pool:
        for future in as_completed([pool.submit(work, chunk) for chunk in chunks]):
            count, found = future.result()
            done += count
            for fault, case in found.items():
                add(faults, fault, case)
            told(done, faults)
    return faults


class Report:
    """Tells how far a run is, and keeps the table of faults as they come."""

    def __init__(self, out: Path | None) -> None:
        self._out = out
        self._began = time.monotonic()
        self._last = 0.0
        self._written = 0

    def heard(self, done: int, faults: Faults) -> None:
        """Take in what has been found so far."""
        passed = time.monotonic() - self._began
        if self._out is not None and len(faults) > self._written:
            self._written = len(faults)
            self._out.write_text(table(faults), encoding="utf-8")
        if passed - self._last > 10:
            self._last = passed
            print(f"{done} texts, {done / passed:.0f} a second, {len(faults)} faults", file=sys.stderr, flush=True)

    def end(self, given: argparse.Namespace, faults: Faults) -> None:
        """Print it all."""
        speed = given.count / (time.monotonic() - self._began)
        failed = sum(case.count for case in faults.values())
        made = f"{given.count} texts from number {given.first} of seed {given.seed}, model {given.model}"
        said = f"{table(faults)}{made}: {failed} with a fault, {len(faults)} faults\n"
        print(f"{said}{speed:.0f} texts a second")
        if self._out is not None:
            self._out.write_text(said, encoding="utf-8")


def read_arguments(arguments: Iterable[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz.py texts", description="Let the extractor read texts with holes.")
    parser.add_argument("--count", type=int, default=500_000, help="how many texts")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", default="none", help="none, wrong, or what spaCy loads")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, help="where the table of faults is kept, too, as they come")
    parser.add_argument("--show", action="store_true", help="print the texts as well")
    parser.add_argument("texts", nargs="*", type=Path, metavar="TEXTS")
    return parser.parse_args(list(arguments))


def fuzz_texts(arguments: Iterable[str]) -> int:
    from mutations import Texts

    given = read_arguments(arguments)
    if given.show:
        texts = Texts(sources(given.texts))
        for number in range(given.first, given.first + given.count):
            print(number, repr(texts.made(given.seed, number)))
    report = Report(given.out)
    faults = collected(given, report.heard)
    report.end(given, faults)
    return 1 if faults else 0


def main() -> int:
    if sys.argv[1:2] == ["texts"]:
        return fuzz_texts(sys.argv[2:])
    if {"-h", "--help"} & set(sys.argv[1:2]) or len(sys.argv) == 1:
        print(__doc__)
        return 0
    from fuzz_targets import main as run_target  # needs atheris

    run_target()
    return 0


if __name__ == "__main__":
    sys.exit(main())
