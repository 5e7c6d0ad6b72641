"""Names of persons, places and bodies, told from runs of capitalised words."""

from __future__ import annotations

from quoteattr.document import Document
from quoteattr.lexicon import Lexicon

__all__ = ["entities"]


def entities(document: Document, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Return ``(first, last, label)`` of each name, with inclusive token indices; the labels are those of the model."""
    return []
