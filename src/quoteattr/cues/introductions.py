"""Introductions: what a reporting verb opens after it, a *que* clause or a question."""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import Tokens, VerbGroup, begins_adverbial, pattern_set

__all__ = ["FAR", "PLEADING", "ends_clause", "holds_marks", "que_clause", "unsaid"]

_UNSAID_INFINITIVE: Final = pattern_set("unsaid infinitive")
_UNSAID_FINITE: Final = pattern_set("unsaid finite")
_NO_CLAUSE: Final = pattern_set("no clause")
_QUESTION: Final = pattern_set("question")
_QUESTION_RIGHT_AFTER: Final = pattern_set("question right after")
_STOPS: Final = frozenset({";", ":", ".", "!", "?", "…"})


_COMPARING: Final = frozenset(
    {"plus", "même", "mêmes", "moins", "autant", "tel", "telle", "tels", "telles", "davantage", "mieux"}
)


_NEAR_NOUN: Final = 3
"""How many tokens may stand between a verb and the noun that *que* fills."""
_NEAR: Final = 6
"""How many tokens may stand between a verb and the question that it asks."""
FAR: Final = 22
"""How many tokens may stand between a verb and its *que*: *a rappelé mardi soir, sur une radio, que …*"""


def que_clause(tokens: Tokens, group: VerbGroup, takes: frozenset[str], starts: dict[int, VerbGroup]) -> int | None:
    """The first token of a clause that *que* (or *si*, *pourquoi* …) opens after the group."""
    _, end = tokens.document.inner_sentence(group.last)
    j, steps = _past_aside(tokens, group.after, end), 0
    while j < end and steps < FAR:
        low = tokens.low[j]
        if low in tokens.that:
            return j + 1 if _is_governed(tokens, group, takes, j, end) else None
        if "s" in takes and group.mood != "participle" and _asks(tokens, j, steps):
            return j + 1 if low in ("si", "s'") else j
        if _ends_search(tokens, j, starts) or not steps and _governs_infinitive(tokens, j):
            return None
        block = tokens.document.block_at.get(j)
        if block is not None:
            if tokens.low[block.inner[0]] in tokens.that and "q" in takes:
                return j  # trouve « qu'il y a un problème » à partir
            if block.words > 3:
                return None
            j = block.last
        j, steps = j + 1, steps + 1
    return None


def _is_governed(tokens: Tokens, group: VerbGroup, takes: frozenset[str], j: int, end: int) -> bool:
    """Whether the *que* at token `j` opens what the verb reports, or the noun that is its object holds."""
    if tokens.low[j - 1] == "pour" and group.verb.bare in PLEADING:
        return holds_marks(tokens, j + 1)
    governs = "q" in takes or "x" in takes and _holds_content(tokens, group, j)
    return governs and _opens_clause(tokens, group, j, end)


PLEADING: Final = frozenset("batailler insister manifester militer plaider prier".split())
"""Verbs of calling for something: *plaide pour que le port « vive »*, *plaide pour « rendre le port »*."""


def holds_marks(tokens: Tokens, first: int, *, cut_by_comma: bool = False) -> bool:
    """Whether words stand between marks in the sentence from a token on, before anything that cuts it."""
    _, end = tokens.document.sentence(first)
    for i in range(first, end):
        if i in tokens.document.block_at:
            return True
        if tokens.low[i] in _STOPS or cut_by_comma and tokens.low[i] == ",":
            return False
    return False


_TO_ALL: Final = frozenset("veut voulait voudra voudrait veulent voulaient".split())
"""Forms of *vouloir* in *à qui veut l'entendre*."""
_LONG_ASIDE: Final = 45
"""Tokens of an aside between a verb and its *que* at the most."""
_RELATIVES: Final = frozenset("qui que qu' dont où".split())


def _past_aside(tokens: Tokens, i: int, end: int) -> int:
    """The token after an aside behind a verb, where what it governs comes right after; `i` if there is none.

    A reconnu, à propos du contrat signé en mai avec la société qui gère le port, que; répète à qui veut l'entendre que.
    """
    low = tokens.low
    if low[i] == "à" and low[i + 1] == "qui" and low[i + 2] in _TO_ALL:
        after = next((k + 1 for k in range(i + 3, min(end, i + 7)) if low[k] == "entendre"), i)
        return after + (low[after] == "," and after > i)
    if low[i] == "comme":  # a redit comme l'ont fait tous les élus que
        return next((k for k in range(i + 2, min(end - 1, i + _LONG_ASIDE)) if low[k] in tokens.that), i)
    if low[i] != "," or low[i + 1] in tokens.that:
        return i
    relative = False
    for k in range(i + 1, min(end - 1, i + _LONG_ASIDE)):
        if low[k] == "," and (low[k + 1] in tokens.that or _asks(tokens, k + 1, 0)):
            return k + 1
        relative = relative or low[k] in _RELATIVES
        if low[k] in _STOPS or k in tokens.document.block_at or tokens.is_finite(k) and not relative:
            break
    return i


