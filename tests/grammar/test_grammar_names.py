"""Names of persons, one run of words a test, without a model."""

from __future__ import annotations

import pytest
from made_tokens import at, tokens_of, words

from quoteattr.grammar import given_name, people_in
from quoteattr.grammar.names import name_in, name_step

PEOPLE = {
    "Hier Maud Tessier a dit non.": ["Maud Tessier"],
    "Hier M. Sall a dit non.": ["Sall"],
    "Hier le maire Sarmant Rodel a dit non.": ["Sarmant Rodel"],
    "Hier SARMANT Salif a dit non.": ["SARMANT Salif"],
    "Hier Maud Tessier et Jean Kerduel ont dit non.": ["Maud Tessier", "Jean Kerduel"],
    "Hier la ministre Maud Tessier Jean Kerduel part.": ["Maud Tessier", "Jean Kerduel"],
    "Hier Jean Paul Kerduel part.": ["Jean Paul Kerduel"],
    "Hier Jean-Wilfrid Kerduel part.": ["Jean-Wilfrid Kerduel"],
    "Hier le journaliste de TVR Salif Sarmant part.": ["Salif Sarmant"],
    "Hier le journaliste TVR Salif Sarmant part.": ["Salif Sarmant"],
    "Hier Zorvane Rodmar, 63 ans, part.": ["Zorvane Rodmar"],
    "Hier TVR Zorvane Rodmar, 63 ans, part.": ["Zorvane Rodmar"],
    "Hier Zorvane Rodmar part.": [],
    "Hier Rodmar, 63 ans, part.": [],
    "Hier France Rodmar part.": [],
    "Hier le Phare Sarmant part.": [],
    "Habitante Maud Tessier a dit non.": ["Maud Tessier"],
    "Aucun Maud Tessier a dit non.": ["Maud Tessier"],
    "Syndicat Maud Sarmant.": [],
    "Hier Jean part.": [],
    "Hier Maud de la voile part.": [],
    "Hier Maud Tessier de Lorval part.": ["Maud Tessier"],
}


@pytest.mark.parametrize(("text", "people"), PEOPLE.items())
def test_people(text: str, people: list[str]) -> None:
    tokens = tokens_of(text, entities=[])
    assert [words(tokens, name) for name in people_in(tokens, 0, tokens.size - 1)] == people


def test_a_model_knows_names() -> None:
    """What is told to be a person's name begins where the model says, or where the capitals do."""
    tokens = tokens_of("Hier Zorvane Rodmar part.", entities=[("Zorvane Rodmar", "PER")])
    assert [words(tokens, name) for name in people_in(tokens, 0, tokens.size - 1)] == ["Zorvane Rodmar"]
    tokens = tokens_of("Hier Port Zorvane Rodmar part.", entities=[("Zorvane Rodmar", "PER")])
    assert [words(tokens, name) for name in people_in(tokens, 0, tokens.size - 1)] == ["Zorvane Rodmar"]
    tokens = tokens_of("Hier Zorvane Rodmar part.", entities=[("Zorvane Rodmar", "LOC")])
    assert people_in(tokens, 0, tokens.size - 1) == []


def test_particles_within_a_name() -> None:
    """*Zorvane van der Rodmar* goes on past its particles where the model says so; past a first name they always do."""
    text = "Hier Zorvane van der Rodmar part."
    tokens = tokens_of(text, entities=[("Zorvane van der Rodmar", "PER")])
    assert name_step(tokens, at(tokens, "Zorvane"), tokens.size - 1) == 3
    assert name_step(tokens_of(text, entities=[]), 1, tokens.size - 1) == 0
    tokens = tokens_of("Hier Maud de Rodmar, Maud de la voile, Maud Me Rodmar.", entities=[])
    assert name_step(tokens, at(tokens, "Maud"), tokens.size - 1) == 2
    assert name_step(tokens, at(tokens, "Maud#2"), tokens.size - 1) == 0
    assert name_step(tokens, at(tokens, "Maud#3"), tokens.size - 1) == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maud Tessier, présidente de la fondation Jean Kerduel.", "Maud Tessier"),
        ("La présidente de la fondation Jean Kerduel, Maud Tessier.", "Maud Tessier"),
        ("Mme Maud Tessier, présidente de la fondation Jean Kerduel.", "Maud Tessier"),
        ("La fondation du port.", None),
    ],
)
def test_whose_name_a_phrase_is_about(text: str, name: str | None) -> None:
    tokens = tokens_of(text, entities=[])
    assert words(tokens, name_in(tokens, 0, tokens.size - 1)) == name


def test_given_names() -> None:
    tokens = tokens_of("Hier Maud, Jean-Wilfrid et Zorvane.")
    genders = {name: given_name(tokens, at(tokens, name)) for name in ("Maud", "Jean-Wilfrid", "Zorvane")}
    assert genders == {"Maud": "f", "Jean-Wilfrid": "m", "Zorvane": None}
