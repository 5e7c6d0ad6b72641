"""The one place with defaults."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import Attribute, field, frozen

from quoteattr.checks import check_path
from quoteattr.errors import ConfigError
from quoteattr.result import Gender, SpeakerKind

__all__ = ["Config", "Person", "load_people", "people_from"]


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
MIN_RATIO = 0.65
"""Share of letters in common from which on other words are an alteration of a quotation and not another sentence."""


def _choice(_: object, attribute: Attribute[str], value: Any) -> None:
    if not isinstance(value, str) or value not in DIALOGUE:
        msg = f"{attribute.name}: expected one of {', '.join(DIALOGUE)}, got {value!r}"
        raise ConfigError(msg)


def _filled(_: object, attribute: Attribute[str], value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        msg = f"{attribute.name}: expected some text, got {value!r}"
        raise ConfigError(msg)


def _aliases(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        msg = f"aliases: expected several texts, got {value!r}"
        raise ConfigError(msg)
    aliases = tuple(value)
    for alias in aliases:
        if not isinstance(alias, str) or not alias.strip():
            msg = f"aliases: expected some text, got {alias!r}"
            raise ConfigError(msg)
    return aliases


def _told(enum: type[Gender | SpeakerKind], name: str, value: Any) -> Any:
    try:
        return enum(value)
    except ValueError:
        msg = f"{name}: expected one of {', '.join(enum)}, got {value!r}"
        raise ConfigError(msg) from None


def _gender(value: Any) -> Gender | None:
    return None if value is None else Gender(_told(Gender, "gender", value))


def _kind(value: Any) -> SpeakerKind:
    return SpeakerKind(_told(SpeakerKind, "kind", value))


@frozen
class Person:
    """Somebody, or some body, that the user knows.

    Found by name and alias before anything else, and named so in every result.

    Attributes:
        name: The name that results give.
        aliases: Other forms under which the texts may name them; the name itself and its last word need not be
            repeated.
        role: What they are, so that *la maire* may mean them: ``"maire de Lorme"``.
        gender: ``"m"``, ``"f"`` or ``None``.
        kind: What the speaker is.

    Raises:
        ConfigError: If a value has the wrong type or is none of those allowed.

    Example:
        >>> from quoteattr import Config, Extractor, Person
        >>> mayor = Person("Hélène Castaing", aliases=["la patronne du port"], role="maire de Port-Aubry", gender="f")
        >>> extract = Extractor(config=Config(people=[mayor]))
        >>> extract("« On rouvre », lance la patronne du port.").quotations[0].speaker.name
        'Hélène Castaing'
    """

    name: str = field(validator=_filled)
    aliases: tuple[str, ...] = field(converter=_aliases, default=())
    role: str | None = field(default=None)
    gender: Gender | None = field(converter=_gender, default=None)
    kind: SpeakerKind = field(converter=_kind, default=SpeakerKind.PERSON)

    @role.validator
    def _check_role(self, _: Attribute[str | None], value: Any) -> None:
        if value is not None and not isinstance(value, str):
            msg = f"role: expected a text or None, got {value!r}"
            raise ConfigError(msg)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, as a people file or the configuration of the spaCy component holds them."""
        return {
            "name": self.name,
            "aliases": list(self.aliases),
            "role": self.role,
            "gender": None if self.gender is None else self.gender.value,
            "kind": self.kind.value,
        }


COLUMNS = ("name", "aliases", "role", "gender", "kind")


def load_people(path: str | Path) -> tuple[Person, ...]:
    """Read known people from a file: JSON (a list of objects) or CSV with a header, in the fields of `Person`.

    In a CSV file, aliases are separated by ``;`` and an empty cell is left out.

    Raises:
        ConfigError: If the file is malformed; the message names file, entry and field.
        OSError: If it cannot be read.

    Example:
        >>> import json
        >>> import tempfile
        >>> from pathlib import Path
        >>> from quoteattr import load_people
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "people.json")
        ...     castaing = {"name": "Hélène Castaing", "aliases": ["Castaing", "la patronne"], "gender": "f"}
        ...     _ = file.write_text(json.dumps([castaing]), encoding="utf-8")
        ...     [(person.name, person.aliases) for person in load_people(file)]
        [('Hélène Castaing', ('Castaing', 'la patronne'))]
    """
    check_path(path)
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = (
            json.loads(text)
            if path.suffix.lower() == ".json"
            else [_cells(row) for row in csv.DictReader(text.splitlines())]
        )
    except (ValueError, RecursionError, csv.Error) as error:  # not UTF-8, not JSON, nested too deeply, no CSV
        msg = f"{path}: {error}"
        raise ConfigError(msg) from error
    return people_from(rows, str(path))


