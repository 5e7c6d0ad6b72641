"""What a network must be for numpy to run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["UnknownArchitectureError", "expect", "normalize"]


class UnknownArchitectureError(Exception):
    """A network is not built as expected: it is for spaCy to run."""


def expect(condition: bool, what: str) -> None:  # noqa: FBT001 - reads as an assertion
    """Refuse a network that is not as it should be."""
    if not condition:
        raise UnknownArchitectureError(what)


def normalize(y: Floats, scale: Floats, shift: Floats) -> None:
    """Layer norm, in place."""
    width = y.shape[1]
    y -= (y.sum(axis=1) / width)[:, None]
    variance = np.einsum("ij,ij->i", y, y) / width
    y *= (1.0 / np.sqrt(variance + 1e-8))[:, None]
    y *= scale
    y += shift
