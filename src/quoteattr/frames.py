"""A data frame of texts becomes a data frame of quotations: pandas in, pandas out; polars in, polars out.

Needs the extra ``pandas`` or ``polars``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from quoteattr.arrow import columns_read, extract_batches, output_schema
from quoteattr.config import Config
from quoteattr.errors import InputError
from quoteattr.export.table import categories, column_name, frame_of, schema
from quoteattr.extras import need
from quoteattr.pipeline import DEFAULT_MODEL

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["extract"]

Frame = TypeVar("Frame")
ROW = "row"


def extract(
    frame: Frame,
    *,
    text: str = "text",
    id: str | None = None,  # noqa: A002 - as in quoteattr.arrow
    carry: Sequence[str] | None = None,
    config: Config | None = None,
    model: str | None = DEFAULT_MODEL,
    empty: bool = False,
) -> Frame:
    """Return a data frame of the same sort, with one row a quotation.

    Its columns are those of :func:`quoteattr.export.to_pandas` or :func:`quoteattr.export.to_polars`, then those
    carried, with the types they had; a pandas frame has the index of the document each quotation comes from. Arguments
    are those of :func:`quoteattr.arrow.extract_batches`, but that all other columns are carried when `carry` is left
    out.

    Raises:
        ExtraError: If pyarrow is not installed.
        InputError: If `frame` is no data frame of pandas or polars, a column is missing or an argument has the wrong
            type.

    Example:
        >>> import pandas
        >>> from quoteattr.frames import extract
        >>> articles = pandas.DataFrame({"outlet": ["Le Bac"], "text": ["« On rouvre », promet Hélène Castaing."]})
        >>> extract(articles)[["outlet", "speaker_name", "content"]].values.tolist()
        [['Le Bac', 'Hélène Castaing', 'On rouvre']]
    """
    source = type(frame).__module__.partition(".")[0]
    if source not in {"pandas", "polars"} or type(frame).__name__ != "DataFrame":
        msg = f"frame: expected a DataFrame of pandas or polars, got {type(frame).__name__}"
        raise InputError(msg)
    whole: Any = frame
    settings: dict[str, Any] = {"text": text, "id": id, "config": config, "model": model, "empty": empty}
    chosen = tuple(name for name in whole.columns if name not in {text, id}) if carry is None else carry
    columns_read(whole.columns, settings, chosen)
    made: Frame = work(whole, tuple(chosen), settings) if source == "pandas" else _polars(whole, chosen, settings)
    return made


def _polars(frame: Any, carry: Sequence[str], settings: dict[str, Any]) -> Any:
    arrow, frames = need("pyarrow", "polars"), need("polars", "polars")
    columns = list(dict.fromkeys([settings["text"], *([settings["id"]] if settings["id"] else []), *carry]))
    table = frame.select(columns).to_arrow()
    found = extract_batches(table.to_batches(), carry=carry, **settings)
    return categories(frames.from_arrow(arrow.Table.from_batches(found, output_schema(table.schema, carry))))


def work(part: pd.DataFrame, carry: tuple[str, ...], settings: dict[str, Any]) -> pd.DataFrame:
    """What a worker does with one partition.

    Rows are numbered on their way through Arrow, so that the carried columns need not go it.
    """
    arrow = need("pyarrow", "pandas")
    columns = {settings["text"]: arrow.array(part[settings["text"]], arrow.string(), from_pandas=True)}
    if settings["id"] is not None:
        columns.setdefault(settings["id"], arrow.array(part[settings["id"]], from_pandas=True))
    row = _free(columns)
    columns[row] = arrow.array(range(len(part)), arrow.int64())
    batches = list(extract_batches([arrow.RecordBatch.from_pydict(columns)], carry=[row], **settings))
    numbered = schema(arrow.schema([(ROW, arrow.int64())]))
    table = arrow.Table.from_batches(
        [arrow.RecordBatch.from_arrays(batch.columns, schema=numbered) for batch in batches], numbered
    )
    return together(part, frame_of(table, need("pandas", "pandas")), carry)


def _free(taken: dict[str, Any]) -> str:
    """A name that is not taken."""
    name = ROW
    while name in taken:
        name += "_"
    return name


def together(part: pd.DataFrame, found: pd.DataFrame, carry: tuple[str, ...]) -> pd.DataFrame:
    """The quotations `found` in `part`, with the columns carried and the index of their documents."""
    origin = part.iloc[found.pop(ROW).to_numpy(dtype="int64")]
    found.index = origin.index
    for name in carry:
        found[column_name(name)] = origin[name]
    return found
