"""Verb groups: the reporting verbs of a document with their auxiliaries, clitics and negation."""

from __future__ import annotations

from typing import Final

import regex as re

from quoteattr.grammar.adverbials import in_adverbial
from quoteattr.grammar.auxiliaries import (
    NEGATION,
    REFLEXIVE,
    auxiliary_of,
    clitics_left,
    inverted_after,
    is_negated,
    is_reflexive,
    without_t,
)
from quoteattr.grammar.finite import after_closer, after_determiner, may_be_finite
from quoteattr.grammar.tokens import Tokens
from quoteattr.lexicon import Form, Mood, Verb

__all__ = ["VerbGroup", "verb_groups"]


_BEFORE_NOUN: Final = frozenset({"sur", "dans", "via", "chez", "avec"})
"""Prepositions that no infinitive follows: *sur twitter*."""
_DOES: Final = frozenset({"fit", "fait", "faisait", "firent", "font", "faisaient"})
_I_DO: Final = frozenset({"fis", "fais", "faisais", "fîmes", "faisions"})
_MAKES: Final = Verb("faire", "B", frozenset("i"))
"""*Faire* beside a closing mark: « Entrez », fit le notaire."""
_MOODS: Final = {"ayant": "gerund", "étant": "gerund", "avoir": "infinitive", "être": "infinitive"}
"""Moods of the auxiliaries that are not finite."""


_SAYS: Final = re.compile(r"\p{Ll}{3,}(?:e|a|t|it)")
"""A word that may be a verb in the third person."""
_THE: Final = frozenset({"le", "la", "l'", "un", "une"})


class VerbGroup:
    """A reporting verb with what belongs to it, as an inclusive range of token indices.

    Attributes:
        first: First token (clitic, negation or auxiliary included).
        last: Last token (inverted pronoun included).
        at: The token of the verb form itself.
        verb: Which verb.
        mood: ``finite``, ``compound`` (auxiliary and participle), ``gerund``, ``infinitive``, ``participle`` (alone or
            passive).
        inverted: Token of an inverted subject pronoun, or ``None``.
        reflexive: Whether a reflexive pronoun stands with it.
        negated: Whether it is negated.
        passive: Whether it is a passive with *être*.
        after: Token from which complements and an inverted subject are looked for.
    """

    __slots__ = ("at", "first", "inverted", "last", "mood", "negated", "passive", "reflexive", "verb")

    def __init__(
        self,
        first: int,
        last: int,
        at: int,
        verb: Verb,
        mood: str,
        inverted: int | None = None,
        *,
        reflexive: bool = False,
    ) -> None:
        self.first: int = first
        self.last: int = last
        self.at: int = at
        self.verb: Verb = verb
        self.mood: str = mood
        self.inverted: int | None = inverted
        self.reflexive: bool = reflexive
        self.negated: bool = False
        self.passive: bool = False

    @property
    def after(self) -> int:
        """Token from which complements and an inverted subject are looked for."""
        return self.last + 1


def verb_groups(tokens: Tokens) -> list[VerbGroup]:
    """Return the reporting verb groups of a document in order."""
    out: list[VerbGroup] = []
    taken = -1
    for i in _places(tokens):
        if i <= taken:
            continue
        group = (_multiword(tokens, i) if tokens.traits[i].begins else None) or _group_at(tokens, i)
        if group is not None:
            out.append(group)
            taken = group.last
    return out


def _places(tokens: Tokens) -> list[int]:
    """The tokens that may be the verb of a group: forms of the lexicon, and what stands beside an inverted pronoun."""
    traits = tokens.traits
    places = [i for i in tokens.hot if traits[i].verbal]
    beside = {k for i in tokens.hot if traits[i].inverted for k in (i - 1, i + 1) if 0 <= k < len(traits)}
    behind = {b.last + 2 for b in tokens.document.blocks if _hands_over(tokens, b.last + 2)}
    return sorted(beside.union(places, behind)) if beside or behind else places


