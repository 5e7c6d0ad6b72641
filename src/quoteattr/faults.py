"""What becomes of a fault of the package itself: it costs the text that showed it, and never the texts around it."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from typing import Final

from quoteattr.errors import QuoteAttrError
from quoteattr.result import Diagnostic, DiagnosticCode, Result, Span

__all__ = ["STRICT", "must_raise", "result_of_fault"]

STRICT: Final = "QUOTEATTR_STRICT"
"""The environment variable that makes a fault raise as it would without this module; tests set it."""
_LOG: Final = logging.getLogger("quoteattr")


def must_raise(error: Exception) -> bool:
    """Whether `error` is no fault of the package that may be told by a diagnostic.

    One of its own errors, no memory left, or tests are run.
    """
    return isinstance(error, QuoteAttrError | MemoryError) or os.environ.get(STRICT) == "1"


def result_of_fault(text: str, error: Exception, meta: Mapping[str, str]) -> Result:
    """Log `error` with its traceback, and return the result of the text that showed it.

    Nothing found, and a diagnostic.
    """
    _LOG.error(
        "a fault of quoteattr: nothing is found in a text of %d characters; please report it", len(text), exc_info=error
    )
    message = (
        f"a fault of quoteattr itself ({type(error).__name__}), which is in the log: nothing is found in this text"
    )
    diagnostics = [Diagnostic(DiagnosticCode.INTERNAL_ERROR, Span(0, len(text), text), message)] if text else []
    return Result(text, [], (), diagnostics, dict(meta))
