"""The narrator's asides in a turn of dialogue: — Oui, **dit Paul en se levant**, je viens."""

from __future__ import annotations

from typing import Final

from quoteattr.cues import CueSite
from quoteattr.dialogue.voices import voice
from quoteattr.grammar import NounPhrase, Tokens, VerbGroup, noun_phrase, subject_right
from quoteattr.lexicon import Mood, Verb
from quoteattr.result import CueKind

__all__ = ["Aside", "find_aside"]


class Aside:
    """An incise with what the narrator adds to it.

    Attributes:
        first: First token of the verb group.
        end: One past the last token of the aside; speech or a new sentence begins there.
        stops: Whether the sentence ends with the aside, so that it is open who goes on.
        site: The incise as a cue.
        block: Index of the block that it is cut out of.
    """

    __slots__ = ("block", "end", "first", "site", "stops")

    def __init__(self, first: int, end: int, *, stops: bool, site: CueSite, block: int = -1) -> None:
        self.first: int = first
        self.end: int = end
        self.stops: bool = stops
        self.site: CueSite = site
        self.block: int = block

    def within(self, block: int) -> Aside:
        """The same aside, known to be cut out of a block."""
        return Aside(self.first, self.end, stops=self.stops, site=self.site, block=block)


_BREAKS: Final = frozenset({",", ";", ":", "?", "!", "…", ".", "—", "-", ")", "]"})
_HARD: Final = frozenset({"?", "!", "…"})
_IMPERSONAL: Final = frozenset({"paraît", "semble", "faut", "peut"})
_FUTURE: Final = frozenset({"serai", "aurai", "irai", "ferai", "dirai", "pourrai", "devrai"})
_AUXILIARY: Final = frozenset({"avait", "a", "ont", "avaient", "eut"})
_DOES: Final = frozenset({"fit", "fait", "faisait", "firent", "font"})
_FAR: Final = 80
"""How many tokens are weighed at the most."""
_AFTER_MANNER: Final = 1.5
_RESUMES_VERBLESS: Final = 2.0
_RESUMES: Final = 0.0
"""How much like a character the rest of a sentence must sound to be speech again after an aside."""
_PAST: Final = ("a", "it", "ut", "int", "rent", "ait", "aient")
"""Endings of narrated forms; others, such as *demande*, may be imperatives: Allons, demande la permission."""
_FIRST: Final = frozenset({"dis", "fis", "repris", "répondis", "disais", "interrompis", "poursuivis", "dit"})
_TO_HEARER: Final = frozenset({"vous", "te", "t'"})
_WAYS: Final = frozenset("voix ton air accent geste bond sourire regard mouvement coup signe souffle pas".split())
"""How one speaks: demanda le brigadier d'une voix douce."""
_MANNER: Final = frozenset("avec sans d' tout toute à au selon comme les le la l' son sa ses dans".split())
"""What opens the manner, place or attitude of an aside: d'une voix douce, les yeux baissés."""


def find_aside(tokens: Tokens, i: int, end: int) -> Aside | None:
    """Return the aside whose verb group begins at token `i` of a turn that ends before `end`, or ``None``."""
    before = tokens.low[i - 1]
    breaks = before in _BREAKS or before.startswith("..") or i - 1 in tokens.document.block_ending
    if not breaks or not tokens.word[i].text[0].islower():
        return None
    v = i
    while v < end - 1 and v - i < 3 and tokens.low[v] in tokens.clitic:
        v += 1
    hard = before in _HARD or before.startswith("..")
    found = _with_pronoun(tokens, i, v, end) or _with_noun(tokens, i, v, end, hard=hard)
    if found is None:
        return None
    group, phrase = found
    site = CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, i - 1)
    stop, stops = _extent(tokens, max(phrase.last, group.last), end)
    return Aside(i, stop, stops=stops, site=site)


def _verb(tokens: Tokens, i: int, mood: Mood) -> Verb | None:
    """The reporting verb that token `i` is a form of, if it may head an incise."""
    if tokens.low[i] in _DOES and mood is Mood.FINITE:
        return Verb("faire", "B", frozenset("i"))
    forms = tokens.forms.get(tokens.low[i], ())
    return next((f.verb for f in forms if f.mood is mood and f.verb.constructions & {"i", "c"}), None)


