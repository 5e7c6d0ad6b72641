"""What one text tells of one speaker, as far as other texts may be asked about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from quoteattr.counts import only_described
from quoteattr.lexicon import french
from quoteattr.merging.bodies import body_key
from quoteattr.merging.names import PersonName, person_name, plain
from quoteattr.merging.roles import Role, fields_of, roles_told, seats_of
from quoteattr.reading import fold
from quoteattr.result import Gender, Result, Speaker, SpeakerKind

__all__ = ["Sighting", "sightings_of"]

_CAPITAL = re.compile(r"(?<![.!?…»“”\n-]\s)(?<![.!?…\n])\b[A-ZÀ-ÖØ-Þ][\w'’-]{2,}")
_BEFORE = r"(?<![\w-])((?:[A-ZÀ-ÖØ-Þ][\w'’-]+|[A-Z]\.(?:-?[A-Z]\.)?)\s)({})(?![\w-])"


@frozen(eq=False)
class Sighting:
    """One speaker of one text.

    Attributes:
        document: The id of the text.
        speaker: The speaker, as the text has it.
        quotations: How many are theirs.
        outlet: Where the text was published, if that is known.
        name: The name of a person, taken apart; ``None`` for whom is not named, and for all others.
        key: The name of what is no person, for comparison; empty where it is only described.
        in_full: Names in full, with that surname, which the text has although it was not said that they are this one.
        roles: What the text says that it is.
        fields: The fields of work that these tell.
        seats: The offices of one person in one place that these tell.
        places: Capitalised words of the text, which tell what it is about.
    """

    document: str
    speaker: Speaker
    quotations: int
    outlet: str | None
    name: PersonName | None
    key: str
    in_full: tuple[PersonName, ...]
    roles: tuple[Role, ...]
    fields: frozenset[str]
    seats: Mapping[str, frozenset[str]]
    places: frozenset[str]

    @property
    def gender(self) -> Gender | None:
        """The gender that the text tells, not one that is guessed by the first name."""
        return None if self.speaker.gender_guessed else self.speaker.gender


def sightings_of(result: Result, document: str, outlet: Any = None) -> Iterator[Sighting]:
    """Yield what the text tells of each of its speakers."""
    said = Counter(q.speaker.id for q in result.quotations if q.speaker is not None)
    places = frozenset(plain(match[0]) for match in _CAPITAL.finditer(result.text))
    for speaker in result.speakers:
        name = _named(speaker)
        roles: tuple[Role, ...] = ()
        if name is not None:
            roles = tuple(roles_told(speaker.name, speaker.aliases, result.text))
        yield Sighting(
            document=document,
            speaker=speaker,
            quotations=said[speaker.id],
            outlet=None if outlet is None else str(outlet),
            name=name,
            key="" if speaker.kind is SpeakerKind.PERSON or only_described(speaker.name) else body_key(speaker.name),
            in_full=() if name is None or name.full else tuple(_in_full(name, speaker.name, result.text)),
            roles=roles,
            fields=fields_of(roles),
            seats=seats_of(roles),
            places=places,
        )


def _named(speaker: Speaker) -> PersonName | None:
    """The name of a person, with what a title among the aliases tells (*M. Philippe* is a surname)."""
    if speaker.kind is not SpeakerKind.PERSON or only_described(speaker.name):
        return None
    name = person_name(speaker.name)
    if name is not None:
        return name
    return next((n for alias in speaker.aliases if (n := person_name(alias)) is not None and n.titled), None)


def _in_full(name: PersonName, written: str, text: str) -> Iterator[PersonName]:
    """The different names in full that stand in the text with that surname."""
    surname = fold(written).split()[-len(name.surname) :]
    seen: set[tuple[str, str]] = set()
    for match in re.finditer(_BEFORE.format(r"\s".join(map(re.escape, surname))), fold(text)):
        found = person_name(match[0])
        if found is None or not found.full or found.key in seen or not name.fits(found):
            continue
        if " ".join(found.given) in french().names:
            seen.add(found.key)
            yield found
