"""The determiners and figures that begin a noun phrase: *tous les*, *près de cent*, *de nombreux*."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.tokens import Tokens
from quoteattr.labelling import APPROXIMATE

__all__ = ["SOME_OF_MANY", "determiners"]

_MANY: Final = 16
"""How many determiners and figures may begin a noun phrase."""
SOME_OF_MANY: Final = frozenset({"autres", "aucuns", "nombreux", "nombreuses", "multiples"})
"""Adjectives before which *de* is an article: *de nombreux élus*."""
_CONTRACTED: Final = frozenset({"du", "au", "aux", "des"})


def determiners(tokens: Tokens, i: int, limit: int) -> int:
    """The index after the determiners and figures from token `i` on."""
    j = _before_determiner(tokens, i, limit) if tokens.traits[i].head else i
    while j < limit and j - i < _MANY and tokens.traits[j].quantity:
        if j > i and (tokens.name_at[j] or tokens.low[j] in _CONTRACTED and tokens.traits[j - 1].det):
            break
        j += 1
    return j


def _before_determiner(tokens: Tokens, i: int, limit: int) -> int:
    """The index after what stands before a determiner: *tous* les, *près de* cent, *d'*autres."""
    j = i + (tokens.low[i] in ("tout", "tous", "toute", "toutes", "même"))
    if j + 1 < limit and tokens.low[j] in APPROXIMATE and tokens.low[j + 1] in ("de", "d'"):
        j += 2
    return j + (tokens.low[j] in ("de", "d'") and _is_of_many(tokens, j + 1))


def _is_of_many(tokens: Tokens, i: int) -> bool:
    """Whether an adjective in the plural stands at token `i`, before which *de* is an article: *de récents calculs*."""
    many = tokens.pos[i] == "ADJ" and tokens.number[i] == "p" and tokens.is_nominal(i + 1)
    return tokens.low[i] in SOME_OF_MANY or many
