"""Whether a form of a reporting verb is a finite verb where it stands, whatever the labels take it for."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.auxiliaries import inverted_after
from quoteattr.grammar.tokens import Tokens
from quoteattr.lexicon import Mood

__all__ = ["after_closer", "after_determiner", "may_be_finite"]

_BEFORE_VERB: Final = frozenset("tout tous toutes certains certaines plusieurs aucun aucune mille nombre".split())
"""Determiners that may stand right before a verb: *les maires ont tous dit*."""
_OBJECT: Final = frozenset({"le", "la", "les", "l'"})
"""Determiners that are clitics between a comma and a gerund."""
_BEFORE_FINITE: Final = frozenset({"qui", "ne", "n'", "se", "s'", "que", "qu'"})


def after_closer(tokens: Tokens, i: int) -> bool:
    """Whether a closing mark stands before token `i`, a comma passed over: « Entrez », fit le notaire."""
    return tokens.is_closer(i - 1 - (tokens.low[i - 1] == ","))


def after_determiner(tokens: Tokens, i: int) -> bool:
    """Whether a determiner right before makes a noun of the form: *une demande*, *son estime*."""
    low = tokens.low[i - 1]
    if low in ("un", "une"):
        return True
    if tokens.low[i - 2] == "," and low in _OBJECT and tokens.low[i].endswith("ant"):
        return False  # …, les qualifiant de « farces »
    return low in tokens.det and low not in _BEFORE_VERB and tokens.pos[i] not in ("VERB", "AUX")


def may_be_finite(tokens: Tokens, i: int) -> bool:
    """Whether what stands around token `i` lets it be a finite verb; labels take many for nouns or adjectives."""
    if inverted_after(tokens, i) is not None:
        return True
    if after_determiner(tokens, i) or _behind_adjective(tokens, i):
        return False
    previous = tokens.low[i - 1]
    return (
        previous in tokens.subject_clitic
        or previous in _BEFORE_FINITE
        or tokens.pos[i] in ("VERB", "AUX")
        or _between_aside_and_said(tokens, i)
        or _between_subject_and_clause(tokens, i)
        or _opens_incise(tokens, i)
    )


def _behind_adjective(tokens: Tokens, i: int) -> bool:
    """Whether the form is a noun behind its adjective: *la même demande*; but *ce dernier demande*."""
    if tokens.low[i - 1] == "dernier" and tokens.low[i - 2] == "ce":
        return tokens.pos[i] not in ("VERB", "AUX")
    return tokens.low[i - 1] in ("même", "seul", "dernier", "premier") and tokens.traits[i - 2].det


def _between_aside_and_said(tokens: Tokens, i: int) -> bool:
    """Le pilote, venu « de loin », raconte : « … »; la maire, élue d'hier, juge « sûre » la digue."""
    if tokens.low[i + 1] in ("que", "qu'"):  # not: …, signe que tout va mal
        return tokens.low[i - 1] == "," and any(f.verb.verb_class in "ACD" for f in tokens.forms.get(tokens.low[i], ()))
    if tokens.low[i + 1] == ":":
        opens = tokens.low[i - 1] in ("et", "puis") and i - 1 in tokens.document.boundaries_set  # Puis note : « … »
        return opens or tokens.low[i - 1] == "," or tokens.is_closer(i - 1)
    moods = {f.mood for f in tokens.forms[tokens.low[i]]} if tokens.low[i] in tokens.forms else set()
    return tokens.low[i - 1] == "," and i + 1 in tokens.document.block_at and Mood.PARTICIPLE not in moods


def _between_subject_and_clause(tokens: Tokens, i: int) -> bool:
    """*La maire juge que*: a noun to the model, but nouns do not stand between a noun and *que*."""
    previous, following = tokens.low[i - 1], tokens.low[i + 1]
    if tokens.traits[i - 1].det or not (tokens.is_nominal(i - 1) or previous == ")"):
        return False
    if following in ("que", "qu'", ":"):
        return True
    if i + 1 in tokens.document.block_at:
        return tokens.low[i] not in tokens.lexicon.figurative  # une future liste « Mauves »
    if tokens.is_name(i - 1):
        return following in tokens.adverb or tokens.traits[i + 1].det
    return tokens.traits[i + 1].det and tokens.noun_kind(i - 1)[0] in ("person", "group", "organization")


def _opens_incise(tokens: Tokens, i: int) -> bool:
    """« Non », rétorque la maire: a mark or comma before it, a noun phrase or an adverbial after it."""
    if not tokens.is_mark(i - 1) and tokens.low[i - 1] not in (",", "?", "!", "…"):
        return False
    its = tokens.traits[i + 1]
    if tokens.low[i + 1] == ",":
        return after_closer(tokens, i)  # « Oui », souffle, émue, la vendeuse
    following = its.det or its.adverb or its.title or its.prep
    return following or tokens.is_name(i + 1) or tokens.low[i + 1] in tokens.demonstrative
