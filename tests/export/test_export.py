"""JSON Lines: what is written comes back, as a stream, and what is wrong is named by its line."""

from __future__ import annotations

import io
import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import made, names
from strategies import results

from quoteattr import Result, ResultError
from quoteattr.export import read_jsonl, read_records, replacing, write_jsonl


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(st.tuples(st.text(), results()), max_size=3))
def test_round_trip(records: list[tuple[str, Result]]) -> None:
    sink = io.StringIO()
    assert write_jsonl((r for _, r in records), sink, (name for name, _ in records)) == len(records)
    written = sink.getvalue()
    assert len(written.splitlines()) == len(records)
    written.encode("utf-8")  # raises if a surrogate is left
    assert list(read_records(io.StringIO(written))) == records
    assert list(read_jsonl(written.encode().splitlines())) == [r for _, r in records]


def test_line_is_the_dictionary_with_its_id() -> None:
    sink = io.StringIO()
    write_jsonl([made()], sink, ["a.txt"])
    assert json.loads(sink.getvalue()) == {"id": "a.txt", **made().to_dict()}
    assert "« Oui »" in sink.getvalue()
    assert next(iter(json.loads(sink.getvalue()))) == "id"


def test_without_ids() -> None:
    sink = io.StringIO()
    write_jsonl([made()], sink)
    assert "id" not in json.loads(sink.getvalue())
    assert list(read_records([sink.getvalue()])) == [(None, made())]


@pytest.mark.parametrize("ids", [["a"], ["a", "b", "c"]])
def test_ids_must_match(ids: list[str]) -> None:
    with pytest.raises(ValueError, match="as many"):
        write_jsonl([made(), made()], io.StringIO(), ids)


def test_writing_streams() -> None:
    class Sink(io.StringIO):
        lines = 0

        def write(self, line: str) -> int:
            self.lines += 1
            return len(line)

    sink = Sink()

    def source() -> Iterator[Result]:
        for made_so_far in range(5):
            assert sink.lines == made_so_far
            yield made()

    assert write_jsonl(source(), sink) == 5


def test_reading_streams() -> None:
    sink = io.StringIO()
    write_jsonl([made()], sink)
    taken = []

    def lines() -> Iterator[str]:
        for number in itertools.count():
            taken.append(number)
            yield sink.getvalue()

    assert list(itertools.islice(read_jsonl(lines()), 3)) == [made()] * 3
    assert taken == [0, 1, 2]


def test_paths(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write_jsonl([made(), made("Non, dit Léa : « Oui », a dit Luc.")], path, ["1", "2"])
    assert [name for name, _ in read_records(path)] == ["1", "2"]
    assert next(read_jsonl(str(path))) == made()
    assert names(tmp_path) == ["out.jsonl"]


def test_bom_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    line = json.dumps(made().to_dict())
    path.write_text(f"\ufeff{line}\r\n\n  \n{line}", encoding="utf-8")
    assert list(read_jsonl(path)) == [made(), made()]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "not a line of JSON"),
        (b"\xe9", "not a line of JSON"),
        (b"[" * 100_000, "not a line of JSON"),
        (b"null", "expected a mapping, got NoneType"),
        (b"3", "expected a mapping, got int"),
        (b"{}", "expected schema 1, got None"),
        (json.dumps({**made().to_dict(), "text": "court"}).encode(), "not within a text of 5"),
        (json.dumps({"id": 7, **made().to_dict()}).encode(), "id: expected str, got int"),
    ],
)
def test_errors_name_the_line(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "out.jsonl"
    good = json.dumps(made().to_dict()).encode()
    path.write_bytes(good + b"\n\n" + line + b"\n" + good)
    reader = read_jsonl(path)
    assert next(reader) == made()
    with pytest.raises(ResultError, match=message) as caught:
        next(reader)
    assert str(caught.value).startswith(f"{path}:3: ")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_jsonl(tmp_path / "none"))


class TestReplacing:
    def test_untouched_until_the_end(self, tmp_path: Path) -> None:
        path = tmp_path / "out"
        path.write_text("before")
        with replacing(path) as sink:
            sink.write("é\n")
            sink.flush()
            assert path.read_text() == "before"
        assert path.read_bytes() == b"\xc3\xa9\n"
        assert names(tmp_path) == ["out"]

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    @pytest.mark.parametrize("exists", [True, False])
    def test_untouched_after_an_error(self, tmp_path: Path, error: type[BaseException], exists: bool) -> None:
        path = tmp_path / "out"
        if exists:
            path.write_text("before")

        def fail_half_way() -> None:
            with replacing(path) as sink:
                sink.write("half")
                raise error

        with pytest.raises(error):
            fail_half_way()
        assert names(tmp_path) == (["out"] if exists else [])
        assert not exists or path.read_text() == "before"

    def test_link_and_permissions_stay(self, tmp_path: Path) -> None:
        target, link = tmp_path / "target", tmp_path / "link"
        target.write_text("before")
        target.chmod(0o640)
        link.symlink_to(target)
        with replacing(link) as sink:
            sink.write("after")
        assert link.is_symlink()
        assert target.read_text() == "after"
        assert target.stat().st_mode & 0o777 == 0o640

    def test_devices_are_written_directly(self) -> None:
        with replacing(os.devnull) as sink:
            sink.write("gone")
        assert not Path(os.devnull).is_file()

    def test_directory(self, tmp_path: Path) -> None:
        with pytest.raises(IsADirectoryError), replacing(tmp_path):
            pytest.fail("the block must not run")
