"""The persons that a text names: name chains, roles, and the evidence for their gender."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from quoteattr.grammar import FEMININE, MASCULINE, Tokens, given_name, people_in
from quoteattr.reading import deaccent

__all__ = [
    "Entity",
    "People",
    "Role",
    "add_evidence",
    "collect_people",
    "complement_words",
    "find_or_add",
    "name_tokens",
    "same_person",
    "text_of",
]


class Role:
    """What somebody is said to be: the noun, and the content words of its complement (*maire* / *lyon*)."""

    __slots__ = ("complement", "noun")

    def __init__(self, noun: str, complement: frozenset[str] = frozenset()) -> None:
        self.noun: str = noun
        self.complement: frozenset[str] = complement

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Role) and self.noun == other.noun and self.complement == other.complement

    def __hash__(self) -> int:
        return hash((self.noun, self.complement))


class Entity:
    """A person or body under construction: its forms, and the evidence for its kind and gender."""

    def __init__(self, name: str, kind: str, first: int) -> None:
        self.name = name
        self.kind = kind
        self.first = first
        self.forms: list[str] = [name]
        self.roles: list[Role] = []
        self.votes: dict[str, float] = {"m": 0.0, "f": 0.0}
        self.first_names: dict[str, float] = {"m": 0.0, "f": 0.0}
        self.plural: bool = kind == "group"
        self.named = False
        self.noun = ""
        """Head of the description of somebody never named, without accents."""
        self.count = 0

    def __repr__(self) -> str:
        return f"Entity({self.name!r}, {self.kind!r})"

    @property
    def grammatical(self) -> str | None:
        """Gender for agreement, bodies included."""
        if self.votes["m"] == self.votes["f"]:
            return None
        return "m" if self.votes["m"] > self.votes["f"] else "f"

    @property
    def gender(self) -> str | None:
        """Gender of a single person, or ``None``."""
        return self.grammatical if self.kind == "person" else None

    @property
    def gender_guessed(self) -> bool:
        """Whether the gender would be unknown but for the first name."""
        told = {g: self.votes[g] - self.first_names[g] for g in self.votes}
        return self.gender is not None and told[self.gender] <= told["f" if self.gender == "m" else "m"]

    def vote(self, gender: str | None, weight: float, *, by_first_name: bool = False) -> None:
        """Count evidence for a gender."""
        if gender in ("m", "f"):
            self.votes[gender] += weight
            if by_first_name:
                self.first_names[gender] += weight

    def add_form(self, form: str) -> None:
        """Note another form of the name."""
        if form not in self.forms:
            self.forms.append(form)


@lru_cache(maxsize=10_000)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name without accents or capitals, for comparison."""
    return tuple(deaccent(w.lower()) for w in name.replace("-", " ").replace("'", " ").replace("’", " ").split())


def same_person(tokens: Sequence[str], known: Sequence[str]) -> bool:
    """Whether two names can be one person's: *Arnaud* and *Jeanne Arnaud*; *J. Arnaud*; *ARNAUD Jeanne*."""
    if not tokens or not known:
        return False
    if tokens == known or len(tokens) > 1 and len(tokens) == len(known) and set(tokens) == set(known):
        return True
    if len(tokens) > len(known):
        tokens, known = known, tokens
    if len(tokens) == 1:
        return tokens[0] in known and len(tokens[0]) > 2
    if known[-len(tokens) :] == tokens:
        return True  # Le Goff, Yann Le Goff
    if tokens[-1] != known[-1]:
        return set(tokens) < set(known) or tokens[:-1] == known[:-1] and slip(tokens[-1], known[-1])
    first, other = tokens[0].rstrip("."), known[0].rstrip(".")
    if slip(first, other):
        return True
    return first == other or (min(len(first), len(other)) <= 2 and first[0] == other[0])


