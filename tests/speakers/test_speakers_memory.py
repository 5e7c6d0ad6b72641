"""What a text has mentioned so far, and how each person or body stands by now."""

from __future__ import annotations

import pytest
from made_mentions import noted, somebody
from made_tokens import at, tokens_of

from quoteattr.speakers.memory import Memory

# ---- subjects


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Tal dort.", "Ada Tal"),
        ("Hier soir, Ada Tal dormait.", "Ada Tal"),
        ("Hier soir, Ada Tal ne dormait pas.", "Ada Tal"),
        ("Hier soir, Ada Tal (la maire) dormait.", "Ada Tal"),
        ("Hier soir, Ada Tal, la maire, dormait.", "Ada Tal"),
    ],
)
def test_a_subject(text: str, words: str) -> None:
    assert noted(Memory(tokens_of(text)), words, somebody()).subject


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hier soir, le vent réveillait Ada Tal.", "Ada Tal"),
        ("Hier soir, le chien de Ada Tal dormait.", "Ada Tal"),
        ("Hier soir, le chien du maire dormait.", "du maire"),
        ("Hier soir, le vent réveillait Ada Tal (la maire.", "Ada Tal"),
        ("Le vent réveillait Ada Tal, la maire, et Paul dormait.", "Ada Tal"),
        ("Hier soir, Ada Tal Dormait.", "Ada Tal"),
    ],
)
def test_no_subject(text: str, words: str) -> None:
    assert not noted(Memory(tokens_of(text)), words, somebody()).subject


def test_a_subject_that_the_model_knows() -> None:
    tokens = tokens_of("Hier soir est venue Ada Tal.", arcs={"Tal": ("venue", "nsubj:pass")})
    assert noted(Memory(tokens), "Ada Tal", somebody()).subject


# ---- what is noted


def test_mentions_are_in_order_of_place() -> None:
    memory = Memory(tokens_of("Ada Tal a vu Paul Kergoat."))
    noted(memory, "Paul Kergoat", somebody("Paul Kergoat"), spoke=True)
    noted(memory, "Ada Tal", somebody())
    assert [seen.entity.name for seen in memory.seen] == ["Ada Tal", "Paul Kergoat"]


def test_who_spoke_last() -> None:
    memory = Memory(tokens_of("Oui, dit Ada Tal à Paul Kergoat."))
    speaker = somebody()
    noted(memory, "Ada Tal", speaker, spoke=True)
    noted(memory, "Paul Kergoat", somebody("Paul Kergoat"))
    assert memory.last_speaker is speaker
    assert memory.last_spoke_at == at(memory.tokens, "Ada")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("« Hier, Ada Tal dormait encore », dit-il.", True),
        ("Il a vu « Ada Tal » hier.", False),
        ("Hier, Ada Tal dormait encore, dit-il.", False),
    ],
)
def test_between_marks(text: str, inside: bool) -> None:
    assert noted(Memory(tokens_of(text)), "Ada Tal", somebody()).inside is inside


def test_a_speaker_between_marks_stands_in_the_text() -> None:
    memory = Memory(tokens_of("« Hier encore, dit Ada Tal, je dormais. »"))
    assert not noted(memory, "Ada Tal", somebody(), spoke=True).inside


def test_a_subject_pronoun_is_a_subject() -> None:
    memory = Memory(tokens_of("Hier soir, puis demain, elle aussi dormira. Puis on verra celle-ci."))
    assert noted(memory, "elle", somebody(), pronoun=True).subject
    assert not noted(memory, "celle-ci", somebody(), pronoun=True).subject


# ---- how somebody stands


def test_how_often_somebody_is_mentioned_and_where_last() -> None:
    memory = Memory(
        tokens_of("Ada dormait. Le vent réveilla Ada. Elle sortit. Oui, dit Ada. Elle rit. Le vent suit Ada.")
    )
    ada = somebody()
    noted(memory, "Ada", ada)
    noted(memory, "Ada#2", ada)
    noted(memory, "Elle", ada, pronoun=True)
    noted(memory, "Ada#3", ada, spoke=True)
    noted(memory, "Elle#2", ada, pronoun=True)
    noted(memory, "Ada#4", ada)
    standing = memory.standing(ada)
    assert (ada.count, standing.subjects) == (6, 4)
    assert standing.named == at(memory.tokens, "Ada#4")
    assert standing.subject == at(memory.tokens, "Elle#2")
    assert standing.spoke == at(memory.tokens, "Ada#3")


