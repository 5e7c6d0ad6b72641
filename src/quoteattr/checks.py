"""What functions ask of their arguments before they begin."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from quoteattr.errors import InputError

__all__ = ["check_all", "check_path", "check_several", "check_source"]


def check_path(value: Any) -> None:
    """See that `value` is a path.

    Raises:
        InputError: If it is none.
    """
    if not isinstance(value, str | os.PathLike):
        msg = f"expected a path, got {type(value).__name__}"
        raise InputError(msg)


def check_several(name: str, value: Any) -> None:
    """See that `value` is iterable, and no text.

    Raises:
        InputError: If it is not.
    """
    if not isinstance(value, Iterable) or isinstance(value, str | bytes):
        msg = f"{name}: expected several values, got {type(value).__name__}"
        raise InputError(msg)


def check_all(name: str, values: Iterable[Any], kind: type) -> None:
    """See that all of `values` are of one type.

    Raises:
        InputError: If one is not.
    """
    wrong = next((value for value in values if not isinstance(value, kind)), None)
    if wrong is not None:
        msg = f"{name}: expected {kind.__name__}, got {type(wrong).__name__}"
        raise InputError(msg)


def check_source(value: Any, *methods: str) -> None:
    """See that `value` is a path or has what a file has: `methods`, or lines.

    Raises:
        InputError: If it is neither.
    """
    if isinstance(value, str | os.PathLike):
        return
    if isinstance(value, bytes) or not all(hasattr(value, method) for method in methods or ("__iter__",)):
        msg = f"expected a path or an open file, got {type(value).__name__}"
        raise InputError(msg)
