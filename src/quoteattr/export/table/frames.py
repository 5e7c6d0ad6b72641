"""The table as a data frame of pandas or polars, which needs the extra of that name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quoteattr.export.table.arrow import to_table
from quoteattr.export.table.carried import Fields
from quoteattr.export.table.declared import COLUMNS
from quoteattr.extras import need
from quoteattr.result import Result

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["categories", "frame_of", "to_pandas", "to_polars"]


def to_pandas(
    results: Iterable[Result],
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
    *,
    empty: bool = False,
    about: Iterable[str] = (),
) -> pd.DataFrame:
    """Return a pandas data frame of the table.

    Offsets are ``Int32`` and flags ``boolean``, which know missing values; enumerations are categories with all their
    values; carried fields are as pandas has them by default. Arguments and errors are those of :func:`to_batches`; the
    extra is ``pandas``.
    """
    frames = need("pandas", "pandas")
    table = to_table(results, ids, fields, empty=empty, about=about)
    return frame_of(table, frames)


def frame_of(table: pa.Table, frames: Any) -> pd.DataFrame:
    """Return `table` as a data frame of the module `frames`, which is pandas, typed as :func:`to_pandas` says."""
    arrow = need("pyarrow", "arrow")
    frame = table.replace_schema_metadata(None).to_pandas(
        types_mapper={arrow.int32(): frames.Int32Dtype(), arrow.bool_(): frames.BooleanDtype()}.get
    )
    for column in COLUMNS:
        if column.choices:
            frame[column.name] = frame[column.name].astype(frames.CategoricalDtype(list(column.choices)))
    return frame


def to_polars(
    results: Iterable[Result],
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
    *,
    empty: bool = False,
    about: Iterable[str] = (),
) -> pl.DataFrame:
    """Return a polars data frame of the table, enumerations as ``Enum``.

    Arguments and errors are those of :func:`to_batches`; the extra is ``polars``.
    """
    frames = need("polars", "polars")
    return categories(frames.from_arrow(to_table(results, ids, fields, empty=empty, about=about)))


def categories(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a polars data frame of the table with its enumerations as ``Enum``."""
    frames = need("polars", "polars")
    return frame.with_columns(
        frames.col(column.name).cast(frames.Enum(column.choices)) for column in COLUMNS if column.choices
    )
