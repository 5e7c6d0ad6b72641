"""What a noun phrase tells of whom it means before anybody is looked for.

One or several, which gender, known or new.
"""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.phrases import NounPhrase, addresses
from quoteattr.grammar.tokens import Tokens

__all__ = ["FEMININE", "MASCULINE", "gender_of", "is_coordinated", "is_definite", "is_plural", "without_title"]

MASCULINE: Final = frozenset({"le", "un", "ce", "cet", "du", "au"})
FEMININE: Final = frozenset({"la", "une", "cette"})
_SINGULAR_DET: Final = MASCULINE | FEMININE | {"l'", "son", "sa"}
_PLURAL_DET: Final = frozenset(
    {
        "les",
        "des",
        "ces",
        "ses",
        "leurs",
        "nos",
        "vos",
        "plusieurs",
        "certains",
        "certaines",
        "quelques",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "dix",
        "de",
        "d'",
    }
)


def without_title(tokens: Tokens, phrase: NounPhrase) -> NounPhrase:
    """The same person without the title before the office: *le maire* of *M. le maire*."""
    if phrase.first < phrase.head and addresses(tokens, phrase.first):
        return NounPhrase(phrase.first + 1, phrase.last, phrase.head, phrase.name, core=phrase.core)
    return phrase


def is_definite(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether it is definite: of somebody who is known, or should be."""
    if tokens.low[phrase.first] == "l'" and tokens.low[phrase.first + 1] in ("un", "une"):
        return False
    return tokens.low[phrase.first] in (
        "le",
        "la",
        "l'",
        "ce",
        "cet",
        "cette",
        "les",
        "ces",
        "son",
        "sa",
        "du",
        "au",
        "même",
    )


def is_plural(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether it is about several, two coordinated ones included."""
    low = tokens.low[phrase.first]
    if (
        any(tokens.low[i] == "et" for i in range(phrase.head + 1, phrase.core + 1))
        and phrase.core - phrase.head < 14
        and is_coordinated(tokens, phrase)
    ):
        return True
    return (
        low in _PLURAL_DET
        or low.isdigit()
        and low != "1"
        or (low not in _SINGULAR_DET and tokens.number[phrase.head] == "p")
    )


def is_coordinated(tokens: Tokens, phrase: NounPhrase) -> bool:
    """La mairie et la région: two phrases with a determiner or name each."""
    for i in range(phrase.head + 1, phrase.core):
        if (
            tokens.low[i] == "et"
            and tokens.low[i + 1] in ("le", "la", "l'")
            and tokens.is_name(i + 2)
            and tokens.is_name(phrase.head)
        ):
            return True  # la Ligue des marais et l'Office des eaux
        if (
            tokens.low[i] == "et"
            and (tokens.low[i + 1] in tokens.det or tokens.is_name(i + 1))
            and not any(tokens.low[k] in ("de", "des", "du", "d'", "entre") for k in range(phrase.head + 1, i))
        ):
            return True
    return False


def gender_of(tokens: Tokens, phrase: NounPhrase) -> str | None:
    """Its gender, by determiner, noun or label."""
    det = tokens.low[phrase.first]
    if det in MASCULINE:
        return "m"
    if det in FEMININE:
        return "f"
    gender = tokens.noun_kind(phrase.head)[1]
    return gender if gender in ("m", "f") else tokens.gender[phrase.head] or None
