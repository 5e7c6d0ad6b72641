"""The turns of a conversation, each a quotation; what is quoted in one is found as elsewhere, and stands inside it."""

from __future__ import annotations

from quoteattr.dialogue import Conversation, Turn
from quoteattr.measured import Rule
from quoteattr.quotations.drafts import Drafts, Passage
from quoteattr.result import Kind

__all__ = ["draft_talk"]


def draft_talk(drafts: Drafts, talk: Conversation) -> None:
    """Draft each turn that is said."""
    for number, turn in enumerate(talk.turns):
        label = None if turn.label is None else (turn.label.first, turn.label.name[1])
        drafts.add(_passage(drafts, turn), Rule.CONVERSATION, label=label, turn=number)


def _passage(drafts: Drafts, turn: Turn) -> Passage:
    """What is said in a turn, without the marks that stand around all of it."""
    document = drafts.document
    content = drafts.bare(turn.content)
    first = document.token_at(turn.content[0][0])
    block = document.block_at.get(first)
    if block is not None and not drafts.document.text[block.segment.end : turn.content[-1][1]].strip(" .,;"):
        return Passage(Kind.DIRECT, drafts.block_content(block), [block.index], first)
    return Passage(Kind.DIRECT, content, (), first)