def _told(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a verb in a tense of narration."""
    return tokens.pos[i] in ("VERB", "AUX") and tokens.tense[i] == "Past" and tokens.verb_form[i] == "Fin"


def _with_pronoun(tokens: Tokens, i: int, v: int, end: int) -> tuple[VerbGroup, NounPhrase] | None:
    """Oui, dit-elle / m'écriai-je / avait-il répondu / sursauta-t-il."""
    clitic = tokens.low[v + 1]
    group: VerbGroup | None = None
    if clitic == "-je":
        group = _first_person(tokens, i, v)
    elif tokens.traits[v + 1].inverted:
        group = _third_person(tokens, i, v, end)
    return None if group is None else (group, NounPhrase(v + 1, v + 1, v + 1, pronoun=True, core=v + 1))


def _first_person(tokens: Tokens, i: int, v: int) -> VerbGroup | None:
    """Oui, dis-je / m'écriai-je; but not: vous dis-je."""
    if not _told_by_me(tokens, v) or any(tokens.low[k] in _TO_HEARER for k in range(i, v)):
        return None
    verb = _verb(tokens, v, Mood.FIRST) or _verb(tokens, v, Mood.FINITE) or _unlisted(tokens, v)
    return VerbGroup(i, v + 1, v, verb, "finite", inverted=v + 1)


def _told_by_me(tokens: Tokens, v: int) -> bool:
    """Whether the verb before *-je* is in a tense of narration: a listed one, or a simple past in *-ai*."""
    low = tokens.low[v]
    future = low in _FUTURE or low.endswith("rai") and tokens.tense[v] == "Fut"
    if low.endswith("ais") and _verb(tokens, v, Mood.FIRST) is not None:
        return True  # lui demandais-je
    return low in _FIRST or low.endswith("ai") and len(low) > 3 and not future


def _third_person(tokens: Tokens, i: int, v: int, end: int) -> VerbGroup | None:
    """Oui, dit-elle / avait-il répondu / sursauta-t-il; but not: semble-t-il."""
    if tokens.low[v] in tokens.have or tokens.low[v] in tokens.be:
        k = v + 2
        while k < end and tokens.is_adverb(k):
            k += 1
        participle = _verb(tokens, k, Mood.PARTICIPLE) if k < end else None
        return None if participle is None else VerbGroup(i, k, k, participle, "compound", inverted=v + 1)
    verb = _verb(tokens, v, Mood.FINITE) or (_unlisted(tokens, v) if _past_form(tokens, v) else None)
    if verb is None or tokens.low[v] in _IMPERSONAL:
        return None
    return VerbGroup(i, v + 1, v, verb, "finite", inverted=v + 1)


def _unlisted(tokens: Tokens, v: int) -> Verb:
    """A verb that the lexicon has not, taken for one that may stand in an incise."""
    return Verb(tokens.low[v], "B", frozenset("i"))


def _past_form(tokens: Tokens, v: int) -> bool:
    low = tokens.low[v]
    return (
        _told(tokens, v)
        or low.endswith("a")
        and tokens.low[v + 1].startswith("-t-")
        and len(low) > 2
        and not low.endswith("ra")
    )


def _with_noun(tokens: Tokens, i: int, v: int, end: int, *, hard: bool) -> tuple[VerbGroup, NounPhrase] | None:
    """Oui, dit la meunière / Non ! sursauta Paul / avait répondu le juge."""
    at, mood = v, "finite"
    verb: Verb | None
    if tokens.low[v] in _AUXILIARY:
        at, mood = v + 1, "compound"
        verb = _verb(tokens, at, Mood.PARTICIPLE)
    else:
        verb = _verb(tokens, v, Mood.FINITE) or (_unlisted(tokens, v) if hard and _told(tokens, v) else None)
    phrase = _subject(tokens, at + 1, end) if verb is not None and at + 1 < end else None
    if verb is None or phrase is None:
        return None
    if phrase.pronoun and tokens.low[phrase.first] in tokens.lexicon.words["strong_pronoun"]:
        return None
    if mood == "finite" and not hard and _may_ask(tokens, v, verb, phrase):
        return None
    return VerbGroup(i, at, at, verb, mood), phrase


def _may_ask(tokens: Tokens, v: int, verb: Verb, phrase: NounPhrase) -> bool:
    """Whether a verb and what follows it may be a request: Allons, *demande la permission*."""
    if verb.bare in ("dire", "répondre", "faire", "demander") or tokens.low[v].endswith(_PAST):
        return False
    return not phrase.name and tokens.nouns.get(tokens.low[phrase.head], ("",))[0] != "person"


def _subject(tokens: Tokens, i: int, end: int) -> NounPhrase | None:
    """The subject right of a verb: a noun phrase, or what stands where one must.

    dit, Paul / dit tout bas le brigand / firent de jeunes gens.
    """
    if tokens.low[i] == "l'" and tokens.low[i + 1] in ("un", "une") and tokens.low[i + 2] not in tokens.of:
        return NounPhrase(i, i + 1, i + 1, core=i + 1)
    phrase = subject_right(tokens, i, end)
    if phrase is not None and phrase.first - i <= 8:
        return _without_way(tokens, phrase)
    while i < end - 1 and (
        tokens.is_adverb(i)
        or tokens.low[i] in ("à", "tout", "bas", "haut")
        or tokens.low[i] == ","
        and tokens.word[i + 1].is_title
    ):
        i += 1
    if tokens.low[i] in tokens.lexicon.words["kin"]:
        return noun_phrase(tokens, i, end, bare=True)
    if tokens.word[i].is_title:
        return NounPhrase(i, i, i, core=i)
    last = i
    while last < end - 1 and (tokens.low[last] in tokens.det or tokens.low[last] in ("de", "d'", "l'")):
        last += 1
    if last > i and tokens.word[last].is_word and not tokens.is_finite(last):
        return NounPhrase(i, last, last, core=last)
    return None


def _without_way(tokens: Tokens, phrase: NounPhrase) -> NounPhrase:
    """A subject without how it speaks: *le brigadier* d'une voix douce."""
    low = tokens.low
    for k in range(phrase.first + 1, phrase.last - 1):
        if low[k] == "d'" and low[k + 1] in ("un", "une") and low[k + 2] in _WAYS:
            return phrase.up_to(k - 1)
    return phrase


def _extent(tokens: Tokens, last: int, end: int) -> tuple[int, bool]:
    """Where an aside ends whose verb and subject end with token `last`.

    ``(one past its end, whether its sentence ends there)``.
    """
    _, stop = tokens.document.inner_sentence(last)
    stop = min(stop, end)
    k = last + 1
    while k < stop:
        low = tokens.low[k]
        if low == ":" or low in _HARD or low.startswith(".."):
            return k + 1, k + 1 >= stop
        if low in (",", ";", "—", "-") and k + 1 < stop and _speech_resumes(tokens, k, stop):
            return k + 1, False
        k += 1
    return stop, True


def _speech_resumes(tokens: Tokens, k: int, stop: int) -> bool:
    """Whether speech goes on after the comma or semicolon at token `k` of an aside."""
    first = k + 1
    stop = min(stop, first + _FAR)
    verbless = not any(tokens.is_finite(i) for i in range(first, stop))
    if tokens.low[k] == "," and _narrates(tokens, first, stop, verbless=verbless):
        return False
    return voice(tokens, first, stop) > (_RESUMES_VERBLESS if verbless else _RESUMES)


def _narrates(tokens: Tokens, first: int, stop: int, *, verbless: bool) -> bool:
    """Whether the words from token `first` on can only be the narrator's.

    En riant, qui tremblait, d'une voix douce, les yeux baissés.
    """
    low = tokens.low[first]
    if low in ("qui", "dont", "tandis", "puis"):
        return True
    if low == "et" and first + 1 < stop:
        first += 1
        low = tokens.low[first]
    if low == "en" and any(tokens.low[i].endswith("ant") for i in range(first + 1, min(stop, first + 4))):
        return True
    if low in _MANNER:
        return verbless or voice(tokens, first, stop) < _AFTER_MANNER
    return (
        (low.endswith("ant") or tokens.verb_form[first] == "Part")
        and tokens.pos[first] in ("VERB", "AUX", "ADJ")
        and low != "maintenant"
    )
