"""Small files that expand hugely: an error that says so, before memory is asked for; honest files as before."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from samples import made

from quoteattr import ResultError, expansion
from quoteattr.cli.app import app
from quoteattr.export import read_arrow, read_parquet, write_arrow, write_parquet
from quoteattr.export.table import arrow as table

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
ZSTD = arrow.ipc.IpcWriteOptions(compression="zstd")
SAID = "« Le bac part demain », dit Awa Keller."


@pytest.fixture
def low(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(expansion, "LIMIT", 2**20)
    return 2**20


def zeros(size: int) -> Any:
    return arrow.table({"text": arrow.array(np.zeros(size // 8, "int64"))})


def extract(*words: str) -> Result:
    return CliRunner().invoke(app, ["extract", *words, "--model", "none"])


def ipc(held: Any, stream: bool) -> bytes:
    sink = io.BytesIO()
    with (arrow.ipc.new_stream if stream else arrow.ipc.new_file)(sink, held.schema, options=ZSTD) as writer:
        writer.write_table(held)
    return sink.getvalue()


class Pipe(io.BytesIO):
    """What cannot be read again."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError


class TestBombs:
    @pytest.mark.slow
    def test_parquet(self, tmp_path: Path) -> None:
        file = tmp_path / "a.parquet"
        parquet.write_table(
            zeros(expansion.LIMIT + 8), file, compression="zstd", use_dictionary=False, row_group_size=2**30
        )
        assert file.stat().st_size < expansion.LIMIT / 1000
        with pytest.raises(ResultError, match=r"column 'text', expands from \d+ bytes to 26\d{7}"):
            list(read_parquet(file))
        outcome = extract(str(file))
        assert outcome.exit_code == 1
        assert "expands" in outcome.output

    def test_lists_in_parquet(self, low: int) -> None:
        sink = io.BytesIO()
        parquet.write_table(arrow.table({"text": arrow.array([[1] * low])}), sink)
        with pytest.raises(ResultError, match="expands"):
            list(read_parquet(sink))

    @pytest.mark.parametrize("stream", [True, False])
    @pytest.mark.parametrize("kind", [io.BytesIO, Pipe])
    def test_arrow(self, stream: bool, kind: type[io.BytesIO], low: int) -> None:
        data = ipc(zeros(3 * low), stream)
        assert len(data) < low / 100
        if stream or kind is io.BytesIO:
            with pytest.raises(ResultError, match="a batch of it expands"):
                list(read_arrow(kind(data)))

    def test_dictionaries_of_arrow(self, low: int) -> None:
        data = ipc(arrow.table({"text": arrow.array(["a" * 3 * low]).dictionary_encode()}), stream=True)
        with pytest.raises(ResultError, match="a batch of it expands"):
            list(read_arrow(io.BytesIO(data)))

    def test_rows_of_nothing(self) -> None:
        data = ipc(arrow.table({"text": arrow.nulls(10**9)}), stream=True)
        with pytest.raises(ResultError):
            list(read_arrow(io.BytesIO(data)))

    @pytest.mark.parametrize("ending", ["xlsx", "docx"])
    def test_archives(self, ending: str, tmp_path: Path, low: int) -> None:
        file = tmp_path / f"a.{ending}"
        with (
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open("xl/sharedStrings.xml", "w") as part,
        ):
            part.write(bytes(2 * low))
        outcome = extract(str(file))
        assert outcome.exit_code == 1
        assert "expands from" in outcome.output

    def test_the_last_cell_of_a_sheet(self, tmp_path: Path) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        book.active.append(["text", "id"])
        book.active.append([SAID])
        book.active["XFD1048576"] = "x"
        book.save(tmp_path / "a.xlsx")
        outcome = extract(str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "a.jsonl"))
        assert (tmp_path / "a.jsonl").read_text(encoding="utf-8").count("\n") == 1, outcome.output

    def test_a_type_declaration_in_xmi(self, tmp_path: Path) -> None:
        pytest.importorskip("cassis")
        from quoteattr.export.annotators.cas import read_cas

        (tmp_path / "TypeSystem.xml").write_text("<typeSystemDescription/>", encoding="utf-8")
        (tmp_path / "a.xmi").write_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', encoding="utf-8")
        with pytest.raises(ResultError, match="type declaration"):
            read_cas(tmp_path / "a.xmi")


class TestOneValueInManyRows:
    """It is written once: nothing tells of it but the size of the largest value."""

    def test_parquet(self, low: int, monkeypatch: pytest.MonkeyPatch) -> None:
        sink, sizes = io.BytesIO(), []
        long = made("« Oui », a dit Léa. " + "Il neige. " * 30_000)
        write_parquet([long] * 50, sink, ["a" * (low // 10)] * 50)
        from_batches = table.from_batches

        def watched(batches: Any) -> Any:
            return from_batches(sizes.append(batch.num_rows) or batch for batch in batches)

        monkeypatch.setattr(table, "from_batches", watched)
        assert len(list(read_parquet(sink))) == 50
        assert max(sizes) <= 10

    def test_arrow(self, low: int, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = []
        step = expansion.rows_at_a_time
        monkeypatch.setattr(table, "rows_at_a_time", lambda *given: asked.append(step(*given)) or asked[-1])
        sink = io.BytesIO()
        write_arrow([made()] * 50, sink, ["a" * (low // 10)] * 50)
        assert len(list(read_arrow(sink.seek(0) or sink))) == 50
        assert max(asked) <= 10


class TestHonestFiles:
    @pytest.mark.parametrize("compression", [None, "lz4", "zstd"])
    @pytest.mark.parametrize("stream", [True, False])
    @pytest.mark.parametrize("kind", [io.BytesIO, Pipe])
    def test_arrow(self, compression: str | None, stream: bool, kind: type[io.BytesIO]) -> None:
        held = table.to_table([made()] * 3, ["a", "b", "c"], [{"outlet": "x"}] * 3)
        encoded = held.set_column(0, "document_id", held["document_id"].dictionary_encode())
        for each in (held, encoded):
            sink = io.BytesIO()
            options = arrow.ipc.IpcWriteOptions(compression=compression)
            with (arrow.ipc.new_stream if stream else arrow.ipc.new_file)(sink, each.schema, options=options) as writer:
                writer.write_table(each, max_chunksize=2)
            if stream or kind is io.BytesIO:
                rows = list(read_arrow(kind(sink.getvalue())))
                assert [row.document_id for row in rows] == ["a", "b", "c"]

    def test_many_rows_of_one_text(self, low: int) -> None:
        sink = io.BytesIO()
        write_parquet([made()] * 3000, sink)
        assert len(list(read_parquet(sink))) == 3000

    def test_the_rows_of_a_step(self) -> None:
        assert expansion.rows_at_a_time(0, 256) == 256
        assert expansion.rows_at_a_time(expansion.LIMIT // 10, 256) == 10
        assert expansion.rows_at_a_time(10 * expansion.LIMIT, 256) == 1
