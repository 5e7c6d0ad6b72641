"""The noun phrase around a noun that the model hangs on a verb."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.phrases import NounPhrase, noun_phrase
from quoteattr.grammar.tokens import Tokens

__all__ = ["phrase_around"]

_BRACKET: Final = 8
"""Tokens of a bracket between a share and whose it is at the most."""


def phrase_around(tokens: Tokens, head: int, start: int, limit: int) -> NounPhrase | None:
    """The noun phrase whose head the model says is token `head`."""
    i = head
    if tokens.low[head] == "%":
        return noun_phrase(tokens, max(start, head - 1), limit)  # 55 % pensent
    while i > start and _goes_before(tokens, i - 1):
        i -= 1
        if tokens.traits[i].det and not (i > start and _is_before_determiner(tokens, i - 1)):
            break
    i = _share_before(tokens, i, start)
    while i > start and tokens.low[i - 1] in ("près", "plus", "moins", "très"):
        i -= 1
        if i > start and tokens.traits[i - 1].det:
            i -= 1
    return noun_phrase(tokens, i, limit, bare=True)


def _share_before(tokens: Tokens, i: int, start: int) -> int:
    """Where the share begins whose complement begins at token `i`: *57 % (+3) des sondés*; else `i`."""
    k = i - 1
    if tokens.low[k] == ")":
        k = next((m - 1 for m in range(k, max(start, k - _BRACKET), -1) if tokens.low[m] == "("), k)
    return k - 1 if tokens.low[i] == "des" and k > start and tokens.low[k] == "%" else i


def _goes_before(tokens: Tokens, i: int) -> bool:
    """Whether token `i` can stand in a noun phrase before its head: a determiner, title, adjective or noun."""
    its = tokens.traits[i]
    return its.det or its.title or tokens.is_nominal(i) and tokens.low[i] not in tokens.time


def _is_before_determiner(tokens: Tokens, i: int) -> bool:
    """Whether a determiner may follow token `i`: *tous les*, *les deux*, *12 des*."""
    low = tokens.low[i]
    return low in ("tous", "toutes", "tout", "les", "ces", "des", "aux") or low[0].isdigit()
