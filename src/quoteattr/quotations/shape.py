"""Quotation, or only quotation marks? What the shape of a block and its neighbours say."""

from __future__ import annotations

from quoteattr.grammar import Tokens
from quoteattr.reading import Block

__all__ = ["is_term", "is_utterance"]


def is_utterance(tokens: Tokens, block: Block) -> bool:
    """Whether a block reads like something said: long enough, with a finite verb or sentence punctuation inside."""
    first, last = block.inner
    if block.words >= 8:
        return True
    if block.words < 2:
        return False
    ends = tokens.low[last] in (".", "!", "?", "…", "...")
    finite = any(tokens.is_finite(i) for i in range(first, last + 1))
    return (finite and block.words >= 4) or (ends and block.words >= 2) or block.words >= 6


def is_term(tokens: Tokens, block: Block, count: int, *, governed: bool = False, attributed: bool = False) -> bool:
    """Whether a block is a name, title, nickname or term: « gilets jaunes », surnommé « le Rouge », le film « Minuit ».

    Args:
        tokens: The document.
        block: The marked block.
        count: How often the same words stand between marks in the document.
        attributed: Whether a reporting verb stands before it in the sentence.
        governed: Whether a reporting verb stands right before the mark (*a crié « Vive Lyon »*), which settles it.
    """
    if governed:
        return False
    first, last = block.inner
    before = tokens.low[block.first - 1] if block.first else ""
    if block.words == 1 and any(tokens.low[i].isdigit() for i in range(first, last + 1)):
        return True  # le groupe du « 29 »
    if block.words <= 4 and count > (2 if attributed and before not in ("des", "les", "aux") else 1):
        return True
    reason = tokens.lexicon.figurative.get(before)
    if (
        reason is not None
        and block.words <= 8
        and not (attributed and reason in ("name", "title") and tokens.low[first] == tokens.word[first].text)
    ):
        return True
    finite = any(tokens.is_finite(i) for i in range(first, last + 1))
    if before == "pour" and not finite and tokens.verb_form[first] != "Inf" and block.words > 1:
        return True  # jugé pour « vol en réunion »
    capitals = [tokens.word[i].is_title for i in range(first, last + 1) if tokens.word[i].is_word]
    if block.words <= 6 and capitals and capitals[0] and not finite and before != ":":
        return before in tokens.det or sum(capitals) > 1 or not attributed and before not in (",", "")
    if block.words <= 3 and before in tokens.det and block.last + 1 < tokens.size:
        after = block.last + 1
        return tokens.pos[after] in ("NOUN", "PROPN") and tokens.word[after].is_word
    return False
