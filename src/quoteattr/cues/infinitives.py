"""The infinitive that a reporting verb governs: *affirme avoir vu*, *promet de revenir*."""

from __future__ import annotations

from typing import Final

from quoteattr.cues.introductions import PLEADING, ends_clause, holds_marks
from quoteattr.grammar import NEGATION, Tokens, VerbGroup, noun_phrase
from quoteattr.reading import Block

__all__ = ["infinitive", "marks_ahead"]

_AMOUNTS: Final = frozenset("plus moins trop assez peu beaucoup davantage autant tant".split())
_NEAR_INFINITIVE: Final = 10
"""How many tokens may stand between a verb and its infinitive, asides apart."""
_OBJECT: Final = 3
"""Words between marks that may name who is asked."""
_ASIDE: Final = 12
"""Tokens of such an aside at the most."""
_BEFORE_DE: Final = frozenset({"afin", "avant", "force", "lieu", "loin", "près"})
"""What makes a conjunction of *de* and an infinitive."""
_OWN: Final = frozenset({"son", "sa", "ses", "leur", "leurs"})


def infinitive(tokens: Tokens, group: VerbGroup, takes: frozenset[str]) -> int | None:
    """The first token of an infinitive that the verb governs.

    *affirme avoir vu*, *promet de revenir*, *appelle à « résister »*.
    """
    _, end = tokens.document.inner_sentence(group.last)
    j = group.after - 1
    limit, apart = group.after + _NEAR_INFINITIVE, -1
    while (j := j + 1) < min(end, limit):
        low = tokens.low[j]
        if low == "," and (comma := _closing_comma(tokens, j, end)) > j:
            limit += comma - j
            j = apart = comma  # avait assuré, la veille, ne rien savoir
            continue
        block = tokens.document.block_at.get(j)
        if block is not None and _names_asked(tokens, block):
            limit += block.last - j
            j = block.last
            continue
        verb = j if block is None else block.inner[0]
        while block is not None and verb < block.inner[1] and _precedes_infinitive(tokens, verb):
            verb += 1
        infinite = tokens.verb_form[verb] == "Inf" and not _is_amount(tokens, verb)
        if infinite or low in ("avoir", "être") and tokens.pos[verb] != "NOUN":
            return _governed_infinitive(tokens, group, takes, j, verb, apart)
        if ends_clause(tokens, j) or low == "," or tokens.is_finite(j) or tokens.is_mark(j):
            return None
    return None


def _precedes_infinitive(tokens: Tokens, i: int) -> bool:
    """Whether token `i` may stand before an infinitive between marks: « ne rien dire », « tout revoir »."""
    low = tokens.low[i]
    return low in tokens.clitic or low in NEGATION or low in ("rien", "tout", "plus") or tokens.is_adverb(i)


def _names_asked(tokens: Tokens, block: Block) -> bool:
    """Whether words between marks name who is asked: invite les « Mauves » à venir; not *appelle au « calme » et à*."""
    listed = tokens.low[block.last + 1] in ("et", "ou") and tokens.low[block.last + 2] in ("à", "de", "d'")
    return block.words <= _OBJECT and tokens.traits[block.first - 1].det and not listed


def _closing_comma(tokens: Tokens, comma: int, end: int) -> int:
    """The comma that closes an aside which another opens, without a finite verb within; the same if there is none."""
    for k in range(comma + 1, min(end, comma + _ASIDE)):
        if tokens.low[k] == ",":
            return k
        if tokens.is_finite(k) or tokens.is_mark(k) or tokens.verb_form[k] == "Inf":
            break
    return comma


def _is_amount(tokens: Tokens, i: int) -> bool:
    """Whether a form that looks like an infinitive is a noun behind an amount: *réclament plus de pouvoir*."""
    return tokens.low[i - 1] in ("de", "d'") and tokens.low[i - 2] in _AMOUNTS


