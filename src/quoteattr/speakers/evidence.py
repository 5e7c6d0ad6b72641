"""What stands around a name and tells of somebody: title, first name, role before or after."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import FEMININE, MASCULINE, Tokens, given_name, tells_no_gender
from quoteattr.reading import deaccent
from quoteattr.speakers.entity import Entity, Role

__all__ = ["MOST_ROLES", "add_evidence", "complement_words", "role_complement", "role_noun", "title_gender"]

_FIRST: Final = frozenset({"premier", "première", "vice-premier", "vice-première"})
MOST_ROLES: Final = 60
"""How many roles of one person are kept."""
_EITHER: Final = frozenset(
    "président député directeur professeur auteur chef numéro premier docteur médecin leader témoin expert".split()
)
"""Masculine nouns that a woman may be called by."""
_AFTER_APPOSITION: Final = frozenset({",", ".", "(", ")", "!", "?", ";", ":", "…", "et", ""})
_UNTOLD: Final = frozenset({"l'", "les", "des", ""})
"""Determiners before a role that fit a man and a woman."""
_WITHIN_ROLE: Final = frozenset("de du des d' à au aux en et la l' les le un une".split())
_OPENS_ROLE: Final = frozenset({",", "est", "était", "—"})
_BEFORE_ROLE: Final = frozenset("ancien ancienne nouveau nouvelle jeune célèbre autre ex".split())
_STATE: Final = frozenset(
    "élu élue réélu réélue sortant sortante actuel actuelle fraîchement nouvellement récemment déchu déchue éphémère "
    "intérim intérimaire démissionnaire contesté contestée autoproclamé autoproclamée jeune charismatique emblématique "
    "historique nouveau nouvelle".split()
)
"""Words that say since when or how somebody holds a role, and tell no role from another: *le président sortant*."""
_REPORTERS: Final = frozenset(
    "journaliste reporter reportrice correspondant correspondante envoyé envoyée spécial spéciale rédacteur rédactrice "
    "photographe vidéaste stagiaire collaborateur collaboratrice enquêteur enquêtrice".split()
)
"""Those of a paper who ask and do not answer: *notre envoyée spéciale*; *notre éditorialiste* says what he thinks."""
_NO_WORDS: Final[frozenset[str]] = frozenset()
"""One for every role without a complement."""
_ENDS_ROLE: Final = frozenset({",", ".", ";", "(", ")", ":"})


def title_gender(tokens: Tokens, first: int) -> str | None:
    """The gender that a title before the name at token `first` tells: *M.*, *Mme*."""
    before = tokens.low[first - 1]
    if before in tokens.lexicon.words["title_m"]:
        return "m"
    return "f" if before in tokens.lexicon.words["title_f"] else None


def add_evidence(tokens: Tokens, entity: Entity, first: int, last: int) -> None:
    """Count what stands around a name: title, given name, role before or after."""
    entity.vote(title_gender(tokens, first), 4)
    if last > first:
        entity.vote(given_name(tokens, first), 1, by_first_name=True)
    elif tokens.low[first - 1] not in tokens.title:
        entity.vote(given_name(tokens, first), 0.5, by_first_name=True)  # Odile alone; M. Claude is a surname
    before = first - 1
    if tokens.low[before] in tokens.title:
        _role_of_title(tokens, entity, before)
        before -= 1
    apposed = tokens.low[before] == ","
    if apposed:
        before -= 1
    entity.vote(_determined_gender(tokens, before), 0.9)  # less than a first name
    if not apposed or tokens.low[last + 1] in _AFTER_APPOSITION or tokens.is_mark(last + 1):
        _role_left(tokens, entity, before)  # not: À la demande du préfet, Jens Dahl a renoncé
    _role_right(tokens, entity, last + 1)


def _role_of_title(tokens: Tokens, entity: Entity, title: int) -> None:
    """What a title tells that somebody is: *Me* a lawyer, *le général Sarmant* a general."""
    low = tokens.low[title]
    noun = _TITLES.get(low.removesuffix("."), low if _person_noun(tokens, title) else "")
    if noun and low not in _OF_ANYBODY and not any(known.noun == noun for known in entity.roles):
        entity.roles.append(Role(noun))


_TITLES: Final = {
    "me": "avocat", "maître": "avocat", "dr": "médecin", "dre": "médecin", "docteur": "médecin", "pr": "professeur",
    "pre": "professeur", "mgr": "évêque", "sœur": "religieux", "soeur": "religieux", "mère": "religieux",
    "père": "prêtre", "frère": "religieux", "abbé": "prêtre", "sheikh": "imam", "cheikh": "imam",
}  # fmt: skip
"""What somebody is who bears a title."""
_OF_ANYBODY: Final = frozenset({"monsieur", "madame", "mademoiselle", "sir", "lady", "lord"})
"""Titles that tell nothing of what somebody is."""


def _person_noun(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a noun of a person, as the lexicon has it."""
    return tokens.noun_kind(i)[0] == "person"