def test_nobody_stands_anywhere_before_a_mention() -> None:
    standing = Memory(tokens_of("Ada dormait.")).standing(somebody())
    assert standing.subjects == 0
    assert {standing.named, standing.subject, standing.spoke, standing.block} == {-1}


def test_everybody_stands_alone() -> None:
    memory = Memory(tokens_of("Ada suit Paul."))
    ada, paul = somebody(), somebody("Paul")
    noted(memory, "Ada", ada)
    noted(memory, "Paul", paul)
    assert memory.standing(ada) is not memory.standing(paul)
    assert memory.standing(ada) is memory.standing(ada)


def test_a_pronoun_names_nobody() -> None:
    memory = Memory(tokens_of("Ada dormait. Elle rêvait."))
    ada = somebody()
    noted(memory, "Ada", ada)
    noted(memory, "Elle", ada, pronoun=True)
    assert memory.standing(ada).named == 0


def test_a_mention_noted_late_is_not_the_last() -> None:
    memory = Memory(tokens_of("Ada dormait. Puis Ada rit. Oui, dit Ada."))
    ada = somebody()
    noted(memory, "Ada#3", ada, spoke=True)
    noted(memory, "Ada", ada)
    standing = memory.standing(ada)
    assert standing.named == standing.subject == standing.spoke == at(memory.tokens, "Ada#3")


def test_between_marks_somebody_is_only_counted() -> None:
    memory = Memory(tokens_of("« Hier, Ada dormait encore », dit-on. « Demain, Ada dormira encore », dit-on."))
    ada = somebody()
    noted(memory, "Ada", ada)
    standing = memory.standing(ada)
    assert (ada.count, standing.subjects, standing.named, standing.subject) == (1, 0, -1, -1)
    assert standing.block == 0
    noted(memory, "Ada#2", ada)
    assert standing.block == at(memory.tokens, "«#2")


def test_whom_the_narrator_mentions_stands_in_no_marks() -> None:
    memory = Memory(tokens_of("« Hier, Ada dormait encore », dit-on. Ada rit. « Demain, Ada dormira encore », dit-on."))
    ada = somebody()
    noted(memory, "Ada", ada)
    noted(memory, "Ada#2", ada)
    assert memory.standing(ada).block == -1
    noted(memory, "Ada#3", ada)
    assert memory.standing(ada).block == -1


# ---- the latest mentions


def test_everybody_once_the_nearest_first() -> None:
    memory = Memory(tokens_of("Ada Tal a vu Paul Kergoat. Ada dormait. Plus tard, Odile vint."))
    ada, paul = somebody(), somebody("Paul Kergoat")
    noted(memory, "Ada Tal", ada)
    noted(memory, "Paul Kergoat", paul)
    noted(memory, "Ada#2", ada)
    noted(memory, "Odile", somebody("Odile"))
    latest = memory.latest(at(memory.tokens, "Plus"))
    assert [(seen.entity.name, seen.at) for seen in latest] == [
        ("Ada Tal", at(memory.tokens, "Ada#2")),
        ("Paul Kergoat", at(memory.tokens, "Paul")),
    ]


def test_the_narrators_mention_before_a_later_one_in_a_quotation() -> None:
    memory = Memory(tokens_of("Ada dormait. « J'ai bien vu Ada hier », dit Paul."))
    ada = somebody("Ada")
    noted(memory, "Ada", ada)
    noted(memory, "Ada#2", ada)
    assert [seen.at for seen in memory.latest(at(memory.tokens, "Paul"))] == [0]


# ---- bodies


LEAGUE = "L'Union des marais a saisi le juge. La Ligue des pêcheurs attend. Le syndicat se tait.\nPuis on ajouta cela."


@pytest.mark.parametrize(
    ("place", "continuing", "kind", "goes_on"),
    [
        ("syndicat", False, "organization", True),
        ("on", False, "organization", False),
        ("on", True, "organization", True),
        ("on", True, "person", False),
    ],
)
def test_on_is_the_body_that_spoke(place: str, kind: str, *, continuing: bool, goes_on: bool) -> None:
    memory = Memory(tokens_of(LEAGUE))
    assert not memory.body_goes_on(at(memory.tokens, place), continuing=continuing)
    noted(memory, "Ligue des pêcheurs", somebody("Ligue des pêcheurs", kind), spoke=True)
    assert memory.body_goes_on(at(memory.tokens, place), continuing=continuing) is goes_on
