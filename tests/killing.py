"""A process that kills itself at a certain moment, for tests of what is left then."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

CHANGES = ("replace", "rename", "mkdir", "unlink", "rmdir", "fsync")
"""What changes the file system, or waits until it has changed."""


def killed_at(call: int, work: Callable[[], object]) -> bool:
    """Do `work` in a child that kills itself before its `call`-th change to the file system, and say whether it got so far."""
    child = os.fork()
    if not child:  # pragma: no cover - the child ends here
        count = 0

        def deadly(name: str) -> None:
            real = getattr(os, name)

            def wrapped(*args: object, **more: object) -> object:
                nonlocal count
                if count == call:
                    os.kill(os.getpid(), signal.SIGKILL)
                count += 1
                return real(*args, **more)

            setattr(os, name, wrapped)

        for name in CHANGES:
            deadly(name)
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
