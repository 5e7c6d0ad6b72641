"""Characters: folding, paragraphs, letters, and the way back to the text of the caller."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arbitrary_texts, french_texts

from quoteattr import find_quotations
from quoteattr.reading import deaccent, fold
from quoteattr.reading.characters import CAPITAL, SMALL, paragraphs
from quoteattr.reading.source import Source

TEXTS = st.one_of(arbitrary_texts, french_texts())


@given(TEXTS)
def test_fold_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(TEXTS)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("l’école", "l'école"),
        ("3\u202f000\u00a0€", "3 000 €"),
        ("a\r\nb\u2028c\u0085d", "a\n\nb\nc\nd"),
        ("oui – non — si", "oui — non — si"),
        ("porte\u2011parole", "porte-parole"),
        ("« “ ” »", "« “ ” »"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(TEXTS)
def test_paragraphs_hold_every_visible_character(text: str) -> None:
    folded = fold(text)
    spans = paragraphs(folded)
    end = 0
    for s, e in spans:
        assert end <= s < e <= len(folded)
        assert "\n" not in folded[s:e]
        assert folded[s:e].strip()
        assert not folded[end:s].strip()
        end = e
    assert not folded[end:].strip()


@pytest.mark.parametrize("letter", "AÀÉŒÆŠŽČŁŞŐİĞǅȘẞΩЖ")
def test_capitals_of_every_alphabet(letter: str) -> None:
    assert re.fullmatch(f"[{CAPITAL}]", letter)
    assert not re.fullmatch(f"[{SMALL}]", letter)


@pytest.mark.parametrize("letter", "aàéœæšžčłşőığșßωж")
def test_small_letters_of_every_alphabet(letter: str) -> None:
    assert re.fullmatch(f"[{SMALL}]", letter)
    assert not re.fullmatch(f"[{CAPITAL}]", letter)


@pytest.mark.parametrize("sign", "×÷ªº1_-'ـ中Ⅷ ")
def test_what_is_no_letter_of_two_cases(sign: str) -> None:
    assert not re.search(f"[{CAPITAL}{SMALL}]", sign)


@pytest.mark.parametrize(
    ("word", "plain"), [("Hélène", "Helene"), ("Çelik", "Celik"), ("ascii", "ascii"), ("Đoković", "Đokovic"), ("", "")]
)
def test_deaccent(word: str, plain: str) -> None:
    assert deaccent(word) == plain


@given(TEXTS)
def test_a_source_leads_back(text: str) -> None:
    source = Source(text)
    end = 0
    for k, char in enumerate(source.text):
        a, b = source.back(k, k + 1)
        assert end <= a < b <= len(text)
        assert (
            unicodedata.normalize("NFC", text[a:b])[:1] == char
            or char in '«»“”„‹›" \n'  # stands for another mark, or for a line end or tag
            or text[a] == "&"
            or char in unicodedata.normalize("NFC", text[max(0, a - 3) : b])
        )
        end = b


@given(st.text("abé ", max_size=12).map(lambda t: unicodedata.normalize("NFD", t)))
def test_decomposed_letters_are_composed(text: str) -> None:
    assert Source(text).text == unicodedata.normalize("NFC", text)


def test_a_source_without_oddities_is_the_text_itself() -> None:
    text = "« L’écluse rouvre à midi », annonce Noël Garçon.\nIl s’en félicite."
    assert Source(text).text is text


def test_spans_are_of_the_callers_text() -> None:
    text = unicodedata.normalize("NFD", "« Le café a brûlé », dé\u00adclare Noël Garçon.")
    (quotation,) = find_quotations(text)
    (span,) = quotation.content
    assert text[span.start : span.end] == span.text == unicodedata.normalize("NFD", "Le café a brûlé")
