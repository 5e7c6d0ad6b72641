"""The weights of a model read from its own files and run without spaCy: by kernels in C, or by numpy.

Nothing here imports spaCy. A model whose files are not as expected in any way is refused with
`UnknownArchitectureError`, and is for spaCy to run, with the same labels.
"""

from quoteattr.labelling.engine.files import FileModel, read_model
from quoteattr.labelling.networks import Networks

__all__ = ["FileModel", "Networks", "read_model"]
