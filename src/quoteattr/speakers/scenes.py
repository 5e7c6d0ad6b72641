"""Conversations of a tale: one decision for all the turns that no mention tells the speaker of.

Of all the ways in which those who are there may have spoken, the likeliest is taken: the weights of
`quoteattr.speakers.turns` are summed over the scene, and the best sum is found by dynamic programming over who spoke
last and last but one. The weights are learned by ``benchmarks/learn_turns.py`` and stand in
``measured/data/turns.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import exp
from types import MappingProxyType
from typing import Final

from quoteattr.grammar import Tokens
from quoteattr.measured import rows
from quoteattr.quotations import Draft
from quoteattr.result import Kind
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.turns import NOBODY, Turn, features

__all__ = ["decide", "present", "scenes", "weights"]

_GAP: Final = 150
"""How many tokens may stand between two turns of one scene."""
_PRESENT: Final = 6
"""How many may have spoken."""
_LONGEST: Final = 400
"""How many turns are decided together."""


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of each feature."""
    return MappingProxyType({feature: float(weight) for feature, weight in rows("turns.tsv")})


def scenes(tokens: Tokens, drafts: Sequence[Draft], kept: Sequence[int]) -> list[list[int]]:
    """The places of the drafts of each conversation: direct speech of which none is far from the one before."""
    out: list[list[int]] = []
    end = -1
    for k in kept:
        draft = drafts[k]
        if draft.kind is not Kind.DIRECT or draft.content[0][0] < end:
            continue  # indirect, or inside the speech before
        far = end >= 0 and draft.first - tokens.document.token_at(end) > _GAP
        if not out or far or len(out[-1]) >= _LONGEST:
            out.append([])
        out[-1].append(k)
        end = draft.content[-1][1]
    return out


def present(turns: Sequence[Turn]) -> list[Entity]:
    """Who may have spoken in a scene: those who are told to, then those who act, are spoken to or told about."""
    out: dict[int, Entity] = {}
    for turn in turns:
        if turn.speaker is not None and turn.speaker is not NOBODY:
            out.setdefault(id(turn.speaker), turn.speaker)
    for turn in turns:
        for entity in turn.beats if turn.speaker is None else []:
            out.setdefault(id(entity), entity)
    for turn in turns:
        for entity in turn.addressed:
            out.setdefault(id(entity), entity)
    for turn in turns:
        if turn.speaker is None and turn.carried is not None and len(out) < 2:
            out.setdefault(id(turn.carried), turn.carried)
    return list(out.values())


def _near(turns: Sequence[Turn], at: int, people: Sequence[Entity]) -> list[Entity]:
    """Of those present, the few that are spoken of nearest to a turn."""
    if len(people) <= _PRESENT:
        return list(people)
    found: dict[int, Entity] = {}
    known = {id(p) for p in people}
    for distance in range(len(turns)):
        for k in (at - distance, at + distance):
            if not 0 <= k < len(turns):
                continue
            here = [turns[k].speaker, *turns[k].beats, *turns[k].addressed]
            for entity in here:
                if entity is not None and id(entity) in known:
                    found.setdefault(id(entity), entity)
        if len(found) >= _PRESENT or distance > _GAP:
            break
    return list(found.values())[:_PRESENT] or list(people[:_PRESENT])


def decide(turns: list[Turn], people: Sequence[Entity], weight: Mapping[str, float]) -> list[tuple[Entity, float]]:
    """Who says each turn of a scene, and by what share it is surer than the next best for that turn."""
    choices = [
        [t.speaker] if t.speaker is not None else _near(turns, k, people) or [NOBODY] for k, t in enumerate(turns)
    ]
    best: dict[tuple[int, int], float] = {(-1, -1): 0.0}
    ways: list[dict[tuple[int, int], tuple[int, int]]] = []
    for at, here in enumerate(choices):
        reached: dict[tuple[int, int], float] = {}
        way: dict[tuple[int, int], tuple[int, int]] = {}
        for (earlier, before), score in best.items():
            first = choices[at - 2][earlier] if earlier >= 0 else None
            last = choices[at - 1][before] if before >= 0 else None
            for k, who in enumerate(here):
                total = score + _score(weight, turns, at, who, last, first)
                state = (before, k)
                if state not in reached or total > reached[state]:
                    reached[state] = total
                    way[state] = (earlier, before)
        best = reached
        ways.append(way)
    state = max(best, key=lambda s: best[s])
    chosen: list[int] = []
    for way in reversed(ways):
        chosen.append(state[1])
        state = way[state]
    chosen.reverse()
    said = [choices[at][k] for at, k in enumerate(chosen)]
    return [(who, _share(weight, turns, at, choices[at], said)) for at, who in enumerate(said)]


def _score(
    weight: Mapping[str, float], turns: list[Turn], at: int, who: Entity, before: Entity | None, earlier: Entity | None
) -> float:
    total = 0.0
    if turns[at].speaker is None or before is not None and turns[at - 1].speaker is None or earlier is not None:
        for name, value in features(turns, at, who, before, earlier).items():
            total += weight.get(name, 0.0) * value
    return total


def around(turns: list[Turn], at: int, who: Entity, said: Sequence[Entity | None]) -> dict[str, float]:
    """What speaks for `who` saying the turn `at`, those around it being said by `said`."""
    out: dict[str, float] = {}
    for k in range(at, min(at + 3, len(turns))):
        speaker = who if k == at else said[k]
        if speaker is None:
            break
        before = None if k < 1 else who if k - 1 == at else said[k - 1]
        earlier = None if k < 2 else who if k - 2 == at else said[k - 2]
        for name, value in features(turns, k, speaker, before, earlier).items():
            out[name] = out.get(name, 0.0) + value
    return out


def _share(
    weight: Mapping[str, float], turns: list[Turn], at: int, here: Sequence[Entity], said: Sequence[Entity]
) -> float:
    """The share of who was chosen for a turn, among those who might have said it, the others being as they are."""
    scores: list[float] = []
    mine = 0.0
    for who in here:
        score = 0.0
        for name, value in around(turns, at, who, said).items():
            score += weight.get(name, 0.0) * value
        scores.append(score)
        if who is said[at]:
            mine = score
    total = 0.0
    for score in scores:
        total += exp(max(-50.0, min(50.0, score - mine)))
    return 1 / total
