"""brat standoff: what is written another reader reads, and comes back.

What people write by hand is read, or its line is named.
"""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import pairwise

import pytest
from bioc import brat
from bioc.brat.validator import validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import all_over
from strategies import arbitrary_texts, results

from quoteattr import Cue, Diagnostic, InputError, Mention, Quotation, Result, ResultError, Span, Speaker
from quoteattr.export import brat_configuration, from_brat, to_brat
from quoteattr.export.brat.fragments import fragments, joined

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
LINES = re.compile(
    r"T\d+\t(?:Quotation|Cue|Mention|Diagnostic) \d+ \d+(?:;\d+ \d+)*\t[^\t\n]+|R\d+\t(?:Cue|Mention|Parent) Arg1:T\d+ Arg2:T\d+"
    r"|A\d+\t[A-Z]\w+ T\d+(?: [a-z_-]+)?|#\d+\t(?:AnnotatorNotes|Quoteattr|QuoteattrDocument) T\d+\t[^\t\n]*"
)
"""The lines that we write, by the documentation of brat."""


def at(text: str, part: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return Span(start, start + len(part), part)


def exported(result: Result, name: str = "") -> str:
    """Writes, checks each line, reads back; returns what was written."""
    ann = to_brat(result, name)
    ann.encode()  # raises if a surrogate is left
    assert from_brat(result.text, ann) == result
    lines = ann.splitlines()
    assert ann == "".join(line + "\n" for line in lines)
    assert [line for line in lines if not LINES.fullmatch(line)] == []
    assert from_brat(result.text, ann.replace("\n", "\r\n\r\n")) == result
    return ann


def located(entity: brat.BratEntity) -> list[tuple[int, int]]:
    return sorted((interval.begin, interval.end) for interval in entity.locations)


def read_by_another(result: Result, ann: str) -> brat.BratDocument:
    """Reads with bioc, which must find every id it is pointed at, and the text of every fragment."""
    document = brat.loads(result.text, ann)
    wrong: list[str] = []
    validate(document, wrong.append)
    assert [message for message in wrong if "Cannot find id" in message and not message.endswith("T0")] == []
    for entity in document.entities:
        places = located(entity)
        covered = " ".join(result.text[start:end] for start, end in places)
        blank = str.maketrans(dict.fromkeys([*range(32), 127], " ") | dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
        assert covered.translate(blank).rstrip() == entity.text
        assert all(one[1] <= two[0] for one, two in pairwise(places))
    return document


@SLOW
@given(results(), st.text(max_size=5))
def test_comes_back(result: Result, name: str) -> None:
    ann = exported(result, name)
    if not re.search(r"(?m)^T.*\t\s+$", ann):  # bioc takes a span of spaces for an empty cell
        document = read_by_another(result, ann)
        assert sum(e.type == "Quotation" for e in document.entities) == len(result.quotations)
        assert sum(r.type == "Cue" for r in document.relations) == sum(q.cue is not None for q in result.quotations)


@given(arbitrary_texts.filter(bool), st.data())
def test_fragments(text: str, data: st.DataObject) -> None:
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] < pair[1])
    parts = fragments(data.draw(st.lists(bounds, min_size=1, max_size=4)), text)
    assert parts
    assert all(start < end for start, end in parts)
    assert all(one[1] <= two[0] for one, two in pairwise(parts))
    assert (
        len(parts) == 1
        or not any("\n" in text[start:end] or "\r" in text[start:end] for start, end in parts)
        or all(text[s:e].isspace() for s, e in parts)
    )
    whole = joined(parts, text)
    assert (whole[0][0], whole[-1][1]) == (parts[0][0], parts[-1][1])


TEXT = "« Le pont, a dit Maud Kerbrat, “ tiendra ”\r\ndix ans. »\nSelon elle, rien\tne presse."


