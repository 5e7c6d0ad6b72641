"""Every construction in variants generated from lists of words: what is said, and whose words it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from grid.constructions import CONSTRUCTIONS, Case

if TYPE_CHECKING:
    from quoteattr import Extractor, Quotation, Result

pytestmark = pytest.mark.model

LEAST = 0.95
VARIANTS = 20


def _is(case: Case, quotation: Quotation) -> bool:
    if tuple(span.text for span in quotation.content) != case.said:
        return False
    told = {quotation.mention.span.text.lower()} if quotation.mention else set()
    if quotation.speaker:
        told.add(quotation.speaker.name.lower())
    return case.who is None or case.who.lower() in {word.lstrip("-").removeprefix("t-") for word in told}


def _fits(case: Case, result: Result) -> bool:
    return any(_is(case, quotation) for quotation in result.quotations)


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_variants(construction: str, extractor: Extractor) -> None:
    cases = list(CONSTRUCTIONS[construction]())
    assert len(cases) >= VARIANTS
    results = extractor.pipe(case.text for case in cases)
    wrong = [case.text for case, result in zip(cases, results, strict=True) if not _fits(case, result)]
    assert len(wrong) <= (1 - LEAST) * len(cases), "\n".join(wrong)
