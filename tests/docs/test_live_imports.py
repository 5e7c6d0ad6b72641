"""What work without a model imports, in a new interpreter.

The live page has nothing but the standard library, attrs, quoteattr and what stands in for `regex`.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from places import ROOT
from test_package import modules_after


def script(name: str) -> str:
    """A line that runs a script of the live page."""
    path = str(ROOT / "docs" / "_live" / name)
    return f"exec(compile(open({path!r}, encoding='utf-8').read(), {name!r}, 'exec'), globals())\n"


WORK = """
from quoteattr import Extractor
result = Extractor(model=None)("« Les digues tiendront », a promis Aïda Kerouac lundi. Selon le maire, les travaux ont commencé.")
assert [q.speaker.name for q in result.quotations] == ["Aïda Kerouac", "le maire"], result.quotations
"""
PAGE = f"""
{script("letters.py")}
{script("glue.py")}
import json, sys
found = json.loads(find("« Non », dit l’adjoint Omar Sall.", "Titre", "fr"))
assert found["quotations"] == 1
assert found["words"] == 5 and "sur 5" in found["html"], "the page counts words in one way"
for form in ("json", "csv", "html"):
    assert "Omar Sall" in export(form, "Titre", "fr"), form
assert "regex._regex" not in sys.modules
"""
READ = f"""
import json, pathlib, re
from quoteattr import Extractor
from quoteattr.reading.characters import CAPITAL, SMALL
extract = Extractor(model=None)
texts = [path.read_text(encoding="utf-8") for path in sorted(pathlib.Path({str(ROOT / "examples")!r}).rglob("*.txt"))]
texts += [
    "L'abbé posa sa lampe. — Œuvrons, voulez-vous ? demanda Łucja. — Jamais ! dit-il. — Œuvrons tout de même.",
    "« Le bac ne passera plus, regrette J.-Ž. Łask. Şirin acquiesce. « Il faudra contourner le lac », soupire-t-elle.",
]
assert len(texts) > 4 and all(extract(text).quotations for text in texts)
latin = "".join(map(chr, range(0x250)))  # there, no new version of Unicode changes a letter
letters = [re.findall(f"[{{kind}}]", latin) for kind in (CAPITAL, SMALL)]
print(json.dumps([[extract(text).to_dict() for text in texts], letters]))
"""
OURS = {"quoteattr", "attr", "attrs", "regex"}


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


def test_what_stands_in_for_regex_reads_the_same() -> None:
    command = [sys.executable, "-X", "utf8", "-c"]
    own, stand_in = (
        subprocess.run([*command, before + READ], capture_output=True, text=True, encoding="utf-8", check=True).stdout
        for before in ("", script("letters.py"))
    )
    assert own == stand_in
