"""What speaks for those whom a later mention may mean, and who is chosen."""

from __future__ import annotations

from math import log1p

import pytest
from made_mentions import noted, said, somebody
from made_tokens import at, tokens_of

from quoteattr.measured import Trace
from quoteattr.quotations import Draft
from quoteattr.speakers.antecedents import Antecedents, Candidate, best, share_of
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.memory import Memory, Seen


def what_speaks(text: str, words: str, *, place: str, entity: Entity | None = None, spoke: bool = False) -> set[str]:
    """What speaks for somebody mentioned by some words, for a mention at a place."""
    memory = Memory(tokens_of(text))
    seen = noted(memory, words, entity or somebody(), spoke=spoke)
    return {name for name, value in features(memory, seen, place).items() if value}


def features(memory: Memory, seen: Seen, place: str, said: Draft | None = None) -> dict[str, float]:
    return Antecedents(memory).features(seen, at(memory.tokens, place), said)


# ---- what speaks for somebody


ALWAYS = {"distance", "count", "kind person", "named", "since spoke", "lead", "first sentence"}
"""What is told of somebody who has a name and stands in the first sentence, and has not spoken."""


def test_a_subject_of_the_same_sentence() -> None:
    assert what_speaks("Ada dormait quand il est venu.", "Ada", place="il") == {
        *ALWAYS,
        "same sentence",
        "subject",
        "subjects",
        "subject near",
        "subject of this sentence",
        "subject since",
    }


