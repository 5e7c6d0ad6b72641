"""Who is spoken to: *Tiens, Margot*; *Je ne sais pas, madame Lam*."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from quoteattr.grammar.tokens import Tokens

__all__ = ["called_in", "is_called"]

_ENDS: Final = frozenset({",", "!", "?", ".", "…", ";", ":"})
_MINE: Final = frozenset({"mon", "ma", "mes", "cher", "chère", "pauvre", "petit", "petite", "bon", "bonne"})
_ORDERS: Final = frozenset(
    "tiens tenez voyons allons allez dis dites écoute écoutez regarde regardez viens venez ah oh eh hé ô oui non merci "
    "bonjour bonsoir adieu mais et pardon voilà bien".split()
)
"""What may stand before somebody who is spoken to, with no comma: *Tiens, Margot*; *Voyons Anselme*."""


def is_called(tokens: Tokens, begin: int, end: int, first: int) -> bool:
    """Whether the name at ``begin..end`` of a turn that begins at `first` is of whom it speaks to."""
    if tokens.low[end] not in _ENDS and not tokens.is_mark(end):
        return False
    before = begin - 1
    while before >= first and (tokens.traits[before].title or tokens.low[before] in _MINE):
        before -= 1
    return before < first or tokens.low[before] in _ENDS or tokens.low[before] in _ORDERS


def called_in(tokens: Tokens, first: int, end: int, names: Container[int]) -> Iterator[int]:
    """The first token of each name in ``first..end`` that is of whom is spoken to; `names` are the tokens of names."""
    k = first
    while k < end:
        if k not in names:
            k += 1
            continue
        begin = k
        while k < end and k in names:
            k += 1
        if is_called(tokens, begin, k, first):
            yield begin