def people_from(rows: Any, source: str = "people") -> tuple[Person, ...]:
    """Return the people that plain data describe: a list of objects in the fields of `Person`.

    Args:
        rows: The data.
        source: What an error names.

    Raises:
        ConfigError: If the data are malformed; the message names entry and field.
    """
    if not isinstance(rows, list):
        msg = f"{source}: expected a list of objects, got {type(rows).__name__}"
        raise ConfigError(msg)
    return tuple(_person(source, number, row) for number, row in enumerate(rows, 1))


def _cells(row: Mapping[str | None, Any]) -> dict[str | None, Any]:
    cells: dict[str | None, Any] = {key: value for key, value in row.items() if value}
    if isinstance(cells.get("aliases"), str):
        cells["aliases"] = [alias.strip() for alias in cells["aliases"].split(";") if alias.strip()]
    return cells


def _person(source: str, number: int, row: Any) -> Person:
    where = f"{source}: entry {number}"
    if not isinstance(row, Mapping):
        msg = f"{where}: expected an object, got {type(row).__name__}"
        raise ConfigError(msg)
    unknown = [str(key) for key in row if key not in COLUMNS]
    if unknown or "name" not in row:
        problem = f"unknown field {unknown[0]!r}" if unknown else "the field 'name' is missing"
        msg = f"{where}: {problem}; the fields are {', '.join(COLUMNS)}"
        raise ConfigError(msg)
    try:
        return Person(**row)
    except ConfigError as error:
        msg = f"{where}: {error}"
        raise ConfigError(msg) from error


def _people(value: Any) -> tuple[Person, ...]:
    people = tuple(value) if isinstance(value, Iterable) else (value,)
    for person in people:
        if not isinstance(person, Person):
            msg = f"people: expected Person objects, got {person!r}"
            raise ConfigError(msg)
    return people


def _names(value: Any) -> frozenset[str]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        msg = f"without: expected several names, got {value!r}"
        raise ConfigError(msg)
    names = frozenset(value)
    for name in names:
        if not isinstance(name, str):
            msg = f"without: expected the name of a rule, got {name!r}"
            raise ConfigError(msg)
    return frozenset(str(name) for name in names)


@frozen(kw_only=True)
class Config:
    """How to extract. Every value is checked when the configuration is made.

    Attributes:
        indirect: Whether to report quotations without marks.
        min_confidence: Leave out quotations whose confidence is lower (0 keeps all).
        min_speaker_confidence: Do not give a person's name where that is less sure; the mention stays. By default a
            name that is as likely wrong as right is not given; 0 gives all.
        max_nesting: How many levels of marks are followed; deeper ones become a diagnostic.
        dialogue: Whether a dash at the head of a line, or between the sentences of a text that lost its line ends,
            begins a turn of dialogue: ``"auto"`` where the text shows that it does, ``"on"`` always, ``"off"`` never.
        conversation: Whether labels at the head of lines (*Awa Diop : …*), or questions that stand out, say who has the
            turn, as in interviews and transcripts: ``"auto"`` where the text shows that they do, ``"on"`` wherever a
            label is, ``"off"`` never.
        people: Whom the user knows; `load_people` reads them from a file.
        without: Names of rules and links that are not asked, to see what they are worth: those that results and
            `Extractor.explain` tell. An extractor refuses a name that there is not.
        batch_tokens: About how many tokens are parsed at a time, which bounds memory.

    Raises:
        ConfigError: If a value is out of range.

    Example:
        >>> from quoteattr import Config
        >>> Config(indirect=False).indirect
        False
        >>> Config(min_confidence=2)
        Traceback (most recent call last):
        quoteattr.errors.ConfigError: min_confidence: expected a number from 0 to 1, got 2
    """

    indirect: bool = field(default=True, validator=_flag)
    min_confidence: float = field(default=0.0, validator=_share)
    min_speaker_confidence: float = field(default=0.5, validator=_share)
    max_nesting: int = field(default=8, validator=_positive)
    dialogue: str = field(default="auto", validator=_choice)
    conversation: str = field(default="auto", validator=_choice)
    people: tuple[Person, ...] = field(default=(), converter=_people)
    without: frozenset[str] = field(default=(), converter=_names)
    batch_tokens: int = field(default=8000, validator=_positive)
