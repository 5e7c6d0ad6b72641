"""What stands after a colon, with a reporting verb or a label before it."""

from __future__ import annotations

from quoteattr.cues import CueSite, between
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Drafts
from quoteattr.quotations.shape import is_utterance
from quoteattr.reading import Block
from quoteattr.result import CueKind, Kind

__all__ = ["draft_colons", "points_elsewhere"]


def draft_colons(drafts: Drafts) -> None:
    """Draft the blocks that follow a colon: with the verb that leads to it, or the label before it."""
    for block in drafts.document.blocks:
        if block.segment.parent is not None or block.index in drafts.claimed or not _after_colon(drafts, block):
            continue
        start, _ = drafts.document.sentence(block.first - 1)
        heads = [
            s for s in between(drafts.sites, start, block.first) if s.group is not None and _opens_colon(drafts, s)
        ]
        main = [s for s in heads if s.group is not None and not drafts.tokens.dep[s.group.at].startswith("acl")]
        heads = main or heads  # le pilote, que tous surnomment « Lulu », raconte : « … »
        if heads and heads[-1].kind is CueKind.INCISE:
            # « Oui », a dit la maire sur une radio : « Dès demain. »
            drafts.add(Kind.DIRECT, drafts.block_content(block), Rule.COLON, heads[-1], [block.index], block.first)
        elif heads:
            site = heads[-1].of_kind(CueKind.COLON)
            if block.words < 2 and not block.segment.closed:
                continue
            drafts.add(Kind.DIRECT, drafts.block_content(block), Rule.COLON, site, [block.index], block.first)
        elif is_utterance(drafts.tokens, block) and block.first - 2 >= start:
            drafts.add(
                Kind.DIRECT,
                drafts.block_content(block),
                Rule.COLON_LABEL,
                None,
                [block.index],
                block.first,
                (start, block.first - 2),
            )


def points_elsewhere(drafts: Drafts, block: Block) -> bool:
    """Whether a block is the title of another article: À lire aussi : « Le port s'éveille »."""
    words = [w for w in drafts.low[max(0, block.first - 4) : block.first] if w != ":"]
    return (
        words[-1:] in (["lire"], ["voir"])
        and drafts.low[block.first - 1] == ":"
        or words[-2:] in (["lire", "aussi"], ["lire", "également"], ["voir", "aussi"])
    )


def _after_colon(drafts: Drafts, block: Block) -> bool:
    """Whether a block follows a colon, dashes between them passed over, as in *il dit : — « Oui »*."""
    i = block.first - 1
    while i > 0 and drafts.low[i] in ("—", "-"):
        i -= 1
    return i >= 0 and drafts.low[i] == ":"


def _opens_colon(drafts: Drafts, site: CueSite) -> bool:
    group = site.group
    return (
        group is not None
        and not group.passive
        and bool(group.verb.constructions & set("ciqx"))
        and drafts.tokens.block_of[group.first] < 0
    )
