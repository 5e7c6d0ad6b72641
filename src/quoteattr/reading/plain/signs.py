"""Signs that are no part of the sentences: note calls, Markdown, and marks made of several signs.

``« Oui » [1], dit **Omar Sall**²`` is read as *« Oui », dit Omar Sall*; ``<<``, ``''`` and ``‘ ’`` as the marks that
they stand for. A word is never changed.
"""

from __future__ import annotations

import re
from typing import Final

from quoteattr.reading.plain.edits import Edit

__all__ = ["signs"]

_URL: Final = (
    r"(?:(?:https?://|www\.|mailto:|/|\#|\.)[^()\s]{1,500}(?:\([^()\s]{1,100}\)[^()\s]{0,100})?(?:\s+\"[^\"\n]{0,200}\")?"
    r"|[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}(?:/[^()\s]{0,300})?)"
)
_IMAGE: Final = re.compile(rf"!\[[^\[\]]{{0,300}}\]\({_URL}\)")
_LINK: Final = re.compile(rf"\[(?=[^\[\]]{{1,300}}\]\({_URL}\))")
_LINKED: Final = re.compile(rf"\]\({_URL}\)")
_HEADING: Final = re.compile(r"\#{1,6}[ \t]+(?=\S)")
_MAIL: Final = re.compile(r">(?:[ \t]?>)*[ \t]?")
_EMPHASIS: Final = re.compile(r"\*{1,3}|_{1,3}")
_SPACES: Final = " \u00a0\u202f"
_NUMBER: Final = r"\d{1,3}|\^[^\[\]\s]{1,20}|[nN](?:ote|b)?[ .\u00a0]{0,2}\d{1,3}|(?:réf|ref)\.?[^\[\]\n]{0,40}|\*{1,3}"
_NOTE: Final = re.compile(
    rf"(?:\[(?:{_NUMBER})\]|\((?:\d{{1,2}}|\*{{1,3}})\)(?=[\s,.;:!?…»”\")\[(]|\Z))(?:[{_SPACES}]?\[(?:{_NUMBER})\])*"
    rf"|[¹²³⁰⁴-⁹†‡]+(?:[{_SPACES}][¹²³⁰⁴-⁹†‡]+)*(?!\w)"
)
_GLUED_FIGURE: Final = re.compile(r"[»”](\d{1,3})(?=[\s,.;:!?…)]|\Z)")
_NUMERALS: Final = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_KINDS: Final = {
    **dict.fromkeys("*_", "emphasis"),
    **dict.fromkeys("[]!\\#", "markdown"),
    **dict.fromkeys(f"({_NUMERALS}†‡", "note"),
    **dict.fromkeys("»”", "figure"),
    **dict.fromkeys("‘’\u0091\u0092", "single"),
    ">": "head",
    "<": "wide",
}
"""What a sign may be, by its first character; the others are marks of two characters."""
_ALONE: Final = "|".join(map(re.escape, ("*", "_", "[", "]", "!", "\\", "#", "†", "‡", ">", *_NUMERALS)))
_SIGN: Final = rf"<<|''|``|,,|‘‘|’’|{_ALONE}|\((?=[\d*])|»(?=\d)|”(?=\d)"
"""Each sign an alternative: so `re` looks for their first characters only."""
_PLAIN: Final = re.compile(_SIGN)
_WITH_SINGLE: Final = re.compile(_SIGN + "|‘|’|\u0091|\u0092")
_RARE: Final = ("*", "_", "<<", ">", "''", "``", ",,", "‘", "’’", "\u0091", "\\", "#", "†", "‡", "](")
_HINT: Final = re.compile(rf"\([\d*]|\[[\dnNr*^]|»\d|”\d|{'|'.join(_NUMERALS)}")
_UNIT: Final = re.compile(r"(?<![^\W\d_])(?:[cdkmhCH]?m|da?m|[^\W\d_]|CO|NO|SO|mi|pi)\Z")
"""What a raised figure belongs to: *12 m²*, *CO²*."""
_ELISION: Final = re.compile(r"(?<!\w)(?:[cdjlmnstCDJLMNST]|[Qq]u)\Z")
_FAR: Final = 1000
"""No emphasis and no single mark reaches further than this many code points."""
_TOLD: Final = {"<<": "«", ">>": "»", "``": "“", "‘‘": "“", "’’": "”", ",,": "„"}
_GLUED: Final = frozenset("»”\"’›.,;!?…)]*_'")
"""What a note call may be glued to, beside a word."""
_SPACED: Final = frozenset("»”\"›*_'")
"""What a note call may stand behind with a space, beside a word."""
_ESCAPED: Final = frozenset("*_[]()#\"'`>~«»-")


def signs(text: str) -> list[Edit]:
    """What the signs in `text` stand for."""
    if not any(c in text for c in _RARE) and _HINT.search(text) is None:
        return []
    single = "‘" in text or "\u0091" in text or "’’" in text
    scan = _Scan(text)
    for m in (_WITH_SINGLE if single else _PLAIN).finditer(text):
        if m.start() >= scan.at:
            scan.take(m.group(), m.start())
    return sorted(scan.edits)


