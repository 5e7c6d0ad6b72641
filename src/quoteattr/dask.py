"""Dask: a data frame of texts becomes a data frame of quotations, partition by partition.

Needs the extra ``dask``, and the package on the workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quoteattr.arrow import columns_read, output_schema
from quoteattr.config import Config
from quoteattr.export.table import frame_of
from quoteattr.extras import need
from quoteattr.frames import ROW, together, work
from quoteattr.pipeline import DEFAULT_MODEL

if TYPE_CHECKING:
    import pandas as pd
    from dask.dataframe import DataFrame

__all__ = ["extract"]


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
    meta = together(empty_part, _nothing(), tuple(carry))
    return chosen.map_partitions(work, tuple(carry), settings, meta=meta)


def _nothing() -> pd.DataFrame:
    arrow = need("pyarrow", "dask")
    source = arrow.schema([(ROW, arrow.int64())])
    return frame_of(output_schema(source, [ROW]).empty_table(), need("pandas", "dask"))
