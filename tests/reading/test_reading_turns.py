"""Dashes that begin turns: which do, how far a turn may reach, and what its character says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.reading import read
from quoteattr.reading.marks import FAMILY


def turns(text: str, mode: str = "auto") -> list[str]:
    """The words of each turn, before the narrator is cut out of them."""
    return [
        " / ".join(text[a:b].strip() for a, b in b.segment.parts)
        for b in read(text, dialogue=mode).blocks
        if b.segment.family == FAMILY
    ]


def test_a_single_turn_is_known_by_its_incise() -> None:
    assert turns("— Il neige déjà, constata le sonneur.") == ["Il neige déjà, constata le sonneur."]


@pytest.mark.parametrize("dash", ["—", "–", "―", "--", "— —"])
def test_every_dash_may_begin_a_turn(dash: str) -> None:
    text = f"{dash} Qui sonne ? demanda Odile.\n{dash} C'est moi, dit-il."
    assert turns(text) == ["Qui sonne ? demanda Odile.", "C'est moi, dit-il."]


@pytest.mark.parametrize(
    "text",
    [
        "Il faut :\n— deux kilos de farine ;\n— une livre de beurre ;\n— du sel.",
        "Le programme :\n- Visite du port\n- Déjeuner au phare\n- Retour à pied",
        "– La récolte a doublé en Bretagne, selon la coopérative.\n– Le port de Cancale rouvre lundi.\n– Les cours du cidre ont baissé.",
        "Le phare — bâti en 1870 — éclaire encore la passe — sauf par temps de brume.",
        "Le maire part. — La salle applaudit.",
    ],
    ids=["list of food", "hyphens", "briefs", "parenthesis", "one dash between sentences"],
)
def test_lists_and_asides_are_no_dialogue(text: str) -> None:
    assert turns(text) == []


def test_hyphens_begin_turns_where_an_incise_tells() -> None:
    assert turns("- Tu viens ? demanda Odile.\n- Oui, répondit-elle.") == [
        "Tu viens ? demanda Odile.",
        "Oui, répondit-elle.",
    ]


def test_turns_without_line_ends() -> None:
    text = "Odile ouvrit. — Qui est là ? — C'est moi, dit le sonneur. — Entrez donc, vous êtes trempé !"
    assert turns(text) == ["Qui est là ?", "C'est moi, dit le sonneur.", "Entrez donc, vous êtes trempé !"]


@pytest.mark.parametrize("capital", "ŒŠŽČŁŞ")
def test_any_capital_begins_a_turn(capital: str) -> None:
    text = f"Odile ouvrit. — {capital}arko, c'est toi ? — Oui, dit le sonneur. — {capital}arko, tu es trempé !"
    assert turns(text) == [f"{capital}arko, c'est toi ?", "Oui, dit le sonneur.", f"{capital}arko, tu es trempé !"]


@pytest.mark.parametrize("incise", ["dit Žarko", "demanda Œdipe", "siffla Łucja", "s'œuvrait-elle"])
def test_any_letter_stands_in_an_incise(incise: str) -> None:
    assert turns(f"— Il neige déjà, {incise}.") == [f"Il neige déjà, {incise}."]


def test_marks_around_turns_are_cut_at_the_dashes() -> None:
    text = "« Entrez, fit Odile.\n— Merci. Quel temps !\n— N'est-ce pas ? » Le sonneur posa son sac."
    document = read(text)
    assert turns(text) == ["Entrez, fit Odile.", "Merci. Quel temps !", "N'est-ce pas ?"]
    assert text[document.blocks[-1].segment.end - 1] == "»"


def test_a_turn_goes_on_over_paragraphs_that_marks_open() -> None:
    text = "— C'est une longue histoire, dit Odile. Vous savez, mon père tenait l'auberge.\n« Un soir, je l'ai vu partir.\n« Je ne l'ai jamais revu.\n— Jamais ?"
    assert turns(text) == [
        "C'est une longue histoire, dit Odile. Vous savez, mon père tenait l'auberge. / Un soir, je l'ai vu partir. / Je ne l'ai jamais revu.",
        "Jamais ?",
    ]


def test_an_interview_with_dashes() -> None:
    text = "— Pourquoi avez-vous repris la ferme ?\n— Parce que personne d'autre n'en voulait.\n— Et vous le regrettez ?\n— Non, pas un jour."
    assert len(turns(text)) == 4


def test_off_forbids_and_on_forces() -> None:
    spoken = "— Il neige déjà, constata le sonneur."
    listed = "— deux kilos de farine ;\n— une livre de beurre."
    assert turns(spoken, "off") == []
    assert turns(listed, "on") == ["deux kilos de farine ;", "une livre de beurre."]


@given(st.text(alphabet='—–-« »"“”.,:?!\n aAéÉdit-il', max_size=80), st.sampled_from(["auto", "on", "off"]))
def test_segments_nest_or_are_apart_on_any_text(text: str, mode: str) -> None:
    segments = [b.segment for b in read(text, dialogue=mode).blocks]
    for k, a in enumerate(segments):
        assert 0 <= a.start < a.end <= len(text)
        assert all(a.start <= s < e <= a.end for s, e in a.parts)
        for b in segments[k + 1 :]:
            assert (
                a.end <= b.start
                or b.end <= a.start
                or (a.start <= b.start and b.end <= a.end)
                or (b.start <= a.start and a.end <= b.end)
            )


def test_many_turns_take_linear_time() -> None:
    assert len(turns("— Encore ? demanda Odile.\n" * 5000)) == 5000
    assert read("— " * 30000).text
    assert read("-" * 60000).text
    assert read(" ".join(["« — Oui"] * 5000)).text


def test_one_pair_of_marks_around_a_dialogue() -> None:
    text = "Odile ouvrit. « Qui est là ? — C'est moi. — Vous, à cette heure ? — Ouvrez donc, vous dis-je ! » Il entra."
    assert turns(text) == ["Qui est là ?", "C'est moi.", "Vous, à cette heure ?", "Ouvrez donc, vous dis-je !"]


def test_a_dash_or_two_between_marks_make_no_dialogue() -> None:
    text = "Odile lut. « Il pleut. — Rien ne bouge. — La vallée dort, et le sonneur avec elle. » Il entra."
    assert turns(text) == []


def test_a_colon_before_each_dash_tells_of_turns() -> None:
    assert turns("Odile dit :\n— Il neige.\nLe sonneur dit :\n— Il pleut.") == ["Il neige.", "Il pleut."]
