"""A person or body under construction: its forms, roles, and the evidence for its gender."""

from __future__ import annotations

from typing import Final

__all__ = ["Entity", "Role"]

_NONE: Final[frozenset[str]] = frozenset()
"""One for everybody: empty ones of their own would take nearly as much as all the rest."""


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

    of_noun: float = 0.0
    """How much of the evidence is a noun that tells nothing of the person: *la victime* (feminine, or below 0)."""

    def __init__(self, name: str, kind: str, first: int) -> None:
        self.name = name
        self.kind = kind
        self.first: int = first
        self.forms: list[str] = [name]
        self.about: dict[str, str] = {}
        """What the user knows of somebody."""
        self.roles: list[Role] = []
        """What the text says somebody is."""
        self.told_at: dict[Role, int] = {}
        """The tokens of the nouns of those roles, but for titles."""
        self.bodies: frozenset[str] = _NONE
        """The words in brackets behind the name: *Jeanne Arnaud (CGT)*."""
        self.offices: list[Role] = []
        """What somebody widely known is or was."""
        self.votes: dict[str, float] = {"m": 0.0, "f": 0.0}
        self.first_names: dict[str, float] = {"m": 0.0, "f": 0.0}
        self.plural: bool = kind == "group"
        self.named = False
        self.noun = ""
        """Head of the description of somebody never named, without accents."""
        self.complement: frozenset[str] = _NONE
        """The content words after that noun."""
        self.proper: frozenset[str] = _NONE
        """The proper names in that description."""
        self.called: dict[str, None] = {}
        """The words before the names of a body, and theirs but for complements: *le constructeur automobile Orlin*."""
        self.sorts: frozenset[str] = _NONE
        """Of which sorts a body is, as far as the first noun tells that has meant it."""
        self.owner: Entity | None = None
        """Whose people or body a description is of: *l'entourage du maire*."""
        self.bare = False
        """Whether it is no more than a description that was to mean one: *le groupe*, *la chaîne privée*."""
        self.whose = ""
        """The person of the possessive in that description: *1* for *ma sœur*, *3* for *sa sœur*."""
        self.ours: bool = False
        """Whether the text calls somebody its own reporter, who asks and does not answer."""
        self.count = 0
        """Mentions so far, those inside marks included."""
        self.mass: int = 0
        """Times named in the whole document."""

    def __repr__(self) -> str:
        return f"Entity({self.name!r}, {self.kind!r})"

    @property
    def grammatical(self) -> str | None:
        """Gender for agreement, bodies included."""
        return _more(self.votes["m"], self.votes["f"])

    @property
    def gender(self) -> str | None:
        """Gender for agreement of a single person, or ``None``."""
        return self.grammatical if self.kind == "person" else None

    @property
    def told_gender(self) -> str | None:
        """Whether somebody is a man or a woman, as far as more is told than by a noun like *la victime*."""
        told = _more(self.votes["m"] + min(self.of_noun, 0), self.votes["f"] - max(self.of_noun, 0))
        return told if self.kind == "person" else None

    @property
    def gender_guessed(self) -> bool:
        """Whether the gender would be unknown but for the first name."""
        told = {g: self.votes[g] - self.first_names[g] for g in self.votes}
        return self.gender is not None and told[self.gender] <= told["f" if self.gender == "m" else "m"]

    def vote(self, gender: str | None, weight: float, *, by_first_name: bool = False, of_noun: bool = False) -> None:
        """Count evidence for a gender, or for that of a noun only."""
        if gender in ("m", "f"):
            self.votes[gender] += weight
            if of_noun:
                self.of_noun += weight if gender == "f" else -weight
            if by_first_name:
                self.first_names[gender] += weight

    def learn(self, other: Entity) -> None:
        """Take over what has been gathered of somebody who turned out to be the same person."""
        for gender in self.votes:
            self.votes[gender] += other.votes[gender]
            self.first_names[gender] += other.first_names[gender]
        self.of_noun += other.of_noun
        for role in other.roles:
            at = other.told_at.get(role)
            if role not in self.roles:
                self.roles.append(role)
                if at is not None:
                    self.told_at[role] = at
            elif at is not None and role in self.told_at:
                self.told_at[role] = min(at, self.told_at[role])
        self.bodies |= other.bodies
        self.ours = self.ours or other.ours
        self.mass += other.mass
        self.first = min(self.first, other.first)
        for form in other.forms:
            self.add_form(form)

    def add_form(self, form: str) -> None:
        """Note another form of the name."""
        if form not in self.forms:
            self.forms.append(form)


def _more(masculine: float, feminine: float) -> str | None:
    return None if masculine == feminine else "m" if masculine > feminine else "f"
