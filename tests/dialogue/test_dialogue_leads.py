"""What the narrator says right before a speech."""

from __future__ import annotations

import pytest
from made_tokens import tokens_of, words

from quoteattr.cues import find_cues
from quoteattr.dialogue import lead_before, settle


def lead(text: str) -> tuple[str | None, str | None, list[str]] | None:
    """Before the last speech of a text: the verb that leads to it, who hands over, who acts."""
    tokens, asides = settle(tokens_of(text))
    block = tokens.document.blocks[-1]
    before = [a for a in asides if a.first < block.first]
    found = lead_before(tokens, find_cues(tokens), block.first, before[-1] if before else None)
    if found is None:
        return None
    return (
        None if found.site is None else words(tokens, found.site),
        None if found.phrase is None else words(tokens, found.phrase),
        [words(tokens, phrase) for phrase in found.beats],
    )


TURN = "\n— Qui vient ? demanda-t-il.\n"


@pytest.mark.parametrize(
    ("before", "verb", "phrase"),
    [
        ("Berthe se leva et dit :", "dit", "Berthe"),
        ("Berthe se leva, en disant :", "en disant", "Berthe"),
        ("Berthe s'approcha pour lui dire :", "lui dire", "Berthe"),
        ("Berthe voulait le dire, mais le garde se leva, en criant :", "en criant", "le garde"),
        ("Je murmurai tout bas :", "murmurai", "Je"),
        ("Enfin j'ai répondu :", "ai répondu", "j'"),
        ("Enfin j'eus répondu :", "eus répondu", "j'"),
        ("Berthe demanda un verre, et le vida :", None, "Berthe"),
        ("Berthe saisit la lampe :", None, "Berthe"),
        ("Berthe se tut. Puis, tout bas :", None, "Berthe"),
        ("Elle entendit la meunière disant :", "disant", "la meunière"),
        ("Berthe cria au garde qui disait non :", "cria", "Berthe"),
        ("Berthe dit non, et le garde qui veillait, cria :", "cria", "le garde"),
        ("Quand Berthe entra, le garde cria au meunier qui disait non :", "cria", "le garde"),
    ],
)
def test_before_a_colon(before: str, verb: str | None, phrase: str) -> None:
    assert lead(f"{TURN}{before}\n— C'est moi !") == (verb, phrase, [])


def test_who_acts_where_no_colon_hands_over() -> None:
    assert lead(f"{TURN}Berthe posa la lampe. Le garde la regarda.\n— C'est moi !") == (
        None,
        None,
        ["Berthe", "Le garde"],
    )


def test_a_turn_right_behind_another_has_no_lead() -> None:
    assert lead("— Qui vient ?\n— C'est moi !") is None


def test_an_incise_is_no_lead() -> None:
    assert lead("— Qui vient ? demanda Berthe.\n— C'est moi !") is None


def test_an_incise_with_a_colon_hands_over_to_whoever_it_is_of() -> None:
    found = lead("— Qui vient ? demanda Berthe en se levant :\n— C'est moi !")
    assert found == (None, "Berthe", [])


def test_nothing_stands_before_the_first_turn() -> None:
    assert lead("— C'est moi ! cria Berthe.") is None
