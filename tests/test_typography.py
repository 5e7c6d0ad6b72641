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
from hypothesis import given, settings
from hypothesis import strategies as st
from modelless import bare_extractor, extract_bare
from strategies import arbitrary_texts, french_texts

from quoteattr import Result, find_quotations
from quoteattr.reading import holds

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
