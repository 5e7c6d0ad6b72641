"""Work without a model: what is found, what is promised, and that spaCy stays out."""

from __future__ import annotations

from collections import Counter

import pytest
from case_reader import problems, read_all
from hypothesis import given
from hypothesis import strategies as st
from test_package import modules_after

from quoteattr import Extractor, Result
from quoteattr.labelling import MARGIN, Surface
from quoteattr.lexicon import french
from quoteattr.reading import read
from quoteattr.workers import _pack, _unpack

TEXTS = [
    "« Le pont cède », a déclaré Maud Tessier, la maire de Lorval.\nElle a ajouté que les travaux dureraient un an.",
    "Selon le syndicat des bateliers, l'écluse est hors service.",
    "Le boulanger du quai, Ange Rouvière, craint « un hiver sans farine ». Il promet de tenir.",
    "Rien à signaler ce matin au port.",
    "",
]
FLOOR = 0.85
"""Share of the annotated sentences that come out right."""


@pytest.fixture(scope="module")
def free() -> Extractor:
    return Extractor(None)


def said(result: Result) -> list[tuple[str, str, str | None]]:
    return [(q.kind.value, q.text, q.speaker and q.speaker.name) for q in result.quotations]


def test_who_says_what(free: Extractor) -> None:
    assert said(free(TEXTS[0])) == [
        ("direct", "Le pont cède", "Maud Tessier"),
        ("indirect", "les travaux dureraient un an", "Maud Tessier"),
    ]
    assert said(free(TEXTS[1])) == [("indirect", "l'écluse est hors service", "le syndicat des bateliers")]
    assert said(free(TEXTS[2])) == [
        ("mixed", "un hiver sans farine", "Ange Rouvière"),
        ("indirect", "tenir", "Ange Rouvière"),
    ]
    assert said(free(TEXTS[3])) == said(free(TEXTS[4])) == []


def test_the_result_says_that_there_was_no_model(free: Extractor) -> None:
    assert free(TEXTS[0]).meta["model"] == "none"


def test_annotated_sentences(free: Extractor) -> None:
    cases = read_all()
    right = Counter(case.file for case in cases if not problems(case, free(case.text)))
    assert sum(right.values()) >= FLOOR * len(cases), f"{sum(right.values())} of {len(cases)} are right"
    for name in ("incise_clitic", "incise_noun", "que_clause", "source_selon", "colon_verb"):
        assert right[name] >= 3, f"{name}: {right[name]} are right"


def test_spacy_stays_out() -> None:
    modules = modules_after(f"import quoteattr; quoteattr.Extractor(None)({TEXTS[0]!r})")
    assert modules.isdisjoint({"spacy", "thinc", "numpy"})


def test_order_and_processes(free: Extractor) -> None:
    texts = TEXTS * 3
    alone = [free(text) for text in texts]
    assert list(free.pipe(texts, batch_size=2)) == alone
    assert list(free.pipe(texts, batch_size=2, n_process=2)) == alone


def test_goes_to_another_process_as_bytes(free: Extractor) -> None:
    free(TEXTS[0])
    again = _unpack(_pack(free))
    assert again(TEXTS[0]) == free(TEXTS[0])


@given(
    st.text(st.sampled_from("«»“”\"'’—-.,:;!?()\n  aeàMSl1") | st.characters(), max_size=200)
    | st.lists(
        st.sampled_from([*"«».,:—\n", "a dit", "que", "Maud", "dit-elle", "selon", "la maire", "l'", "est"]),
        max_size=40,
    ).map(" ".join)
)
def test_any_text(text: str) -> None:
    result = Extractor(None)(text) if not _KEPT else _KEPT[0](text)
    assert result.text == text
    for quotation in result.quotations:
        for span in quotation.content:
            assert text[span.start : span.end] == span.text
    assert Result.from_dict(result.to_dict()) == result


_KEPT = [Extractor(None)]


class TestLabels:
    @staticmethod
    def kinds(text: str) -> list[str]:
        document = read(text)
        return Surface(french()).tags(document).pos

    @pytest.mark.parametrize(
        ("text", "word", "kind"),
        [
            ("La maire porte un panier.", 2, "VERB"),
            ("Il ouvre la porte.", 3, "NOUN"),
            ("La maire a refusé.", 1, "NOUN"),
            ("Il vient de Morlaix.", 3, "PROPN"),
            ("Ils ont trois barques.", 2, "NUM"),
            ("Ils arrivent lentement.", 2, "ADV"),
        ],
    )
    def test_neighbours_decide(self, text: str, word: int, kind: str) -> None:
        assert self.kinds(text)[word] == kind

    def test_one_label_a_token_and_none_beyond_the_last(self) -> None:
        document = read(TEXTS[2])
        tags = Surface(french()).tags(document)
        for name in ("pos", "head", "dep", "gender", "number", "verb_form", "tense", "person"):
            labels = getattr(tags, name)
            assert len(labels) == len(document.word) + MARGIN, name
        assert {tags.pos[i] for i in range(-MARGIN, 0)} == {"X"}

    def test_names(self) -> None:
        document = read("La réunion de Brest a duré. Selon Maud Tessier, rien ne presse. Tessier est partie.")
        names = {
            (document.words(first, last), label) for first, last, label in Surface(french()).tags(document).entities
        }
        assert {("brest", "LOC"), ("maud tessier", "PER"), ("tessier", "PER")} <= names
