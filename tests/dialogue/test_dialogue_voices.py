"""Whose voice a sentence has."""

from __future__ import annotations

import pytest
from made_tokens import at, tokens_of

from quoteattr.dialogue.voices import WEIGHTS, features, voice


def counted(text: str, **labels: dict[str, str]) -> dict[str, float]:
    """What is counted in a sentence, without the number of its words."""
    tokens = tokens_of(text, **labels)
    found = features(tokens, 0, tokens.size)
    return {name: value for name, value in found.items() if value and name not in ("bias", "length")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Je viens.", {"person": 1, "present": 1}),
        ("Tu viens.", {"person": 1, "second": 1, "present": 1}),
        ("Mon chien mange.", {"possessive": 1, "present": 1}),
        ("Tu viens ?", {"person": 1, "second": 1, "present": 1, "asks": 1}),
        ("Je viens !", {"person": 1, "present": 1, "exclaims": 1}),
        ("Je viens…", {"person": 1, "present": 1, "trails": 1}),
        ("Je viens...", {"person": 1, "present": 1, "trails": 1}),
        ("Oui.", {"address": 1, "verbless": 1}),
        ("Je dirai tout.", {"person": 1, "future": 1}),
        ("Voilà Paul.", {"pointing": 1, "verbless": 1}),
        ("Elle partait.", {"third": 1, "he first": 1, "imperfect": 1}),
        ("Je partirais.", {"person": 1, "conditional": 1}),
        ("Le chien partait.", {"name first": 1, "imperfect": 1}),
        ("Ada partait.", {"name first": 1, "imperfect": 1}),
    ],
)
def test_what_is_counted(text: str, found: dict[str, float]) -> None:
    assert counted(text) == found


def test_a_past_that_only_word_order_tells() -> None:
    tags = {"pos": {"brandit": "NOUN"}, "verb_form": {"brandit": ""}, "tense": {"brandit": ""}}
    assert counted("Alors elle brandit une rame.", **tags) == {"third": 1, "past": 1}
    assert "verbless" in counted("Alors Ada brandit une rame.", **tags)


def test_a_past_of_the_first_person_is_not_the_narrators() -> None:
    tags = {"pos": {"partis": "VERB"}, "verb_form": {"partis": "Fin"}, "tense": {"partis": "Past"}}
    assert "past" not in counted("Alors je partis.", person={"partis": "1"}, **tags)
    assert counted("Alors je partis.", person={"partis": "3"}, **tags)["past"] == 1


def test_an_imperative() -> None:
    tags = {"pos": {"Venez": "VERB"}, "verb_form": {"Venez": "Fin"}, "tense": {"Venez": "imp"}}
    assert counted("Venez ici.", **tags) == {"imperative": 1}


def test_a_mood_that_tells_nothing_is_a_verb_all_the_same() -> None:
    tags = {"pos": {"soit": "AUX"}, "verb_form": {"soit": "Fin"}, "tense": {"soit": "sub"}}
    assert counted("Qu'il soit prudent.", **tags) == {"third": 1}


def test_no_more_than_three_of_a_sort() -> None:
    assert counted("Oui, oui, oui, oui, oui.")["address"] == 3


def test_length_in_tens_of_words() -> None:
    tokens = tokens_of("Oui, bien sûr.")
    assert features(tokens, 0, tokens.size)["length"] == 0.3
    tokens = tokens_of("oui " * 50)
    assert features(tokens, 0, tokens.size)["length"] == 4


def test_what_marks_enclose_is_left_out() -> None:
    assert counted("Elle partait, « je viens demain » aux lèvres.") == {"third": 1, "he first": 1, "imperfect": 1}


def test_the_point_before_a_mark_or_bracket() -> None:
    assert counted("(Tu viens ?)")["asks"] == 1
    assert "asks" not in counted("Tu viens ? Oui")


def test_every_weight_has_its_count() -> None:
    tokens = tokens_of("Oui.")
    assert features(tokens, 0, tokens.size).keys() == WEIGHTS.keys()


@pytest.mark.parametrize("text", ["Je viens !", "Et vous, monsieur ?", "Ça va.", "Jamais."])
def test_a_character(text: str) -> None:
    tokens = tokens_of(text)
    assert voice(tokens, 0, tokens.size) > 0


@pytest.mark.parametrize("text", ["Elle partit sans un mot.", "Le chien la suivait le long du quai désert."])
def test_the_narrator(text: str) -> None:
    tokens = tokens_of(text)
    assert voice(tokens, 0, tokens.size) < 0


def test_only_the_range_is_heard() -> None:
    tokens = tokens_of("Je viens ! Elle referma la porte.")
    assert voice(tokens, 0, at(tokens, "Elle")) > 0 > voice(tokens, at(tokens, "Elle"), tokens.size)
