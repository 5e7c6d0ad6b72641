"""Labels read off the words themselves, for work without a model."""

from __future__ import annotations

from quoteattr.document import Document
from quoteattr.syntax import Tags

__all__ = ["surface_tags"]


def surface_tags(document: Document) -> Tags:
    """Label the tokens of a document as far as their forms tell."""
    return Tags(len(document.tokens))
