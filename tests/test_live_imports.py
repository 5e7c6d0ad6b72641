"""What work without a model imports, in a new interpreter.

The live page has nothing but the standard library, attrs and quoteattr.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from test_package import modules_after

GLUE = Path(__file__).parents[1] / "docs" / "_live" / "glue.py"
WORK = """
from quoteattr import Extractor
result = Extractor(model=None)("« Les digues tiendront », a promis Aïda Kerouac lundi. Selon le maire, les travaux ont commencé.")
assert [q.speaker.name for q in result.quotations] == ["Aïda Kerouac", "le maire"], result.quotations
"""
PAGE = f"""
exec(compile(open({str(GLUE)!r}, encoding="utf-8").read(), "glue.py", "exec"), globals())
import json
assert json.loads(find("« Non », dit Omar Sall.", "Titre", "fr"))["quotations"] == 1
for form in ("json", "csv", "html"):
    assert "Omar Sall" in export(form, "Titre", "fr"), form
"""
OURS = {"quoteattr", "attr", "attrs"}


@pytest.fixture(scope="module")
def anyway() -> set[str]:
    """What an interpreter of this environment imports when it starts."""
    return modules_after("")


@pytest.mark.parametrize("code", [WORK, PAGE], ids=["extractor", "live-page"])
def test_imports_nothing_that_the_browser_lacks(code: str, anyway: set[str]) -> None:
    found = modules_after(code)
    assert "quoteattr" in found
    assert found - anyway <= OURS | sys.stdlib_module_names


def test_the_guard_above_can_fail(anyway: set[str]) -> None:
    assert not modules_after("import quoteattr.cli.app") - anyway <= OURS | sys.stdlib_module_names
