"""The mentions of all quotations of a document, and what its author says in the first person: that quotes nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.dialogue import Conversation
from quoteattr.grammar import Tokens
from quoteattr.quotations import Draft
from quoteattr.result import Kind
from quoteattr.speakers.mentions.find import Found, find_mention

__all__ = ["find_mentions"]

_I: Final = frozenset({"je", "j'"})


def find_mentions(
    tokens: Tokens, drafts: Sequence[Draft], sites: Sequence[CueSite], talk: Conversation | None, *, tale: bool
) -> tuple[list[Draft], list[Found | None]]:
    """Return the quotations and their mentions, without what the author says: *Je vous jure que le pont tient*.

    The narrator of a tale and who has a turn of a conversation are no authors.
    """
    found = [(draft, find_mention(tokens, draft, sites)) for draft in drafts]
    kept = [
        (draft, mention)
        for draft, mention in found
        if tale or talk is not None and talk.turn_at(draft.first) >= 0 or not _is_authors_own(tokens, draft, mention)
    ]
    return [draft for draft, _ in kept], [mention for _, mention in kept]


def _is_authors_own(tokens: Tokens, draft: Draft, mention: Found | None) -> bool:
    """Whether somebody says *je* outside of marks in what stands in none."""
    if draft.kind is not Kind.INDIRECT or draft.blocks or mention is None:
        return False
    return tokens.low[mention.phrase.head] in _I and tokens.block_of[mention.phrase.head] < 0