def interview() -> Result:
    maud, she = Mention(at(TEXT, "Maud Kerbrat"), "name"), Mention(at(TEXT, "elle"), "pronoun")
    mayor = Speaker("s1", "Maud Kerbrat", "person", "f", ["Kerbrat"], [maud, she], gender_guessed=True)
    quotations = [
        Quotation(
            "q1",
            "direct",
            [at(TEXT, "Le pont"), at(TEXT, "“ tiendra ”\r\ndix ans.")],
            Cue(at(TEXT, "a dit"), "dire", "incise"),
            maud,
            mayor,
            "incise",
            0.93,
            link="name",
            speaker_confidence=0.98,
        ),
        Quotation("q2", "mixed", [at(TEXT, "tiendra")], rule="marks", confidence=0.5, parent_id="q1"),
        Quotation(
            "q3",
            "indirect",
            [at(TEXT, "rien\tne presse")],
            Cue(at(TEXT, "Selon"), "selon", "source"),
            she,
            mayor,
            "source",
            0.9,
            link="pronoun",
            speaker_confidence=0.8,
        ),
    ]
    return Result(
        TEXT,
        quotations,
        [mayor],
        [Diagnostic("unclosed-mark", at(TEXT, "«"), "A mark that no other closes.")],
        {"quoteattr": "0.1.0"},
    )


def test_what_is_written() -> None:
    ann = exported(interview(), "a.txt")
    document = read_by_another(interview(), ann)
    assert [(e.type, located(e), e.text) for e in document.entities if e.type == "Quotation"] == [
        ("Quotation", [(2, 9), (31, 42), (44, 52)], "Le pont “ tiendra ” dix ans."),
        ("Quotation", [(33, 40)], "tiendra"),
        ("Quotation", [(67, 81)], "rien ne presse"),
    ]
    by_id = {e.id: e for e in document.entities}
    assert [(r.type, *(by_id[a].text for a in r.arguments.values())) for r in document.relations] == [
        ("Cue", "Le pont “ tiendra ” dix ans.", "a dit"),
        ("Mention", "Le pont “ tiendra ” dix ans.", "Maud Kerbrat"),
        ("Parent", "tiendra", "Le pont “ tiendra ” dix ans."),
        ("Cue", "rien ne presse", "Selon"),
        ("Mention", "rien ne presse", "elle"),
    ]
    assert {(by_id[n.refid].text, n.text) for n in document.notes if n.type == "AnnotatorNotes"} >= {
        ("elle", "speaker s1: Maud Kerbrat"),
        ("a dit", "lemma: dire"),
    }
    assert [(by_id[a.refid].text, a.type) for a in document.attributes if a.type.startswith("Gender")] == [
        ("Maud Kerbrat", "Gender"),
        ("Maud Kerbrat", "GenderGuessed"),
    ]
    assert re.search(r"(?m)^A\d+\tGender T\d+ f$", ann)


@pytest.mark.parametrize(
    "text", ["", "\n", "\r", " \r\n ", "a\r\nb\rc\n\nd", "a\x00b\tc\x85d", "\ud83d\ude00 \udc00", "\U0001f600 a", "\u2028x\u2029\x0b", "\\u0041 \\", "#1\tT1", "speaker s1: x"]
)  # fmt: skip
def test_hostile_texts(text: str) -> None:
    exported(Result(text, meta={text: text}), text)
    if text:
        exported(all_over(text))


def test_result_of_nothing() -> None:
    assert to_brat(Result("Rien.")) == ""
    assert from_brat("Rien.", "") == Result("Rien.")


# ---- corrected in brat


def test_a_quotation_made_longer_and_another_struck_out() -> None:
    ann = to_brat(interview()).replace("Quotation 67 81\trien ne presse", "Quotation 67 82\trien ne presse.")
    gone = [line for line in ann.splitlines() if not re.search(r"\bT2\b", line)]
    back = from_brat(TEXT, "\n".join(reversed(gone)))
    assert [(q.id, q.text, q.rule) for q in back.quotations] == [
        ("q1", "Le pont […] “ tiendra ”\r\ndix ans.", "incise"),
        ("q3", "rien\tne presse.", "source"),
    ]


