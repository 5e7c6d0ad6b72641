"""Tables: a row a quotation, as CSV, Arrow or Parquet."""

from quoteattr.export.table.arrow import (
    read_arrow,
    read_parquet,
    rows_to_batch,
    schema,
    to_table,
    write_arrow,
    write_parquet,
)
from quoteattr.export.table.carried import Fields, FieldValue, beside, checked
from quoteattr.export.table.columns import Row, results_of, rows_of
from quoteattr.export.table.csv import read_csv, write_csv
from quoteattr.export.table.declared import COLUMNS, TABLE_VERSION, column_name
from quoteattr.export.table.frames import categories, frame_of, to_pandas, to_polars

__all__ = [
    "COLUMNS",
    "TABLE_VERSION",
    "FieldValue",
    "Fields",
    "Row",
    "beside",
    "categories",
    "checked",
    "column_name",
    "frame_of",
    "read_arrow",
    "read_csv",
    "read_parquet",
    "results_of",
    "rows_of",
    "rows_to_batch",
    "schema",
    "to_pandas",
    "to_polars",
    "to_table",
    "write_arrow",
    "write_csv",
    "write_parquet",
]
