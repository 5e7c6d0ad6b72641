"""The label at the head of a turn of a conversation."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.cues import CueSite
from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.quotations import Draft

__all__ = ["turn_label"]


def turn_label(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """**Awa Diop** : Nous avons gagné."""
    if draft.turn < 0 or draft.label is None:
        return None
    first, last = draft.label
    name = (first, last) if any(tokens.is_name(k) for k in range(first, last + 1)) else None
    return NounPhrase(first, last, last, name, core=last)
