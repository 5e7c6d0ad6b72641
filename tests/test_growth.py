"""Cost grows in a straight line: calls made for a text and for one twice as long; no clock is read.

Every pattern of the package is also run on texts that make patterns go back and forth, a short and a long one, with its
steps bounded by the search itself.
"""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile

import pytest
from modelless import SHAPES, bare_extractor, extract_bare, repeated

from quoteattr import DiagnosticCode, find_quotations
from quoteattr.reading import read
from quoteattr.reading.sentences import LONGEST

EXTRACTOR = bare_extractor()
HARD = (
    "opening guillemets", "closing guillemets", "straight marks", "crossing marks", "single marks", "pairs", "pairs of six words", "same pairs and says", "incises", "incises, commas",
    "names", "names, many", "names between marks, many", "bodies, many", "descriptions, many", "elisions", "says that", "that", "colons", "turns", "paragraphs that open", "pronouns", "ministers",
    "labels", "initials", "questions", "questions behind a dash", "names alone", "subtitles", "brackets",
)  # fmt: skip
"""Shapes that have been more than linear, or are near to those."""


def calls(run: Callable[[str], object], text: str) -> int:
    """How many functions, ours and built-in ones, `run` calls for `text`; the seconds of the profile are not looked at."""
    profile = Profile()
    with profile:
        run(text)
    return sum(entry.callcount for entry in profile.getstats())


def grows_straight(run: Callable[[str], object], shape: str, size: int) -> None:
    run(repeated(shape, size // 10))  # what is read once is read now
    first, second = (calls(run, repeated(shape, size * factor)) for factor in (1, 2))
    assert second <= 2.3 * first + 2500, (first, second)


@pytest.mark.parametrize("shape", SHAPES)
def test_marks(shape: str) -> None:
    grows_straight(find_quotations, shape, 3000)


@pytest.mark.parametrize("labels", ["none", "verbs"])
@pytest.mark.parametrize("shape", HARD)
def test_extraction(shape: str, labels: str) -> None:
    grows_straight(lambda text: extract_bare(text, EXTRACTOR, labels), shape, 3000)


def test_the_measure_sees_a_square() -> None:
    with pytest.raises(AssertionError):
        grows_straight(lambda text: [ord(a) for a in text for _ in range(len(text) // 100)], "one word", 3000)


def test_a_sentence_without_end_is_cut() -> None:
    document = read("mot " * 2000)
    assert (
        max(
            b - a
            for a, b in zip(
                document.sentence_starts, [*document.sentence_starts[1:], len(document.tokens)], strict=True
            )
        )
        <= LONGEST
    )


def test_a_long_quotation_does_not_cut_its_sentence() -> None:
    document = read("« " + "mot " * 2000 + "», dit-elle.")
    assert document.sentence(len(document.tokens) - 2) == (0, len(document.tokens))


def test_a_verb_at_the_very_end() -> None:
    for text in (
        "http://exemple.fr/a<<…",
        "www.exemple.fr&laquo;",
        "Elle dit que",
        "« Oui », elle dit que",
        "selon",
        "« dit que",
    ):
        assert extract_bare(text, EXTRACTOR, "verbs").text == text


def test_many_nested_marks() -> None:
    result = extract_bare("« " * 5000 + "a" + " »" * 5000, EXTRACTOR)
    assert sum(d.code is DiagnosticCode.DEEP_NESTING for d in result.diagnostics) == 5000 - EXTRACTOR.config.max_nesting
