"""What counts as a broken link."""

from __future__ import annotations

import json

import links
import pytest


@pytest.mark.parametrize(
    ("status", "uri", "info", "verdict"),
    [
        ("working", "https://example.org/", "", "right"),
        ("broken", "https://example.org/", "404 Client Error: Not Found for url: https://example.org/", "broken"),
        ("broken", "https://example.org/", "HTTPSConnectionPool: Failed to resolve 'example.org'", "untried"),
        ("timeout", "https://example.org/", "Read timed out.", "untried"),
        ("broken", "guides/none.md", "", "broken"),
    ],
)
def test_judged(status: str, uri: str, info: str, verdict: str) -> None:
    line = json.dumps({"filename": "a.md", "lineno": 3, "status": status, "uri": uri, "info": info})
    broken, untried = links.judged([line])
    assert (bool(broken), bool(untried)) == (verdict == "broken", verdict == "untried")


def test_links_of_the_readme_lead_to_files() -> None:
    assert links.readme() == []
