"""Which names can be one person's."""

from __future__ import annotations

import pytest

from quoteattr.lexicon import french
from quoteattr.speakers.names import all_name_tokens, name_tokens, same_person, slip


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Le Goff", "Yann Le Goff"),
        ("Morvan", "Inès Morvan"),
        ("Inès", "Inès Morvan"),
        ("MORVAN Inès", "Inès Morvan"),
        ("Inès Morvan", "Ines Morvan"),
        ("I. Morvan", "Inès Morvan"),
        ("Inès Morvan", "Inès Kergoat Morvan"),
        ("Inès Kergoat", "Inès Kergoat-Morvan"),
        ("Inès Garniaux", "Inès Garnieaux"),
        ("Christine Morvan", "Christinne Morvan"),
        ("Ba", "Ba"),
    ],
)
def test_one_person(a: str, b: str) -> None:
    assert same_person(name_tokens(a), name_tokens(b))
    assert same_person(name_tokens(b), name_tokens(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("", "Inès Morvan"),
        ("", ""),
        ("Ba", "Aïssa Ba"),
        ("Kergoat", "Inès Morvan"),
        ("Paul Morvan", "Inès Morvan"),
        ("P. Morvan", "Inès Morvan"),
        ("Inès Morvan", "Inès Kergoat"),
        ("Yves Garniaux", "Inès Garnieaux"),
        ("Anne Morvan", "Anna Morvan"),
    ],
)
def test_two_people(a: str, b: str) -> None:
    assert not same_person(name_tokens(a), name_tokens(b))
    assert not same_person(name_tokens(b), name_tokens(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [("garniaux", "garnieaux"), ("garnieaux", "garniaux"), ("kervella", "kervelle"), ("kervella", "kervellas")],
)
def test_one_letter(a: str, b: str) -> None:
    assert slip(a, b)


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("morel", "morelle", "short"),
        ("kervella", "gervella", "the first letter"),
        ("garniaux", "garnaiux", "two letters change places"),
        ("garniaux", "garnieauxx", "two letters more"),
        ("kervella", "kerballa", "two letters changed"),
        ("morin", "marin", "short, one letter"),
    ],
)
def test_more_than_a_slip(a: str, b: str, why: str) -> None:
    assert not slip(a, b), why


def test_words_of_a_name() -> None:
    assert name_tokens("Jean-Noël L’Hôte") == ("jean", "noel", "l", "hote")


def test_the_words_of_many_names_at_once() -> None:
    names = [*french().offices, "Élodie d’Avray-Sōma", "ΣΟΦΟΣ-ΝΙΚΟΣ", "e\u0301\u0327tienne", "İpek"]
    assert all_name_tokens(names) == [name_tokens(name) for name in names]