def _gender_of(determiner: str) -> str | None:
    return "m" if determiner in MASCULINE else "f" if determiner in FEMININE else None


def _determined_gender(tokens: Tokens, last: int) -> str | None:
    """Gender told by the determiner of the noun that ends with token `last`, right before a name.

    *la virologue Xiu Chen*, *le critique, Ange Santoni*.
    """
    j = last
    while last - j < 4 and tokens.is_nominal(j) and not tokens.word[j].is_title:
        j -= 1
    if tokens.low[j] in ("du", "au") or not _calls_somebody(tokens, j + 1, last):
        return None
    return _gender_of(tokens.low[j])


def _calls_somebody(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the words between a determiner and a name may say who that is.

    Not: qui a filmé *la fin de la scène, Omar Sall*.
    """
    kinds = {tokens.noun_kind(k)[0] for k in range(first, last + 1)}
    if "person" in kinds or kinds != {""} or tokens.is_time(first):
        return "person" in kinds
    return tokens.low[first - 2] not in tokens.prep or any(tokens.person_like(k) for k in range(first, last + 1))


def _role_left(tokens: Tokens, entity: Entity, last: int) -> None:
    """Le ministre de l'Intérieur, Omar Sall: take up what ends with token `last`, before the name."""
    start, _ = tokens.document.inner_sentence(last)
    noun = _noun_left(tokens, start, last)
    if noun is None or tokens.low[last] == "et":  # le général Dahl et Omar Sall
        return
    k = noun - 1
    while k > start and tokens.is_nominal(k) and tokens.low[k] not in tokens.det:
        k -= 1
    determiner = tokens.low[k] if k >= start and tokens.low[k] in tokens.det else ""
    if determiner not in _UNTOLD and {entity.gender, _gender_of(determiner) or "m"} == {"m", "f"}:
        return  # la rivale du maire, Inès Caro
    if tokens.low[k] == "notre" and tokens.low[noun] in _REPORTERS:
        entity.ours = True
    for m in range(max(k + 1, start), noun + 1):
        said = tokens.low[m - 1] in tokens.have or tokens.low[m - 1] in tokens.be  # a accusé Omar Sall
        if _person_noun(tokens, m) and not said and not _before_role(tokens, m):
            _add_role(tokens, entity, m, last, determiner)


def _before_role(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is an adjective before the noun of a role: *ancien maire*, *premier secrétaire*."""
    first = tokens.low[i] in _FIRST and tokens.low[i + 1] != "ministre" and _person_noun(tokens, i + 1)
    return first or tokens.low[i] in _BEFORE_ROLE


def _noun_left(tokens: Tokens, start: int, last: int) -> int | None:
    """The nearest noun of a person in the phrase that ends with token `last`, unless all it has left is *de*."""
    for j in range(last, max(start, last - 13) - 1, -1):
        if _person_noun(tokens, j) and not (j == last - 1 and tokens.low[last] in ("de", "d'", "du")):
            return j
        if not (tokens.is_nominal(j) or tokens.low[j] in _WITHIN_ROLE or tokens.is_mark(j)):
            return None
    return None


def _role_right(tokens: Tokens, entity: Entity, j: int) -> None:
    """Take up what follows the name that ends before token `j`.

    *Jeanne Arnaud, 42 ans, maire de Lyon*, *Jeanne Arnaud (LR), la présidente*, *Jeanne Arnaud est présidente*.
    """
    _, end = tokens.document.inner_sentence(j - 1)
    inside, j = j + 1, _after_brackets(tokens, j, end)
    if j > inside:
        entity.bodies |= complement_words(tokens, inside, j - 2)
    if j >= end or tokens.low[j] not in _OPENS_ROLE:
        return
    j += 1
    if tokens.low[j].isdigit() and tokens.low[j + 1] == "ans":
        j += 3
    first = j
    while tokens.low[j] in tokens.det or _before_role(tokens, j):
        j += 1
    if j >= end or not _person_noun(tokens, j):
        return
    determiner = next((low for low in reversed(tokens.low[first:j]) if _gender_of(low)), "")
    stop = next((k for k in range(j, end) if tokens.low[k] in _ENDS_ROLE or tokens.is_mark(k)), end)
    if determiner and _begins_clause(tokens, j, stop, end):
        return
    complement = next((k for k in range(j, stop) if tokens.low[k] in tokens.of), stop)
    for k in range(j, min(complement, j + 4)):
        if _person_noun(tokens, k):
            _add_role(tokens, entity, k, stop - 1, determiner if k == j else "")


def _after_brackets(tokens: Tokens, j: int, end: int) -> int:
    """The token after a bracket at token `j`: *(LR)*."""
    if tokens.low[j] != "(":
        return j
    return next((k + 1 for k in range(j, min(end, j + 8)) if tokens.low[k] == ")"), j)


def _begins_clause(tokens: Tokens, noun: int, stop: int, end: int) -> bool:
    """Whether a noun after a name and a comma is the subject of what follows it, or speaks: it is no apposition.

    *Après sa rencontre avec Jens Dahl, le préfet a renoncé*.
    """
    if stop < end and tokens.is_mark(stop):
        return True
    return "qui" not in tokens.low[noun:stop] and any(
        tokens.is_finite(k)
        and (tokens.low[k] in tokens.forms or tokens.low[k] in tokens.be or tokens.low[k] in tokens.have)
        for k in range(noun + 1, stop)
    )


def complement_words(tokens: Tokens, first: int, last: int) -> frozenset[str]:
    """Content words after a role noun: *maire de Lyon* → ``{lyon}``."""
    low = tokens.low
    words = frozenset(
        word
        for i in range(first, last + 1)
        if tokens.word[i].is_word and low[i] not in tokens.det and low[i] not in tokens.prep and low[i] not in _STATE
        for word in deaccent(low[i]).split("-")
        if (len(word) > 2 or tokens.traits[i].shouted) and word not in tokens.det and word not in tokens.prep
    )
    return words or _NO_WORDS


def role_noun(tokens: Tokens, i: int) -> str:
    """The noun of a role at token `i`, the same for women and men: *directrice* as *directeur*, *premier ministre*."""
    low = tokens.low
    if low[i] in _FIRST and low[i + 1] == "ministre" or low[i] == "ministre" and low[i - 1] in _FIRST:
        return "premier ministre"
    return tokens.vocabulary.nouns_in_any_form.common(low[i])


def role_complement(tokens: Tokens, noun: int, last: int) -> frozenset[str]:
    """The content words after the noun of a role that ends with token `last`."""
    first = noun + 2 if tokens.low[noun] in _FIRST and tokens.low[noun + 1] == "ministre" else noun + 1
    return complement_words(tokens, first, last)


def _add_role(tokens: Tokens, entity: Entity, noun: int, last: int, determiner: str) -> None:
    role = Role(role_noun(tokens, noun), role_complement(tokens, noun, last))
    if role not in entity.roles and len(entity.roles) < MOST_ROLES:
        entity.roles.append(role)
        entity.told_at[role] = noun
    gender = tokens.noun_kind(noun)[1]
    if gender not in ("m", "f") or gender == "m" and tokens.low[noun] in _EITHER:
        gender = _gender_of(determiner) or ""
    entity.vote(gender, 2 if gender == "f" else 1, of_noun=tells_no_gender(tokens, noun))
