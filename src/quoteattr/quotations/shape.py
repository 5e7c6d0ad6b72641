"""Quotation, or only quotation marks? What the shape of a block and its neighbours say."""

from __future__ import annotations

from quoteattr.grammar import Tokens
from quoteattr.reading import Block

__all__ = ["has_verb", "is_term", "is_utterance"]


def is_utterance(tokens: Tokens, block: Block) -> bool:
    """Whether a block reads like something said: long enough, with a finite verb or sentence punctuation inside."""
    ends = tokens.low[block.inner[1]] in (".", "!", "?", "…", "...")
    return block.words >= 6 or block.words >= 4 and has_verb(tokens, block) or block.words >= 2 and ends


def has_verb(tokens: Tokens, block: Block) -> bool:
    """Whether a finite verb stands between the marks."""
    first, last = block.inner
    return any(tokens.is_finite(i) for i in range(first, last + 1))


def is_term(tokens: Tokens, block: Block, count: int, *, governed: bool = False, attributed: bool = False) -> bool:
    """Whether a block is a name, title, nickname or term: « gilets jaunes », surnommé « le Rouge », le film « Minuit ».

    Args:
        tokens: The document.
        block: The marked block.
        count: How often the same words stand between marks in the document.
        attributed: Whether a reporting verb stands before it in the sentence.
        governed: Whether a reporting verb stands right before the mark (*a crié « Vive Lyon »*), which settles it.
    """
    return not governed and (
        _is_number(tokens, block)
        or _is_repeated(tokens, block, count, attributed=attributed)
        or _is_announced(tokens, block, attributed=attributed)
        or _is_charge(tokens, block)
        or _is_named(tokens, block, attributed=attributed)
        or _is_word_of_a_phrase(tokens, block)
    )


def _is_number(tokens: Tokens, block: Block) -> bool:
    """Le groupe du « 29 »."""
    first, last = block.inner
    return block.words == 1 and any(low.isdigit() for low in tokens.low[first : last + 1])


def _is_repeated(tokens: Tokens, block: Block, count: int, *, attributed: bool) -> bool:
    """Few words that stand between marks again and again: les « brodeurs »."""
    often = 2 if attributed and tokens.low[block.first - 1] not in ("des", "les", "aux") else 1
    return block.words <= 4 and count > often


def _is_announced(tokens: Tokens, block: Block, *, attributed: bool) -> bool:
    """What the word before it calls a name, title or term: le film « Minuit », surnommé « le Rouge »."""
    reason = tokens.lexicon.figurative.get(tokens.low[block.first - 1])
    if reason is None or block.words > 8:
        return False
    return not (attributed and reason in ("name", "title") and not tokens.word[block.inner[0]].is_title)


def _is_charge(tokens: Tokens, block: Block) -> bool:
    """Jugé pour « vol en réunion »."""
    return (
        tokens.low[block.first - 1] == "pour"
        and block.words > 1
        and tokens.verb_form[block.inner[0]] != "Inf"
        and not has_verb(tokens, block)
    )


def _is_named(tokens: Tokens, block: Block, *, attributed: bool) -> bool:
    """Words with a capital, and no verb: la « Coupe des vallées », une place « Anne Morel »."""
    first, last = block.inner
    capitals = [tokens.word[i].is_title for i in range(first, last + 1) if tokens.word[i].is_word]
    before = tokens.low[block.first - 1]
    if block.words > 6 or True not in capitals[:1] or before == ":" or has_verb(tokens, block):
        return False
    return before in tokens.det or sum(capitals) > 1 or not attributed and before not in (",", "")


def _is_word_of_a_phrase(tokens: Tokens, block: Block) -> bool:
    """La « petite » école."""
    after = block.last + 1
    return (
        block.words <= 3
        and tokens.low[block.first - 1] in tokens.det
        and tokens.pos[after] in ("NOUN", "PROPN")
        and tokens.word[after].is_word
    )
