"""Several processes: the same results in the same order, reading ahead a little, and an end to every worker."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from places import TESTS

from quoteattr import Config, InputError, Kind, Quotation, QuoteAttrError, Result, Span, WorkerError
from quoteattr import workers as workers_module
from quoteattr.workers import parallel

if TYPE_CHECKING:
    from quoteattr import Extractor

needs_fork = pytest.mark.skipif(
    workers_module._start_method() != "fork", reason="the stand-in extractor has no model to send to a spawned worker"
)

TEXTS = [
    "« Le pont fermera lundi », a annoncé Maud Quentin. Elle craint que la gare n'ouvre pas.",
    "",
    "Selon un rapport, la digue a cédé. « Je n'ai rien vu », assure Élie Vasseur. 😀 « Rien », répète-t-il.",
    "Rien à dire.",
]


class StandIn:
    """Finds the whole text, and tells which process found it; some texts make it misbehave."""

    config = Config()

    def extract_batch(self, texts: list[str]) -> list[Result]:
        return [self.one(text) for text in texts]

    def one(self, text: str) -> Result:
        if text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if text == "fail":
            msg = "no luck"
            raise LookupError(msg)
        if text == "sleep":
            time.sleep(600)
        return Result(
            text,
            [Quotation(id="q1", kind=Kind.DIRECT, content=[Span(0, len(text), text)])] if text else [],
            meta={"pid": str(os.getpid())},
        )


def run(texts: Any, batch_size: int = 2, n_process: int = 2) -> Iterator[Result]:
    return parallel(StandIn(), texts, batch_size, n_process)  # type: ignore[arg-type]


def gone(pid: int) -> bool:
    """Whether a process has ended (one that nobody has waited for counts as ended)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return not stat.parent.parent.exists() or not stat.exists()


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether `condition` comes true; the limit is only there so that a failure ends."""
    for _ in range(600):
        if condition():
            return True
        time.sleep(0.1)
    return False


@needs_fork
class TestWithoutAModel:
    @pytest.mark.parametrize("count", [0, 1, 2, 3, 20])
    @pytest.mark.parametrize("batch_size", [1, 3, 100])
    def test_order(self, count: int, batch_size: int) -> None:
        texts = [f"texte {k}" if k % 5 else "" for k in range(count)]
        results = list(run(iter(texts), batch_size))
        assert [r.text for r in results] == texts
        assert [r.quotations for r in results] == [StandIn().one(text).quotations for text in texts]
        assert all(r.meta["pid"] != str(os.getpid()) for r in results)

    def test_text_is_the_callers_own(self) -> None:
        texts = [str(b"un deux", "ascii"), str(b"trois quatre", "ascii")]
        assert all(result.text is text for result, text in zip(run(texts), texts, strict=True))

    def test_reads_ahead_a_little_and_stops_when_closed(self) -> None:
        read = []

        def texts() -> Iterator[str]:
            for k in itertools.count():
                read.append(k)
                yield str(k)

        results = run(texts(), batch_size=3, n_process=2)
        pids = set()
        for k, result in enumerate(itertools.islice(results, 40)):
            assert result.text == str(k)
            assert len(read) <= k + 1 + 3 * 2 * 2
            pids.add(int(result.meta["pid"]))
        results.close()  # type: ignore[attr-defined]
        assert all(gone(pid) for pid in pids)

    def test_closing_does_not_wait_for_a_slow_worker(self) -> None:
        results = run(["un", "sleep", "sleep", "sleep"], batch_size=1)
        pid = int(next(results).meta["pid"])
        results.close()  # type: ignore[attr-defined]
        assert gone(pid)

    def test_wrong_item_comes_after_the_results_before_it(self) -> None:
        results = run(["un", "deux", "trois", 4, "cinq"])
        assert [r.text for r in itertools.islice(results, 3)] == ["un", "deux", "trois"]
        with pytest.raises(InputError, match="expected str, got int"):
            next(results)

    def test_error_of_the_source_comes_through(self) -> None:
        def texts() -> Iterator[str]:
            yield "un"
            raise UnicodeError

        results = run(texts())
        assert next(results).text == "un"
        with pytest.raises(UnicodeError):
            next(results)

    def test_error_in_a_worker_comes_through(self) -> None:
        results = run(["un", "fail", "deux"], batch_size=1)
        assert next(results).text == "un"
        with pytest.raises(LookupError, match="no luck"):
            next(results)

    def test_death_of_a_worker_is_told(self) -> None:
        results = run(["un", "die", "deux", "sleep"], batch_size=1)
        with pytest.raises(QuoteAttrError, match="a worker process ended"):
            list(results)

    def test_a_worker_killed_from_outside(self) -> None:
        texts = [f"texte {k}" for k in range(500)]
        got: list[str] = []
        pids: set[int] = set()

        def read_and_kill() -> None:
            for result in run(iter(texts), batch_size=1):
                got.append(result.text)
                pids.add(int(result.meta["pid"]))
                if len(got) == 20:
                    os.kill(int(result.meta["pid"]), signal.SIGKILL)

        with pytest.raises(WorkerError, match="a worker process ended"):
            read_and_kill()
        assert 20 <= len(got) < len(texts)
        assert got == texts[: len(got)], "nothing is lost or doubled before the error"
        assert eventually(lambda: all(gone(pid) for pid in pids))

    def test_an_interrupt_ends_workers_and_parent(self) -> None:
        script = (
            "import signal, test_workers as t\n"
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background is born without it
            "for r in t.run(['un', 'deux', 'sleep', 'sleep', 'sleep'], 1): print(r.meta['pid'], flush=True)"
        )
        path = os.pathsep.join([str(TESTS), *filter(None, sys.path)])
        with subprocess.Popen(
            [sys.executable, "-c", script],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        ) as parent:
            assert parent.stdout is not None
            pids = {int(parent.stdout.readline()) for _ in range(2)}
            os.killpg(parent.pid, signal.SIGINT)  # as a terminal does: the whole group
            assert parent.wait(60) in (-signal.SIGINT, 128 + signal.SIGINT)
            assert parent.stderr is not None
            assert "KeyboardInterrupt" in parent.stderr.read()
        assert eventually(lambda: all(gone(pid) for pid in pids))

    def test_workers_end_with_their_parent(self) -> None:
        script = "import test_workers as t\nfor r in t.run(['un', 'deux', 'sleep', 'sleep'], 1): print(r.meta['pid'], flush=True)"
        path = os.pathsep.join([str(TESTS), *filter(None, sys.path)])
        with subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
        ) as parent:
            assert parent.stdout is not None
            pids = {int(parent.stdout.readline()) for _ in range(2)}
            assert not any(gone(pid) for pid in pids)
            parent.kill()
        assert eventually(lambda: all(gone(pid) for pid in pids))


@pytest.mark.model
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_same_results_as_one_process(extractor: Extractor, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    if method == "fork" and workers_module._start_method() != "fork":
        pytest.skip("no safe fork here")
    monkeypatch.setattr(workers_module, "_start_method", lambda: method)
    expected = list(extractor.pipe(TEXTS))
    assert sum(len(result.quotations) for result in expected) >= 4
    assert list(extractor.pipe((text for text in TEXTS), batch_size=1, n_process=2)) == expected


@pytest.mark.model
def test_an_extractor_survives_packing(extractor: Extractor) -> None:
    copy = workers_module._unpack(workers_module._pack(extractor))
    assert copy.config == extractor.config
    assert copy.lexicon == extractor.lexicon
    assert copy.extract_batch(TEXTS) == extractor.extract_batch(TEXTS)
