"""Several processes behind ``Extractor.pipe(..., n_process=n)``: ordered, streaming, each worker loading once.

Texts go out in batches and results come back as plain data, which are rebuilt here over the caller's own strings:
nothing of a text travels twice, and no object of ours is pickled. At most two batches a worker are under way, so a
generator is read only that far ahead.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from quoteattr.batches import batches
from quoteattr.errors import WorkerError
from quoteattr.result import Result

if TYPE_CHECKING:
    from quoteattr.pipeline import Extractor

__all__ = ["may_start", "parallel"]

PATIENCE = 5.0
"""Seconds that workers have to end before they are killed."""

_Rows = list[dict[str, Any]]

_source: Any = None
"""In a worker: what its extractor is made from, an extractor (inherited by fork) or the bytes of one (spawn)."""
_loaded: Any = None
"""In a worker: its extractor, once the first batch has asked for it."""


def parallel(extractor: Extractor, texts: Iterable[str], batch_size: int, n_process: int) -> Iterator[Result]:
    """Yield a result for each text, in order, working in `n_process` other processes.

    The workers start at the first ``next()`` and are gone when the iterator is exhausted, closed or interrupted.
    Whatever reading `texts` raises is raised here after the results of the texts before it.

    Args:
        extractor: What to run; on Linux the workers inherit it as it stands, elsewhere it is sent to each of them once.
        texts: Any iterable of strings; a generator is read at most ``2 * n_process`` batches ahead.
        batch_size: How many texts go to a worker at a time.
        n_process: How many workers.

    Raises:
        InputError: If an item is no ``str``.
        WorkerError: If a worker died, killed from outside or for lack of memory.
    """
    method = _start_method()
    source = extractor if method == "fork" else _pack(extractor)
    pool = ProcessPoolExecutor(n_process, multiprocessing.get_context(method), initializer=_begin, initargs=(source,))
    pending: deque[tuple[list[str], Future[_Rows]]] = deque()
    failure: list[BaseException] = []
    finished = False
    try:
        for batch in batches(texts, batch_size, failure):
            pending.append((batch, pool.submit(_work, batch)))
            while pending and (len(pending) >= 2 * n_process or pending[0][1].done()):
                yield from _receive(*pending.popleft())
        while pending:
            yield from _receive(*pending.popleft())
        finished = True
    except BrokenProcessPool as error:
        msg = (
            "a worker process ended before its work was done (killed, or out of memory); "
            "fewer processes or smaller batches need less"
        )
        raise WorkerError(msg) from error
    finally:
        _end(pool, finished=finished)
    if failure:
        raise failure[0]


def _start_method() -> str:
    """How workers start: by fork where that is safe.

    A macOS process that has used its system libraries may not fork.
    """
    return "fork" if sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods() else "spawn"


def may_start() -> bool:
    """Whether this process may have others: a daemon, as the workers of ``multiprocessing.Pool`` are, may not."""
    return not multiprocessing.current_process().daemon


def _receive(batch: list[str], future: Future[_Rows]) -> Iterator[Result]:
    for text, row in zip(batch, future.result(), strict=True):
        yield Result.from_dict({**row, "text": text})


def _end(pool: ProcessPoolExecutor, *, finished: bool) -> None:
    """Stop the workers: at once, in the middle of a batch if need be, unless all is done.

    One that does not end in time (stopped from outside, say) is killed. ``terminate_workers`` and ``kill_workers`` are
    public from Python 3.14 on.
    """
    processes = list((getattr(pool, "_processes", None) or {}).values())
    if not finished:
        for process in processes:
            process.terminate()
    pool.shutdown(wait=False, cancel_futures=True)
    until = time.monotonic() + PATIENCE
    left = {process.sentinel: process for process in processes}
    while left and (remaining := until - time.monotonic()) > 0:
        for gone in wait(list(left), remaining):
            left.pop(cast("int", gone), None)
    for process in left.values():
        process.kill()
    for process in processes:
        process.join()  # its sentinel closes a moment before it is gone


# What runs in a worker.


def _begin(source: Any) -> None:
    """Prepare a worker: the parent alone answers Ctrl-C, and a worker whose parent is gone ends too."""
    global _source  # noqa: PLW0603 - the one state of a worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # read when a spawned worker first imports numpy: the processes are the parallelism
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _source = source


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(batch: list[str]) -> _Rows:
    global _loaded  # noqa: PLW0603 - loaded at the first batch, so that what goes wrong then reaches the caller as itself
    if _loaded is None:
        _loaded = _unpack(_source) if isinstance(_source, bytes) else _source
    rows = [result.to_dict() for result in _loaded.extract_batch(batch)]
    for row in rows:
        del row["text"]
    return rows


# An extractor as bytes, for a worker that cannot inherit it. spaCy's own bytes load ten times faster than a pickle of
# the pipeline.


class _Pickler(pickle.Pickler):
    """Writes the read-only mappings of a lexicon, which the plain pickler refuses."""

    def reducer_override(self, obj: Any) -> Any:
        return (_read_only, (dict(obj),)) if isinstance(obj, MappingProxyType) else NotImplemented


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def _pack(extractor: Extractor) -> bytes:
    nlp: Any = extractor._nlp  # noqa: SLF001 - half of an extractor, which only its other half may take apart
    folder = getattr(nlp, "folder", None)  # a model read from its files is read from them again
    model = str(folder) if folder else None if nlp is None else (type(nlp), nlp.config, nlp.to_bytes())
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump((model, extractor.config, extractor.lexicon))
    return buffer.getvalue()


def _unpack(packed: bytes) -> Extractor:
    from quoteattr.pipeline import Extractor

    model, config, lexicon = pickle.loads(packed)  # noqa: S301 - made by our own parent process
    if model is None or isinstance(model, str):
        return Extractor(model, config, lexicon)
    language, settings, data = model
    return Extractor(language.from_config(settings, auto_fill=False).from_bytes(data), config, lexicon)
