"""Texts told in the simple past, and tales and diaries between marks."""

from __future__ import annotations

import pytest
from made_tokens import tokens_of

from quoteattr.dialogue import is_tale, settle

PAST = ("entra", "posa", "regarda", "sortit", "prit", "marcha", "appela", "aperçut")
TALE = "Le garde entra. Il posa son fusil et regarda la table. "
LONG = (
    "Mon père prit le chemin du moulin avec la lanterne de la ferme et marcha deux heures dans la neige de la vallée "
    "sans voir personne sur la route ni dans les champs, puis il aperçut une lumière au bord de l'étang et appela trois "
    "fois le passeur de la rive avec toute la force de sa voix"
)


def told(text: str) -> dict[str, dict[str, str]]:
    verbs = [verb for verb in PAST if verb in text]
    labels = (("pos", "VERB"), ("tense", "Past"), ("verb_form", "Fin"))
    return {field: dict.fromkeys(verbs, label) for field, label in labels}


def marked(text: str) -> list[str]:
    document = settle(tokens_of(text, **told(text)))[0].document
    return [document.text[b.segment.parts[0][0] : b.segment.parts[-1][1]].strip()[:18] for b in document.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TALE, True),
        ("Le garde entre. Il pose son fusil et regarde la table. ", False),
        ("Le garde entra. Il dort depuis hier et le bac est à quai. ", False),
        ("« Le garde entra. Il posa son fusil et regarda la table », dit Ada.", False),
    ],
)
def test_what_is_a_tale(text: str, *, expected: bool) -> None:
    assert is_tale(tokens_of(text, **told(text))) == expected


def test_a_tale_between_marks_is_narration() -> None:
    assert marked(f"{TALE}« {LONG}. »") == []


def test_what_its_people_say_stays() -> None:
    assert marked(f"{TALE}« {LONG} : « Qui va là ? » »") == ["Qui va là ?"]


def test_what_comes_before_it_in_the_mouth_of_the_teller_stays() -> None:
    assert marked(f"{TALE}\n« Écoutez plutôt, mes amis.\n« {LONG}. »") == ["Écoutez plutôt, me"]


def test_a_short_speech_stays() -> None:
    assert marked(f"{TALE}« Il entra et posa son sac. »") == ["Il entra et posa s"]


def test_outside_of_tales_every_speech_stays() -> None:
    assert marked(f"Le maire raconte. « {LONG}. »") == ["Mon père prit le c"]


def test_a_diary_under_its_dates_is_no_speech() -> None:
    diary = "« La mer est calme. »\n« Le vent se lève. »\nLe garde sortit. « Il pleut. »"
    assert marked(f"{TALE}\n12 décembre 1803\n{diary}") == ["Il pleut."]


def test_a_line_without_a_date_opens_no_diary() -> None:
    assert marked(f"{TALE}\nLe lendemain\n« La mer est calme. »") == ["La mer est calme."]
