"""The halves of a character as two: any `str` is read, and comes back from JSON as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from samples import all_over

from quoteattr import Extractor, Result, find_quotations, locate
from quoteattr.cli.app import app
from quoteattr.cli.output import Done, Parts
from quoteattr.export import read_with_fields, write_jsonl
from quoteattr.result.halves import apart, together

HALVES = ("\ud83d\ude00", "\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00\ude00", "\U0001f600")
FRENCH = "{0} « Le bac part {0} demain{0} », a dit Léa Mar{0}tin. Selon Paul {0}Roy, il pleut{0}"
BARE = Extractor(None)


def back(result: Result, *, plain: bool = True) -> Result:
    return Result.from_dict(json.loads(json.dumps(result.to_dict(), ensure_ascii=plain)))


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("plain", [True, False])
def test_what_is_found_comes_back(half: str, plain: bool) -> None:
    text = FRENCH.format(half)
    found = BARE(text)
    assert found.text == text
    assert len(found.quotations) == 2
    assert back(found, plain=plain) == found


@pytest.mark.parametrize("half", HALVES)
def test_offsets_are_of_the_text(half: str) -> None:
    text = FRENCH.format(half)
    said = f"Le bac part {half} demain{half}"
    assert [q.text for q in find_quotations(text)] == [said]
    found = locate(text, said)
    assert found is not None
    assert text[found.start : found.end] == said


@given(st.text(st.sampled_from("\ud83d\ude00\U0001f600a «»"), min_size=1))
def test_wherever_a_string_stands(text: str) -> None:
    once = back(all_over(text))
    assert once.quotations == all_over(text).quotations
    assert once.speakers == all_over(text).speakers
    assert once.diagnostics == all_over(text).diagnostics
    assert list(once.meta.values()) == [text]
    assert back(once) == once


def test_what_looks_like_pieces_stays() -> None:
    for value in ({"halves": "a"}, {"halves": ["a", 1]}, {"halves": ["a"], "b": 1}, {"halves": []}):
        assert together(apart(value)) == ("" if value == {"halves": []} else value)


def test_a_result_of_pieces_that_go_too_deep() -> None:
    deep: object = "a"
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(ValueError, match="dictionary of a result"):
        Result.from_dict({"schema": 1, "text": deep})


@pytest.mark.parametrize("half", HALVES)
def test_lines_and_parts(half: str, tmp_path: Path) -> None:
    result, fields = BARE(FRENCH.format(half)), {"outlet": f"a{half}"}
    file = tmp_path / "a.jsonl"
    write_jsonl([result], file, [half], [fields])
    assert list(read_with_fields(file)) == [(half, result, fields)]
    parts = Parts(tmp_path / "out.jsonl")
    parts.open({}, resume=False, restart=False)
    parts.add([Done(half, result, fields)])
    assert list(parts) == [Done(half, result, fields)]
    parts.discard()


def test_the_command(tmp_path: Path) -> None:
    file, out = tmp_path / "a.txt", tmp_path / "a.jsonl"
    file.write_bytes("« Le bac part {}», a dit Paul Roy.".encode("utf-7").replace(b"{}", b"+2D0-+3gA-"))
    words = ["extract", str(file), "--encoding", "utf-7", "--model", "none", "-o", str(out)]
    assert CliRunner().invoke(app, words).exit_code == 0
    ((_, result, _),) = read_with_fields(out)
    assert result == BARE("« Le bac part \ud83d\ude00», a dit Paul Roy.")
    for command in (["speakers", "--format", "json"], ["convert", "--format", "tei", "-o", str(tmp_path / "tei")]):
        assert CliRunner().invoke(app, [command[0], str(out), *command[1:]]).exit_code == 0
