"""The weights of a model read from its own files, and the kernels in C that run them.

Nothing here imports spaCy. A model whose files are not as expected in any way is refused with
`UnknownArchitectureError`, and is for spaCy to run, with the same labels.
"""

from quoteattr.labelling.engine.files import read_parts
from quoteattr.labelling.engine.kernels import KernelError, Kernels, kernels
from quoteattr.labelling.engine.native import Native, Scorer

__all__ = ["KernelError", "Kernels", "Native", "Scorer", "kernels", "read_parts"]
