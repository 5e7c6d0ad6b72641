"""What a later mention may mean: what is noted, and what speaks for it."""

from __future__ import annotations

from math import log1p

import pytest
from made_tokens import at, range_of, tokens_of

from quoteattr.grammar import NounPhrase
from quoteattr.speakers.antecedents import Candidate, Memory, Seen, best
from quoteattr.speakers.entity import Entity


def somebody(name: str = "Ada Tal", kind: str = "person", *, named: bool = True) -> Entity:
    entity = Entity(name, kind, 0)
    entity.named = named
    return entity


def noted(memory: Memory, words: str, entity: Entity, *, spoke: bool = False) -> Seen:
    first, last = range_of(memory.tokens, words)
    memory.note(NounPhrase(first, last, last, core=last), entity, spoke=spoke)
    return next(seen for seen in memory.seen if seen.at == first)


def what_speaks(text: str, words: str, *, place: str, entity: Entity | None = None, spoke: bool = False) -> set[str]:
    """What speaks for somebody mentioned by some words, for a mention at a place."""
    memory = Memory(tokens_of(text))
    seen = noted(memory, words, entity or somebody(), spoke=spoke)
    found = memory.features(seen, at(memory.tokens, place), continuing=False)
    return {name for name, value in found.items() if value}


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


# ---- what speaks for somebody


def test_a_subject_of_the_same_sentence() -> None:
    assert what_speaks("Ada dormait quand il est venu.", "Ada", place="il") == {
        "same sentence",
        "distance",
        "count",
        "kind person",
        "named",
        "subject",
        "subject near",
        "subject of this sentence",
        "subject since",
    }


def test_an_object_of_the_same_sentence() -> None:
    assert what_speaks("Le vent réveilla Ada quand il est venu.", "Ada", place="il") == {
        "same sentence",
        "distance",
        "count",
        "kind person",
        "named",
        "object of this sentence",
    }


def test_what_a_preposition_governs() -> None:
    found = what_speaks("Le vent souffle chez Ada quand il est venu.", "Ada", place="il")
    assert {"governed", "object of this sentence"} <= found


def test_an_object_of_the_sentence_before() -> None:
    found = what_speaks("Le vent réveilla Ada. Puis il est venu.", "Ada", place="il")
    assert "sentence before" in found
    assert found.isdisjoint({"same sentence", "object of this sentence"})


def test_a_subject_far_away() -> None:
    found = what_speaks("Ada dormait. Le vent souffle. Le vent tombe. Puis il est venu.", "Ada", place="il")
    assert "subject" in found
    assert found.isdisjoint({"subject near", "subject since", "sentence before"})


def test_a_speaker_of_the_same_sentence() -> None:
    found = what_speaks("Selon Ada, le vent tombe quand il est venu.", "Ada", place="il", spoke=True)
    assert {"spoke", "last speaker", "last speaker, same paragraph"} <= found
    assert found.isdisjoint({"object of this sentence", "governed", "subject since"})


def test_a_speaker_who_opens_the_sentence() -> None:
    found = what_speaks("Ada dit que le vent tombe quand il est venu.", "Ada", place="il", spoke=True)
    assert {"subject", "subject near"} <= found
    assert found.isdisjoint({"subject of this sentence", "subject since"})


def test_a_speaker_of_another_paragraph() -> None:
    found = what_speaks("Oui, dit Ada.\nLe vent tombe quand il est venu.", "Ada", place="il", spoke=True)
    assert {"last speaker", "other paragraph", "paragraphs"} <= found
    assert "last speaker, same paragraph" not in found


def test_a_speaker_who_goes_on() -> None:
    memory = Memory(tokens_of("Oui, dit Ada. Puis il est venu."))
    seen = noted(memory, "Ada", somebody(), spoke=True)
    assert memory.features(seen, at(memory.tokens, "il"), continuing=True)["last speaker goes on"] == 1


def test_somebody_else_is_not_the_last_speaker() -> None:
    memory = Memory(tokens_of("Ada dormait. Oui, dit Paul. Puis il est venu."))
    seen = noted(memory, "Ada", somebody())
    noted(memory, "Paul", somebody("Paul"), spoke=True)
    found = memory.features(seen, at(memory.tokens, "il"), continuing=True)
    assert "last speaker" not in found
    assert found["subject since"] == 0


