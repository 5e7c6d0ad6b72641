"""The examples of the README, the documentation and the docstrings run as tests; what they show is what they print."""

from __future__ import annotations

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from typing import Any

import pytest
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

TOGETHER = {"tests/test_spacy_component.py"}
"""Files of tests whose fixtures are dear: they are run in one process."""
FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE

pages = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=FLAGS), SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/*/*.md", "docs/*/*/*.md"],
    excludes=["docs/_build/**"],
)
docstrings = Sybil(
    parsers=[DocTestParser(optionflags=FLAGS)],
    patterns=["src/quoteattr/**/*.py", "src/quoteattr/*.py"],
    document_types={".py": PythonDocStringDocument},
)
pytest_collect_file = (pages + docstrings).pytest()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """An example may load the model."""
    for item in items:
        if type(item).__name__ == "SybilItem":
            item.add_marker(pytest.mark.model)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Of several processes, the one that is free takes the next test; the examples of a page share names, and stay."""
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - it may be missing

    class PageByPage(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return nodeid if file.startswith("tests/") and file not in TOGETHER else file

    return PageByPage(config, log)
