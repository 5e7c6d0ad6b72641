"""Which speakers of many texts are one: by the name in full, then initials and surnames, bodies by names and initials.

Merging goes from what is sure to what is less so, and stops where two may be meant. A name in full is one person unless
texts contradict each other; initials or a surname alone stand for somebody only if nobody else comes into question and
something else speaks for it, too: the paper, the work, what the text is about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quoteattr.lexicon import french
from quoteattr.merging.bodies import is_initials, reach
from quoteattr.merging.names import PersonName
from quoteattr.merging.sightings import Sighting
from quoteattr.result import SpeakerKind

__all__ = ["Cluster", "clusters_of"]

_SHARED = 2
"""Names that are seldom in the corpus which two texts must share to be about the same."""
_STORY = 5
"""Such names that they must share to be about one event, in which one name is one person whatever else is told."""
_SELDOM = 0.05
"""Part of the texts at the most that have a name which is seldom."""
_NEVER = frozenset({SpeakerKind.GROUP, SpeakerKind.DOCUMENT, SpeakerKind.UNKNOWN})
"""What is another one in each text, whatever it is called."""
_WIDELY = 5
"""Texts that name somebody in full who is known without more."""


class Cluster:
    """Speakers that are taken for one.

    Attributes:
        sightings: In the order in which they were added.
        why: What told that each belongs here.
        doubts: For each, the others for whom it may have stood.
    """

    def __init__(self, first: Sighting, why: str) -> None:
        self.sightings: list[Sighting] = []
        self.why: list[str] = []
        self.doubts: list[tuple[Cluster, ...]] = []
        self.genders: Counter[str] = Counter()
        self.fields: set[str] = set()
        self.seats: dict[str, set[str]] = {}
        self.outlets: set[str | None] = set()
        self.add(first, why)

    def add(self, sighting: Sighting, why: str, doubts: Sequence[Cluster] = ()) -> None:
        """Take one more in."""
        if self.why == ["alone"]:
            self.why[0] = "name"
        self.sightings.append(sighting)
        self.why.append(why)
        self.doubts.append(tuple(doubts))
        if sighting.gender is not None:
            self.genders[sighting.gender.value] += 1
        self.fields |= sighting.fields
        for seat, where in sighting.seats.items():
            self.seats.setdefault(seat, set()).update(where)
        self.outlets.add(sighting.outlet)

    @property
    def names(self) -> list[PersonName]:
        """The names in full."""
        return [s.name for s in self.sightings if s.name is not None and s.name.full]

    @property
    def gender(self) -> str | None:
        """What most texts tell, or else the first name."""
        if self.genders:
            return self.genders.most_common(1)[0][0]
        return next((_of_one_gender()[first] for n in self.names if (first := n.given[0]) in _of_one_gender()), None)

    def contradicts(self, sighting: Sighting, *, same_story: bool = False) -> bool:
        """Whether what a text tells cannot be of this one: another gender or seat, or, in another story, other work."""
        work = self.fields and sighting.fields and not self.fields & sighting.fields
        return self._other_gender(sighting) or self._other_seat(sighting) or bool(work) and not same_story

    def _other_gender(self, sighting: Sighting) -> bool:
        """Another gender, told by both, where the first name may be of either."""
        if sighting.gender is None or not self.genders or sighting.gender.value in self.genders:
            return False
        name = next(iter(self.names), sighting.name)
        return name is None or not name.full or " ".join(name.given) not in _of_one_gender()

    def _other_seat(self, sighting: Sighting) -> bool:
        shared = self.seats.keys() & sighting.seats.keys()
        return any(not self.seats[seat] & sighting.seats[seat] for seat in shared)


def _of_one_gender() -> Mapping[str, str]:
    return french().names


class _Corpus:
    """All speakers, and which names are seldom."""

    def __init__(self, sightings: Sequence[Sighting]) -> None:
        places: dict[str, frozenset[str]] = {s.document: s.places for s in sightings}
        often = Counter(word for words in places.values() for word in words)
        most = max(_SHARED, _SELDOM * len(places))
        self._seldom = {word for word, count in often.items() if count <= most}

    def about_the_same(self, one: Sighting, cluster: Cluster, least: int = _SHARED) -> bool:
        """Whether a text shares what it is about with one of a cluster's."""
        own = one.places & self._seldom
        if one.name is not None:
            own -= set(one.name.surname)
        names = {word for name in cluster.names for part in (*name.given, *name.surname) for word in (part,)}
        return any(len((own & s.places) - names) >= least for s in cluster.sightings)


def clusters_of(sightings: Iterable[Sighting], glosses: Mapping[str, frozenset[str]]) -> list[Cluster]:
    """Return every speaker in exactly one cluster.

    Args:
        sightings: The speakers of all texts.
        glosses: What the texts say that initials stand for: key of the initials → keys of the names.
    """
    everybody = list(sightings)
    corpus = _Corpus(everybody)
    told = _by_id(everybody)
    rest = [s for s in everybody if not s.speaker.about.get("id")]
    people = [s for s in rest if s.speaker.kind is SpeakerKind.PERSON]
    others = [s for s in rest if s.speaker.kind is not SpeakerKind.PERSON]
    return [*_people(people, told, corpus), *_bodies(others, glosses)]


def _by_id(everybody: Iterable[Sighting]) -> list[Cluster]:
    """Those whom the user knows: one cluster for each id."""
    found: dict[str, Cluster] = {}
    for sighting in everybody:
        own = sighting.speaker.about.get("id")
        if own and own in found:
            found[own].add(sighting, "id")
        elif own:
            found[own] = Cluster(sighting, "id")
    return list(found.values())


# ---- people


