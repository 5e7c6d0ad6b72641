"""What verification says of a quotation and its sources."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from samples import made
from strategies import arbitrary_texts, french_texts

from quoteattr import ConfigError, Flag, InputError, Result, Verdict, verify
from quoteattr.verification.numbers import value_of
from quoteattr.verification.words import words_of

SOURCE = (
    "« Nous ne fermerons pas les douze classes, a promis Nadia Ferrand, avant le 3 juin. » « Le bac n’est plus à vendre », dit Paul Arnaud. "
    "« Il y a plus de monde qu’en mai, et le préfet, qui n’est pas d’ici, l’a vu », dit Awa Keller. « L’État paiera les 1 200 euros. »"
)


@pytest.mark.parametrize(
    ("quotation", "verdict", "flags"),
    [
        # the same
        ("Nous ne fermerons pas les 12 classes avant le trois juin", "verbatim", []),
        ("Nous ne fermerons pas les douze classes […] avant le 3 juin", "verbatim", []),
        ("Nous ne fermerons pas, dit-elle, les douze classes", "verbatim", []),
        ("L'Etat paiera les 1200 €", "verbatim", []),
        ("L’État [français] paiera les 1.200 euros [4]", "verbatim", []),
        ("[l]e bac n'est plus à vendre", "verbatim", []),
        ("le préfet (1), qui n’est pas d’ici (2), l’a vu²", "verbatim", []),
        # cut
        ("Il y a plus de monde […], et le préfet l’a vu", "cut", []),
        ("Il y a plus de monde qu’en mai, et le préfet l’a vu", "cut", []),
        ("[Ils] paiera les 1 200 euros", "verbatim", []),
        # altered
        ("Nous fermerons les douze classes", "altered", [Flag.NEGATION]),
        ("Nous fermerons pas les douze classes", "cut", []),
        ("Nous ne fermerons pas les deux classes", "altered", [Flag.NUMBER]),
        ("Le bac n’est pas à vendre", "altered", [Flag.NEGATION]),
        ("Le bac est", "altered", [Flag.NEGATION]),
        ("Le bac n’est", "verbatim", []),
        ("Il y a moins de monde qu’en mai", "altered", []),
        ("Il y a plus de monde qu’en mai, et le préfet, qui est d’ici, l’a vu", "altered", [Flag.NEGATION]),
        ("L’Europe paiera les 1 200 euros", "altered", [Flag.NAME]),
        ("Nous ne fermerons pas avant le 3 juin les douze classes", "altered", [Flag.ORDER]),
        # absent
        ("Le pont rouvrira dimanche matin", "absent", []),
        ("de la et", "absent", []),
        ("", "absent", []),
        ("« … »", "absent", []),
    ],
)
def test_verdicts(quotation: str, verdict: str, flags: list[Flag]) -> None:
    found = verify(quotation, SOURCE)
    assert (found.verdict, list(found.flags)) == (verdict, flags), found
    assert found.verdict != Verdict.VERBATIM or found.ratio == 1
    assert [SOURCE[s.start : s.end] for s in found.spans] == [s.text for s in found.spans]


def test_spans_in_both() -> None:
    (change,) = verify("Le bac n’est jamais à vendre", SOURCE).changes
    assert change.there is not None
    assert change.here is not None
    assert (change.kind, change.there.text, change.here.text) == ("replaced", "plus", "jamais")
    assert "Le bac n’est jamais à vendre"[change.here.start : change.here.end] == "jamais"
    assert SOURCE[change.there.start : change.there.end] == "plus"


def test_words_nearby_are_not_taken_for_those_that_were_added() -> None:
    source = "« Ce n’est pas grave. Il est normal que la mairie de Lorme paie le pont », dit Max."
    (change,) = verify("Il est pas normal que la mairie de Lorme paie le pont", source).changes
    assert (change.kind, change.flags) == ("added", (Flag.NEGATION,))


def test_a_word_beside_a_sign_may_be_another() -> None:
    assert verify("Il y a plus de monde […] et le sénateur", SOURCE).verdict is Verdict.ALTERED


def test_a_cut_that_its_sign_tells() -> None:
    (change,) = verify("Il y a plus de monde […] et le préfet", SOURCE).changes
    assert (change.kind, change.signed) == ("removed", True)
    (change,) = verify("Il y a plus de monde et le préfet", SOURCE).changes
    assert (change.kind, change.signed) == ("removed", False)


def test_accents() -> None:
    source = "« Le pêcheur a salé la morue. »"
    assert verify("Le pecheur a sale la morue", source).verdict is Verdict.ALTERED
    assert verify("Le pecheur a sale la morue", source, accents=False).verdict is Verdict.VERBATIM
    assert verify("LE PECHEUR A SALE LA MORUE", source).verdict is Verdict.VERBATIM


def test_the_best_of_several_sources() -> None:
    sources: list[str | Result] = ["Rien.", "« Le bac coulera demain », dit-on.", made("« Oui », a dit Léa.")]
    found = verify("Le bac coulera", sources)
    assert (found.verdict, found.source, found.start, found.end) == (Verdict.VERBATIM, 1, 2, 16)
    assert verify("Le bac coulera", []).verdict is Verdict.ABSENT
    assert verify("Le bac coulera", iter(sources[:1])).source is None


class TestSpeaker:
    def test_asked_for(self) -> None:
        assert verify("Oui", made()).speaker is None
        found = verify("Oui", made(), speaker="")
        assert found.speaker is not None
        assert (found.verdict, found.speaker.name, found.same_speaker) == (Verdict.VERBATIM, "Léa", None)

    @pytest.mark.parametrize(
        ("wanted", "verdict"),
        [
            ("Léa", "verbatim"),
            ("LEA", "verbatim"),
            ("Léa Faure", "verbatim"),
            ("Mme Léa", "verbatim"),
            ("Max", "reattributed"),
            ("Lé", "reattributed"),
        ],
    )
    def test_compared(self, wanted: str, verdict: str) -> None:
        assert verify("Oui", made(), speaker=wanted).verdict == verdict

    def test_of_an_extracted_quotation(self) -> None:
        (quotation,) = made().quotations
        assert verify(quotation, made()).same_speaker is True
        assert verify(quotation, Result("« Oui », dit-on.", [], [])).same_speaker is None

    def test_texts_are_extracted_when_asked(self) -> None:
        texts: list[str] = []

        def extractor(text: str) -> Result:
            texts.append(text)
            return made(text)

        sources = ["Personne ne parle ici.", "« Oui », a dit Léa."]
        assert verify("Oui", sources, extractor=extractor).verdict is Verdict.VERBATIM
        assert texts == []
        assert verify("Oui", sources, speaker="Max", extractor=extractor).verdict is Verdict.REATTRIBUTED
        assert texts == sources[1:]

    def test_the_place_where_the_speaker_is_the_right_one(self) -> None:
        other = made("« Oui », a dit Zoé. Puis Léa.".replace("Zoé. Puis ", ""))
        found = verify("Oui", [Result("Oui.", [], []), other], speaker="Léa")
        assert (found.source, found.same_speaker) == (1, True)


@pytest.mark.parametrize("arguments", [(3, "a"), ("a", 3), ("a", [3]), ("a", [b"a"]), (None, "a")])
def test_other_types_are_refused(arguments: tuple[Any, Any]) -> None:
    with pytest.raises(InputError, match="expected"):
        verify(*arguments)


def test_other_values_are_refused() -> None:
    with pytest.raises(InputError, match="speaker: expected str"):
        verify("a", "a", speaker=3)  # type: ignore[arg-type]
    for value in (-1, 2, True, "1"):
        with pytest.raises(ConfigError, match="min_ratio"):
            verify("a", "a", min_ratio=value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("douze", "12"), ("soixante et onze", "71"), ("quatre-vingt-dix-sept", "97"), ("quatre-vingts", "80"), ("mille deux cents", "1200"), ("deux cent mille", "200000"), ("12 millions", "12000000"),
        ("1,5 million", "1500000"), ("un million deux cent mille", "1200000"), ("1 200", "1200"), ("1\u202f200,50", "1200.5"), ("septante-trois", "73"), ("vingt et une", "21"), ("007", "7"),
    ],
)  # fmt: skip
def test_numbers(words: str, value: str) -> None:
    assert [w.key for w in words_of(words)[0]] == ["#" + value]


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200e", "\u2060", "\ufeff"])
def test_characters_that_nobody_sees_part_no_word(unseen: str) -> None:
    assert [w.key for w in words_of(f"fer{unseen}merons l'é{unseen}cole")[0]] == ["fermerons", "l", "ecole"]


def test_numbers_that_stand_beside_each_other() -> None:
    assert [w.key for w in words_of("deux trois fois en 2020 300 fois")[0]] == [
        "#2",
        "#3",
        "fois",
        "en",
        "#2020",
        "#300",
        "fois",
    ]
    assert value_of(["9" * 50]) == "9" * 50


@given(arbitrary_texts | french_texts(), arbitrary_texts | french_texts(1))
def test_any_text_has_exact_offsets_and_never_fails(text: str, quotation: str) -> None:
    found = verify(quotation, text, min_ratio=0.3)
    for span in found.spans:
        assert text[span.start : span.end] == span.text
    for change in found.changes:
        assert change.there is None or text[change.there.start : change.there.end] == change.there.text
        assert change.here is None or quotation[change.here.start : change.here.end] == change.here.text
