"""What a noun phrase tells of whom it means before anybody is looked for.

One or several, which gender, known or new.
"""

from __future__ import annotations

import re
from typing import Final

from quoteattr.grammar.phrases import NounPhrase, addresses
from quoteattr.grammar.tokens import Tokens

__all__ = [
    "FEMININE",
    "MASCULINE",
    "agrees",
    "gender_of",
    "is_coordinated",
    "is_definite",
    "is_plural",
    "plural_told",
    "tells_no_gender",
    "without_title",
]

MASCULINE: Final = frozenset({"le", "un", "ce", "cet", "du", "au"})
FEMININE: Final = frozenset({"la", "une", "cette"})
_SINGULAR_DET: Final = MASCULINE | FEMININE | {"l'", "son", "sa"}
_PLURAL_DET: Final = frozenset(
    "les des ces ses leurs nos vos plusieurs certains certaines quelques deux trois quatre cinq dix de d'".split()
)
_DEFINITE: Final = frozenset("le la l' ce cet cette les ces son sa du au même".split())
_TELLS_PLURAL: Final = frozenset(
    "les des ces ses leurs plusieurs certains certaines quelques deux trois quatre cinq six sept huit neuf dix tous "
    "toutes nombreux nombreuses ils elles ceux-ci celles-ci".split()
)
_TELLS_SINGULAR: Final = frozenset("le la l' un une ce cet cette son sa il elle on celui-ci celle-ci".split())
_COLLECTIVE: Final = frozenset(
    "dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine centaine millier poignée majorité partie "
    "foule groupe nombre plupart moitié tiers ensemble série collectif couple".split()
)
"""Nouns that go with verbs in either number: *une poignée d'élus dit* or *disent*."""
_SINGULAR: Final = re.compile(r"(?:vient|tient|(?:^|dé)ment|(?:^|res|pres|con)sent)$")
"""Singular forms that look plural: *prévient, soutient, dément, pressent*; but *pensent* and *proposent* are plural."""
_LONGEST_COORDINATION: Final = 14
"""Tokens from the head of two coordinated phrases to their end at the most."""


def without_title(tokens: Tokens, phrase: NounPhrase) -> NounPhrase:
    """The same person without the title before the office: *le maire* of *M. le maire*."""
    if phrase.first < phrase.head and addresses(tokens, phrase.first):
        return NounPhrase(phrase.first + 1, phrase.last, phrase.head, phrase.name, core=phrase.core)
    return phrase


def is_definite(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether it is definite: of somebody who is known, or should be."""
    low = tokens.low[phrase.first]
    return low in _DEFINITE and not (low == "l'" and tokens.low[phrase.first + 1] in ("un", "une"))


def is_plural(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether it is about several, two coordinated ones included."""
    if phrase.core - phrase.head < _LONGEST_COORDINATION and is_coordinated(tokens, phrase):
        return True
    low = tokens.low[phrase.first]
    if low in _PLURAL_DET or low.isdigit() and low != "1":
        return True
    return low not in _SINGULAR_DET and tokens.number[phrase.head] == "p"


def plural_told(tokens: Tokens, phrase: NounPhrase) -> bool | None:
    """Whether a noun phrase is plural, as far as its determiner or pronoun tells."""
    low = tokens.low[phrase.first].lstrip("-").removeprefix("t-")
    if tokens.low[phrase.head] in _COLLECTIVE:
        return None
    if low in _TELLS_PLURAL or low.isdigit() and int(low) > 1 and tokens.low[phrase.head] != "%":
        return True
    if "et" in tokens.low[phrase.head : phrase.core + 1]:
        return None
    return False if low in _TELLS_SINGULAR or phrase.name == (phrase.first, phrase.core) else None


def agrees(tokens: Tokens, verb: int, phrase: NounPhrase) -> bool:
    """Whether the finite form at token `verb` may have the phrase as its subject, as far as number tells."""
    plural = plural_told(tokens, phrase)
    form = tokens.low[verb]
    return plural is None or plural == (form.endswith(("ent", "ont")) and not _SINGULAR.search(form))


def is_coordinated(tokens: Tokens, phrase: NounPhrase) -> bool:
    """La mairie et la région: two phrases with a determiner or name each."""
    return any(tokens.low[i] == "et" and _joins(tokens, phrase, i) for i in range(phrase.head + 1, phrase.core))


def _joins(tokens: Tokens, phrase: NounPhrase, i: int) -> bool:
    """Whether *et* at token `i` joins a phrase of its own, not a second complement: *le maire de Lyon et de Dax*."""
    if tokens.is_name(phrase.head) and tokens.low[i + 1] in ("le", "la", "l'") and tokens.is_name(i + 2):
        return True  # la Ligue des marais et l'Office des eaux
    complement = any(tokens.low[k] in tokens.of or tokens.low[k] == "entre" for k in range(phrase.head + 1, i))
    return not complement and (tokens.traits[i + 1].det or tokens.is_name(i + 1))


def tells_no_gender(tokens: Tokens, noun: int) -> bool:
    """Whether a noun for people tells nothing of whether somebody is a man or woman: *une victime*, *un bras droit*."""
    return tokens.noun_kind(noun) == ("person", "-")


def gender_of(tokens: Tokens, phrase: NounPhrase) -> str | None:
    """Its gender, by determiner, noun or label; none where it is written for both: *la directeur·rice*."""
    det = tokens.low[phrase.first]
    if "·" in det or "·" in tokens.low[phrase.head]:
        return None
    if det in MASCULINE:
        return "m"
    if det in FEMININE:
        return "f"
    gender = tokens.noun_kind(phrase.head)[1]
    return gender if gender in ("m", "f") else tokens.gender[phrase.head] or None