class _Scan:
    """One walk over the signs of a text: what is open, and what was found to stand for something else."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        """What stands before this place is done with."""
        self.edits: list[Edit] = []
        self.emphasis: dict[str, tuple[int, int]] = {}
        self.single = -1
        self.doubled = False
        self.mail = self._is_mail()

    def _is_mail(self) -> bool:
        """Whether ``>>`` at the head of a line quotes another mail, and is no mark."""
        heads = len(re.findall(r"(?m)^[ \t]{0,3}>", self.text)) if ">" in self.text else 0
        return heads > 1 and "<<" not in self.text

    def take(self, sign: str, start: int) -> None:
        """Take the sign that begins at `start`."""
        kind = "wide" if len(sign) == 2 else _KINDS[sign]
        if kind == "wide":
            self._wide(start, start + 2)
        elif kind == "emphasis":
            self._emphasis(start)
        elif kind == "markdown":
            self._markdown(sign, start)
        elif kind == "note":
            self._note(start)
        elif kind == "figure":
            m = _GLUED_FIGURE.match(self.text, start)
            if m is not None:
                self._drop(*m.span(1))
        elif kind == "head":
            self._head(start)
        else:
            self._single(start)

    def _drop(self, start: int, end: int) -> None:
        self.edits.append((start, end, ""))
        self.at = end

    def _heads(self, start: int) -> bool:
        """Whether nothing but a few spaces stands before it on its line."""
        before = self.text[max(0, start - 4) : start]
        return not before.rpartition("\n")[2].strip() and ("\n" in before or len(before) < 4)

    def _markdown(self, sign: str, start: int) -> None:
        """A link, an image, a heading, an escaped sign; ``[`` may also begin a note call."""
        text = self.text
        if sign == "\\":
            if text[start + 1 : start + 2] in _ESCAPED:
                self._drop(start, start + 1)
            return
        found = {"!": _IMAGE, "[": _LINK, "]": _LINKED, "#": _HEADING}[sign].match(text, start)
        if found is not None and (sign != "#" or self._heads(start)):
            self._drop(*found.span())
        elif sign == "[":
            self._note(start)

    def _note(self, start: int) -> None:
        found = _NOTE.match(self.text, start)
        if found is None or not start:
            return
        before = self.text[start - 1]
        if before in _SPACES:
            before = self.text[start - 2] if start > 1 else "\n"
            stands = before.isalpha() or before in _SPACED
            first = start - 1
        else:
            numeral = self.text[start] in _NUMERALS + "("
            stands = before.isalpha() or before in _GLUED or before.isdigit() and not numeral
            first = start
        unit = self.text[start] in _NUMERALS and _UNIT.search(self.text, max(0, start - 4), start) is not None
        if stands and not unit:
            self._drop(first, found.end())

    def _around(self, start: int, end: int) -> tuple[str, str]:
        text = self.text
        return (text[start - 1] if start else "\n"), (text[end] if end < len(text) else "\n")

    def _head(self, start: int) -> None:
        """``> `` at the head of a line, of a mail or of Markdown; or ``>>``."""
        found = _MAIL.match(self.text, start)
        if found is not None and self._heads(start) and (self.mail or ">>" not in found.group()):
            self._drop(*found.span())
        elif self.text.startswith(">>", start):
            self._wide(start, start + 2)

    def _in_address(self, start: int) -> bool:
        """Whether a sign stands in a web address."""
        before = self.text[max(0, start - 200) : start]
        last = before.split()[-1] if before and not before[-1].isspace() else ""
        return "://" in last or "www." in last

    def _emphasis(self, start: int) -> None:
        found = _EMPHASIS.match(self.text, start)
        if found is None:
            return
        end = self.at = found.end()
        if "_" in found.group() and self._in_address(start):
            return
        before, after = self._around(start, end)
        run = self.text[start:end]
        if before.isalnum() and after.isalnum() and (len(run) == 1 or "_" in run):
            return  # snake_case, étudiant*e*s
        strong = len(run) > 1 and "*" in run
        opener = self.emphasis.get(run)
        if opener is not None and (strong or not before.isspace() and not after.isalnum()):
            del self.emphasis[run]
            if start - opener[0] <= _FAR and not _blank_between(self.text, opener[1], start) and start > opener[1]:
                self.edits += ((*opener, ""), (start, end, ""))
                return
        if not after.isspace() and not before.isalnum() and after not in ".,;:!?)":
            self.emphasis[run] = (start, end)
        elif "*" in run and not after.isalnum() and (before.isalpha() or before in _GLUED):
            self.edits.append((start, end, ""))

    def _wide(self, start: int, end: int) -> None:
        before, after = self._around(start, end)
        self.at = end
        mark = self.text[start:end]
        new = _TOLD.get(mark, "")
        if mark in ("<<", ">>") and (before == mark[0] or after == mark[0]):
            return
        if mark == ",," and before.isalnum():
            return
        if mark in ("''", "’’") and before.isalnum() and after.isalnum() and not (self.doubled and after.isupper()):
            return
        if not new:
            new = "“" if self._opens(before, after) else "”"
        self.doubled = new in "“„" if new in "“”„" else self.doubled
        self.edits.append((start, end, new))

    def _opens(self, before: str, after: str) -> bool:
        opening = before.isspace() or before in "([{'’-–—«“"
        closing = after.isspace() or after in ")]},.;:!?…»”-–—/"
        return not self.doubled if opening == closing else opening

    def _single(self, start: int) -> None:
        before, after = self._around(start, start + 1)
        sign = self.text[start]
        if sign in "‘\u0091" and not before.isalnum() and not after.isspace():
            self.single = start
        elif sign in "’\u0092" and self.single >= 0 and not after.isalnum() and not before.isspace():
            if after in '«“"‹(' and _ELISION.search(self.text, max(0, start - 3), start):
                return
            if start - self.single <= _FAR and not _blank_between(self.text, self.single, start):
                self.edits += ((self.single, self.single + 1, "‹"), (start, start + 1, "›"))
            self.single = -1


def _blank_between(text: str, start: int, end: int) -> bool:
    return text.find("\n\n", start, end) >= 0 or text.find("\r\n\r\n", start, end) >= 0
