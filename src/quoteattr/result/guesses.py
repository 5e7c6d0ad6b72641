"""What words tell of themselves where nobody says it."""

from __future__ import annotations

from quoteattr.result.kinds import MentionForm

__all__ = ["form_of"]

_PRONOUNS = frozenset("il elle on ils elles je tu nous vous lui eux celui-ci celle-ci ceux-ci celles-ci".split())


def form_of(words: str) -> MentionForm:
    """Return what form a mention of these words has: by its hyphen, its word or its capital."""
    if words.startswith("-"):
        return MentionForm.CLITIC
    if words.casefold().strip("- ") in _PRONOUNS:
        return MentionForm.PRONOUN
    return MentionForm.NAME if words[0].isupper() else MentionForm.NOUN_PHRASE
