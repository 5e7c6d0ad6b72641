"""``python -m quoteattr.cli``."""

from quoteattr.cli import main

main()
