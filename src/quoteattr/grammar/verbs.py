"""Verb groups: the reporting verbs of a document with their auxiliaries, clitics and negation."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar.tokens import Tokens
from quoteattr.lexicon import Form, Mood, Verb

__all__ = ["VerbGroup", "verb_groups"]


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
        negated: bool = False,
        passive: bool = False,
    ) -> None:
        self.first: int = first
        self.last: int = last
        self.at: int = at
        self.verb: Verb = verb
        self.mood: str = mood
        self.inverted: int | None = inverted
        self.reflexive: bool = reflexive
        self.negated: bool = negated
        self.passive: bool = passive

    def governed_by(self, first: int, mood: str, inverted: int | None, *, negated: bool) -> VerbGroup:
        """The group of an infinitive with the verb before it, which begins at token `first` and has the mood."""
        return VerbGroup(
            first,
            self.last,
            self.at,
            self.verb,
            mood,
            inverted,
            reflexive=self.reflexive,
            negated=negated,
            passive=self.passive,
        )

    def extended(self, last: int, at: int, inverted: int | None) -> VerbGroup:
        """The group with the words of its expression that follow it (*a fait savoir*), which is never a passive."""
        return VerbGroup(
            self.first, last, at, self.verb, self.mood, inverted, reflexive=self.reflexive, negated=self.negated
        )

    @property
    def after(self) -> int:
        """Token from which complements and an inverted subject are looked for."""
        return self.last + 1


_PARENTHETIC: Final = 7
"""How many tokens may stand between auxiliary and participle: *a, au contraire, demandé*."""
_REFLEXIVE: Final = frozenset({"se", "s'", "me", "m'"})
_NEGATION: Final = frozenset({"pas", "jamais", "guère", "point"})


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
    return sorted(beside.union(places)) if beside else places


def _group_at(tokens: Tokens, i: int) -> VerbGroup | None:
    forms = tokens.forms.get(tokens.low[i]) or _unlisted(tokens, i)
    if not forms:
        return None
    if tokens.word[i].is_title and i not in tokens.document.boundaries_set:
        return None
    inverted = tokens.low[i + 1] in tokens.inverted
    if not inverted and _after_determiner(tokens, i) and not tokens.children(i):
        return None
    reflexive = _is_reflexive(tokens, i)
    moods = {f.mood for f in forms}
    group = None
    if Mood.PARTICIPLE in moods:
        group = _compound(tokens, i, forms)
    if group is None and Mood.FINITE in moods and _may_be_finite(tokens, i, inverted=inverted):
        group = _finite(tokens, i, forms, reflexive=reflexive)
    if group is None and Mood.GERUND in moods and not _after_determiner(tokens, i):
        start = _clitics_left(tokens, i)
        if start and tokens.low[start - 1] == "en":
            start -= 1
        group = VerbGroup(start, i, i, _choose(forms, Mood.GERUND, reflexive=reflexive), "gerund", reflexive=reflexive)
    if group is None and Mood.INFINITIVE in moods and not _after_determiner(tokens, i):
        start = _clitics_left(tokens, i)
        group = VerbGroup(
            start, i, i, _choose(forms, Mood.INFINITIVE, reflexive=reflexive), "infinitive", reflexive=reflexive
        )
        group = _governed(tokens, group) or group
    if group is None and Mood.PARTICIPLE in moods:
        group = _bare_participle(tokens, i, forms)
    if group is not None and group.verb.reflexive and not group.reflexive:
        return None
    return group


def _unlisted(tokens: Tokens, i: int) -> tuple[Form, ...]:
    """Readings of a verb that the lexicon lacks, where its place after a closing mark and an inverted pronoun tell.

    « Oui », avaient-ils planifié.
    """
    if (
        tokens.pos[i] not in ("VERB", "AUX", "ADJ", "NOUN")
        or not tokens.word[i].is_word
        or tokens.low[i] in tokens.other_forms
        and tokens.low[i] not in ("fait", "fit")
    ):
        return ()
    if tokens.low[i + 1] in _CLITIC_SUBJECTS:
        before, mood = i - 1, Mood.FINITE
    elif i > 1 and tokens.low[i - 1] in _CLITIC_SUBJECTS:
        before, mood = i - 3, Mood.PARTICIPLE
    else:
        return ()
    while before > 0 and tokens.low[before] in tokens.clitic:
        before -= 1
    if before < 1 or not (tokens.is_closer(before) or tokens.low[before] == "," and tokens.is_closer(before - 1)):
        return ()
    return (Form(Verb(tokens.low[i], "B", frozenset("i")), mood),)


_CLITIC_SUBJECTS: Final = frozenset({"-t-il", "-il", "-t-elle", "-elle", "-ils", "-elles", "-t-ils", "-t-elles"})


def _choose(forms: tuple[Form, ...], mood: Mood, *, reflexive: bool) -> Verb:
    verbs = [f.verb for f in forms if f.mood is mood]
    fitting = [v for v in verbs if v.reflexive == reflexive]
    return (fitting or verbs)[0]


def _is_reflexive(tokens: Tokens, i: int) -> bool:
    """Whether a reflexive pronoun stands before token `i`, with nothing but clitics and auxiliaries between."""
    k = i - 1
    while k >= 0 and i - k <= 4 and tokens.traits[k].clitic:
        if tokens.low[k] in _REFLEXIVE:
            return True
        k -= 1
    return False


def _after_determiner(tokens: Tokens, i: int) -> bool:
    """Whether a determiner right before makes a noun of the form: *une demande*, *son estime*."""
    if not i:
        return False
    low = tokens.low[i - 1]
    if low in ("le", "la", "les", "l'", "leur", "un", "une"):
        return tokens.pos[i] in ("NOUN", "PROPN", "ADJ") or low in ("un", "une")
    return (
        low in tokens.det
        and low
        not in ("tout", "tous", "toutes", "certains", "certaines", "plusieurs", "aucun", "aucune", "mille", "nombre")
        and tokens.pos[i] not in ("VERB", "AUX")
    )


def _may_be_finite(tokens: Tokens, i: int, *, inverted: bool) -> bool:
    if inverted:
        return True
    if (
        _after_determiner(tokens, i)
        or i > 1
        and tokens.low[i - 1] in ("même", "seul", "dernier", "premier")
        and tokens.low[i - 2] in tokens.det
    ):
        return False
    previous = tokens.low[i - 1] if i else ""
    if previous in tokens.subject_clitic or previous in ("qui", "ne", "n'", "se", "s'", "que", "qu'"):
        return True
    pos = tokens.pos[i]
    if pos in ("VERB", "AUX"):
        return True
    following = tokens.low[i + 1]
    if following == ":" and (previous == "," or i and tokens.is_closer(i - 1)):
        return True  # le pilote, venu « de loin », raconte : « … »
    if (
        i
        and (tokens.is_nominal(i - 1) or previous == ")")
        and previous not in tokens.det
        and (
            following in ("que", "qu'", ":")
            or tokens.is_name(i - 1)
            and (following in tokens.adverb or i + 1 in tokens.document.block_at)
        )
    ):
        # La maire juge que: a noun to the model, but nouns do not stand between a noun and que
        return True
    # The model tags many verbs of an incise as nouns or adjectives: « Non », rétorque la maire.
    if i and (tokens.is_mark(i - 1) or tokens.low[i - 1] in (",", "?", "!", "…")):
        return (
            following in tokens.det
            or following in tokens.demonstrative
            or following in tokens.adverb
            or following in tokens.title
            or tokens.is_name(i + 1)
            or following in tokens.prep
        )
    return False


def _clitics_left(tokens: Tokens, i: int) -> int:
    clitics = tokens.clitic
    j = i
    while j > 0 and tokens.low[j - 1] in clitics and tokens.word[j - 1].text.islower():
        if (
            tokens.low[j - 1] in ("le", "la", "les", "l'", "leur", "nous", "vous", "en", "y")
            and tokens.pos[j - 1] == "DET"
        ):
            break
        j -= 1
    return j


def _negation(tokens: Tokens, first: int, last: int) -> bool:
    window = tokens.low[max(0, first - 1) : last + 3]
    has_ne = any(w in ("ne", "n'") for w in tokens.low[max(0, first - 2) : last + 1])
    return has_ne and any(w in _NEGATION for w in window)


def _finite(tokens: Tokens, i: int, forms: tuple[Form, ...], *, reflexive: bool) -> VerbGroup:
    first = _clitics_left(tokens, i)
    last = i
    inverted = None
    if tokens.low[i + 1] in tokens.inverted:
        inverted = last = i + 1
    if tokens.low[last + 1] in _NEGATION:
        last += 1
    verb = _choose(forms, Mood.FINITE, reflexive=reflexive)
    return VerbGroup(
        first, last, i, verb, "finite", inverted=inverted, reflexive=reflexive, negated=_negation(tokens, first, i)
    )


def _compound(tokens: Tokens, i: int, forms: tuple[Form, ...]) -> VerbGroup | None:
    """The group of an auxiliary left of participle `i`.

    *a-t-il néanmoins assuré*, *s'est dit*, *a été accusé* (passive).
    """
    have, be = tokens.have, tokens.be
    auxiliary = inverted = None
    been = False
    commas = 0
    by_model = next(
        (
            k
            for k in tokens.children(i)
            if tokens.dep[k].startswith("aux") and i - 25 < k < i and (tokens.low[k] in have or tokens.low[k] in be)
        ),
        None,
    )
    for j in range(i - 1, max(-1, i - _PARENTHETIC - 3), -1):
        low = tokens.low[j]
        if low in ("été", "étés"):
            been = True
        elif low in have or low in be:
            auxiliary = j
            break
        elif low in tokens.inverted:
            inverted = j
        elif low == ",":
            commas += 1
        elif low in (".", ";", ":") or tokens.is_mark(j):
            return None
        elif by_model is not None and j > by_model:
            continue
        elif low in tokens.forms or not (
            commas == 1
            or low in _BETWEEN
            or low in _NEGATION
            or tokens.is_adverb(j)
            or _inside_parenthetic(tokens, j, i)
        ):
            return None
    if auxiliary is None and by_model is not None:
        auxiliary = by_model
    if (
        auxiliary is None
        or auxiliary != by_model
        and commas == 1
        or auxiliary != by_model
        and (commas and tokens.low[auxiliary + 1] != "," and tokens.low[auxiliary + 1] not in tokens.inverted)
    ):
        return None
    first = _clitics_left(tokens, auxiliary)
    reflexive = any(tokens.low[k] in _REFLEXIVE for k in range(first, auxiliary))
    verb = _choose(forms, Mood.PARTICIPLE, reflexive=reflexive)
    if verb.reflexive and not reflexive:
        return None
    is_be = tokens.low[auxiliary] in be
    passive = (is_be and not reflexive and verb.bare not in ("intervenir", "convenir")) or been
    if tokens.low[auxiliary] in ("ayant", "étant"):
        mood = "gerund"
    elif tokens.low[auxiliary] in ("avoir", "être"):
        mood = "infinitive"
    else:
        mood = "participle" if passive else "compound"
    return VerbGroup(
        first,
        i,
        i,
        verb,
        mood,
        inverted=inverted,
        reflexive=reflexive,
        negated=_negation(tokens, first, i),
        passive=passive,
    )


_BETWEEN: Final = frozenset({"tous", "toutes", "eux-mêmes", "lui-même", "elle-même", "rien", "tout", "pas"})
_ADVERBIALS: Final = (
    "de son côté", "de leur côté", "pour sa part", "pour leur part", "en revanche", "au contraire", "en outre", "par ailleurs", "à son tour",
    "à leur tour", "de nouveau", "à nouveau", "une fois de plus", "une nouvelle fois", "plus tard", "à plusieurs reprises", "en effet",
    "dans la foulée", "d'emblée", "tout de même", "quant à lui", "quant à elle", "par la suite", "de fait", "la veille", "d'abord",
    "à l'inverse", "là encore", "là aussi", "hier", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
)  # fmt: skip


def _inside_parenthetic(tokens: Tokens, j: int, i: int) -> bool:
    """Whether token `j` belongs to an adverbial between auxiliary and participle.

    *a de son côté jugé*, *a en revanche dit*.
    """
    around = f" {tokens.words_between(max(0, j - 3), min(i - 1, j + 3))} "
    word = tokens.low[j]
    return any(f" {p} " in around and word in p.replace("'", "' ").split() for p in _ADVERBIALS)


def _bare_participle(tokens: Tokens, i: int, forms: tuple[Form, ...]) -> VerbGroup | None:
    """A participle with no auxiliary of its own.

    Coordinated (*a salué … et annoncé*) or passive (*un choix jugé « absurde » par la maire*).
    """
    if tokens.pos[i] not in ("VERB", "ADJ", "AUX") or _after_determiner(tokens, i):
        return None
    verb = _choose(forms, Mood.PARTICIPLE, reflexive=False)
    previous = tokens.low[i - 1] if i else ""
    if previous in ("et", ",", "puis", "ou") or (
        i > 1 and tokens.is_adverb(i - 1) and tokens.low[i - 2] in ("et", ",")
    ):
        start, _ = tokens.document.sentence(i)
        have = tokens.have
        head = tokens.head[i]
        earlier = any(
            tokens.low[k] in have and k + 1 < i and tokens.pos[k] == "AUX"
            for k in range(start, i)
            if tokens.block_of[k] < 0
        )
        coordinated = tokens.dep[i] == "conj" and any(
            tokens.low[k] in have for k in range(max(start, head - 4), head + 1)
        )
        if coordinated or (earlier and previous == "et" and tokens.pos[i] == "VERB" and tokens.low[i + 1] != "par"):
            return VerbGroup(i, i, i, verb, "compound")
    return VerbGroup(i, i, i, verb, "participle", passive=True)


def _governed(tokens: Tokens, group: VerbGroup) -> VerbGroup | None:
    """The group of an infinitive with the verb that it is said with.

    *veut croire*, *a tenu à préciser*, *peut-on lire*.
    """
    j = group.first - 1
    if j >= 0 and tokens.low[j] in ("à", "de", "d'"):
        j -= 1
    inverted = None
    if j >= 0 and tokens.low[j] in tokens.inverted:
        inverted = j
        j -= 1
    while j >= 0 and (tokens.is_adverb(j) or tokens.low[j] in _NEGATION):
        j -= 1
    entry = tokens.other_forms.get(tokens.low[j]) if j >= 0 else None
    if entry is None or entry[0] not in tokens.lexicon.words["modal"] or tokens.pos[j] in ("NOUN", "ADP", "DET"):
        return None
    mood = entry[1]
    dummy = (Form(group.verb, Mood.PARTICIPLE),)
    compound = _compound(tokens, j, dummy)
    if compound is not None and not compound.passive:
        return group.governed_by(compound.first, compound.mood, inverted or compound.inverted, negated=compound.negated)
    if mood is Mood.FINITE:
        first = _clitics_left(tokens, j)
        return group.governed_by(first, "finite", inverted, negated=_negation(tokens, first, j))
    return None


def _multiword(tokens: Tokens, i: int) -> VerbGroup | None:
    entry = tokens.other_forms.get(tokens.low[i])
    if entry is None:
        return None
    infinitive, mood = entry
    near = tokens.low[i + 1 : i + 6]
    for rest, verb in tokens.lexicon.multiword.get(infinitive, ()):
        if rest[0] not in near:
            continue
        j = i + 1
        inverted = None
        while j < tokens.size and j - i < 5 and tokens.low[j] != rest[0]:
            if tokens.low[j] in tokens.inverted:
                inverted = j
            elif not (tokens.is_adverb(j) or tokens.low[j] in ("lui-même", "elle-même")):
                break
            j += 1
        if tuple(tokens.low[j : j + len(rest)]) != rest:
            continue
        last = j + len(rest) - 1
        readings = (Form(verb, mood),)
        if mood is Mood.PARTICIPLE or tokens.low[i] == "fait":
            compound = _compound(tokens, i, (Form(verb, Mood.PARTICIPLE),))
            if compound is not None:
                return compound.extended(last, i, compound.inverted or inverted)
        if mood in (Mood.FINITE, Mood.FIRST) or tokens.low[i] in ("fait", "met"):
            return _finite(tokens, i, (Form(verb, Mood.FINITE),), reflexive=False).extended(last, i, inverted)
        if mood is Mood.GERUND:
            return VerbGroup(_clitics_left(tokens, i), last, i, readings[0].verb, "gerund")
        if mood is Mood.INFINITIVE:
            return VerbGroup(_clitics_left(tokens, i), last, i, verb, "infinitive")
    return None
