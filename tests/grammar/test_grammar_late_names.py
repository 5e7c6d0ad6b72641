"""The name that closes a long description."""

from __future__ import annotations

import pytest
from made_tokens import at, tokens_of

from quoteattr.grammar import late_name, noun_phrase


@pytest.mark.parametrize(
    ("text", "head", "name"),
    [
        ("« Oui », a dit le directeur de l'école d'Oulan, au nord du pays, Jens Dahl.", "directeur", "Jens Dahl"),
        ("« Oui », a dit le plongeur qui a tout vu, Jens Dahl.", "plongeur", "Jens Dahl"),
        ("« Oui », a dit un proche du maire après une réunion avec le préfet, Jens Dahl.", "proche", None),
        ("« Oui », a dit le chef de file, qui accompagne le préfet, Jens Dahl, en mer.", "chef", None),
        ("« Oui », a dit le gérant, reçu au ministère par une députée, Inès Caro.", "gérant", None),
        ("Le gérant a crié « Jens Dahl » et il est parti.", "gérant", None),
        ("Le gérant est Jens Dahl.", "gérant", None),
    ],
)
def test_late_names(text: str, head: str, name: str | None) -> None:
    tokens = tokens_of(text)
    i = at(tokens, head)
    phrase = noun_phrase(tokens, i - 1, tokens.size)
    assert phrase is not None
    found = late_name(tokens, phrase)
    words = None if found is None else " ".join(tokens.word[k].text for k in range(found[0], found[1] + 1))
    assert words == name
