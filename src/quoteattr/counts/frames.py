"""Rows of counts as data frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from quoteattr.extras import need

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["pandas_frame", "polars_frame"]

Columns = Mapping[str, type]


def pandas_frame(rows: Sequence[Mapping[str, Any]], columns: Columns) -> pd.DataFrame:
    """Return `rows` as a pandas data frame with `columns`, empty or not.

    Raises:
        ExtraError: If pandas is not installed.
    """
    frames = need("pandas", "pandas")
    kinds = {str: "string", int: "int64", float: "float64"}
    return frames.DataFrame(
        {name: frames.Series([row[name] for row in rows], dtype=kinds[kind]) for name, kind in columns.items()}
    )


def polars_frame(rows: Sequence[Mapping[str, Any]], columns: Columns) -> pl.DataFrame:
    """Return `rows` as a polars data frame with `columns`, empty or not.

    Raises:
        ExtraError: If polars is not installed.
    """
    frames = need("polars", "polars")
    kinds = {str: frames.String, int: frames.Int64, float: frames.Float64}
    return frames.DataFrame(
        {name: [row[name] for row in rows] for name in columns}, {name: kinds[kind] for name, kind in columns.items()}
    )
