"""`Extractor` as a whole: streams, invariants of any result, wrong calls, odd texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import check as promised
from strategies import arbitrary_texts, french_texts

from quoteattr import (
    Config,
    ConfigError,
    CueKind,
    DiagnosticCode,
    Extractor,
    InputError,
    Kind,
    Lexicon,
    ModelError,
    Result,
    Span,
    extract,
)

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = [
    "« Le pont fermera lundi », a déclaré la maire, Odile Garnier. Elle a ajouté que les travaux dureraient un mois.",
    "",
    "Rien n'est dit ici.",
    "Selon Moussa Diabaté, la récolte sera « mauvaise ». « Nous n'avons plus d'eau », a-t-il expliqué.\n« C'est faux », a répondu le préfet.",
    "“Oui”, dit-elle.",
    "   \n\n ",
    "Le syndicat dénonce « un scandale » et “une honte\r\nL’entraîneur Goran Petrović : \"Nous avons mal joué, c'est tout\".",
    "Un café \U0001f600 et une « étoile",
    "Jeanne Le Cam affirme avoir prévenu la mairie, précisant que le courrier était parti lundi.",
]  # fmt: skip


def spans(result: Result) -> Iterator[Span]:
    for quotation in result.quotations:
        yield from quotation.content
        if quotation.cue is not None:
            yield quotation.cue.span
        if quotation.mention is not None:
            yield quotation.mention.span
    for speaker in result.speakers:
        yield from (mention.span for mention in speaker.mentions)
    yield from (diagnostic.span for diagnostic in result.diagnostics)


def check(result: Result, text: str) -> None:
    promised(result, text)
    for span in spans(result):
        assert text[span.start : span.end] == span.text
    assert all(quotation.rule for quotation in result.quotations)
    assert all(span.text == span.text.strip() for quotation in result.quotations for span in quotation.content)


@pytest.mark.model
class TestInvariants:
    @given(text=french_texts())
    def test_french(self, extractor: Extractor, text: str) -> None:
        check(extractor(text), text)

    @given(text=st.one_of(arbitrary_texts, st.text("«»“”\"'’,.: \n\u00a0éaDit-", max_size=80)))
    def test_arbitrary(self, extractor: Extractor, text: str) -> None:
        check(extractor(text), text)

    @given(text=french_texts(), ending=st.sampled_from(["\r\n", "\u2028", "\u0085"]))
    def test_line_ends_do_not_matter(self, extractor: Extractor, text: str, ending: str) -> None:
        plain = "".join("\n" if c in "\r\u2028\u2029\u0085" else c for c in text)
        other = plain.replace("\n", ending)
        assert [q.text.split() for q in extractor(plain).quotations] == [
            q.text.split() for q in extractor(other).quotations
        ]

    @given(text=french_texts(3), before=french_texts(3))
    def test_a_text_is_read_alone(self, extractor: Extractor, text: str, before: str) -> None:
        alone = extractor(text)
        extractor(before)
        assert extractor(text) == alone
        assert list(extractor.pipe([before, text]))[1] == alone

    def test_typographic_apostrophes_do_not_matter(self, extractor: Extractor) -> None:
        for text in TEXTS:
            one, other = extractor(text.replace("’", "'")), extractor(text.replace("'", "’"))
            assert [[(s.start, s.end) for s in q.content] for q in one.quotations] == [
                [(s.start, s.end) for s in q.content] for q in other.quotations
            ]

    @pytest.mark.parametrize(
        "text", ["", " ", "\n", "\ud800", "\x00", "«", "»", "« »", '"', "." * 50, "« " * 30, "a" * 5000, "’" * 20, "\u0301", "« Oui », dit-il. http://x.example/«a»", "La ville a « un écran neuf et cher pour tous », dit Omar Sarr."],
    )  # fmt: skip
    def test_odd_texts(self, extractor: Extractor, text: str) -> None:
        check(extractor(text), text)

    def test_meta(self, extractor: Extractor) -> None:
        meta = extractor("").meta
        assert set(meta) >= {"quoteattr", "lexicon", "model"}
        assert meta["model"].startswith("fr_core_news_md")


@pytest.mark.model
class TestPipe:
    @pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
    def test_batches_equal_one_by_one(self, extractor: Extractor, size: int) -> None:
        assert list(extractor.pipe(TEXTS, batch_size=size)) == [extractor(text) for text in TEXTS]

    def test_small_token_batches_change_nothing(self, extractor: Extractor) -> None:
        small = Extractor(model=extractor._nlp, config=Config(batch_tokens=1))
        assert [r.quotations for r in small.pipe(TEXTS)] == [r.quotations for r in extractor.pipe(TEXTS)]

    def test_order(self, extractor: Extractor) -> None:
        assert [r.text for r in extractor.pipe(reversed(TEXTS), batch_size=2)] == TEXTS[::-1]

    def test_nothing(self, extractor: Extractor) -> None:
        assert list(extractor.pipe([])) == []

    def test_a_generator_is_read_as_results_are_taken(self, extractor: Extractor) -> None:
        taken: list[int] = []

        def texts() -> Iterator[str]:
            for k in range(1000):
                taken.append(k)
                yield f"« Oui », dit-il. {k}"

        stream = extractor.pipe(texts(), batch_size=4)
        assert taken == []
        next(stream)
        assert len(taken) <= 8
        for _ in range(4):
            next(stream)
        assert len(taken) <= 12

    def test_a_single_text_is_refused(self, extractor: Extractor) -> None:
        for value in ("« Oui », dit-il.", b"bytes"):
            with pytest.raises(InputError, match="single string"):
                extractor.pipe(value)  # type: ignore[arg-type]

    def test_an_item_that_is_no_text(self, extractor: Extractor) -> None:
        stream = extractor.pipe(["« Oui », dit-il.", 3], batch_size=1)  # type: ignore[list-item]
        assert next(stream).text == "« Oui », dit-il."
        with pytest.raises(InputError, match="expected str, got int"):
            next(stream)

    @pytest.mark.parametrize("name", ["batch_size", "n_process"])
    @pytest.mark.parametrize("value", [0, -1, 1.5, "2", None, True])
    def test_numbers(self, extractor: Extractor, name: str, value: Any) -> None:
        with pytest.raises(ConfigError, match=name):
            extractor.pipe([], **{name: value})


@pytest.mark.model
class TestCalls:
    @pytest.mark.parametrize("value", [None, 3, b"oui", ["« Oui », dit-il."]])
    def test_wrong_text(self, extractor: Extractor, value: Any) -> None:
        with pytest.raises(InputError, match=f"expected str, got {type(value).__name__}"):
            extractor(value)
        with pytest.raises(TypeError):
            extractor(value)

    def test_wrong_config(self) -> None:
        with pytest.raises(InputError, match="config: expected a Config, got dict"):
            Extractor(config={"indirect": False})  # type: ignore[arg-type]

    def test_wrong_lexicon(self) -> None:
        with pytest.raises(InputError, match="lexicon: expected a Lexicon, got str"):
            Extractor(lexicon="fr")  # type: ignore[arg-type]

    def test_unknown_model(self) -> None:
        with pytest.raises(ModelError, match="xx_no_such_model") as caught:
            Extractor(model="xx_no_such_model")
        assert caught.value.model == "xx_no_such_model"
        assert isinstance(caught.value, ImportError)
        assert "pip install" in str(caught.value)

    @pytest.mark.parametrize("value", [3, True, b"fr"])
    def test_model_of_wrong_type(self, value: Any) -> None:
        with pytest.raises(ModelError, match=r"expected a name, a path or a spacy\.Language, got"):
            Extractor(model=value)

    def test_model_without_components(self) -> None:
        import spacy

        with pytest.raises(ModelError, match="parser"):
            Extractor(model=spacy.blank("fr"))

    def test_loaded_model_is_used(self, extractor: Extractor, nlp: Language) -> None:
        assert Extractor(model=nlp)(TEXTS[0]) == extractor(TEXTS[0])

    def test_lexicon_is_used(self, extractor: Extractor) -> None:
        from attrs import evolve

        empty = evolve(extractor.lexicon, verbs={}, forms={}, multiword={}, sources={})
        assert isinstance(empty, Lexicon)
        bare = Extractor(model=extractor._nlp, lexicon=empty)
        assert all(q.cue is None for q in bare(TEXTS[0]).quotations)
        assert any(q.cue is not None for q in extractor(TEXTS[0]).quotations)

    def test_extract(self, extractor: Extractor) -> None:
        assert extract(TEXTS[0]) == extractor(TEXTS[0])


@pytest.mark.model
class TestFindings:
    def test_one_text_through_and_through(self, extractor: Extractor) -> None:
        result = extractor(TEXTS[0])
        first, second = result.quotations
        assert (first.kind, first.text) == (Kind.DIRECT, "Le pont fermera lundi")
        assert first.cue is not None
        assert (first.cue.span.text, first.cue.lemma, first.cue.kind) == ("a déclaré", "déclarer", CueKind.INCISE)
        assert first.mention is not None
        assert first.mention.span.text == "la maire, Odile Garnier"
        assert (second.kind, second.text) == (Kind.INDIRECT, "les travaux dureraient un mois")
        assert first.speaker == second.speaker
        (speaker,) = result.speakers
        assert speaker.name == "Odile Garnier"
        assert (speaker.kind.value, speaker.gender and speaker.gender.value) == ("person", "f")
        assert [m.span.text for m in speaker.mentions] == ["la maire, Odile Garnier", "Elle"]

    def test_without_indirect(self, extractor: Extractor) -> None:
        strict = Extractor(model=extractor._nlp, config=Config(indirect=False))
        for text in TEXTS:
            kept = [q.text for q in extractor(text).quotations if q.kind is not Kind.INDIRECT]
            assert [q.text for q in strict(text).quotations] == kept
            assert all(q.kind is not Kind.INDIRECT for q in strict(text).quotations)

    def test_confidence_is_told(self, extractor: Extractor) -> None:
        found = [q.confidence for text in TEXTS for q in extractor(text).quotations]
        assert all(0 < c <= 1 for c in found)
        assert len(set(found)) > 1, "rules differ in precision"

    def test_links_tell_their_means(self, extractor: Extractor) -> None:
        result = extractor(
            "« Le quai rouvre », promet Odile Garnier, directrice du port. « Il était temps », ajoute-t-elle.\n\nLa directrice dit que « tout est prêt »."
        )
        assert [q.link for q in result.quotations] == ["name", "pronoun", "role"]
        assert all(q.speaker_confidence is not None and 0 < q.speaker_confidence < 1 for q in result.quotations)

    def test_without_speaker_no_link(self, extractor: Extractor) -> None:
        (quotation,) = extractor("« Le quai rouvre », dit-on.").quotations
        assert (quotation.speaker, quotation.link, quotation.speaker_confidence) == (None, "", None)

    @pytest.mark.parametrize(
        ("text", "guessed"),
        [("« Le quai rouvre », promet Odile Garnier.", True), ("« Le quai rouvre », promet Mme Odile Garnier.", False)],
    )
    def test_a_gender_by_first_name_is_a_guess(self, extractor: Extractor, text: str, guessed: bool) -> None:
        (speaker,) = extractor(text).speakers
        assert (speaker.gender and speaker.gender.value, speaker.gender_guessed) == ("f", guessed)

    def test_min_confidence(self, extractor: Extractor) -> None:
        levels = sorted({q.confidence for text in TEXTS for q in extractor(text).quotations})
        for level in (*levels, 1.0):
            strict = Extractor(model=extractor._nlp, config=Config(min_confidence=level))
            for text in TEXTS:
                result = strict(text)
                assert [q.text for q in result.quotations] == [
                    q.text for q in extractor(text).quotations if q.confidence >= level
                ]
                check(result, text)

    @pytest.mark.parametrize(
        ("text", "code", "at"),
        [
            ("« Le pont fermera lundi, a déclaré la maire.", DiagnosticCode.UNCLOSED_MARK, "«"),
            ("Le pont », a déclaré la maire, fermera.", DiagnosticCode.ORPHAN_CLOSER, "»"),
            ('« Le pont fermera lundi", a déclaré la maire.', DiagnosticCode.MIXED_PAIR, '"'),
            ("« Oui », a-t-elle dit.", DiagnosticCode.UNRESOLVED_PRONOUN, "elle"),
        ],
    )
    def test_diagnostics(self, extractor: Extractor, text: str, code: DiagnosticCode, at: str) -> None:
        (found,) = extractor(text).diagnostics
        assert (found.code, found.span.text) == (code, at)
        assert found.message

    def test_deep_nesting_is_a_diagnostic(self, extractor: Extractor) -> None:
        shallow = Extractor(model=extractor._nlp, config=Config(max_nesting=1))
        text = "« Il a crié « dehors » à tous », dit-il."
        assert DiagnosticCode.DEEP_NESTING in {d.code for d in shallow(text).diagnostics}
        assert DiagnosticCode.DEEP_NESTING not in {d.code for d in extractor(text).diagnostics}

    def test_no_diagnostic_without_cause(self, extractor: Extractor) -> None:
        assert extractor(TEXTS[0]).diagnostics == ()


@pytest.mark.parametrize("piece", ["«", '"', "l'", "«a»", "\U0001f600"])
def test_a_run_without_spaces_is_told_and_not_parsed(piece: str) -> None:
    from quoteattr import DiagnosticCode

    run = piece * 600
    text = f"« Le bac est parti », dit Awa Keller.\n{run}\n« Il revient », ajoute-t-elle."
    free = Extractor(model=None)
    result = free(text)
    assert [q.text for q in result.quotations][:1] == ["Le bac est parti"]
    told = [d for d in result.diagnostics if d.code is DiagnosticCode.LONG_RUN]
    assert [d.span.text for d in told] == [run]
    address = "https://exemple.example/" + "a/" * 400
    assert not [d for d in free(address).diagnostics if d.code is DiagnosticCode.LONG_RUN]


@pytest.mark.model
def test_no_model_is_asked_about_a_run_without_spaces(extractor: Extractor) -> None:
    from quoteattr.reading import read

    document = read("Awa Keller parle. " + "l'" * 600 + " Le bac est parti de Nantes.")
    (tags,) = extractor._tag([document])
    words = [w.text for w in document.word]
    assert tags.pos[words.index("Keller")] == "PROPN"
    assert tags.pos[words.index("Nantes")] == "PROPN"
    assert {tags.pos[i] for i, word in enumerate(words) if word == "l'"} == {"X"}


def test_what_is_left_out_still_tells_who_others_are() -> None:
    text = "Selon Awa Keller, le bac est vieux. « Il reviendra », ajoute la maire de Lorme, Awa Keller."
    full = Extractor(model=None)(text)
    for config in (Config(indirect=False), Config(min_confidence=0.95)):
        some = Extractor(None, config)(text)
        assert 0 < len(some.quotations) < len(full.quotations)
        by_text = {q.text: q for q in full.quotations}
        for quotation in some.quotations:
            whole = by_text[quotation.text].speaker
            assert quotation.speaker is not None
            assert whole is not None
            assert (quotation.speaker.name, quotation.speaker.gender, quotation.speaker.gender_guessed) == (
                whole.name,
                whole.gender,
                whole.gender_guessed,
            )


class TestMinSpeakerConfidence:
    TEXT = (
        "« Le quai est long », murmure-t-on. Selon Awa Keller, le bac est vieux. Omar Sall sort. "
        "« Il reviendra », dit-il. « Jamais », assure la CGT."
    )

    def found(self, least: float) -> list[tuple[str | None, str | None, str]]:
        """The speaker of each quotation, its mention, and its link."""
        result = Extractor(None, Config(min_speaker_confidence=least))(self.TEXT)
        check(result, self.TEXT)
        return [(q.speaker and q.speaker.name, q.mention and q.mention.span.text, q.link) for q in result.quotations]

    def test_names_all_at_nought(self) -> None:
        assert self.found(0.0) == [
            (None, "on", ""),
            ("Awa Keller", "Awa Keller", "name"),
            ("Omar Sall", "il", "pronoun"),
            ("CGT", "la CGT", "body"),
        ]

    def test_the_less_sure_is_not_named_and_its_mention_stays(self) -> None:
        sure = {q.speaker.name: q.speaker_confidence for q in Extractor(None)(self.TEXT).quotations if q.speaker}
        assert sure["Omar Sall"] is not None
        assert sure["Awa Keller"] is not None
        assert sure["Omar Sall"] < sure["Awa Keller"]
        assert self.found(sure["Omar Sall"]) == self.found(0.0)
        some = self.found(sure["Awa Keller"])
        assert some[1:3] == [("Awa Keller", "Awa Keller", "name"), (None, "il", "")]

    def test_by_default_no_name_that_is_as_likely_wrong_as_right(self) -> None:
        assert Config().min_speaker_confidence == 0.5
        assert Extractor(None)(self.TEXT) == Extractor(None, Config(min_speaker_confidence=0.5))(self.TEXT)

    def test_who_is_only_described_is_no_name(self) -> None:
        text = "Un pêcheur sort. « Il gèle », dit le pêcheur."
        (quotation,) = Extractor(None, Config(min_speaker_confidence=1.0))(text).quotations
        assert quotation.speaker is not None
        assert quotation.speaker.name == "Un pêcheur"

    def test_a_body_is_named_however_sure(self) -> None:
        assert self.found(1.0)[2:] == [(None, "il", ""), ("CGT", "la CGT", "body")]

    def test_nothing_is_told_of_nobody(self) -> None:
        result = Extractor(None, Config(min_speaker_confidence=1.0))(self.TEXT)
        assert [q.speaker_confidence for q in result.quotations if q.speaker is None] == [None, None, None]
        assert [speaker.name for speaker in result.speakers] == ["CGT"]

    def test_who_is_not_named_still_tells_who_others_are(self) -> None:
        text = "Omar Sall sort. « Il reviendra », dit-il. « Jamais », ajoute Sall."
        level = 0.9
        first, second = Extractor(None)(text).quotations
        assert first.speaker_confidence is not None
        assert second.speaker_confidence is not None
        assert first.speaker_confidence < level < second.speaker_confidence
        hidden, named = Extractor(None, Config(min_speaker_confidence=level))(text).quotations
        assert hidden.speaker is None
        assert named.speaker is not None
        assert (named.speaker.name, named.speaker_confidence) == ("Omar Sall", second.speaker_confidence)
