"""Incises: a reporting verb whose subject stands after it, beside or inside what was said."""

from __future__ import annotations

import re
from typing import Final

from quoteattr.cues.site import CueSite, is_clause, is_source, may_speak
from quoteattr.grammar import NounPhrase, Tokens, VerbGroup, noun_phrase, plural_told, subject_right
from quoteattr.reading import DASHES
from quoteattr.result import CueKind

__all__ = ["attribution_in_direct_order", "incise"]

_INCISE_LEFT: Final = frozenset({",", "?", "!", "…", "...", "—", "-", "–", *DASHES})


def incise(tokens: Tokens, group: VerbGroup) -> CueSite | None:
    """« … », dit-il / …, a déclaré hier la maire, … / comme l'a dit la maire."""
    if group.mood not in ("finite", "compound") or group.passive:
        return None
    doc = tokens.document
    before = group.first - 1
    if before < 0:
        return None
    start, end = doc.sentence(group.first)
    as_said = tokens.low[before] == "comme"
    if as_said:
        before -= 1
    elif tokens.is_mark(before) and before not in doc.block_ending and before not in doc.block_at and before > start:
        before -= 1  # « Oui », « a dit la maire: a stray mark of machine-translated copy
    after_mark = tokens.is_closer(before) or (
        tokens.low[before] in _INCISE_LEFT and before > 0 and tokens.is_closer(before - 1)
    )
    if not (
        after_mark or as_said or tokens.low[before] in _INCISE_LEFT or _closes_bracket_after_mark(tokens, before, start)
    ):
        return None
    if before < start and not as_said and not (after_mark and doc.paragraph(before) == doc.paragraph(group.first)):
        return None
    limit = end
    inside = tokens.block_of[group.first]
    if inside >= 0:
        limit = min(limit, doc.blocks[inside].last)
    if group.inverted is not None:
        if tokens.low[group.inverted] in ("-je", "-nous", "-vous", "-tu", "-ce") and not after_mark:
            return None
        at = group.inverted
        phrase = NounPhrase(at, at, at, pronoun=True, core=at)
    else:
        found = subject_right(tokens, group.after, limit)
        if found is None or found.pronoun and tokens.low[found.head] in ("lui", "elle", "eux") and not after_mark:
            return None
        if tokens.low[found.last + 1 : found.last + 2] in (["que"], ["qu'"]) and not after_mark:
            return None
        if not _agrees(tokens, group, found):
            return None
        if after_mark and before in doc.block_ending and _is_subject(tokens, before):
            return None
        blocks = any(b.words > 3 and b.last < group.first for b in doc.blocks_between(start, group.first))
        takes = {"q", "i"} if inside >= 0 or blocks else {"q"}
        ahead = (
            tokens.low[found.last + 1 : found.last + 2] in ([","], [":"])
            and found.last + 2 in doc.block_at
            and is_source(tokens, found)
            and not group.negated
        )
        if not (after_mark or as_said or ahead):
            goes_on = tokens.low[found.last + 1 : found.last + 2] == [","] and is_clause(tokens, found.last + 2, limit)
            clause = goes_on or is_clause(tokens, max(start, _open(tokens, inside)), before)
            if not (may_speak(tokens, found) and group.verb.constructions & takes and clause):
                return None
        phrase = found
    if "i" not in group.verb.constructions and not (after_mark and group.verb.constructions & {"q", "x", "c"}):
        return None
    return CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, before)


def _closes_bracket_after_mark(tokens: Tokens, before: int, start: int) -> bool:
    """Whether token `before` ends a bracket that stands between a closing mark and the incise.

    « Oui » (rires), dit-elle.
    """
    if tokens.low[before] != ")":
        return False
    opening = next((k for k in range(before, max(start, before - 15), -1) if tokens.low[k] == "("), None)
    return opening is not None and opening > 0 and (tokens.is_closer(opening - 1) or tokens.low[opening - 1] == ",")


def attribution_in_direct_order(tokens: Tokens, group: VerbGroup) -> CueSite | None:
    """« … », la maire a averti. Machine-translated copy keeps the order of English, often with a stray « before the subject."""
    if (
        group.mood not in ("finite", "compound")
        or group.passive
        or group.inverted is not None
        or "i" not in group.verb.constructions
    ):
        return None
    start, end = tokens.document.sentence(group.first)
    phrase = noun_phrase(tokens, _left_edge(tokens, group.first, start), group.first)
    if phrase is None or phrase.last != group.first - 1:
        return None
    before = phrase.first - 1
    if before > start and tokens.is_mark(before) and before not in tokens.document.block_ending:
        before -= 1
    if before <= start or tokens.low[before] != "," or before - 1 not in tokens.document.block_ending:
        return None
    following = next(
        (
            k
            for k in range(group.after, end)
            if tokens.low[k] in ("que", "qu'", ":", ",") or k in tokens.document.block_at
        ),
        None,
    )
    if following is not None and tokens.low[following] != ",":
        return None
    block = tokens.document.block_ending[before - 1]
    if block.words < 3 or following is not None and tokens.is_nominal(group.after):
        return None
    return CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, before)


def _left_edge(tokens: Tokens, i: int, start: int) -> int:
    """First token after the last comma or mark left of token `i`."""
    j = i
    while j > start and tokens.low[j - 1] != "," and not tokens.is_mark(j - 1):
        j -= 1
    return j


_SINGULAR: Final = re.compile(r"(?:vient|tient|(?:^|dé)ment|(?:^|res|pres|con)sent)$")
"""Singular forms that look plural: *prévient, soutient, dément, pressent*; but *pensent* and *proposent* are plural."""


def _agrees(tokens: Tokens, group: VerbGroup, phrase: NounPhrase) -> bool:
    """Whether verb and inverted subject may agree in number: les « gilets » illustrent la difficulté is no incise."""
    plural = plural_told(tokens, phrase)
    at = (
        group.at
        if group.mood == "finite"
        else next(
            (k for k in range(group.first, group.at) if tokens.low[k] in tokens.have or tokens.low[k] in tokens.be),
            group.at,
        )
    )
    form = tokens.low[at]
    verb_plural = form.endswith(("ent", "ont")) and not _SINGULAR.search(form)
    return plural is None or plural == verb_plural


def _is_subject(tokens: Tokens, closer: int) -> bool:
    """Whether a block right before the verb, with no comma, ends its subject.

    Des « gilets jaunes » annoncent une marche.
    """
    block = tokens.document.block_ending[closer]
    start, _ = tokens.document.sentence(block.first)
    return block.words <= 3 and block.first > start


def _open(tokens: Tokens, inside: int) -> int:
    return tokens.document.blocks[inside].inner[0] if inside >= 0 else 0