def marks_ahead(tokens: Tokens, group: VerbGroup) -> bool:
    """Whether words stand between marks further on in the sentence."""
    _, end = tokens.document.sentence(group.last)
    return any(i in tokens.document.block_at for i in range(group.after, end))


def _governed_infinitive(
    tokens: Tokens, group: VerbGroup, takes: frozenset[str], j: int, verb: int, apart: int
) -> int | None:
    """Where the content begins if the verb group governs the infinitive `verb` in the way that it allows.

    `apart` is the comma that closes an aside between both.
    """
    k = j - 1
    while k > group.last and (tokens.low[k] in tokens.clitic or tokens.low[k] in ("pas", "plus")):
        k -= 1
    at = tokens.head[verb] if tokens.pos[verb] == "AUX" else verb
    hung = tokens.head[at] == group.at and tokens.dep[at] in ("xcomp", "ccomp", "obj", "obl:arg")
    low = tokens.low[k]
    if low == "pour" and k == group.after and group.verb.bare in PLEADING:
        return k + 1 if holds_marks(tokens, j, cut_by_comma=True) else None
    if low in ("de", "d'"):
        wanted = _is_wanted(tokens, group, takes, k)
        return k + 1 if wanted or "d" in takes and not _is_of_another(tokens, group, k, at) else None
    if low in ("à", "a"):
        return k + 1 if "a" in takes else None
    aside = tokens.low[verb] in ("avoir", "être") and tokens.low[group.after] in tokens.prep
    aside = aside or _is_addressee(tokens, group.after, k)
    beside = (
        k in (group.last, apart)
        or (tokens.is_adverb(k) or tokens.is_time(k))
        and not _belongs_elsewhere(tokens, group, k)
    )
    if beside or aside or hung and low not in tokens.prep:
        return k + 1 if "f" in takes else None
    return None


def _is_of_another(tokens: Tokens, group: VerbGroup, of: int, infinitive: int) -> bool:
    """Whether the *de* at token `of` belongs to a conjunction or the object of the verb, and not to the verb.

    Promet avant de partir, propose un moyen de payer: not *prie la presse de sortir*, *demande au port de payer*.
    """
    if tokens.low[of - 1] in _BEFORE_DE and of - 1 > group.last:
        return True
    noun, first = tokens.head[infinitive], group.after
    if not first < noun < of or not tokens.traits[first].det or tokens.low[first] in tokens.contracted:
        return False
    thing = tokens.pos[noun] == "NOUN" and tokens.noun_kind(noun)[0] in ("", "document")
    return thing and not tokens.person_like(noun)


def _is_wanted(tokens: Tokens, group: VerbGroup, takes: frozenset[str], of: int) -> bool:
    """Whether a noun of wish before the *de* at token `of` is the object of a verb, and marks show what is wanted.

    Ont exprimé leur volonté de bâtir « une autre ville ».
    """
    own = tokens.low[of - 2] in _OWN and of - 2 - group.last <= 2 and "x" in takes
    told = group.verb.verb_class != "E" or group.verb.bare == "exprimer"  # not: dénonce sa volonté de nuire
    return (
        own
        and told
        and tokens.low[of - 1] in tokens.lexicon.words["wish_noun"]
        and holds_marks(tokens, of + 1, cut_by_comma=True)
    )


def _is_addressee(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the tokens say who is told: a indiqué à l'agence ouvrir une enquête."""
    phrase = noun_phrase(tokens, first + (tokens.low[first] == "à"), last + 1)
    if phrase is None or phrase.last != last:
        return False
    return phrase.name is not None or tokens.noun_kind(phrase.head)[0] in ("person", "group", "organization")


def _belongs_elsewhere(tokens: Tokens, group: VerbGroup, k: int) -> bool:
    """Whether a preposition before the adverbs that end at token `k` governs the infinitive: sans vraiment écouter."""
    while k > group.last and tokens.is_adverb(k):
        k -= 1
    return k > group.last and tokens.low[k] in ("sans", "pour", "afin", "avant", "après")
