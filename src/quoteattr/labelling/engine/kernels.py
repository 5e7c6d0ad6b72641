"""The kernels in C (``c/kernels.c``), through ctypes: which of them this processor can run, and how they are called.

They are there where the package was built with a C compiler. Everything that they do, numpy does too; they are chosen
when a model is read. ``QUOTEATTR_KERNELS=none`` in the environment does without, ``avx2``, ``avx512`` or ``neon`` takes
these, if the processor has them.
"""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["FILE", "KernelError", "Kernels", "checked", "kernels", "pack", "pointer"]

VERSION: Final = 2
"""Of what is agreed upon with ``c/level.c``."""
LEVELS: Final = {1: "avx2", 2: "avx512", 3: "neon"}
SHAPES: Final = {"avx2": (8, 16), "avx512": (16, 32), "neon": (4, 16)}
"""Of each level: the floats of a vector, and the columns of a panel; as ``hatch_build.py`` compiles them."""
FILE: Final = Path(__file__).with_name("libkernels" + {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so"))

_N, _P = ctypes.c_int64, ctypes.c_void_p
_SIGNATURES: Final[dict[str, list[Any]]] = {
    "encode": [_P, _P, _N, _N, _N, _P, _N, _P, _N],
    "tag": [_P, _P, _N, _P],
    "names": [_P, _P, _P, _N, _N, _N, _P, _N, _P, _P, _P, _N],
    "parse": [_P, _P, _N, _P, _N, _P, _P],
    "hash": [_P, _N, _P, _N, _P],
    "index": [_P, _N, _N, _N, _N, _P, _N],
    "find": [_P, _N, _P, _N, _P, _N, _N, _P],
    "gather": [_P, _N, _N, _P, _N, ctypes.c_uint32, _P, _N],
}


class KernelError(Exception):
    """A kernel refused what it was given, or had no memory: the work is for numpy."""


class Kernels:
    """The kernels of one level.

    Args:
        library: Where they are.
        level: For which processors.

    Attributes:
        vector: The floats of a vector.
        panel: The columns of a panel.
    """

    def __init__(self, library: ctypes.CDLL, level: str) -> None:
        self.level: str = level
        vector, panel = SHAPES[level]
        self.vector: int = vector
        self.panel: int = panel
        self._functions: dict[str, Any] = {}
        for name, arguments in _SIGNATURES.items():
            function = getattr(library, f"quoteattr_{name}_{level}")
            function.argtypes, function.restype = arguments, _N
            self._functions[name] = function

    def call(self, name: str, *arguments: Any) -> int:
        """Call a kernel; arrays are passed by their address.

        Raises:
            KernelError: If it could not do its work.
        """
        done: int = self._functions[name](*(pointer(a) if isinstance(a, np.ndarray) else a for a in arguments))
        if done < 0:
            msg = f"{name}: {done}"
            raise KernelError(msg)
        return done


def checked(array: NDArray[Any], kind: type[np.generic], *shape: int) -> NDArray[Any]:
    """An array, if it is of a type and shape (negative where any size will do).

    Raises:
        KernelError: If it is not.
    """
    fits = array.dtype == kind and len(array.shape) == len(shape)
    if not fits or any(0 <= wanted != size for size, wanted in zip(array.shape, shape, strict=True)):
        msg = f"an array of {array.dtype} {array.shape}, not {kind.__name__} {shape}"
        raise KernelError(msg)
    return array


def pointer(array: NDArray[Any]) -> int:
    """The address of an array, which must hold its values one after the other."""
    if not array.flags.c_contiguous:
        msg = "an array that is not contiguous"
        raise KernelError(msg)
    return array.ctypes.data


@cache
def _library(path: Path) -> tuple[ctypes.CDLL, str] | None:
    """The library, and the best level of this processor; nothing where it is not there or not ours."""
    try:
        library = ctypes.CDLL(str(path))
        level = LEVELS.get(library.quoteattr_level())
        same = library.quoteattr_version() == VERSION
    except (OSError, AttributeError):
        return None
    return (library, level) if same and level is not None else None


def kernels(path: Path = FILE) -> Kernels | None:
    """The kernels that this processor can run, if there are any and nobody asked to do without."""
    asked = os.environ.get("QUOTEATTR_KERNELS", "")
    found = None if asked == "none" or not path.exists() else _library(path)
    if found is None:
        return None
    library, level = found
    wanted = asked if asked in SHAPES and (asked == level or (asked, level) == ("avx2", "avx512")) else level
    try:
        return Kernels(library, wanted)
    except AttributeError:  # built without this level
        return None


def pack(matrix: Floats, panel: int) -> Floats:
    """The columns of `matrix` in panels, the last filled up with zeros: panel, row, column."""
    inputs, columns = matrix.shape
    count = -(-columns // panel)
    full = np.zeros((inputs, count * panel), dtype=np.float32)
    full[:, :columns] = matrix
    return np.ascontiguousarray(full.reshape(inputs, count, panel).transpose(1, 0, 2))
