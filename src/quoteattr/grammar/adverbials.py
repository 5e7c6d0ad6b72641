"""Adverbs of several words, as the lexicon lists them: *par ailleurs*, *d'ores et déjà*, *une nouvelle fois*."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.tokens import Tokens

__all__ = ["begins_adverbial", "in_adverbial"]

_LONGEST: Final = 6
"""Words of an adverb at the most."""


def begins_adverbial(tokens: Tokens, last: int) -> int:
    """The first token of the adverb of several words that ends with token `last`, or -1."""
    for words in tokens.vocabulary.adverbials.get(tokens.low[last], ()):
        first = last + 1 - len(words)
        if first >= 0 and tuple(tokens.low[first : last + 1]) == words:
            return first
    return -1


def in_adverbial(tokens: Tokens, i: int, limit: int) -> bool:
    """Whether token `i` belongs to an adverb of several words that ends before token `limit`."""
    return any(0 <= begins_adverbial(tokens, k) <= i for k in range(i, min(limit, i + _LONGEST)))
