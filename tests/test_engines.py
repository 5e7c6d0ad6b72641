"""Arrow in, Arrow out: the function alone, and the same rows through engines with two workers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from samples import made

import quoteattr.arrow
import quoteattr.dask
import quoteattr.spark
from quoteattr import Config, Extractor, ExtraError, InputError, ModelError, Result
from quoteattr.arrow import extract_batches, output_schema
from quoteattr.export.table import Row, rows_of, schema
from quoteattr.export.table.arrow import from_batches

NAMES = ("Léa Perrin", "Awa Keller", "Tom Berthier", "Ines Maurel", "Paul Lacombe")
THINGS = ("le pont", "la halle", "le marché", "la piscine", "le musée", "la gare")
SHAPES = (
    "« {0} rouvrira jeudi », a déclaré {1}. « Tout est prêt », a-t-elle ajouté.",
    "Selon {1}, {0} fermera en mars.",
    "{1} a assuré que {0} resterait ouvert.\n\nElle a parlé d'un « vrai soulagement ».",
    "Rien n'a bougé à Lorme cette semaine.",
    "{1} : « On garde {0}. »",
)


class Stub:
    """An extractor without a model."""

    def pipe(self, texts: list[str]) -> Iterator[Result]:
        return (self(text) for text in texts)

    def __call__(self, text: str) -> Result:
        if "boum" in text:
            raise RecursionError("too deep")
        return made(text) if "Oui" in text else Result(text)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quoteattr.arrow, "_extractor", lambda *_: Stub())


def articles(count: int) -> list[tuple[str, str, int]]:
    """Short articles, with their ids and a number."""
    out = []
    for number in range(count):
        shape = SHAPES[number % len(SHAPES)]
        thing = THINGS[number % len(THINGS)]
        out.append(
            (
                f"a{number:03}",
                shape.format(thing, NAMES[number % len(NAMES)]).replace("« le", "« Le").replace("« la", "« La"),
                number,
            )
        )
    return out


def one(texts: list[Any], **columns: list[Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"text": texts, **columns})


OUI = "« Oui », a dit Léa."


@pytest.mark.usefixtures("stub")
class TestFunction:
    def test_one_row_a_quotation(self) -> None:
        batches = [one([OUI, "Rien."], n=[1, 2], kind=["x", "y"]), one([OUI], n=[3], kind=["z"])]
        out = list(extract_batches(batches, id="n", carry=["kind", "n"]))
        assert [batch.num_rows for batch in out] == [1, 1]
        assert all(
            batch.schema.equals(output_schema(batches[0].schema, ["kind", "n"]), check_metadata=True) for batch in out
        )
        assert [(row.document_id, row.fields) for row in from_batches(out)] == [
            ("1", {"kind": "x", "n": 1}),
            ("3", {"kind": "z", "n": 3}),
        ]

    def test_empty(self) -> None:
        out = extract_batches([one(["Rien.", OUI], n=[1, 2])], carry=["n"], empty=True)
        assert [(row.quotation is None, row.error, row.fields) for row in from_batches(out)] == [
            (True, None, {"n": 1}),
            (False, None, {"n": 2}),
        ]

    def test_a_text_that_is_not_utf8(self) -> None:
        data = OUI.encode()
        offsets = b"".join(n.to_bytes(4, "little") for n in (0, len(data), len(data) + 2, 2 * len(data) + 2))
        broken = pa.Array.from_buffers(
            pa.string(), 3, [None, pa.py_buffer(offsets), pa.py_buffer(data + b"\xe9a" + data)]
        )
        rows = list(from_batches(extract_batches([pa.RecordBatch.from_arrays([broken], names=["text"])])))
        assert [row.error for row in rows] == [None, "the text is not UTF-8: invalid continuation byte at byte 0", None]

    def test_one_failure_takes_no_other_with_it(self) -> None:
        rows = list(from_batches(extract_batches([one([OUI, "boum", OUI, None])])))
        assert [row.error for row in rows] == [None, "RecursionError: too deep", None, "the text is null"]

    @pytest.mark.parametrize(
        "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]
    )
    def test_types_of_text(self, kind: pa.DataType) -> None:
        texts = pa.array([OUI, None, OUI]).cast(kind)
        batch = pa.RecordBatch.from_arrays([texts], names=["text"])
        assert [row.error for row in from_batches(extract_batches([batch]))] == [None, "the text is null", None]

    def test_types_of_carried_columns(self) -> None:
        columns = {
            "day": pa.array([1], pa.date32()),
            "tags": pa.array([["a", "b"]]),
            "section": pa.array(["x"]).dictionary_encode(),
        }
        batch = pa.RecordBatch.from_pydict({"text": pa.array([OUI]), **columns})
        (out,) = extract_batches([batch], carry=list(columns))
        for name, column in columns.items():
            assert out.column(out.schema.get_field_index(name)).equals(column)

    def test_without_id(self) -> None:
        assert [row.document_id for row in from_batches(extract_batches([one([OUI])]))] == [None]

    def test_nothing(self) -> None:
        assert list(extract_batches([])) == []
        assert [
            row
            for batch in extract_batches([one([]).cast(pa.schema([("text", pa.string())]))])
            for row in batch.to_pylist()
        ] == []

    def test_streams(self) -> None:
        taken: list[int] = []

        def source() -> Iterator[pa.RecordBatch]:
            for number in range(3):
                taken.append(number)
                yield one([OUI] * 100)

        out = extract_batches(source())
        assert next(out).num_rows < 100
        assert taken == [0]

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"text": "body"}, "expected one column 'body'; the columns are text, n"),
            ({"id": "name"}, "expected one column 'name'"),
            ({"carry": ["name"]}, "expected one column 'name'"),
            ({"text": "n"}, "column 'n': expected strings, got int64"),
        ],
    )
    def test_bad_columns(self, options: dict[str, Any], message: str) -> None:
        with pytest.raises(InputError, match=message):
            list(extract_batches([one([OUI], n=[1])], **options))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"carry": "n"}, "carry: expected several"),
        ({"text": 1}, "text: expected"),
        ({"id": 1}, "id: expected"),
        ({"config": {}}, "config: expected"),
        ({"model": 1}, "model: expected"),
    ],
)
def test_bad_arguments_are_told_at_once(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        extract_batches([], **options)


@pytest.mark.parametrize(
    ("module", "extra", "call"),
    [("pyspark.sql.types", "spark", quoteattr.spark.extract), ("dask.dataframe", "dask", quoteattr.dask.extract)],
)
def test_without_the_extra(module: str, extra: str, call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExtraError, match=f"quoteattr.{extra}."):
        call(None)


@pytest.mark.model
def test_one_extractor_a_process() -> None:
    first = quoteattr.arrow._extractor(quoteattr.arrow.DEFAULT_MODEL, None)
    assert quoteattr.arrow._extractor(quoteattr.arrow.DEFAULT_MODEL, None) is first
    without = list(
        from_batches(extract_batches([one(["Selon Léa Perrin, le pont fermera."])], config=Config(indirect=False)))
    )
    assert without == []


def test_a_bad_call_is_no_bad_text(monkeypatch: pytest.MonkeyPatch) -> None:
    class WithoutModel(Stub):
        def pipe(self, texts: list[str]) -> Iterator[Result]:
            raise ModelError("no model")

    monkeypatch.setattr(quoteattr.arrow, "_extractor", lambda *_: WithoutModel())
    with pytest.raises(ModelError, match="no model"):
        list(extract_batches([one([OUI])], model=None))


def wanted(extractor: Extractor, source: list[tuple[str, str, int]]) -> list[Row]:
    rows = list(
        rows_of(
            extractor.pipe(text for _, text, _ in source),
            [name for name, _, _ in source],
            [{"n": n} for _, _, n in source],
        )
    )
    return sorted([*rows, Row("null", None, {"n": -1}, "the text is null")], key=order)


def order(row: Row) -> tuple[str, int]:
    return str(row.document_id), 0 if row.quotation is None else int(row.quotation.id[1:])


SOURCE = articles(40)


@pytest.mark.model
@pytest.mark.engine
def test_dask(extractor: Extractor) -> None:
    pytest.importorskip("distributed", reason="distributed is not installed (dependency group 'engines')")
    import dask.dataframe as dd
    from dask.distributed import Client, LocalCluster

    frame = pd.DataFrame([*SOURCE, ("null", None, -1)], columns=["name", "body", "n"])
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        assert len(client.scheduler_info()["workers"]) == 2
        lazy = quoteattr.dask.extract(dd.from_pandas(frame, npartitions=4), text="body", id="name", carry=["n"])
        found = lazy.compute()
        assert found.dtypes.to_dict() == lazy.dtypes.to_dict()
    assert found["n"].dtype == frame["n"].dtype
    assert [frame["name"][index] for index in found.index] == found["document_id"].tolist()
    table = pa.Table.from_pandas(found, schema=schema(pa.schema([("n", pa.int64())])), preserve_index=False)
    assert sorted(from_batches(table.to_batches()), key=order) == wanted(extractor, SOURCE)


@pytest.mark.model
@pytest.mark.engine
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17, and there is no java here")
def test_spark(extractor: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed (dependency group 'engines')")
    package = str(Path(quoteattr.__file__).parents[1])
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_DIRS", str(tmp_path))
    monkeypatch.setenv("SPARK_WORKER_DIR", str(tmp_path))
    builder = sql.SparkSession.builder.master("local-cluster[2,1,1024]").appName("quoteattr")
    for key, value in (
        ("ui.enabled", "false"),
        ("driver.host", "127.0.0.1"),
        ("driver.bindAddress", "127.0.0.1"),
        ("executorEnv.PYTHONPATH", package),
        ("sql.shuffle.partitions", "4"),
        ("sql.warehouse.dir", str(tmp_path / "warehouse")),
    ):
        builder = builder.config(f"spark.{key}", value)
    spark = builder.getOrCreate()
    try:
        frame = spark.createDataFrame([*SOURCE, ("null", None, -1)], "name string, body string, n bigint").repartition(
            4
        )
        with pytest.raises(InputError, match="expected a column 'text'; the columns are name, body, n"):
            quoteattr.spark.extract(frame)
        rows = [
            row.asDict(recursive=True)
            for row in quoteattr.spark.extract(frame, text="body", id="name", carry=["n"]).collect()
        ]
    finally:
        spark.stop()
    table = pa.Table.from_pylist(rows, schema=schema(pa.schema([("n", pa.int64())])))
    assert sorted(from_batches(table.to_batches()), key=order) == wanted(extractor, SOURCE)
