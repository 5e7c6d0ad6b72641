"""The one place with defaults."""

from __future__ import annotations

from typing import Any

from attrs import Attribute, field, frozen

from quoteattr.errors import ConfigError

__all__ = ["Config"]


def _positive(_: object, attribute: Attribute[int], value: Any) -> None:
    if type(value) is not int or value < 1:
        msg = f"{attribute.name}: expected an int of 1 or more, got {value!r}"
        raise ConfigError(msg)


def _share(_: object, attribute: Attribute[float], value: Any) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        msg = f"{attribute.name}: expected a number from 0 to 1, got {value!r}"
        raise ConfigError(msg)


def _flag(_: object, attribute: Attribute[bool], value: Any) -> None:
    if not isinstance(value, bool):
        msg = f"{attribute.name}: expected a bool, got {value!r}"
        raise ConfigError(msg)


DIALOGUE = ("auto", "on", "off")


def _choice(_: object, attribute: Attribute[str], value: Any) -> None:
    if not isinstance(value, str) or value not in DIALOGUE:
        msg = f"{attribute.name}: expected one of {', '.join(DIALOGUE)}, got {value!r}"
        raise ConfigError(msg)


@frozen(kw_only=True)
class Config:
    """How to extract. Every value is checked when the configuration is made.

    Attributes:
        indirect: Whether to report quotations without marks.
        min_confidence: Leave out quotations whose confidence is lower (0 keeps all).
        max_nesting: How many levels of marks are followed; deeper ones become a diagnostic.
        dialogue: Whether a dash at the head of a line, or between the sentences of a text that lost its line ends, begins a turn of
            dialogue: ``"auto"`` where the text shows that it does, ``"on"`` always, ``"off"`` never.
        batch_tokens: About how many tokens are parsed at a time, which bounds memory.

    Raises:
        ConfigError: If a value is out of range.
    """

    indirect: bool = field(default=True, validator=_flag)
    min_confidence: float = field(default=0.0, validator=_share)
    max_nesting: int = field(default=8, validator=_positive)
    dialogue: str = field(default="auto", validator=_choice)
    batch_tokens: int = field(default=8000, validator=_positive)
