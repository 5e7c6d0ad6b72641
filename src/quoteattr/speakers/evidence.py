"""What stands around a name and tells of somebody: title, first name, role before or after."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import FEMININE, MASCULINE, Tokens, given_name
from quoteattr.reading import deaccent
from quoteattr.speakers.entity import Entity, Role

__all__ = ["add_evidence", "complement_words", "title_gender"]

_ROLES: Final = 60
"""How many roles of one person are kept."""


def title_gender(tokens: Tokens, first: int) -> str | None:
    """The gender that a title before the name at token `first` tells: *M.*, *Mme*."""
    before = tokens.low[first - 1] if first else ""
    if before in tokens.lexicon.words["title_m"]:
        return "m"
    if before in tokens.lexicon.words["title_f"]:
        return "f"
    return None


def add_evidence(tokens: Tokens, entity: Entity, first: int, last: int) -> None:
    """Count what stands around a name: title, given name, role before or after."""
    entity.vote(title_gender(tokens, first), 4)
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
