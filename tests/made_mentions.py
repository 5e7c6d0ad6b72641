"""Persons and mentions made by hand, for the tests of what a text has mentioned."""

from __future__ import annotations

from made_tokens import range_of, tokens_of

from quoteattr.cues import find_cues
from quoteattr.grammar import NounPhrase
from quoteattr.quotations import Draft, draft_quotations
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.memory import Memory, Seen


def somebody(name: str = "Ada Tal", kind: str = "person", *, named: bool = True) -> Entity:
    entity = Entity(name, kind, 0)
    entity.named = named
    return entity


def noted(memory: Memory, words: str, entity: Entity, *, spoke: bool = False, pronoun: bool = False) -> Seen:
    first, last = range_of(memory.tokens, words)
    memory.note(NounPhrase(first, last, last, pronoun=pronoun, core=last), entity, spoke=spoke)
    return next(seen for seen in memory.seen if seen.at == first)


def said(text: str) -> Draft:
    """The first quotation of a text."""
    tokens = tokens_of(text)
    return draft_quotations(tokens, find_cues(tokens))[0]
