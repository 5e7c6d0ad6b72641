"""Results to files and back, one module a format. They see only `quoteattr.result`."""

from __future__ import annotations

from quoteattr.export.brat import brat_configuration, from_brat, to_brat
from quoteattr.export.files import replacing
from quoteattr.export.jsonl import read_jsonl, read_records, write_jsonl
from quoteattr.export.tei import from_tei, to_tei

__all__ = ["brat_configuration", "from_brat", "from_tei", "read_jsonl", "read_records", "replacing", "to_brat", "to_tei", "write_jsonl"]
