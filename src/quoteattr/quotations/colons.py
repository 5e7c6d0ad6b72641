"""What stands after a colon, with a reporting verb or a label before it."""

from __future__ import annotations

from typing import Final

from quoteattr.cues import CueSite, between
from quoteattr.grammar import VerbGroup, pattern_set
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Drafts
from quoteattr.quotations.shape import is_utterance
from quoteattr.reading import Block
from quoteattr.result import CueKind

__all__ = ["draft_colons", "points_elsewhere"]

_SEE_ALSO: Final = pattern_set("see also")
_OPENING: Final = frozenset("cqx")
"""The constructions of verbs that a colon may follow."""


def draft_colons(drafts: Drafts) -> None:
    """Draft the blocks that follow a colon: with the verb that leads to it, or the label before it."""
    for block in drafts.document.blocks:
        if block.segment.parent is not None or block.index in drafts.claimed or not _after_colon(drafts, block):
            continue
        start, _ = drafts.document.sentence(block.first - 1)
        site = _leading_verb(drafts, start, block)
        passage = drafts.marked(block)
        if site is not None and site.kind is CueKind.INCISE:
            # « Oui », a dit la maire sur une radio : « Dès demain. »
            drafts.add(passage, Rule.COLON, site)
        elif site is not None:
            if block.words >= 2 or block.segment.closed:
                drafts.add(passage, Rule.COLON, site.of_kind(CueKind.COLON))
        elif is_utterance(drafts.tokens, block) and block.first - 2 >= start:
            drafts.add(passage, Rule.COLON_LABEL, label=(start, block.first - 2))


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
