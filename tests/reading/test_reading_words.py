"""Fast cutting gives the tokens of the plain tokenizer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.reading import fold, tokenize
from quoteattr.reading.characters import paragraphs
from quoteattr.reading.words import Word, cut

PIECES = [
    "a", "le", "Le", "maire", "l'", "d'", "qu'", "aujourd'hui", "quelqu'un", "dit-il", "a-t-elle", "rendez-vous", "paradisLe", "M.", "J.-P.", "etc.", "n°", "12", "1 000", "3,5", "8h30",
    "12e", "«", "»", '"', "“", "…", "...", ".", ",", ",,", ";", ":", "!", "?", "(", ")", "-", "—", "<<", "&laquo;", "''", "@lea", "#quai", "https://t.co/x", "lea@quai.fr", "www.quai.fr", "Ç", "Š.", "Žižek", "KovačIl", "O'Šea", "-œuvre", "œuf", "ß", "\u00a0", " ", "  ", "\n", "\t", "_", "\U0001f600",
]  # fmt: skip


def both(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    folded = fold(text)
    plain: list[tuple[int, int]] = []
    fast: list[tuple[int, int]] = []
    for start, end in paragraphs(folded):
        plain += tokenize(folded, start, end)
        words, starts = cut(folded, start, end)
        fast += [(at, at + len(word.text)) for at, word in zip(starts, words, strict=True)]
        assert all(folded[at : at + len(word.text)] == word.text for at, word in zip(starts, words, strict=True))
    return plain, fast


@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
    | st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
    | st.text(max_size=80)
)
def test_same_tokens(text: str) -> None:
    plain, fast = both(text)
    assert fast == plain


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Le quai, dit-elle, ferme.", ["Le", "quai", ",", "dit", "-elle", ",", "ferme", "."]),
        ("Voir https://quai.fr : oui", ["Voir", "https://quai.fr", ":", "oui"]),
        ("un paradisLe maire", ["un", "paradis", "Le", "maire"]),
        ("Žižek et Œdipe, J.-Š. Łask", ["Žižek", "et", "Œdipe", ",", "J.-Š.", "Łask"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    words, starts = cut(text, 0, len(text))
    assert [word.text for word in words] == tokens
    assert [text[at : at + len(word.text)] for at, word in zip(starts, words, strict=True)] == tokens


def test_forms_are_shared() -> None:
    first, _ = cut("le quai le soir", 0, 15)
    assert first[0] is first[2]
    assert (first[0].is_word, first[0].is_title, first[0].low) == (True, False, "le")


@pytest.mark.parametrize("form", ["Œuf", "Š", "Łask", "ǅuro"])
def test_any_capital_makes_a_title(form: str) -> None:
    assert Word(form).is_title
