"""Names that must be told apart: those of the texts of a run, those of the files of a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable

__all__ = ["shortened", "unused"]


def shortened(name: str, roots: Iterable[str], endings: Container[str]) -> str:
    """What a text is called in the folder that it was looked for in: its path from there, without a known ending."""
    name = name.removeprefix(f".{os.sep}")
    for root in sorted(roots, key=len, reverse=True):
        inside = root.removeprefix(f".{os.sep}").rstrip(os.sep) + os.sep
        if name.startswith(inside):
            name = name[len(inside) :]
            break
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - an id need not be a path
    return stem if stem and ending.lower() in endings else name


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
