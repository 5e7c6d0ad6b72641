"""The columns of the table that CSV, Arrow and Parquet share, and the names of those that follow them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from quoteattr.checks import check_all, check_several
from quoteattr.result import CueKind, Gender, Kind, MentionForm, SpeakerKind

__all__ = [
    "ABOUT",
    "COLUMNS",
    "OWN_COLUMN",
    "TABLE_VERSION",
    "Column",
    "about_names",
    "apart",
    "column_name",
    "field_name",
]

TABLE_VERSION = 1
"""Version of the table; raised whenever the meaning of a column changes."""

_PREFIX = "field_"


def _choices(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


@frozen
class Column:
    """A column of the table.

    Attributes:
        name: Its name.
        type: ``"string"``, ``"int"``, ``"float"``, ``"bool"`` or ``"spans"``.
        meaning: What it holds, and when it is empty.
        choices: The values it may hold, if they are an enumeration.
        later: Whether a table that was written before there was such a column is read without it.
    """

    name: str
    type: str
    meaning: str
    choices: tuple[str, ...] = field(converter=_choices, default=())
    later: bool = False


COLUMNS = (
    Column("document_id", "string", "The id of the document; without ids, its number in the stream, from 0."),
    Column("quotation_id", "string", "Unique within the document; null in the row of a document without quotations."),
    Column("kind", "string", "How the words are reported; null in the row of a document without quotations.", Kind),
    Column("content", "string", 'What was said; its spans joined by " […] ".'),
    Column(
        "spans",
        "spans",
        "Where the content stands: first code point of the document's text, and one past the last, for each span.",
    ),
    Column("sentence", "string", "The sentence in which it stands, with its cue and its mention.", later=True),
    Column("paragraph", "int", "The number of its paragraph, from 1: lines, blank ones left out.", later=True),
    Column(
        "cue_text",
        "string",
        "The expression that signals the attribution; null without a cue, as are the other cue columns.",
    ),
    Column("cue_lemma", "string", "The infinitive of the cue's verb, or the phrase itself."),
    Column("cue_kind", "string", "The construction of the cue.", CueKind),
    Column("cue_start", "int", "First code point of the cue."),
    Column("cue_end", "int", "One past the last code point of the cue."),
    Column(
        "mention_text",
        "string",
        "The expression that names the speaker here; null without a mention, as are the other mention columns.",
    ),
    Column("mention_form", "string", "The grammatical form of the mention.", MentionForm),
    Column("mention_start", "int", "First code point of the mention."),
    Column("mention_end", "int", "One past the last code point of the mention."),
    Column(
        "speaker_id", "string", "Unique within the document; null without a speaker, as are the other speaker columns."
    ),
    Column("speaker_name", "string", "The fullest form of the speaker's name in the document, or a description."),
    Column("speaker_kind", "string", "What the speaker is.", SpeakerKind),
    Column("speaker_gender", "string", "Grammatical gender of a single person, when the text tells.", Gender),
    Column("speaker_gender_guessed", "bool", "Whether only the first name tells the gender."),
    Column(
        "person_id",
        "string",
        "Who the speaker is in all documents: the id of a people file or of a table of speakers.",
        later=True,
    ),
    Column("wikidata", "string", "The number of the speaker in Wikidata, if the user gave it.", later=True),
    Column(
        "rule", "string", "The name of the rule that found the quotation; `reviewed` where a person has confirmed it."
    ),
    Column("confidence", "float", "The measured precision of the rule, from 0 to 1."),
    Column("link", "string", "The means by which the speaker was told; empty without a speaker."),
    Column("speaker_confidence", "float", "How likely it is that the speaker is right, from 0 to 1; null without one."),
    Column("parent_id", "string", "The quotation_id of the quotation that this one stands inside of."),
    Column("time_start", "float", "When it begins to be spoken, in seconds, in subtitles; null elsewhere."),
    Column("time_end", "float", "When it has been spoken, in the same way."),
    Column("error", "string", "Why the document could not be read; then all columns of the quotation are null."),
)
"""The columns of the table, in order. Carried fields follow them."""

ABOUT = "about_"
"""What the name of a column begins with that holds something else that the user knows of the speaker."""
OWN_COLUMN = {"id": "person_id", "wikidata": "wikidata"}
"""What is known of a speaker, and the column of its own that holds it."""
_NAMES = frozenset(column.name for column in COLUMNS)


def column_name(name: str) -> str:
    """Return the name of the column of a carried field.

    Its own, or with ``field_`` before it where the table has, or may have, such a column.
    """
    return _PREFIX + name if name in _NAMES or name.startswith((_PREFIX, ABOUT)) else name


def field_name(column: str) -> str:
    """Return the carried field whose column is `column`."""
    return column.removeprefix(_PREFIX)


def about_names(about: Iterable[str]) -> tuple[str, ...]:
    """Return the names of what else is known of speakers that has no column of its own, each once."""
    check_several("about", about)
    names = tuple(dict.fromkeys(name for name in about if name not in OWN_COLUMN))
    check_all("about", names, str)
    return names


def apart(further: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """Tell columns beside those of the table apart: what they say of the speaker, and carried fields."""
    about = {name.removeprefix(ABOUT): str(v) for name, v in further.items() if name.startswith(ABOUT) and v}
    return about, {field_name(name): value for name, value in further.items() if not name.startswith(ABOUT)}
