"""``python -m quoteattr`` is the ``quoteattr`` command."""

from quoteattr.cli import main

if __name__ == "__main__":
    main()
