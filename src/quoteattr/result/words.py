"""How many words there are: what stands between spaces and holds a letter or digit."""

from __future__ import annotations

from quoteattr.result.values import Quotation

__all__ = ["line_ends", "words", "words_of"]


def words(text: str) -> int:
    """Return how many words a text has."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def words_of(quotation: Quotation) -> int:
    """Return how many words the content of a quotation has."""
    return sum(words(span.text) for span in quotation.content)


def line_ends(text: str) -> list[int]:
    """Return where the line feeds of a text stand; how many are before a place is a matter of bisection."""
    return [place for place, character in enumerate(text) if character == "\n"]
