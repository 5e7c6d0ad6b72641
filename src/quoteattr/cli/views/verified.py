"""What became of quotations, for people to read: a block of lines each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from quoteattr.cli.views.view import cut, one_line

__all__ = ["lines_of"]


def lines_of(row: dict[str, Any], changes: Sequence[str]) -> Iterator[str]:
    """Yield the lines of one quotation: the verdict and the quotation, where it stands, what differs, who says it."""
    flags = f" ({', '.join(row['flags'])})" if row["flags"] else ""
    yield f"{row['verdict'].upper()}{flags}: {cut(one_line(row['quotation']))}\n"
    if row["source"] is not None:
        yield f"  {one_line(row['source'])} {row['start']}-{row['end']}: {cut(one_line(row['text']))}\n"
    for change in changes:
        yield f"  {cut(one_line(change))}\n"
    if row["speaker"] is not None:
        said = {True: "as asked", False: f"not {row['wanted']}", None: ""}[row["same_speaker"]]
        yield f"  said by {one_line(row['speaker'])}{f' ({one_line(said)})' if said else ''}\n"
