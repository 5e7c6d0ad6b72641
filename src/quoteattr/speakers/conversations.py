"""The speakers of the turns of a tale that no mention tells: scene by scene, once the others are known."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import NounPhrase
from quoteattr.measured import Link, MentionRule, Rule
from quoteattr.quotations import Draft
from quoteattr.result import Kind
from quoteattr.speakers.cast import Linked
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.mentions import Found
from quoteattr.speakers.registry import Registry
from quoteattr.speakers.scenes import decide, present, scenes, weights
from quoteattr.speakers.turns import NARRATOR, NOBODY, Turn, read_turn

__all__ = ["Conversations"]

_ME: Final = frozenset({"je", "j'", "-je", "moi", "nous", "-nous"})
_TURNS: Final = frozenset({Rule.TURN, Rule.TURN_INCISE, Rule.COLON})

_LEAST: Final = 0.4
"""The share of whoever is likeliest below which nobody is named."""


class Conversations:
    """The turns of one document, as they are read; in a window of a text, behind the `last` turn before it."""

    def __init__(self, registry: Registry, *, tale: bool, last: Turn | None = None) -> None:
        self._registry = registry
        self.narrative: bool = tale
        self._turns: dict[int, Turn] = {}
        self.last: Turn | None = last
        self._from_before: bool = last is not None
        """Whether the last turn is one of the window before, where places are counted otherwise."""
        self._acting: dict[int, list[tuple[NounPhrase, Entity]]] = {}

    def before(self, draft: Draft) -> None:
        """Tell the registry whom a turn answers, right behind another turn: *— Venez ! dit Ida. ⏎ — Non, dit-elle.*."""
        last = self.last
        near = (
            draft.rule in _TURNS
            and not draft.told
            and last is not None
            and last.draft.rule in _TURNS
            and (self._from_before or last.draft.content[-1][1] <= draft.content[0][0])
        )
        speaker = last.speaker if near and last is not None else None
        known = speaker is not None and speaker is not NARRATOR and speaker is not NOBODY
        self._registry.cast.answered = speaker if known else None

    def note(self, k: int, draft: Draft, found: Found | None, linked: Linked) -> None:
        """Take up the `k`-th draft, of which the mention and the speaker have been looked for."""
        if draft.kind is not Kind.DIRECT:
            return
        self._from_before = False
        if found is None:
            self._acting[k] = self._registry.acting(draft)
            acting = [entity for _, entity in self._acting[k]]
            self._turns[k] = self.last = Turn(draft, None, acting, linked.entity)
            return
        if draft.rule is Rule.TURN_INCISE:
            self.narrative = True
        low = self._registry.low[found.phrase.first]
        speaker = NARRATOR if low in _ME else linked.entity or NOBODY
        self._turns[k] = self.last = Turn(draft, speaker, [], None)

    def scenes(self, drafts: list[Draft], *, every: bool = False) -> list[list[int]]:
        """The places of the turns of each scene in which somebody is to be told (or of every one), all of them read."""
        if not self.narrative:
            return []
        out: list[list[int]] = []
        for scene in scenes(self._registry.tokens, drafts, sorted(self._turns)):
            if every or any(self._is_open(k) for k in scene):
                out.append(scene)
                for k in scene:
                    read_turn(self._registry.cast, self._turns[k])
        return out

    def _is_open(self, k: int) -> bool:
        """Whether nobody is told for a turn that a dash begins, or that stands alone behind the narrator."""
        turn = self._turns[k]
        return turn.speaker is None and (turn.draft.rule in _TURNS or turn.draft.told)

    def turns(self, scene: list[int]) -> list[Turn]:
        """The turns at some places."""
        return [self._turns[k] for k in scene]

    def acting(self, k: int) -> list[tuple[NounPhrase, Entity]]:
        """Who acts right before the `k`-th draft, if no mention tells who says it."""
        return self._acting.get(k, [])

    def settle(self, drafts: list[Draft], found: list[Found | None], linked: list[Linked]) -> list[int]:
        """Tell who says the turns that are open, in `found` and `linked`; return their places."""
        changed: list[int] = []
        if not self._registry.tokens.trace.allows(Link.TURNS):
            return changed
        for scene in self.scenes(drafts):
            turns = self.turns(scene)
            said = decide(turns, present(turns), weights())
            for k, (who, share) in zip(scene, said, strict=True):
                if self._is_open(k):
                    named = who is not NOBODY and who is not NARRATOR and share >= _LEAST
                    linked[k] = Linked(who if named else None, Link.TURNS, share)
                    found[k] = self._mention(k, who)
                    changed.append(k)
        return changed

    def _mention(self, k: int, who: Entity) -> Found | None:
        """The last phrase before a turn in which whoever says it acts."""
        phrases = [phrase for phrase, entity in self._acting[k] if entity is who]
        return Found(phrases[-1], MentionRule.ACTOR) if phrases else None
