"""Words between marks that stand for a noun: *certains « gilets jaunes »*."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.tokens import Tokens
from quoteattr.reading import Block

__all__ = ["is_quoted_noun", "quoted_noun_at"]

_QUOTED: Final = 4
"""Words between marks that may stand for a noun; twice as many where they are a noun phrase."""
_APART: Final = frozenset({".", "!", "?", ";", ":", "…"})


def quoted_noun_at(tokens: Tokens, i: int, limit: int) -> bool:
    """Whether a block at token `i` stands for a noun: *certains « gilets jaunes »*."""
    block = tokens.document.block_at.get(i)
    return block is not None and block.last < limit and is_quoted_noun(tokens, block)


def is_quoted_noun(tokens: Tokens, block: Block) -> bool:
    """Whether a block can stand for a noun: *le « juge de paix » du village*, *des « gens de la première heure »*."""
    return block.words <= _QUOTED or block.words <= 2 * _QUOTED and _is_quoted_phrase(tokens, block)


def _is_quoted_phrase(tokens: Tokens, block: Block) -> bool:
    """Whether a block is a noun with its complements, behind a determiner that it lacks."""
    first, last = block.inner
    opens = tokens.traits[block.first - 1].det and tokens.is_nominal(first) and not tokens.word[first].is_title
    return opens and not any(tokens.is_finite(k) or tokens.low[k] in _APART for k in range(first, last + 1))
