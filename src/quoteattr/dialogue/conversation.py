"""Interviews, minutes, plays, transcripts: texts in which labels, or questions that stand out, say who has the turn."""

from __future__ import annotations

from quoteattr.dialogue.labelled import labelled
from quoteattr.dialogue.labels import Labels
from quoteattr.dialogue.lines import lines_of
from quoteattr.dialogue.questions import questions
from quoteattr.dialogue.talk import Conversation
from quoteattr.grammar import Tokens
from quoteattr.reading import Segment

__all__ = ["converse"]


def converse(tokens: Tokens, mode: str = "auto") -> tuple[Tokens, Conversation | None]:
    """Return the conversation that a text is, if it is one, and its tokens without the turns of dialogue it replaces.

    Args:
        tokens: The text.
        mode: ``auto``: where the text shows that it is one; ``on``: wherever a label is; ``off``: never.
    """
    if mode == "off" or not tokens.size:
        return tokens, None
    lines = lines_of(tokens.document)
    labels = Labels(tokens)
    forced = mode == "on"
    found = labelled(tokens, lines, labels, forced=forced) or questions(tokens, lines, labels, forced=forced)
    if found is None:
        return tokens, None
    return _without_dashes(tokens, found), found


def _without_dashes(tokens: Tokens, found: Conversation) -> Tokens:
    """The tokens without turns of dialogue that dashes seemed to begin where labels or questions say who speaks."""
    document = tokens.document
    if not any(block.is_turn for block in document.blocks):
        return tokens
    segments: list[Segment] = []
    for block in document.blocks:
        if not (block.is_turn and block.first >= found.begins):
            segments.append(block.segment)
    return Tokens(document.with_segments(segments), tokens.tags, tokens.vocabulary, tokens.trace)
