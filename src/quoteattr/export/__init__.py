"""Results to files and back, one module a format. They see only `quoteattr.result`."""

from __future__ import annotations

from quoteattr.export.brat import brat_configuration, from_brat, to_brat
from quoteattr.export.documents import Document, is_written, read_any
from quoteattr.export.files import replacing, replacing_bytes
from quoteattr.export.jsonl import json_schema, read_jsonl, read_records, read_with_fields, write_jsonl
from quoteattr.export.table import (
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
from quoteattr.export.tei import from_tei, to_tei

__all__ = [
    "Document",
    "Row",
    "brat_configuration",
    "from_brat",
    "from_tei",
    "is_written",
    "json_schema",
    "read_any",
    "read_arrow",
    "read_csv",
    "read_jsonl",
    "read_parquet",
    "read_records",
    "read_with_fields",
    "replacing",
    "replacing_bytes",
    "results_of",
    "rows_of",
    "to_brat",
    "to_pandas",
    "to_polars",
    "to_table",
    "to_tei",
    "write_arrow",
    "write_csv",
    "write_jsonl",
    "write_parquet",
]
