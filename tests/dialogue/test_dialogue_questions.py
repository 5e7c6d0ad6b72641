"""Interviews whose questions stand out without a label."""

from __future__ import annotations

import pytest
from made_tokens import tokens_of
from test_dialogue_conversation import FORCED, FREE, turns

from quoteattr.dialogue import converse

A, B = "Awa Diop", "Omar Sall"
HEAD = "Entretien avec Awa Diop."


def lines_of(*lines: str) -> str:
    return "\n".join(lines)


def interview(*lines: str) -> str:
    return lines_of(HEAD, *lines)


ANSWERS = ("Je veux comprendre le fleuve.", "Je dors enfin, et mes enfants aussi.", "Je pars en mai avec ma sœur.")
QUESTIONS = ("Pourquoi avez-vous écrit ce livre ?", "Et maintenant, que faites-vous ?", "Partez-vous bientôt ?")


def said(text: str) -> list[str]:
    return [words for _, words in turns(FREE(text))]


def test_bold_questions() -> None:
    text = interview(*(line for q, a in zip(QUESTIONS, ANSWERS, strict=True) for line in (f"**{q}**", a)))
    assert said(text) == [a.rstrip(".") for a in ANSWERS]


NONE = {
    "two that ask": interview(
        "**Pourquoi partir ?**", "Je veux voir la mer.", "**Parlez-nous du phare.**", "Rester ? Je ne peux pas.",
        "**Et demain, vous partez ?**", "Je pars, vous le savez.",
    ),
    "answers between marks, and much else": interview(
        *(line for q, a in zip(QUESTIONS, ANSWERS, strict=True) for line in (q, f"« {a} »", "Elle se tait un moment."))
    ),
    "nobody is asked": lines_of(
        "Le port dort.", *(line for q, a in zip(("Pourquoi ?", "Quand ?", "Qui ?"), ANSWERS, strict=True) for line in (q, f"« {a} »"))
    ),
    "nobody is named in the head": lines_of(
        "Le port dort.", *(line for q, a in zip(QUESTIONS, ANSWERS, strict=True) for line in (q, a))
    ),
    "nobody answers": interview(*(line for q in QUESTIONS for line in (q, "(Un silence.)"))),
    "a dialogue behind dashes beside": interview(
        *(line for q, a in zip(QUESTIONS, ANSWERS, strict=True) for line in (q, a)), "— Tu viens, dit Paul.", "— Non.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_no_interview(text: str) -> None:
    assert turns(FREE(text)) == []


def test_bare_questions_need_no_dialogue_beside() -> None:
    text = interview(*(line for q, a in zip(QUESTIONS, ANSWERS, strict=True) for line in (q, a)))
    assert said(text) == [a.rstrip(".") for a in ANSWERS]


IN_MARKS = lines_of("Le bac", *(line for q, a in zip(QUESTIONS, ANSWERS, strict=True) for line in (q, f"« {a} »")))


def test_answers_between_marks() -> None:
    assert said(IN_MARKS) == [a.rstrip(".") for a in ANSWERS]
    bold = interview(*(line for q, a in zip(QUESTIONS, ANSWERS, strict=True) for line in (f"**{q}**", f"« {a} »")))
    assert said(bold) == [a.rstrip(".") for a in ANSWERS]


def test_an_answer_between_marks_goes_on_in_a_paragraph() -> None:
    text = IN_MARKS.replace(f"« {ANSWERS[0]} »", f"« {ANSWERS[0]}\n\nIl déborde chaque hiver. »")
    found = said(text)
    assert len(found) == 3
    assert found[0].startswith("Je veux comprendre")
    assert found[0].endswith("chaque hiver")


def test_somebody_named_in_the_head_may_be_asked() -> None:
    text = lines_of(
        "Awa Diop publie un livre.", *(line for q, a in zip(QUESTIONS, ANSWERS, strict=True) for line in (q, a))
    )
    assert said(text) == [a.rstrip(".") for a in ANSWERS]


@pytest.mark.parametrize("title", [f"« {ANSWERS[0]} »", "« Le fleuve nous dépasse »"])
@pytest.mark.parametrize("marks", ["{}", "« {} »"])
def test_the_title_of_an_interview_is_of_who_answers(title: str, marks: str) -> None:
    lines = (line for q, a in zip(QUESTIONS, ANSWERS, strict=True) for line in (q, marks.format(a)))
    result = FREE(lines_of(title, "Entretien avec Awa Diop, qui parle d'Omar Sall.", *lines))
    assert [q.speaker.name if q.speaker else None for q in result.quotations] == [A] * 4


BROADCAST = (
    "Radio Lagune, 7 h 40. L'invitée : Awa Diop.", "– Bonjour, Awa Diop.", "– Bonjour.", "– Le bac restera-t-il à quai ?",
    "– Oui, jusqu'en mai.", "– Le préfet parle de caprice.", "– Je ne le crois pas.", "– Merci, Awa Diop.", "– Merci.",
)  # fmt: skip


def test_who_asks_behind_a_dash_may_greet_and_thank() -> None:
    found = FREE(lines_of(*BROADCAST)).quotations
    assert [(q.speaker and q.speaker.name, q.text) for q in found] == [
        (A, "Bonjour"), (A, "Oui, jusqu'en mai"), (A, "Je ne le crois pas"), (A, "Merci"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ("Radio Lagune, 7 h 40.", *BROADCAST[1:]),
        (*BROADCAST[:4], "– Oui. Pourquoi ne resterait-il pas ?", *BROADCAST[5:]),
        (*BROADCAST[:3], "– Le bac restera à quai.", *BROADCAST[4:]),
        (*BROADCAST[:4], "– Oui, dit-elle.", *BROADCAST[5:]),
        (
            *BROADCAST[:2],
            "Le jour se lève.",
            *BROADCAST[2:4],
            "Un bac passe.",
            *BROADCAST[4:6],
            "Un autre.",
            *BROADCAST[6:],
        ),
        (
            BROADCAST[0],
            "– Le bac part ?",
            "– Oui.",
            "– On dit le quai usé.",
            "– Non.",
            "– Le préfet parle de caprice.",
            "– Bah.",
        ),
    ],
    ids=["no interview in the head", "both ask", "none asks", "a tale", "much else", "hardly addressed"],
)
def test_other_talk_behind_dashes(lines: tuple[str, ...]) -> None:
    assert turns(FREE(lines_of(*lines))) == []


LONG = (
    "Pourquoi avez-vous quitté la ville où vous êtes né pour ce village sans route ?",
    "Que disent vos voisins de ce départ, eux qui vous connaissent depuis toujours ?",
    "Vous arrive-t-il encore de regretter les bruits du port et les soirs de fête ?",
    "Et si le village devait se vider à son tour, que feriez-vous de votre maison ?",
)
PLAIN = ("La ville était grise.", "Peu de chose.", "Parfois, en hiver.", "Une école, peut-être.")


def test_long_questions_behind_dashes() -> None:
    text = "\n".join(line for q, a in zip(LONG, PLAIN, strict=True) for line in (f"— {q}", a))
    assert said(text) == [a.rstrip(".") for a in PLAIN]


TALE = lines_of(
        "— Où vas-tu ? demanda Paul.", "— Au moulin, dit-elle.", "— Par ce temps ?", "— Oui.", "— Tu es sûre ?",
        "— Certaine, fit-elle.", "— Tu reviendras ?", "— Demain, murmura-t-elle.",
)  # fmt: skip


def test_a_tale_is_none_even_if_one_is_asked_for() -> None:
    assert turns(FORCED(TALE)) == []


def test_one_that_is_asked_for_needs_no_sign() -> None:
    text = "\n".join(
        line
        for q, a in zip(("Où ça ?", "Quand ?", "Pourquoi ?"), PLAIN[:3], strict=True)
        for line in (f"— {q}", f"— {a}")
    )
    assert turns(FREE(text)) == []
    assert [words for _, words in turns(FORCED(text))] == [a.rstrip(".") for a in PLAIN[:3]]


def test_a_name_that_nothing_parts_from_the_answer() -> None:
    answers = ("Nous voulons comprendre le fleuve.", "Léa le sait mieux que moi.", ANSWERS[2])
    text = interview(*(line for q, a in zip(QUESTIONS, answers, strict=True) for line in (f"**{q}**", f"Awa Diop {a}")))
    assert turns(FREE(text)) == [(A, a.rstrip(".")) for a in answers]


def test_a_word_that_few_answers_open_with_is_no_label() -> None:
    answers = (
        "Léa m'attend au port, je crois.",
        "Je dors enfin.",
        "Léa le sait, je lui ai dit.",
        "Nous partons.",
        "On reste.",
    )
    asked = (*QUESTIONS, "Où irez-vous ?", "Resterez-vous ?")
    text = interview(*(line for q, a in zip(asked, answers, strict=True) for line in (f"**{q}**", a)))
    assert said(text) == [a.rstrip(".") for a in answers]


def test_two_who_answer_one_question() -> None:
    text = lines_of(
            "Entretien avec Awa Diop et Omar Sall.", "**Pourquoi partez-vous ?**", "Awa Diop : Je veux voir la mer.",
            "Omar Sall : Je la suis.", "**Que ferez-vous ?**", "Awa Diop : Je dormirai.", "Omar Sall : Je veillerai.",
            "**Et vos enfants ?**", "Awa Diop : Ils viennent.", "Omar Sall : Ils restent, je crois.",
    )  # fmt: skip
    assert [who for who, _ in turns(FREE(text))] == [A, B] * 3


def test_a_question_that_does_not_ask_is_not_said() -> None:
    text = interview(
        "Pourquoi partez-vous ?", "Awa Diop : Je veux voir la mer.", "Que ferez-vous là-bas ?", "Awa Diop : Je dormirai.",
        "Je marcherai.", "Parlez-nous du phare.", "Awa Diop : Je l'aime.", "Et vos enfants ?", "Awa Diop : Ils viennent.",
    )  # fmt: skip
    assert said(text) == ["Je veux voir la mer", "Je dormirai Je marcherai", "Je l'aime", "Ils viennent"]


def test_what_is_no_part_of_an_answer() -> None:
    text = interview(
        f"**{QUESTIONS[0]}**", ANSWERS[0], "*(Elle rit.)*", "(Elle se tait.)", "« Je dors enfin. »", f"**{QUESTIONS[1]}**",
        ANSWERS[1], "Une vie au bord de l'eau", f"**{QUESTIONS[2]}**", ANSWERS[2], "Propos recueillis par Paul Ferrand.",
    )  # fmt: skip
    assert said(text) == [a.rstrip(".") for a in ANSWERS]


def test_a_heading_in_bold_is_no_part_of_an_answer() -> None:
    text = interview(
        *(line for q, a in zip(QUESTIONS, ANSWERS, strict=True) for line in (q, a, "**Une vie au bord de l'eau.**"))
    )
    assert said(text) == [a.rstrip(".") for a in ANSWERS]


def test_the_label_of_who_asks_is_none_of_who_answers() -> None:
    labels = ("Awa Diop : ", "", "")
    text = lines_of(
        "Un entretien.",
        *(
            line
            for label, q, a in zip(labels, QUESTIONS, ANSWERS, strict=True)
            for line in (f"**Paul Ferrand : {q}**", label + a)
        ),
    )
    assert turns(FREE(text)) == [(A, a.rstrip(".")) for a in ANSWERS]


def test_nothing_is_said_in_directions_alone() -> None:
    text = interview(*(line for q in QUESTIONS for line in (f"**{q}**", "(Rires.)")))
    assert turns(FREE(text)) == []
    _, talk = converse(tokens_of(text))
    assert talk is None


def test_questions_that_are_headings_in_markdown() -> None:
    text = interview(*(line for q, a in zip(QUESTIONS, ANSWERS, strict=True) for line in ("", f"## {q}", "", a)))
    assert said(text) == [a.rstrip(".") for a in ANSWERS]
