"""The people in the header of a TEI document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quoteattr.export.literals import unliteral
from quoteattr.result import (
    Gender,
    Mention,
    Speaker,
    SpeakerKind,
)

__all__ = ["NAMES", "PEOPLE", "SOMEBODY", "XML_ID", "Person", "speaker_of"]

XML_ID = "http://www.w3.org/XML/1998/namespace id"


PEOPLE = ("person", "personGrp", "org")


SOMEBODY = "<person>, <personGrp> or <org>"


NAMES = ("persName", "orgName", "name")


_GENDERS = {
    "m": Gender.MASCULINE,
    "male": Gender.MASCULINE,
    "1": Gender.MASCULINE,
    "f": Gender.FEMININE,
    "female": Gender.FEMININE,
    "2": Gender.FEMININE,
}


class Person(NamedTuple):
    """An element of the header that stands for a speaker."""

    tag: str
    values: Mapping[str, str]
    parts: list[tuple[str, Mapping[str, str], str]]


def speaker_of(person: Person, mentions: list[Mention]) -> Speaker:
    """The speaker that an entry of the header describes, with its mentions in the text."""
    tag, values, parts = person
    names = [(text, part.get("type")) for kind, part, text in parts if kind in NAMES]
    main = next((place for place, (_, kind) in enumerate(names) if kind != "alias"), -1)
    gender, guessed = _GENDERS.get(values.get("gender", values.get("sex", "")).casefold()), False
    for kind, part, text in parts:
        if kind in {"trait", "note"} and part.get("type") == "gender":
            gender, guessed = _GENDERS.get(text.strip().casefold()), part.get("subtype") == "guessed"
    kind = values.get("type", "")
    if tag == "person":
        what = SpeakerKind.UNKNOWN if values.get("role") == "unknown" else SpeakerKind.PERSON
    else:
        what = (
            SpeakerKind.GROUP
            if tag == "personGrp"
            else SpeakerKind(kind)
            if kind in set(SpeakerKind)
            else SpeakerKind.ORGANIZATION
        )
    return Speaker(
        id=unliteral(values["n"]) if "n" in values else values.get(XML_ID, ""),
        name=names[main][0] if main >= 0 else "",
        kind=what,
        gender=gender,
        gender_guessed=guessed,
        aliases=[text for place, (text, _) in enumerate(names) if place != main],
        mentions=mentions,
        about={
            unliteral(part.get("n", "")): text
            for kind, part, text in parts
            if kind == "idno" and part.get("type") == "about"
        },
    )
