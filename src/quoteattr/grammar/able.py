"""Who can speak: a noun phrase that means people, a body or a writing, as far as its form and its noun tell."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.agreement import gender_of
from quoteattr.grammar.phrases import NounPhrase
from quoteattr.grammar.tokens import Tokens

__all__ = ["can_speak"]

_NOBODY: Final = frozenset({"ce", "c'", "on", "cela", "ça", "rien", "tout"})
_SPEAKING: Final = frozenset({"person", "organization", "group", "document"})


def can_speak(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether a phrase can speak: *elle*, *la maire*, *Omar Sall*; not *cela*, *la lenteur du chantier*."""
    if tokens.low[phrase.head] in _NOBODY:
        return False
    if tokens.is_name(phrase.head) and tokens.entity_at.get(phrase.head, (0, 0, ""))[2] in ("PER", "ORG"):
        return True
    kind = tokens.noun_kind(phrase.head)[0]
    if phrase.pronoun or phrase.name is not None or kind:
        return not kind or kind in _SPEAKING or phrase.name is not None
    thing = tokens.low[phrase.head].endswith(("eur", "eurs")) and gender_of(tokens, phrase) == "f"  # la lenteur
    return tokens.person_like(phrase.head) and not thing
