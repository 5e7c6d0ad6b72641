"""Conversations: which texts are, whose the turns are, what of them is said."""

from __future__ import annotations

import itertools
import re

import pytest
import regex
from conversations import DEBATES, FORMATS, INTERVIEWS, PLAYS, SITTINGS, expected, names
from hypothesis import given
from hypothesis import strategies as st
from test_regular_expressions import PATIENCE, TEXTS

from quoteattr import Config, Extractor, Person, Result
from quoteattr.dialogue.conventions import conventions
from quoteattr.dialogue.insertions import said_in
from quoteattr.dialogue.interviewers import interviewers, is_byline, is_one_of, who_ask
from quoteattr.dialogue.labels import Kind, Label, initials_of

FREE = Extractor(None)
FORCED = Extractor(None, Config(conversation="on"))


def turns(result: Result) -> list[tuple[str | None, str]]:
    return [
        (None if q.speaker is None else q.speaker.name, " ".join(span.text for span in q.content))
        for q in result.quotations
        if q.rule == "conversation"
    ]


def bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def scored(extractor: Extractor, name: str) -> tuple[int, int, int]:
    """How many turns of a format are right, how many there are, and how many were found that are none."""
    write, talks = FORMATS[name]
    right = there = more = 0
    for talk in talks:
        assert len(talk.turns) >= 20
        found = [(bare(who or ""), bare(said)) for who, said in turns(extractor(write(talk)))]
        wanted = [(bare(who), bare(re.sub(r"\{\w+\}", " ", text))) for who, text in expected(name, talk)]
        right += sum(turn in found for turn in wanted)
        there += len(wanted)
        more += len(found) - sum(turn in wanted for turn in found)
    return right, there, more


@pytest.mark.parametrize("name", FORMATS)
def test_formats_without_a_model(name: str) -> None:
    right, there, more = scored(FREE, name)
    assert (right, more) == (there, 0)


@pytest.mark.model
@pytest.mark.parametrize("name", FORMATS)
def test_formats(extractor: Extractor, name: str) -> None:
    right, there, more = scored(extractor, name)
    assert (right, more) == (there, 0)


@pytest.mark.parametrize("convention", conventions(), ids=lambda c: c.name)
def test_examples_of_conventions(convention) -> None:  # noqa: ANN001
    example = re.sub(r"\*\*", "", convention.example)
    found = convention.pattern.match(example.replace("–", "—"))
    assert found is not None
    assert found["who"]
    other = convention.pattern.match(convention.counterexample.replace("–", "—"))
    assert other is None or convention.name == "strong"  # which asks for emphasis besides


@pytest.mark.parametrize("convention", conventions(), ids=lambda c: c.name)
def test_a_convention_comes_to_an_end(convention) -> None:  # noqa: ANN001
    pattern = regex.compile(convention.pattern.pattern)
    for text in [*TEXTS, *("A" + text for text in TEXTS)]:
        pattern.match(text, timeout=PATIENCE)


