"""What the page asks of the program, and what nobody else gets out of it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from reviewing import Served, article, other, served, span
from stand_in import run, stand_in  # noqa: F401 - the last is a fixture

from quoteattr import Result
from quoteattr.export import write_jsonl
from quoteattr.result.shown import shown
from quoteattr.review import read_reviewed
from quoteattr.review.server import LARGEST


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "reviewed.jsonl") as running:
        yield running


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One that no test changes, and that has given its key."""
    with served(tmp_path_factory.mktemp("review") / "reviewed.jsonl") as running:
        running.enter()
        yield running
        assert not running.review.path.exists()


class TestDoor:
    def test_the_page_holds_nothing_of_the_documents(self, entered: Served) -> None:
        for path in ("/", "/review.js", "/review.css"):
            status, content, headers = entered.ask(path)
            assert status == 200
            assert "Tanguy" not in content
            assert entered.desk.token not in content
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert headers["Access-Control-Allow-Origin"] is None
            assert headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize(
        ("path", "body"), [("/documents", None), ("/documents/0", None), ("/documents/0", {}), ("/undo", {}), ("/redo", {})]
    )  # fmt: skip
    @pytest.mark.parametrize("key", ["", "x", "é"])
    def test_nothing_is_told_or_done_without_the_key(self, entered: Served, path: str, body: Any, key: str) -> None:
        headers = {"Authorization": f"Bearer {key}".encode().decode("latin-1")}
        assert entered.ask(path, body, headers=headers)[:2] == (403, {"error": "token"})

    def test_the_token_is_good_for_one_use(self, review: Served) -> None:
        assert review.ask("/key", {"token": "é"})[:2] == (403, {"error": "token"})
        assert review.ask("/key", {"token": None})[:2] == (403, {"error": "token"})
        review.enter()
        assert review.ask("/documents")[0] == 200
        assert review.ask("/key", {"token": review.desk.token})[:2] == (403, {"error": "used"})

    def test_other_names_of_this_machine_are_not_answered(self, entered: Served) -> None:
        for host in ("evil.example", f"evil.example:{entered.port}", "127.0.0.1.evil.example", ""):
            for path in ("/", "/documents"):
                assert entered.ask(path, headers={"Host": host})[0] == 400
        assert entered.ask("/documents", headers={"Host": f"localhost:{entered.port}"})[0] == 200

    def test_it_listens_on_the_loopback_alone(self, entered: Served) -> None:
        with socket.socket() as probe:
            probe.settimeout(1)
            assert probe.connect_ex(("127.0.0.2", entered.port)) != 0

    @pytest.mark.parametrize("path", ["/../reviewed.jsonl", "/documents/../../etc/passwd", "/documents/-1", "/documents/2", "/documents/0%2f..", "/web/words.json", "/documents/99999999999999999999"])  # fmt: skip
    def test_no_path_leads_to_a_file(self, entered: Served, path: str) -> None:
        assert entered.ask(path)[0] in {404, 405}

    @pytest.mark.parametrize(
        ("raw", "status", "error"),
        [
            (b"", 400, "malformed"),
            (b"[1]", 400, "malformed"),
            (b"\xff", 400, "malformed"),
            (b"[" * 60_000, 400, "malformed"),
            (b"{" + b" " * LARGEST + b"}", 413, "large"),
        ],
    )
    def test_what_is_no_request_is_refused(self, entered: Served, raw: bytes, status: int, error: str) -> None:
        assert entered.ask("/documents/0", raw=raw)[:2] == (status, {"error": error})

    def test_other_methods_are_refused(self, entered: Served) -> None:
        assert entered.ask("/documents", {})[0] == 405
        assert entered.ask("/undo")[0] == 405


