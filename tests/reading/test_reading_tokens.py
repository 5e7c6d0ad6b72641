"""Tokens: the stretches on which all offsets stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arbitrary_texts, french_texts

from quoteattr.reading import fold, tokenize

TEXTS = st.one_of(arbitrary_texts, french_texts())


def words(text: str) -> list[str]:
    folded = fold(text)
    return [text[s:e] for s, e in tokenize(folded)]


@given(TEXTS)
def test_tokens_cover_every_visible_character_once_in_order(text: str) -> None:
    folded = fold(text)
    end = 0
    for s, e in tokenize(folded):
        assert end <= s < e <= len(folded)
        assert not folded[end:s].strip(), f"skipped {folded[end:s]!r}"
        end = e
    assert not folded[end:].strip()


@given(TEXTS, st.data())
def test_tokens_of_a_range_stay_in_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    assert all(start <= s < e <= end for s, e in tokenize(folded, start, end))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l'école", ["l'", "école"]),
        ("l’école d’Arz", ["l’", "école", "d’", "Arz"]),
        ("a-t-il dit", ["a", "-t-il", "dit"]),
        ("dit-elle, s'étonne-t-on", ["dit", "-elle", ",", "s'", "étonne", "-t-on"]),
        ("M. Dupont", ["M.", "Dupont"]),
        ("MM. Sarr et Cruz", ["MM.", "Sarr", "et", "Cruz"]),
        ("J.-L. Vauthier", ["J.-L.", "Vauthier"]),
        ("Š. Kučera, J.-Ž. Šimić", ["Š.", "Kučera", ",", "J.-Ž.", "Šimić"]),
        ("M. et Me. Čapková", ["M.", "et", "Me.", "Čapková"]),
        ("le juge O'Šea", ["le", "juge", "O'Šea"]),
        ("Élie O'Đuro", ["Élie", "O'Đuro"]),
        ("le 3-en-œuvre", ["le", "3", "-", "en-œuvre"]),
        ("chez KovačIl part", ["chez", "Kovač", "Il", "part"]),
        ("3 000 euros", ["3 000", "euros"]),
        ("12,5 %", ["12,5", "%"]),
        ("aujourd'hui", ["aujourd'hui"]),
        ("aujourd’hui, quelqu’un", ["aujourd’hui", ",", "quelqu’un"]),
        ("qu'« on lui dise »", ["qu'", "«", "on", "lui", "dise", "»"]),
        ("«non»", ["«", "non", "»"]),
        ("le porte-parole", ["le", "porte-parole"]),
        ("Attendez…", ["Attendez", "…"]),
        ("Attendez...", ["Attendez", "..."]),
        ("20h30", ["20h30"]),
        ("Dis-moi, lui dit Jean-Luc", ["Dis", "-moi", ",", "lui", "dit", "Jean-Luc"]),
        ("jusqu'à l'AFP", ["jusqu'", "à", "l'", "AFP"]),
        ("un rendez-vous", ["un", "rendez-vous"]),
        ("celle-ci et celui-ci", ["celle-ci", "et", "celui-ci"]),
        ("peut-être arrivera-t-elle", ["peut-être", "arrivera", "-t-elle"]),
        ("", []),
        (" \n\u00a0", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert words(text) == tokens
