"""A noun in any of its forms, and the form under which women's and men's roles are compared."""

from __future__ import annotations

import pytest

from quoteattr.labelling import Nouns

PERSON = ("person", "m")
NOUNS = Nouns(
    {
        **dict.fromkeys(
            (
                "directeur ambassadeur danseur amoureux époux prince clown lycéen patron boucher préfet sportif colonel "
                "chef cadet fils avocat marin duc étudiant ouvrier premier général élu maître"
            ).split(),
            PERSON,
        ),
        "députée": ("person", "f"),
        "chef-lieu": ("organization", "-"),
        "sous-préfète": ("person", "f"),
        "ministre": ("person", "mf"),
        "porte-voix": ("person", "mf"),
        "maires": ("group", "-"),
        "maire": ("person", "mf"),
        "bal": ("organization", "-"),
        "marine": ("organization", "-"),
        "duce": PERSON,
        "cheffe": ("person", "mf"),
        "grand-mère": ("person", "f"),
        "loi": ("document", "f"),
    }
)


# ---- what a form is a form of


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("directeur", PERSON),
        ("députées", ("person", "f")),
        ("généraux", PERSON),
        ("bals", ("organization", "-")),
        ("maires", ("group", "-")),
        ("grands-mères", ("person", "f")),
        ("chefs-lieux", ("organization", "-")),
        ("ex-ministre", ("person", "mf")),
        ("ex-ministres", ("person", "mf")),
        ("co-directeurs", PERSON),
        ("ex-sous-préfètes", ("person", "f")),
        ("demi-dieu", ("", "")),
        ("dompteur", ("", "")),
        ("directe", ("", "")),
        ("", ("", "")),
    ],
)
def test_forms(form: str, noun: tuple[str, str]) -> None:
    assert NOUNS.of(form) == noun


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        ("élu-e", ("person", "mf")),
        ("élu·e", ("person", "mf")),
        ("élu.e", ("person", "mf")),
        ("élu•e", ("person", "mf")),
        ("élu·e·s", ("person", "mf")),
        ("élu·es", ("person", "mf")),
        ("élus-e", ("person", "mf")),
        ("directeur-rice", ("person", "mf")),
        ("danseur•euses", ("person", "mf")),
        ("sportif-ve-s", ("person", "mf")),
        ("loi-e", ("document", "-")),
        ("loi-s", ("", "")),
        ("élu-x", ("", "")),
        ("dompteur-euse", ("", "")),
    ],
)
def test_inclusive_writing(form: str, noun: tuple[str, str]) -> None:
    assert NOUNS.of(form) == noun


# ---- the common form


@pytest.mark.parametrize(
    ("form", "common"),
    [
        ("directeur", "directeur"),
        ("directrice", "directeur"),
        ("ambassadrice", "ambassadeur"),
        ("danseuse", "danseur"),
        ("amoureuse", "amoureux"),
        ("épouse", "époux"),
        ("princesse", "prince"),
        ("clownesse", "clown"),
        ("lycéenne", "lycéen"),
        ("patronne", "patron"),
        ("bouchère", "boucher"),
        ("ouvrière", "ouvrier"),
        ("préfète", "préfet"),
        ("sportive", "sportif"),
        ("colonelle", "colonel"),
        ("cheffe", "chef"),
        ("cadette", "cadet"),
        ("fille", "fils"),
        ("avocate", "avocat"),
        ("maîtresse", "maître"),
        ("ex-ministre", "ministre"),
        ("ex-directrice", "directeur"),
        ("députées", "députée"),
        ("ministres", "ministre"),
        ("danseuses", "danseuses"),
        ("marine", "marine"),
        ("duce", "duce"),
        ("dompteuse", "dompteuse"),
    ],
)
def test_common_forms(form: str, common: str) -> None:
    assert NOUNS.common(form) == common


def test_a_noun_of_things_lends_its_form_to_nobody() -> None:
    assert Nouns({"lot": ("document", "m")}).common("lote") == "lote"


# ---- what is remembered


def test_forms_are_remembered_and_forgotten() -> None:
    nouns = Nouns({"maire": ("person", "mf")}, kept=2)
    for form in ("maires", "ex-maire", "maires", "maire", "maires"):
        assert nouns.of(form) == ("person", "mf")
        assert nouns.common(form) == "maire"
        assert len(nouns._known) <= 3  # that of ex-maire asks for maire
        assert len(nouns._common) <= 2
