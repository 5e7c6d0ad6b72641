"""The docs tell of every rule the precision that the data file holds."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs" / "how-it-decides.md"


def test_docs_show_the_measured_precision() -> None:
    rows = files("quoteattr").joinpath("data", "rules.tsv").read_text(encoding="utf-8").splitlines()
    measured = {(r[0], r[1]): r[2] for r in (row.split("\t") for row in rows if not row.startswith("#"))}
    shown = {(m[1], m[2]): m[3] for m in re.finditer(r"^\| `([\w-]+)` \| (\w+) \| .* \| ([\d.]+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)}
    assert shown
    assert {key: measured[key] for key in shown} == shown


def test_docs_show_the_measured_precision_of_links() -> None:
    rows = files("quoteattr").joinpath("data", "links.tsv").read_text(encoding="utf-8").splitlines()
    measured = {r[0]: (r[1], str(int(r[2]) + int(r[3]))) for r in (row.split("\t") for row in rows if not row.startswith("#"))}
    shown = {m[1]: (m[2], m[3]) for m in re.finditer(r"^\| `([\w-]+)` \| [^|]+ \| ([\d.]+) \| (\d+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)}
    assert shown == measured
