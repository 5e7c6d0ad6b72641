"""Nouns of saying that frame a quotation: *la réponse de Léa Faure*, *leur mot d'ordre*."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.tokens import Tokens

__all__ = ["past_frame", "past_their_saying"]

_THEIRS: Final = frozenset({"son", "sa", "ses", "leur", "leurs"})


def past_frame(tokens: Tokens, i: int) -> int:
    """The index after a noun of saying and its determiner at token `i`, or `i`."""
    k = i + (tokens.traits[i].det or tokens.low[i] == "l'")
    k += tokens.low[k] in ("propre", "propres")
    words, frames = tokens.document.words, tokens.lexicon.frames
    return next((k + n for n in (3, 1) if words(k, k + n - 1) in frames), i)  # la réaction, le mot d'ordre


def past_their_saying(tokens: Tokens, i: int) -> int:
    """The index after *sa réponse*, *leur mot d'ordre* at token `i`, or `i`."""
    return past_frame(tokens, i) if tokens.low[i] in _THEIRS else i
