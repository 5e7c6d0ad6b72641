"""Lexicon files: changes to a lexicon in TOML, read as data and told where they stand."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quoteattr.checks import check_path
from quoteattr.errors import LexiconError
from quoteattr.lexicon.changes import Place, apply_changes
from quoteattr.lexicon.model import Lexicon, french

__all__ = ["load_lexicon"]

_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")


def load_lexicon(path: str | os.PathLike[str], base: Lexicon | None = None) -> Lexicon:
    """Return a lexicon changed by a TOML file of ``[[verb]]``, ``[[source]]``, ``[[noun]]`` and ``[[name]]`` entries.

    Args:
        path: The file, in UTF-8. The guide *Own lexicon and known people* describes its fields.
        base: The lexicon to change; the package's own when left out.

    Raises:
        LexiconError: If the file is malformed; the message names file, line and field.
        OSError: If it cannot be read.
    """
    import tomllib  # noqa: PLC0415 - seldom needed, and not worth its time at every import

    check_path(path)
    name = os.fspath(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        changes = tomllib.loads(text)
    except UnicodeDecodeError as error:
        msg = f"expected UTF-8: {error}"
        raise LexiconError(msg, name) from error
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        raise LexiconError(_AT_LINE.sub("", str(error)), name, int(found[1]) if found else None) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of brackets
        raise LexiconError(str(error), name) from error
    return apply_changes(base or french(), changes, Place(name, _lines(text, changes)))


def _lines(text: str, changes: Mapping[str, Any]) -> dict[tuple[str, int, str], int]:
    """The 1-based lines of entries and of their fields, for tables whose entries all have a header of their own."""
    out: dict[tuple[str, int, str], int] = {}
    seen: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        header = re.fullmatch(r"\s*\[\[?\s*[\"']?([\w-]+)[\"']?\s*\]\]?\s*(?:#.*)?", line)
        if header is not None:
            table = header[1]
            seen[table] = seen.get(table, 0) + 1
            out[table, seen[table], ""] = number
        elif table and (key := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line)):
            out.setdefault((table, seen[table], key[1]), number)
    exact = {
        name
        for name, rows in changes.items()
        if isinstance(rows, list) and len(rows) == seen.get(name) or isinstance(rows, Mapping)
    }
    return {key: line for key, line in out.items() if key[0] in exact}
