"""Interviews, minutes, plays, transcripts: texts in which labels, or questions that stand out, say who has the turn."""

from __future__ import annotations

from quoteattr.dialogue.labelled import labelled
from quoteattr.dialogue.labels import Labels
from quoteattr.dialogue.lines import lines_of
from quoteattr.dialogue.questions import questions
from quoteattr.dialogue.talk import Conversation
from quoteattr.grammar import Tokens

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
    return _retold(tokens, found), found


def _retold(tokens: Tokens, found: Conversation) -> Tokens:
    """The tokens with a sentence that starts behind each label.

    Turns of dialogue that dashes seemed to begin are gone: labels or questions say who speaks.
    """
    document = tokens.document
    segments = [b.segment for b in document.blocks if not (b.is_turn and b.first >= found.begins)]
    cuts = [document.token_at(turn.content[0][0]) for turn in found.turns if turn.label is not None]
    out = tokens.on(document.with_segments(segments, cuts))
    for turn in found.turns:
        # Awa Diop Parce que nous avons gagné: no name goes on behind the label
        if turn.label is not None and document.token_at(turn.content[0][0]) == turn.label.last + 1:
            out.name_at[turn.label.last + 1] = 0
    return out
