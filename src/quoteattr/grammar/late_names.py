"""The name at the end of a long description, where no noun phrase reaches."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.names import people_in
from quoteattr.grammar.phrases import NounPhrase
from quoteattr.grammar.tokens import Tokens

__all__ = ["late_name"]

_LATE: Final = 28
"""How many tokens from the noun to the name that closes its description at the most."""
_NO_DESCRIPTION: Final = frozenset({".", ";", ":", "que", "qu'", "dont"})
_AFTER_NAME: Final = frozenset({",", ".", "(", ")", "?", "!", "…"})


def late_name(tokens: Tokens, phrase: NounPhrase) -> tuple[int, int] | None:
    """The name that closes a long description: *le directeur de l'école d'Oulan, au nord du pays, Jens Dahl, a dit*.

    It must stand after a comma or right after the last noun, and a comma, bracket or full stop must follow.
    """
    _, end = tokens.document.inner_sentence(phrase.head)
    k = phrase.head + 1
    while k < min(end, phrase.head + _LATE):
        if tokens.low[k] == "qui":
            # un plongeur qui a tout vu, Jens Dahl
            comma = next((m for m in range(k, end) if tokens.low[m] == ","), end)
            if any(_somebody_else(tokens, m) for m in range(k, comma)):
                return None
            k = comma
            continue
        if _ends_description(tokens, k):
            return None
        name = _closing_name(tokens, phrase, k, end)
        if name is not None:
            return name
        if k > phrase.core and _somebody_else(tokens, k):
            return None
        k += 1
    return None


def _ends_description(tokens: Tokens, k: int) -> bool:
    """Whether token `k` can belong to no description: a verb, its subject, a clause, a long quotation."""
    low = tokens.low[k]
    if low in _NO_DESCRIPTION or low in tokens.inverted or low in tokens.subject_clitic:
        return True
    block = tokens.document.block_at.get(k)
    if block is not None and block.words > 4:
        return True
    if low in tokens.have or low in tokens.be:
        return True
    return low in tokens.forms and tokens.is_finite(k) and not tokens.word[k].is_title


def _somebody_else(tokens: Tokens, k: int) -> bool:
    """Whether token `k` is a noun for people other than the one described: *un proche reçu par le ministre, Jens Dahl*.

    Not in a complement with *de*, which may be part of the description: *la porte-parole de l'institut des juges*.
    """
    if tokens.noun_kind(k)[0] != "person" or tokens.is_name(k):
        return False
    while k > 0 and tokens.is_nominal(k - 1) and tokens.low[k - 1] not in tokens.det:
        k -= 1
    if tokens.low[k - 1] in tokens.of or tokens.low[k - 1] not in tokens.det:
        return False
    contracted = tokens.low[k - 1] in tokens.contracted
    return contracted or tokens.low[k - 2] != "," and tokens.low[k - 2] not in tokens.of


def _closing_name(tokens: Tokens, phrase: NounPhrase, k: int, end: int) -> tuple[int, int] | None:
    """The name of several words that begins at token `k`, if it closes the description."""
    before = k - 1 - tokens.traits[k - 1].title  # une avocate et M. Le Goff: two people
    apart = tokens.low[before] == "," or k > phrase.core and not tokens.traits[before].function
    people = people_in(tokens, k, min(end - 1, k + 5)) if apart and tokens.is_name(k) else []
    if not people or people[0][0] != k or people[0][1] == k:
        return None
    after = people[0][1] + 1
    closed = after >= end or tokens.low[after] in _AFTER_NAME or tokens.is_mark(after)
    return people[0] if closed or tokens.low[k - 1] != "," else None
