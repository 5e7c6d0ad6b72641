"""The ``quoteattr`` command. Importing this imports nothing else.

Click, rich and the model come when they are needed.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit.

    0 all done, 1 some input failed, 2 wrong usage, 130 interrupted, 141 reader gone.
    """
    try:
        from quoteattr.cli.app import app

        app(prog_name="quoteattr")
    except KeyboardInterrupt:
        sys.exit(130)