NONE = {
    "a recipe": "Tarte aux poires\nPréparation : 20 minutes\nCuisson : 40 minutes\nIngrédients : trois poires, deux œufs, du sucre.\nPréparation : on épluche les poires.\nCuisson : on surveille le four.",
    "results": "Lorval : Diop, Sall, Caro.\nVaubrun : Ferrand, Aubin.\nLorval : Caro, Diop.\nVaubrun : Aubin, Ferrand.",
    "a programme": "Réalisateur : Paul Ferrand\nDurée : 1 h 30\nActrice : Inès Caro\nRéalisateur : Omar Sall\nDurée : 2 h\nActrice : Awa Diop",
    "a list of questions": "**Qui est concerné ?**\nLes communes de la vallée sont concernées.\n**Quand la loi entre-t-elle en vigueur ?**\nElle entre en vigueur en mai.\n**Que risquent les contrevenants ?**\nIls risquent une amende.",
    "questions in an article": "Le port est-il perdu ?\nLes marins ont quitté la ville.\nQue reste-t-il ?\nUn quai vide et deux grues.\nQui paiera ?\nLa région hésite.",
    "a novel": "— Où vas-tu ? demanda Paul.\n— Au moulin, dit-elle.\n— Par ce temps ?\nElle ne répondit pas.\n— Reste, je t'en prie, murmura-t-il.\n— Non, fit-elle.\n— Alors je viens.\n— Viens donc.",
    "a list of names": "Conseil\nAwa Diop, maire\nOmar Sall, adjoint\nInès Caro, adjointe\nPaul Ferrand, conseiller\nAwa Diop, déléguée\nOmar Sall, délégué",
    "a song": "Ô ma rivière\nTu descends la plaine\nÔ ma rivière\nTu reviens de loin\nÔ ma rivière\nTu ne dis rien",
    "briefs of towns": "Lorval : le marché est déplacé.\nVaubrun : la piscine ferme.\nLorval : un concert est annulé.\nVaubrun : le pont rouvre.\nLorval : deux lampadaires brûlent.",
    "prose": "La maire a répondu : il faudra attendre. Le préfet a dit : non.\nLa maire a insisté : c'est urgent.\nLe préfet a répété : non.\nLa maire a conclu : tant pis.",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_no_conversation(text: str) -> None:
    assert turns(FREE(text)) == []


def test_switched_off_and_forced() -> None:
    text = names(INTERVIEWS[0])
    assert turns(Extractor(None, Config(conversation="off"))(text)) == []
    short = "Awa Diop : Nous avons gagné."
    assert turns(FREE(short)) == []
    assert turns(FORCED(short)) == [("Awa Diop", "Nous avons gagné")]


def test_what_an_answer_quotes_is_its_own() -> None:
    result = FREE(names(INTERVIEWS[0]))
    inner = next(q for q in result.quotations if q.text == "Tu reviendras avant Noël")
    outer = next(q for q in result.quotations if q.id == inner.parent_id)
    assert (outer.rule, outer.speaker and outer.speaker.name) == ("conversation", "Awa Diop")
    assert inner.speaker is None or inner.speaker.name != "Awa Diop"


def test_i_is_who_has_the_turn() -> None:
    text = (
        "Entretien avec Awa Diop.\nQ : Qu'avez-vous répondu ?\nR : J'ai dit que le phare resterait allumé.\n"
        "Q : Et ensuite ?\nR : Ensuite, rien."
    )
    inner = next(q for q in FREE(text).quotations if q.rule == "que")
    assert inner.speaker is not None
    assert inner.speaker.name == "Awa Diop"


def test_a_title_tells_the_gender_and_the_lead_the_name() -> None:
    text = (
        "Un débat a réuni Dominique Roux et Claude Tanguy.\nMme Roux : Le pont est vieux.\nM. Tanguy : Il tiendra.\n"
        "Mme Roux : Vous l'avez vu ?\nM. Tanguy : Je l'ai construit."
    )
    speakers = {s.name: s.gender and s.gender.value for s in FREE(text).speakers}
    assert speakers == {"Dominique Roux": "f", "Claude Tanguy": "m"}


def test_the_legend_of_initials() -> None:
    text = (
        "*P. F. : Paul Ferrand*\n*A. D. : Awa Diop*\nA. D. : Le vent tourne.\nP. F. : On rentre ?\n"
        "A. D. : Pas encore.\nP. F. : J'ai froid."
    )
    assert turns(FREE(text)) == [
        ("Awa Diop", "Le vent tourne"),
        ("Paul Ferrand", "On rentre ?"),
        ("Awa Diop", "Pas encore"),
        ("Paul Ferrand", "J'ai froid"),
    ]


def test_somebody_known_is_known() -> None:
    people = [Person("Awa Diop-Keller", aliases=["Awa Diop"], gender="f")]
    result = Extractor(None, Config(people=people))(names(INTERVIEWS[0]))
    assert {name for name, _ in turns(result)} == {"Awa Diop-Keller"}


def links(text: str, extractor: Extractor = FREE) -> list[tuple[str | None, str | None]]:
    """Who says each turn, and what told it."""
    return [
        (q.speaker and q.speaker.name, None if q.link is None else str(q.link))
        for q in extractor(text).quotations
        if q.rule == "conversation"
    ]


TWO = "{0} : Le vent tourne.\n{1} : On rentre.\n{0} : Pas encore.\n{1} : J'ai froid."


def test_what_told_who_has_a_turn() -> None:
    known = Extractor(None, Config(people=[Person("Awa Diop", gender="f")]))
    assert links(TWO.format("Awa Diop", "Omar Sall"), known)[0] == ("Awa Diop", "known")
    legend = "*X. Z. : Paul Ferrand*\n*A. D. : Awa Diop*\n"
    assert links(legend + TWO.format("A. D.", "X. Z."))[:2] == [("Awa Diop", "initials"), ("Paul Ferrand", "initials")]


def test_a_role_tells_the_gender() -> None:
    speakers = {
        s.name.lower(): s.gender and s.gender.value for s in FREE(TWO.format("La comtesse", "Le bailli")).speakers
    }
    assert speakers["la comtesse"] == "f"


def test_of_two_who_have_a_role_the_title_tells() -> None:
    text = "La ministre Awa Diop et le ministre Omar Sall ont débattu.\n"
    assert [who for who, _ in links(text + TWO.format("Mme la ministre", "M. le ministre"))] == [
        "Awa Diop",
        "Omar Sall",
    ] * 2


ASKED = ("**Pourquoi avez-vous écrit ce livre ?**", "**Qui était {} pour vous ?**", "**Que dirait {} de vous ?**")
ANSWERED = ("Je voulais comprendre le fleuve.", "Mon maître, je crois.", "Je ne sais pas, mais je doute.")


@pytest.mark.parametrize(
    ("head", "other", "foot"),
    [
        ("Un entretien à Lorval.", "Omar Sall", "Le livre d'Awa Diop paraît en mai."),
        ("Awa Diop publie un livre sur le fleuve.", "Omar Sall", "Un entretien."),
        ("Omar Sall publie un livre. Entretien avec Awa Diop.", "Paul Ferrand", "Fin."),
    ],
)
def test_who_answers(head: str, other: str, foot: str) -> None:
    asked = (question.format(other) for question in ASKED)
    text = "\n".join([head, *(line for pair in zip(asked, ANSWERED, strict=True) for line in pair), "", foot])
    assert {who for who, _ in links(text)} == {"Awa Diop"}


def test_paragraphs_of_a_speaker_and_a_byline() -> None:
    text = names(INTERVIEWS[0])
    said = dict.fromkeys(said for _, said in turns(FREE(text)))
    assert any("on compte les bateaux" in s and "la lampe reste allumée" in s for s in said)
    assert not any("Propos recueillis" in s for s in said)


def test_every_turn_of_minutes_plays_and_debates_is_said() -> None:
    for talks, name in ((SITTINGS, "minutes of a parliament"), (PLAYS, "play, names alone"), (DEBATES, "WebVTT")):
        for talk in talks:
            assert len(turns(FREE(FORMATS[name][0](talk)))) == len(talk.turns)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Oui. (Rires.) Non.", ["Oui. ", " Non."]),
        ("Oui [inaudible] non.", ["Oui ", " non."]),
        ("(Applaudissements.) Merci.", [" Merci."]),
        ("Oui [00:12:03] non.", ["Oui ", " non."]),
        ("Le maire (de Lorval) viendra.", ["Le maire (de Lorval) viendra."]),
        ("Il [le maire] viendra.", ["Il [le maire] viendra."]),
        ("(Il sort.)", []),
        ("Oui (…) non.", ["Oui (…) non."]),
    ],
)
def test_insertions_are_not_said(text: str, said: list[str]) -> None:
    insertions = frozenset({"rires", "inaudible", "applaudissements"})
    assert [text[a:b] for a, b in said_in(text, 0, len(text), insertions, every=False)] == said