def test_between_marks_nothing_else_counts() -> None:
    found = what_speaks("« Ada dormait encore hier », dit-on. Il est venu.", "Ada", place="Il")
    assert found == {"inside", "sentences", "sentence before", "distance", "count", "kind person"}


def test_somebody_described() -> None:
    found = what_speaks("Le pilote dort. Il est venu.", "Le pilote", place="Il", entity=somebody(named=False))
    assert "described" in found
    assert "named" not in found


def test_a_body_is_neither_named_nor_described() -> None:
    found = what_speaks("Le port dort. Il est venu.", "Le port", place="Il", entity=somebody(kind="organization"))
    assert "kind organization" in found
    assert found.isdisjoint({"named", "described", "subject since"})


def test_only_words_of_the_narrator_are_distance() -> None:
    memory = Memory(tokens_of("Ada dit : « Le vent tombe enfin, la mer est belle. » Il est venu."))
    seen = noted(memory, "Ada", somebody())
    narrated = log1p(5)  # Ada dit : « »
    assert memory.features(seen, at(memory.tokens, "Il"), continuing=False)["distance"] == narrated
    assert memory.features(seen, at(memory.tokens, "Il"), continuing=False)["distance"] == narrated


# ---- choices


def test_the_best_sum_is_chosen() -> None:
    near, far = Candidate(somebody("Ada"), {"subject": 1.0}), Candidate(somebody("Paul"), {"inside": 1.0})
    assert best("carry", [far, near]) is near


def test_the_first_of_equals_is_chosen() -> None:
    one, other = Candidate(somebody("Ada"), {"subject": 1.0}), Candidate(somebody("Paul"), {"subject": 1.0})
    assert best("carry", [one, other]) is one


def test_nobody_is_chosen_of_nobody() -> None:
    assert best("carry", []) is None


def test_a_feature_without_weight_counts_nothing() -> None:
    one, other = Candidate(somebody("Ada"), {"heroic": 9.0}), Candidate(somebody("Paul"), {"subject": 1.0})
    assert best("carry", [one, other]) is other


# ---- bodies


LEAGUE = "L'Union des marais a saisi le juge. La Ligue des pêcheurs attend. Le syndicat se tait.\nPuis on ajouta cela."


def test_a_body_whose_name_has_the_noun() -> None:
    memory = Memory(tokens_of(LEAGUE))
    union, league = somebody("Syndicat des marais", "organization"), somebody("Ligue des pêcheurs", "organization")
    noted(memory, "Union des marais", union)
    noted(memory, "Ligue des pêcheurs", league)
    assert memory.body(at(memory.tokens, "syndicat"), "organization", "syndicat", any_noun=False) is union


def test_a_body_that_was_described_with_the_noun() -> None:
    memory = Memory(tokens_of(LEAGUE))
    union = somebody("l'Union des marais", "organization", named=False)
    union.noun = "syndicat"
    noted(memory, "Union des marais", union)
    assert memory.body(at(memory.tokens, "syndicat"), "organization", "syndicat", any_noun=False) is union


@pytest.mark.parametrize(
    ("noun", "kind", "any_noun", "found"),
    [
        ("syndicat", "organization", True, True),
        ("syndicat", "organization", False, False),
        ("syndicat", "place", True, False),
        ("tribunal", "organization", True, False),
    ],
)
def test_a_noun_that_no_name_has(noun: str, kind: str, *, any_noun: bool, found: bool) -> None:
    memory = Memory(tokens_of(LEAGUE))
    league = somebody("Ligue des pêcheurs", "organization")
    noted(memory, "Ligue des pêcheurs", league)
    assert memory.body(at(memory.tokens, "syndicat"), kind, noun, any_noun=any_noun) is (league if found else None)


def test_a_document_needs_its_noun() -> None:
    memory = Memory(tokens_of(LEAGUE))
    noted(memory, "Ligue des pêcheurs", somebody("Note des pêcheurs", "document"))
    assert memory.body(at(memory.tokens, "syndicat"), "document", "rapport", any_noun=True) is None


def test_the_body_that_spoke_before_a_nearer_one() -> None:
    memory = Memory(tokens_of(LEAGUE))
    union, league = somebody("Union des marais", "organization"), somebody("Ligue des pêcheurs", "organization")
    noted(memory, "Union des marais", union, spoke=True)
    noted(memory, "Ligue des pêcheurs", league)
    assert memory.body(at(memory.tokens, "syndicat"), "organization", "syndicat", any_noun=True) is union


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
