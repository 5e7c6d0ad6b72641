"""The narrator's subject pronouns, and those that mean nobody."""

from __future__ import annotations

import pytest
from made_tokens import tokens_of

from quoteattr.speakers.pronouns import subject_pronouns


def found(text: str) -> list[str]:
    """The subject pronouns of a text, each with the word after it."""
    tokens = tokens_of(text)
    return [f"{tokens.low[i]} {tokens.low[i + 1]}" for i in subject_pronouns(tokens)]


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        ("Il dort, puis elle rit.", ["il dort", "elle rit"]),
        ("Ils dorment et elles rient.", ["ils dorment", "elles rient"]),
        ("On dort, nous rions, et je le suis.", []),
        ("Il dort. « Elle rit », dit le maire.", ["il dort"]),
        ("« Elle rit », dit-elle.", []),
    ],
)
def test_the_narrators_pronouns(text: str, pronouns: list[str]) -> None:
    assert found(text) == pronouns


@pytest.mark.parametrize(
    "text",
    [
        "Il faut partir.",
        "Il y a du vent.",
        "Il n'y a rien.",
        "Il ne nous faut rien.",
        "Il lui reste un bac.",
        "Il s'agit du bac.",
        "Il ne s'agissait pas du bac.",
        "Il est vrai que le bac part.",
        "Il est bien clair qu'on part.",
        "Il était temps de partir.",
        "Il serait bon d'attendre.",
        "Il va falloir attendre.",
        "Il ne devrait pas y avoir de vent.",
        "Il peut y avoir du vent.",
    ],
)
def test_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Il est parti hier.",
        "Il est maire depuis longtemps, et dit que tout va.",
        "Il s'en va.",
        "Il le dit.",
        "Il les voit et il le faut.",
        "Il ne me te lui faut rien.",
        "Il peut y aller.",
        "Il va avoir froid.",
    ],
)
def test_somebody(text: str) -> None:
    assert found(text)[0].startswith("il ")


@pytest.mark.parametrize("text", ["Elle faut.", "Elle est sûre que le bac part.", "Elle s'agite."])
def test_only_il_is_impersonal(text: str) -> None:
    assert len(found(text)) == 1
