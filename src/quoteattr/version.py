"""The version, beside the one in ``pyproject.toml``: asking the installed metadata for it takes as long as reading the lexicon."""

from __future__ import annotations

__all__ = ["VERSION"]

VERSION = "0.1.0"
