"""Dask: a data frame of texts becomes a data frame of quotations, partition by partition.

Needs the extra ``dask``, and the package on the workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quoteattr.arrow import columns_read, extract_batches, output_schema
from quoteattr.config import Config
from quoteattr.export.table import column_name, frame_of, schema
from quoteattr.extras import need
from quoteattr.pipeline import DEFAULT_MODEL

if TYPE_CHECKING:
    import pandas as pd
    from dask.dataframe import DataFrame

__all__ = ["extract"]

_ROW = "row"


def extract(
    frame: DataFrame,
    *,
    text: str = "text",
    id: str | None = None,  # noqa: A002 - as in quoteattr.arrow
    carry: Sequence[str] = (),
    config: Config | None = None,
    model: str | None = DEFAULT_MODEL,
    empty: bool = False,
) -> DataFrame:
    """Return a data frame with one row a quotation, which Dask computes when it is asked for it.

    Its columns are those of :func:`quoteattr.export.to_pandas`, its carried columns have the types they had, and its
    index is that of the document each quotation comes from. Use processes (``scheduler="processes"`` or a distributed
    client): threads of one process take turns. Arguments are those of :func:`quoteattr.arrow.extract_batches`.

    Raises:
        ExtraError: If dask, pandas or pyarrow is not installed.
        InputError: If a column is missing or an argument has the wrong type.
    """
    need("dask.dataframe", "dask")
    need("pyarrow", "dask")
    settings: dict[str, Any] = {"text": text, "id": id, "config": config, "model": model, "empty": empty}
    chosen = frame[columns_read(frame.columns, settings, carry)]
    empty_part = need("dask.dataframe.dispatch", "dask").make_meta(chosen)
    meta = _together(empty_part, _nothing(), tuple(carry))
    return chosen.map_partitions(_work, tuple(carry), settings, meta=meta)


def _nothing() -> pd.DataFrame:
    arrow = need("pyarrow", "dask")
    source = arrow.schema([(_ROW, arrow.int64())])
    return frame_of(output_schema(source, [_ROW]).empty_table(), need("pandas", "dask"))


def _work(part: pd.DataFrame, carry: tuple[str, ...], settings: dict[str, Any]) -> pd.DataFrame:
    """What a worker does with one partition.

    Rows are numbered on their way through Arrow, so that the carried columns need not go it.
    """
    arrow = need("pyarrow", "dask")
    columns = {settings["text"]: arrow.array(part[settings["text"]], arrow.string(), from_pandas=True)}
    if settings["id"] is not None:
        columns.setdefault(settings["id"], arrow.array(part[settings["id"]], from_pandas=True))
    row = _free(columns)
    columns[row] = arrow.array(range(len(part)), arrow.int64())
    batches = list(extract_batches([arrow.RecordBatch.from_pydict(columns)], carry=[row], **settings))
    numbered = schema(arrow.schema([(_ROW, arrow.int64())]))
    table = arrow.Table.from_batches(
        [arrow.RecordBatch.from_arrays(batch.columns, schema=numbered) for batch in batches], numbered
    )
    return _together(part, frame_of(table, need("pandas", "dask")), carry)


def _free(taken: dict[str, Any]) -> str:
    """A name that is not taken."""
    name = _ROW
    while name in taken:
        name += "_"
    return name


def _together(part: pd.DataFrame, found: pd.DataFrame, carry: tuple[str, ...]) -> pd.DataFrame:
    """The quotations `found` in `part`, with the columns carried and the index of their documents."""
    origin = part.iloc[found.pop(_ROW).to_numpy(dtype="int64")]
    found.index = origin.index
    for name in carry:
        found[column_name(name)] = origin[name]
    return found
