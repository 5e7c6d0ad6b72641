"""A conversation: its turns, and the voices that have them."""

from __future__ import annotations

from bisect import bisect_right

from quoteattr.dialogue.labels import Label

__all__ = ["Conversation", "Turn", "Voice"]


class Voice:
    """Somebody who has turns, as the labels tell.

    Attributes:
        label: The fullest label, ``None`` for who answers without one.
        asks: Whether it is the medium's or the interviewer's, whose turns are no quotations.
    """

    __slots__ = ("asks", "label")

    def __init__(self, label: Label | None, *, asks: bool = False) -> None:
        self.label: Label | None = label
        self.asks: bool = asks


class Turn:
    """One turn.

    Attributes:
        voice: Index of its voice.
        label: The label at its head, if it has one.
        content: Code-point ranges of what is said.
        first: First token, the label included.
        end: One past the last token.
    """

    __slots__ = ("content", "end", "first", "label", "voice")

    def __init__(
        self, voice: int, label: Label | None, content: tuple[tuple[int, int], ...], first: int, end: int
    ) -> None:
        self.voice: int = voice
        self.label: Label | None = label
        self.content: tuple[tuple[int, int], ...] = content
        self.first: int = first
        self.end: int = end


class Conversation:
    """The turns of a text that is a conversation.

    Attributes:
        turns: The turns that are said, in order.
        voices: Who has them, and who asks.
        begins: The token at which it begins; what stands before introduces it.
        interviewers: The names, as lower-case words, of those who the text says to have asked.
        legends: By the key of a label, the tokens of the name that the text says it stands for.
    """

    __slots__ = ("_firsts", "begins", "interviewers", "legends", "turns", "voices")

    def __init__(
        self,
        turns: list[Turn],
        voices: list[Voice],
        begins: int,
        interviewers: list[list[str]],
        legends: dict[str, tuple[int, int]],
    ) -> None:
        self.turns: list[Turn] = turns
        self.voices: list[Voice] = voices
        self.begins: int = begins
        self.interviewers: list[list[str]] = interviewers
        self.legends: dict[str, tuple[int, int]] = legends
        self._firsts: list[int] = [turn.first for turn in turns]

    def turn_at(self, i: int) -> int:
        """Index of the turn that token `i` stands in, -1 outside of turns."""
        k = bisect_right(self._firsts, i) - 1
        return k if k >= 0 and i < self.turns[k].end else -1
