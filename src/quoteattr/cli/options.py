"""Options that several commands share, and what they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from quoteattr.cli.inputs import check_encoding

if TYPE_CHECKING:
    from quoteattr.pipeline import Extractor

__all__ = ["encoding_option", "new_extractor"]


def encoding_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--encoding`` to a command."""
    return click.option(
        "--encoding", default="utf-8", show_default=True, metavar="NAME", callback=check_encoding, help="Encoding of the input (utf-8-sig, cp1252, latin-1 ...)."
    )(command)


def new_extractor() -> Extractor:
    """Load the model, which takes a second or two: only when there is a text to read."""
    from quoteattr.pipeline import Extractor

    return Extractor()
