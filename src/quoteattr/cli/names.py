"""Names that must be told apart: those of the texts of a run, those of the files of a folder."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["unused"]


def unused(name: str, taken: dict[str, int], sign: str, key: Callable[[str], str] = str) -> str:
    """Return `name`, or with `sign` and a number behind it where it is taken, and take it.

    Args:
        name: The name that is wanted.
        taken: The names that are taken, and the last number that was put to each, so that none is tried again.
        sign: What stands before the number.
        key: What two names that cannot be told apart share.
    """
    own = key(name)
    out, number = name, taken.get(own, 0)
    while key(out) in taken:
        number += 1
        out = f"{name}{sign}{number}"
    taken[key(out)] = 1
    taken[own] = max(number, 1)
    return out
