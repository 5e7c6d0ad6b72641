"""The narrator's asides in a turn of dialogue: — Oui, **dit Paul en se levant**, je viens."""

from __future__ import annotations

from typing import Final

from quoteattr.cues import CueSite
from quoteattr.dialogue.voices import voice
from quoteattr.grammar import NounPhrase, Tokens, VerbGroup, subject_right
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
_THIRD: Final = frozenset({"-t-il", "-il", "-t-elle", "-elle", "-ils", "-elles", "-t-ils", "-t-elles"})
_IMPERSONAL: Final = frozenset({"paraît", "semble", "faut", "est", "a", "serait", "aurait", "peut", "y"})
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
    if before not in _BREAKS and not before.startswith("..") and i - 1 not in tokens.document.block_ending:
        return None
    if not tokens.word[i].text[0].islower():
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
    if v + 1 >= end:
        return None
    low, clitic = tokens.low[v], tokens.low[v + 1]
    phrase = NounPhrase(v + 1, v + 1, v + 1, pronoun=True, core=v + 1)
    if clitic == "-je":
        told = (
            low in _FIRST
            or low.endswith("ai")
            and len(low) > 3
            and low not in ("serai", "aurai", "irai", "ferai", "dirai", "vais", "sais", "pourrai", "devrai")
            or low.endswith("ais")
            and _verb(tokens, v, Mood.FINITE) is not None
        )
        if (
            not told
            or any(tokens.low[k] in _TO_HEARER for k in range(i, v))
            or low.endswith("rai")
            and tokens.tense[v] == "Fut"
        ):
            return None
        said = _verb(tokens, v, Mood.FIRST) or _verb(tokens, v, Mood.FINITE) or Verb(low, "B", frozenset("i"))
        return VerbGroup(i, v + 1, v, said, "finite", inverted=v + 1), phrase
    if clitic not in _THIRD:
        return None
    if low in tokens.have or low in tokens.be:
        k = v + 2
        while k < end and (tokens.is_adverb(k) or k - v < 4 and tokens.pos[k] == "ADV"):
            k += 1
        participle = _verb(tokens, k, Mood.PARTICIPLE) if k < end else None
        return None if participle is None else (VerbGroup(i, k, k, participle, "compound", inverted=v + 1), phrase)
    verb = _verb(tokens, v, Mood.FINITE)
    if low in _IMPERSONAL or verb is None and not _past_form(tokens, v):
        return None
    return VerbGroup(
        i, v + 1, v, Verb(low, "B", frozenset("i")) if verb is None else verb, "finite", inverted=v + 1
    ), phrase


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
    low = tokens.low[v]
    at = v
    mood = "finite"
    verb: Verb | None
    if low in ("avait", "a", "ont", "avaient", "eut") and v + 1 < end:
        at = v + 1
        verb = _verb(tokens, at, Mood.PARTICIPLE)
        mood = "compound"
    else:
        verb = _verb(tokens, v, Mood.FINITE)
        if verb is None and hard and _told(tokens, v):
            verb = Verb(low, "B", frozenset("i"))
    if verb is None or at + 1 >= end:
        return None
    phrase = _subject(tokens, at + 1, end, verb)
    if phrase is None:
        return None
    if phrase.pronoun and tokens.low[phrase.first] in tokens.lexicon.words["strong_pronoun"]:
        return None
    if (
        verb.bare not in ("dire", "répondre", "faire", "demander")
        and mood == "finite"
        and not low.endswith(_PAST)
        and not (phrase.name or hard or tokens.nouns.get(tokens.low[phrase.head], ("",))[0] == "person")
    ):
        return None
    return VerbGroup(i, at, at, verb, mood), phrase


def _subject(tokens: Tokens, i: int, end: int, verb: Verb) -> NounPhrase | None:
    """The subject right of a verb.

    A noun phrase, or what stands where one must: dit, Paul / dit tout bas le brigand / firent de jeunes gens.
    """
    phrase = subject_right(tokens, i, end)
    if phrase is not None and phrase.first - i <= 8:
        manner = next(
            (
                k
                for k in range(phrase.first + 1, phrase.last - 1)
                if tokens.low[k] == "d'" and tokens.low[k + 1] in ("un", "une") and tokens.low[k + 2] in _WAYS
            ),
            None,
        )
        return phrase if manner is None else phrase.up_to(manner - 1)
    while i < end - 1 and (
        tokens.is_adverb(i)
        or tokens.low[i] in ("à", "tout", "bas", "haut")
        or tokens.low[i] == ","
        and tokens.word[i + 1].is_title
    ):
        i += 1
    if tokens.word[i].is_title and tokens.word[i].is_word:
        return NounPhrase(i, i, i, core=i)
    last = i
    while last < end - 1 and (tokens.low[last] in tokens.det or tokens.low[last] in ("de", "d'", "l'")):
        last += 1
    if (
        last > i
        and tokens.word[last].is_word
        and not tokens.is_finite(last)
        and (verb.constructions & {"i"} or last - i > 0)
    ):
        return NounPhrase(i, last, last, core=last)
    return None


def _extent(tokens: Tokens, last: int, end: int) -> tuple[int, bool]:
    """Where an aside ends whose verb and subject end with token `last`.

    ``(one past its end, whether its sentence ends there)``.
    """
    _, stop = tokens.document.inner_sentence(last)
    stop = min(stop, end)
    k = last + 1
    while k < stop:
        low = tokens.low[k]
        if low == ":" or low in ("?", "!", "…") or low.startswith(".."):
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
