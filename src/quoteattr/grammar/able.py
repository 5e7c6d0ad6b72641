"""Who can speak: a noun phrase that means people, a body or a writing, as far as its form and its noun tell."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.phrases import NounPhrase
from quoteattr.grammar.tokens import Tokens

__all__ = ["can_speak"]

_NOBODY: Final = frozenset({"ce", "c'", "on", "cela", "ça", "rien", "tout"})
_SPEAKING: Final = frozenset({"person", "organization", "group"})


def can_speak(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether a phrase can speak: *elle*, *la maire*, *Omar Sall*; not *cela*, *la lenteur du chantier*."""
    if tokens.low[phrase.head] in _NOBODY:
        return False
    return phrase.pronoun or phrase.name is not None or tokens.noun_kind(phrase.head)[0] in _SPEAKING
