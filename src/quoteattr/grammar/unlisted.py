"""Verbs that the lexicon lacks, and *faire*: what stands beside says that they report."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.tokens import Tokens
from quoteattr.lexicon import Form, Mood, Verb

__all__ = ["after_closer", "unlisted"]

_DOES: Final = frozenset({"fit", "fait", "faisait", "firent", "font", "faisaient"})
_I_DO: Final = frozenset({"fis", "fais", "faisais", "fîmes", "faisions"})
_MAKES: Final = Verb("faire", "B", frozenset("i"))
"""*Faire* beside a closing mark: « Entrez », fit le notaire."""


def unlisted(tokens: Tokens, i: int) -> tuple[Form, ...]:
    """Readings of a verb that the lexicon lacks, where its place after a closing mark and an inverted pronoun tell.

    « Oui », avaient-ils planifié.
    """
    made = _made(tokens, i)
    if made is not None:
        return made
    if tokens.traits[i + 1].inverted:
        before, mood = i - 1, Mood.FINITE
    elif tokens.traits[i - 1].inverted:
        before, mood = i - 3, Mood.PARTICIPLE
    else:
        return ()
    while tokens.low[before] in tokens.clitic:
        before -= 1
    if tokens.low[before] == ",":
        before -= 1
    known = tokens.low[i] in tokens.other_forms and tokens.low[i] not in ("fait", "fit")
    if known or tokens.pos[i] not in ("VERB", "AUX", "ADJ", "NOUN") or not tokens.is_closer(before):
        return ()
    return (Form(Verb(tokens.low[i], "B", frozenset("i")), mood),)


def _made(tokens: Tokens, i: int) -> tuple[Form, ...] | None:
    """The reading of a form of *faire* beside what is said: « Entrez », fit le notaire; « Trop tard ! fit-elle. »."""
    low, before = tokens.low[i], tokens.low[i - 1]
    if low == "fait" and before in tokens.have and after_closer(tokens, i - 1):
        return (Form(_MAKES, Mood.PARTICIPLE),)
    if low in _I_DO and tokens.low[i + 1] in ("-je", "-nous"):
        return (Form(_MAKES, Mood.FIRST),)
    if low not in _DOES:
        return None
    if tokens.traits[i + 1].inverted:
        return (Form(_MAKES, Mood.FINITE),) if before in ("!", "?", "…", ",") else None
    return (Form(_MAKES, Mood.FINITE),) if after_closer(tokens, i) else ()


def after_closer(tokens: Tokens, i: int) -> bool:
    """Whether a closing mark stands before token `i`, a comma passed over: « Entrez », fit le notaire."""
    return tokens.is_closer(i - 1 - (tokens.low[i - 1] == ","))
