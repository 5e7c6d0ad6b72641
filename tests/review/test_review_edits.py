"""What a person corrects in a result: each edit does what it says, and what always holds of a result holds after any of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from places import ROOT
from strategies import french_texts

from quoteattr import Cue, Extractor, Kind, Mention, Quotation, Result, Span, Speaker
from quoteattr.errors import EditError
from quoteattr.export.checked import checked
from quoteattr.result import CueKind, MentionForm, SpeakerKind
from quoteattr.review.edits import EDITS, REVIEWED, edited, is_reviewed, sureness
from quoteattr.review.settled import settled

TEXT = (
    "« Le bac coulera », prédit Odile Tanguy, « et la digue aussi ». Selon M. Tanguy, « rien ne bouge ». "
    "La maire a reconnu que le port fermera, puis que “le phare” aussi."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def at(words: str) -> list[int]:
    return [span(words).start, span(words).end]


def made() -> Result:
    odile = Speaker(id="s1", name="Odile Tanguy", kind="person", mentions=[Mention(span("Odile Tanguy"), "name")])
    other = Speaker(id="s2", name="M. Tanguy", kind="person", gender="m", mentions=[Mention(span("M. Tanguy"), "name")])
    return Result(
        TEXT,
        [
            Quotation(
                id="q1",
                kind="direct",
                content=[span("Le bac coulera"), span("et la digue aussi")],
                cue=Cue(span("prédit"), "prédire", "incise"),
                mention=odile.mentions[0],
                speaker=odile,
                rule="incise",
                confidence=0.9,
                link="name",
                speaker_confidence=0.8,
            ),
            Quotation(
                id="q2",
                kind="direct",
                content=[span("rien ne bouge")],
                cue=Cue(span("Selon"), "selon", "source"),
                mention=other.mentions[0],
                speaker=other,
                rule="source",
                confidence=0.7,
                link="name",
                speaker_confidence=0.6,
            ),
        ],
        [odile, other],
    )


def contents(result: Result) -> list[list[str]]:
    return [[part.text for part in q.content] for q in result.quotations]


class TestEdits:
    def test_accepting_confirms_the_quotation_and_its_speaker(self) -> None:
        first, second = edited(made(), {"do": "accept", "quotation": "q1"}).quotations
        assert (first.rule, first.confidence, first.link, first.speaker_confidence) == (REVIEWED, 1.0, REVIEWED, 1.0)
        assert second == made().quotations[1]
        assert [is_reviewed(first), is_reviewed(second)] == [True, False]
        assert (sureness(second), sureness(first)) == (pytest.approx(0.42), 1.0)

    def test_a_removed_quotation_takes_along_a_speaker_who_says_nothing_else(self) -> None:
        result = edited(made(), {"do": "remove", "quotation": "q2"})
        assert contents(result) == [["Le bac coulera", "et la digue aussi"]]
        assert [speaker.name for speaker in result.speakers] == ["Odile Tanguy"]

    def test_a_new_extent_keeps_what_interrupts_the_content(self) -> None:
        result = edited(made(), {"do": "extent", "quotation": "q1", "range": [at("bac")[0], at("digue")[1]]})
        assert contents(result)[0] == ["bac coulera", "et la digue"]
        result = edited(made(), {"do": "extent", "quotation": "q1", "range": at(" bac coulera ")})
        assert contents(result)[0] == ["bac coulera"]

    def test_a_content_is_interrupted_and_joined(self) -> None:
        joined = edited(made(), {"do": "join", "quotation": "q1"})
        assert contents(joined)[0] == ["Le bac coulera », prédit Odile Tanguy, « et la digue aussi"]
        middle = [at(" »")[0], at("et la")[0]]
        assert contents(edited(joined, {"do": "cut", "quotation": "q1", "range": middle})) == contents(made())

    def test_cues_and_mentions(self) -> None:
        result = edited(made(), {"do": "add", "range": at("le port fermera")})
        new = next(q for q in result.quotations if q.text == "le port fermera")
        assert (new.kind, new.cue, new.speaker, new.id) == (Kind.INDIRECT, None, None, "r1")
        result = edited(result, {"do": "cue", "quotation": "r1", "range": at("a reconnu")})
        result = edited(result, {"do": "mention", "quotation": "r1", "range": at("La maire")})
        new = result.quotations[-1]
        assert new.cue == Cue(span("a reconnu"), "reconnaître", CueKind.CLAUSE)
        assert new.mention == Mention(span("La maire"), MentionForm.NAME)
        assert new.speaker is result.speakers[-1]
        assert (new.speaker.id, new.speaker.name, new.speaker.mentions) == ("r1", "La maire", (new.mention,))
        result = edited(result, {"do": "mention", "quotation": "r1", "range": None})
        assert result.speakers[-1].mentions == ()
        assert edited(result, {"do": "cue", "quotation": "r1", "range": None}).quotations[-1].cue is None

    @pytest.mark.parametrize(
        ("words", "cue", "kind", "telling"),
        [
            ("rien ne bouge", "Selon", Kind.DIRECT, ("selon", CueKind.SOURCE)),
            ("le port fermera, puis que “le phare” aussi", "a reconnu", Kind.MIXED, ("reconnaître", CueKind.CLAUSE)),
            ("Le bac coulera", "prédit", Kind.DIRECT, ("prédire", CueKind.INCISE)),
        ],
    )
    def test_what_is_pointed_at_tells_its_kind(
        self, words: str, cue: str, kind: Kind, telling: tuple[str, CueKind]
    ) -> None:
        result = edited(Result(TEXT), {"do": "add", "range": at(words)})
        result = edited(result, {"do": "cue", "quotation": "r1", "range": at(cue)})
        found = result.quotations[0]
        assert (found.kind, found.cue and (found.cue.lemma, found.cue.kind)) == (kind, telling)

    def test_a_mention_leads_to_whoever_is_called_so(self) -> None:
        result = edited(made(), {"do": "speaker", "quotation": "q2", "speaker": None})
        assert [s.id for s in result.speakers] == ["s1"]
        assert result.quotations[1].speaker_confidence is None
        again = edited(result, {"do": "mention", "quotation": "q2", "range": at("Odile Tanguy")})
        assert again.quotations[1].speaker is again.speakers[0]

    def test_speakers_by_id_and_by_name(self) -> None:
        assert edited(made(), {"do": "speaker", "quotation": "q2", "speaker": "s1"}).speakers[0].mentions == (
            Mention(span("Odile Tanguy"), "name"),
            Mention(span("M. Tanguy"), "name"),
        )
        by_name = edited(made(), {"do": "speaker", "quotation": "q2", "name": "odile tanguy"})
        assert by_name == edited(made(), {"do": "speaker", "quotation": "q2", "speaker": "s1"})
        new = edited(made(), {"do": "speaker", "quotation": "q2", "name": "  le  syndicat "}).speakers[1]
        assert (new.id, new.name, new.kind) == ("r1", "le syndicat", SpeakerKind.UNKNOWN)

    def test_merged_speakers_are_one(self) -> None:
        result = edited(made(), {"do": "merge", "speakers": ["s1", "s2"], "into": "s1"})
        (odile,) = result.speakers
        assert (odile.name, odile.aliases, odile.gender) == ("Odile Tanguy", ("M. Tanguy",), "m")
        assert [q.speaker for q in result.quotations] == [odile, odile]
        assert [m.span.text for m in odile.mentions] == ["Odile Tanguy", "M. Tanguy"]
        assert not any(map(is_reviewed, result.quotations))

    def test_a_person_is_called_otherwise(self) -> None:
        edit = {"do": "person", "speaker": "s1", "name": "Odile Tanguy-Roy", "kind": "group", "gender": "f"}
        result = edited(made(), edit)
        odile = result.speakers[0]
        assert (odile.name, odile.kind, odile.gender) == ("Odile Tanguy-Roy", "group", "f")
        assert odile.aliases == ("Odile Tanguy",)
        assert result.quotations[0].speaker is odile
        assert edited(result, {"do": "person", "speaker": "s1", "gender": None}).speakers[0].gender is None

    def test_finishing_confirms_the_rest(self) -> None:
        assert all(map(is_reviewed, edited(made(), {"do": "finish"}).quotations))

    def test_nested_contents_know_their_parent(self) -> None:
        result = edited(Result(TEXT), {"do": "add", "range": at("“le phare” aussi")})
        result = edited(result, {"do": "add", "range": at("le port fermera, puis que “le phare” aussi")})
        assert [(q.id, q.parent_id) for q in result.quotations] == [("r2", None), ("r1", "r2")]
        assert edited(result, {"do": "remove", "quotation": "r2"}).quotations[0].parent_id is None

    @pytest.mark.parametrize(
        ("edit", "code"),
        [
            (None, "malformed"),
            ({"do": "dance"}, "malformed"),
            ({"do": ["accept"]}, "malformed"),
            ({"do": "accept"}, "gone"),
            ({"do": "accept", "quotation": ["q1"]}, "gone"),
            ({"do": "extent", "quotation": "q1"}, "malformed"),
            ({"do": "extent", "quotation": "q1", "range": [0, True]}, "malformed"),
            ({"do": "extent", "quotation": "q1", "range": [5, 5]}, "outside"),
            ({"do": "extent", "quotation": "q1", "range": [0, len(TEXT) + 1]}, "outside"),
            ({"do": "add", "range": [1, 2]}, "empty"),
            ({"do": "cut", "quotation": "q2", "range": [0, len(TEXT)]}, "empty"),
            ({"do": "add", "range": at("rien ne bouge")}, "twice"),
            ({"do": "add", "range": at("Selon M. Tanguy, « rien")}, "crosses"),
            ({"do": "extent", "quotation": "q2", "range": [at("aussi")[0], at("rien")[1]]}, "crosses"),
            ({"do": "kind", "quotation": "q1", "kind": "sung"}, "malformed"),
            ({"do": "kind", "quotation": "q1"}, "malformed"),
            ({"do": "speaker", "quotation": "q1", "speaker": "s9"}, "gone"),
            ({"do": "speaker", "quotation": "q1", "name": " "}, "name"),
            ({"do": "speaker", "quotation": "q1", "name": "x" * 501}, "name"),
            ({"do": "merge", "speakers": "s1", "into": "s2"}, "malformed"),
            ({"do": "merge", "speakers": ["s1", {}], "into": "s2"}, "gone"),
            ({"do": "person", "speaker": "s1", "gender": "x"}, "malformed"),
        ],
    )
    def test_what_cannot_be_done_is_an_error_of_ours(self, edit: Any, code: str) -> None:
        with pytest.raises(EditError) as raised:
            edited(made(), edit)
        assert raised.value.code == code

    def test_an_error_names_the_quotation_in_the_way(self) -> None:
        with pytest.raises(EditError, match="quotation 2") as raised:
            edited(made(), {"do": "add", "range": at("Selon M. Tanguy, « rien")})
        assert raised.value.number == 2

    def test_times_of_subtitles_follow_the_content(self, extractor: Extractor) -> None:
        text = (
            "WEBVTT\n\n00:01.000 --> 00:02.500\n« Le bac coulera », prédit Odile Tanguy.\n\n"
            "00:04.000 --> 00:06.000\nLa digue tiendra.\n"
        )
        result = extractor(text)
        assert result.quotations[0].time == (1.0, 2.5)
        start = text.index("La digue")
        result = edited(result, {"do": "add", "range": [start, start + len("La digue tiendra")]})
        assert result.quotations[1].time == (4.0, 6.0)


@pytest.mark.model
def test_settling_what_nobody_changed_changes_nothing(extractor: Extractor) -> None:
    result = extractor((ROOT / "examples" / "gallery" / "entretien.txt").read_text(encoding="utf-8"))
    assert sum(q.parent_id is not None for q in result.quotations) == 2
    assert settled(result, reversed(result.quotations), {s.id: s for s in result.speakers}) == result


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 200)
    | st.floats()
    | st.sampled_from(["q1", "s1", "s2", "m", "direct", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
_WITH = ("quotation", "range", "kind", "speaker", "name", "speakers", "into", "gender")


@given(st.sampled_from(list(EDITS)), st.fixed_dictionaries({}, optional=dict.fromkeys(_WITH, _JSON)))
def test_whatever_is_asked_is_done_or_refused(what: str, values: dict[str, Any]) -> None:
    try:
        result = edited(made(), {"do": what, **values})
    except EditError:
        return
    assert Result.from_dict(checked(result).to_dict()) == result


class Editing(RuleBasedStateMachine):
    """Any edits in any order, and their taking back."""

    @initialize(text=french_texts(4))
    def begin(self, text: str) -> None:
        self.result = Extractor(None)(text or "« Rien », dit-il.")
        self.before: list[Result] = []

    def make(self, edit: dict[str, Any]) -> None:
        try:
            new = edited(self.result, edit)
        except EditError:
            return
        self.before.append(self.result)
        self.result = new

    def place(self, data: st.DataObject) -> list[int]:
        size = len(self.result.text)
        start = data.draw(st.integers(0, size - 1))
        return [start, data.draw(st.integers(start + 1, size))]

    @precondition(lambda self: self.result.quotations)
    @rule(data=st.data(), what=st.sampled_from(["accept", "remove", "extent", "cut", "join", "kind", "cue", "mention"]))
    def correct(self, data: st.DataObject, what: str) -> None:
        chosen = data.draw(st.sampled_from(self.result.quotations))
        edit: dict[str, Any] = {"do": what, "quotation": chosen.id, "kind": data.draw(st.sampled_from(Kind)).value}
        if what in {"extent", "cut", "cue", "mention"}:
            edit["range"] = self.place(data)
        self.make(edit)

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        self.make({"do": "add", "range": self.place(data)})

    @precondition(lambda self: self.result.quotations)
    @rule(data=st.data(), name=st.sampled_from(["Awa", "awa ", "le port", "Luc Roy"]))
    def name(self, data: st.DataObject, name: str) -> None:
        chosen = data.draw(st.sampled_from(self.result.quotations)).id
        self.make({"do": "speaker", "quotation": chosen, "name": name})
        speaker = data.draw(st.none() | st.sampled_from(["s1", "s2", "r1"]))
        self.make({"do": "speaker", "quotation": chosen, "speaker": speaker})

    @precondition(lambda self: self.result.speakers)
    @rule(data=st.data(), name=st.text(max_size=5))
    def people(self, data: st.DataObject, name: str) -> None:
        one, other = (data.draw(st.sampled_from(self.result.speakers)).id for _ in range(2))
        self.make({"do": "person", "speaker": one, "name": name})
        self.make({"do": "merge", "speakers": [one, other], "into": other})

    @rule()
    def finish(self) -> None:
        self.make({"do": "finish"})
        assert all(map(is_reviewed, self.result.quotations))

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        self.result = self.before.pop()

    @invariant()
    def results_are_results(self) -> None:
        if not hasattr(self, "result"):
            return
        result = checked(self.result)
        assert Result.from_dict(result.to_dict()) == result
        quotations = result.quotations
        assert len({q.id for q in quotations}) == len(quotations)
        assert [q.content[0].start for q in quotations] == sorted(q.content[0].start for q in quotations)
        assert len({q.content for q in quotations}) == len(quotations)
        runs = sorted((s.start, -s.end) for q in quotations for s in q.content)
        around: list[int] = []
        for start, minus_end in runs:
            around = [end for end in around if end > start]
            assert all(-minus_end <= end for end in around), "contents nest or are apart"
            around.append(-minus_end)
        for q in quotations:
            ends = [(s.start, s.end) for s in q.content]
            assert all(a[1] <= b[0] for a, b in pairwise(ends)), "parts are in order and apart"
            assert q.parent_id is None or q.parent_id in {other.id for other in quotations} - {q.id}
            assert q.speaker is None or q.mention is None or q.mention in q.speaker.mentions
        said = list(dict.fromkeys(q.speaker.id for q in quotations if q.speaker is not None))
        assert [speaker.id for speaker in result.speakers] == said, "nobody who says nothing"


TestEditing = Editing.TestCase
TestEditing.settings = settings(stateful_step_count=25)