def _people(people: Sequence[Sighting], told: list[Cluster], corpus: _Corpus) -> list[Cluster]:
    clusters = list(told)
    by_name: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for cluster in told:
        for key in {name.key for name in cluster.names}:
            by_name[key].append(cluster)
    full = [s for s in people if s.name is not None and s.name.full]
    for sighting in sorted(full, key=_tells_little):
        assert sighting.name is not None  # noqa: S101 - as chosen
        _place(sighting, "name", by_name[sighting.name.key], clusters, corpus)
    by_last: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for last in {name.last for name in cluster.names}:
            by_last[last].append(cluster)
    short = [s for s in people if s.name is not None and not s.name.full]
    for sighting in sorted(short, key=lambda s: not s.name or not s.name.given):
        _attach(sighting, by_last, clusters, corpus)
    clusters += [Cluster(s, "not named") for s in people if s.name is None]
    return clusters


def _tells_little(sighting: Sighting) -> bool:
    return not sighting.fields and not sighting.seats


def _place(sighting: Sighting, why: str, same: list[Cluster], clusters: list[Cluster], corpus: _Corpus) -> None:
    """Put a name in full to those of that name, if one of them it can be, and only one."""
    fitting = [c for c in same if _may_be(sighting, c, corpus)]
    if len(fitting) > 1:
        nearer = [c for c in fitting if corpus.about_the_same(sighting, c)] or fitting
        nearer = [c for c in nearer if sighting.outlet in c.outlets] or nearer if len(nearer) > 1 else nearer
        fitting, doubts = (nearer, []) if len(nearer) == 1 else ([], fitting)
    else:
        doubts = []
    if fitting:
        fitting[0].add(sighting, why)
        return
    apart = "apart: the texts contradict each other" if same and not doubts else "apart: several of that name"
    new = Cluster(sighting, apart if same else "alone")
    new.doubts[0] = tuple(doubts or same)
    if not doubts:
        same.append(new)
    clusters.append(new)


def _may_be(sighting: Sighting, cluster: Cluster, corpus: _Corpus) -> bool:
    """Whether a name in full may be one of a cluster; what the texts are about is asked only where work differs."""
    if not cluster.contradicts(sighting):
        return True
    return not cluster.contradicts(sighting, same_story=True) and corpus.about_the_same(sighting, cluster, _STORY)


def _attach(sighting: Sighting, by_last: Mapping[str, list[Cluster]], clusters: list[Cluster], corpus: _Corpus) -> None:
    """Put initials or a surname to whom they stand for, if only one comes into question and more speaks for it."""
    name = sighting.name
    assert name is not None  # noqa: S101 - as chosen
    why = "initials" if name.given else "surname"
    same = by_last.setdefault(name.last, []) if isinstance(by_last, dict) else []
    named = [c for c in same if c.names]
    possible = [c for c in named if any(name.fits(n) for n in c.names) and not c.contradicts(sighting)]
    if sighting.gender is not None:
        possible = [c for c in possible if c.gender in {None, sighting.gender.value}]
    if sighting.in_full:
        keys = {n.key for n in sighting.in_full}
        possible = [c for c in possible if any(n.key in keys for n in c.names)] if len(keys) == 1 else []
    if len(possible) == 1 and (sighting.in_full or _supported(sighting, possible[0], corpus)):
        possible[0].add(sighting, why)
        return
    alike = [c for c in same if not c.names and c.sightings[0].name == name and not c.contradicts(sighting)]
    near = [c for c in alike if sighting.outlet in c.outlets and _same_work(sighting, c)]
    if not named and len(near) == 1:
        near[0].add(sighting, why)
        return
    new = Cluster(sighting, f"apart: {len(possible)} of that name" if len(possible) > 1 else "alone")
    new.doubts[0] = tuple(possible or named)
    same.append(new)
    clusters.append(new)


def _supported(sighting: Sighting, cluster: Cluster, corpus: _Corpus) -> bool:
    """Whether something besides the name speaks for a cluster."""
    known = len({s.document for s in cluster.sightings}) >= _WIDELY
    return (
        known
        or sighting.outlet in cluster.outlets
        or _same_work(sighting, cluster)
        or corpus.about_the_same(sighting, cluster)
    )


def _same_work(sighting: Sighting, cluster: Cluster) -> bool:
    nouns = {role.noun for s in cluster.sightings for role in s.roles}
    return bool(sighting.fields & cluster.fields) or any(role.noun in nouns for role in sighting.roles)


# ---- bodies and all others


def _bodies(others: Sequence[Sighting], glosses: Mapping[str, frozenset[str]]) -> list[Cluster]:
    """Bodies, places and documents of one name; those whose name others may have, within an outlet only."""
    found: dict[tuple[str, ...], Cluster] = {}
    alone: list[Cluster] = []
    for sighting in others:
        if not sighting.key or sighting.speaker.kind in _NEVER:
            alone.append(Cluster(sighting, "not named"))
            continue
        key, why = _body(sighting, glosses)
        if key in found:
            found[key].add(sighting, why)
        else:
            found[key] = Cluster(sighting, why)
    for cluster in found.values():
        if len(cluster.sightings) == 1:
            cluster.why[0] = "alone"
    return [*found.values(), *alone]


def _body(sighting: Sighting, glosses: Mapping[str, frozenset[str]]) -> tuple[tuple[str, ...], str]:
    key, name = sighting.key, sighting.speaker.name
    why = "name"
    stands_for = glosses.get(key, frozenset()) if is_initials(name) else frozenset()
    if len(stands_for) == 1:
        key, why = next(iter(stands_for)), "initials"
        name = key
    within = "country" if sighting.speaker.kind is SpeakerKind.PLACE else reach(name)
    where = {"": (), "country": (sighting.outlet or "",), "place": (sighting.document, sighting.speaker.id)}[within]
    return (sighting.speaker.kind.value, key, *where), why
