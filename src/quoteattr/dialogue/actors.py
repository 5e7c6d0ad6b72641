"""Who acts in a sentence of a tale: *Berthe* in *Berthe posa la lampe, et la petite, sans un mot, sortit*.

Read off word order, since models know the simple past badly: a subject opens its clause and a verb follows it.
"""

from __future__ import annotations

from typing import Final

from quoteattr.grammar import NounPhrase, Tokens, VerbGroup, antecedent, is_impersonal, noun_phrase
from quoteattr.lexicon import Mood

__all__ = ["Actor", "actor_of", "actors", "is_past", "is_told_verb", "main_actor", "speaks"]

_PRONOUNS: Final = frozenset({"il", "elle", "ils", "elles", "on", "je", "j'"})
_STRESSED: Final = frozenset({"lui", "elle", "eux", "elles", "moi"})
_ALONE: Final = frozenset({"chacun", "chacune"})
_SUBORDINATE: Final = frozenset(
    "que qu' quand lorsque lorsqu' comme si s' dont où puisque puisqu' tandis pendant parce afin".split()
)
_JOINS: Final = frozenset({"et", "mais", "puis", "ou", "alors", "enfin"})
_TOLD: Final = ("a", "it", "ut", "int", "èrent", "irent", "urent", "inrent", "ait", "aient", "ai", "is", "us")
_NO_VERB: Final = frozenset({"NOUN", "PROPN", "DET", "ADP", "PRON", "CCONJ", "SCONJ", "NUM", "PUNCT", "ADV"})
_PASTS: Final = ("a", "èrent", "irent", "urent", "inrent")
_FUTURES: Final = ("era", "dra", "rra", "vra", "ttra")
_SHORT: Final = 3
_NOUNS_IN_A: Final = frozenset(
    "voilà déjà cela opéra cinéma sofa villa caméra agenda gala visa delta véranda pampa panorama drame drama alinéa "
    "choléra extra acacia camélia dahlia bégonia gardénia magnolia harmonica réséda falbala cobra puma hyéna razzia "
    "saga soja tombola tibia vendetta vista zébra aura mea data lama brouhaha".split()
)
"""Nouns that end as simple pasts do."""
_UNFINITES: Final = ("ant", "er", "ir", "re", "é", "ée", "és")
"""Endings of infinitives and participles, after which an object stands."""
_UNFINITE: Final = frozenset({"être", "étant", "été", "avoir", "ayant", "eu"})
_ASIDE: Final = 24
"""How many tokens may stand between commas behind a subject."""
_COMPLEMENT: Final = 14
"""How many tokens of its complements and participles may stand between a subject and its verb."""


class Actor:
    """A subject of a sentence: its noun phrase, its verb, and whether its clause hangs on another."""

    __slots__ = ("phrase", "subordinate", "verb")

    def __init__(self, phrase: NounPhrase, verb: int, *, subordinate: bool) -> None:
        self.phrase: NounPhrase = phrase
        self.verb: int = verb
        self.subordinate: bool = subordinate


