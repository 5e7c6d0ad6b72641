"""CSV, Arrow and Parquet: the same rows in each, back as they were, but for the losses that are documented."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from samples import made, names
from strategies import results

from quoteattr import ExtraError, InputError, Quotation, Result, ResultError
from quoteattr.export import (
    Row,
    read_arrow,
    read_csv,
    read_parquet,
    results_of,
    rows_of,
    to_pandas,
    to_polars,
    to_table,
    write_arrow,
    write_csv,
    write_parquet,
)
from quoteattr.export.table import COLUMNS, column_name, schema
from quoteattr.export.table.arrow import from_batches, to_batches
from quoteattr.export.table.declared import field_name

SURROGATE = re.compile("[\ud800-\udfff]")
KEYS = st.text(st.characters(codec="utf-8"), max_size=6) | st.sampled_from(
    ["kind", "link", "field_kind", "field_", "=x"]
)
FIELDS = st.fixed_dictionaries(
    {
        "outlet": st.text(max_size=5) | st.none(),
        "link": st.text(max_size=5),
        "field_n": st.integers(-9, 9) | st.none(),
        "ok": st.booleans(),
    }
)
RECORDS = st.lists(st.tuples(st.text(min_size=1, max_size=5), FIELDS, results()), max_size=2, unique_by=lambda r: r[0])
Records = list[tuple[str, dict[str, Any], Result]]


def clean(value: Any) -> Any:
    """A value as UTF-8 can hold it."""
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    if isinstance(value, tuple | list):
        return type(value)(clean(item) for item in value)
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    if hasattr(value, "__attrs_attrs__"):
        return evolve(value, **{a.name: clean(getattr(value, a.name)) for a in value.__attrs_attrs__})
    return value


def expected(records: Records, *, empty: bool = False) -> list[Row]:
    rows = rows_of([r for _, _, r in records], [i for i, _, _ in records], [f for _, f, _ in records], empty=empty)
    return clean([evolve(row, quotation=row.quotation and known(row.quotation)) for row in rows])


def known(quotation: Quotation) -> Quotation:
    """A quotation as it comes back: what is known of its speaker is not empty."""
    if quotation.speaker is None:
        return quotation
    about = {name: value for name, value in quotation.speaker.about.items() if value}
    return evolve(quotation, speaker=evolve(quotation.speaker, about=about))


def given_to(write: Callable[..., int], sink: Any, records: Records, **options: Any) -> None:
    about = [name for _, _, r in records for s in r.speakers for name in s.about]
    assert write(
        (r for _, _, r in records), sink, (i for i, _, _ in records), (f for _, f, _ in records), about=about, **options
    ) == len(records)


def as_csv_has_it(row: Row) -> Row:
    quotation = row.quotation and evolve(row.quotation, parent_id=row.quotation.parent_id or None)
    texts = {
        k: v if v is None else ("true" if v else "false") if isinstance(v, bool) else str(v)
        for k, v in row.fields.items()
    }
    return evolve(row, quotation=quotation, fields={k: v or None for k, v in texts.items()})


class TestCsv:
    @given(RECORDS, st.booleans(), st.booleans())
    def test_round_trip(self, records: Records, empty: bool, spreadsheet: bool) -> None:
        sink = io.StringIO(newline="")
        given_to(write_csv, sink, records, empty=empty, spreadsheet=spreadsheet)
        sink.getvalue().encode()
        sink.seek(0)
        assert list(read_csv(sink, spreadsheet=spreadsheet)) == [
            as_csv_has_it(row) for row in expected(records, empty=empty)
        ]

    @given(RECORDS)
    def test_another_reader(self, records: Records) -> None:
        sink = io.StringIO(newline="")
        given_to(write_csv, sink, records)
        table = pyarrow.csv.read_csv(
            io.BytesIO(sink.getvalue().encode()),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(column_types={"content": pa.string()}),
        )
        assert table.column_names[: len(COLUMNS)] == [column.name for column in COLUMNS]
        assert table["content"].to_pylist() == [row.quotation and row.quotation.text for row in expected(records)]

    @given(RECORDS)
    def test_no_formula(self, records: Records) -> None:
        sink = io.StringIO(newline="")
        given_to(write_csv, sink, records, spreadsheet=True)
        assert sink.getvalue().startswith("\ufeffdocument_id,")
        for cells in csv.reader(io.StringIO(sink.getvalue(), newline="")):
            for cell in cells:
                assert cell[:1] not in set("=+-@\t\r") or re.fullmatch(r"[+-]?\d+([.,]\d+)?", cell), cell

    @pytest.mark.parametrize(
        ("cell", "guarded"),
        [
            ("=1+1", "'=1+1"),
            ("@a", "'@a"),
            ("'=a", "''=a"),
            ("-3", "-3"),
            ("+1,5", "+1,5"),
            ("-3-2", "'-3-2"),
            ("a=", "a="),
            ("'tis", "'tis"),
        ],
    )
    def test_guard(self, cell: str, guarded: str) -> None:
        for spreadsheet, wanted in ((True, guarded), (False, cell)):
            sink = io.StringIO(newline="")
            write_csv([made()], sink, ["a"], [{"cell": cell}], spreadsheet=spreadsheet)
            assert list(csv.reader(io.StringIO(sink.getvalue(), newline="")))[1][-1] == wanted
            sink.seek(0)
            assert next(read_csv(sink, spreadsheet=spreadsheet)).fields == {"cell": cell}

    def test_path(self, tmp_path: Path) -> None:
        path = tmp_path / "out.csv"
        write_csv([made()], path, ["a"], spreadsheet=True)
        assert path.read_bytes().startswith(b"\xef\xbb\xbfdocument_id,quotation_id,kind,")
        assert path.read_bytes().count(b"\r\n") == 2
        assert [row.document_id for row in read_csv(path)] == ["a"]
        assert names(tmp_path) == ["out.csv"]

    def test_nothing_is_left_after_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="as many"):
            write_csv([made()], tmp_path / "out.csv", ["a", "b"])
        assert names(tmp_path) == []

    def test_fields_are_asked_for_after_the_result(self) -> None:
        seen: list[str] = []

        def source() -> Iterator[Result]:
            seen.append("result")
            yield made()

        def fields() -> Iterator[dict[str, str]]:
            if seen:
                yield {"a": "b"}

        sink = io.StringIO(newline="")
        assert write_csv(source(), sink, fields=fields()) == 1
        sink.seek(0)
        assert next(read_csv(sink)).fields == {"a": "b"}

    def test_other_fields(self) -> None:
        with pytest.raises(ValueError, match=r"\(a\), got also 'b'"):
            write_csv([made(), made()], io.StringIO(), fields=[{"a": 1}, {"b": 1}])

    def test_a_long_cell(self) -> None:
        text = "« " + "long " * 40_000 + "», a dit Léa."
        start, end = 2, text.index("»")
        result = Result.from_dict(
            {
                **made().to_dict(),
                "text": text,
                "speakers": [],
                "quotations": [
                    {
                        **made().to_dict()["quotations"][0],
                        "content": [[start, end]],
                        "cue": None,
                        "mention": None,
                        "speaker": None,
                    }
                ],
            }
        )
        sink = io.StringIO(newline="")
        write_csv([result], sink)
        sink.seek(0)
        limit = csv.field_size_limit()
        (row,) = read_csv(sink)
        assert row.quotation == result.quotations[0]
        assert csv.field_size_limit() == limit

    @pytest.mark.parametrize(
        ("spoil", "message"),
        [
            (lambda s: s.replace("document_id,", "id,"), ":1: the column 'document_id' is missing"),
            (lambda s: s.replace("direct", "spoken"), ":2: not a row of quotations: 'spoken' is not a valid Kind"),
            (lambda s: s.replace("2..5", "2..9"), ":2: not a row of quotations: a span of 2..9"),
            (lambda s: s.replace("2..5", "2"), ":2: "),
            (lambda s: s.replace("false", "no"), ":2: expected true or false, got 'no'"),
            (lambda s: s + "a,b\r\n", ":3: "),
            (lambda s: s + '"', ": not a line of CSV"),
        ],
    )
    def test_errors_name_the_line(self, tmp_path: Path, spoil: Callable[[str], str], message: str) -> None:
        sink = io.StringIO(newline="")
        write_csv([made()], sink)
        (tmp_path / "a.csv").write_text(spoil(sink.getvalue()), encoding="utf-8", newline="")
        assert spoil(sink.getvalue()) != sink.getvalue()
        with pytest.raises(ResultError, match=re.escape(message)) as caught:
            list(read_csv(tmp_path / "a.csv"))
        assert str(caught.value).startswith(str(tmp_path / "a.csv"))


FORMATS = [
    pytest.param(write_parquet, read_parquet, {}, id="parquet"),
    pytest.param(write_arrow, read_arrow, {"format": "file"}, id="arrow-file"),
    pytest.param(write_arrow, read_arrow, {"format": "stream"}, id="arrow-stream"),
]
TYPES = pa.schema([("outlet", pa.string()), ("link", pa.string()), ("field_n", pa.int64()), ("ok", pa.bool_())])


@pytest.mark.parametrize(("write", "read", "options"), FORMATS)
class TestArrowFiles:
    @given(records=RECORDS, empty=st.booleans(), size=st.integers(1, 4))
    def test_round_trip(
        self,
        write: Callable[..., int],
        read: Callable[..., Iterator[Row]],
        options: dict[str, Any],
        records: Records,
        empty: bool,
        size: int,
    ) -> None:
        sink = io.BytesIO()
        given_to(write, sink, records, empty=empty, batch_rows=size, types=TYPES, **options)
        assert list(read(io.BytesIO(sink.getvalue()))) == expected(records, empty=empty)

    def test_path(
        self, write: Callable[..., int], read: Callable[..., Iterator[Row]], options: dict[str, Any], tmp_path: Path
    ) -> None:
        path = tmp_path / "out"
        write([made(), made()], path, ["a", "b"], [{"n": 1}, {"n": None}], **options)
        assert [(row.document_id, row.fields) for row in read(path)] == [("a", {"n": 1}), ("b", {"n": None})]
        assert [row.quotation and row.quotation.id for row in read(str(path))] == ["q1", "q1"]
        assert names(tmp_path) == ["out"]
        with pytest.raises(ValueError, match="as many"):
            write([made()], path, ["a", "b"], **options)
        assert len(list(read(path))) == 2
        assert names(tmp_path) == ["out"]

    def test_nothing(
        self, write: Callable[..., int], read: Callable[..., Iterator[Row]], options: dict[str, Any]
    ) -> None:
        sink = io.BytesIO()
        assert write([], sink, **options) == 0
        assert list(read(io.BytesIO(sink.getvalue()))) == []

    def test_not_ours(
        self, write: Callable[..., int], read: Callable[..., Iterator[Row]], options: dict[str, Any], tmp_path: Path
    ) -> None:
        (tmp_path / "a").write_bytes(b"no such thing, and long enough to have a foot")
        with pytest.raises(ResultError, match=r"a: not an? "):
            list(read(tmp_path / "a"))
        with pytest.raises(FileNotFoundError):
            list(read(tmp_path / "none"))


class TestArrow:
    def test_every_column_is_described(self) -> None:
        for field, column in zip(schema(), COLUMNS, strict=True):
            assert field.name == column.name
            assert field.metadata[b"description"].decode() == column.meaning
            assert field.metadata.get(b"values", b"").decode().split() == list(column.choices)

    def test_parquet_keeps_schema_and_version(self, tmp_path: Path) -> None:
        write_parquet([made()], tmp_path / "a.parquet")
        kept = pq.read_schema(tmp_path / "a.parquet")
        assert kept.equals(schema(), check_metadata=False)
        assert kept.metadata[b"quoteattr.table"] == b"1"
        assert kept.field("spans").metadata[b"description"].decode().startswith("Where the content stands")

    def test_another_version(self) -> None:
        batch = next(to_batches([made()])).replace_schema_metadata({"quoteattr.table": "2"})
        with pytest.raises(ResultError, match="expected version 1 of the table, got 2"):
            list(from_batches([batch]))

    def test_a_column_is_missing(self) -> None:
        batch = next(to_batches([made()])).drop_columns(["rule"])
        with pytest.raises(ResultError, match="the column 'rule' is missing"):
            list(from_batches([batch]))

    def test_is_valid_arrow(self) -> None:
        to_table([made(), Result("Rien.")], ["a", "b"], empty=True).validate(full=True)

    def test_streams(self) -> None:
        taken: list[int] = []

        def source() -> Iterator[Result]:
            for number in range(10):
                taken.append(number)
                yield made()

        batches = to_batches(source(), batch_rows=2)
        assert next(batches).num_rows == 2
        assert len(taken) <= 3
        assert sum(batch.num_rows for batch in batches) == 8

    def test_types_of_fields(self) -> None:
        table = to_table(
            [made()] * 2,
            fields=[{"a": 1, "b": None, "c": True, "d": None}, {"a": None, "b": 0.5, "c": None, "d": None}],
        )
        assert [str(table.schema.field(name).type) for name in "abcd"] == ["int64", "double", "bool", "string"]
        assert table["a"].to_pylist() == [1, None]

    def test_fields_of_two_types(self) -> None:
        with pytest.raises(InputError, match="fields: 'a': expected values of one type"):
            to_table([made()] * 2, fields=[{"a": 1}, {"a": "b"}])
        with pytest.raises(ValueError, match="a: expected int64"):
            list(to_batches([made()] * 2, fields=[{"a": 1}, {"a": "b"}], batch_rows=1))

    def test_a_later_field(self) -> None:
        with pytest.raises(ValueError, match="got also 'b'"):
            list(to_batches([made()] * 2, fields=[{"a": 1}, {"b": 1}], batch_rows=1))

    @pytest.mark.parametrize("size", [0, -1, 1.5, True])
    def test_batch_rows(self, size: Any) -> None:
        with pytest.raises(InputError, match="batch_rows: expected an int of 1 or more"):
            to_batches([], batch_rows=size)

    def test_format(self) -> None:
        with pytest.raises(InputError, match="format: expected 'file' or 'stream'"):
            write_arrow([], io.BytesIO(), format="feather")  # type: ignore[arg-type]


class TestFrames:
    @given(RECORDS)
    def test_speaker_counts(self, records: Records) -> None:
        """Who is quoted how often can be told from the table."""
        wanted: dict[tuple[str, str], int] = {}
        for name, _, result in records:
            for quotation in result.quotations:
                if quotation.speaker is not None:
                    key = clean(name), clean(quotation.speaker.id)
                    wanted[key] = wanted.get(key, 0) + 1
        args = [r for _, _, r in records], [i for i, _, _ in records]
        assert to_pandas(*args).groupby(["document_id", "speaker_id"]).size().to_dict() == wanted
        counted = (
            to_polars(*args).filter(pl.col("speaker_id").is_not_null()).group_by("document_id", "speaker_id").len()
        )
        assert {(row[0], row[1]): row[2] for row in counted.iter_rows()} == wanted

    def test_pandas_types(self) -> None:
        frame = to_pandas([made(), Result("Rien.")], ["a", "b"], [{"kind": 3}, {"kind": 4}], empty=True)
        assert list(frame["kind"].cat.categories) == ["direct", "indirect", "mixed"]
        assert frame["cue_start"].dtype == pd.Int32Dtype()
        assert frame["cue_start"].isna().tolist() == [False, True]
        assert frame["speaker_gender_guessed"].dtype == pd.BooleanDtype()
        assert frame["field_kind"].tolist() == [3, 4]

    def test_polars_types(self) -> None:
        frame = to_polars([made()], ["a"])
        assert frame.schema["kind"] == pl.Enum(["direct", "indirect", "mixed"])
        assert frame["spans"].to_list() == [[{"start": 2, "end": 5}]]

    @pytest.mark.parametrize(
        ("module", "extra", "call"),
        [
            ("pyarrow", "arrow", lambda: to_table([made()])),
            ("pyarrow", "arrow", lambda: list(to_batches([made()]))),
            ("pyarrow.parquet", "arrow", lambda: write_parquet([made()], io.BytesIO())),
            ("pyarrow.ipc", "arrow", lambda: write_arrow([made()], io.BytesIO())),
            ("pyarrow.parquet", "arrow", lambda: list(read_parquet(io.BytesIO()))),
            ("pyarrow.ipc", "arrow", lambda: list(read_arrow(io.BytesIO()))),
            ("pandas", "pandas", lambda: to_pandas([made()])),
            ("polars", "polars", lambda: to_polars([made()])),
        ],
    )
    def test_without_the_extra(
        self, module: str, extra: str, call: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(ExtraError, match=re.escape(f'pip install "quoteattr[{extra}]"')) as caught:
            call()
        assert isinstance(caught.value, ImportError)
        assert caught.value.extra == extra


class TestRows:
    @given(st.lists(KEYS, max_size=6, unique=True))
    def test_columns_of_fields(self, fields: list[str]) -> None:
        columns = [column_name(name) for name in fields]
        assert [field_name(column) for column in columns] == fields
        assert len({*columns, *(c.name for c in COLUMNS)}) == len(columns) + len(COLUMNS)

    @given(RECORDS)
    def test_results_again(self, records: Records) -> None:
        back = dict(results_of(expected(records), {clean(i): clean(r.text) for i, _, r in records}))
        for name, _, result in records:
            if result.quotations:
                bare = {s.id: evolve(s, aliases=(), mentions=()) for s in result.speakers}
                wanted = tuple(known(evolve(q, speaker=q.speaker and bare[q.speaker.id])) for q in result.quotations)
                assert back.pop(clean(name)).quotations == clean(wanted)
        assert not back

    def test_another_text(self) -> None:
        rows = list(rows_of([made()], ["a"]))
        with pytest.raises(ResultError, match="no text for document 'a'"):
            list(results_of(rows, {}))
        with pytest.raises(ResultError, match="document 'a': quotation 'q1': expected 'Oui' at 2, got 'Non'"):
            list(results_of(rows, {"a": "« Non », a dit Léa."}))

    def test_without_ids_documents_are_numbered(self) -> None:
        assert [row.document_id for row in rows_of([made(), Result("Rien."), made()], empty=True)] == ["0", "1", "2"]
        assert [row.document_id for row in rows_of([made(), Result("Rien."), made()])] == ["0", "2"]

    def test_ids_are_texts(self) -> None:
        with pytest.raises(InputError, match="ids: expected str, got int"):
            list(rows_of([made()], [1]))  # type: ignore[list-item]
