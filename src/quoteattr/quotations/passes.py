"""From cues to quotations: what stretch of text each cue attributes, and which marked blocks are nobody's words."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.cues import CueSite
from quoteattr.dialogue import Aside, Conversation
from quoteattr.grammar import Tokens
from quoteattr.quotations.clauses import draft_clause
from quoteattr.quotations.colons import draft_colons, draft_open_colons, points_elsewhere
from quoteattr.quotations.drafts import Draft, Drafts, Elsewhere
from quoteattr.quotations.incises import draft_incise, draft_turns
from quoteattr.quotations.open_marks import draft_open_marks
from quoteattr.quotations.source_phrases import draft_source
from quoteattr.quotations.talk import draft_talk
from quoteattr.quotations.untangling import untangle
from quoteattr.result import CueKind

__all__ = ["attribute", "draft_quotations"]


def draft_quotations(
    tokens: Tokens,
    sites: Sequence[CueSite],
    asides: Sequence[Aside] = (),
    talk: Conversation | None = None,
    *,
    tale: bool = False,
    elsewhere: Elsewhere | None = None,
) -> list[Draft]:
    """Return the quotations of a document, in order of their first token.

    `tale` says whether it is one, `elsewhere` what is known of the text that it is a part of.
    """
    drafts = Drafts(tokens, sites, tale=tale, elsewhere=elsewhere)
    if talk is not None:
        draft_talk(drafts, talk)
    draft_turns(drafts, asides)
    attribute(drafts)
    draft_open_marks(drafts)
    return untangle(tokens.document, drafts.drafts)


def attribute(drafts: Drafts) -> None:
    """The passes in which a construction decides."""
    drafts.claimed.update(block.index for block in drafts.document.blocks if points_elsewhere(drafts, block))
    for site in drafts.sites:
        if site.kind is CueKind.INCISE:
            draft_incise(drafts, site)
    draft_colons(drafts)
    draft_open_colons(drafts)
    for site in drafts.sites:
        if site.kind in (CueKind.CLAUSE, CueKind.INFINITIVE):
            draft_clause(drafts, site)
    for site in drafts.sites:
        if site.kind is CueKind.SOURCE:
            draft_source(drafts, site)
