"""TEI P5: a result in one XML file, and back."""

from quoteattr.export.tei.reader import from_tei
from quoteattr.export.tei.writer import to_tei

__all__ = ["from_tei", "to_tei"]
