"""Results to files and back, one module a format. They see only `quoteattr.result`."""

from __future__ import annotations

from quoteattr.export.files import replacing
from quoteattr.export.jsonl import read_jsonl, read_records, write_jsonl

__all__ = ["read_jsonl", "read_records", "replacing", "write_jsonl"]
