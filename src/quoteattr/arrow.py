"""Arrow in, Arrow out: record batches of texts become record batches of quotations.

It is for engines that spread work over many machines. The function is plain: it takes batches and yields batches, keeps
nothing between them, and loads its model once in each process. Spark's ``mapInArrow``, Ray's and Dask's ``map_batches``
and ``map_partitions`` take it as it is; `quoteattr.spark` and `quoteattr.dask` do so for you. Needs the extra
``arrow``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

from quoteattr.config import Config
from quoteattr.errors import InputError, QuoteAttrError
from quoteattr.export.table import Row, rows_of, rows_to_batch, schema
from quoteattr.extras import need
from quoteattr.pipeline import DEFAULT_MODEL, Extractor
from quoteattr.result import Result

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["extract_batches", "output_schema"]

_TEXTS = 64
"""How many texts are worked on at a time, however large the batches are."""


def output_schema(source: pa.Schema, carry: Sequence[str] = ()) -> pa.Schema:
    """Return the schema of what `extract_batches` yields for batches of the schema `source`.

    That of the exports, then the columns carried.

    Raises:
        ExtraError: If pyarrow is not installed.
        InputError: If a column of `carry` is not in `source`.
    """
    arrow = need("pyarrow", "arrow")
    return schema(arrow.schema([source.field(_index(source, name)) for name in carry]))


def extract_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    text: str = "text",
    id: str | None = None,  # noqa: A002 - as in the exports and the command line
    carry: Sequence[str] = (),
    config: Config | None = None,
    model: str | None = DEFAULT_MODEL,
    empty: bool = False,
) -> Iterator[pa.RecordBatch]:
    """Yield the quotations of the texts in `batches`, in order, one row a quotation.

    The schema is what `output_schema` tells. A text that is null or is not UTF-8, and one on which extraction fails, is
    not lost: it has one row, with its id, its carried columns and the reason in ``error``.

    Args:
        batches: Any iterable, read as the output is asked for.
        text: The column with the texts: a string type of Arrow, plain, large, view or dictionary.
        id: The column with the ids, of any type; ``document_id`` holds them as text. Without it, ``document_id`` is
            null: an engine hands out batches in no order that could number documents.
        carry: Columns to be repeated in each row of their document, in their own types.
        config: How to extract.
        model: The name or path of a spaCy pipeline, which each worker must have, or ``None``, as `Extractor` takes
            them.
        empty: Whether a document without quotations gets a row too, with its id and carried columns alone.

    Raises:
        ExtraError: If pyarrow is not installed.
        InputError: If a column is missing or an argument has the wrong type.
        ModelError: If the model cannot be loaded, or there is none and the extractor cannot do without.
    """
    need("pyarrow", "arrow")
    if isinstance(carry, str):
        msg = f"carry: expected several names of columns, got {carry!r}"
        raise InputError(msg)
    for name, value, kinds in (
        ("text", text, str),
        ("id", id, str | None),
        ("model", model, str | None),
        ("config", config, Config | None),
    ):
        if not isinstance(value, kinds):
            msg = f"{name}: expected {kinds}, got {type(value).__name__}"
            raise InputError(msg)
    return _stream(batches, text, id, tuple(carry), (model, config), empty=empty)


def columns_read(there: Iterable[str], settings: Mapping[str, Any], carry: Sequence[str]) -> list[str]:
    """Return the columns that an engine must send to its workers, once each, of those that are `there`.

    Wrong arguments are told here, not by a worker.

    Raises:
        InputError: If a column is missing or an argument of :func:`extract_batches` has the wrong type.
    """
    extract_batches((), carry=carry, **settings)
    columns = list(there)
    ids = [] if settings["id"] is None else [settings["id"]]
    wanted = list(dict.fromkeys([settings["text"], *ids, *carry]))
    missing = [name for name in wanted if name not in columns]
    if missing:
        msg = f"expected a column {missing[0]!r}; the columns are {', '.join(map(str, columns))}"
        raise InputError(msg)
    return wanted


def _stream(
    batches: Iterable[pa.RecordBatch],
    text: str,
    name: str | None,
    carry: tuple[str, ...],
    settings: tuple[str | None, Config | None],
    *,
    empty: bool,
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        whole = output_schema(batch.schema, carry)
        at = _index(batch.schema, text)
        _check_text(batch.schema.field(at))
        for start in range(0, batch.num_rows, _TEXTS):
            part = batch.slice(start, _TEXTS)
            ids: list[str | None] = (
                [None] * part.num_rows
                if name is None
                else [_id(value) for value in part.column(_index(batch.schema, name))]
            )
            yield _quotations(
                part, [_text(value) for value in part.column(at)], ids, carry, whole, _extractor(*settings), empty=empty
            )


@lru_cache(maxsize=2)
def _extractor(model: str | None, config: Config | None) -> Extractor:
    """The extractor of this process."""
    return Extractor(model, config)


def _quotations(
    part: pa.RecordBatch,
    texts: list[str | Exception],
    ids: list[str | None],
    carry: tuple[str, ...],
    whole: pa.Schema,
    extractor: Extractor,
    *,
    empty: bool,
) -> pa.RecordBatch:
    arrow = need("pyarrow", "arrow")
    rows: list[Row] = []
    origins: list[int] = []  # the row of `part` that each of `rows` comes from
    for number, (name, outcome) in enumerate(zip(ids, _outcomes(extractor, texts), strict=True)):
        if isinstance(outcome, Result):
            found = [evolve(row, document_id=name) for row in rows_of([outcome], empty=empty)]
        else:
            error = str(outcome) if isinstance(outcome, _NoText) else f"{type(outcome).__name__}: {outcome}"
            found = [Row(name, error=error)]
        rows += found
        origins += [number] * len(found)
    bare = rows_to_batch(rows, schema())
    taken = arrow.array(origins, arrow.int64())
    carried = [part.column(_index(part.schema, column)).take(taken) for column in carry]
    return arrow.RecordBatch.from_arrays([*bare.columns, *carried], schema=whole)


class _NoText(Exception):  # noqa: N818 - it is never raised
    """A cell that holds no text."""


def _outcomes(extractor: Extractor, texts: list[str | Exception]) -> Iterator[Result | Exception]:
    """A result for each text, or what went wrong with it; one text that fails takes no other with it."""
    good = [text for text in texts if isinstance(text, str)]
    try:
        results: Iterator[Result | Exception] = iter(list(extractor.pipe(good)))
    except QuoteAttrError:  # the call was bad, not a text
        raise
    except Exception:  # noqa: BLE001 - a fault of ours; at the scale of a cluster, one document must not stop a million
        results = iter([_alone(extractor, text) for text in good])
    for text in texts:
        yield next(results) if isinstance(text, str) else text


def _alone(extractor: Extractor, text: str) -> Result | Exception:
    try:
        return extractor(text)
    except Exception as error:  # noqa: BLE001 - it goes into the row
        return error


def _index(source: pa.Schema, name: str) -> int:
    at: int = source.get_field_index(name)
    if at < 0:
        problem = "there are several" if name in source.names else f"the columns are {', '.join(source.names)}"
        msg = f"expected one column {name!r}; {problem}"
        raise InputError(msg)
    return at


def _check_text(column: pa.Field) -> None:
    types = need("pyarrow", "arrow").types
    kind = column.type.value_type if types.is_dictionary(column.type) else column.type
    if not any(
        getattr(types, f"is_{name}", lambda _: False)(kind)
        for name in ("string", "large_string", "string_view", "null")
    ):
        msg = f"column {column.name!r}: expected strings, got {column.type}"
        raise InputError(msg)


def _text(value: Any) -> str | Exception:
    try:
        text = value.as_py()
    except UnicodeDecodeError as error:
        return _NoText(f"the text is not UTF-8: {error.reason} at byte {error.start}")
    return _NoText("the text is null") if text is None else text


def _id(value: Any) -> str | None:
    try:
        name = value.as_py()
    except UnicodeDecodeError:
        name = value.cast("binary").as_py().decode("utf-8", "replace")
    return None if name is None else str(name)
