"""The text alone: what offsets count in, where a format does not hold it or it came out of a page or a document."""

from __future__ import annotations

from quoteattr.export.checked import checked
from quoteattr.result import Result

__all__ = ["to_text"]


def to_text(result: Result, _name: str = "") -> str:
    """Return the text of `result`.

    Raises:
        InputError: If it is no `Result`.
        ResultError: If its parts do not agree with each other.
    """
    return checked(result).text
