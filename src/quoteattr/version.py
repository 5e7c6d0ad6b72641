"""The version, beside the one in ``pyproject.toml``.

Asking the installed metadata for it takes as long as reading the lexicon.
"""

from __future__ import annotations

__all__ = ["VERSION", "is_compiled"]

VERSION = "0.2.0"


def is_compiled() -> bool:
    """Whether the stages were compiled when the package was built (see ``hatch_build.py`` in its source)."""
    from importlib.util import find_spec  # noqa: PLC0415 - seldom asked, and not worth its time at every import

    spec = find_spec("quoteattr.assembly")
    return spec is not None and not (spec.origin or ".py").endswith(".py")
