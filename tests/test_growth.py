"""Cost grows in a straight line: calls made for a text and for one twice as long; no clock is read.

Every pattern of the package is also run on texts that make patterns go back and forth, a short and a long one, with its
steps bounded by the search itself.
"""

from __future__ import annotations

import gc
import io
from collections.abc import Callable
from contextlib import redirect_stdout
from cProfile import Profile
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import pytest
from modelless import SHAPES, bare_extractor, extract_bare, repeated

from quoteattr import (
    Cue,
    Diagnostic,
    DiagnosticCode,
    Mention,
    Quotation,
    Result,
    Span,
    Speaker,
    SpeakerCount,
    SpeakerCounts,
    SpeakerKind,
    find_quotations,
)
from quoteattr.cli.commands.speakers import _rows
from quoteattr.cli.input import Corpus, Layout
from quoteattr.cli.input.records import Record
from quoteattr.cli.names import unused
from quoteattr.cli.views.view import render
from quoteattr.export import to_brat, to_table, to_tei, write_csv, write_jsonl
from quoteattr.export.html import to_html
from quoteattr.export.webannotation import to_webannotation
from quoteattr.reading import read
from quoteattr.reading.sentences import LONGEST

pytestmark = pytest.mark.slow
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


# What is made of many documents, columns, people and diagnostics: exporters and the command line. Counting calls does
# not see what a built-in function does at one go (`list.count`, `str.count`), so these count seconds of this process,
# at sizes at which a square takes four times what is allowed.


def people(count: int, diagnostics: int = 0) -> Result:
    """A text in which `count` people say something, each on a line of their own."""
    at, lines, quotations, speakers = 0, [], [], []
    for number in range(count):
        name = f"Léa{number}"
        lines.append(f"« Non », dit {name}.\n")
        mention = Mention(Span(at + 13, at + 13 + len(name), name), "name")
        speakers.append(Speaker(f"s{number}", name, "person", mentions=[mention]))
        cue = Cue(Span(at + 9, at + 12, "dit"), "dire", "incise")
        quotations.append(Quotation(f"q{number}", "direct", [Span(at + 2, at + 5, "Non")], cue, mention, speakers[-1]))
        at += len(lines[-1])
    text = "".join(lines)
    odd = [
        Diagnostic("long-run", Span(k, k + 1, text[k]), "odd") for k in range(0, at, max(at // (diagnostics or 1), 1))
    ]
    return Result(text, quotations, speakers, odd[:diagnostics])


def shown(result: Result, width: int) -> None:
    with redirect_stdout(io.StringIO()):
        render(result, width)


def carried(size: int, write: Callable[..., object]) -> object:
    fields = {f"colonne {number}": number for number in range(size)}
    return write([people(1)] * 3, ids=["a", "b", "c"], fields=[fields] * 3)


def header(size: int) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "large.csv")
        file.write_text(",".join(["text", *(f"c{k}" for k in range(size))]) + "\nIl pleut.\n", encoding="utf-8")
        assert [text.text for text in Corpus([str(file)], Layout())] == ["Il pleut."]


def equal_ids(size: int) -> None:
    corpus = Corpus([], Layout())
    corpus.report_with(lambda _: None)
    names = [corpus._name(Record("x", "Le Courrier", "")) for _ in range(size)]
    assert len(set(names)) == size


def ids_by_case(size: int) -> None:
    taken: dict[str, int] = {}
    assert len({unused(("LE" if k % 2 else "le") + " courrier", taken, "~", str.casefold) for k in range(size)}) == size


def counted(size: int) -> object:
    speakers = [SpeakerCount(f"Léa {k}", SpeakerKind.PERSON, None, gender_guessed=False, quotations=1, words=1, documents=1) for k in range(size)]  # fmt: skip
    return _rows(SpeakerCounts(tuple(speakers), 1, 0, 0), "speaker")


MANY: dict[str, tuple[int, Callable[[int], object]]] = {
    "equal ids": (2000, equal_ids),
    "ids that differ by case": (2000, ids_by_case),
    "columns read": (3000, header),
    "columns, csv": (1500, lambda size: carried(size, lambda results, **k: write_csv(results, io.StringIO(), **k))),
    "columns, arrow": (300, lambda size: carried(size, to_table)),
    "counts": (1000, counted),
    "people, brat": (200, lambda size: to_brat(people(size))),
    "people, tei": (200, lambda size: to_tei(people(size))),
    "people, html": (120, lambda size: to_html(people(size))),
    "people, jsonl": (250, lambda size: write_jsonl([people(size)], io.StringIO())),
    "people, web annotation": (100, lambda size: to_webannotation(people(size))),
    "people, csv": (200, lambda size: write_csv([people(size)], io.StringIO())),
    "people, shown": (15, lambda size: shown(people(size), 80)),
    "people, shown in few columns": (15, lambda size: shown(people(size), 40)),
    "diagnostics, html": (120, lambda size: to_html(people(size, 4 * size))),
    "diagnostics, shown": (20, lambda size: shown(people(size, 4 * size), 80)),
}


@pytest.mark.parametrize("name", MANY)
def test_many(name: str) -> None:
    size, run = MANY[name]
    run(size)
    for _ in range(3):  # a machine that is busy may be slow once
        first, second = seconds(run, 2 * size), seconds(run, 16 * size)
        if second <= 20 * first + 0.03:
            return
    pytest.fail(f"{first:.3f} s for {2 * size}, {second:.3f} s for {16 * size}")


def seconds(run: Callable[[int], object], size: int) -> float:
    gc.collect()
    before = process_time()
    run(size)
    return process_time() - before
