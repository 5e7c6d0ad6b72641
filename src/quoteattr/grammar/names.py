"""Names in a run of tokens: where one begins, how far it goes, whose it is."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.tokens import Tokens
from quoteattr.measured import Part

__all__ = ["given_name", "name_in", "name_of_body", "name_step", "people_in"]


def name_in(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """Return the range of the person's name that ``first..last`` is about, or ``None``.

    A phrase that begins with its name is about that one (*Jeanne Arnaud, présidente de la fondation Omar Sall*),
    another about the last.
    """
    people = [p for p in people_in(tokens, first, last) if not _of_a_thing(tokens, *p)]
    if not people:
        return None
    start = first
    while start < people[0][0] and (tokens.traits[start].title or tokens.traits[start].det):
        start += 1
    return people[0] if people[0][0] == start else people[-1]


def _of_a_thing(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a word alone names the thing before it, not a person: *un porteur de projet Ansej*."""
    thing = first - 1
    plain = tokens.word[thing].text.islower() and tokens.is_nominal(thing) and not tokens.is_person_noun(thing)
    return first == last and plain and tokens.low[thing - 1] in ("de", "d'") and not tokens.traits[first].given


def people_in(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """Ranges of the names of persons in ``first..last``."""
    if tokens.trace.off and not tokens.trace.allows(Part.NAMES):
        return _people_of_labels(tokens, first, last)
    out: list[tuple[int, int]] = []
    i = first
    while True:
        i = tokens.name_at.find(1, i, last + 1)
        if i < 0:
            break
        after = i + 1 if tokens.is_title_word(i) else name_of_body(tokens, i, last + 1)
        if after > i:
            i = after
            continue
        j = i
        while j < last and (step := name_step(tokens, j, last)):
            j += step
        found = tokens.people_of_run.get((i, j))
        if found is None:
            found = tokens.people_of_run[i, j] = _people_of_run(tokens, i, j)
        out += found
        i = j + 1
    return out


def _people_of_labels(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """The persons in ``first..last`` that the labels tell, and no others."""
    found = {tokens.entity_at[i] for i in range(first, last + 1) if i in tokens.entity_at}
    return sorted((a, b) for a, b, label in found if label == "PER" and first <= a and b <= last)


def name_step(tokens: Tokens, j: int, last: int) -> int:
    """How many tokens further a name goes on from token `j`: 1 for a capitalised word, more past a particle, else 0."""
    k = j + 1
    if tokens.name_at[k] and k in tokens.document.line_starts:
        return 0  # a line that is a name alone: Awa Diop ⏎ Présidente de Rives ouvertes
    if tokens.name_at[k] and not (tokens.traits[k].title and tokens.low[k] not in tokens.particle):
        return 1
    if _is_surname(tokens, k):
        return 1
    while k < last and tokens.low[k] in tokens.particle and k - j < 3:
        k += 1
    if k == j + 1 or not tokens.traits[k].nominal:
        return 0
    if tokens.traits[k].shouted and not tokens.traits[j].shouted or tokens.noun_kind(k)[0] == "organization":
        return 0  # Omar Sall du SNES
    entity = tokens.entity_at.get(j)
    one_person = entity is not None and entity[2] == "PER" and tokens.entity_at.get(k) == entity
    return k - j if one_person or tokens.low[j] in tokens.names else 0


def _is_surname(tokens: Tokens, i: int) -> bool:
    """Whether a title is the surname of the first name before it: *Julie Maréchal*, *Karim Baron*."""
    titled = tokens.traits[i].title and tokens.low[i] not in _NEVER_SURNAMES
    return titled and tokens.name_at[i] and tokens.traits[i - 1].names and i not in tokens.document.line_starts


_NEVER_SURNAMES: Final = frozenset(
    "m. mm. mr mr. mrs ms mme mme. mmes mlle mlle. mlles me mes mgr mgr. dr dr. pr pr. sir lady lord hadj el-hadj".split()
    + "monsieur messieurs madame mesdames mademoiselle mesdemoiselles sœur soeur mère".split()
)
"""Titles that nobody is called."""
_ARTICLES: Final = frozenset({"le", "la", "l'", "les", "du", "des", "au", "aux"})
"""Words before one that is no person's name: *le Brexit*, *l'Ipsel*, *les Sarmant*."""
_DASHES: Final = frozenset({"-", "–", "—"})
_FOREIGN: Final = frozenset({"the", "of", "for", "and", "und", "für", "without", "against"})
"""Small words within names of other languages: *Save the Children*, *Bank of America*."""


_AGENCIES: Final = frozenset({"afp", "ats", "aps", "belga", "reuters"})


def name_of_body(tokens: Tokens, i: int, limit: int) -> int:
    """The index after the name of a body of several words that begins at token `i`, or `i`.

    One that the lexicon has, common words in it or not (*Médecins sans frontières*, *Le Canard enchaîné*), or one with
    small words of another language (*Save the Children*).
    """
    if not tokens.word[i].is_title:
        return i
    for words in tokens.vocabulary.bodies.get(tokens.low[i], ()):
        if i + len(words) <= limit and tuple(tokens.low[i : i + len(words)]) == words:
            return i + len(words)
    end = i
    while end + 2 < limit and tokens.low[end + 1] in _FOREIGN:
        k = end + 2
        while k < limit and k - end < 4 and tokens.low[k] in _FOREIGN:
            k += 1
        if k >= limit or not tokens.word[k].is_title:
            break
        end = k
    return i if end == i else end + 1


def given_name(tokens: Tokens, i: int) -> str | None:
    """The gender that token `i` tells if it is a first name, compound ones included (*Jean-Wilfrid*)."""
    names = tokens.names
    return names.get(tokens.low[i]) or (names.get(tokens.low[i].split("-")[0]) if "-" in tokens.low[i] else None)


def _acronym(tokens: Tokens, i: int) -> bool:
    text = tokens.word[i].text
    return (
        len(text) > 1
        and text.split("-")[0].isupper()
        and not tokens.traits[i].title
        and tokens.entity_at.get(i, (0, 0, ""))[2] != "PER"
    )


def _aged(tokens: Tokens, last: int) -> bool:
    """Whether an age follows: *Azilis Rodmar, 63 ans*, *Zoé, vingt-quatre ans*."""
    low = tokens.low
    years = next((k for k in range(last + 3, last + _AGE) if low[k] == "ans"), 0)
    return bool(years) and low[last + 1] == "," and all(_is_number(tokens, k) for k in range(last + 2, years))


def _is_number(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a number, or one of the words of one: *58*, *cinquante-huit*, *trente et un*."""
    low = tokens.low[i]
    return low.isdigit() or low == "et" or all(part in _NUMBERS for part in low.strip("-").split("-"))


_AGE: Final = 8
"""Within how many tokens behind a name its age is told."""
_NUMBERS: Final = frozenset(
    "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente "
    "quarante cinquante soixante septante huitante octante nonante cent".split()
)


def _no_name_here(tokens: Tokens, i: int) -> bool:
    """Whether a capital at token `i` is owed to the start of a sentence: *Habitante de Lorient*, *Aucun blessé*."""
    its = tokens.traits[i]
    named = its.given or tokens.word[i].text.isupper()
    return i in tokens.document.boundaries_set and not named and (its.det or its.listed)


def _people_of_run(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """The persons in a run of capitalised words: *Intérieur Omar Sall* is one, from *Omar* on."""
    while first <= last and _no_name_here(tokens, first):
        if tokens.noun_kind(first)[0] not in ("", "person"):
            return []  # Loi Sarmant, Débat Sarmant
        first += 1
    if _surname_first(tokens, first, last):
        return [(first, last)]
    starts = [i for i in range(first, last + 1) if _starts_person(tokens, i, first, last)]
    if not starts and _aged(tokens, last) and (last > first or tokens.traits[first].given):
        starts = [first + 1 if _is_no_name(tokens, first, last) else first]
    return [(a, (starts[k + 1] - 1 if k + 1 < len(starts) else last)) for k, a in enumerate(starts)]


def _is_no_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the first word of a run is a body or place: a dit à l'*AFP* Joël, 36 ans; à *Lorval* Ludovic, 40 ans."""
    place = tokens.low[first - 1] in ("à", "en") and tokens.traits[first + 1].given and not tokens.traits[first].given
    if place or tokens.low[first] in _AGENCIES:
        return True
    return _acronym(tokens, first) and (last > first + 1 or tokens.traits[last].given)


def _surname_first(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a surname in capitals stands before the first name: *SARMANT Salif*."""
    surname = tokens.word[first]
    if surname.low in _AGENCIES:
        return False
    return last == first + 1 and tokens.traits[last].given and surname.text.isupper() and len(surname.text) > 2


def _of_a_body(tokens: Tokens, i: int) -> bool:
    """Whether the first word of a run is a body: a dit à l'*AFP* Joël, le journaliste de *TVR* Salif Sarmant."""
    return tokens.low[i] in _AGENCIES or _acronym(tokens, i) and not _acronym(tokens, i + 1)


def _starts_person(tokens: Tokens, i: int, first: int, last: int) -> bool:
    """Whether the name of a person begins at token `i` of a run of capitalised words."""
    if i == first and i < last and _of_a_body(tokens, i):
        return False  # le journaliste de TVR Salif Sarmant
    titled = tokens.traits[i - 1].title and not (i > first and _is_surname(tokens, i - 1))
    if titled or i == first and last > first and _after_role(tokens, i):
        return True
    if i > first and tokens.traits[i - 1].given:
        return False
    entity = tokens.entity_at.get(i)
    if entity is not None and entity[2] == "PER" and max(entity[0], first) == i:
        if first == last and (_is_article_name(tokens, i) or _is_rubric(tokens, i)):
            return False
        classes = tokens.lexicon.words  # Matignon a dit, Damas dénonce
        return first < last or tokens.low[i] not in classes["seat"] and tokens.low[i] not in classes["capital"]
    if i == first and _named_in_apposition(tokens, first, last):
        return True
    if i == first == last and entity is None and _acts_alone(tokens, i):
        return True
    if i == last or tokens.low[i] == "france" or given_name(tokens, i) is None:
        return False
    return tokens.word[i + 1].is_title or tokens.low[i + 1] in tokens.particle  # François de Rugy


def _is_article_name(tokens: Tokens, i: int) -> bool:
    """Whether an article stands before a word that is no first name: *la directrice de l'Ipsel*."""
    return tokens.low[i - 1] in _ARTICLES and not tokens.traits[i].given


def _is_rubric(tokens: Tokens, i: int) -> bool:
    """Whether a word in capitals opens a line and a dash follows it: *EXCLUSIF - Omar Sall enseigne à Rouen*."""
    opens = i in tokens.document.line_starts or i == 0
    return opens and tokens.traits[i].shouted and tokens.low[i + 1] in _DASHES


def _named_in_apposition(tokens: Tokens, first: int, last: int) -> bool:
    """Whether commas part a name from the noun for a person before it: *un gardien du parc, Esa Korhan, affirme*."""
    if not tokens.low[first - 1] == tokens.low[last + 1] == ",":
        return False
    place = tokens.entity_at.get(first, (0, 0, ""))[2] == "LOC"
    if (first == last or place) and not tokens.traits[first].given:
        return False
    for k in range(first - 2, max(first - _ROLE, -1), -1):
        if tokens.is_person_noun(k):
            return not tokens.low[k].endswith("s") and tokens.low[k] not in _MAY_BE_BODIES
        if not (tokens.is_nominal(k) or tokens.low[k] in tokens.of or tokens.low[k] in _ARTICLES):
            return False
    return False


_ROLE: Final = 10
"""Within how many tokens before a name the noun for what somebody is stands."""
_MAY_BE_BODIES: Final = frozenset(
    "actionnaire adversaire allié assureur bailleur champion client concessionnaire concurrent constructeur créancier "
    "diffuseur distributeur donateur employeur exploitant exportateur fabricant fournisseur gestionnaire gérant hébergeur "
    "hôte importateur industriel investisseur lauréat leader loueur membre mécène numéro opérateur organisateur "
    "partenaire prestataire producteur promoteur prêteur propriétaire repreneur rival sponsor titulaire transporteur "
    "vainqueur vendeur voisin éditeur".split()
)
"""Nouns for people that a company, club or country may be called by: *son éditeur, Gallimard*."""


def _acts_alone(tokens: Tokens, i: int) -> bool:
    """Whether a first name that is no other word is the subject of a verb right behind it: *Sylvie fait 90 km par jour*."""
    its, k = tokens.traits[i], i + 1
    if not its.given or its.listed or tokens.low[i - 1] in tokens.det or tokens.low[i - 1] in tokens.prep:
        return False
    while tokens.low[k] in tokens.clitic or tokens.low[k] in ("ne", "n'"):
        k += 1
    return tokens.is_finite(k) and tokens.word[k].text.islower()


def _after_role(tokens: Tokens, i: int) -> bool:
    """Whether token `i` stands right behind a noun for a person: *le maire Sarmant*."""
    return not tokens.traits[i].det and tokens.is_person_noun(i - 1)
