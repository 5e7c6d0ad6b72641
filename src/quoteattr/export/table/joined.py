"""A file made of pieces that come one after the other."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["Joined"]


class Joined:
    """A file that holds what an iterator yields."""

    closed = False

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._held = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """As much as is asked for, while there is so much."""
        out: list[bytes] = []
        while size:
            if not self._held:
                part = next(self._parts, None)
                if part is None:
                    break
                self._held = memoryview(part)
                continue
            taken = self._held if size < 0 else self._held[:size]
            self._held = self._held[len(taken) :]
            size -= len(taken) if size > 0 else 0
            out.append(bytes(taken))
        return b"".join(out)
