"""What a label is, by its form and by what the text says elsewhere."""

from __future__ import annotations

import pytest
from made_tokens import tokens_of

from quoteattr.dialogue.labels import Kind, Labels, initials_of


def kind(label: str, before: str = "") -> str | None:
    """The kind of a label that a line begins with, after other lines."""
    text = f"{before}{label} : Le bac part."
    found = Labels(tokens_of(text)).read(len(before), len(before) + len(label))
    return None if found is None else found.kind


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("…", None),
        ("Le Progrès de Lorme", Kind.OUTLET),
        ("Libération", Kind.OUTLET),
        ("Le Progrès de Léa", Kind.PERSON),
        ("SPEAKER_00", Kind.MACHINE),
        ("Intervenant 1", Kind.MACHINE),
        ("Intervenant", Kind.MACHINE),
        ("Question", Kind.ASKS),
        ("Q1", Kind.ASKS),
        ("R", Kind.ANSWERS),
        ("Réponse", Kind.ANSWERS),
        ("Une question de la salle", Kind.OTHER),
        ("La", Kind.OTHER),
        ("Mme Kerbrat", Kind.PERSON),
        ("KERBRAT", Kind.PERSON),
        ("KB", Kind.INITIALS),
        ("fleur rose", Kind.OTHER),
        ("Le président", Kind.ROLE),
        ("INTERVIEW EXCLUSIVE", Kind.OTHER),
        ("Invités", Kind.OTHER),
        ("La recette du mois", Kind.OTHER),
        ("Léa Recette", Kind.PERSON),
        ("La piste du CDI", Kind.OTHER),
        ("GRAND KERBRAT", Kind.PERSON),
    ],
)
def test_by_its_form(label: str, expected: str | None) -> None:
    assert kind(label) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Léa Kerbrat vit à Lorval.\n", Kind.PERSON),
        ("Mme Kerbrat vit à Lorval.\n", Kind.PERSON),
        ("Le Port Kerbrat est à Lorval.\n", Kind.OTHER),
        ("", Kind.OTHER),
    ],
)
def test_by_what_stands_before_it_elsewhere(before: str, expected: str) -> None:
    assert kind("Kerbrat", before) == expected


def test_a_word_without_letters_has_no_initial() -> None:
    assert initials_of(["-", "awa"]) == {"a"}
