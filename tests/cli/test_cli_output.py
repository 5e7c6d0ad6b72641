"""What ``extract`` writes: formats by name and by ending, other columns, a file per document, progress."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import TESTS
from stand_in import records, run, stand_in  # noqa: F401 - the last is a fixture

from quoteattr import Result
from quoteattr.cli.output import Done, columns_of, write_folder
from quoteattr.cli.output.files import LONGEST, file_stem
from quoteattr.export.formats import FORMATS, by_ending, by_name

LINES = [
    {"id": "x", "text": "« Non », dit Omar.", "n": 1, "outlet": "Le Bac"},
    {"id": "y", "text": "« Oui », dit Maud.", "n": 2.5, "late": True},
    {"id": "z/é", "text": "« Si », dit Luc.", "n": None, "outlet": 3},
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    return tmp_path


class TestRegistry:
    def test_every_writer_is_there(self) -> None:
        for form in FORMATS:
            assert find_spec(f"quoteattr.export.{form.module}") is not None, form.name
            form.check()

    def test_names_and_endings_tell_one_format(self) -> None:
        assert len({f.name for f in FORMATS}) == len(FORMATS)
        endings = [e for f in FORMATS for e in f.endings]
        assert len(set(endings)) == len(endings)

    def test_lookup(self) -> None:
        assert by_ending("A/B.CSV") == by_name("csv")
        assert by_ending("x.xml") is None
        with pytest.raises(KeyError):
            by_name("doc")


class TestFormat:
    @pytest.mark.parametrize("form", [f for f in FORMATS if not f.per_document], ids=lambda f: f.name)
    def test_by_ending_as_by_name_as_to_standard_output(self, folder: Path, form: object) -> None:
        ending = form.endings[0]  # type: ignore[attr-defined]
        assert run("extract", "in.jsonl", "-o", f"a{ending}").exit_code == 0
        assert run("extract", "in.jsonl", "-o", "b", "--format", form.name).exit_code == 0  # type: ignore[attr-defined]
        printed = run("extract", "in.jsonl", "--format", form.name)  # type: ignore[attr-defined]
        assert (folder / f"a{ending}").read_bytes() == (folder / "b").read_bytes() == printed.stdout_bytes

    def test_columns_of_a_table_are_those_of_all_records(self, folder: Path) -> None:
        run("extract", "in.jsonl", "-o", "out.csv")
        with (folder / "out.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert [(r["document_id"], r["n"], r["outlet"], r["late"]) for r in rows] == [
            ("x", "1.0", "Le Bac", ""),
            ("y", "2.5", "", "true"),
            ("z/é", "", "3", ""),
        ]

    def test_typed_columns(self, folder: Path) -> None:
        parquet = pytest.importorskip("pyarrow.parquet", reason="the extra arrow is not installed")
        run("extract", "in.jsonl", "-o", "out.parquet")
        table = parquet.read_table(folder / "out.parquet")
        assert [str(table.schema.field(name).type) for name in ("n", "outlet", "late")] == ["double", "string", "bool"]
        assert table["n"].to_pylist() == [1.0, 2.5, None]

    def test_spreadsheet(self, folder: Path) -> None:
        (folder / "in.jsonl").write_text('{"id": "=1+1", "text": "« Non », dit Omar."}\n')
        run("extract", "in.jsonl", "-o", "out.csv", "--spreadsheet")
        text = (folder / "out.csv").read_text(encoding="utf-8")
        assert text.startswith("\ufeffdocument_id;quotation_id;")
        assert "\n'=1+1;" in text.replace("\r", "")
        assert run("extract", "in.jsonl", "--spreadsheet").exit_code == 2

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["-o", "out.doc"], "the ending .doc is not that of a format"),
            (["-o", "out.xml"], "--format"),
            (["-o", "."], "is a folder"),
            (["--format", "tei"], "name a folder"),
            (["--format", "html", "-o", "-"], "name a folder"),
        ],
    )
    def test_wrong_usage(self, folder: Path, arguments: list[str], told: str) -> None:
        outcome = run("extract", "in.jsonl", *arguments)
        assert outcome.exit_code == 2
        assert told in " ".join(outcome.stderr.split())

    def test_a_file_where_a_folder_is_wanted(self, folder: Path) -> None:
        (folder / "out").write_text("mine")
        outcome = run("extract", "in.jsonl", "--format", "tei", "-o", "out")
        assert outcome.exit_code == 1
        assert "Error: out: Not a directory" in outcome.stderr
        assert (folder / "out").read_text() == "mine"

    def test_a_folder_where_a_file_is_wanted(self, folder: Path) -> None:
        (folder / "out").mkdir()
        outcome = run("extract", "in.jsonl", "--format", "csv", "-o", "out")
        assert outcome.exit_code == 1
        assert "Error: out: Is a directory" in outcome.stderr


class TestFolder:
    @pytest.mark.parametrize("form", [f for f in FORMATS if f.per_document], ids=lambda f: f.name)
    def test_a_file_for_each_document(self, folder: Path, form: object) -> None:
        outcome = run("extract", "in.jsonl", "-o", "out", "--format", form.name)  # type: ignore[attr-defined]
        assert (outcome.exit_code, outcome.stderr) == (0, "")
        endings = [form.endings[0], *([form.beside] if form.beside else [])]  # type: ignore[attr-defined]
        assert {p.name for p in (folder / "out").iterdir()} == {
            "index.csv",
            *form.companions([]),  # type: ignore[attr-defined]
            *(f"{stem}{e}" for stem in ("x", "y", "z%2Fé") for e in endings),
        }
        with (folder / "out" / "index.csv").open(newline="") as file:
            assert list(csv.DictReader(file))[2] == {
                "file": f"z%2Fé{endings[0]}",
                "id": "z/é",
                "n": "",
                "outlet": "3",
                "late": "",
            }

    def test_other_files_of_the_folder_stay(self, folder: Path) -> None:
        (folder / "out").mkdir()
        (folder / "out" / "diary.txt").write_text("mine")
        assert run("extract", "in.jsonl", "-o", "out", "--format", "html").exit_code == 0
        assert (folder / "out" / "diary.txt").read_text() == "mine"
        assert (folder / "out" / "x.html").exists()

    @given(st.text(max_size=300))
    def test_names_lose_nothing(self, name: str) -> None:
        stem = file_stem(name)
        assert len(stem.encode()) <= LONGEST
        assert not set(stem) & set('/\\:*?"<>|\0\n')
        assert not stem.startswith((".", "-", " "))
        if "~" not in stem and name:
            assert unquote(stem, errors="surrogatepass") == name

    @given(
        st.lists(
            st.one_of(
                st.text(max_size=5),
                st.sampled_from(
                    ["a", "A", "é", "e\u0301", "É", "index", "x" * 200, "x" * 199 + "y", "con", "~", "a~2"]
                ),
            ),
            unique=True,
            max_size=8,
        )
    )
    def test_names_are_unique_whatever_the_file_system(self, names: list[str]) -> None:
        from tempfile import TemporaryDirectory
        from unicodedata import normalize
        from unittest import mock

        with (
            TemporaryDirectory() as place,
            mock.patch(
                "quoteattr.export.formats.Format.files",
                side_effect=lambda _, name: {".xml": name.encode("utf-8", "replace").decode()},
            ),
        ):
            write_folder(by_name("tei"), [Done(name, Result("x"), {}) for name in names], Path(place) / "out")
            files = [p.name for p in (Path(place) / "out").iterdir()]
        assert len(files) == len(names) + 1
        assert len({normalize("NFC", name).casefold() for name in files}) == len(files)

    def test_columns(self) -> None:
        items = [Done("a", Result(""), {"k": 1, "m": None}), Done("b", Result(""), {"k": True, "m": "x", "n": None})]
        assert columns_of(items) == {"k": str, "m": str, "n": str}


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal as POSIX has it")
class TestProgress:
    def on_a_terminal(self, folder: Path, *arguments: str) -> tuple[int, str, str]:
        """Run with standard error on a terminal; return the exit status, standard output, and what the terminal got."""
        script = f"import sys, stand_in\nfrom quoteattr.cli import main, options\noptions.new_extractor = stand_in.StandIn\nsys.argv[1:] = {list(arguments)}\nmain()\n"
        path = os.pathsep.join([str(TESTS), *(str(Path(p).resolve()) for p in sys.path if p)])
        ours, theirs = pty.openpty()
        environment = {**os.environ, "PYTHONPATH": path, "TERM": "xterm", "COLUMNS": "100"}
        with subprocess.Popen(
            [sys.executable, "-c", script], cwd=folder, stdout=subprocess.PIPE, stderr=theirs, env=environment
        ) as process:
            os.close(theirs)
            output, _ = process.communicate()
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        return process.returncode, output.decode(), re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode())

    def test_bar_with_a_known_total(self, folder: Path) -> None:
        code, output, shown = self.on_a_terminal(folder, "extract", "in.jsonl")
        assert code == 0
        assert [json.loads(line)["id"] for line in output.splitlines()] == ["x", "y", "z/é"]
        assert "3/3 texts" in shown

    def test_reports_stand_above_it(self, folder: Path) -> None:
        (folder / "in.csv").write_text("id,text\n1,Rien.\n2\n")
        code, _, shown = self.on_a_terminal(folder, "extract", "in.csv", "-o", "out.jsonl")
        assert code == 1
        assert "in.csv:3: no field 'text'" in shown
        assert "1/? texts" in shown

    def test_none_elsewhere_or_when_unwanted(self, folder: Path) -> None:
        assert run("extract", "in.jsonl").stderr == ""
        assert self.on_a_terminal(folder, "extract", "in.jsonl", "--no-progress")[2] == ""
        assert "3/3" in run("extract", "in.jsonl", "--progress").stderr


def test_settings_reach_the_extractor(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from stand_in import StandIn

    from quoteattr import Config, Person
    from quoteattr.cli import options

    made: list[StandIn] = []
    monkeypatch.setattr(options, "new_extractor", lambda *given: made.append(StandIn(*given)) or made[0])
    (folder / "people.csv").write_text("name\nOmar Sall\n")
    assert (
        run(
            "extract",
            "in.jsonl",
            "--no-indirect",
            "--min-confidence",
            "0.5",
            "--min-speaker-confidence",
            "0.25",
            "--dialogue",
            "off",
            "--people",
            "people.csv",
        ).exit_code
        == 0
    )
    assert made[0].config == Config(
        indirect=False,
        min_confidence=0.5,
        min_speaker_confidence=0.25,
        dialogue="off",
        people=[Person("Omar Sall")],
    )
    assert len(records(run("extract", "in.jsonl"))) == 3


def test_a_wrong_people_file(folder: Path) -> None:
    (folder / "people.csv").write_text("surnom\nOmar Sall\n")
    outcome = run("extract", "in.jsonl", "--people", "people.csv")
    assert outcome.exit_code == 1
    assert outcome.stderr.startswith("Error: ")
    assert "surnom" in outcome.stderr
