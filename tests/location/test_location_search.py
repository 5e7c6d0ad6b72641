"""Where a quotation stands in a text."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import SENTENCES, arbitrary_texts, french_texts

from quoteattr import ConfigError, InputError, Location, locate, locate_all
from quoteattr.location.letters import Letters
from quoteattr.location.similar import in_common

TEXT = (
    "« Nous n’avons plus les moyens, a-t-elle ajouté, de réparer un bateau de cet âge », déclare l’élue. « C’est fini\u202f! » a dit Jean Lam. "
    "« Le cœur\u00a0de la ville\nbattra-t-il encore ? », demande-t-on au «\u00a0Courrier\u00a0». « Oui, peut-être… » Il faut 3\u202f000 euros, soit 12,5\u00a0% du budget – rien. "
    "« Et du cou-\nrage », a conclu la maire de Lorme (Jura), « surtout l’hiver ». La pluie, selon un voisin, a tout noyé."
)


def found(quotation: str, text: str = TEXT, **options: Any) -> list[str] | None:
    place = locate(text, quotation, **options)
    return None if place is None else [span.text for span in place.spans]


@pytest.mark.parametrize(
    ("quotation", "spans"),
    [
        # typography
        ("C'est fini !", ["C’est fini\u202f!"]),
        ('"c’est fini"', ["C’est fini"]),
        ('"C’est fini ! "', ["C’est fini\u202f!"]),
        ("« C’est fini »", ["« C’est fini"]),
        ("&laquo; C&#39;est fini &raquo;", ["C’est fini"]),
        ("Le coeur de la ville battra-t-il encore", ["Le cœur\u00a0de la ville\nbattra-t-il encore"]),
        ("LE CŒUR DE LA VILLE", ["Le cœur\u00a0de la ville"]),
        (unicodedata.normalize("NFD", "réparer un bateau de cet âge"), ["réparer un bateau de cet âge"]),
        ("ré\u00adparer un ba\u200bteau", ["réparer un bateau"]),
        ("Oui, peut - être...", ["Oui, peut-être"]),
        ("3000 euros, soit 12.5% du budget", ["3\u202f000 euros, soit 12,5\u00a0% du budget"]),
        ("Et du courage", ["Et du cou-\nrage"]),
        # cuts and insertions
        ("Le cœur […] encore", ["Le cœur", "encore"]),
        ("Le cœur (...) encore ?", ["Le cœur", "encore ?"]),
        ("… de la ville… encore…", ["de la ville", "encore"]),
        ("C'est [bien] fini", ["C’est fini"]),
        ("[Elle] battra-t-il encore", ["battra-t-il encore"]),
        ("[l]a ville", ["la ville"]),
        ("le cœur de [notre commune] battra", ["Le cœur\u00a0de", "battra"]),
        # interruptions
        ("Nous n'avons plus les moyens de réparer un bateau", ["Nous n’avons plus les moyens", "de réparer un bateau"]),
        ("Et du courage surtout l'hiver", ["Et du cou-\nrage", "surtout l’hiver"]),
        ("La pluie a tout noyé", ["La pluie", "a tout noyé"]),
        ("Le cœur, dit-elle, de la ville", ["Le cœur\u00a0de la ville"]),
        ("C'est fini Le cœur de la ville", ["C’est fini", "Le cœur\u00a0de la ville"]),
        # not there
        ("le cœur du village", None),
        ("125 % du budget", None),
        ("12,5 € du budget", None),
        ("reparer un bateau", None),
        ("œur de la vill", None),
        ("Nous n'avons plus les moyens de réparer un pont", None),
        ("C'est fini Il faut 3 000 euros", None),
        ("encore […] Le cœur", None),
        ("", None),
        (" … ! « »", None),
    ],
)
def test_same_words(quotation: str, spans: list[str] | None) -> None:
    assert found(quotation) == spans
    assert spans is None or locate(TEXT, quotation).score == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("quotation", "spans"),
    [
        (
            "Nous navions plus les moyens de reparer un bateaux de cet âge",
            ["Nous n’avons plus les moyens", "de réparer un bateau de cet âge"],
        ),
        ("Il faut 4 000 euros, soit 12,5 % du budget", ["Il faut 3\u202f000 euros, soit 12,5\u00a0% du budget"]),
        ("les moyens […] d'un batau de cet âge", ["les moyens", "un bateau de cet âge"]),
        ("Le cœur de notre ville battra-t-il encore", ["Le cœur\u00a0de la ville\nbattra-t-il encore"]),
        ("Nous irons tous au marché demain matin", None),
        ("Il faut partir du budget", None),
    ],
)
def test_similar_words_only_when_asked(quotation: str, spans: list[str] | None) -> None:
    assert found(quotation) is None
    assert found(quotation, fuzzy=True) == spans
    place = locate(TEXT, quotation, fuzzy=True)
    assert place is None or 0.8 <= place.score < 1
    if place is not None:
        assert locate(TEXT, quotation, fuzzy=True, min_similarity=1.0) is None


def test_all_places_in_order() -> None:
    text = "Le bac coule. « Le\u00a0bac coule », dit-on. LE BAC, répète Zoé Lam, COULE."
    assert [[s.text for s in place.spans] for place in locate_all(text, "le bac coule")] == [
        ["Le bac coule"],
        ["Le\u00a0bac coule"],
        ["LE BAC", "COULE"],
    ]
    assert locate(text, "le bac coule") == locate_all(text, "le bac coule")[0]
    assert [place.start for place in locate_all(text, "le bac coul", fuzzy=True)] == [
        0,
        16,
    ]  # the third is interrupted right before the other word


def test_the_nearest_pieces_are_taken() -> None:
    assert found("le bac […] coule", "Le bac part, le bac arrive et coule ; il coule.") == ["le bac", "coule"]
    assert locate("Le bac part, le bac arrive et coule.", "le bac […] coule").start == 13  # type: ignore[union-attr]


def test_a_sentence_left_out_without_a_sign_is_not_the_same() -> None:
    assert found("Je viens. Je reste.", "« Je viens. Il pleut, je doute. Je reste. »") is None
    assert found("Je viens, je reste", "« Je viens, mais je doute, je reste. »") is None
    assert found("Je viens je reste", "« Je viens », dit Léa. « Il pleut. » « Je reste », ajoute Max.") is None


@pytest.mark.parametrize("arguments", [(None, "a"), ("a", None), (b"a", "a"), ("a", 3)])
def test_other_types_are_refused(arguments: tuple[Any, Any]) -> None:
    with pytest.raises(InputError, match="expected str, got"):
        locate(*arguments)
    with pytest.raises(InputError, match="expected str, got"):
        locate_all(*arguments)


@pytest.mark.parametrize("value", [-0.1, 1.1, "0.5", True, float("nan")])
def test_a_similarity_out_of_range_is_refused(value: Any) -> None:
    with pytest.raises(ConfigError, match="min_similarity"):
        locate("a", "a", min_similarity=value)


def check(text: str, places: tuple[Location, ...]) -> None:
    end = 0
    for place in places:
        assert place.spans
        for span in place.spans:
            assert text[span.start : span.end] == span.text
            assert span.start >= end
            end = span.end


@given(arbitrary_texts | french_texts(), arbitrary_texts | french_texts(1), st.booleans())
@example("a.", "a. a", True)
def test_any_text_has_exact_offsets_and_never_fails(text: str, quotation: str, fuzzy: bool) -> None:
    check(text, locate_all(text, quotation, fuzzy=fuzzy, min_similarity=0.5))


@given(french_texts(), st.data())
def test_words_of_a_text_are_found_where_they_stand(text: str, data: Any) -> None:
    words = Letters(text).words()
    assume(len(words) > 2)
    letters = Letters(text)
    a = data.draw(st.integers(0, len(words) - 2))
    b = data.draw(st.integers(a + 1, len(words) - 1))
    start, end = letters.starts[words[a]], letters.ends[words[b] - 1]
    quotation = text[start:end]
    assume("[" not in quotation and "(" not in quotation and "." not in quotation and "…" not in quotation)
    places = locate_all(text, quotation)
    check(text, places)
    assert any(place.start <= start and end <= place.end or place.start < end and start < place.end for place in places)


RESPELL = (
    lambda s: s.replace("'", "’"),
    lambda s: s.replace(" ", "\u00a0"),
    lambda s: s.replace(" ", "\n"),
    lambda s: s.replace(" ", "  "),
    lambda s: unicodedata.normalize("NFD", s),
    lambda s: s[:1].upper() + s[1:],
    lambda s: f"«\u202f{s}\u202f»",
    lambda s: f"“{s}”",
    lambda s: s.rstrip(".…!? ") + "...",
    lambda s: s.replace("oe", "œ"),
)


@given(
    st.sampled_from(SENTENCES[:-1]),
    st.lists(st.sampled_from(RESPELL), max_size=4),
    st.lists(st.sampled_from(RESPELL), max_size=4),
    st.sampled_from(SENTENCES),
    st.sampled_from(SENTENCES),
)
def test_the_spelling_of_neither_matters(
    sentence: str, here: list[Any], there: list[Any], before: str, after: str
) -> None:
    quotation, written = sentence, sentence
    for respell in here:
        quotation = respell(quotation)
    for respell in there:
        written = respell(written)
    text = f"{before}. {written} {after}."
    place = locate(text, quotation)
    assert place is not None
    check(text, (place,))
    assert Letters(place.spans[0].text).stream == Letters(sentence).stream


def longest(a: str, b: str) -> int:
    """How many letters the longest sequence has that stands in both, as the textbooks define it."""

    @cache
    def of(i: int, j: int) -> int:
        if i == len(a) or j == len(b):
            return 0
        return of(i + 1, j + 1) + 1 if a[i] == b[j] else max(of(i + 1, j), of(i, j + 1))

    return of(0, 0)


@given(st.text("aeét1", max_size=9) | st.text(max_size=9), st.text("aeét1", max_size=9) | st.text(max_size=9))
@example("prochaines", "enchain")
@example("\ud800a", "a\ud800")
def test_words_count_by_the_most_letters_in_the_same_order(a: str, b: str) -> None:
    count, size = longest(a, b), len(a) + len(b)
    assert in_common(a, b) == in_common(b, a) == (count if 2 * count >= 0.6 * size else 0)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    assert count >= sum(m.size for m in matcher.get_matching_blocks()), "what looks for long runs finds no more"


def test_syllables_written_letter_by_letter_are_the_same() -> None:
    name = "김서연"
    assert found(name, f"« Oui », dit {unicodedata.normalize('NFD', name)}.") == [unicodedata.normalize("NFD", name)]


@given(arbitrary_texts | french_texts())
def test_letters_know_their_places(text: str) -> None:
    letters = Letters(text)
    assert (
        len(letters.stream)
        == len(letters.starts)
        == len(letters.ends)
        == len(letters.begins) - 1
        == len(letters.parted) - 1
    )
    assert all(0 <= s < e <= len(text) for s, e in zip(letters.starts, letters.ends, strict=True))
    assert list(letters.starts) == sorted(letters.starts)
    assert not set(letters.stream) & set(" \n'’«»-–—!?;:()[]")


@pytest.mark.parametrize(
    "text",
    [
        "a " * 5000,
        ", a" * 5000,
        "« a » dit, " * 2000,
        "a-t-il dit, " * 1500,
        "[…]" * 5000,
        "a" * 20000,
        "… " * 7500,
        "(" * 12500,
        "&" * 12500,
    ],
)
@pytest.mark.parametrize(
    "quotation",
    [
        "a " * 50 + "b",
        "a, dit-il, a, a b",
        "a […] b",
        "dit, a dit dit a",
        "a" * 300,
        "(" * 300,
        "[" * 300,
        "," * 300 + "b",
    ],
)
def test_no_text_is_a_trap(text: str, quotation: str) -> None:
    # would not end in a day if the work were exponential, nor in minutes if it were quadratic
    check(text, locate_all(text, quotation, fuzzy=True))
