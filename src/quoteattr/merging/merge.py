"""From results to the table of who is who."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quoteattr.checks import check_several
from quoteattr.config import Person
from quoteattr.counts import name_key
from quoteattr.errors import InputError
from quoteattr.export.table import Fields, beside
from quoteattr.merging.bodies import glosses
from quoteattr.merging.clusters import Cluster, clusters_of
from quoteattr.merging.names import plain
from quoteattr.merging.sightings import Sighting, sightings_of
from quoteattr.merging.table import MergedSpeaker, SpeakerTable
from quoteattr.result import Result

__all__ = ["merge_speakers"]

_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


def merge_speakers(
    results: Iterable[Result],
    ids: Iterable[str] | None = None,
    fields: Iterable[Fields] | None = None,
    *,
    people: Iterable[Person] = (),
    outlet: str = "outlet",
) -> SpeakerTable:
    """Say which speakers of many texts are one person or one body.

    A name in full is one person in all texts, unless they contradict each other: another gender, another field of work
    in another story, the same office in another town. Initials (*H. Castaing*) and a surname alone are merged with
    somebody named in full if only one comes into question and the paper, the work or what the text is about speaks for
    it, too. A body is one by its name and by the initials that some text explains; one whose name others have, too
    (*le ministère de la Santé*, *la Cour des comptes*), within an outlet only. Who is only described is never merged.

    Args:
        results: Any iterable; read once.
        ids: A name for each text, which `SpeakerTable.apply` asks for again; numbers from 1 when left out.
        fields: What else is known of each text: its outlet.
        people: Whom you know: they are merged by their names and aliases, and named as you name them.
        outlet: The field that tells where a text was published.

    Raises:
        InputError: If an argument has the wrong type.
        ConfigError: If there are fewer or more `ids` or `fields` than `results`.

    Example:
        >>> import quoteattr
        >>> texts = ["« On rouvre », dit la maire, Hélène Castaing.", "« C'est tard », juge H. Castaing."]
        >>> table = quoteattr.merge_speakers(map(quoteattr.extract, texts), ["lundi", "mardi"])
        >>> [(row.person, row.speaker_name, row.why) for row in table.rows]
        [('helene-castaing', 'Hélène Castaing', 'name'), ('helene-castaing', 'H. Castaing', 'initials')]
    """
    check_several("results", results)
    if not isinstance(outlet, str):
        msg = f"outlet: expected the name of a field, got {type(outlet).__name__}"
        raise InputError(msg)
    known = _checked(people)
    sightings: list[Sighting] = []
    explained: dict[str, set[str]] = defaultdict(set)
    for number, (result, name, carried) in enumerate(beside(results, ids, fields), start=1):
        sightings += sightings_of(result, str(number) if name is None else name, carried.get(outlet))
        for full, short in glosses(result.text):
            explained[short].add(full)
    clusters = clusters_of(sightings, {short: frozenset(full) for short, full in explained.items()})
    return SpeakerTable(_rows(_joined(clusters, known)))


def _checked(people: Any) -> dict[str, Person]:
    """Known people by the key of each of their names; a name of two of them is nobody's."""
    check_several("people", people)
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if not isinstance(person, Person):
            msg = f"people: expected Person, got {type(person).__name__}"
            raise InputError(msg)
        for key in {name_key(name) for name in (person.name, *person.aliases)}:
            found[key].append(person)
    return {key: persons[0] for key, persons in found.items() if len(persons) == 1}


def _joined(clusters: Iterable[Cluster], known: Mapping[str, Person]) -> Iterator[tuple[list[Cluster], Person | None]]:
    """The clusters, those of one known person together."""
    together: dict[int, list[Cluster]] = {}
    persons: dict[int, Person] = {}
    for cluster in clusters:
        person = next((known[key] for s in cluster.sightings if (key := name_key(s.speaker.name)) in known), None)
        if person is None or person.kind is not cluster.sightings[0].speaker.kind or _of_other_gender(cluster, person):
            yield [cluster], None
        else:
            together.setdefault(id(person), []).append(cluster)
            persons[id(person)] = person
    for own, group in together.items():
        yield group, persons[own]


def _of_other_gender(cluster: Cluster, person: Person) -> bool:
    return person.gender is not None and bool(cluster.genders) and person.gender.value not in cluster.genders


def _rows(groups: Iterable[tuple[list[Cluster], Person | None]]) -> Iterator[MergedSpeaker]:
    counted = [(sum(s.quotations for c in group for s in c.sightings), group, person) for group, person in groups]
    named = sorted(counted, key=lambda item: (item[1][0].why[0] == "not named", -item[0], _name(item[1])))
    taken: Counter[str] = Counter()
    keys: dict[int, str] = {}
    for _, group, person in named:
        key = _key(group, person, taken)
        keys.update({id(cluster): key for cluster in group})
    for _, group, person in named:
        about = _about(group, person)
        for cluster in group:
            for sighting, why, doubts in zip(cluster.sightings, cluster.why, cluster.doubts, strict=True):
                candidates = tuple(dict.fromkeys(keys[id(c)] for c in doubts if id(c) in keys))
                yield _row(sighting, keys[id(cluster)], "people" if person else why, candidates, about)
                about = {}


def _row(
    sighting: Sighting, person: str, why: str, candidates: tuple[str, ...], about: Mapping[str, str]
) -> MergedSpeaker:
    speaker = sighting.speaker
    return MergedSpeaker(
        person=person,
        document_id=sighting.document,
        speaker_id=speaker.id,
        speaker_name=speaker.name,
        kind=speaker.kind.value,
        gender="" if speaker.gender is None else speaker.gender.value,
        roles="; ".join(dict.fromkeys(role.text for role in sighting.roles)),
        quotations=sighting.quotations,
        why=why,
        candidates=candidates,
        outlet=sighting.outlet or "",
        about=about,
    )


def _name(group: Iterable[Cluster]) -> str:
    """The form of the name in most texts, in full if there is one."""
    sightings = [s for cluster in group for s in cluster.sightings]
    full = [s for s in sightings if s.name is not None and s.name.full] or sightings
    forms = Counter(s.speaker.name for s in full)
    return min(forms, key=lambda form: (-forms[form], -len(form), form))


def _about(group: list[Cluster], person: Person | None) -> dict[str, str]:
    if person is not None:
        return {"name": person.name, **person.known}
    told: dict[str, str] = {}
    for cluster in group:
        for sighting in cluster.sightings:
            told = {**sighting.speaker.about, **told}
    return {"name": _name(group), **told}


def _key(group: list[Cluster], person: Person | None, taken: Counter[str]) -> str:
    """What the rows of one person have in common: their name, with a number where others have it, too."""
    own = _about(group, person)
    bare = own.get("id") or _NOT_IN_KEYS.sub("-", plain(own["name"])).strip("-") or "x"
    key = bare
    while taken[key]:
        taken[bare] += 1
        key = f"{bare}-{taken[bare]}"
    taken[key] += 1
    return key
