"""A table as Excel in French reads it."""

from __future__ import annotations

import csv
import io
import re

from quoteattr.export.table.csv import guarded

__all__ = ["as_spreadsheet"]

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def as_spreadsheet(table: str) -> str:
    """Return CSV with semicolons, decimal commas, a byte-order mark and no cell that is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in csv.reader(io.StringIO(table)):
        writer.writerow([c.replace(".", ",") if _NUMBER.fullmatch(c) else guarded(c) for c in row])
    return "\ufeff" + out.getvalue()