def slip(a: str, b: str) -> bool:
    """Whether two long words differ by one letter left out, put in or changed: *Garniaux*, *Garnieaux*."""
    if min(len(a), len(b)) < 6 or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    k = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        return a[k + 1 :] == b[k + 1 :]
    return a[k + 1 :] == b[k:] if len(a) > len(b) else a[k:] == b[k + 1 :]


def collect_people(
    tokens: Tokens, known: Sequence[tuple[int, int, Entity]] = ()
) -> tuple[People, list[tuple[int, int, Entity]]]:
    """Return the persons named in a document and where: ``(first, last, who)`` in order of place.

    Args:
        tokens: The document.
        known: Places already settled, which no other name may overlap.
    """
    taken = {i for first, last, _ in known for i in range(first, last + 1)}
    names = [r for r in people_in(tokens, 0, tokens.size - 1) if taken.isdisjoint(range(r[0], r[1] + 1))]
    places = list(known)
    people = People(dict.fromkeys(e for _, _, e in known if e.kind == "person"))
    for first, last in sorted(names, key=lambda r: (r[0] - r[1], r[0])):
        entity = find_or_add(tokens, people, first, last)
        places.append((first, last, entity))
    places.sort(key=lambda p: p[0])
    for first, last, entity in places:
        add_evidence(tokens, entity, first, last)
        entity.first = min(entity.first, first)
    return people, places


def text_of(tokens: Tokens, first: int, last: int) -> str:
    """The text of tokens ``first..last`` on one line."""
    s, e = tokens.document.span(first, last)
    return " ".join(tokens.document.text[s:e].split())


class People:
    """The persons of a document, and which of them a name may mean.

    Who shares its last word, or all but one letter of it (see :func:`same_person`).
    """

    def __init__(self, known: Iterable[Entity] = ()) -> None:
        self.all: list[Entity] = []
        self._names: list[Sequence[str]] = []
        self._with_word: dict[str, list[int]] = {}
        self._with_last: dict[str, list[int]] = {}
        self._almost: dict[str, list[int]] = {}
        self.met: dict[tuple[Sequence[str], str | None], Entity] = {}
        """Who a name was, by its words and the gender of the title before it.

        A later one of the same is the same person.
        """
        for entity in known:
            self.add(entity)

    def add(self, entity: Entity) -> None:
        """Take up somebody new."""
        k = len(self.all)
        tokens = name_tokens(entity.name)
        self.all.append(entity)
        self._names.append(tokens)
        for word in dict.fromkeys(tokens):
            self._with_word.setdefault(word, []).append(k)
        if tokens:
            self._with_last.setdefault(tokens[-1], []).append(k)
        for key in _slips(tokens):
            self._almost.setdefault(key, []).append(k)

    def like(self, tokens: Sequence[str]) -> Iterator[tuple[Entity, Sequence[str]]]:
        """Yield those whose name may be the same, in order, with its words."""
        if not tokens:
            return
        found = set(self._with_word.get(tokens[-1], ())[:_KEPT])
        for word in dict.fromkeys(tokens):
            found.update(self._with_last.get(word, ())[:_KEPT])
        for key in _slips(tokens):
            found.update(self._almost.get(key, ())[:_KEPT])
        for k in sorted(found):
            yield self.all[k], self._names[k]


_ROLES: Final = 60
"""How many roles of one person are kept."""
_KEPT: Final = 400
"""How many persons that share a word are compared with a name."""


def _slips(tokens: Sequence[str]) -> tuple[str, ...]:
    """Keys of which two names that differ by one letter of their last word share one.

    A letter leaves either its beginning or its end as it is.
    """
    if len(tokens) < 2 or not 5 < len(tokens[-1]) < 40:
        return ()
    rest, last = " ".join(tokens[:-1]), tokens[-1]
    return f"{rest} {last[:3]}…", f"{rest} …{last[-3:]}"


