"""Multiplying with one thread, for as long as somebody does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

__all__ = ["blas", "one_thread"]

_lock = threading.Lock()
_users = 0
_limit: Any = None


@cache
def blas() -> Any:
    """What tells the libraries for products of matrices, numpy's among them, how many threads to use."""
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # noqa: PLC0415 - with numpy

    return ThreadpoolController()


@contextmanager
def one_thread(controller: Any) -> Iterator[None]:
    """Keep BLAS to one thread inside the block; the last of several blocks that overlap gives back what was before.

    The limit is the process's own: a block that remembered it by itself would give back the one thread of another.
    """
    global _users, _limit  # noqa: PLW0603 - as is what it limits
    with _lock:
        if not _users:
            _limit = controller.limit(limits=1, user_api="blas")
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if not _users:
                _limit.restore_original_limits()
                _limit = None