def _holds_content(tokens: Tokens, group: VerbGroup, j: int) -> bool:
    """Whether the object of a verb is a noun that the *que* at token `j` fills: *défend l'idée que*."""
    near = range(group.after, j - 1)
    return (
        tokens.low[j - 1] in tokens.lexicon.words["content_noun"]
        and len(near) <= _NEAR_NOUN
        and not any(tokens.traits[k].prep or tokens.is_mark(k) for k in near)
    )


def _asks(tokens: Tokens, j: int, steps: int) -> bool:
    """Whether token `j`, so many steps after the verb, opens an indirect question."""
    if steps > _NEAR or tokens.low[j - 1] == "," and tokens.low[j] == "ce" and steps:
        return False  # exige une réponse, ce qui prendra du temps
    after = _QUESTION_RIGHT_AFTER
    return _QUESTION.fits(tokens, j, j, tokens.size) or not steps and after.fits(tokens, j, j, tokens.size)


def ends_clause(tokens: Tokens, j: int) -> bool:
    """Whether the clause of a verb before token `j` cannot go on past it: *dit la maire, qui*."""
    return tokens.low[j] in _STOPS or tokens.low[j] in tokens.simple_relative


def _ends_search(tokens: Tokens, j: int, starts: dict[int, VerbGroup]) -> bool:
    """Whether no *que* after token `j` can belong to the verb: a comparison, another clause or another verb begins."""
    low = tokens.low[j]
    if ends_clause(tokens, j) or tokens.is_finite(j) and not tokens.is_name(j):
        return True
    if low in _COMPARING and not (low == "même" and tokens.low[j - 1] != "de" and tokens.low[j + 1] in tokens.that):
        return True  # but: répète même que
    return j in starts and starts[j].mood in ("finite", "compound")


_BEFORE_QUE: Final = frozenset(
    "ce plus moins plutôt tel telle aussi parce alors tandis ainsi bien pour avant après afin tant dès depuis "
    "et ou".split()
)
"""Words that make another conjunction of the *que* after them, or tie it to one before: *parce que*, *et que*."""


_STRESSED: Final = frozenset({"lui", "elle", "eux", "elles"})


_DENIED: Final = frozenset({"douter", "exclure"})
"""Verbs that report something where they are denied, too: *ne doute pas que*."""


def _opens_clause(tokens: Tokens, group: VerbGroup, j: int, end: int) -> bool:
    """Whether the *que* at token `j` opens what the verb reports.

    No other conjunction, no relative pronoun, no denied saying, and a verb to come.
    """
    between = j - group.after
    only = tokens.traits[j + 1].prep and _has_ne(tokens, group)  # n'est plus suivi que par les siens
    if only or group.passive and between > 3 or _NO_CLAUSE.fits(tokens, j, j, tokens.size):
        return False
    if tokens.low[j - 1] in _BEFORE_QUE and not _is_adverb_of_verb(tokens, group, j):
        return False
    if _says_only(tokens, group) or _has_its_object(tokens, group, j) or not _holds_verb(tokens, j + 1, end):
        return False
    if _is_relative(tokens, group, j):
        return False
    if group.verb.bare == "cacher":
        return group.negated
    return not group.negated or group.verb.verb_class == "D" or group.verb.bare in _DENIED


def _is_adverb_of_verb(tokens: Tokens, group: VerbGroup, j: int) -> bool:
    """Whether the word before the *que* at token `j` is an adverb of the verb and makes no conjunction of it.

    A bien dit que; souligne aussi que, a dit elle aussi que.
    """
    low, right_after = tokens.low[j - 1], j - group.after <= 1
    if low == "aussi":
        return right_after or tokens.low[j - 2] in _STRESSED
    return low in ("bien", "ainsi") and right_after


def _says_only(tokens: Tokens, group: VerbGroup) -> bool:
    """Whether *ne* stands before the verb and nothing denies it, so that *que* says "only".

    Ne jurent que par leur chef.
    """
    if group.negated or group.mood not in ("finite", "compound"):
        return False
    return _has_ne(tokens, group)


def _has_ne(tokens: Tokens, group: VerbGroup) -> bool:
    """Whether *ne* stands before the verb."""
    return any(low in ("ne", "n'") for low in tokens.low[max(0, group.first - 1) : group.at])


_TELLS_SOMEBODY: Final = frozenset(
    {"alerter", "assurer", "avertir", "aviser", "convaincre", "informer", "persuader", "prévenir", "rassurer"}
)
"""Verbs whose object is who is told: *a prévenu la mairie que*."""
_TO_ONESELF: Final = frozenset(
    "avouer chuchoter déclarer demander dire imaginer jurer murmurer promettre raconter répéter".split()
)
"""Verbs that report something that one tells oneself: *se dit que tout est perdu*."""
_NO_OBJECT: Final = frozenset({"fois", "peu", "moment", "instant", "reprises"})
"""Nouns of what is no object: *a dit une nouvelle fois que*."""


