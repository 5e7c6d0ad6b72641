"""Gerunds, participles and infinitives that have a subject of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import NounPhrase, Tokens, VerbGroup, can_speak, noun_phrase, phrase_around, subject_left
from quoteattr.quotations import Draft
from quoteattr.result import CueKind
from quoteattr.speakers.mentions.subjects import group_of

__all__ = ["after_comma", "own_subject", "without_subject"]

_PERCEPTION: Final = frozenset({"voir", "entendre", "regarder", "écouter", "laisser", "sentir"})
_OBJECT_CLITIC: Final = frozenset({"l'", "le", "la", "les", "s'", "se", "y"})
_NEAR: Final = 8
"""How far before a participle its noun may stand."""


def own_subject(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """X de conclure : « … », on entend X crier « … », sa directrice promettant que …."""
    group = without_subject(draft)
    if group is None:
        return None
    start, _ = tokens.document.sentence(group.first)
    if group.mood == "infinitive":
        return _of_narrative_infinitive(tokens, draft, group, start) or _seen_doing(tokens, group, start)
    if group.mood == "gerund" and "en" not in tokens.low[group.first : group.at]:  # tout en disant has no subject
        return _of_gerund(tokens, group, start) or _described_by_participle(tokens, group, start)
    return None


def without_subject(draft: Draft) -> VerbGroup | None:
    """The verb group of a draft, if it is of a mood that has no subject beside it."""
    group = group_of(draft)
    if group is None or group.mood not in ("gerund", "infinitive", "participle"):
        return None
    return None if group.passive and group.mood == "participle" else group


def _of_narrative_infinitive(tokens: Tokens, draft: Draft, group: VerbGroup, start: int) -> NounPhrase | None:
    """Et la maire de conclure : « … »."""
    before = group.first - 1
    if draft.site is None or draft.site.kind is not CueKind.COLON or tokens.low[before] not in ("de", "d'"):
        return None
    found = subject_left(tokens, before, start)
    return found if found is not None and can_speak(tokens, found) else None  # le temps de conclure


def _seen_doing(tokens: Tokens, group: VerbGroup, start: int) -> NounPhrase | None:
    """On entend les pêcheurs scander « … ».

    The object of a verb of perception, right before the infinitive, is who speaks.
    """
    for verb in range(group.first - 2, max(start, group.first - 14) - 1, -1):
        if tokens.other_forms.get(tokens.low[verb], ("",))[0] in _PERCEPTION:
            phrase = noun_phrase(tokens, verb + 1, group.first)
            return phrase if phrase is not None and phrase.last == group.first - 1 else None
    return None


def _of_gerund(tokens: Tokens, group: VerbGroup, start: int) -> NounPhrase | None:
    """La gare a fermé, sa directrice, Zoé Lam, promettant que …: the noun phrase between comma and gerund."""
    last = group.first - 1
    edge = after_comma(tokens, start, last)
    phrase = noun_phrase(tokens, edge, group.first) if edge > start else None
    if phrase is None or phrase.last == last:
        return phrase
    return phrase if tokens.low[phrase.last + 1] == "(" and tokens.low[last] == ")" else None


def after_comma(tokens: Tokens, start: int, end: int) -> int:
    """The token after the last comma of ``start..end``, or `start`."""
    return max((k + 1 for k in range(start, end) if tokens.low[k] == ","), default=start)


def _described_by_participle(tokens: Tokens, group: VerbGroup, start: int) -> NounPhrase | None:
    """Un texte dénonçant « … »: the noun right before a participle."""
    last = group.first - 1
    while tokens.low[last] in _OBJECT_CLITIC:
        last -= 1  # X a rejeté la proposition, la qualifiant de « farce »
    noun = tokens.head[group.at]
    near = start <= noun < group.first < noun + _NEAR
    if tokens.dep[group.at] != "acl" or not near or tokens.low[last] in (",", "en", ":"):
        return None
    phrase = phrase_around(tokens, noun, start, group.first)
    return phrase if phrase is None or can_speak(tokens, phrase) else None  # un signe prouvant
