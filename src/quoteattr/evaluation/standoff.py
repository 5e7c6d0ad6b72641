"""Annotation made with brat: what `quoteattr.export.brat` reads, and the mark of an optional quotation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import evolve

from quoteattr.errors import EvaluationError, ResultError
from quoteattr.evaluation.model import GoldDocument
from quoteattr.export.brat import from_brat

__all__ = ["from_standoff"]

_OPTIONAL = re.compile(r"^[AM]\d+\tOptional (T\d+)[ \t]*\r?$", re.MULTILINE)
_PLACE = re.compile(r"^(T\d+)\t\S+ (\d+)(?: \d+;\d+)* (\d+)\t", re.MULTILINE)


def from_standoff(name: str, text: str, ann: str, source: str, types: Mapping[str, str] | None = None) -> GoldDocument:
    """Read a ``.ann`` file; a quotation with the attribute ``Optional`` is an optional one, which a result cannot say.

    Raises:
        EvaluationError: If it is malformed, or ``Optional`` stands on what is no quotation; the message begins with
            `source`.
    """
    try:
        # the lines stay, empty, so that messages count right
        document = GoldDocument.from_result(name, from_brat(text, _OPTIONAL.sub("", ann), types))
    except ResultError as error:
        raise EvaluationError(str(error), source) from error
    places = {own: (int(start), int(end)) for own, start, end in _PLACE.findall(ann)}
    extents = [(q.content[0][0], q.content[-1][1]) if q.content else None for q in document.quotations]
    optional = set()
    for own in _OPTIONAL.findall(ann):
        if own not in places or places[own] not in extents:
            msg = f"{own} is no quotation"
            raise EvaluationError(msg, source, field="Optional")
        optional.add(places[own])
    return evolve(
        document,
        quotations=[
            evolve(q, optional=extent in optional) for q, extent in zip(document.quotations, extents, strict=True)
        ],
    )
