"""brat standoff: a result beside its text, and back."""

from quoteattr.export.brat.reader import from_brat
from quoteattr.export.brat.writer import brat_configuration, brat_folder, to_brat

__all__ = ["brat_configuration", "brat_folder", "from_brat", "to_brat"]
