"""Files that lie, names that hurt, processes that will not end: a message, never a traceback."""

from __future__ import annotations

import gc
import io
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result
from samples import made

from quoteattr import ConfigError, Extractor, LexiconError, ResultError, load_lexicon
from quoteattr import Result as Found
from quoteattr.at_rest import collector_at_rest
from quoteattr.cli.app import app
from quoteattr.cli.input.records import Layout, Record, read_records
from quoteattr.cli.input.sources import Problem, Source
from quoteattr.cli.output import Done, Parts
from quoteattr.cli.output.parts import PartsError
from quoteattr.export import read_arrow, read_parquet, write_arrow, write_parquet
from quoteattr.labelling.one_thread import one_thread

SAID = "« Le bac part demain », dit Awa Keller."


def command(*words: str, **more: str) -> Result:
    result = CliRunner().invoke(app, [*words], **more)  # type: ignore[arg-type]
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


# ---- readers


@pytest.mark.parametrize("kind", ["arrow", "parquet"])
def test_damaged_tables(kind: str, tmp_path: Path) -> None:
    write, read = {"arrow": (write_arrow, read_arrow), "parquet": (write_parquet, read_parquet)}[kind]
    file = tmp_path / f"table.{kind}"
    write([made()] * 5, file)
    whole, chance = file.read_bytes(), Random(4)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            list(read(io.BytesIO(bytes(damaged))))
        except ResultError:
            continue


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_damaged_office_files(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"a.{ending}"
    if ending == "docx":
        document = pytest.importorskip("docx").Document()
        document.add_paragraph(SAID)
        document.save(str(file))
    else:
        book = pytest.importorskip("openpyxl").Workbook()
        book.active.append(["text"])
        book.active.append([SAID])
        book.save(file)
    whole, chance = file.read_bytes(), Random(6)
    layout, source = Layout(), Source(str(file), ending)
    for _ in range(60):
        at = chance.randrange(len(whole) - 8)
        file.write_bytes(whole[:at] + chance.randbytes(4) + whole[at + 4 :])
        for item in read_records(source, layout):
            assert isinstance(item, Record | Problem)


def test_a_number_too_large() -> None:
    data = made().to_dict()
    data["quotations"][0]["confidence"] = 10**400
    with pytest.raises(ResultError):
        Found.from_dict(data)


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "1" * 5000], ids=["nested", "long"])
def test_lexicon_files(text: str, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"own\.toml"):
        load_lexicon(file)


