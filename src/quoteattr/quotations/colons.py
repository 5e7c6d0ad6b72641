"""What stands after a colon, with a reporting verb or a label before it."""

from __future__ import annotations

from typing import Final

from quoteattr.cues import CueSite, between
from quoteattr.dialogue import lead_before
from quoteattr.grammar import VerbGroup, noun_phrase, past_frame, past_their_saying, pattern_set
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Drafts
from quoteattr.quotations.shape import is_utterance
from quoteattr.reading import Block
from quoteattr.result import CueKind

__all__ = ["draft_colons", "draft_open_colons", "points_elsewhere"]

_SEE_ALSO: Final = pattern_set("see also")
_OURS: Final = frozenset({"je", "j'", "nous", "on", "vous", "tu"})
"""Subjects that stand for the author or the reader."""
_OPENING: Final = frozenset("cqx")
"""The constructions of verbs that a colon may follow."""


def draft_colons(drafts: Drafts) -> None:
    """Draft the blocks that follow a colon: with the verb that leads to it, or the label before it."""
    for block in drafts.document.blocks:
        if block.segment.parent is not None or block.index in drafts.claimed or not _after_colon(drafts, block):
            continue
        if drafts.tale and _draft_led(drafts, block):
            continue
        begin, _ = drafts.document.sentence(block.first - 1)
        start = _after_semicolon(drafts, begin, block)
        site = _leading_verb(drafts, start, block)
        passage = drafts.marked(block)
        if site is not None and site.kind is CueKind.INCISE:
            # « Oui », a dit la maire sur une radio : « Dès demain. »
            drafts.add(passage, Rule.COLON, site)
        elif site is not None:
            if block.words >= 2 or block.segment.closed:
                drafts.add(passage, Rule.COLON, site.of_kind(CueKind.COLON))
        elif block.first - 2 >= start:
            whose = _whose_words(drafts, start, block)
            framed = whose > start or _is_their_saying(drafts, start, block)
            if start > begin or framed or is_utterance(drafts.tokens, block):
                drafts.add(passage, Rule.COLON_LABEL, label=(whose, block.first - 2))


def draft_open_colons(drafts: Drafts) -> None:
    """Draft the clause without marks that follows a reporting verb and its colon: *Léa explique : le bac coule*."""
    for site in drafts.sites:
        group = site.group
        if group is None or site.kind is not CueKind.FRAGMENT or not _tells(drafts, group):
            continue
        first, (_, end) = site.last + 2, drafts.document.sentence(site.last)
        marked = first in drafts.document.block_at or drafts.blocks_claimed(first, end)
        if not marked and any(drafts.tokens.is_finite(i) for i in range(first, end)):
            drafts.add(drafts.passage(first, end - 1), Rule.COLON, site.of_kind(CueKind.COLON))


def _tells(drafts: Drafts, group: VerbGroup) -> bool:
    """Whether a verb right before a colon says what follows it: not *je dis :*, *à dire :*."""
    low, verb = drafts.low, group.verb
    told = group.mood in ("finite", "compound") and not group.passive and not group.negated
    return (
        told
        and low[group.last + 1] == ":"
        and "c" in verb.constructions
        and (verb.verb_class == "A" or verb.bare == "protester")
        and drafts.tokens.block_of[group.first] < 0
        and drafts.tokens.pos[group.first - 1] not in ("ADJ", "DET")  # seule véritable annonce
        and not any(word in _OURS for word in low[max(0, group.first - 1) : group.first + 1])
    )


def _draft_led(drafts: Drafts, block: Block) -> bool:
    """Draft a block after a colon of a tale by what the narrator says there: *Berthe se retourna : « Qui vient ? »*."""
    lead = lead_before(drafts.tokens, drafts.sites, block.first)
    passage = drafts.marked(block)
    if lead is None or not lead.colon or lead.phrase is None:
        return False
    if lead.site is not None:
        drafts.add(passage, Rule.COLON, lead.site, lead=lead)
    elif is_utterance(drafts.tokens, block):
        drafts.add(passage, Rule.COLON_LABEL, lead=lead)
    else:
        return False
    return True


def _after_semicolon(drafts: Drafts, start: int, block: Block) -> int:
    """Where what leads to a block begins: after a semicolon where a quotation before it has its own colon.

    La maire a dit : « Oui » ; le préfet : « Non ».
    """
    low, tokens = drafts.low, drafts.tokens
    at = next((k for k in range(block.first - 1, start, -1) if low[k] == ";" and tokens.block_of[k] < 0), start)
    return at + 1 if at > start and tokens.is_closer(at - 1) else start


def _whose_words(drafts: Drafts, start: int, block: Block) -> int:
    """Where a label before a colon begins: after a noun of saying and its *de*, or where the sentence does.

    La réponse de Léa Faure est claire : « Non ».
    """
    low, tokens = drafts.low, drafts.tokens
    after = past_frame(tokens, start)
    if after == start or low[after] not in tokens.of or block.words < 2:
        return start
    first = after + (low[after] in ("de", "d'"))
    phrase = noun_phrase(tokens, first, block.first - 1)
    if phrase is None:
        return start
    kind, _ = tokens.noun_kind(phrase.head)
    return first if tokens.is_name(phrase.head) or kind in ("person", "group", "organization") else start


def _is_their_saying(drafts: Drafts, start: int, block: Block) -> bool:
    """Whether the sentence before a colon is about what somebody says: *Sa réponse :*, *Leur devise est simple :*."""
    after = past_their_saying(drafts.tokens, start)
    return after > start and block.words >= 2 and (after == block.first - 1 or drafts.low[after] in drafts.tokens.be)


def points_elsewhere(drafts: Drafts, block: Block) -> bool:
    """Whether a block is the title of another article: À lire aussi : « Le port s'éveille »."""
    return _SEE_ALSO.fits(drafts.tokens, block.first, 0, drafts.tokens.size)


def _after_colon(drafts: Drafts, block: Block) -> bool:
    """Whether a block follows a colon, dashes between them passed over, as in *il dit : — « Oui »*."""
    i = block.first - 1
    while drafts.low[i] in ("—", "-"):
        i -= 1
    return drafts.low[i] == ":"


def _leading_verb(drafts: Drafts, start: int, block: Block) -> CueSite | None:
    """The last verb before a block that may open a colon, of the main clause if there is one.

    Le pilote, que tous surnomment « Lulu », raconte : « … ».
    """
    heads = [
        (site, site.group)
        for site in between(drafts.sites, start, block.first)
        if site.group is not None and _opens_colon(drafts, site.group)
    ]
    main = [(site, group) for site, group in heads if not drafts.tokens.dep[group.at].startswith("acl")]
    return (main or heads)[-1][0] if heads else None


def _opens_colon(drafts: Drafts, group: VerbGroup) -> bool:
    said = drafts.tokens.block_of[group.first] < 0
    return said and not group.passive and bool(group.verb.constructions & _OPENING)