def _hands_over(tokens: Tokens, i: int) -> bool:
    """Whether a word that the lexicon lacks parts a mark with a comma from whoever speaks: « Oui », glose Zoé."""
    its, low = tokens.traits[i], tokens.low[i]
    if its.verbal or its.function or its.listed or not _SAYS.fullmatch(tokens.word[i].text):
        return False
    if tokens.low[i - 1] != "," or low in tokens.other_forms or its.adverb:
        return False
    after = tokens.traits[i + 1]
    named = tokens.is_name(i + 1) and (after.names or tokens.entity_at.get(i + 1, (0, 0, ""))[2] == "PER")
    told = tokens.low[i + 1] in _THE and tokens.is_person_noun(i + 2)
    return named or after.title and tokens.is_name(i + 2) or told


def _group_at(tokens: Tokens, i: int) -> VerbGroup | None:
    forms = tokens.forms.get(without_t(tokens.low[i])) or _unlisted(tokens, i)
    capital = tokens.word[i].is_title and i not in tokens.document.boundaries_set
    if not forms or capital and not _is_shouted(tokens, i):
        return None
    if tokens.traits[i].adverb and tokens.low[i - 1] != "en":
        return None  # maintenant
    if in_adverbial(tokens, i, tokens.size):
        return None  # rappelle à juste titre
    group = _reading(tokens, i, forms)
    if group is None or group.verb.reflexive and not group.reflexive:
        return None
    before = tokens.low[max(0, group.first - 1) : group.at]
    impersonal = group.inverted is not None or "il" in before or group.verb.bare != "ressortir"
    return None if _reports_nothing(group, before) or not impersonal else group


def _reports_nothing(group: VerbGroup, before: list[str]) -> bool:
    """Whether the words before a verb make another of it.

    *Y voit « un aveu »*, not *voit*; not *se trouve*; not *en témoigne*, which things do.
    """
    bare = group.verb.bare
    if bare == "voir":
        return "y" not in before[1:]
    return bare == "trouver" and group.reflexive or bare in ("attester", "témoigner") and "en" in before


def _is_shouted(tokens: Tokens, i: int) -> bool:
    """Whether a whole attribution is in capitals: A DÉCLARÉ ODILE PASTOR, « OUI », DIT ODILE PASTOR."""
    if not tokens.traits[i].shouted:
        return False
    return tokens.word[i - 1].text in ("A", "ONT", "AVAIT") or tokens.traits[i + 1].shouted and after_closer(tokens, i)


def _reading(tokens: Tokens, i: int, forms: tuple[Form, ...]) -> VerbGroup | None:
    """The group of the first reading of a form that what stands around it allows."""
    moods = {f.mood for f in forms}
    of_me = Mood.FIRST in moods and tokens.low[i + 1] in ("-je", "-nous")
    if Mood.PARTICIPLE in moods and not of_me:
        group = _compound(tokens, i, forms)
        if group is not None:
            return group
    if of_me or Mood.FINITE in moods and may_be_finite(tokens, i):
        return _finite(tokens, i, forms, Mood.FIRST if of_me else Mood.FINITE)
    if after_determiner(tokens, i):
        return None
    if Mood.GERUND in moods:
        group = _unfinite(tokens, i, forms, Mood.GERUND)
        group.first -= tokens.low[group.first - 1] == "en"
        return group
    if Mood.INFINITIVE in moods and tokens.low[i - 1] not in _BEFORE_NOUN:
        return _governed(tokens, _unfinite(tokens, i, forms, Mood.INFINITIVE))
    return _bare_participle(tokens, i, forms) if Mood.PARTICIPLE in moods else None


def _unlisted(tokens: Tokens, i: int) -> tuple[Form, ...]:
    """Readings of a verb that the lexicon lacks, where its place after a closing mark and an inverted pronoun tell.

    « Oui », avaient-ils planifié.
    """
    made = _made(tokens, i)
    if made is not None:
        return made
    if tokens.is_closer(i - 2) and _hands_over(tokens, i):
        return (Form(Verb(tokens.low[i], "B", frozenset("i")), Mood.FINITE),)
    if tokens.traits[i + 1].inverted:
        before, mood = i - 1, Mood.FINITE
    elif tokens.traits[i - 1].inverted:
        before, mood = i - 3, Mood.PARTICIPLE
    else:
        return ()
    while tokens.low[before] in tokens.clitic:
        before -= 1
    if tokens.low[before] == ",":
        before -= 1
    known = tokens.low[i] in tokens.other_forms and tokens.low[i] not in ("fait", "fit")
    if known or tokens.pos[i] not in ("VERB", "AUX", "ADJ", "NOUN") or not tokens.is_closer(before):
        return ()
    return (Form(Verb(tokens.low[i], "B", frozenset("i")), mood),)


