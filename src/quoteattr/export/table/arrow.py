"""Arrow and Parquet: the table of `quoteattr.export.table.columns`, well typed, as a stream of record batches.

For pandas, polars and whatever reads Arrow. Needs the extra ``arrow`` (``pandas``, ``polars`` for theirs). Values of an
enumeration are strings in Arrow, which every engine reads, and categories in pandas and polars. Carried fields keep
their types. Beside what no row holds, Arrow loses lone surrogates, each of which is written as U+FFFD, for it holds
UTF-8.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from quoteattr.checks import check_source
from quoteattr.errors import InputError, ResultError
from quoteattr.expansion import check_messages, check_parquet, messages, rows_at_a_time, widest
from quoteattr.export.files import replacing_bytes
from quoteattr.export.literals import encodable
from quoteattr.export.table.carried import Counted, Fields, check_names
from quoteattr.export.table.columns import Row, about_cells, from_cells, rows_of, to_cells
from quoteattr.export.table.declared import (
    ABOUT,
    COLUMNS,
    TABLE_VERSION,
    Column,
    about_names,
    apart,
    column_name,
    field_name,
)
from quoteattr.export.table.joined import Joined
from quoteattr.extras import need
from quoteattr.result import Result

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "from_batches",
    "read_arrow",
    "read_parquet",
    "rows_to_batch",
    "schema",
    "to_batches",
    "to_table",
    "write_arrow",
    "write_parquet",
]

_BATCH_ROWS = 8192


def schema(fields: pa.Schema | None = None, about: Iterable[str] = ()) -> pa.Schema:
    """Return the schema of the table.

    Each column says in its metadata what it holds, and the schema which version it is.

    Args:
        fields: The types of carried fields, whose columns follow those of the table.
        about: Names of what else is known of speakers, whose columns come first of these.

    Raises:
        ExtraError: If pyarrow is not installed.
    """
    arrow = need("pyarrow", "arrow")
    columns = [arrow.field(column.name, _type(arrow, column), metadata=_described(column)) for column in COLUMNS]
    columns += [arrow.field(ABOUT + name, arrow.string()) for name in about_names(about)]
    columns += [] if fields is None else [field.with_name(column_name(field.name)) for field in fields]
    return arrow.schema(columns, metadata={"quoteattr.table": str(TABLE_VERSION), "quoteattr.offsets": "code points"})


def _described(column: Column) -> dict[str, str]:
    described = {"description": column.meaning}
    return {**described, "values": " ".join(column.choices)} if column.choices else described


def _type(arrow: Any, column: Column) -> Any:
    if column.type == "spans":
        return arrow.list_(arrow.struct([("start", arrow.int32()), ("end", arrow.int32())]))
    return {"string": arrow.string(), "int": arrow.int32(), "float": arrow.float64(), "bool": arrow.bool_()}[
        column.type
    ]


def to_batches(  # noqa: PLR0913 - named options
    results: Iterable[Result],
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
    *,
    empty: bool = False,
    types: pa.Schema | None = None,
    batch_rows: int = _BATCH_ROWS,
    about: Iterable[str] = (),
    unread: Iterable[tuple[str, str]] = (),
) -> Iterator[pa.RecordBatch]:
    """Yield the table in record batches of at most `batch_rows` rows, reading `results` as it goes.

    At least one, which may be empty.

    Args:
        results: Any iterable.
        ids: An identifier for each result, in the same order; without it, documents are numbered from 0.
        fields: Further columns for each result, in the same order.
        empty: Whether a document without quotations gets a row too, with its id and fields alone.
        types: The types of the carried fields; without it they are told from the first batch (text where a field is
            always ``None``).
        batch_rows: The most rows of a batch.
        about: Names of what else is known of speakers (``Speaker.about``), which get columns, ``about_`` before each.
        unread: Documents that could not be read, each with the reason, which get a row at the end.

    Raises:
        ExtraError: If pyarrow is not installed.
        ValueError: If there are fewer or more `ids` or `fields` than `results`, or a field is not of its type or not in
            the first batch.
        InputError: If a field is not a mapping of ``str`` to ``str``, ``int``, ``float``, ``bool`` or ``None``, or
            `batch_rows` is no ``int`` of 1 or more.
    """
    need("pyarrow", "arrow")
    if type(batch_rows) is not int or batch_rows < 1:
        msg = f"batch_rows: expected an int of 1 or more, got {batch_rows!r}"
        raise InputError(msg)
    rows = rows_of(results, ids, fields, empty=empty, unread=unread)
    return _batches(rows, types, batch_rows, about_names(about))


def _batches(
    rows: Iterator[Row], types: pa.Schema | None, batch_rows: int, about: tuple[str, ...]
) -> Iterator[pa.RecordBatch]:
    whole: pa.Schema | None = None
    while (batch := list(islice(rows, batch_rows))) or whole is None:
        if whole is None:
            whole = schema(_told(batch) if types is None else types, about)
        yield rows_to_batch(batch, whole)


def _told(rows: list[Row]) -> pa.Schema:
    """The types of the fields of `rows`."""
    arrow = need("pyarrow", "arrow")
    names = {name: None for row in rows for name in row.fields}
    columns = []
    for name in names:
        values = [_clean(row.fields.get(name)) for row in rows]
        try:
            told = arrow.array(values).type
        except arrow.ArrowException as error:
            msg = f"fields: {name!r}: expected values of one type, got {error}"
            raise InputError(msg) from error
        columns.append((name, arrow.string() if arrow.types.is_null(told) else told))
    return arrow.schema(columns)


def rows_to_batch(rows: list[Row], whole: pa.Schema) -> pa.RecordBatch:
    """Return `rows` as one record batch of the schema `whole`, as `schema` made it.

    Raises:
        ValueError: If a carried field has no column in `whole`, or a value does not fit its type.
    """
    arrow = need("pyarrow", "arrow")
    cells: list[Mapping[str, Any]] = [to_cells(row) for row in rows]
    arrays = [_array(arrow, [row[column.name] for row in cells], whole.field(column.name)) for column in COLUMNS]
    further = list(whole)[len(COLUMNS) :]
    known = [column.name.removeprefix(ABOUT) for column in further if column.name.startswith(ABOUT)]
    held = [about_cells(row, known) for row in rows]
    arrays += [
        _array(arrow, [cells[place] for cells in held], whole.field(ABOUT + name)) for place, name in enumerate(known)
    ]
    carried = further[len(known) :]
    names = {field_name(column.name): None for column in carried}
    for row in rows:
        check_names(row.fields, names)
    arrays += [
        _array(arrow, [row.fields.get(name) for row in rows], column)
        for name, column in zip(names, carried, strict=True)
    ]
    return arrow.RecordBatch.from_arrays(arrays, schema=whole)


def _array(arrow: Any, values: list[Any], column: pa.Field) -> Any:
    try:
        return arrow.array([_clean(value) for value in values], type=column.type)
    except (arrow.ArrowException, OverflowError) as error:
        msg = f"{column.name}: expected {column.type}, got something else: {error}"
        raise InputError(msg) if isinstance(error, arrow.ArrowTypeError) else ValueError(msg) from error


def _clean(value: Any) -> Any:
    return encodable(value) if isinstance(value, str) else value


def to_table(
    results: Iterable[Result],
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
    *,
    empty: bool = False,
    about: Iterable[str] = (),
    types: pa.Schema | None = None,
) -> pa.Table:
    """Return the whole table in memory; arguments and errors are those of :func:`to_batches`."""
    return need("pyarrow", "arrow").Table.from_batches(
        to_batches(results, ids, fields, empty=empty, types=types, about=about)
    )


def write_parquet(  # noqa: PLR0913 - those of to_batches
    results: Iterable[Result],
    sink: str | os.PathLike[str] | BinaryIO,
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
    *,
    empty: bool = False,
    types: pa.Schema | None = None,
    batch_rows: int = _BATCH_ROWS * 4,
    about: Iterable[str] = (),
    unread: Iterable[tuple[str, str]] = (),
) -> int:
    """Write a Parquet file (zstd, one row group a batch) and return how many results there were.

    One batch is held in memory.

    Arguments and errors are those of :func:`to_batches`; a path appears whole, or stays as it was if anything goes
    wrong.
    """
    parquet = need("pyarrow.parquet", "arrow")
    counted = Counted(results)
    batches = to_batches(
        counted, ids, fields, empty=empty, types=types, batch_rows=batch_rows, about=about, unread=unread
    )
    _write(batches, sink, partial(parquet.ParquetWriter, compression="zstd"))
    return counted.count


def write_arrow(  # noqa: PLR0913 - those of write_parquet, and the format
    results: Iterable[Result],
    sink: str | os.PathLike[str] | BinaryIO,
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
    *,
    empty: bool = False,
    types: pa.Schema | None = None,
    batch_rows: int = _BATCH_ROWS,
    format: Literal["file", "stream"] = "file",  # noqa: A002 - the word of Arrow's own documents
    about: Iterable[str] = (),
    unread: Iterable[tuple[str, str]] = (),
) -> int:
    """Write Arrow IPC, the file format (Feather 2) or the stream format, and return how many results there were.

    One batch is held in memory.

    Other arguments and errors are those of :func:`to_batches`; a path appears whole, or stays as it was if anything
    goes wrong.
    """
    ipc = need("pyarrow.ipc", "arrow")
    if format not in {"file", "stream"}:
        msg = f"format: expected 'file' or 'stream', got {format!r}"
        raise InputError(msg)
    counted = Counted(results)
    batches = to_batches(
        counted, ids, fields, empty=empty, types=types, batch_rows=batch_rows, about=about, unread=unread
    )
    _write(batches, sink, ipc.new_file if format == "file" else ipc.new_stream)
    return counted.count


def _write(batches: Iterator[pa.RecordBatch], sink: Any, opened: Callable[[Any, pa.Schema], Any]) -> None:
    """Write batches, of which there is at least one, with the writer that `opened` makes of a file and a schema."""
    check_source(sink, "write")
    with ExitStack() as stack:
        file = stack.enter_context(replacing_bytes(sink)) if isinstance(sink, str | os.PathLike) else sink
        first = next(batches)
        writer = stack.enter_context(opened(file, first.schema))
        for batch in chain([first], batches):
            writer.write_batch(batch)


def read_parquet(source: str | os.PathLike[str] | BinaryIO) -> Iterator[Row]:
    """Yield the rows of a Parquet file of the table, one at a time.

    Raises:
        ExtraError: If pyarrow is not installed.
        ResultError: If it is not a Parquet file, or not of the table.
        OSError: If it cannot be opened.
    """
    parquet = need("pyarrow.parquet", "arrow")
    check_source(source, "read", "seek")
    try:
        with parquet.ParquetFile(source) as file:
            check_parquet(file.metadata)
            yield from from_batches(file.iter_batches(rows_at_a_time(widest(file.metadata), _BATCH_ROWS)))
    except Exception as error:
        _refuse(error, f"{_name(source)}: not a Parquet file")
        raise


def read_arrow(source: str | os.PathLike[str] | BinaryIO) -> Iterator[Row]:
    """Yield the rows of an Arrow IPC file or stream of the table, one at a time.

    Raises:
        ExtraError: If pyarrow is not installed.
        ResultError: If it is neither, or not of the table.
        OSError: If it cannot be opened.
    """
    ipc, arrow = need("pyarrow.ipc", "arrow"), need("pyarrow", "arrow")
    check_source(source, "read", "seekable")
    try:
        with ExitStack() as stack:
            file: Any = (
                stack.enter_context(Path(source).open("rb")) if isinstance(source, str | os.PathLike) else source
            )
            if file.seekable() and _head(file) == b"ARROW1":
                check_messages(file)
                reader = ipc.open_file(file)
                yield from from_batches(reader.get_batch(number) for number in range(reader.num_record_batches))
            else:
                yield from from_batches(ipc.open_stream(arrow.PythonFile(Joined(messages(file)), "r")))
    except Exception as error:
        _refuse(error, f"{_name(source)}: not an Arrow file or stream")
        raise


def _refuse(error: Exception, what: str) -> None:
    """Raise what a damaged file has led to as a `ResultError`; what the system says of a file stays as it is."""
    arrow = need("pyarrow", "arrow")
    damaged = isinstance(error, arrow.ArrowException | ValueError | OverflowError | KeyError | TypeError)
    told = isinstance(error, OSError) and error.errno is not None
    if not isinstance(error, ResultError) and not told and (damaged or isinstance(error, OSError)):
        msg = f"{what}: {error}"
        raise ResultError(msg) from error


def _head(file: Any) -> bytes:
    at = file.tell()
    head: bytes = file.read(6)
    file.seek(at)
    return head


def _name(source: Any) -> str:
    return os.fspath(source) if isinstance(source, str | os.PathLike) else str(getattr(source, "name", "<file>"))


def _validate(batch: pa.RecordBatch) -> None:
    """See that offsets and texts of a batch are sound before its memory is read by them."""
    arrow = need("pyarrow", "arrow")
    try:
        batch.validate(full=True)
    except (arrow.ArrowException, ValueError) as error:
        msg = f"damaged: {error}"
        raise ResultError(msg) from error


def from_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    """Yield the rows of record batches of the table, one at a time.

    Raises:
        ResultError: If they are not of the table, or of another version of it.
    """
    ours = {column.name for column in COLUMNS}
    for batch in batches:
        _validate(batch)
        version = (batch.schema.metadata or {}).get(b"quoteattr.table")
        # what went through an engine may have lost its metadata
        if version is not None and version != str(TABLE_VERSION).encode():
            msg = f"expected version {TABLE_VERSION} of the table, got {version.decode('utf-8', 'replace')}"
            raise ResultError(msg)
        for cells in _rows(batch):
            about, carried = apart({name: value for name, value in cells.items() if name not in ours})
            yield from_cells(cells, carried, about)


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """Its rows as Python holds them: some at a time, for all may share one long value."""
    step = rows_at_a_time(batch.get_total_buffer_size(), _BATCH_ROWS)
    for start in range(0, batch.num_rows, step):
        yield from batch.slice(start, step).to_pylist()
