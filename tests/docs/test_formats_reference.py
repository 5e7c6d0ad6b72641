"""The reference of the formats says what the code says."""

from __future__ import annotations

import pytest
from places import ROOT

from quoteattr.export.reference import reference

PAGE = ROOT / "docs/reference/formats.md"


@pytest.mark.skipif(not PAGE.is_file(), reason="run without the documentation beside it")
def test_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), (
        "run: python -m quoteattr.export.reference > docs/reference/formats.md"
    )
