"""Quotation, or only quotation marks? What the shape of a block and its neighbours say."""

from __future__ import annotations

from quoteattr.document import Block
from quoteattr.phrases import Context

__all__ = ["is_term", "is_utterance"]


def is_utterance(context: Context, block: Block) -> bool:
    """Whether a block reads like something said: long enough, with a finite verb or sentence punctuation inside."""
    first, last = block.inner
    if block.words >= 8:
        return True
    if block.words < 2:
        return False
    ends = context.low[last] in (".", "!", "?", "…", "...")
    finite = any(context.is_finite(i) for i in range(first, last + 1))
    return (finite and block.words >= 4) or (ends and block.words >= 2) or block.words >= 6


def is_term(context: Context, block: Block, count: int) -> bool:
    """Whether a block is a name, title, nickname or term: « gilets jaunes », dit « le Rouge », le film « Minuit »."""
    first, last = block.inner
    if count > 1 and block.words <= 4:
        return True
    before = context.low[block.first - 1] if block.first else ""
    if before in context.lexicon.figurative and block.words <= 8:
        return True
    capitals = [context.document.tokens[i].is_title for i in range(first, last + 1) if context.document.tokens[i].is_word]
    if block.words <= 6 and capitals and capitals[0] and not any(context.is_finite(i) for i in range(first, last + 1)) and before not in (":",):
        return before in context.det or sum(capitals) > 1 or before not in (",", "")
    if block.words <= 3 and before in context.det and block.last + 1 < len(context.low):
        after = block.last + 1
        return context.tags.pos[after] in ("NOUN", "PROPN") and context.document.tokens[after].is_word
    return False
