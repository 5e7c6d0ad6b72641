"""The measured and learned numbers that the library carries, as rows of text files."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["rows"]


def rows(name: str) -> list[list[str]]:
    """Return the tab-separated cells of each line of a data file, comments and blank lines left out."""
    text = files("quoteattr.measured").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
