"""Quotations without a reporting verb: whom the sentence is about, if they can speak."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite, between
from quoteattr.grammar import NounPhrase, Tokens, can_speak, noun_phrase
from quoteattr.measured import Rule
from quoteattr.quotations import Draft
from quoteattr.reading import Block
from quoteattr.result import CueKind
from quoteattr.speakers.mentions.bodies_of_on import ON
from quoteattr.speakers.mentions.own_subjects import after_comma
from quoteattr.speakers.mentions.subjects import subject_of

__all__ = ["clause_after", "said_before", "sentence_subject"]

_LISTED: Final = 12
"""How many stretches between marks may stand in a list before the clause that explains them."""


def said_before(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """« On attend », dit la maire, alors que « rien ne bouge ».

    With no reporting verb of its own, but behind an incise of its sentence: who speaks in that.
    """
    if draft.rule is not Rule.FREE:
        return None
    block = tokens.document.blocks[min(draft.blocks)]
    start, _ = tokens.document.sentence(block.first)
    told = [
        site
        for site in between(sites, start, block.first)
        if site.kind is CueKind.INCISE and tokens.block_of[site.first] < 0
    ]
    phrase = told[-1].phrase if told else None
    return None if phrase is None or tokens.low[phrase.head] in ON else phrase


def sentence_subject(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """La cour y voit « un manquement », le syndicat « en appelle à l'État ».

    With no reporting verb, the subject of the sentence, if it can speak.
    """
    if draft.rule is not Rule.FREE:
        return None
    block = tokens.document.blocks[min(draft.blocks)]
    start, _ = tokens.document.sentence(block.first)
    verbs = range(block.first - 1, start - 1, -1)
    verb = next((k for k in verbs if tokens.block_of[k] < 0 and tokens.is_finite(k)), None)
    if verb is None:
        return _able(tokens, _beside(tokens, block, start))
    main = tokens.head[verb] if tokens.pos[verb] == "AUX" else verb
    return _able(tokens, subject_of(tokens, main, verb, start))


def _beside(tokens: Tokens, block: Block, start: int) -> NounPhrase | None:
    """Le syndicat « en appelle à l'État »: the noun phrase whose verb stands inside the marks."""
    found = noun_phrase(tokens, after_comma(tokens, start, block.first), block.first)
    reaches = found is not None and found.last == block.first - 1
    verb = block.inner[0]
    while found is not None and not found.pronoun and verb < block.inner[1] and tokens.low[verb] in tokens.clitic:
        verb += 1
    return found if reaches and tokens.is_finite(verb) else None


def clause_after(tokens: Tokens, draft: Draft, sites: Sequence[CueSite]) -> NounPhrase | None:
    """« Une farce », « du vent » : les pêcheurs ne décolèrent pas.

    Who the clause that explains the quotations is about.
    """
    if draft.rule not in (Rule.FREE, Rule.ALONE):
        return None
    block = tokens.document.blocks[max(draft.blocks)]
    first = _after_list(tokens, block) + 1
    if tokens.low[first - 1] != ":" or first in tokens.document.block_at:
        return None
    _, end = tokens.document.sentence(first)
    verb = next((k for k in range(first, end) if tokens.block_of[k] < 0 and tokens.is_finite(k)), None)
    found = None if verb is None else subject_of(tokens, verb, verb, first)
    return found if found is not None and can_speak(tokens, found) else None


def _after_list(tokens: Tokens, block: Block) -> int:
    """The token after a block and those listed with it."""
    k = block.last + 1
    for _ in range(_LISTED):
        if tokens.low[k] not in (",", "et") or k + 1 not in tokens.document.block_at:
            break
        k = tokens.document.block_at[k + 1].last + 1
    return k


def _able(tokens: Tokens, found: NounPhrase | None) -> NounPhrase | None:
    """A phrase that can speak, by its form or by a noun in the singular: what *des élus* do is not always said."""
    if found is None or not can_speak(tokens, found):
        return None
    kind = tokens.nouns.get(tokens.low[found.head], ("",))[0]
    return found if found.pronoun or found.name is not None or kind not in ("", "document") else None
