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


_ROLE: Final = 6
"""Tokens of what says what somebody is, before the name, at most."""


def is_called(tokens: Tokens, begin: int, end: int, first: int) -> bool:
    """Whether the name at ``begin..end`` of a turn that begins at `first` is of whom it speaks to."""
    if tokens.low[end] not in _ENDS and not tokens.is_mark(end):
        return False
    before = begin - 1
    while before >= first and (tokens.traits[before].title or tokens.low[before] in _MINE):
        before -= 1
    apposed = tokens.low[before] == "," == tokens.low[end] and _tells_who(tokens, before - 1, first)
    return before < first or tokens.low[before] in _ENDS and not apposed or tokens.low[before] in _ORDERS


def _tells_who(tokens: Tokens, last: int, first: int) -> bool:
    """Whether the words that end with token `last` say what somebody is: *la maire de Mons, Zoé Lam, dort*."""
    for k in range(last, max(first, last - _ROLE) - 1, -1):
        if tokens.is_person_noun(k):
            return True
        if not (tokens.is_nominal(k) or tokens.low[k] in tokens.of):
            return False
    return False


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
