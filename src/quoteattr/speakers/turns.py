"""The turns of a conversation, and what speaks for somebody saying one of them.

*— Vous partez ? demanda Ida. ⏎ — Oui, dit Paul. ⏎ — Quand ? ⏎ — Demain.*: who spoke the turn before does not speak the
next, who is spoken to is not the speaker, who acts right before a turn may be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from quoteattr.grammar import is_called
from quoteattr.quotations import Draft
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.entity import Entity

__all__ = ["NARRATOR", "NOBODY", "Turn", "features", "read_turn"]

NARRATOR: Final = Entity("je", "person", -1)
"""Who tells the story, and has no name in it."""
NOBODY: Final = Entity("", "unknown", -1)
"""A speaker of whom nothing is known."""


class Turn:
    """One turn.

    Attributes:
        draft: Its quotation.
        speaker: Who says it, where a mention tells: a person, the narrator or nobody known. ``None`` where none does.
        beats: Who acts in what the narrator says right before it, in order.
        carried: Whom the passage is about.
        addressed: Who is spoken to in it.
        named: Who else is named in it.
        asks: Whether it ends with a question.
        told: Whether the narrator says anything right before it.
    """

    __slots__ = ("addressed", "asks", "beats", "carried", "draft", "named", "speaker", "told")

    def __init__(self, draft: Draft, speaker: Entity | None, beats: list[Entity], carried: Entity | None) -> None:
        self.draft: Draft = draft
        self.speaker: Entity | None = speaker
        self.beats: list[Entity] = beats
        self.carried: Entity | None = carried
        self.told: bool = draft.told
        self.asks: bool = False
        self.addressed: list[Entity] = []
        self.named: list[Entity] = []


def read_turn(cast: Cast, turn: Turn) -> None:
    """Note whom a turn speaks to, whom it names, and whether it asks."""
    tokens, document = cast.tokens, cast.document
    for start, end in turn.draft.content:
        first, last = document.token_at(start), document.token_at(end)
        k = first
        while k < last:
            entity = cast.person_at.get(k)
            if entity is None:
                k += 1
                continue
            begin = k
            while k < last and cast.person_at.get(k) is entity:
                k += 1
            called = is_called(tokens, begin, k, first)
            (turn.addressed if called else turn.named).append(entity)
        turn.asks = "?" in tokens.low[last - 1 : last + 1]


Features = dict[str, float]
Place = Callable[[int], Entity | None]


def features(turns: list[Turn], at: int, who: Entity, before: Entity | None, earlier: Entity | None) -> Features:
    """What speaks for `who` saying the turn `at`, after `before` said the last one and `earlier` the last but one."""
    turn = turns[at]
    found: Features = {}
    if before is not None:
        past = ", past the narrator" if turn.told else ""
        found[f"spoke right before{past}"] = float(who is before)
        last = turns[at - 1]
        found["is asked"] = float(last.asks and who is not before)
        found["was spoken to"] = float(who in last.addressed and who is not before)
    if earlier is not None:
        apart = turn.told or turns[at - 1].told
        found[f"spoke the last but one{', past the narrator' if apart else ''}"] = float(
            who is earlier and who is not before
        )
    found["is spoken to"] = float(who in turn.addressed)
    found["is named"] = float(who in turn.named)
    if turn.beats:
        found["acted last"] = float(who is turn.beats[-1])
        found["acted first"] = float(who is turn.beats[0] and who is not turn.beats[-1])
        found["acted"] = float(who in turn.beats)
        found["acted alone"] = float(who in turn.beats and all(b is who for b in turn.beats))
    found["is told about"] = float(who is turn.carried)
    found["narrator"] = float(who is NARRATOR)
    found["is no person"] = float(who.kind not in ("person", "group"))
    found["named"] = float(who.named)
    return {name: value for name, value in found.items() if value}
