"""Spark: a data frame of texts becomes a data frame of quotations, through ``mapInArrow``.

Needs the extra ``spark``, and the package on the workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from quoteattr.arrow import columns_read, extract_batches
from quoteattr.config import Config
from quoteattr.export.table import COLUMNS, column_name
from quoteattr.extras import need
from quoteattr.pipeline import DEFAULT_MODEL

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

__all__ = ["extract"]

_TYPES = {
    "string": "string",
    "int": "int",
    "float": "double",
    "bool": "boolean",
    "spans": "array<struct<start:int,end:int>>",
}


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
    """Return a data frame with one row a quotation, which Spark computes when it is asked for it.

    Only the columns named are sent to the workers. Arguments are those of :func:`quoteattr.arrow.extract_batches`.

    Raises:
        ExtraError: If pyspark, pandas or pyarrow is not installed.
        InputError: If a column is missing or an argument has the wrong type.
    """
    types = need("pyspark.sql.types", "spark")
    need("pyarrow", "spark")
    need("pandas", "spark")  # Spark itself asks for it
    settings: dict[str, Any] = {"text": text, "id": id, "config": config, "model": model, "empty": empty}
    wanted = columns_read(frame.columns, settings, carry)
    schema = types.StructType.fromDDL(", ".join(f"{column.name} {_TYPES[column.type]}" for column in COLUMNS))
    for name in carry:
        field = frame.schema[name]
        schema.add(column_name(name), field.dataType, field.nullable)
    work: Any = partial(_work, carry=tuple(carry), **settings)
    chosen = frame.select(*("`" + name.replace("`", "``") + "`" for name in wanted))
    return chosen.mapInArrow(work, schema)


def _work(batches: Iterable[pa.RecordBatch], **settings: Any) -> Iterator[pa.RecordBatch]:
    """What a worker does; it has no metadata to send back, which Spark would refuse."""
    for batch in extract_batches(batches, **settings):
        yield batch.replace_schema_metadata(None)