def _has_its_object(tokens: Tokens, group: VerbGroup, j: int) -> bool:
    """Whether the verb has an object, so that the *que* at token `j` takes up a noun.

    Conteste la prime que la direction a versée, comme on pouvait le craindre.
    """
    verb = group.verb
    if group.reflexive and not verb.reflexive and verb.bare not in _TO_ONESELF:
        return True
    if verb.bare in _TELLS_SOMEBODY or tokens.low[j - 1] in tokens.lexicon.words["content_noun"]:
        return False
    return not group.passive and _object_between(tokens, group, j)


def _object_between(tokens: Tokens, group: VerbGroup, j: int) -> bool:
    """Whether a noun phrase without preposition stands between a verb and the *que* at token `j`."""
    return any(_begins_object(tokens, group, k, j) for k in range(group.after, j))


def _begins_object(tokens: Tokens, group: VerbGroup, k: int, j: int) -> bool:
    """Whether a determiner at token `k` begins the object of a verb: after the verb itself, an adverb or a noun."""
    low = tokens.low
    if not tokens.traits[k].det or tokens.word[k].is_title or low[k] in tokens.contracted or low[k] == "tout":
        return False
    if low[k] in tokens.of and k > group.after:
        return False
    if any(
        low[m] in _NO_OBJECT or tokens.is_time(m) or low[m].removesuffix("s") in tokens.time
        for m in range(k + 1, min(j, k + 4))
    ):
        return False
    if k == group.after:
        return True
    kind, _ = tokens.noun_kind(k + 1)
    behind = tokens.is_adverb(k - 1) and k - 1 == group.after or tokens.is_mark(k - 1) or tokens.pos[k - 1] == "NOUN"
    return kind != "person" and behind


def _holds_verb(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a verb stands in the tokens ``first..end``, so that they can be a clause; *que oui* is one, too."""
    if tokens.low[first] in ("oui", "non", "si") or tokens.low[first] in tokens.subject_clitic:
        return True
    return any(
        tokens.pos[k] in ("VERB", "AUX")
        or tokens.traits[k].verbal
        or tokens.traits[k].clitic
        or tokens.low[k] in tokens.subject_clitic
        for k in range(first, end)
    )


def _governs_infinitive(tokens: Tokens, j: int) -> bool:
    """Whether the preposition at token `j` leads to an infinitive: a décidé de sortir du silence qu'il gardait."""
    if tokens.low[j] not in ("de", "d'", "à"):
        return False
    k = j + 1
    while tokens.low[k] in tokens.clitic or tokens.low[k] in ("pas", "plus"):
        k += 1
    return tokens.verb_form[k] == "Inf"


_NEEDS_OBJECT: Final = frozenset(
    "affirmer annoncer assurer confirmer constater déclarer dire espérer estimer indiquer juger préciser prétendre "
    "rappeler regretter révéler signaler souligner".split()
)
"""Verbs that seldom stand without an object: where none is there, *que* is theirs."""


def _is_relative(tokens: Tokens, group: VerbGroup, j: int) -> bool:
    """Whether the *que* at token `j` takes up a noun before it, as far as the labels tell.

    A répété la phrase que tous citent.
    """
    if tokens.pos[j] != "PRON" or tokens.dep[j] == "mark" or j == group.after:
        return False
    if group.verb.bare in _NEEDS_OBJECT and not group.reflexive:
        return False
    told = any(_tells(tokens, k, j) for k in range(max(group.after, j - 3), j))
    apart = tokens.is_adverb(j - 1) or tokens.is_time(j - 1) or begins_adverbial(tokens, j - 1) > group.last
    return not (told or apart or _ends_place(tokens, group, j) or _ends_time(tokens, group, j))


def _ends_place(tokens: Tokens, group: VerbGroup, j: int) -> bool:
    """Whether a name behind a preposition ends before token `j`: *a déclaré depuis Genève que*."""
    k = j - 1
    while k >= group.after and tokens.is_name(k):
        k -= 1
    return k < j - 1 and k >= group.after and tokens.traits[k].prep


def _ends_time(tokens: Tokens, group: VerbGroup, j: int) -> bool:
    """Whether a time ends before token `j`: *a annoncé la semaine dernière que*."""
    return any(tokens.skip_time(k, j) == j for k in range(max(group.after, j - 4), j))


def _tells(tokens: Tokens, k: int, j: int) -> bool:
    """Whether token `k` is an *à* before who is told: a dit à la radio que; not a répondu aux lettres que."""
    if tokens.low[k] not in tokens.to:
        return False
    return any(tokens.is_name(m) or tokens.noun_kind(m)[0] not in ("", "document") for m in range(k + 1, j))


def unsaid(tokens: Tokens, group: VerbGroup) -> bool:
    """Whether the saying is only called for, supposed or denied: il faut dire que, s'il affirmait que."""
    start, end = tokens.document.inner_sentence(group.first)
    patterns = _UNSAID_INFINITIVE if group.mood == "infinitive" else _UNSAID_FINITE
    return patterns.fits(tokens, group.first, start, end)