@pytest.mark.parametrize(("name", "content"), [("a.jsonl", ""), ("a.csv", "text,id\n")])
def test_files_without_records(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = command("extract", str(tmp_path / name))
    assert result.exit_code == 1
    assert "holds no record" in result.output


@pytest.mark.parametrize("damage", [b"\xff\n", b"[" * 100_000 + b"\n", b"{}\n"], ids=["bytes", "deep", "other"])
def test_damaged_shard(damage: bytes, tmp_path: Path) -> None:
    parts = Parts(tmp_path / "out.jsonl")
    parts.open({}, resume=False, restart=False)
    parts.add([Done("a", made(), {})])
    (parts.folder / "00000000.jsonl").write_bytes(damage)
    with pytest.raises(ResultError, match=r"00000000\.jsonl:1: damaged"):
        list(parts)
    parts.discard()


def test_deep_manifest(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "out.jsonl")
    parts.open({}, resume=False, restart=False)
    parts.add([Done("a", made(), {})])
    parts.close()
    (parts.folder / "manifest.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(PartsError):
        parts.open({"a": 1}, resume=True, restart=False)


# ---- the command line


def test_parts_that_are_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    for target in ("elsewhere", "nowhere"):
        link = tmp_path / "out.jsonl.parts"
        link.symlink_to(tmp_path / target)
        with pytest.raises(PartsError, match="in the way"):
            Parts(tmp_path / "out.jsonl").open({}, resume=False, restart=False)
        link.unlink()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(SAID, encoding="utf-8")
    return file


def test_names_that_are_too_long(article: Path, tmp_path: Path) -> None:
    long = str(tmp_path / ("a" * 300))
    assert command("extract", long, "--model", "none").exit_code == 1
    assert command("extract", str(article), "-o", long + ".jsonl", "--model", "none").exit_code == 1
    assert command("show", long, "--model", "none").exit_code == 1


def test_links_in_a_circle(article: Path, tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    assert command("extract", str(loop), "--model", "none").exit_code == 1
    assert command("extract", str(article), "-o", str(loop), "--model", "none").exit_code in (1, 2)


@pytest.mark.parametrize("name", ["idna", "rot13", "undefined"])
def test_encodings_that_are_none(name: str, article: Path) -> None:
    assert command("extract", str(article), "--encoding", name).exit_code == 2


def test_a_package_that_is_no_model(article: Path) -> None:
    result = command("extract", str(article), "--model", "numpy")
    assert result.exit_code == 1
    assert "numpy" in result.output


def test_a_folder_format_to_a_pipe(article: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert command("extract", str(article), "--format", "tei", "-o", str(tmp_path / "pipe")).exit_code == 2


@pytest.mark.parametrize("form", ["csv", "tei", "jsonl", "parquet"])
def test_half_characters_in_names_of_fields(form: str, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "Il neige.", "\\udc80": 1, "id": "\\udc80"}\n', encoding="utf-8")
    out = tmp_path / ("out" if form == "tei" else f"out.{form}")
    result = command("extract", str(file), "--format", form, "-o", str(out), "--model", "none")
    assert result.exit_code == 0, result.output


def test_escape_sequences_stay_out_of_messages(tmp_path: Path) -> None:
    name = str(tmp_path / "\x1b[31mrouge.xyz")
    result = command("extract", str(tmp_path), "-o", name, "--format", "parquet", "--encoding", "\x1b[31m")
    assert "\x1b" not in result.output


def test_dates_that_python_has_not(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "a.parquet"
    dates = arrow.array([2**60], arrow.timestamp("us"))
    parquet.write_table(arrow.table({"text": [SAID], "date": dates}), file)
    assert command("extract", str(file), "--model", "none").exit_code == 1


def test_changed_content_of_equal_size_and_time(article: Path) -> None:
    from quoteattr.cli.commands.extract import _digest

    before, state = _digest(article), article.stat()
    article.write_text(SAID.replace("demain", "bientô"), encoding="utf-8")
    os.utime(article, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert _digest(article) != before


# ---- processes


def failing() -> Iterator[str]:
    yield from [SAID] * 5
    msg = "the source is gone"
    raise RuntimeError(msg)


@pytest.mark.parametrize("n_process", [1, 2])
def test_what_was_read_before_a_failure(n_process: int) -> None:
    found = []
    with pytest.raises(RuntimeError, match="is gone"):  # noqa: PT012 - the loop is what is tried
        for result in Extractor(None).pipe(failing(), batch_size=3, n_process=n_process):
            found.append(result)  # noqa: PERF402 - what came before the error
    assert len(found) == 5


def test_a_stopped_worker_does_not_hold_up_the_end() -> None:
    results = Extractor(None).pipe([SAID] * 400, batch_size=4, n_process=2)
    next(results)
    for process in multiprocessing.active_children():
        os.kill(process.pid or 0, signal.SIGSTOP)
    began = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 30


def _two(_: int) -> str:
    try:
        list(Extractor(None).pipe([SAID], n_process=2))
    except ConfigError as error:
        return str(error)
    return ""


def test_inside_a_pool() -> None:
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert "n_process" in pool.map(_two, [1])[0]


@pytest.mark.parametrize("ran", [True, False])
def test_the_collector_goes_on_as_it_was(ran: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if ran else gc.disable)()
        first, second = collector_at_rest(), collector_at_rest()
        first.__enter__()
        second.__enter__()
        first.__exit__(None, None, None)
        assert not gc.isenabled()
        second.__exit__(None, None, None)
        assert gc.isenabled() is ran
    finally:
        (gc.enable if before else gc.disable)()


def test_the_collector_rests_while_texts_are_read() -> None:
    seen: list[bool] = []
    extractor = Extractor(None)
    label = extractor._tag

    def watched(documents: Any) -> Any:
        seen.append(gc.isenabled())
        return label(documents)

    extractor._tag = watched
    extractor("« Oui », dit Awa Keller.")
    assert (seen, gc.isenabled()) == ([False], True)


def test_one_thread_is_given_back() -> None:
    class Controller:
        limits = 0
        given_back = 0

        def limit(self, **_: object) -> Controller:
            self.limits += 1
            return self

        def restore_original_limits(self) -> None:
            self.given_back += 1

    controller = Controller()
    first, second = one_thread(controller), one_thread(controller)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert controller.given_back == 0
    second.__exit__(None, None, None)
    assert (controller.limits, controller.given_back) == (1, 1)
