"""Tables that people keep in a spreadsheet: with commas, semicolons or tabs, as any version of Excel saves them.

And the words by which a French one names its columns and fills them.
"""

from __future__ import annotations

import csv
import re
from typing import Any

__all__ = ["decoded", "delimiter", "person_cells", "rows", "separator"]

_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
"""The first line by which a file tells Excel what stands between cells."""
_COLUMNS = {
    "nom": "name",
    "alias": "aliases",
    "rôle": "role",
    "fonction": "role",
    "genre": "gender",
    "sexe": "gender",
    "type": "kind",
}
_CELLS = {
    "gender": {"femme": "f", "féminin": "f", "homme": "m", "masculin": "m", "h": "m"},
    "kind": {"personne": "person", "organisation": "organization", "groupe": "group"},
}
_NO_VALUE = frozenset({"", "?", "-"})


def separator(line: str) -> str | None:
    """What a first line ``sep=;`` says that stands between cells; ``None`` of any other line."""
    match = _SEPARATOR.fullmatch(line)
    return None if match is None else match[1]


def delimiter(line: str) -> str:
    """What stands between the columns of a table: the comma, or what its first line has more of."""
    return max(",;\t", key=line.count)


def decoded(data: bytes) -> str:
    """Text in UTF-8 or, where it is none, in the encoding of Excel in French (Windows-1252).

    Raises:
        UnicodeDecodeError: If it is neither.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def rows(text: str) -> list[dict[str | None, Any]]:
    """The rows of a table by its columns.

    Raises:
        csv.Error: If it is no table.
    """
    lines = text.splitlines()
    told = separator(lines[0]) if lines else None
    if told is not None:
        del lines[0]
    return list(csv.DictReader(lines, delimiter=told or delimiter(lines[0] if lines else "")))


def person_cells(row: dict[str | None, Any]) -> dict[str | None, Any]:
    """A row of a table of people in the names and words of the library: *Nom*, *Genre*; *F*, *Femme*."""
    out: dict[str | None, Any] = {}
    for key, value in row.items():
        name = None if key is None else key.strip()
        name = (
            name
            if name is None
            else _COLUMNS.get(name.casefold(), name.casefold() if name.casefold() in _OWN else name)
        )
        if name in _CELLS and isinstance(value, str):
            value = _CELLS[name].get(value.strip().casefold(), value.strip().casefold())  # noqa: PLW2901 - said otherwise
            value = "" if value in _NO_VALUE else value  # noqa: PLW2901 - as above
        out[name] = value
    return out


_OWN = frozenset(("name", *_COLUMNS.values()))
