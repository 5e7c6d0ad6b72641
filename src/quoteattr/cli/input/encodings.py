"""Encodings of files: the one that the user names, and the likely one, told where that is wrong or asked for."""

from __future__ import annotations

import codecs

import click

__all__ = ["AUTO", "ENOUGH", "check_encoding", "hint", "likely", "reason", "resolved"]

AUTO = "auto"
"""The name by which the user asks that the encoding be guessed."""
_CANDIDATES = ["utf_8", "cp1252", "latin_1", "mac_roman", "cp850", "utf_16"]
"""What French is written in: a guess among all encodings of the world is often a Polish one."""
_NAMES = {"utf_8": "utf-8", "latin_1": "latin-1", "utf_16": "utf-16"}
ENOUGH = 1 << 20
"""Bytes from which a guess is made."""


def check_encoding(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Refuse a name that is no text encoding (a click callback)."""
    if value == AUTO:
        return value
    try:
        codecs.lookup(value)
        b"?".decode(value, "surrogateescape")  # as lines are decoded
    except UnicodeDecodeError:  # two bytes to a character, say
        return value
    except (LookupError, UnicodeError) as error:
        msg = f"{value!r} cannot be used for files: {error}"
        raise click.BadParameter(msg) from error
    return value


def likely(data: bytes) -> str | None:
    """The encoding that bytes are likely to be in, if any."""
    from charset_normalizer import from_bytes

    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    best = from_bytes(data[:ENOUGH], cp_isolation=_CANDIDATES).best()
    return None if best is None else _NAMES.get(best.encoding, best.encoding)


def resolved(encoding: str, data: bytes) -> str:
    """The encoding to read with: the one named or, where the user asks for it, the likely one."""
    if encoding != AUTO:
        return encoding
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(data) < ENOUGH or error.start < len(data) - 4:  # else only the last character is cut
            return likely(data) or "utf-8"
    return "utf-8-sig"


def reason(error: UnicodeError, encoding: str, data: bytes = b"") -> str:
    """What is wrong with bytes, and what may help."""
    if isinstance(error, UnicodeDecodeError):
        where = f"{error.reason} (byte {error.object[error.start]:#04x} at {error.start})"
        return f"not {encoding}: {where}; {hint(data or error.object)}"
    return f"not {encoding}: {error}; {hint(data)}"


def hint(data: bytes = b"") -> str:
    """What to do about a wrong encoding; the likely one is named."""
    found = likely(data) if data else None
    if found is None:
        return "give the encoding of the file with --encoding, for example --encoding cp1252"
    return f"it looks like {found}: --encoding {found}, or --encoding auto to have it guessed"