def test_exact_spans_are_dropped_when_the_annotation_moved() -> None:
    text = "Oui. Non.\nBon."
    result = Result(text, [Quotation("q1", "direct", [at(text, "Oui. Non."), at(text, "Bon.")])])
    ann = exported(result)
    assert '"spans"' in ann
    back = from_brat(text, ann.replace("0 9;10 14\tOui. Non. Bon.", "0 4\tOui."))
    assert [s.text for s in back.quotations[0].content] == ["Oui."]


def test_a_quotation_added_by_hand_takes_the_speaker_of_its_mention() -> None:
    ann = to_brat(interview()) + "T90\tQuotation 56 66\telle, rien\nR90\tSaid-by Arg1:T90 Arg2:T6\n"
    assert (
        interview().text[56:66]
        == from_brat(TEXT, ann.replace("56 66\telle, rien", f"56 66\t{TEXT[56:66]}")).quotations[2].text
    )
    added = from_brat(TEXT, ann.replace("56 66\telle, rien", f"56 66\t{TEXT[56:66]}")).quotations[2]
    assert (added.id, added.speaker and added.speaker.id) == ("q4", "s1")


# ---- made by hand

HAND = "Le maire l'assure : « Tout va bien. » Elle le répète. Selon Léa Coz, « rien ne va », dit-elle. Nul ne sait."


def bound(number: int, kind: str, part: str) -> str:
    span = at(HAND, part)
    return f"T{number}\t{kind} {span.start} {span.end}\t{part}"


def test_by_hand() -> None:
    ann = "\r\n".join(
        [
            "R1\tSaid Arg1:T1 Arg2:T2", "", "# a comment", "R2\tHas-cue Arg1:T2 Arg2:T3", bound(2, "Direct", "Tout va bien."), bound(1, "Speaker", "Le maire"),
            bound(3, "Cue", "assure"), "#3\tAnnotatorNotes T2\tis this right?", bound(4, "Quote", "rien ne va"), bound(5, "Source", "Léa Coz"), bound(6, "Cue", "Selon"),
            "E1\tQuote:T4 Speaker:T5 Signal:T6", bound(7, "Mention", "-elle"), "*\tEquiv T7 T5", bound(8, "Place", "Nul"), "N1\tReference T5 Wikidata:Q1\tLéa Coz", bound(9, "Content", "Nul ne sait"),
        ]
    )  # fmt: skip
    result = from_brat(HAND, ann)
    assert [
        (
            q.id,
            q.kind,
            q.text,
            q.cue and (q.cue.lemma, q.cue.kind),
            q.mention and q.mention.form,
            q.speaker and q.speaker.name,
        )
        for q in result.quotations
    ] == [
        ("q1", "direct", "Tout va bien.", ("assure", "colon"), "name", "Le maire"),
        ("q2", "direct", "rien ne va", ("selon", "colon"), "name", "Léa Coz"),
        ("q3", "indirect", "Nul ne sait", None, None, None),
    ]
    assert [[m.span.text for m in s.mentions] for s in result.speakers] == [["Le maire"], ["Léa Coz", "-elle"]]
    assert result.quotations[1].speaker == result.speakers[1]
    assert result.speakers[1].mentions[1].form == "clitic"


def test_cue_as_the_trigger_of_an_event() -> None:
    ann = "\n".join(
        [
            bound(1, "Cue", "assure"),
            bound(2, "Content", "Tout va bien."),
            bound(3, "Source", "Le maire"),
            "E1\tCue:T1 Content:T2 Source:T3",
            "A1\tForm T3 noun_phrase",
        ]
    )
    (quotation,) = from_brat(HAND, ann).quotations
    assert (
        quotation.cue and quotation.cue.span.text,
        quotation.mention and quotation.mention.form,
        quotation.speaker and quotation.speaker.name,
    ) == ("assure", "noun_phrase", "Le maire")