def find_or_add(tokens: Tokens, people: People, first: int, last: int) -> Entity:
    """The person of that name, new if the document has none yet."""
    name = text_of(tokens, first, last)
    words = name_tokens(name)
    given = tokens.names
    title = _title_gender(tokens, first)
    entity = people.met.get((words, title))
    if entity is None:
        entity = next(
            (
                e
                for e, known in people.like(words)
                if same_person(words, known) and not _another_gender(given, title, words, known)
            ),
            None,
        )
    if entity is None:
        entity = Entity(name, "person", first)
        entity.named = True
        people.add(entity)
    else:
        entity.add_form(name)
    if words:
        people.met[words, title] = entity
    return entity


def _another_gender(given: Mapping[str, str], title: str | None, tokens: Sequence[str], known: Sequence[str]) -> bool:
    """Whether a title forbids it: Mme Roux is not Paul Roux."""
    gender = given.get(known[0]) if len(known) > 1 else None
    return bool(title and gender and title != gender and len(tokens) < len(known))


def _title_gender(tokens: Tokens, first: int) -> str | None:
    before = tokens.low[first - 1] if first else ""
    if before in tokens.lexicon.words["title_m"]:
        return "m"
    if before in tokens.lexicon.words["title_f"]:
        return "f"
    return None


def add_evidence(tokens: Tokens, entity: Entity, first: int, last: int) -> None:
    """Count what stands around a name: title, given name, role before or after."""
    entity.vote(_title_gender(tokens, first), 4)
    if last > first:
        entity.vote(given_name(tokens, first), 1, by_first_name=True)
    before = first - 1
    if before >= 0 and tokens.low[before] in tokens.title:
        before -= 1
    entity.vote(_determined_gender(tokens, before), 0.9)  # less than a first name
    after = tokens.low[last + 1]
    if (
        tokens.low[before] != ","
        or after in (",", ".", "(", ")", "!", "?", ";", ":", "…", "et")
        or tokens.is_mark(last + 1)
        or last + 1 == tokens.size
    ):
        _role_left(tokens, entity, before)  # not: À la demande du préfet, Jens Dahl a renoncé
    _role_right(tokens, entity, last + 1)


def _determined_gender(tokens: Tokens, j: int) -> str | None:
    """Gender told by the determiner of the noun right before a name.

    *la virologue Xiu Chen*, *le critique, Ange Santoni*.
    """
    if j >= 0 and tokens.low[j] == ",":
        j -= 1
    steps = 0
    while j >= 0 and steps < 4 and tokens.is_nominal(j) and not tokens.word[j].is_title:
        j -= 1
        steps += 1
    if not steps or j < 0:
        return None
    kinds = {tokens.noun_kind(k)[0] for k in range(j + 1, j + 1 + steps)}
    if "person" not in kinds and (
        kinds != {""}
        or tokens.is_time(j + 1)
        or j
        and tokens.low[j - 1] in tokens.prep
        and not any(tokens.person_like(k) for k in range(j + 1, j + 1 + steps))
    ):
        return None  # qui a filmé la fin de la scène, Omar Sall
    return "m" if tokens.low[j] in ("le", "un", "ce", "cet") else "f" if tokens.low[j] in FEMININE else None


def _role_left(tokens: Tokens, entity: Entity, j: int) -> None:
    """Le ministre de l'Intérieur, Omar Sall: walk left from the name to the noun of a person."""
    if j >= 0 and tokens.low[j] == ",":
        j -= 1
    if j < 0:
        return
    start, _ = tokens.document.inner_sentence(j)
    end = j
    small = ("de", "du", "des", "d'", "à", "au", "aux", "en", "et", "la", "l'", "les", "le", "un", "une")
    while j >= start and end - j < 14:
        noun = tokens.nouns.get(tokens.low[j])
        if (
            noun is not None
            and noun[0] == "person"
            and not (j + 1 <= end and tokens.low[j + 1] in ("de", "d'", "du") and j + 1 == end)
        ):
            k = j - 1
            while k > start and tokens.is_nominal(k) and tokens.low[k] not in tokens.det:
                k -= 1
            det = tokens.low[k] if k >= start else ""
            if det in ("l'", "les", "des") or det not in tokens.det:
                det = ""
            if det and {entity.gender, "f" if det in FEMININE else "m"} == {"m", "f"}:
                return
            for m in range(max(k + 1, start), j + 1):
                if tokens.nouns.get(tokens.low[m], ("",))[0] == "person":
                    _add_role(tokens, entity, m, end, det)
            return
        if not (tokens.is_nominal(j) or tokens.low[j] in small or tokens.is_mark(j)):
            return
        j -= 1


