"""What a mutant is tried on, each in a process of its own: annotated cases, texts of the press, tests."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import pickle
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Any, TypeVar, cast

from attrs import define, frozen
from mutants import Mutant, install, mutants_of

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 5.0
"""Of processor time that a case may take; a thousand times what it does."""
SESSION = 60.0
"""The same for a test, which may load a model."""
MEMORY = 3 << 30

State = TypeVar("State")


@frozen
class Check:
    """Something that must hold: a case, a text."""

    name: str
    holds: Callable[[], bool]


@frozen
class Checks:
    """Checks and what they need, made once.

    Attributes:
        prepare: Called in a process of its own with the modules as they are.
        made: Makes the checks out of what `prepare` returned.
    """

    prepare: Callable[[], Any]
    made: Callable[[Any], list[Check]]


@define
class Outcome:
    """What became of a mutant.

    Attributes:
        reached: How many checks decide by its condition.
        killer: The check that noticed.
        press: What it does to the press, where that was asked.
    """

    mutant: Mutant
    reached: int = 0
    killer: str | None = None
    press: str = ""

    def __str__(self) -> str:
        m = self.mutant
        cases = "no case" if not self.reached else "1 case" if self.reached == 1 else f"{self.reached} cases"
        notes = ", ".join(filter(None, (f"decides in {cases}", self.press)))
        return f"{m.module}:{m.line}  {m.function}  {m.kind} {m.condition}  [{notes}]"


# ---- processes


def in_children(works: Iterable[Callable[[], Any]], processes: int) -> Iterator[tuple[int, Any]]:
    """The results of `works`, each with its place, done in forked processes; ``None`` for one that was ended."""
    running: dict[Connection, tuple[int, int]] = {}
    for k, work in enumerate(works):
        if len(running) >= processes:
            yield from _ended(running)
        ours, theirs = Pipe(duplex=False)
        pid = os.fork()
        if not pid:
            _work(work, theirs)
        theirs.close()
        running[ours] = k, pid
    while running:
        yield from _ended(running)


def _work(work: Callable[[], Any], connection: Connection) -> None:
    code = 1
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = _address_space() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
        connection.send(work())
        code = 0
    finally:
        if code:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        os._exit(code)


def _address_space() -> int:
    """What this process takes up already, where the system tells: a child begins with all of its parent's."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _ended(running: dict[Connection, tuple[int, int]]) -> Iterator[tuple[int, Any]]:
    for connection in cast("list[Connection]", wait(list(running))):
        k, pid = running.pop(connection)
        try:
            yield k, connection.recv()
        except EOFError:
            yield k, None
        connection.close()
        os.waitpid(pid, 0)


def in_child(work: Callable[[], State]) -> State:
    """The result of `work`, done in a forked process.

    Raises:
        ChildProcessError: If it fails.
    """
    ((_, result),) = in_children([work], 1)
    if result is None:
        msg = "a process failed"
        raise ChildProcessError(msg)
    return result


def _limit(seconds: float) -> None:
    """End this process when it has worked that long from now on; 0: never.

    Processor time, so that a busy machine kills no mutant.
    """
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


# ---- mutants on checks


class Watched(set[int]):
    """The mutants that would have decided otherwise since it was last emptied."""

    def saw(self, number: int, value: Any, other: bool | None) -> Any:  # noqa: FBT001 - a value
        """What a watched condition calls."""
        if other is None or bool(value) is not other:
            self.add(number)
        return value


Reach = dict[int, list[str]]
"""The checks to try each mutant on, by their names."""


def _watch(modules: Mapping[str, Path], checks: Checks) -> tuple[Any, Reach, list[str]]:
    """What the checks need, the checks in which each condition decides, and those that do not hold as it is."""
    watched = Watched()
    install(modules, saw=watched.saw)
    state = checks.prepare()
    reach: Reach = defaultdict(list)
    wrong = []
    for check in checks.made(state):
        watched.clear()
        _limit(SECONDS)
        if not check.holds():
            wrong.append(check.name)
            continue
        for number in watched:
            reach[number].append(check.name)
    _limit(0)
    return state, dict(reach), wrong


