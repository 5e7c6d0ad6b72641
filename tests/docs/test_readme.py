"""What the README and the first guides show is what the command prints."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from places import ROOT

from quoteattr.cli.app import app


@pytest.mark.model
@pytest.mark.parametrize(
    ("page", "count"), [("README.md", 2), ("docs/getting-started.md", 1), ("docs/fr/getting-started.md", 1)]
)
def test_example_output(page: str, count: int) -> None:
    shown = (
        (ROOT / page)
        .read_text(encoding="utf-8")
        .split("<!-- example-output -->")[1]
        .split("<!-- /example-output -->")[0]
    )
    excerpts = re.findall(r"```text\n(.*?)\n```", shown, re.DOTALL)
    run = CliRunner().invoke(app, ["show", str(ROOT / "examples" / "article.txt")])
    assert run.exit_code == 0, run.output
    printed = "\n".join(line.rstrip() for line in run.output.splitlines())
    assert len(excerpts) == count
    for excerpt in excerpts:
        assert excerpt in printed
