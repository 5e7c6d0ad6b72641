"""TEI P5: a result in one XML file, and back."""

from quoteattr.export.tei.writer import from_tei, to_tei

__all__ = ["from_tei", "to_tei"]
