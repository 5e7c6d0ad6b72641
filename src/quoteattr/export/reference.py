"""The reference of the tables and of JSON Lines, as Markdown.

It is made from what the code declares, so that it cannot tell anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quoteattr.export.jsonl import json_schema
from quoteattr.export.table import COLUMNS, TABLE_VERSION

__all__ = ["reference"]

_HEAD = """\
# Fields of the formats

<!-- Made by `python -m quoteattr.export.reference`; do not edit. -->

Offsets count code points of the document's text, from 0, end excluded.
"""
_ARROW = {
    "string": "string",
    "int": "int32",
    "float": "double",
    "bool": "bool",
    "spans": "list of struct (start: int32, end: int32)",
}
_CSV = {
    "string": "text",
    "int": "whole number",
    "float": "number",
    "bool": "`true` or `false`",
    "spans": "`start..end`, joined by `;`",
}


def reference() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *_lines(json_schema()), *_table()])


def _table() -> Iterator[str]:
    yield "## CSV, Arrow, Parquet\n"
    yield (
        f"Version {TABLE_VERSION} of the table: one row a quotation. Carried fields follow; one whose name is in this "
        "table, or begins with `field_`, has `field_` before it.\n"
    )
    yield "| column | Arrow | CSV | meaning |\n| --- | --- | --- | --- |"
    for column in COLUMNS:
        meaning = f"{column.meaning}{_values(column.choices)}"
        yield f"| `{column.name}` | {_ARROW[column.type]} | {_CSV[column.type]} | {meaning} |"
    yield ""


def _values(values: tuple[str, ...]) -> str:
    return f" One of {', '.join(f'`{value}`' for value in values)}." if values else ""


def _lines(schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"## JSON Lines\n\n{schema['description']} The JSON Schema is `quoteattr.export.json_schema()`.\n"
    yield from _object(schema)
    for name, definition in schema["$defs"].items():
        if definition.get("type") == "object":
            yield f"### {name.capitalize()}\n\n{definition['description']}\n"
            yield from _object(definition)
        elif "prefixItems" in definition:
            told: str = definition["description"]
            yield f"### {name.capitalize()}\n\nArray of two numbers: {told[0].lower()}{told[1:]}\n"


def _object(definition: Mapping[str, Any]) -> Iterator[str]:
    yield "| key | value | meaning |\n| --- | --- | --- |"
    for key, value in definition["properties"].items():
        named = _named(value)
        about = value.get("description") or (json_schema()["$defs"][named]["description"] if named else "")
        optional = "" if key in definition["required"] else " (may be missing)"
        yield f"| `{key}`{optional} | {_kind(value)} | {about} |"
    yield ""


def _named(value: Mapping[str, Any]) -> str:
    """The definition that `value` refers to, be it as one of two."""
    ref: str = value.get("$ref", "") or next((choice.get("$ref", "") for choice in value.get("anyOf", ())), "")
    return ref.rpartition("/")[2]


def _kind(value: Mapping[str, Any]) -> str:
    if "const" in value:
        return f"`{value['const']}`"
    if "anyOf" in value:
        return " or ".join(_kind(choice) for choice in value["anyOf"])
    named = _named(value)
    if named:
        definition = json_schema()["$defs"][named]
        return ", ".join(f"`{choice}`" for choice in definition["enum"]) if "enum" in definition else named
    if "items" in value:
        return f"array of {_kind(value['items'])}"
    kind = value["type"]
    return kind if isinstance(kind, str) else " or ".join(kind)


if __name__ == "__main__":
    print(reference(), end="")  # noqa: T201 - it is what this is for
