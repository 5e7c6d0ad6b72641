"""How well a description fits somebody: *la maire* and whom the text has called *maire de Lyon*."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from quoteattr.grammar import NounPhrase, Tokens
from quoteattr.reading import deaccent
from quoteattr.speakers.entity import Entity, Role
from quoteattr.speakers.evidence import role_complement, role_noun
from quoteattr.speakers.names import name_tokens

__all__ = ["Description", "plain_noun", "proper_words", "whose_it_is"]

_ACCENTED: Final = {
    "etat": "état", "elysee": "élysée", "general": "général", "generale": "générale", "armees": "armées",
    "etablissement": "établissement", "etoile": "étoilé", "etoilee": "étoilée", "executif": "exécutif",
    "eglise": "église", "theatre": "théâtre", "vendome": "vendôme", "conferences": "conférences", "scene": "scène",
}  # fmt: skip
"""Words of a complement as the table of synonyms has them after a plus sign."""
_MAN_OR_WOMAN: Final = frozenset(
    "témoin type leader chef numéro membre médecin auteur ministre élu professeur docteur".split()
)
"""Nouns, common to both, with which a masculine determiner does not tell that somebody is a man."""
_WOMAN_OR_MAN: Final = frozenset(
    "personne victime personnalité star vedette figure tête recrue sentinelle icône idole sommité pointure égérie dupe "
    "crapule canaille plume voix main".split()
)
"""Feminine nouns that a man may be called by."""
_AGES: Final = ("génaire", "trentenaire", "centenaire")
"""How nouns end that tell an age."""
_EUROPEAN: Final = frozenset({"europeen", "europeenne"})
"""Of a Union that people of all nations hold offices in."""
_FRENCH: Final = frozenset({"francais", "francaise", "france"})
"""Of the nation that the offices that everybody knows are told of in full."""
_OFTEN: Final = 2
"""How often a text names those whom it is about, at the least."""
_POSSESSIVE: Final = frozenset({"son", "sa", "leur", "mon", "ma", "notre", "votre"})
_WHOSE: Final = {
    **dict.fromkeys(("mon", "ma", "mes", "notre", "nos"), "1"),
    **dict.fromkeys(("ton", "ta", "tes", "votre", "vos"), "2"),
    **dict.fromkeys(("son", "sa", "ses", "leur", "leurs"), "3"),
}
_DEMONSTRATIVE: Final = frozenset({"ce", "cet", "cette"})


class Description:
    """A definite description of one person.

    Attributes:
        noun: Its noun, the same for both genders.
        complement: Content words after the noun.
        proper: Those of them that are proper names.
        readings: The nouns of the roles that it may stand for, with the words that the complement of each must share:
            *le chef de l'État* is a *chef* with *État*, or a *président*.
        gender: Of the person, as far as it tells.
        masculine: Whether its form is masculine.
        determiner: Its first word.
        function: Whether the noun names an office, which may introduce somebody new (*le procureur*).
        relational: Whether the noun says whose somebody is: *frère*, *avocat*.
        nations: The adjectives of nations.
        countries: The words of the names of countries.
        bodies: Words of the names of the bodies that it calls somebody after: *le syndicaliste*.
        of_age: Whether the noun tells but the age: *le quadragénaire*.
        of_anybody: Whether the noun tells but age, sex or home, and so may call anybody: *le quadragénaire*, *la jeune
            femme*, *le Liégeois*.
        related: Whether a relative clause tells who is meant: *le gérant qui a tout vu*.
    """

    __slots__ = (
        "bodies",
        "complement",
        "countries",
        "determiner",
        "function",
        "gender",
        "masculine",
        "nations",
        "noun",
        "of_age",
        "of_anybody",
        "proper",
        "readings",
        "related",
        "relational",
    )

    def __init__(self, tokens: Tokens, phrase: NounPhrase, gender: str | None) -> None:
        low, words = tokens.low[phrase.head], tokens.lexicon.words
        self.noun: str = role_noun(tokens, phrase.head)
        self.complement: frozenset[str] = role_complement(tokens, phrase.head, phrase.core)
        self.proper: frozenset[str] = proper_words(tokens, phrase)
        self.readings: list[tuple[frozenset[str], frozenset[str]]] = self._read(tokens, low)
        either = _WOMAN_OR_MAN if gender == "f" else _MAN_OR_WOMAN
        self.gender: str | None = None if self.noun in either else gender
        self.masculine: bool = gender == "m"
        self.determiner: str = tokens.low[phrase.first]
        self.function: bool = len(self.readings) > 1 or self.noun in words["function"] or low in words["function"]
        self.relational: bool = self.noun in words["relational"]
        self.nations: frozenset[str] = words["nation"]
        self.countries: frozenset[str] = words["country"]
        self.bodies: frozenset[str] = self._affiliated(tokens)
        home = tokens.word[phrase.head].is_title and phrase.name is None and not self.function
        self.of_age: bool = low.endswith(_AGES)
        self.of_anybody: bool = home or self.of_age or low in words["anybody"]
        self.related: bool = tokens.low[phrase.core + 1] in ("qui", "que", "qu'", "dont")

    def _affiliated(self, tokens: Tokens) -> frozenset[str]:
        """The words that name the bodies it calls somebody after."""
        common, affiliations = tokens.vocabulary.nouns_in_any_form.common, tokens.lexicon.affiliations
        found: set[str] = set()
        for word in (deaccent(self.noun), *self.complement):
            forms = word, word.removesuffix("e"), common(word)  # syndicale, syndicaliste, communistes
            found |= next((affiliations[form] for form in forms if form in affiliations), frozenset())
        return frozenset(found)

    def _read(self, tokens: Tokens, low: str) -> list[tuple[frozenset[str], frozenset[str]]]:
        """The roles that the noun `low` may stand for, with what follows it."""
        synonyms, common = tokens.lexicon.synonyms, tokens.vocabulary.nouns_in_any_form.common
        for word in sorted(self.complement):
            alias = synonyms.get(f"{low}+{word}") or synonyms.get(f"{low}+{_ACCENTED.get(word, word)}")
            if alias:
                mine = frozenset({self.noun}), self.complement
                return [mine, (frozenset(map(common, alias)), self.complement - {word})]
        own = self.noun if " " in self.noun else low  # le premier ministre is no ministre among others
        kindred = frozenset(common(role) for role in synonyms.get(own, synonyms.get(self.noun, frozenset())))
        return [(kindred | {self.noun}, self.complement)]

    @property
    def demonstrative(self) -> bool:
        """Whether it points at somebody: *cet homme*."""
        return self.determiner in _DEMONSTRATIVE

    @property
    def possessive(self) -> bool:
        """Whether it says whose it is: *son avocat*, *le frère de la victime*."""
        return self.determiner in _POSSESSIVE or self.relational and bool(self.complement)

    def clashes(self, entity: Entity) -> bool:
        """Whether the gender forbids it, or the same office elsewhere.

        *le maire de Kerlan* is not *le maire de Plouzeur*.
        """
        if self.gender and entity.gender and self.gender != entity.gender:
            return True
        if not entity.named and self._anothers(entity):
            return True
        if not self.function or not self.complement:
            return False
        same = [role for role in entity.roles if role.noun == self.noun]
        level = self._level(same)
        abroad = any(self._other_nation(self.complement, role) for role in same)
        if self._foreign(entity) or same and level <= 2 and (abroad or not self.complement & self.nations):
            return True
        if self.complement & self.nations and entity.roles and not self._level(entity.roles + entity.offices):
            return True  # le ministre norvégien is not the mayor
        return level < 5 and self._holds_it_elsewhere(entity)

    def _anothers(self, entity: Entity) -> bool:
        """Whether somebody unnamed is another's: *le gérant du Balto*, *ma sœur*, not *le gérant du Rex*, *sa sœur*."""
        whose = whose_it_is(self.determiner)
        if whose and entity.whose and whose != entity.whose:
            return True
        return bool(self.proper and entity.proper) and not self.proper & entity.proper

    def _holds_it_elsewhere(self, entity: Entity) -> bool:
        """Whether somebody is widely known for the same office with another complement."""
        known = [self._fit(role) for role in entity.offices if role.noun == self.noun and role.complement]
        return bool(known) and max(known) < (3 if self.complement <= self.nations else 5)

    def fits(self, entity: Entity) -> bool:
        """Whether the text gives somebody this role, with no other complement.

        Or it has described somebody unnamed with the same noun.
        """
        if entity.named:
            return self._level(entity.roles) >= (5 if self.complement else 3)
        if entity.noun != plain_noun(self.noun):
            return False
        words = frozenset(name_tokens(entity.name))
        return not self.complement or len(words) <= 2 or bool(self.complement & words)

    def is_one_of(self, entity: Entity) -> bool:
        """Whether the text gives somebody this role by the same noun: *un ministre*, *le ministre Omar Sall*."""
        return self.fits(entity) and any(role.noun == self.noun for role in entity.roles)

    def holds(self, entity: Entity) -> bool:
        """Whether somebody is widely known to hold this office, or to have held it."""
        return self._level_known(entity) >= (5 if self.complement else 3)

    def _level_known(self, entity: Entity) -> int:
        """How well the best of the offices that somebody is widely known for fits.

        *Le ministre* alone is no minister of another nation whom the text names but once.
        """
        passing = not self.complement and entity.mass < _OFTEN and not self._is_french(entity)
        return self._level(r for r in entity.offices if not (passing and self._tells_country(r.complement)))

    def _is_french(self, entity: Entity) -> bool:
        """Whether an office that somebody is known for is one of France, which a text need not say."""
        return any("francais" in self._nations(role.complement) for role in entity.offices)

    def _is_told_in_full(self, entity: Entity) -> bool:
        """Whether the offices that somebody is known for are all: of those of other nations but the highest are."""
        return not any(self._tells_country(role.complement - _FRENCH) for role in entity.offices)

    def _tells_country(self, complement: frozenset[str]) -> bool:
        """Whether some words are of a nation or country; nothing is built, as it is asked of every office."""
        return not (self.nations.isdisjoint(complement) and self.countries.isdisjoint(complement))

    def _may_tell(self, entity: Entity) -> bool:
        """Whether the offices that somebody is known for tell that this one is another's."""
        return self._is_told_in_full(entity) or any(role.noun == self.noun for role in entity.offices)

    def is_exactly(self, entity: Entity) -> bool:
        """Whether the text, or everybody, gives somebody the very noun and complement of a longer description."""
        return (
            bool(self.complement)
            and entity.named
            and any(role.noun == self.noun and self._fit(role) == 5 for role in (*entity.roles, *entity.offices))
        )

    def is_told_of(self, entity: Entity) -> bool:
        """Whether the text calls somebody by the very words of a longer description."""
        same = Role(self.noun, self.complement)
        return bool(self.complement) and entity.named and same in entity.roles

    def features(self, entity: Entity) -> dict[str, float]:
        """What speaks for and against somebody."""
        found: dict[str, float] = {}
        if self.gender and entity.gender:
            found["gender agrees"] = 1.0
        found["a man's for a woman"] = float(self.gender is None and self.masculine and entity.gender == "f")
        found["demonstrative"] = float(self.demonstrative and entity.count > 0)
        found["possessive"] = float(self.possessive)
        found.update(self._of_holder(entity) if entity.named else self._of_unnamed(entity))
        return found

    def _of_unnamed(self, entity: Entity) -> dict[str, float]:
        """How it fits somebody whom another description stands for."""
        words = set(name_tokens(entity.name))
        same = entity.noun == plain_noun(self.noun)
        akin = not same and any(entity.noun == plain_noun(n) for n in self.readings[0][0])
        return {
            "same noun" if same else "akin noun" if akin else "other noun": 1.0,
            "complement shared": float((same or akin) and bool(self.complement & words)),
            "complement new": float(bool(self.complement - words)),
        }

    def _of_holder(self, entity: Entity) -> dict[str, float]:
        """How it fits the roles of somebody who has a name."""
        level, known = self._level(entity.roles), self._level_known(entity)
        found = {
            "office": float(known >= 3),
            "office, complement": float(known >= 5),
            "other office": float(known < 3 and bool(entity.offices) and self.function and self._may_tell(entity)),
        }
        if not level and self._belongs(entity):
            found["affiliated"] = 1.0
        elif level:
            found["role" if level % 2 else "akin role"] = 1.0
            found["complement shared"] = float(level >= 5)
            found["complement clashes"] = float(level <= 2)
        elif self.of_anybody:
            found["anybody"] = 1.0
        elif any(self.complement & r.complement for r in entity.roles):
            found["complement elsewhere"] = 1.0
        else:
            found["no role"] = float(not entity.roles)
            found["other role"] = float(bool(entity.roles))
            found["other role, function"] = float(bool(entity.roles) and self.function)
            found["complement new"] = float(bool(self.complement))
            found["function"] = float(self.function)
            found["function, complement new"] = float(self.function and bool(self.complement))
            found["proper name new"] = float(bool(self.proper))
        return found

    def _belongs(self, entity: Entity) -> bool:
        """Whether it calls somebody after a body that the text has named beside them.

        *le syndicaliste*, *l'élue communiste*, and *le secrétaire général de la CGT*, *Jeanne Arnaud (PCF)*.
        """
        return not self.bodies.isdisjoint(entity.bodies) or any(
            not self.bodies.isdisjoint(role.complement) for role in (*entity.roles, *entity.offices)
        )

    def _level(self, roles: Iterable[Role]) -> int:
        """How well the best of some roles fits."""
        return max((self._fit(role) for role in roles), default=0)

    def _fit(self, role: Role) -> int:
        """0 for no fit; odd for the same noun, even for a kindred one.

        5 and 6 with the same complement, 1 and 2 with another.
        """
        return max((self._fit_reading(role, nouns, complement) for nouns, complement in self.readings), default=0)

    def _fit_reading(self, role: Role, nouns: frozenset[str], complement: frozenset[str]) -> int:
        if role.noun not in nouns:
            return 0
        kindred = int(role.noun != self.noun)
        if self._other_nation(complement, role) or self._other_branch(complement, role):
            return 1 + kindred
        if self.bodies & role.complement:
            return 5 + kindred  # le chef des Insoumis, chef de la France insoumise
        if 2 * len(_in_common(complement, role.complement)) >= max(1, min(len(complement), len(role.complement))):
            return 5 + kindred
        if self._other_complement(complement, role):
            return 1 + kindred
        return 3 + kindred

    def _other_nation(self, complement: frozenset[str], role: Role) -> bool:
        """Le chef de l'État serbe is no *chef de l'État français*, le président du Pérou is not the one of Chile."""
        if _apart(self._nations(complement), self._nations(role.complement)):
            return True
        return _apart(complement & self.countries, role.complement & self.countries)

    def _foreign(self, entity: Entity) -> bool:
        """Whether somebody is known for offices of other nations: la première ministre danoise is not Angela Merkel."""
        known = frozenset[str]().union(*(role.complement for role in entity.offices))
        return self._other_nation(self.complement - _EUROPEAN, Role(self.noun, known - _EUROPEAN)) and not any(
            self._fit(role) >= 5 for role in entity.roles
        )

    def _nations(self, complement: frozenset[str]) -> set[str]:
        """The adjectives of nations among some words, in the masculine."""
        return {
            next((form for form in (word[:-1], word[:-2], f"{word[:-3]}c", word[:-3]) if form in self.nations), word)
            for word in complement & self.nations
        }

    def _other_branch(self, complement: frozenset[str], role: Role) -> bool:
        """Le ministre serbe de la Défense is no *ministre serbe des Affaires étrangères*."""
        shared = _in_common(complement, role.complement)
        if not shared or self._branch(shared):
            return False
        return bool(self._branch(complement) and self._branch(role.complement))

    def _branch(self, complement: frozenset[str]) -> set[str]:
        """The words of a complement that tell of no country."""
        return {word for word in complement if word not in self.nations and word not in self.countries}

    def _other_complement(self, complement: frozenset[str], role: Role) -> bool:
        """Le ministre serbe is no *ministre français*.

        But *le président français* may be the *président de la République*.
        """
        if not (complement and role.complement):
            return False
        mine, theirs = complement & self.nations, role.complement & self.nations
        return bool(mine) == bool(theirs)

    def told_by(self, entity: Entity) -> bool:
        """Whether what the text says of somebody is this office rather than one that everybody knows of another."""
        return not entity.offices or self.holds(entity)

    def new(self, *, speaks: bool, alone: bool) -> dict[str, float]:
        """What speaks for somebody not mentioned yet."""
        return {
            "new": 1.0,
            "new, complement": float(bool(self.complement)),
            "new, function": float(self.function),
            "new, function, complement": float(self.function and bool(self.complement)),
            "new, speaks": float(speaks),
            "new, nobody yet": float(alone),
            "new, proper name": float(bool(self.proper)),
            "new, anybody": float(self.of_anybody),
        }


def _in_common(mine: AbstractSet[str], theirs: AbstractSet[str]) -> frozenset[str]:
    """The words that two complements share, in the gender of the one or the other: *fédérale* and *fédéral*."""
    return frozenset(word for word in mine if word in theirs or word.endswith("e") and word[:-1] in theirs)


def _apart(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether both have words, and none in common."""
    return bool(one and other) and not one & other


def proper_words(tokens: Tokens, phrase: NounPhrase) -> frozenset[str]:
    """The words of proper names after the noun of a description: *le gérant du Balto*."""
    return frozenset(
        deaccent(tokens.low[i])
        for i in range(phrase.head + 1, phrase.core + 1)
        if tokens.is_name(i) and tokens.word[i].is_title and len(tokens.low[i]) > 1
    )


def plain_noun(noun: str) -> str:
    """A noun as it is compared with those of descriptions: without accents and plural."""
    return deaccent(noun).rstrip("s")


def whose_it_is(determiner: str) -> str:
    """The person of a possessive, *1* for *ma* and *notre*; empty for other determiners."""
    return _WHOSE.get(determiner, "")
