"""Subtitles: what of them is read, and when it is spoken."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import Extractor, Result
from quoteattr.export import read_csv, write_csv
from quoteattr.reading.plain import subtitles
from quoteattr.reading.source import Source

VTT = """WEBVTT - Lorval

STYLE
::cue { color: white }

NOTE
Débat entre Awa Diop et Omar Sall.

intro
00:00:01.000 --> 00:00:03.500 align:start
<v Awa Diop>Le phare reste allumé,</v>

00:00:03.500 --> 00:00:05.000
<v Awa Diop>et je <i>reste</i> avec lui.</v>

01:00:05.000 --> 01:00:07.000
<v Omar Sall>Il coûte cher.
Très cher.</v>

01:00:07.000 --> 01:00:09.000
<v.loud Awa Diop>Moins qu'un naufrage.</v>

01:00:09.000 --> 01:00:11.000
<v Omar Sall>C'est vrai.</v>
"""
SRT = """1
00:00:01,000 --> 00:00:03,500
AWA DIOP : Le phare reste allumé,

2
00:00:03,500 --> 00:00:05,000
et je reste avec lui.

3
00:00:05,000 --> 00:00:07,000
OMAR SALL : {\\an8}Il coûte cher.

4
00:00:07,000 --> 00:00:09,000
AWA DIOP : Moins qu'un naufrage.

5
00:00:09,000 --> 00:00:11,000
OMAR SALL : C'est vrai.
"""


def test_what_is_read() -> None:
    assert Source(VTT).text.split("\n") == [
        "Débat entre Awa Diop et Omar Sall.",
        "Awa Diop : Le phare reste allumé, et je reste avec lui.",
        "Omar Sall : Il coûte cher. Très cher.",
        "Awa Diop : Moins qu'un naufrage.",
        "Omar Sall : C'est vrai.",
    ]
    assert Source(SRT).text.split("\n")[:2] == [
        "AWA DIOP : Le phare reste allumé, et je reste avec lui.",
        "OMAR SALL : Il coûte cher.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Il neige --> il pleut.",
        "a --> b\nc --> d",
        "",
        "WEBVTT",
        "Un texte.\n\nUn autre.\n\n00:00:01,000 --> 00:00:02,000\nOui.",
    ],
)
def test_what_is_no_subtitles(text: str) -> None:
    assert subtitles(text) is None
    assert Source(text).text == text


def test_content_is_without_times_and_keeps_its_own() -> None:
    first, second, *_ = Extractor(None)(VTT).quotations
    assert [span.text for span in first.content] == ["Le phare reste allumé,", "et je <i>reste</i> avec lui"]
    assert (first.speaker and first.speaker.name, first.time) == ("Awa Diop", (1.0, 5.0))
    assert second.time == (3605.0, 3607.0)
    assert Extractor(None)("« Oui », dit Awa Diop.").quotations[0].time is None


@pytest.mark.parametrize("text", [VTT, SRT, VTT.replace("\n", "\r\n")])
def test_times_are_kept_in_what_is_written(text: str) -> None:
    result = Extractor(None)(text)
    assert len(result.quotations) >= 4
    assert Result.from_dict(json.loads(json.dumps(result.to_dict()))) == result
    sink = io.StringIO(newline="")
    write_csv([result], sink)
    sink.seek(0)
    times = [row.quotation and row.quotation.time for row in read_csv(sink)]
    assert times == [q.time for q in result.quotations]
    assert None not in times


def test_times_that_are_none_are_refused() -> None:
    quotation = Extractor(None)(SRT).quotations[0]
    data = {**Extractor(None)(SRT).to_dict()}
    data["quotations"][0]["time"] = [3, 1]
    with pytest.raises(ValueError, match="time"):
        Result.from_dict(data)
    assert quotation.time == (1.0, 5.0)


LINES = st.sampled_from(
    ["WEBVTT", "", "1", "00:01.000 --> 00:02.000", "00:00:01,500 --> 00:00:01,000", "<v Awa Diop>Oui.</v>", "Awa Diop : non", "NOTE a", "<i>", "</v><v B>x", "{\\an1}", "- Oui", "<00:01.000>", "-->", "« Oui », dit-elle.", "\ufeffWEBVTT", "STYLE"]
)  # fmt: skip


@given(st.lists(LINES, max_size=30), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_lines_are_read(lines: list[str], end: str) -> None:
    text = end.join(lines)
    source = Source(text)
    for k in range(len(source.text)):
        start, stop = source.back(k, k + 1)
        assert 0 <= start < stop <= len(text)
    for quotation in Extractor(None)(text).quotations:
        assert all(text[s.start : s.end] == s.text for s in quotation.content)
        if quotation.time is not None:
            assert quotation.time[0] <= quotation.time[1]