def test_an_object_of_the_same_sentence() -> None:
    assert what_speaks("Le vent réveilla Ada quand il est venu.", "Ada", place="il") == {
        *ALWAYS,
        "same sentence",
        "since subject",
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
    assert features(memory, seen, "il", said("Le port ferme, ajoute-t-il."))["last speaker goes on"] == 1


def test_somebody_else_is_not_the_last_speaker() -> None:
    memory = Memory(tokens_of("Ada dormait. Oui, dit Paul. Puis il est venu."))
    seen = noted(memory, "Ada", somebody())
    noted(memory, "Paul", somebody("Paul"), spoke=True)
    found = features(memory, seen, "il", said("Le port ferme, ajoute-t-il."))
    assert "last speaker" not in found
    assert found["subject since"] == 0


def test_between_marks_nothing_else_counts() -> None:
    found = what_speaks("« Ada dormait encore hier », dit-on. Il est venu.", "Ada", place="Il")
    assert found == {
        *ALWAYS,
        "inside",
        "in these marks",
        "sentences",
        "sentence before",
        "since named",
        "since subject",
    }


def test_in_the_marks_that_are_spoken_of() -> None:
    text = "« Hier, Ada dormait encore », dira celle-ci. Le vent tombe sur la mer grise et noire, et elle rit."
    memory = Memory(tokens_of(text))
    seen = noted(memory, "Ada", somebody())
    assert features(memory, seen, "celle-ci")["in these marks"] == 1
    assert features(memory, seen, "elle")["in these marks"] == 0


def test_whom_the_narrator_names_is_in_no_marks() -> None:
    memory = Memory(tokens_of("« Hier, Ada dormait encore », dira celle-ci de Ada."))
    ada = somebody()
    noted(memory, "Ada#2", ada)
    seen = noted(memory, "Ada", ada)
    assert features(memory, seen, "celle-ci")["in these marks"] == 0


def test_sentences_since_somebody_was_named_a_subject_and_spoke() -> None:
    memory = Memory(tokens_of("Oui, dit Ada. Elle rit. Le vent suit Ada. Il vente. Puis il est venu."))
    ada = somebody()
    seen = noted(memory, "Ada", ada, spoke=True)
    noted(memory, "Elle", ada, pronoun=True)
    noted(memory, "Ada#2", ada)
    found = features(memory, seen, "il")
    assert (found["since named"], found["since subject"], found["since spoke"]) == (2, 3, 4)
    assert found["subjects"] == log1p(2)
    assert found["count"] == log1p(3)


def test_far_away_is_nearer_than_nowhere() -> None:
    memory = Memory(tokens_of("Ada dormait. " + "Il vente. " * 12 + "Puis elle est venue."))
    found = features(memory, noted(memory, "Ada", somebody()), "elle")
    assert (found["sentences"], found["since named"], found["since spoke"]) == (8, 8, 9)


def test_a_pronoun_is_told_from_a_name() -> None:
    memory = Memory(tokens_of("Ada dormait. Elle rit. Puis il est venu."))
    ada = somebody()
    assert "pronoun" not in features(memory, noted(memory, "Ada", ada), "il")
    assert features(memory, noted(memory, "Elle", ada, pronoun=True), "il")["pronoun"] == 1


def test_how_much_of_the_text_somebody_has() -> None:
    memory = Memory(tokens_of("Ada dormait. Puis il est venu."))
    ada = somebody()
    ada.mass = 7
    found = features(memory, noted(memory, "Ada", ada), "il")
    assert found["mass"] == log1p(7)


@pytest.mark.parametrize(("first", "lead", "first_sentence"), [("Ada", 1, 1), ("Zoé", 1, 0), ("Paul", 0, 0)])
def test_who_opens_the_text(first: str, lead: int, first_sentence: int) -> None:
    memory = Memory(tokens_of("Ada dormait. Zoé rit.\nLe vent tombe.\nPaul sort. Puis il est venu."))
    entity = Entity(first, "person", at(memory.tokens, first))
    found = features(memory, noted(memory, first, entity), "il")
    assert (found["lead"], found["first sentence"]) == (lead, first_sentence)


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
    assert features(memory, seen, "Il")["distance"] == narrated
    assert features(memory, seen, "Il")["distance"] == narrated


# ---- choices


def chosen(task: str, candidates: list[Candidate]) -> Candidate | None:
    choice = best(task, candidates)
    return None if choice is None else choice.candidate


def test_the_best_sum_is_chosen() -> None:
    near, far = Candidate(somebody("Ada"), {"subject": 1.0}), Candidate(somebody("Paul"), {"inside": 1.0})
    assert chosen("carry", [far, near]) is near


def test_the_first_of_equals_is_chosen() -> None:
    one, other = Candidate(somebody("Ada"), {"subject": 1.0}), Candidate(somebody("Paul"), {"subject": 1.0})
    assert chosen("carry", [one, other]) is one


def test_nobody_is_chosen_of_nobody() -> None:
    assert best("carry", []) is None


def test_a_feature_without_weight_counts_nothing() -> None:
    one, other = Candidate(somebody("Ada"), {"heroic": 9.0}), Candidate(somebody("Paul"), {"subject": 1.0})
    assert chosen("carry", [one, other]) is other


def test_the_share_of_what_speaks_for_all() -> None:
    one, other = Candidate(somebody("Ada"), {"subject": 1.0}), Candidate(somebody("Paul"), {"subject": 1.0})
    alone, both = best("carry", [one]), best("carry", [one, other])
    assert alone is not None
    assert both is not None
    assert (alone.share, both.share) == (1, 0.5)


def test_shares_add_up_to_one() -> None:
    scores = [1.0, -2.0, 0.5]
    shares = [share_of(scores, k) for k in range(3)]
    assert sum(shares) == pytest.approx(1)
    assert sorted(range(3), key=lambda k: -shares[k]) == [0, 2, 1]


def candidates(memory: Memory, place: str, *entities: tuple[str, Entity]) -> list[Candidate]:
    """Everybody mentioned by these words, with what speaks for each at a place."""
    for words, entity in entities:
        noted(memory, words, entity)
    latest = {id(seen.entity): seen for seen in memory.latest(at(memory.tokens, place))}
    return [Candidate(entity, features(memory, latest[id(entity)], place)) for _, entity in entities]


def test_candidates_are_ranked() -> None:
    memory = Memory(tokens_of("Ada dormait. Paul sort. Puis il est venu."))
    ada, paul = somebody(), somebody("Paul")
    ada.mass, paul.mass = 5, 1
    one, other = candidates(memory, "il", ("Ada", ada), ("Paul", paul))
    Antecedents(memory).choose("pronoun", at(memory.tokens, "il"), [one, other, Candidate(None, {"new": 1.0})])
    ranks = ["since named, rank", "since subject, rank", "mass, rank"]
    assert [one.features[rank] for rank in ranks] == [1, 1, 0]
    assert [other.features[rank] for rank in ranks] == [0, 0, 1]
    assert one.features["alone"] == other.features["alone"] == 0


def test_equals_have_one_rank_and_the_last_is_the_fifth() -> None:
    memory = Memory(tokens_of("Ada, Zoé, Paul, Omar, Noé, Léa, Max et Tom sont là. Puis il est venu."))
    people = [somebody(name) for name in ("Ada", "Zoé", "Paul", "Omar", "Noé", "Léa", "Max", "Tom")]
    for k, person in enumerate(people):
        person.mass = k
    found = candidates(memory, "il", *((person.name, person) for person in people))
    Antecedents(memory).choose("pronoun", at(memory.tokens, "il"), found)
    assert [c.features["since named, rank"] for c in found] == [0] * 8
    assert [c.features["mass, rank"] for c in found] == [5, 5, 5, 4, 3, 2, 1, 0]


def test_only_one_may_be_meant() -> None:
    memory = Memory(tokens_of("Ada dormait. Puis il est venu."))
    found = candidates(memory, "il", ("Ada", somebody()))
    Antecedents(memory).choose("pronoun", at(memory.tokens, "il"), found)
    assert found[0].features["alone"] == 1


def test_a_choice_is_written_down_where_it_is_to_be_explained() -> None:
    tokens = tokens_of("Ada dormait. Puis elle est venue.")
    memory = Memory(tokens)
    found = candidates(memory, "elle", ("Ada", somebody()))
    Antecedents(memory).choose("pronoun", at(tokens, "elle"), found)
    assert tokens.trace.weighings == []
    tokens.trace = Trace(keeps=True)
    Antecedents(memory).choose("pronoun", at(tokens, "elle"), found)
    assert [(weighing.task, weighing.names) for weighing in tokens.trace.weighings] == [("pronoun", ["Ada Tal"])]


def test_nobody_may_be_meant() -> None:
    assert Antecedents(Memory(tokens_of("Il est venu."))).choose("pronoun", 0, []) is None