def _role_right(tokens: Tokens, entity: Entity, j: int) -> None:
    """Jeanne Arnaud, 42 ans, maire de Lyon / Jeanne Arnaud (LR), la présidente / Jeanne Arnaud est présidente."""
    _, end = tokens.document.inner_sentence(max(0, j - 1))
    if j < end and tokens.low[j] == "(":
        close = next((k for k in range(j, min(end, j + 8)) if tokens.low[k] == ")"), None)
        if close is None:
            return
        j = close + 1
    if j >= end or tokens.low[j] not in (",", "est", "était", "—"):
        return
    j += 1
    if j + 2 < end and tokens.low[j].isdigit() and tokens.low[j + 1] == "ans":
        j += 3
    det = ""
    while j < end and (
        tokens.low[j] in tokens.det
        or tokens.low[j] in ("ancien", "ancienne", "nouveau", "nouvelle", "jeune", "célèbre", "autre", "ex")
    ):
        if tokens.low[j] in MASCULINE or tokens.low[j] in FEMININE:
            det = tokens.low[j]
        j += 1
    if j < end and tokens.nouns.get(tokens.low[j], ("",))[0] == "person":
        stop = next(
            (k for k in range(j, end) if tokens.low[k] in (",", ".", ";", "(", ")", ":") or tokens.is_mark(k)), end
        )
        if det and stop < end and tokens.is_mark(stop):
            return
        if (
            det
            and any(
                tokens.is_finite(k)
                and (tokens.low[k] in tokens.forms or tokens.low[k] in tokens.be or tokens.low[k] in tokens.have)
                for k in range(j + 1, stop)
            )
            and "qui" not in tokens.low[j:stop]
        ):
            return  # Après sa rencontre avec Jens Dahl, le préfet a renoncé
        _add_role(tokens, entity, j, stop - 1, det)
        for k in range(j + 1, min(stop, j + 4)):
            if tokens.nouns.get(tokens.low[k], ("",))[0] == "person" and not any(
                tokens.low[m] in ("de", "du", "des", "d'") for m in range(j, k)
            ):
                _add_role(tokens, entity, k, stop - 1, "")


def complement_words(tokens: Tokens, first: int, last: int) -> frozenset[str]:
    """Content words after a role noun: *maire de Lyon* → ``{lyon}``."""
    return frozenset(
        deaccent(tokens.low[i]).replace("-", "")
        for i in range(first, last + 1)
        if tokens.word[i].is_word
        and len(tokens.low[i]) > 2
        and tokens.low[i] not in tokens.det
        and tokens.low[i] not in tokens.prep
    )


def _add_role(tokens: Tokens, entity: Entity, noun: int, last: int, det: str) -> None:
    role = Role(tokens.low[noun], complement_words(tokens, noun + 1, last))
    if role not in entity.roles and len(entity.roles) < _ROLES:
        entity.roles.append(role)
    gender = tokens.nouns[tokens.low[noun]][1]
    if gender == "f":
        entity.vote("f", 2)
    elif gender == "m" and tokens.low[noun] not in (
        "président",
        "député",
        "directeur",
        "professeur",
        "auteur",
        "chef",
        "numéro",
        "premier",
        "docteur",
        "médecin",
        "leader",
        "témoin",
        "expert",
    ):
        entity.vote("m", 1)
    elif det in FEMININE:
        entity.vote("f", 2)
    elif det in MASCULINE:
        entity.vote("m", 1)
