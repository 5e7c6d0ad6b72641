"""Long runs: what is done is kept, a killed run goes on, and its output is that of a run that nothing disturbed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from killing import killed_at
from places import TESTS
from stand_in import StandIn, records, run, stand_in  # noqa: F401 - the last is a fixture

from quoteattr.cli.output import Parts
from quoteattr.export.formats import FORMATS

STREAMS = [f.name for f in FORMATS if not f.per_document]
NAMES = ("Maud", "Omar", "Luc", "Inès", "Paul", "Rose", "Yann")
POSIX = pytest.mark.skipif(os.name != "posix", reason="fork and SIGKILL as POSIX has them")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda _: None)  # a killed process leaves what it wrote, on the disk or not yet
    lines = [
        json.dumps(
            {"id": name, "text": f"« Le pont {k} ferme », dit {name}.", "outlet": f"Courrier {k % 2}", "rank": k}
        )
        for k, name in enumerate(NAMES)
    ]
    lines[3:3] = ["not JSON", json.dumps({"id": "Maud", "text": "Rien."})]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def extract(*arguments: str, out: str = "out.jsonl") -> tuple[int, str]:
    outcome = run("extract", "in.jsonl", "-o", out, "--batch-size", "2", *arguments)
    return outcome.exit_code, outcome.stderr


def content(path: Path) -> dict[str, bytes]:
    return (
        {file.name: file.read_bytes() for file in sorted(path.iterdir())} if path.is_dir() else {"": path.read_bytes()}
    )


@pytest.mark.slow
@POSIX
class TestKilled:
    @pytest.mark.parametrize("form", [f.name for f in FORMATS])
    def test_at_every_step_then_resumed(self, folder: Path, form: str) -> None:
        if form != STREAMS[0]:  # parts are the same for every format, and one document is written like another
            lines = (folder / "in.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
            (folder / "in.jsonl").write_text("".join(lines[1:5]), encoding="utf-8")
        whole = extract("--format", form, out="whole")
        assert whole[0] == 1, "one line is bad"
        call = 0
        while killed_at(call, partial(extract, "--format", form, out=f"out{call}")):
            assert extract("--format", form, "--resume", out=f"out{call}") == whole, "the same is reported"
            assert content(folder / f"out{call}") == content(folder / "whole"), call
            call += 1
        assert call > 12
        assert not [p.name for p in folder.iterdir() if ".parts" in p.name or "tmp" in p.name]

    def test_again_and_again(self, folder: Path) -> None:
        """Each run gets one step further than the one before; at last one gets through."""
        whole = extract(out="whole")
        calls = 0
        while killed_at(calls, partial(extract, "--resume", out="out")):
            calls += 1
            assert calls < 50
        assert content(folder / "out") == content(folder / "whole")
        assert whole[1].count("\n") == 2

    def test_over_an_output_that_is_there(self, folder: Path) -> None:
        extract(out="whole")
        (folder / "out").write_text("before")
        call = 0
        while killed_at(call, partial(extract, out="out")):
            assert content(folder / "out") in ({"": b"before"}, content(folder / "whole")), "whole or untouched"
            extract("--restart", out="other")
            call += 1
            if (folder / "out.parts").exists():
                assert extract("--resume", out="out")[0] == 1
            assert content(folder / "out") in ({"": b"before"}, content(folder / "whole"))
            (folder / "out").write_text("before")
        assert content(folder / "out") == content(folder / "whole")

    def test_nothing_is_done_twice(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert killed_at(12, partial(extract, out="out"))
        done = Parts(folder / "out")
        kept = sum(1 for shard in done.folder.glob("0*.jsonl") for _ in shard.open())
        assert kept
        asked: list[str] = []
        real = StandIn.__call__
        monkeypatch.setattr(StandIn, "__call__", lambda self, text: (asked.append(text), real(self, text))[1])
        extract("--resume", out="out")
        assert len(asked) == len(NAMES) + 1 - kept

    @pytest.mark.model
    @pytest.mark.parametrize(("processes", "stages"), [("1", [2]), ("2", [0, 2, 7])])  # of one, see the steps above
    def test_a_real_process(
        self, folder: Path, processes: str, stages: list[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """With the model: killed from outside when the folder of parts shows so many shards."""
        text = "« Le pont fermera jeudi », a déclaré {0} Keller. Selon {0} Keller, le bac reste gratuit."
        rows = [{"id": f"t{k}", "text": text.format(NAMES[k % 7])} for k in range(24)]
        (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        call = [sys.executable, "-m", "quoteattr", "extract", "in.jsonl", "--batch-size", "2", "--processes", processes]
        path = os.pathsep.join(str(Path(p).resolve()) for p in sys.path if p)
        monkeypatch.setenv("PYTHONPATH", path)
        subprocess.run([*call, "-o", "whole.csv"], check=True)
        assert (folder / "whole.csv").read_text().count("\n") > 24
        for shards in stages:
            with subprocess.Popen([*call, "-o", "out.csv", "--resume"], stderr=subprocess.PIPE) as process:
                while len(list((folder / "out.csv.parts").glob("0*.jsonl"))) < shards and process.poll() is None:
                    time.sleep(0.002)
                process.send_signal(signal.SIGKILL)
        subprocess.run([*call, "-o", "out.csv", "--resume"], check=True)
        assert (folder / "out.csv").read_bytes() == (folder / "whole.csv").read_bytes()
        assert sorted(p.name for p in folder.iterdir()) == ["in.jsonl", "out.csv", "whole.csv"]


@POSIX
class TestLeftovers:
    @pytest.fixture(autouse=True)
    def unfinished(self, folder: Path) -> None:
        assert killed_at(12, partial(extract, out="out.jsonl"))
        assert (folder / "out.jsonl.parts" / "00000000.jsonl").exists()

    def test_are_not_thrown_away_without_a_word(self, folder: Path) -> None:
        before = content(folder / "out.jsonl.parts")
        code, errors = extract()
        assert code == 1
        assert "out.jsonl.parts holds " in errors
        assert "--resume" in errors
        assert "--restart" in errors
        assert content(folder / "out.jsonl.parts") == before

    def test_restart(self, folder: Path) -> None:
        (folder / "in.jsonl").write_text('{"text": "« Non », dit Omar."}\n', encoding="utf-8")
        assert extract("--restart") == (0, "")
        assert len((folder / "out.jsonl").read_text().splitlines()) == 1
        assert not (folder / "out.jsonl.parts").exists()

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--no-indirect"], "--indirect: true then, false now"),
            (["--text-field", "outlet"], '--text-field: "text" then, "outlet" now'),
            (["--encoding", "cp1252"], "--encoding"),
            (["--min-confidence", "0.5"], "--min-confidence: 0.0 then, 0.5 now"),
            (["--min-speaker-confidence", "0.75"], "--min-speaker-confidence: 0.5 then, 0.75 now"),
        ],
    )
    def test_other_options_are_refused(self, folder: Path, arguments: list[str], told: str) -> None:
        before = content(folder / "out.jsonl.parts")
        code, errors = extract("--resume", *arguments)
        assert code == 1
        assert "cannot resume" in errors
        assert told in errors
        assert content(folder / "out.jsonl.parts") == before

    def test_changed_inputs_are_refused(self, folder: Path) -> None:
        with (folder / "in.jsonl").open("a") as file:
            file.write('{"text": "Rien."}\n')
        code, errors = extract("--resume")
        assert code == 1
        assert "inputs: in.jsonl has changed" in errors

    def test_other_processes_and_batches_and_format_are_not(self, folder: Path) -> None:
        extract(out="whole")
        run("extract", "in.jsonl", "-o", "out.jsonl", "--resume", "--processes", "2", "--batch-size", "5")
        assert content(folder / "out.jsonl") == content(folder / "whole")

    def test_other_lexicon_is_refused(self, folder: Path) -> None:
        (folder / "people.csv").write_text("name\nMaud Keller\n")
        code, errors = extract("--resume", "--people", "people.csv")
        assert code == 1
        assert "--people: null then" in errors

    def test_a_damaged_shard_is_named(self, folder: Path) -> None:
        (folder / "out.jsonl.parts" / "00000000.jsonl").write_text("{}\n{}\n")
        code, errors = extract("--resume")
        assert code == 1
        assert "00000000.jsonl:1: damaged" in errors
        assert not (folder / "out.jsonl").exists()

    def test_shards_after_a_gap_are_done_again(self, folder: Path) -> None:
        extract(out="whole")
        parts = folder / "out.jsonl.parts"
        (parts / "00000007.jsonl").write_bytes((parts / "00000000.jsonl").read_bytes())
        extract("--resume")
        assert content(folder / "out.jsonl") == content(folder / "whole")

    def test_another_run_is_kept_out(self, folder: Path) -> None:
        child = os.fork()
        if not child:  # pragma: no cover - the child ends here
            parts = Parts(folder / "out.jsonl")
            parts._seize()
            (folder / "ready").touch()
            signal.pause()
        try:
            while not (folder / "ready").exists():
                time.sleep(0.005)
            code, errors = extract("--resume")
            assert code == 1
            assert "another run is at work on out.jsonl" in errors
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        assert extract("--resume")[0] == 1
        assert (folder / "out.jsonl").exists()


class TestUsage:
    def test_standard_input_cannot_be_resumed(self, folder: Path) -> None:
        outcome = run("extract", "-", "-o", "out.jsonl", "--resume", stdin="« Non », dit Omar.")
        assert outcome.exit_code == 2
        assert "cannot be read a second time" in outcome.stderr

    def test_without_an_output_file(self, folder: Path) -> None:
        outcome = run("extract", "in.jsonl", "--resume")
        assert outcome.exit_code == 2
        assert "-o" in outcome.stderr

    def test_nothing_to_resume_is_a_run_like_any_other(self, folder: Path) -> None:
        assert extract("--resume", out="a") == extract(out="b")
        assert content(folder / "a") == content(folder / "b")

    @pytest.mark.parametrize(
        "make", [lambda p: p.write_text("mine"), lambda p: (p.mkdir(), (p / "diary.txt").write_text("mine"))]
    )
    def test_what_is_not_ours_is_left_alone(self, folder: Path, make: object) -> None:
        make(folder / "out.jsonl.parts")  # type: ignore[operator]
        before = content(folder / "out.jsonl.parts")
        for more in ([], ["--resume"], ["--restart"]):
            code, errors = extract(*more)
            assert code == 1
            assert "out.jsonl.parts is in the way" in errors
        assert content(folder / "out.jsonl.parts") == before

    def test_interrupted(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = Parts.add
        shards = 0

        def add(self: Parts, items: object) -> int:
            nonlocal shards
            shards += 1
            if shards == 3:
                raise KeyboardInterrupt
            return real(self, items)  # type: ignore[arg-type]

        monkeypatch.setattr(Parts, "add", add)
        code, errors = extract()
        assert code == 130
        assert errors.endswith(
            "quoteattr: 4 results are kept in out.jsonl.parts; the same command with --resume goes on from there\n"
        )
        monkeypatch.setattr(Parts, "add", real)
        assert extract("--resume")[0] == 1
        assert [r["id"] for r in records(run("extract", "in.jsonl"))] == [
            json.loads(line)["id"] for line in (folder / "out.jsonl").read_text().splitlines()
        ]


@POSIX
class TestFullDisk:
    def limited(self, folder: Path, size: int, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run where no file may grow beyond `size` bytes."""
        script = (
            "import resource, signal, sys, stand_in\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
            f"from quoteattr.cli import main, options\noptions.new_extractor = stand_in.StandIn\nsys.argv[1:] = {list(arguments)}\nmain()\n"
        )
        path = os.pathsep.join([str(TESTS), *(str(Path(p).resolve()) for p in sys.path if p)])
        return subprocess.run(
            [sys.executable, "-c", script],
            cwd=folder,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )

    def test_output_whole_or_untouched(self, folder: Path) -> None:
        extract(out="whole")
        (folder / "out").write_text("before")
        full = self.limited(folder, 2000, "extract", "in.jsonl", "-o", "out", "--batch-size", "2")
        assert full.returncode == 1
        assert "Error: out: File too large" in full.stderr
        assert "Traceback" not in full.stderr
        assert (folder / "out").read_text() == "before"
        assert "8 results are kept in out.parts" in full.stderr
        assert extract("--resume", out="out")[0] == 1
        assert content(folder / "out") == content(folder / "whole")

    def test_no_room_for_anything(self, folder: Path) -> None:
        full = self.limited(folder, 0, "extract", "in.jsonl", "-o", "out")
        assert full.returncode == 1
        assert "Error: out: File too large" in full.stderr
        assert sorted(p.name for p in folder.iterdir()) == ["in.jsonl"]

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
    @pytest.mark.parametrize("form", STREAMS)
    def test_device(self, folder: Path, form: str) -> None:
        outcome = run("extract", "in.jsonl", "-o", "/dev/full", "--format", form)
        assert outcome.exit_code == 1
        assert outcome.stderr.endswith("Error: /dev/full: No space left on device\n")
