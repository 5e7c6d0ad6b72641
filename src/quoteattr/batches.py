"""Texts in batches, such that what goes wrong while they are read does not cost those before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quoteattr.errors import InputError

__all__ = ["batches"]


def batches(texts: Iterable[Any], size: int, failure: list[BaseException]) -> Iterator[list[str]]:
    """Cut `texts` into lists.

    An exception met on the way ends them and is left in `failure`, so that what came before is still worked on.
    """
    batch: list[str] = []
    try:
        for text in texts:
            if not isinstance(text, str):
                msg = f"expected str, got {type(text).__name__}"
                raise InputError(msg)  # noqa: TRY301 - as what `texts` itself raises
            batch.append(text)
            if len(batch) == size:
                yield batch
                batch = []
    except Exception as error:  # noqa: BLE001 - raised again by who asked
        failure.append(error)
    if batch:
        yield batch