def tried(
    modules: Mapping[str, Path], numbers: Sequence[int], checks: Checks, processes: int
) -> list[tuple[int, int, str | None]]:
    """Each mutant with the number of checks that it might fail, and the first that it does fail."""
    return in_child(partial(_tried, modules, numbers, checks, processes))


def _tried(
    modules: Mapping[str, Path], numbers: Sequence[int], checks: Checks, processes: int
) -> list[tuple[int, int, str | None]]:
    state, reach, wrong = in_child(partial(_watch, modules, checks))
    if wrong:
        print(f"left out, as they do not hold: {', '.join(wrong)}", file=sys.stderr)
    off = [False] * len(mutants_of(modules))
    install(modules, off=off)
    by_name = {check.name: check for check in checks.made(state)}
    gc.freeze()
    reached = [n for n in numbers if n in reach]
    works = [partial(_killer, off, n, [by_name[name] for name in reach[n]]) for n in reached]
    out: list[tuple[int, int, str | None]] = [(n, 0, None) for n in numbers if n not in reach]
    for k, found in in_children(works, processes):
        out.append((reached[k], len(reach[reached[k]]), "does not end" if found is None else found or None))
    return out


def _killer(off: list[bool], number: int, checks: Sequence[Check]) -> str:
    """The first check that fails with that mutant; empty if none does."""
    off[number] = True
    for check in checks:
        _limit(SECONDS)
        try:
            if not check.holds():
                return check.name
        except Exception as error:  # noqa: BLE001 - a mutant may raise anything
            return f"{check.name} ({type(error).__name__})"
    return ""


# ---- the annotated cases, the press


def cases(*, free: bool) -> Checks:
    """The annotated cases that are to come out right, with the default model, and perhaps without."""

    def made(labels: Mapping[str, bytes]) -> list[Check]:
        from case_reader import Case, known_failures, problems, read_all

        def holds(extractor: Any, case: Case) -> bool:
            return not problems(case, extractor(case.text))

        with_labels = extractor_with(labels)
        known = known_failures()
        short_first = sorted(read_all(), key=lambda case: len(case.text))
        out = [Check(case.id, partial(holds, with_labels, case)) for case in short_first if case.id not in known]
        if free:
            without = extractor_with(None)
            right = [case for case in short_first if f"{case.id} without a model" in labels]
            out += [Check(f"{case.id} without a model", partial(holds, without, case)) for case in right]
        return out

    def prepare() -> dict[str, bytes]:
        from case_reader import problems, read_all

        labels = labels_of(case.text for case in read_all())
        if free:
            without = extractor_with(None)
            labels |= {
                f"{case.id} without a model": b"" for case in read_all() if not problems(case, without(case.text))
            }
        return labels

    return Checks(prepare, made)


def labels_of(texts: Iterable[str]) -> dict[str, bytes]:
    """What the default model says of each text, before any rule has looked at it."""
    from quoteattr import Extractor

    extractor = Extractor()
    tag = extractor._tag
    kept: dict[str, bytes] = {}

    def keeping(documents: Sequence[Any]) -> list[Any]:
        found = list(tag(documents))
        kept.update(zip((d.text for d in documents), map(pickle.dumps, found), strict=True))
        return found

    extractor._tag = keeping
    for text in texts:
        extractor(text)
    return kept


def extractor_with(labels: Mapping[str, bytes] | None) -> Any:
    """An extractor that takes its labels from there; ``None``: from the words themselves."""
    from quoteattr import Extractor

    extractor = Extractor(None)
    if labels is not None:
        extractor._tag = lambda documents: [pickle.loads(labels[d.text]) for d in documents]  # noqa: S301 - our own
    return extractor


