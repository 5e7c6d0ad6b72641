"""What the command line reads.

Files, folders, patterns, tables and records, and what is said of those that cannot be used.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stand_in import records, run, stand_in  # noqa: F401 - the last is a fixture

from quoteattr.cli.input import Layout
from quoteattr.cli.input.records import Record, read_records
from quoteattr.cli.input.search import sources
from quoteattr.cli.input.sources import Problem, Source

SAYS = "« Le pont ferme », dit {}."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "press/b.txt",
        "press/a.txt",
        "press/2024/c.txt",
        "press/.hidden/d.txt",
        "press/.e.txt",
        "press/notes.odt",
        "press/out.parts/f.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SAYS.format("Maud"), encoding="utf-8")
    return tmp_path


def ids(*arguments: str, stdin: str | bytes | None = None) -> list[str]:
    return [str(r["id"]) for r in records(run("extract", *arguments, stdin=stdin))]


class TestSources:
    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["press"], ["press/a.txt", "press/b.txt", "press/2024/c.txt"]),
            (["press/"], ["press/a.txt", "press/b.txt", "press/2024/c.txt"]),
            (["press/*.txt"], ["press/a.txt", "press/b.txt"]),
            (["press/**/*.txt"], ["press/2024/c.txt", "press/a.txt", "press/b.txt", "press/out.parts/f.txt"]),
            (["press/[ab].txt"], ["press/a.txt", "press/b.txt"]),
            (["pre*"], ["press/a.txt", "press/b.txt", "press/2024/c.txt"]),
            (["press/notes.odt", "press/b.txt"], ["press/notes.odt", "press/b.txt"]),
            (["press/.e.txt"], ["press/.e.txt"]),
        ],
    )
    def test_names(self, folder: Path, arguments: list[str], expected: list[str]) -> None:
        assert ids(*arguments) == expected

    def test_a_file_whose_name_looks_like_a_pattern(self, folder: Path) -> None:
        (folder / "[a].txt").write_text("Rien.")
        assert ids("[a].txt") == ["[a].txt"]

    def test_read_once(self, folder: Path) -> None:
        outcome = run("extract", "press/a.txt", "press/*.txt", "./press/a.txt")
        assert [r["id"] for r in records(outcome)] == ["press/a.txt", "press/b.txt"]
        assert (
            outcome.stderr
            == "quoteattr: press/a.txt: given more than once; read once\nquoteattr: ./press/a.txt: given more than once; read once\n"
        )
        assert outcome.exit_code == 0

    def test_nothing_found(self, folder: Path) -> None:
        (folder / "empty").mkdir()
        outcome = run("extract", "empty", "*.doc")
        assert outcome.exit_code == 1
        assert "empty: no file in this folder ends with .txt" in outcome.stderr
        assert "*.doc: no file matches" in outcome.stderr

    def test_the_output_is_no_input(self, folder: Path) -> None:
        for _ in range(2):
            assert run("extract", "press", "-o", "press/q.jsonl").exit_code == 0
            assert len((folder / "press/q.jsonl").read_text().splitlines()) == 3

    def test_a_folder_that_cannot_be_read(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def walk(top: str, onerror: object = None) -> list[object]:
            onerror(PermissionError(13, "Permission denied", top))  # type: ignore[operator]
            return [(top, [], ["a.txt"])]

        monkeypatch.setattr("os.walk", walk)
        assert list(sources(["press"])) == [
            Source("press/a.txt", "txt", "press"),
            Problem("press", "Permission denied"),
        ]


class TestJsonLines:
    def test_records(self, folder: Path) -> None:
        lines = [
            '{"id": "x", "text": "« Non », dit Omar.", "outlet": "Le Bac", "n": 3, "tags": ["a"], "none": null, "ok": true}',
            "",
            '{"text": "Rien.\\r\\n"}',
        ]
        (folder / "in.jsonl").write_text("\n".join(lines))
        first, second = records(run("extract", "in.jsonl"))
        assert first["fields"] == {"outlet": "Le Bac", "n": 3, "tags": '["a"]', "none": None, "ok": True}
        assert (second["id"], second["fields"], second["text"]) == ("in.jsonl:3", {}, "Rien.\r\n")

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("{", "not a line of JSON: "),
            ("[" * 100_000, "not a line of JSON: "),
            ("[]", "expected a JSON object, got a list"),
            ("3", "expected a JSON object, got a number"),
            ("null", "expected a JSON object, got null"),
            ('{"texte": ""}', "no field 'text'; the fields are texte (name one with --text-field)"),
            ("{}", "no field 'text'; the fields are none"),
            ('{"text": null}', "field 'text': expected a text, got null"),
            ('{"text": {"a": 1}}', "field 'text': expected a text, got an object"),
            ('{"text": true}', "field 'text': expected a text, got a truth value"),
            ('{"text": "Été"}', "not utf-8: byte 0xc9; it looks like cp1252: --encoding cp1252, or --encoding auto"),
        ],
    )
    def test_one_bad_record(self, folder: Path, line: str, reason: str) -> None:
        (folder / "in.jsonl").write_bytes(b'{"text": "Un."}\n' + line.encode("latin-1") + b'\n{"text": "Trois."}\n')
        outcome = run("extract", "in.jsonl")
        assert outcome.exit_code == 1
        assert [r["text"] for r in records(outcome)] == ["Un.", "Trois."]
        assert outcome.stderr.startswith(f"quoteattr: in.jsonl:2: {reason}")
        assert outcome.stderr.count("\n") == 1

    def test_names_of_fields(self, folder: Path) -> None:
        (folder / "in.jsonl").write_text('{"body": "Un.", "url": 7}\n{"body": "Deux."}\n')
        outcome = run("extract", "in.jsonl", "--text-field", "body", "--id-field", "url")
        assert [(r["id"], r["text"]) for r in records(outcome)] == [("7", "Un."), ("in.jsonl:2", "Deux.")]
        assert outcome.stderr == "quoteattr: in.jsonl:2: no 'url'; called 'in.jsonl:2'\n"
        assert outcome.exit_code == 0

    def test_ids_that_come_again(self, folder: Path) -> None:
        (folder / "in.jsonl").write_text(
            "".join(json.dumps({"id": i, "text": "Rien."}) + "\n" for i in ("a", "a", "a#2", "a"))
        )
        outcome = run("extract", "in.jsonl")
        assert [r["id"] for r in records(outcome)] == ["a", "a#2", "a#2#2", "a#3"]
        assert outcome.exit_code == 0
        assert outcome.stderr.splitlines()[0] == "quoteattr: in.jsonl:2: the id 'a' comes again; called 'a#2'"

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
    def test_encodings(self, folder: Path, encoding: str) -> None:
        (folder / "in.jsonl").write_text('{"text": "Été."}\n{"text": "Hiver."}\n', encoding=encoding)
        assert [r["text"] for r in records(run("extract", "in.jsonl", "--encoding", encoding))] == ["Été.", "Hiver."]

    def test_truncated_utf_16(self, folder: Path) -> None:
        (folder / "in.jsonl").write_bytes('{"text": "Été."}\n'.encode("utf-16") + b"\x00")
        outcome = run("extract", "in.jsonl", "--encoding", "utf-16")
        assert outcome.exit_code == 1
        assert "in.jsonl: not utf-16" in outcome.stderr

    @given(st.binary(max_size=300))
    def test_any_bytes(self, data: bytes) -> None:
        """Whatever a file holds, each line is a record or a problem."""
        import io
        from unittest import mock

        for form in ("jsonl", "csv", "tsv"):
            with mock.patch("quoteattr.cli.input.records.opened", side_effect=lambda _: io.BytesIO(data)):
                out = list(read_records(Source("x", form), Layout()))
            assert all(isinstance(item, Record | Problem) for item in out)
            if form == "jsonl":
                lines = [
                    line
                    for line in data.split(b"\n")
                    if line.decode("utf-8", "surrogateescape").strip() and line != b"\xef\xbb\xbf"
                ]
                assert sum(getattr(item, "fatal", True) for item in out) == len(lines)


class TestTables:
    def test_columns_are_carried(self, folder: Path) -> None:
        (folder / "in.csv").write_text(
            'id,text,outlet\n1,"« Non », dit Omar.\nPuis rien.",Le Bac\n2,"Il dit : ""rien"".",\n', encoding="utf-8"
        )
        first, second = records(run("extract", "in.csv"))
        assert (first["id"], first["text"], first["fields"]) == (
            "1",
            "« Non », dit Omar.\nPuis rien.",
            {"outlet": "Le Bac"},
        )
        assert (second["text"], second["fields"]) == ('Il dit : "rien".', {"outlet": ""})

    @pytest.mark.parametrize(
        ("name", "delimiter"), [("in.csv", ","), ("in.csv", ";"), ("in.csv", "\t"), ("in.tsv", "\t")]
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_delimiters(self, folder: Path, name: str, delimiter: str, encoding: str) -> None:
        with (folder / name).open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(
                [["id", "text", "a b"], ["1", "Un, deux ; trois\tquatre", "x"]]
            )
        (record,) = records(run("extract", name))
        assert (record["id"], record["text"], record["fields"]) == ("1", "Un, deux ; trois\tquatre", {"a b": "x"})

    def test_long_cells(self, folder: Path) -> None:
        (folder / "in.csv").write_text(f"text\n{'mot ' * 100_000}\n")
        (record,) = records(run("extract", "in.csv"))
        assert len(str(record["text"])) == 400_000

    @pytest.mark.parametrize(
        ("data", "kept", "told"),
        [
            (b"id,texte\n1,x\n", 0, "in.csv: no column 'text'; the columns are id, texte (name one with --text-field)"),
            (b"", 0, "in.csv: no column 'text'; the columns are none"),
            (
                b"document_id,quotation_id,speaker_name,content\na,q1,Ana,oui\n",
                0,
                "in.csv: a table of quotations, as extract writes it: give the texts",
            ),
            (b"text,text\n1,x\n", 0, "in.csv: the column 'text' comes twice"),
            (b"id,text\n1,un\n2\n3,trois\n", 2, "in.csv:3: no field 'text'"),
            (b"id,text\n1,un\n2,b,c\n3,trois\n", 2, "in.csv:3: 3 cells under 2 columns"),
            (b"id,text\n1,un\n2,\xe9t\xe9\n3,trois\n", 2, "in.csv:3: not utf-8: byte 0xe9"),
            (b"id,text,\xe9t\xe9\n1,un,x\n", 0, "in.csv: not utf-8: byte 0xe9"),
            (b'id,text\n1,un\n2,"x" y\n3,trois\n', 2, "in.csv:3: not a row of the table"),
            (
                b'id,text\n1,un\n2,"ouvert\n3,trois\n',
                1,
                "in.csv:3: a quotation mark opens a cell here and never closes it",
            ),
        ],
    )
    def test_bad_ones(self, folder: Path, data: bytes, kept: int, told: str) -> None:
        (folder / "in.csv").write_bytes(data)
        outcome = run("extract", "in.csv")
        assert outcome.exit_code == 1
        assert outcome.stderr.startswith(f"quoteattr: {told}")
        assert len(records(outcome)) == kept

    def test_parquet(self, folder: Path) -> None:
        arrow = pytest.importorskip("pyarrow", reason="the extra arrow is not installed")
        from datetime import date
        from decimal import Decimal

        from pyarrow import parquet

        rows = [
            {
                "id": 1,
                "text": "« Non », dit Omar.",
                "day": date(2024, 1, 2),
                "price": Decimal("1.50"),
                "raw": b"\xe9",
                "x": float("nan"),
            },
            {"id": 2, "text": None, "day": None, "price": None, "raw": None, "x": 1.0},
        ]
        parquet.write_table(arrow.Table.from_pylist(rows), folder / "in.parquet")
        outcome = run("extract", "in.parquet")
        (record,) = records(outcome)
        assert (record["id"], record["fields"]) == (
            "1",
            {"day": "2024-01-02", "price": "1.50", "raw": "\\xe9", "x": None},
        )
        assert outcome.stderr == "quoteattr: in.parquet:2: field 'text': expected a text, got null\n"

    def test_bad_parquet(self, folder: Path) -> None:
        pytest.importorskip("pyarrow", reason="the extra arrow is not installed")
        (folder / "in.parquet").write_bytes(b"PAR1 not")
        outcome = run("extract", "in.parquet", "press/a.txt", "absent.parquet")
        assert outcome.exit_code == 1
        bad, absent = outcome.stderr.splitlines()
        assert bad.startswith("quoteattr: in.parquet: not a Parquet file that can be read: ")
        assert absent == "quoteattr: absent.parquet: No such file or directory"

    def test_parquet_without_its_library(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "in.parquet").write_bytes(b"PAR1")
        monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
        monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
        for arguments in (["in.parquet"], ["press/a.txt", "-o", "out.parquet"]):
            outcome = run("extract", *arguments)
            assert outcome.exit_code == 1
            assert 'pip install "quoteattr[arrow]"' in outcome.stderr
            assert not (folder / "out.parquet").exists()


class TestStandardInput:
    def test_records(self) -> None:
        assert ids("--from", "jsonl", stdin='{"id": "x", "text": "Rien."}\n{"text": "Non."}\n') == ["x", "-:2"]
        assert ids("-", "--from", "csv", stdin="id,text\nx,Rien.\n") == ["x"]

    def test_parquet(self) -> None:
        outcome = run("extract", "--from", "parquet", stdin=b"PAR1")
        assert outcome.exit_code == 1
        assert "cannot be read from standard input" in outcome.stderr


def test_reports_cannot_reach_the_terminal(folder: Path) -> None:
    (folder / "in.jsonl").write_text('{"\\u001b[31m": 1}\n')
    outcome = run("extract", "in.jsonl")
    assert "\x1b" not in outcome.stderr
    assert "\\x1b[31m" in outcome.stderr
