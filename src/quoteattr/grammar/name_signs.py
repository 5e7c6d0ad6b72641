"""What stands around words with a capital that tells that they are, or are not, somebody's name."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.tokens import Tokens

__all__ = ["acts_alone", "is_aged", "is_no_person", "is_rubric", "is_surname", "named_in_apposition"]

_NEVER_SURNAMES: Final = frozenset(
    "m. mm. mr mr. mrs ms mme mme. mmes mlle mlle. mlles me mes mgr mgr. dr dr. pr pr. sir lady lord hadj el-hadj "
    "monsieur messieurs madame mesdames mademoiselle mesdemoiselles sœur soeur mère".split()
)
"""Titles that nobody is called."""
_ARTICLES: Final = frozenset({"le", "la", "l'", "les", "du", "des", "au", "aux"})
"""Words before one that is no person's name: *le Brexit*, *l'Ipsel*, *les Sarmant*."""
_DASHES: Final = frozenset({"-", "–", "—", ".", "|"})
_AGE: Final = 8
"""Within how many tokens behind a name its age is told."""
_NUMBERS: Final = frozenset(
    "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente "
    "quarante cinquante soixante septante huitante octante nonante cent".split()
)
_ROLE: Final = 10
"""Within how many tokens before a name the noun for what somebody is stands."""
_MAY_BE_BODIES: Final = frozenset(
    "actionnaire adversaire allié assureur bailleur champion client concessionnaire concurrent constructeur créancier "
    "diffuseur distributeur donateur employeur exploitant exportateur fabricant fournisseur gestionnaire gérant hôte "
    "hébergeur importateur industriel investisseur lauréat leader loueur membre mécène numéro opérateur organisateur "
    "partenaire prestataire producteur promoteur prêteur propriétaire repreneur rival sponsor titulaire transporteur "
    "vainqueur vendeur voisin éditeur".split()
)
"""Nouns for people that a company, club or country may be called by: *son éditeur, Gallimard*."""


def is_surname(tokens: Tokens, i: int) -> bool:
    """Whether a title is the surname of the first name before it: *Julie Maréchal*, *Karim Baron*."""
    titled = tokens.traits[i].title and tokens.low[i] not in _NEVER_SURNAMES
    behind = tokens.traits[i - 1].names and i not in tokens.document.line_starts
    return titled and behind and tokens.is_name(i)


def is_aged(tokens: Tokens, last: int) -> bool:
    """Whether an age follows: *Azilis Rodmar, 63 ans*, *Zoé, vingt-quatre ans*."""
    low = tokens.low
    years = next((k for k in range(last + 3, last + _AGE) if low[k] == "ans"), 0)
    return bool(years) and low[last + 1] == "," and all(_is_number(tokens, k) for k in range(last + 2, years))


def _is_number(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a number, or one of the words of one: *58*, *cinquante-huit*, *trente et un*."""
    low = tokens.low[i]
    return low.isdigit() or low == "et" or all(part in _NUMBERS for part in low.strip("-").split("-"))


def named_in_apposition(tokens: Tokens, first: int, last: int) -> bool:
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


def acts_alone(tokens: Tokens, i: int) -> bool:
    """Whether a first name that is no other word is the subject of a verb right behind it: *Sylvie part à midi*."""
    its, k, words = tokens.traits[i], i + 1, tokens.lexicon.words
    if not its.given or its.listed or tokens.low[i] in words["seat"] or tokens.low[i] in words["capital"]:
        return False
    if tokens.low[i - 1] in tokens.det or tokens.low[i - 1] in tokens.prep:
        return False
    while tokens.low[k] in tokens.clitic or tokens.low[k] in ("ne", "n'"):
        k += 1
    return tokens.is_finite(k) and tokens.word[k].text.islower()


def is_no_person(tokens: Tokens, i: int) -> bool:
    """Whether a word that labels take for somebody is nobody, by what stands beside it.

    An article before it (*la directrice de l'Ipsel*), unless it is a first name; or it is a rubric, in capitals at the
    head of a line (*EXCLUSIF - Omar Sall enseigne à Rouen*), or the name of a seat or capital (*Matignon a dit*).
    """
    if tokens.low[i - 1] in _ARTICLES and not tokens.traits[i].given:
        return True
    if is_rubric(tokens, i):
        return True
    return tokens.low[i] in tokens.lexicon.words["seat"] or tokens.low[i] in tokens.lexicon.words["capital"]


def is_rubric(tokens: Tokens, i: int) -> bool:
    """Whether a word in capitals opens a line and a dash or full stop follows it: *PORTRAIT. Elle a dit non.*."""
    opens = i in tokens.document.line_starts or i == 0
    return opens and tokens.traits[i].shouted and tokens.low[i + 1] in _DASHES
