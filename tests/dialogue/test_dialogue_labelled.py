"""Which lines of a text are turns with labels, and what of them is said."""

from __future__ import annotations

import pytest
from test_dialogue_conversation import FORCED, FREE, turns

A, B = "Awa Diop", "Omar Sall"


def lines(*pairs: str) -> str:
    return "\n".join(pairs)


NONE = {
    "a verb in the label": lines(
        "La maire répond : Oui, c'est fait.", "Le préfet répond : Non, c'est faux.", "La maire répond : Le pont tient.",
        "Le préfet répond : Jamais, je le jure.",
    ),
    "three turns": lines(
        "Mme Awa Diop. Je vous remercie de venir.", "M. Omar Sall. Je suis content.", "Mme Awa Diop. Commençons donc.",
        "Mme Inès Caro a voté.",
    ),
    "labels that do not come again": lines(
        "Awa Diop : elle a gagné la course.", "Omar Sall : il a perdu la course.", "Inès Caro : elle a ri hier.",
        "Paul Ferrand : il a pleuré hier.", "Léa Faure : elle a dormi hier.", "Awa Diop : elle rentre demain.",
        "Omar Sall : il rentre jeudi.",
    ),
    "one label that comes again": lines(
        "Awa Diop : elle a gagné la course.", "Omar Sall : il a perdu la course.", "Awa Diop : elle a ri hier.",
        "Inès Caro : elle a pleuré hier.", "Awa Diop : elle rentre demain.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_no_conversation(text: str) -> None:
    assert turns(FREE(text)) == []


def test_names_that_the_introduction_tells() -> None:
    text = lines(
        "Personnages : le comte Zolbrac, puis Trimène.", "Zolbrac : Le vent tourne.", "Trimène : Je rentre.",
        "Zolbrac : Pas moi.", "Trimène : Tant pis pour vous.",
    )  # fmt: skip
    assert [said for _, said in turns(FREE(text))] == ["Le vent tourne", "Je rentre", "Pas moi", "Tant pis pour vous"]


PLAY = lines(
    "LÉA", "Je vois venir quelqu'un.", "Paul.", "Il est seul.", "OMAR", "Non, je ne vois rien.", "LÉA", "Il est là.",
    "Paul.", "Il est seul.", "OMAR", "Tu rêves encore.",
)  # fmt: skip


def test_names_in_capitals_make_others_words() -> None:
    assert turns(FREE(PLAY)) == [
        ("LÉA", "Je vois venir quelqu'un Paul Il est seul"),
        ("OMAR", "Non, je ne vois rien"),
        ("LÉA", "Il est là Paul Il est seul"),
        ("OMAR", "Tu rêves encore"),
    ]


def test_a_line_that_calls_somebody_is_no_label() -> None:
    text = lines(
        "Léa", "Je ferme la porte.", "Antonin, ne donnez rien.", "Il faut tout garder.", "Omar", "Je n'ai rien donné.",
        "Léa", "Il faut partir.", "Antonin, ne donnez rien.", "Il faut tout garder.", "Omar", "Partons, il fait nuit.",
    )  # fmt: skip
    assert len(turns(FREE(text))) == 4


def test_a_short_answer_below_a_name_is_no_label() -> None:
    text = lines(
        "Omar Sall", "Patience.", "Awa Diop", "Je sais attendre.", "Omar Sall", "Patience.", "Awa Diop",
        "Je ne sais plus attendre.", "Omar Sall", "La nuit tombe déjà.",
    )  # fmt: skip
    assert [who for who, _ in turns(FREE(text))] == [B, A, B, A, B]


def test_headings_and_directions_of_a_play_are_not_said() -> None:
    text = lines(
        "LÉA", "Je vois venir quelqu'un.", "Acte II", "OMAR", "Non, je ne vois rien.", "(Il sort.)", "LÉA",
        "Il est là.", "**Intermède**", "OMAR", "Tu rêves encore.",
    )  # fmt: skip
    assert [said for _, said in turns(FREE(text))] == [
        "Je vois venir quelqu'un",
        "Non, je ne vois rien",
        "Il est là",
        "Tu rêves encore",
    ]


def test_dashes_speak_where_nothing_is_said_behind_labels() -> None:
    text = lines(f"{A} : (Rires.)", f"{B} : (Rires.)", "— Tu viens ? dit Paul.", "— Non, dit-elle.")
    assert [str(q.rule) for q in FORCED(text).quotations] == ["turn-incise", "turn-incise"]


def test_nothing_is_said_in_directions_alone() -> None:
    assert turns(FORCED("Awa Diop : (Rires.)\nOmar Sall : [inaudible]\nAwa Diop : (Rires.)")) == []


def test_a_byline_ends_the_last_turn() -> None:
    text = lines(
        "Awa Diop : Je pars demain.", "Je prends le bac.", "Omar Sall : Je reste ici.", "Awa Diop : Tu as raison.",
        "Omar Sall : Je le sais bien.", "Propos recueillis par Paul Ferrand.",
    )  # fmt: skip
    assert turns(FREE(text))[-1] == (B, "Je le sais bien")


def test_questions_without_a_label_are_not_said() -> None:
    text = lines(
        "Pourquoi partir ?", "Awa Diop : Je veux voir la mer.", "Et vous ?", "Omar Sall : Je reste ici.",
        "Que ferez-vous demain ?", "Awa Diop : Je dormirai.", "Je marcherai aussi.", "Et vous, que ferez-vous ?",
        "Omar Sall : Je travaille.", "Le bac part à midi.",
    )  # fmt: skip
    assert turns(FREE(text)) == [
        (A, "Je veux voir la mer"),
        (B, "Je reste ici"),
        (A, "Je dormirai Je marcherai aussi"),
        (B, "Je travaille"),
    ]


def test_a_label_alone_is_followed_by_its_words() -> None:
    assert turns(FORCED("Awa Diop 00:12\nBonjour à tous.")) == [(A, "Bonjour à tous")]


def test_the_longest_label_tells_of_somebody() -> None:
    text = lines(
        "Dominique Roux : Le pont est vieux.", "Claude Tanguy : Il tiendra.", "Mme Dominique Roux : Vous l'avez vu.",
        "M. Claude Tanguy : Je l'ai construit.",
    )  # fmt: skip
    speakers = {s.name: s.gender and s.gender.value for s in FREE(text).speakers}
    assert speakers == {"Dominique Roux": "f", "Claude Tanguy": "m"}


def test_marks_around_all_that_is_said_are_no_part_of_it() -> None:
    text = lines(
        f"{A} : « Le vent tourne. »", f"{B} : « On rentre », dit le garde.", f"{A} : « Pas encore. »", f"{B} : Tant pis."
    )  # fmt: skip
    found = turns(FREE(text))
    assert found[0] == (A, "Le vent tourne")
    assert found[1][1].startswith("« On rentre »")
