"""Print how many examples the tests run: of the documentation, of the README and of the docstrings.

usage: python docs/count_examples.py
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


class Counting:
    """A plugin that only counts what is collected."""

    def __init__(self) -> None:
        self.of: Counter[str] = Counter()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Count every example under the name of its folder."""
        for item in session.items:
            self.of[item.path.relative_to(ROOT).parts[0]] += 1


if __name__ == "__main__":
    counting = Counting()
    status = pytest.main(
        ["--collect-only", "-qq", "--rootdir", str(ROOT), *(str(ROOT / name) for name in ("docs", "README.md", "src"))],
        plugins=[counting],
    )
    names = {"docs": "in the documentation", "README.md": "in the README", "src": "in docstrings"}
    print(
        f"{counting.of.total()} examples are run: "
        + ", ".join(f"{counting.of[part]} {where}" for part, where in names.items())
    )
    sys.exit(status)