class TestWork:
    def test_a_document_is_told_whole(self, entered: Served) -> None:
        told = entered.ask("/documents/0")[1]
        assert (told["id"], told["number"], told["version"], told["finished"]) == ("pont", 0, 0, False)
        assert [q["sure"] for q in told["quotations"]] == [pytest.approx(0.72), pytest.approx(0.6965)]
        assert [[told["text"][a:b] for a, b in q["content"]] for q in told["quotations"]] == [
            ["Le bac coulera", "et la digue aussi 🛶"],
            ["rien ne bouge"],
        ]
        assert [s["initials"] for s in told["speakers"]] == ["OT", "R"]
        assert [d["open"] for d in told["overview"]["documents"]] == [2, 1]

    def test_edits_are_made_and_saved_and_taken_back(self, review: Served) -> None:
        review.enter()
        edit = {"do": "add", "range": [span("le port").start, span("fermera").end]}
        status, told, _ = review.ask("/documents/0", {"version": 0, "edit": edit})
        assert (status, told["version"], len(told["quotations"]), told["overview"]["undo"]) == (200, 1, 3, True)
        assert [len(d.result.quotations) for d in read_reviewed(review.review.path)] == [3, 1]
        assert len(review.ask("/undo", {})[1]["quotations"]) == 2
        assert len(review.ask("/redo", {})[1]["quotations"]) == 3
        assert review.ask("/redo", {})[:2] == (409, {"error": "nothing"})

    def test_what_cannot_be_done_says_why(self, review: Served) -> None:
        review.enter()
        edit = {"do": "add", "range": [span("Roy").start, span("rien").end]}
        status, told, _ = review.ask("/documents/0", {"version": 0, "edit": edit})
        assert (status, told["error"], told["number"]) == (409, "crosses", 2)
        for body in ({}, {"version": "0", "edit": edit}, {"version": 5, "edit": edit}):
            assert review.ask("/documents/0", body)[1]["error"] == "stale"
        assert review.ask("/documents/0", {"version": 0, "edit": "accept"})[1]["error"] == "malformed"

    def test_a_full_disk_is_told_and_nothing_is_done(self, review: Served, monkeypatch: pytest.MonkeyPatch) -> None:
        review.enter()

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        status, told, _ = review.ask("/documents/0", {"version": 0, "edit": {"do": "finish"}})
        assert (status, told) == (500, {"error": "disk", "message": "No space left on device"})
        assert review.ask("/documents/0")[1]["version"] == 0

    def test_any_text_can_be_told(self, tmp_path: Path) -> None:
        text = "a\ud800\udc00b\x00c\r\nd\re\u2028f\x93g𝐀"
        with served(tmp_path / "r.jsonl", results={"</script>\x1b": Result(text)}) as review:
            review.enter()
            told = review.ask("/documents/0")[1]
        assert told["text"] == "a\ufffd\ufffdb␀c \nd\ne\nf“g𝐀" == shown(text)
        assert len(told["text"]) == len(text)


def test_both_languages_say_the_same_things() -> None:
    words = json.loads(files("quoteattr.review").joinpath("web", "words.json").read_text(encoding="utf-8"))

    def keys(of: Any) -> Any:
        return {name: keys(value) for name, value in of.items()} if isinstance(of, dict) else type(of)

    assert keys(words["fr"]) == keys(words["en"])


class TestCommand:
    def found(self, folder: Path) -> Path:
        write_jsonl([article(), other()], folder / "found.jsonl", ids=["pont", "pluie"])
        return folder / "found.jsonl"

    def begin(self, *arguments: str, folder: Path) -> tuple[subprocess.Popen[str], str, str]:
        command = [sys.executable, "-m", "quoteattr", "review", "--no-browser", *arguments]
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert process.stdout is not None
        address, _, token = process.stdout.readline().split()[1].partition("#")
        return process, address, token

    def post(self, address: str, path: str, body: Any, key: str = "") -> Any:
        headers = {"Authorization": f"Bearer {key}"}
        for _ in range(100):
            try:
                with urlopen(Request(address + path, json.dumps(body).encode(), headers)) as response:  # noqa: S310
                    return json.load(response)
            except ConnectionError:
                time.sleep(0.05)
        raise AssertionError

    @pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
    def test_a_kill_loses_nothing_and_the_command_goes_on(self, tmp_path: Path) -> None:
        self.found(tmp_path)
        process, address, token = self.begin("found.jsonl", folder=tmp_path)
        key = self.post(address, "key", {"token": token})["key"]
        self.post(address, "documents/0", {"version": 0, "edit": {"do": "finish"}}, key)
        process.kill()
        process.communicate()
        reviewed = tmp_path / "reviewed.jsonl"
        (first,) = (d.id for d in read_reviewed(reviewed) if d.finished)
        process, address, token = self.begin(folder=tmp_path)  # of the annotations file alone
        key = self.post(address, "key", {"token": token})["key"]
        told = self.post(address, "documents/0", {"version": 0, "edit": {"do": "finish"}}, key)
        assert told["id"] != first
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        assert (process.returncode, said) == (0, "quoteattr: 2 of 2 documents finished; saved in reviewed.jsonl\n")

    def test_what_it_cannot_begin_with(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "empty").mkdir()
        assert "no document to review" in run("review", "empty").stderr
        self.found(tmp_path)
        (tmp_path / "reviewed.jsonl").write_text("Cher journal,\n", encoding="utf-8")
        assert "not a line of JSON" in run("review", "found.jsonl").stderr
        assert (tmp_path / "reviewed.jsonl").read_text(encoding="utf-8") == "Cher journal,\n"
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            outcome = run("review", "found.jsonl", "-o", "out.jsonl", "--port", port, "--no-browser")
        assert (outcome.exit_code, f"port {port}" in outcome.stderr) == (1, True)

    def test_without_the_extra_it_says_how_to_get_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "uvicorn", None)
        outcome = run("review", str(self.found(tmp_path)))
        assert 'pip install "quoteattr[review]"' in outcome.stderr
        assert outcome.exit_code == 1

    def test_texts_are_extracted_first(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("quoteattr.review.server.serve", lambda *_: None)
        (tmp_path / "a.txt").write_text("« Oui », dit Maud. Bien.", encoding="utf-8")
        outcome = run("review", "a.txt", "--no-browser")
        assert "http://127.0.0.1:" in outcome.stdout
        assert [(d.id, len(d.result.quotations)) for d in read_reviewed("reviewed.jsonl")] == [("a.txt", 1)]