def press(paths: Sequence[Path]) -> Checks:
    """Texts whose results, without a model, are to stay as they are."""
    records = (json.loads(line) for path in paths for line in path.open(encoding="utf-8"))
    texts = {str(record["id"]): record["text"] for record in records}

    def digest(extractor: Any, text: str) -> bytes:
        return hashlib.sha256(json.dumps(extractor(text).to_dict(), sort_keys=True).encode()).digest()

    def prepare() -> dict[str, bytes]:
        free = extractor_with(None)
        return {name: digest(free, text) for name, text in texts.items()}

    def made(digests: Mapping[str, bytes]) -> list[Check]:
        free = extractor_with(None)
        return [
            Check(name, lambda text=text, name=name: digest(free, text) == digests[name])
            for name, text in texts.items()
        ]

    return Checks(prepare, made)


# ---- tests


class _Recorder:
    """A plugin of pytest that notes in which tests each condition decides."""

    def __init__(self, watched: Watched) -> None:
        self.watched = watched
        self.reach: Reach = defaultdict(list)

    def pytest_runtest_logstart(self) -> None:
        self.watched.clear()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        for number in self.watched:
            self.reach[number].append(nodeid)


class _Trier:
    """A plugin of pytest that runs, instead of all tests once, those of each mutant in a process of their own."""

    def __init__(self, off: list[bool], reach: Reach, processes: int) -> None:
        self.off = off
        self.reach = reach
        self.processes = processes
        self.killers: dict[int, str] = {}

    def pytest_runtestloop(self, session: Any) -> bool:
        self._fixtures(session)
        items = {item.nodeid: item for item in session.items}
        numbers = list(self.reach)
        works = [
            partial(self._killer, session, number, [items[name] for name in self.reach[number]]) for number in numbers
        ]
        for k, found in in_children(works, self.processes):
            self.killers[numbers[k]] = "tests do not end" if found is None else found
        return True

    def _fixtures(self, session: Any) -> None:
        """Make the fixtures of the session, such as an extractor, once for all."""
        made: set[str] = set()
        for item in session.items:
            names = {name for name, found in item._fixtureinfo.name2fixturedefs.items() if found[-1].scope == "session"}
            if not names <= made:
                made |= names
                item.runtest = lambda: None
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=session)  # what is the session's stays
                del item.runtest

    def _killer(self, session: Any, number: int, items: Sequence[Any]) -> str:
        self.off[number] = True
        for item, following in zip(items, [*items[1:], None], strict=True):
            _limit(SESSION)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return str(item.nodeid)
        return ""


def _pytest(paths: Sequence[str], plugin: object) -> int:
    import pytest

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return pytest.main(
            ["-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", f"--rootdir={ROOT}", *paths], plugins=[plugin]
        )


def _watch_tests(modules: Mapping[str, Path], paths: Sequence[str]) -> tuple[int, Reach]:
    watched = Watched()
    install(modules, saw=watched.saw)
    recorder = _Recorder(watched)
    return _pytest(paths, recorder), dict(recorder.reach)


def _try_tests(modules: Mapping[str, Path], paths: Sequence[str], reach: Reach, processes: int) -> dict[int, str]:
    off = [False] * len(mutants_of(modules))
    install(modules, off=off)
    trier = _Trier(off, reach, processes)
    if code := _pytest(paths, trier):
        msg = f"pytest ends with {code}"
        raise ChildProcessError(msg)
    return trier.killers


def try_tests(modules: Mapping[str, Path], outcomes: Iterable[Outcome], paths: Sequence[str], processes: int) -> None:
    """Mark which of these mutants the tests kill."""
    code, reach = in_child(partial(_watch_tests, modules, paths))
    if code:
        sys.exit(f"pytest {' '.join(paths)} ends with {code} as it is")
    tried = {o.mutant.number: o for o in outcomes if o.mutant.number in reach}
    killers = in_child(partial(_try_tests, modules, paths, {number: reach[number] for number in tried}, processes))
    for number, killer in killers.items():
        tried[number].killer = killer or None
        tried[number].reached += len(reach[number])