def test_a_span_over_a_line_end_is_one() -> None:
    text = "Un deux\r\n\r\ntrois."
    assert [s.text for s in from_brat(text, "T1\tQuotation 0 7;11 17\tUn deux trois.").quotations[0].content] == [
        "Un deux\r\n\r\ntrois."
    ]
    assert [s.text for s in from_brat(text, "T1\tQuotation 0 17\tUn deux    trois.").quotations[0].content] == [
        "Un deux\r\n\r\ntrois."
    ]


GOOD = bound(1, "Quotation", "Tout va bien.")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T2", "expected cells between tabs, got 'T2'"),
        ("T2 Cue 1 2 x", "expected cells between tabs"),
        ("T2\tCue 1\tx", "expected a type and offsets, got 'Cue 1'"),
        ("T2\tCue 5 5\t", "no fragments within a text of 107"),
        ("T2\tCue 0 108\tx", "no fragments within a text of 107"),
        ("T2\tCue 0 4;3 6\tx", "no fragments"),
        ("T2\tCue 0 2\tla", "the text at 0 2 is 'Le', not 'la'"),
        (GOOD, "T1 for the second time"),
        ("R1\tCue Arg1:T1 Arg2:T9", "T9 is not in the file"),
        ("R1\tCue T1 T9", "expected ROLE:ID, got 'T1'"),
        ("R1\tCue Arg1:T1", "expected annotations that it ties"),
        ("E1\tCue:T9", "T9 is not in the file"),
        ("*\tEquiv T1 T9", "T9 is not in the file"),
        ("A1\tKind", "expected an attribute and what it is of"),
        ("A1\tKind T1 spoken", "'spoken' is not a valid Kind"),
        ("#1\tQuoteattr T1\t{", "not JSON"),
        ("#1\tQuoteattr T1\t[]", "expected a JSON object"),
        ("Q1\tx y", "no line of brat"),
        ("bonjour", "no line of brat"),
    ],
)
def test_the_line_is_named(line: str, message: str) -> None:
    with pytest.raises(ResultError, match=re.escape(message)) as caught:
        from_brat(HAND, f"{GOOD}\n\n{line}\n")
    assert str(caught.value).startswith("line 3: ")


def test_what_contradicts_itself() -> None:
    two = "\n".join(
        [
            GOOD,
            bound(2, "Cue", "assure"),
            bound(3, "Cue", "Selon"),
            "R1\tCue Arg1:T1 Arg2:T2",
            "R2\tCue Arg1:T1 Arg2:T3",
        ]
    )
    with pytest.raises(ResultError, match="line 5: T1 is tied to T3 here and to T2 elsewhere"):
        from_brat(HAND, two)
    with pytest.raises(ResultError, match="line 3: Kind of T1 is 'mixed' here and 'direct' in line 2"):
        from_brat(HAND, f"{GOOD}\nA1\tKind T1 direct\nA2\tKind T1 mixed")


@pytest.mark.parametrize(
    "note", ['{"confidence": "x"}', '{"spans": 3}', '{"spans": [[1]]}', '{"id": 3}', '{"rule": []}']
)
def test_notes_that_hold_something_else(note: str) -> None:
    with pytest.raises(ResultError):
        from_brat(HAND, f"{GOOD}\n#1\tQuoteattr T1\t{note}")


@given(st.text(st.sampled_from('TRAE#*1 \t;:0\n{}"x'), max_size=60))
def test_any_file_is_read_or_refused(ann: str) -> None:
    with suppress(ResultError):
        assert from_brat(HAND, ann).text == HAND


def test_wrong_types() -> None:
    with pytest.raises(InputError, match="ann: expected str, got bytes"):
        from_brat("", b"")  # type: ignore[arg-type]


def test_configuration_names_what_is_written() -> None:
    files = brat_configuration()
    assert sorted(files) == ["annotation.conf", "visual.conf"]
    ann = to_brat(interview())
    used = {line.split("\t")[1].split()[0] for line in ann.splitlines() if line[0] in "TRA"}
    named = set(re.findall(r"(?m)^(\w+)", files["annotation.conf"]))
    assert used <= named
    assert re.search(r"(?m)^\[events\]$", files["annotation.conf"])