def test_directions_are_not_said_in_minutes() -> None:
    text = "Non. (M. Diop se lève) Jamais."
    assert [text[a:b] for a, b in said_in(text, 0, len(text), frozenset(), every=True)] == ["Non. ", " Jamais."]


def test_who_held_an_interview() -> None:
    assert interviewers("Propos recueillis par Paul Ferrand et Inès Caro.") == [["paul", "ferrand"], ["ines", "caro"]]
    assert interviewers("Il a été réalisé par hasard.") == []
    assert is_byline("Propos recueillis par Paul Ferrand", 0, 34)
    assert not is_byline("Propos de comptoir", 0, 18)


def label(key: str, kind: str) -> Label:
    return Label(0, 0, (0, 0), key, kind)


def test_who_asks() -> None:
    voices = [label("q", Kind.ASKS), label("awa", Kind.PERSON), label("omar", Kind.PERSON)] * 2
    assert who_ask(voices, [False] * 6, [], all_said=False) == {"q"}
    assert is_one_of(label("p f", Kind.INITIALS), [["paul", "ferrand"]])
    assert not is_one_of(label("p g", Kind.INITIALS), [["paul", "ferrand"]])


def test_initials() -> None:
    assert {"amr", "amdr", "ar", "adr"} <= initials_of(["anne-marie", "de", "roux"])
    assert initials_of(["awa", "diop"]) == {"ad"}


PIECES = st.sampled_from(
    ["Awa Diop", "A. D.", "Q", "R", "SPEAKER_00", "[Intervenant 1]", "M. le président", "LA COMTESSE", "<v Omar Sall>", "Le Progrès", " : ", ". – ", "\n", "\n\n", "**", "*", "(Rires.)", "[inaudible]", "« Oui »", "« ", " »", "- ", "?", " Oui.", " Je viens.", "00:00:01.000 --> 00:00:02.000\n", "WEBVTT\n\n", "00:12 ", " Elle a dit que le pont ferme.", "\xa0", "\r\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([FREE, FORCED]))
def test_no_text_of_labels_fails(text: str, extractor: Extractor) -> None:
    result = extractor(text)
    for quotation in result.quotations:
        for span in quotation.content:
            assert text[span.start : span.end] == span.text
        if quotation.rule == "conversation" and quotation.mention is not None:
            assert quotation.mention.span.end <= quotation.content[0].start
    own = [q for q in result.quotations if q.rule == "conversation"]
    for one, after in itertools.pairwise(own):
        assert one.content[-1].end <= after.content[0].start
