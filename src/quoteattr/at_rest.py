"""The garbage collector at rest while texts are read.

No object of a document refers to itself in a circle: all of them are freed without it, and looking through them is in
vain. It takes a tenth of the time of reading without a model.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_at_rest"]

_lock = threading.Lock()
_users = 0
_ran = False


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the collector at rest inside the block; the last of several blocks that overlap lets it go on, if it ran.

    It is the process's own: other threads do without it, too, for as long as a batch takes.
    """
    global _users, _ran  # noqa: PLW0603 - as is what it tells of
    with _lock:
        if not _users:
            _ran = gc.isenabled()
            gc.disable()
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if not _users and _ran:
                gc.enable()
