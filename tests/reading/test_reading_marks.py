"""Marks, without a model: scanning, pairing, nesting, repair."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import arbitrary_texts, balanced_texts, french_texts

from quoteattr import InputError, Quotation, find_quotations
from quoteattr.reading import fold, holds
from quoteattr.reading.characters import paragraphs
from quoteattr.reading.marks import Side, pair, scan
from quoteattr.result import DiagnosticCode

TEXTS = st.one_of(arbitrary_texts, french_texts(), st.text("«»“”\"‘’<>,'\n ab", max_size=60))


def contents(text: str) -> list[str]:
    return [q.text for q in find_quotations(text)]


def oddities(text: str) -> list[DiagnosticCode]:
    return [code for code, _, _ in pair(text, scan(text), paragraphs(fold(text)))[1]]


def outer(quotation: Quotation) -> tuple[int, int]:
    return quotation.content[0].start, quotation.content[-1].end


@given(TEXTS)
def test_spans_hold_their_text(text: str) -> None:
    for quotation in find_quotations(text):
        assert quotation.content
        end = 0
        for span in quotation.content:
            assert end <= span.start < span.end <= len(text)
            assert text[span.start : span.end] == span.text
            assert span.text == span.text.strip()
            end = span.end


@example("«««»»")
@example("« a « b « c » d »")
@given(TEXTS)
def test_blocks_nest_or_are_apart(text: str) -> None:
    found = find_quotations(text)
    for k, a in enumerate(found):
        for b in found[k + 1 :]:
            (s, e), (u, v) = outer(a), outer(b)
            assert e <= u or v <= s or (s <= u and v <= e) or (u <= s and e <= v), (a.text, b.text)


@given(TEXTS)
def test_parents_hold_their_children(text: str) -> None:
    found = {q.id: q for q in find_quotations(text)}
    for quotation in found.values():
        if quotation.parent_id is not None:
            (s, e), (u, v) = outer(found[quotation.parent_id]), outer(quotation)
            assert s <= u
            assert v <= e


@example("«“«»")
@example("«a “b «c» d")
@given(st.one_of(TEXTS, st.text('«»“”"a \n', max_size=40)))
def test_a_parent_holds_every_part_of_its_child(text: str) -> None:
    segments, _ = pair(text, scan(text), paragraphs(fold(text)))
    for segment in segments:
        assert segment.parent is None or holds(segments[segment.parent].parts, segment.parts)


@given(TEXTS)
def test_marks_are_in_order_and_apart(text: str) -> None:
    end = 0
    for mark in scan(text):
        assert end <= mark.start < mark.end <= len(text)
        end = mark.end


@given(TEXTS)
def test_oddities_stand_in_the_text(text: str) -> None:
    _, found = pair(text, scan(text), paragraphs(fold(text)))
    assert all(0 <= s < e <= len(text) for _, s, e in found)


@given(balanced_texts())
def test_balanced_marks_pair_as_they_stand(text: str) -> None:
    expected = [part.split("»")[0].strip() for part in text.split("«")[1:]]
    assert contents(text) == expected
    assert oddities(text) == []


@given(balanced_texts())
def test_curly_marks_pair_like_guillemets(text: str) -> None:
    assert contents(text.replace("«", "“").replace("»", "”")) == contents(text)


@given(balanced_texts(), st.sampled_from(["", " ", "\u202f", "\u2009"]))
def test_spaces_inside_marks_do_not_matter(text: str, space: str) -> None:
    assert contents(text.replace("\u00a0", space)) == contents(text)


@given(balanced_texts())
def test_straight_marks_pair_like_guillemets(text: str) -> None:
    assert contents(text.replace("«\u00a0", '"').replace("\u00a0»", '"')) == contents(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Oui », dit-il.", ["Oui"]),
        ("«Il a dit « non » hier», dit-elle.", ["Il a dit « non » hier", "non"]),
        ("« Il a crié “dehors” », dit-elle.", ["Il a crié “dehors”", "dehors"]),
        ("“Il a crié ‘dehors’ hier”, dit-elle.", ["Il a crié ‘dehors’ hier", "dehors"]),
        ("«»", []),
        ("« »", []),
        ("L'été d'Ondine, l’île d’Arz, aujourd’hui.", []),
        ('Un vélo de 27" et un écran de 32".', []),
        ("» premier point\n» second point", []),
        ("<<Oui>>, dit-il.", ["Oui"]),
        ("\u0093Oui\u0094, dit-il.", ["Oui"]),
        ("„Oui“, dit-il.", ["Oui"]),
        ("‹Oui›, dit-il.", ["Oui"]),
        ('"Oui", dit-il. "Non", dit-elle.', ["Oui", "Non"]),
        # « opens every paragraph, » closes the last
        ("« Un.\n« Deux. »", ["Un. […] Deux."]),
        # the older usage
        ("« Un.\n» Deux. »", ["Un. […] Deux."]),
        # one pair in all
        ("« Un.\nDeux. »", ["Un. […] Deux."]),
        # a missing closer ends with the paragraph
        ("« Un et deux.\nTrois.", ["Un et deux."]),
        # one closer for two levels
        ("« Elle a dit « non », répète-t-il.", ["Elle a dit « non", "non"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("« Oui », dit-il.", []),
        ("« Oui, dit-il.", [DiagnosticCode.UNCLOSED_MARK]),
        ("Oui », dit-il.", [DiagnosticCode.ORPHAN_CLOSER]),
        ('« Oui", dit-il.', [DiagnosticCode.MIXED_PAIR]),
    ],
)
def test_oddities(text: str, codes: list[DiagnosticCode]) -> None:
    assert oddities(text) == codes


@pytest.mark.parametrize("capital", "AÉŒŠŽČŁŞ")
def test_an_unclosed_quotation_ends_with_its_sentence_whatever_capital_follows(capital: str) -> None:
    assert contents(f"« Le bac coule. {capital}arko sourit. « On rame »") == ["Le bac coule.", "On rame"]


def test_nesting_is_bounded() -> None:
    text = "« a " * 5 + "b" + " »" * 5
    segments, found = pair(text, scan(text), paragraphs(fold(text)), max_nesting=3)
    assert max(s.level for s in segments) == 2
    assert [code for code, _, _ in found].count(DiagnosticCode.DEEP_NESTING) == 2


def test_long_run_of_openers() -> None:
    assert len(find_quotations("« a " * 5000)) <= 5000


@pytest.mark.parametrize(
    ("text", "sides"),
    [('"Oui"', [Side.OPEN, Side.CLOSE]), ("«Oui»", [Side.OPEN, Side.CLOSE]), ("‘Oui’", [Side.OPEN, Side.CLOSE])],
)
def test_sides(text: str, sides: list[Side]) -> None:
    assert [mark.side for mark in scan(text)] == sides


@pytest.mark.parametrize("value", [None, 3, b"oui", ["oui"]])
def test_wrong_type(value: object) -> None:
    with pytest.raises(InputError, match="expected str, got"):
        find_quotations(value)  # type: ignore[arg-type]