def _made(tokens: Tokens, i: int) -> tuple[Form, ...] | None:
    """The reading of a form of *faire* beside what is said: « Entrez », fit le notaire; « Trop tard ! fit-elle. »."""
    low, before = tokens.low[i], tokens.low[i - 1]
    if low == "fait" and before in tokens.have and after_closer(tokens, i - 1):
        return (Form(_MAKES, Mood.PARTICIPLE),)
    if low in _I_DO and tokens.low[i + 1] in ("-je", "-nous"):
        return (Form(_MAKES, Mood.FIRST),)
    if low not in _DOES:
        return None
    if tokens.traits[i + 1].inverted:
        return (Form(_MAKES, Mood.FINITE),) if before in ("!", "?", "…", ",") else None
    return (Form(_MAKES, Mood.FINITE),) if after_closer(tokens, i) else ()


def _choose(forms: tuple[Form, ...], mood: Mood, *, reflexive: bool) -> Verb:
    verbs = [f.verb for f in forms if f.mood is mood]
    fitting = [v for v in verbs if v.reflexive == reflexive]
    return (fitting or verbs)[0]


def _finite(tokens: Tokens, i: int, forms: tuple[Form, ...], mood: Mood = Mood.FINITE) -> VerbGroup:
    inverted = inverted_after(tokens, i)
    last = inverted or i
    last += tokens.low[last + 1] in NEGATION
    reflexive = is_reflexive(tokens, i)
    verb = _choose(forms, mood, reflexive=reflexive)
    group = VerbGroup(clitics_left(tokens, i), last, i, verb, "finite", inverted, reflexive=reflexive)
    group.negated = is_negated(tokens, group.first, i)
    return group


def _unfinite(tokens: Tokens, i: int, forms: tuple[Form, ...], mood: Mood) -> VerbGroup:
    """The group of a gerund or infinitive with its clitics."""
    reflexive = is_reflexive(tokens, i)
    verb = _choose(forms, mood, reflexive=reflexive)
    return VerbGroup(clitics_left(tokens, i), i, i, verb, mood.value, reflexive=reflexive)


def _compound(tokens: Tokens, i: int, forms: tuple[Form, ...]) -> VerbGroup | None:
    """The group of an auxiliary left of participle `i`: *s'est dit*, or in the passive *a été accusé*."""
    auxiliary = auxiliary_of(tokens, i)
    if auxiliary is None:
        return None
    first, low = clitics_left(tokens, auxiliary.at), tokens.low[auxiliary.at]
    reflexive = any(word in REFLEXIVE for word in tokens.low[first : auxiliary.at])
    verb = _choose(forms, Mood.PARTICIPLE, reflexive=reflexive)
    if verb.reflexive and not reflexive:
        return None
    active = reflexive or low not in tokens.be or verb.bare in ("intervenir", "convenir")
    passive = auxiliary.been or not active
    mood = _MOODS.get(low) or ("participle" if passive else "compound")
    group = VerbGroup(first, i, i, verb, mood, auxiliary.inverted, reflexive=reflexive)
    group.negated, group.passive = is_negated(tokens, first, i), passive
    return group


def _bare_participle(tokens: Tokens, i: int, forms: tuple[Form, ...]) -> VerbGroup | None:
    """A participle with no auxiliary of its own.

    Coordinated (*a salué … et annoncé*) or passive (*un choix jugé « absurde » par la maire*).
    """
    if tokens.pos[i] not in ("VERB", "ADJ", "AUX"):
        return None
    group = VerbGroup(i, i, i, _choose(forms, Mood.PARTICIPLE, reflexive=False), "participle")
    if _shares_auxiliary(tokens, i):
        group.mood = "compound"
    else:
        group.passive = True
    return group


