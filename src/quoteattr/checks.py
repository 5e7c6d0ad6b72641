"""What functions ask of their arguments before they begin."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from quoteattr.errors import InputError

__all__ = ["check_path", "check_several", "check_source"]


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