def is_told_verb(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a finite verb, for the model, for the lexicon or by an ending of narration."""
    low = tokens.low[i]
    if low in tokens.be or low in tokens.have:
        return low not in _UNFINITE
    if not tokens.word[i].is_word or tokens.traits[i].function or not tokens.word[i].text.islower():
        return False
    if tokens.is_finite(i) or is_past(tokens, i):
        return True
    moods = [form.mood for form in tokens.forms.get(low, ())]
    if Mood.FINITE in moods or Mood.FIRST in moods:
        return not tokens.traits[i].noun and not tokens.traits[i - 1].det
    return tokens.pos[i] not in _NO_VERB and tokens.verb_form[i] == "" and low.endswith(_TOLD)


def actors(tokens: Tokens, start: int, end: int) -> list[Actor]:
    """The subjects of the tokens ``start..end``, in order; what marks enclose is passed over."""
    out: list[Actor] = []
    k = start
    while k < end:
        block = tokens.document.block_at.get(k)
        if block is not None and block.last > k:
            k = block.last + 1
            continue
        phrase = _subject_at(tokens, k, start, end)
        verb = None if phrase is None else _verb_after(tokens, phrase, end)
        if phrase is not None and verb is not None:
            out.append(Actor(phrase, verb, subordinate=_hangs(tokens, k, start)))
            k = max(k, phrase.last) + 1
        else:
            k += 1
    return out


def actor_of(tokens: Tokens, group: VerbGroup, start: int) -> NounPhrase | None:
    """The subject of a verb group in a sentence that begins at `start`.

    Its own one, or that of the verb it is coordinated with or hangs on: *Paul se leva, prit la lampe et dit*.
    """
    before = group.first - 1
    while before > start and tokens.is_adverb(before):
        before -= 1
    if tokens.low[before] == "qui":
        return antecedent(tokens, before, start)
    found = [actor for actor in actors(tokens, start, group.at + 1) if actor.phrase.last < group.first]
    own = next((a for a in found if a.verb == group.first and speaks(tokens, a.phrase)), None)
    return own.phrase if own is not None else main_actor(tokens, found)


def main_actor(tokens: Tokens, found: list[Actor], *, any_clause: bool = True) -> NounPhrase | None:
    """The last subject of a main clause that can speak, or if need be the last of any clause."""
    able = [actor for actor in found if speaks(tokens, actor.phrase)]
    main = [actor for actor in able if not actor.subordinate] or (able if any_clause else [])
    return main[-1].phrase if main else None


def speaks(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether who acts may speak: *la meunière*, *le plus grand*; not *sa main*, *une larme*, *le silence*."""
    if phrase.pronoun or phrase.name is not None:
        return True
    return tokens.low[phrase.head] not in tokens.lexicon.words["inanimate"]


def _subject_at(tokens: Tokens, k: int, start: int, end: int) -> NounPhrase | None:
    """The noun phrase or pronoun at token `k`, if it may be a subject by what stands before it."""
    low = tokens.low[k]
    if low in _PRONOUNS and tokens.low[k - 1] not in tokens.prep and not is_impersonal(tokens, k):
        return NounPhrase(k, k, k, pronoun=True, core=k)
    if not _may_open(tokens, k, start):
        return None
    if low in _STRESSED:
        return NounPhrase(k, k, k, pronoun=True, core=k) if tokens.low[k + 1] in (",", "qui") else None
    if tokens.skip_time(k, end) > k:
        return None
    return _phrase_at(tokens, k, end)


def _phrase_at(tokens: Tokens, k: int, end: int) -> NounPhrase | None:
    """The noun phrase that begins at token `k`, if it is of a form that a subject may have."""
    low, its = tokens.low[k], tokens.traits[k]
    if low in _ALONE or low in tokens.demonstrative:
        return NounPhrase(k, k, k, pronoun=True, core=k)
    kin = low in tokens.lexicon.words["kin"]
    opens = kin or its.det or its.title or its.indefinite or tokens.is_name(k)
    quantity = low in ("tout", "toute") and not tokens.traits[k + 1].det  # Paul, tout joyeux, dit
    if not opens or quantity or low in tokens.contracted:
        return None
    one = low == "l'" and tokens.low[k + 1] in ("un", "une") and tokens.low[k + 2] not in tokens.of
    if one or its.det and k + 2 < end and is_past(tokens, k + 2) and tokens.word[k + 1].is_word:
        return NounPhrase(k, k + 1, k + 1, core=k + 1)  # l'un dit, le vieux soupira
    if low in ("le", "la", "les", "l'") and is_past(tokens, k + 1):
        return None  # la regarda
    phrase = noun_phrase(tokens, k, end, bare=kin)
    if phrase is None or phrase.pronoun:
        return None
    return _before_past(tokens, phrase)


def _before_past(tokens: Tokens, phrase: NounPhrase) -> NounPhrase:
    """A phrase without the simple past that it was read to hold: *Berthe demanda*."""
    named = tokens.is_name(phrase.first)
    past = next((i for i in range(phrase.first + (1 if named else 2), phrase.last + 1) if is_past(tokens, i)), None)
    if past is None:
        return phrase
    if past > phrase.head:
        return phrase.up_to(past - 1)
    name = (phrase.first, past - 1) if named else None
    return NounPhrase(phrase.first, past - 1, past - 1, name, core=past - 1)


def is_past(tokens: Tokens, i: int) -> bool:
    """Whether a form can hardly be anything but a simple past: *soupira*, *levèrent*."""
    low = tokens.low[i]
    if not tokens.word[i].text.islower() or tokens.traits[i].function or tokens.traits[i].listed:
        return False
    if low.endswith(_FUTURES) or tokens.tense[i] == "Fut":
        return False
    return low.endswith(_PASTS) and len(low) > _SHORT and low not in _NOUNS_IN_A


def _may_open(tokens: Tokens, k: int, start: int) -> bool:
    """Whether a subject may stand at token `k`: neither a preposition nor a verb governs what stands there."""
    if k == start:
        return True
    before = k - 1
    low = tokens.low[before]
    if tokens.traits[before].prep or low in tokens.contracted or tokens.traits[before].det:
        return False
    unfinite = tokens.pos[before] not in ("NOUN", "PROPN") and low.endswith(_UNFINITES)
    return not (is_told_verb(tokens, before) or unfinite)


def _hangs(tokens: Tokens, k: int, start: int) -> bool:
    """Whether the clause of a subject at token `k` hangs on another: *quand il entra*, *ce qu'elle dit*."""
    before = k - 1
    while before >= start and tokens.is_adverb(before) and tokens.low[before] not in _SUBORDINATE:
        before -= 1
    return before >= start and tokens.low[before] in _SUBORDINATE


def _verb_after(tokens: Tokens, phrase: NounPhrase, end: int) -> int | None:
    """The first token of the verb group that a phrase is the subject of, or ``None`` if it is none."""
    k = phrase.last + 1
    moved = _past_clitics(tokens, k, end)
    told = phrase.pronoun and tokens.low[phrase.first] in _PRONOUNS or moved > k
    if told and moved < end and tokens.word[moved].is_word and not tokens.traits[moved].function:
        return k  # il la regarda, le vieux lui sourit: what stands there can only be a verb
    if tokens.low[k] == ",":
        k = _past_aside(tokens, k, end)
    if k < end and tokens.low[k] in ("qui", "dont"):
        k = _past_relative(tokens, k, end)
    stop = min(end, k + _COMPLEMENT)
    for at in range(k, stop):
        verb = _past_clitics(tokens, at, end)
        if verb < end and is_told_verb(tokens, verb):
            return at
        if _ends_subject(tokens, at):
            return None
    return None


def _past_clitics(tokens: Tokens, k: int, end: int) -> int:
    """The token after the clitics that begin at token `k`."""
    while k < end and tokens.low[k] in tokens.clitic:
        k += 1
    return k


def _ends_subject(tokens: Tokens, k: int) -> bool:
    """Whether no verb behind token `k` can be that of a subject before it."""
    low = tokens.low[k]
    return low in (",", ";", ":", ".", "!", "?", "…") or low in _JOINS or low in _PRONOUNS or low in _SUBORDINATE


def _past_aside(tokens: Tokens, comma: int, end: int) -> int:
    """The token after what stands between commas behind a subject: *Berthe, très pâle, répondit*."""
    for k in range(comma + 1, min(end, comma + _ASIDE)):
        if tokens.low[k] == "," and (tokens.low[k + 1] in tokens.clitic or is_told_verb(tokens, k + 1)):
            return k + 1
        if tokens.low[k] in _PRONOUNS or tokens.low[k] in (";", ":"):
            break
    return comma


def _past_relative(tokens: Tokens, relative: int, end: int) -> int:
    """The token after a relative clause behind a subject, or the pronoun itself where no comma or verb ends it."""
    first = next((k for k in range(relative + 1, end) if is_told_verb(tokens, k)), end)
    for k in range(first + 1, end):
        if tokens.low[k] in (";", ":"):
            break
        verb = _past_clitics(tokens, k, end)
        if verb < end and is_told_verb(tokens, verb) and tokens.verb_form[first] != "Part" and verb > first + 1:
            return k
    return first