def _shares_auxiliary(tokens: Tokens, i: int) -> bool:
    """Whether participle `i` is coordinated with one whose auxiliary is *avoir*: *a salué l'accord et annoncé*."""
    low = tokens.low
    start, _ = tokens.document.sentence(i)
    head = tokens.head[i]
    if tokens.dep[i] == "conj" and any(low[k] in tokens.have for k in range(max(start, head - 4), head + 1)):
        return True
    return (
        low[i - 1] == "et"
        and low[i + 1] != "par"
        and tokens.pos[i] == "VERB"
        and any(
            low[k] in tokens.have and tokens.pos[k] == "AUX" and tokens.block_of[k] < 0 for k in range(start, i - 1)
        )
    )


def _governed(tokens: Tokens, group: VerbGroup) -> VerbGroup:
    """The group of an infinitive, with the verb that it is said with if there is one.

    *veut croire*, *a tenu à préciser*, *peut-on lire*, *a-t-il pris soin de dire*.
    """
    j = group.first - 1
    if tokens.low[j] in ("à", "de", "d'"):
        j -= 1
    before = _modal_phrase(tokens, j)
    j = j if before is None else before[1]
    inverted = None
    if tokens.low[j] in tokens.inverted:
        inverted = j
        j -= 1
    while tokens.is_adverb(j) or tokens.low[j] in NEGATION:
        j -= 1
    infinitive, mood = tokens.other_forms.get(tokens.low[j], ("", Mood.INFINITIVE))
    modal = infinitive in tokens.lexicon.words["modal"] if before is None else infinitive in before[0]
    if not modal or tokens.pos[j] in ("NOUN", "ADP", "DET"):
        return group
    compound = _compound(tokens, j, (Form(group.verb, Mood.PARTICIPLE),))
    if compound is not None and not compound.passive:
        group.first, group.mood, group.negated = compound.first, compound.mood, compound.negated
        group.inverted = inverted or compound.inverted
    elif mood is Mood.FINITE:
        group.first, group.mood, group.inverted = clitics_left(tokens, j), "finite", inverted
        group.negated = is_negated(tokens, group.first, j)
    return group


def _modal_phrase(tokens: Tokens, last: int) -> tuple[list[str], int] | None:
    """The verbs that may stand before what ends with token `last`, and the token before that: *prend* soin."""
    found: dict[int, list[str]] = {}
    for verb, rest in tokens.vocabulary.modal_phrases.get(tokens.low[last], ()):
        if tuple(tokens.low[last - len(rest) + 1 : last + 1]) == rest:
            found.setdefault(last - len(rest), []).append(verb)
    return None if not found else (found[min(found)], min(found))


def _multiword(tokens: Tokens, i: int) -> VerbGroup | None:
    """The group of an expression of several words (*a fait savoir*), which is never a passive."""
    infinitive, mood = tokens.other_forms[tokens.low[i]]
    for rest, verb in tokens.lexicon.multiword[infinitive]:
        found = _rest_of_expression(tokens, i, rest)
        group = None if found is None else _first_verb(tokens, i, verb, mood)
        if found is not None and group is not None:
            group.last, group.at, group.passive = found[0], i, False
            group.inverted = group.inverted or found[1]
            return group
    return None


def _rest_of_expression(tokens: Tokens, i: int, rest: tuple[str, ...]) -> tuple[int, int | None] | None:
    """The last word of an expression that begins at token `i`, and an inverted pronoun that stands within.

    Only that and adverbs may: *fait-il également savoir*.
    """
    inverted = None
    for j in range(i + 1, i + 6):
        low = tokens.low[j]
        if low == rest[0]:
            return (j + len(rest) - 1, inverted) if tuple(tokens.low[j : j + len(rest)]) == rest else None
        if low in tokens.inverted:
            inverted = j
        elif not tokens.is_adverb(j) and low not in ("lui-même", "elle-même"):
            break
    return None


def _first_verb(tokens: Tokens, i: int, verb: Verb, mood: Mood) -> VerbGroup | None:
    """The group of the first verb of an expression, which counts as the verb that both make."""
    if mood is Mood.PARTICIPLE or tokens.low[i] == "fait":
        group = _compound(tokens, i, (Form(verb, Mood.PARTICIPLE),))
        if group is not None:
            return group
    if mood in (Mood.GERUND, Mood.INFINITIVE):
        return VerbGroup(clitics_left(tokens, i), i, i, verb, mood.value)
    return None if mood is Mood.PARTICIPLE else _finite(tokens, i, (Form(verb, Mood.FINITE),))
