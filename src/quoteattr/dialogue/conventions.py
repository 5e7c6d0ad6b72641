"""The conventions by which lines say who has the turn, declared in ``data/conventions.tsv``.

A line of a transcript begins with a label: *Awa Diop : Nous avons gagné*. What may be a label is told here by its form
alone; whether a text is a conversation, and by which convention, is for `quoteattr.dialogue.conversation` to say.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

from quoteattr.reading import CAPITAL, Late

__all__ = ["Convention", "conventions"]

_UPPER: Final = f"[{CAPITAL}]"
_WORD: Final = (
    rf"(?:(?:{_UPPER}|Mme|Mlle|MM|Mmes|Mr|Dr|Pr|Me|Mgr|Ch|Ph|Th)\.(?:-?{_UPPER}\.)*|[\w'·-]{{1,40}}(?:\.e(?:\.s)?\b)?)"
)
_PARTS: Final = {
    "label": rf"(?={_UPPER}){_WORD}(?:(?:, |[ ]|/){_WORD}){{0,7}}",
    "capitals": rf"{_UPPER}[{CAPITAL}\d'·-]+(?:[ ]{_UPPER}[{CAPITAL}\d'·-]*\.?){{0,4}}",
    "title": r"(?:M\.|MM\.|Mmes?\.?|Mlles?\.?|Me|Dr|Pr|Mgr)",
    "beside": r"(?: ?\([^()\n]{1,60}\)| ?\[[^\[\]\n]{1,40}\])?",
    "time": r"[\[(]?\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?[\])]?",
}


class Convention:
    """One way to say who has the turn.

    Attributes:
        name: What it is called.
        alone: Whether the label has a line of its own.
        all_said: Whether everybody's turns are said, those of who asks too.
        example: A line that it is.
        counterexample: A line that it is not.
    """

    __slots__ = ("_pattern", "all_said", "alone", "counterexample", "example", "name")

    def __init__(self, cells: list[str]) -> None:
        self.name: str = cells[0]
        self.alone: bool = cells[1] == "alone"
        self.all_said: bool = cells[2] == "all"
        pattern = cells[3]
        for part, source in _PARTS.items():
            pattern = pattern.replace("{" + part + "}", source)
        self._pattern: Late = Late(pattern)  # in most texts, no line may be like that
        self.example: str = cells[4]
        self.counterexample: str = cells[5]

    @property
    def pattern(self) -> re.Pattern[str]:
        """What the head of a line is like; its group ``who`` is the label."""
        return self._pattern()


@lru_cache(maxsize=1)
def conventions() -> tuple[Convention, ...]:
    """Return the conventions, in the order in which one is taken where two fit as well."""
    text = files("quoteattr.dialogue").joinpath("data", "conventions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(Convention(row) for row in rows)
