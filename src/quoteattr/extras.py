"""What is optional: imported when it is asked for, and named when it is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from quoteattr.errors import ExtraError

__all__ = ["need"]


def need(module: str, extra: str) -> Any:
    """Import `module`, which the extra named `extra` installs.

    Raises:
        ExtraError: If it is not installed; the message gives the command that installs it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        wanted = module.partition(".")[0]
        if (error.name or "").partition(".")[0] != wanted:  # it is there, and something that it needs is not
            msg = f'{wanted} cannot be imported, for want of {error.name}: pip install "quoteattr[{extra}]"'
        else:
            msg = f'this needs {wanted}, which is not installed: pip install "quoteattr[{extra}]"'
        raise ExtraError(msg, extra) from error
