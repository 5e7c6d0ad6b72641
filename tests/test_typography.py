"""Typography that should change nothing.

Other marks, spaces, apostrophes, line ends, decomposed letters, invisible characters, what stands around.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from modelless import bare_extractor, extract_bare
from strategies import arbitrary_texts, french_texts

from quoteattr import Result, find_quotations
from quoteattr.reading import fold, holds, read
from quoteattr.reading.characters import Source, paragraphs
from quoteattr.reading.marks import pair, scan

if TYPE_CHECKING:
    from quoteattr import Extractor

BARE = bare_extractor()
TEXTS = st.one_of(arbitrary_texts, french_texts())
ARTICLE = (
    "« Le pont fermera dès lundi », a déclaré la maire, Hélène Çelik. Elle a ajouté que les travaux dureraient « un mois, pas plus ».\n"
    "Selon le préfet, Noël Garçon, la déviation est prête. « Nous l’avons vérifiée hier », a-t-il précisé : « tout est en place ».\n"
    "L’association des riverains dénonce « une décision brutale ». « Personne ne nous a consultés ! » s’étonne son président, Élie Vasseur."
)
CHANGES: dict[str, Callable[[str], str]] = {
    "curly": lambda t: t.replace("« ", "“").replace(" »", "”"),
    "straight": lambda t: t.replace("« ", '"').replace(" »", '"'),
    "spaced straight": lambda t: t.replace("«", '"').replace("»", '"'),
    "no space": lambda t: t.replace("« ", "«").replace(" »", "»"),
    "no-break": lambda t: t.replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
    "narrow no-break": lambda t: t.replace("« ", "«\u202f").replace(" »", "\u202f»"),
    "thin": lambda t: t.replace("« ", "«\u2009").replace(" »", "\u2009»"),
    "no space before high punctuation": lambda t: re.sub(" (?=[:!?])", "", t),
    "straight apostrophes": lambda t: t.replace("’", "'"),
    "carriage returns": lambda t: t.replace("\n", "\r\n"),
    "old line ends": lambda t: t.replace("\n", "\r"),
    "blank lines": lambda t: "\n\n" + t.replace("\n", "\n\n\n"),
    "decomposed": lambda t: unicodedata.normalize("NFD", t),
    "byte-order mark": lambda t: "\ufeff" + t,
    "soft hyphens": lambda t: t.replace("ons", "\u00adons").replace("pré", "\u00adpré"),
    "joiners": lambda t: t.replace("« ", "« \u200b").replace("lundi", "lun\u2060di"),
    "paragraph before": lambda t: "Le marché ouvre chaque samedi, sur la place.\n" + t,
    "paragraph after": lambda t: t + "\nLe marché ouvre chaque samedi, sur la place.",
}  # fmt: skip


def plain(text: str) -> str:
    """Words alone: what no change of typography alters."""
    text = re.sub("[\u00ad\u200b\u2060\ufeff]", "", unicodedata.normalize("NFC", text)).replace("’", "'")
    return " ".join(re.findall(r"\w+", text))


def told(result: Result) -> list[tuple[str, str, str]]:
    return [
        (q.kind.value, plain(q.text), plain(q.speaker.name) if q.speaker is not None else "") for q in result.quotations
    ]


@pytest.mark.model
@pytest.mark.parametrize("change", CHANGES)
def test_quotations_and_speakers_stay(extractor: Extractor, change: str) -> None:
    before = told(extractor(ARTICLE))
    assert len(before) >= 7
    assert told(extractor(CHANGES[change](ARTICLE))) == before


@pytest.mark.parametrize("change", CHANGES)
def test_marks_stay(change: str) -> None:
    assert [plain(q.text) for q in find_quotations(CHANGES[change](ARTICLE))] == [
        plain(q.text) for q in find_quotations(ARTICLE)
    ]


@given(TEXTS)
def test_a_source_leads_back(text: str) -> None:
    source = Source(text)
    end = 0
    for k, char in enumerate(source.text):
        a, b = source.back(k, k + 1)
        assert end <= a < b <= len(text)
        assert (
            unicodedata.normalize("NFC", text[a:b])[:1] == char
            or text[a:b] == char
            or char in unicodedata.normalize("NFC", text[max(0, a - 3) : b])
        )
        end = b


@given(st.text("abé ", max_size=12).map(lambda t: unicodedata.normalize("NFD", t)))
def test_decomposed_letters_are_composed(text: str) -> None:
    assert Source(text).text == unicodedata.normalize("NFC", text)


def test_a_source_without_oddities_is_the_text_itself() -> None:
    assert Source(ARTICLE).text is ARTICLE


def test_spans_are_of_the_callers_text() -> None:
    text = unicodedata.normalize("NFD", "« Le café a brûlé », dé\u00adclare Noël Garçon.")
    (quotation,) = find_quotations(text)
    (span,) = quotation.content
    assert text[span.start : span.end] == span.text == unicodedata.normalize("NFD", "Le café a brûlé")


@example("«“«»")
@example("«a “b «c» d")
@given(st.one_of(TEXTS, st.text('«»“”"a \n', max_size=40)))
def test_a_parent_holds_every_part_of_its_child(text: str) -> None:
    segments, _ = pair(text, scan(text), paragraphs(fold(text)))
    for segment in segments:
        assert segment.parent is None or holds(segments[segment.parent].parts, segment.parts)


@pytest.mark.parametrize("labels", ["none", "verbs", "names", "chain"])
def test_any_text_gives_a_result(labels: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(TEXTS)
    def check(text: str) -> None:
        result = extract_bare(text, BARE, labels)
        assert result.text == text
        by_id = {q.id: q for q in result.quotations}
        for q in result.quotations:
            spans = [(s.start, s.end) for s in q.content]
            assert spans == sorted(spans)
            assert all(a[1] <= b[0] for a, b in pairwise(spans)), "parts of a content do not overlap"
            if q.parent_id is not None:
                assert holds([(s.start, s.end) for s in by_id[q.parent_id].content], spans)
            if q.cue is not None and q.mention is not None:
                assert text[q.cue.span.start : q.cue.span.end] == q.cue.span.text

    check()


@given(TEXTS, TEXTS)
def test_what_was_read_before_does_not_matter(text: str, before: str) -> None:
    alone = extract_bare(text, bare_extractor())
    extract_bare(before, BARE)
    assert extract_bare(text, BARE) == alone


def test_sentences_are_not_cut_by_marks_that_open() -> None:
    document = read('Il pleut. " Demain, ce sera mieux ", dit-elle.')
    assert [document.tokens[i].text for i in document.sentence_starts] == ["Il", '"']
