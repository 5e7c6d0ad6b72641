"""Relative clauses: whom *qui* and *laquelle* stand for."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.able import can_speak
from quoteattr.grammar.agreement import agrees
from quoteattr.grammar.around import phrase_around
from quoteattr.grammar.names import people_in
from quoteattr.grammar.phrases import NounPhrase, noun_phrase
from quoteattr.grammar.tokens import Tokens

__all__ = ["antecedent"]

_FAR: Final = 25
"""How many tokens before its relative pronoun an antecedent may begin."""
_NAME: Final = 6
"""Tokens of a name at most."""
_NEAR: Final = 10
"""How many tokens before the end of a person's complement the person may stand."""


def antecedent(tokens: Tokens, relative: int, start: int) -> NounPhrase | None:
    """The noun phrase before *qui*."""
    j = relative - 1
    if tokens.low[j] == ",":
        j -= 1
    if tokens.low[j] == ")":
        j = next((k - 1 for k in range(j, max(start, j - 12), -1) if tokens.low[k] == "("), j)
    if j < start:
        return None
    if tokens.low[j] in tokens.demonstrative:
        return NounPhrase(j, j, j, pronoun=True, core=j)
    found: NounPhrase | None = _antecedent_by_model(tokens, relative, start)
    one_of = found is not None and tokens.low[found.head] in tokens.demonstrative  # celle de la cour, qui a dit
    if found is None or one_of or not can_speak(tokens, found):
        by_order = _antecedent_by_order(tokens, relative, start, j)
        if one_of and by_order is not None and not agrees(tokens, _verb_after(tokens, relative), by_order):
            by_order = None  # ceux du port, qui ont dit
        found = by_order if by_order is not None and can_speak(tokens, by_order) else found or by_order
    if found is None:
        return None
    return (
        _agreeing(tokens, found, relative, start)
        or _person_before(tokens, found, start, relative)
        or _before_adjunct(tokens, found, start, relative)
        or found
    )


def _before_adjunct(tokens: Tokens, found: NounPhrase, start: int, relative: int) -> NounPhrase | None:
    """The person named before what says between commas where or how: *dit Zoé, élève au lycée du port, qui part*."""
    governed = tokens.low[found.first] in tokens.contracted or tokens.traits[found.first - 1].prep
    if not governed or tokens.low[relative - 1] != "," or tokens.is_person_noun(found.head):
        return None
    comma = next((k for k in range(found.first - 1, max(start, found.first - _NEAR), -1) if tokens.low[k] == ","), -1)
    if comma < 0 or any(tokens.is_finite(k) for k in range(comma + 1, found.first)):
        return None
    people = people_in(tokens, max(start, comma - _NAME), comma - 1)
    if not people or people[-1][1] != comma - 1:
        return None
    return phrase_around(tokens, people[-1][0], start, comma)


def _verb_after(tokens: Tokens, relative: int) -> int:
    """Where the verb of a relative clause stands, its clitics and adverbs passed over."""
    verb = relative + 1
    while tokens.low[verb] in tokens.clitic or tokens.is_adverb(verb):
        verb += 1
    return verb


def _agreeing(tokens: Tokens, found: NounPhrase, relative: int, start: int) -> NounPhrase | None:
    """The complement that agrees with the verb where its noun does not.

    *le rapporteur* of *les conclusions du rapporteur, qui avait invité la cour*.
    """
    verb = _verb_after(tokens, relative)
    if tokens.low[relative] != "qui" or not tokens.is_finite(verb) or agrees(tokens, verb, found):
        return None
    for k in range(found.last, max(start, found.head), -1):
        phrase = noun_phrase(tokens, k, relative) if tokens.traits[k].det or tokens.is_name(k) else None
        if phrase is not None and phrase.last == found.last and can_speak(tokens, phrase):
            return phrase if agrees(tokens, verb, phrase) else None
    return None


def _person_before(tokens: Tokens, found: NounPhrase, start: int, relative: int) -> NounPhrase | None:
    """The person whom a body, place or group says more of: *le chef* of *le chef du Parti du lac, qui a dit*."""
    kind = tokens.noun_kind(found.head)[0]
    apart = tokens.low[relative - 1] == "," and tokens.low[relative - 2] != ")"
    governed = tokens.low[found.first] in ("du", "des")
    if found.pronoun or kind in ("person", "document") or kind == "group" and not apart:
        return None
    if found.name is not None and not governed:
        return None
    if found.first > start and tokens.traits[found.first - 1].prep:
        end = found.first - 2
        while end > start and (tokens.verb_form[end] == "Part" or tokens.is_adverb(end)):
            end -= 1  # un manifestant venu de Dax qui
    elif governed:
        end = found.first - 1
    else:
        return None
    for k in range(end, max(start - 1, end - _NEAR), -1):
        phrase = noun_phrase(tokens, k, relative) if tokens.traits[k].det or tokens.is_name(k) else None
        if phrase is not None and phrase.last >= end and tokens.is_person_noun(phrase.head):
            return phrase
        if tokens.is_finite(k) and not tokens.is_nominal(k) or tokens.low[k] in (",", ";", ":"):
            break
    return None


def _antecedent_by_model(tokens: Tokens, relative: int, start: int) -> NounPhrase | None:
    """The noun phrase on which the model hangs the clause of a relative pronoun."""
    verb = tokens.head[relative]
    noun = tokens.head[verb]
    if (
        start <= noun < relative
        and tokens.dep[verb].startswith("acl")
        and tokens.pos[noun] in ("NOUN", "PROPN", "PRON")
    ):
        return phrase_around(tokens, noun, start, relative)
    return None


def _antecedent_by_order(tokens: Tokens, relative: int, start: int, last: int) -> NounPhrase | None:
    """The longest noun phrase that ends at token `last` or right before, as far as to its determiner."""
    best = None
    for k in range(relative - 1, max(start - 1, relative - _FAR), -1):
        phrase = noun_phrase(tokens, k, relative)
        if phrase is not None and phrase.last >= last - 1:
            best = phrase
        if best is not None and tokens.traits[k].det and not tokens.name_at[k]:
            break
    return best
