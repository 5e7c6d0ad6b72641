"""The page of the API shows every public name, and no other."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from places import ROOT

PAGE = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^\.\. auto(?:function|class|exception|data):: (quoteattr[\w.]*)\.(\w+)$", PAGE, re.MULTILINE)
MODULES = (
    "quoteattr", "quoteattr.export", "quoteattr.export.html", "quoteattr.export.webannotation", "quoteattr.evaluation", "quoteattr.spacy_component", "quoteattr.arrow", "quoteattr.spark",
    "quoteattr.dask", "quoteattr.frames", "quoteattr.export.text", "quoteattr.export.annotators.labelstudio", "quoteattr.export.annotators.prodigy", "quoteattr.export.annotators.cas",
)  # fmt: skip


def public(module: str) -> set[str]:
    """The names that a module offers, but for its constants."""
    return {name for name in import_module(module).__all__ if not name.isupper()}


@pytest.mark.parametrize("module", MODULES)
def test_public_names_are_shown(module: str) -> None:
    missing = public(module) - {name for home, name in SHOWN if home == module}
    assert not missing, f"add them to docs/reference/api.md, where they belong in its order: {sorted(missing)}"


def test_what_is_shown_is_public() -> None:
    assert {home for home, _ in SHOWN} == set(MODULES)
    assert [f"{home}.{name}" for home, name in SHOWN if name not in public(home)] == []
    assert len(SHOWN) == len(set(SHOWN))
