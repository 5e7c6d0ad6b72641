"""A model that is read from its own files, without spaCy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quoteattr.labelling.engine import kernels, read_parts
from quoteattr.labelling.expected import UnknownArchitectureError
from quoteattr.labelling.networks import Networks

__all__ = ["FileModel", "read_model"]


class FileModel:
    """A model read from its files.

    Args:
        folder: Where they are.
        meta: What it tells of itself.
        networks: What runs it.
    """

    def __init__(self, folder: Path, meta: Mapping[str, Any], networks: Networks) -> None:
        self.folder = folder
        self.meta = meta
        self.networks = networks


def read_model(model: str) -> FileModel:
    """Read a model by the name of its package or by its path.

    Raises:
        UnknownArchitectureError: If it is not there, or not as expected in any way: it is for spaCy to load, or to say
            what is wrong with it.
    """
    folder, meta, parts = read_parts(model)
    try:
        return FileModel(folder, meta, Networks(parts, kernels()))
    except UnknownArchitectureError:
        raise
    except Exception as error:  # weights that do not fit, in whatever way
        msg = f"{type(error).__name__}: {error}"
        raise UnknownArchitectureError(msg) from error
