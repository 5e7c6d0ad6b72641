"""Whose turn it is: what speaks for somebody, and the decision for a whole scene."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from made_tokens import tokens_of

from quoteattr.grammar import is_called
from quoteattr.measured import Rule
from quoteattr.quotations import Draft
from quoteattr.quotations.drafts import Passage
from quoteattr.result import Kind
from quoteattr.speakers import Entity
from quoteattr.speakers.scenes import _near, around, decide, present, scenes, weights
from quoteattr.speakers.turns import NARRATOR, NOBODY, Turn, features

IDA, PAUL, JEAN = (Entity(name, "person", 0) for name in ("Ida", "Paul", "Jean"))
for person in (IDA, PAUL, JEAN):
    person.named = True


def turn(
    speaker: Entity | None = None,
    *,
    beats: Sequence[Entity] = (),
    addressed: Sequence[Entity] = (),
    named: Sequence[Entity] = (),
    asks: bool = False,
    told: bool = False,
    carried: Entity | None = None,
) -> Turn:
    draft = Draft(Passage(Kind.DIRECT, ((0, 1),), [], 0), Rule.TURN, None, None)
    draft.told = told or bool(beats)
    made = Turn(draft, speaker, list(beats), carried)
    made.asks, made.addressed, made.named = asks, list(addressed), list(named)
    return made


def decided(*turns: Turn) -> list[str]:
    return [who.name for who, _ in decide(list(turns), present(turns), weights())]


def test_turns_take_turns() -> None:
    assert decided(turn(IDA), turn(PAUL), turn(), turn(), turn()) == ["Ida", "Paul", "Ida", "Paul", "Ida"]


def test_what_comes_after_tells_too() -> None:
    assert decided(turn(), turn(), turn(IDA), turn(PAUL)) == ["Ida", "Paul", "Ida", "Paul"]


def test_who_is_spoken_to_does_not_speak() -> None:
    assert decided(turn(PAUL), turn(IDA), turn(told=True))[2] == "Ida"
    assert decided(turn(PAUL), turn(IDA), turn(told=True, addressed=[IDA]))[2] == "Paul"


def test_who_acts_before_a_turn_may_say_it() -> None:
    assert decided(turn(IDA), turn(PAUL), turn(beats=[JEAN]), turn(PAUL))[2] == "Jean"


def test_nobody_present_is_nobody() -> None:
    assert decided(turn()) == [""]


def test_a_narrator_takes_turns() -> None:
    assert decided(turn(NARRATOR), turn(PAUL), turn()) == ["je", "Paul", "je"]


def test_somebody_unknown_is_none_of_those_present() -> None:
    assert present([turn(NOBODY), turn(IDA), turn()]) == [IDA]


def test_who_is_present() -> None:
    turns = [turn(IDA, addressed=[JEAN]), turn(beats=[PAUL])]
    assert [who.name for who in present(turns)] == ["Ida", "Paul", "Jean"]


@pytest.mark.parametrize(
    ("turns", "who", "before", "earlier", "name"),
    [
        ([turn(IDA), turn()], IDA, IDA, None, "spoke right before"),
        ([turn(IDA), turn(told=True)], IDA, IDA, None, "spoke right before, past the narrator"),
        ([turn(IDA, asks=True), turn()], PAUL, IDA, None, "is asked"),
        ([turn(IDA, addressed=[PAUL]), turn()], PAUL, IDA, None, "was spoken to"),
        ([turn(IDA), turn(PAUL), turn()], IDA, PAUL, IDA, "spoke the last but one"),
        ([turn(IDA), turn(PAUL), turn(told=True)], IDA, PAUL, IDA, "spoke the last but one, past the narrator"),
        ([turn(addressed=[IDA])], IDA, None, None, "is spoken to"),
        ([turn(named=[IDA])], IDA, None, None, "is named"),
        ([turn(beats=[PAUL, IDA])], IDA, None, None, "acted last"),
        ([turn(beats=[PAUL, IDA])], PAUL, None, None, "acted first"),
        ([turn(beats=[IDA])], IDA, None, None, "acted alone"),
        ([turn()], NARRATOR, None, None, "narrator"),
        ([turn()], NOBODY, None, None, "is no person"),
    ],
)
def test_what_speaks_for_somebody(
    turns: list[Turn], who: Entity, before: Entity | None, earlier: Entity | None, name: str
) -> None:
    at = len(turns) - 1
    assert features(turns, at, who, before, earlier)[name] == 1
    other = features(turns, at, before or JEAN, before, earlier)
    assert name.startswith("spoke right before") or name not in other


def test_the_turns_around_one_tell_of_it() -> None:
    turns = [turn(IDA), turn(), turn(IDA)]
    assert "spoke right before" in around(turns, 1, IDA, [IDA, None, IDA])
    assert around(turns, 1, PAUL, [IDA, None, IDA])["spoke the last but one"] == 1


def test_how_sure_a_turn_is() -> None:
    turns = [turn(IDA), turn(PAUL), turn(), turn(beats=[JEAN])]
    said = decide(turns, present(turns), weights())
    assert said[0][1] == 1
    assert 0.4 < said[2][1] < 1


def test_scenes_are_of_direct_speech_that_stands_in_no_other() -> None:
    places = [(Kind.DIRECT, 0, 40), (Kind.INDIRECT, 50, 60), (Kind.DIRECT, 10, 20), (Kind.DIRECT, 70, 80)]
    drafts = [Draft(Passage(kind, ((a, b),), [], a // 4), Rule.TURN, None, None) for kind, a, b in places]
    assert scenes(tokens_of("mot " * 40), drafts, range(4)) == [[0, 3]]


def test_who_spoke_before_a_scene_is_present_where_few_are() -> None:
    assert present([turn(IDA), turn(carried=PAUL)]) == [IDA, PAUL]
    assert present([turn(IDA), turn(JEAN), turn(carried=PAUL)]) == [IDA, JEAN]
    assert decided(turn(IDA), turn(carried=PAUL), turn(IDA)) == ["Ida", "Paul", "Ida"]


def test_of_many_only_those_near_may_speak() -> None:
    many = [Entity(f"p{k}", "person", 0) for k in range(8)]
    turns = [*map(turn, many), turn()]
    assert _near(turns, 8, many) == many[:1:-1]
    far = [*map(turn, many), *[turn() for _ in range(170)], turn(addressed=[IDA]), turn()]
    assert _near(far, len(far) - 1, [*many, IDA]) == [IDA]


def test_what_stands_around_ends_where_nobody_is_known() -> None:
    turns = [turn(IDA), turn(), turn(PAUL)]
    assert around(turns, 0, IDA, [IDA, None, PAUL]) == around(turns[:1], 0, IDA, [IDA])


def test_who_alone_may_speak_is_sure() -> None:
    assert [share for _, share in decide([turn(IDA)], [IDA], weights())] == [1.0]


def test_a_name_that_nothing_parts_from_what_follows_calls_nobody() -> None:
    assert is_called(tokens_of("Berthe, rentrez."), 0, 1, 0)
    assert not is_called(tokens_of("Berthe rentre."), 0, 1, 0)
