"""Quotation, or only quotation marks? What the shape of a block and its neighbours say."""

from __future__ import annotations

from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import Tokens, pattern_set
from quoteattr.lexicon import Mood
from quoteattr.reading import Block

__all__ = ["has_verb", "is_label", "is_term", "is_utterance", "says_itself"]

_LABEL: Final = pattern_set("label in marks")
_NICKNAME: Final = pattern_set("nickname in marks")
_SAYING: Final = frozenset("ACDEF")
"""Classes of verbs that report with what they mean: déplorer, promettre; not lancer or chanter."""
_PLATFORMS: Final = frozenset({"facebook", "instagram", "telegram", "twitter", "whatsapp", "youtube"})
_WORKS: Final = frozenset({"chanter", "écrire", "lire", "publier", "rédiger", "signer"})
"""Verbs whose object may be the title of a work: *signe « Les Ombres du quai »*."""


def is_utterance(tokens: Tokens, block: Block) -> bool:
    """Whether a block reads like something said: long enough, with a finite verb or sentence punctuation inside."""
    ends = tokens.low[block.inner[1]] in (".", "!", "?", "…", "...")
    return block.words >= 6 or block.words >= 4 and has_verb(tokens, block) or block.words >= 2 and ends


def has_verb(tokens: Tokens, block: Block) -> bool:
    """Whether a finite verb stands between the marks."""
    first, last = block.inner
    return any(tokens.is_finite(i) for i in range(first, last + 1))


def says_itself(tokens: Tokens, block: Block) -> bool:
    """Whether the words begin with the verb of saying: le maire « déplore » un accident, a « promis d'aider ».

    Un choix qui a été « regretté » par la maire.
    """
    verb, inner_last = block.inner
    while verb < inner_last and (tokens.low[verb] in tokens.clitic or tokens.is_adverb(verb)):
        verb += 1
    if tokens.word[verb].is_title:
        return False
    forms = [f for f in tokens.forms.get(tokens.low[verb], ()) if f.verb.verb_class in _SAYING]
    before = block.first - 1
    while tokens.is_adverb(before):
        before -= 1
    moods = {f.mood for f in forms}
    if Mood.PARTICIPLE in moods and (tokens.low[before] in tokens.have or _is_reflexive(tokens, before)):
        return True
    if (
        Mood.PARTICIPLE in moods
        and tokens.low[before] in ("été", "est", "sont")
        and tokens.low[block.last + 1] == "par"
    ):
        return True
    subject = tokens.is_nominal(before) and not tokens.traits[before].det
    after = verb + 1 if verb < inner_last else block.last + 1
    goes_on = tokens.traits[after].det or tokens.traits[after].prep or tokens.low[after] in tokens.of | tokens.that
    return (
        Mood.FINITE in moods
        and (goes_on or tokens.is_adverb(after))
        and (subject or tokens.low[before] in tokens.subject_clitic or tokens.low[before] in ("qui", "se", "s'"))
    )


def _is_reflexive(tokens: Tokens, auxiliary: int) -> bool:
    return tokens.low[auxiliary] in tokens.be and tokens.low[auxiliary - 1] in ("se", "s'")


def is_label(tokens: Tokens, block: Block, site: CueSite | None, count: int = 1) -> bool:
    """Whether the words are a name, a title or a charge, whatever verb of saying stands before them.

    L'émission « On en parle », un texte intitulé « Demain », poursuivi pour « vol en réunion »; what is spoken of and
    stands between marks again: *parle des « gilets mauves »*.
    """
    if _is_called(tokens, block) or _is_titled(tokens, block):
        return True
    if _is_work(tokens, block, site) or _is_launched(tokens, block, site):
        return True
    repeated = count > 1 and block.words <= 4 and tokens.low[block.first - 1] in ("des", "les", "aux")
    if repeated and site is not None and site.lemma in ("parler", "voir"):
        return True
    if _LABEL.fits(tokens, block.first, 0, tokens.size):
        return True
    return block.words <= 3 and _NICKNAME.fits(tokens, block.first, 0, tokens.size) and _stands_apart(tokens, block)


def _stands_apart(tokens: Tokens, block: Block) -> bool:
    """Whether a comma or bracket closes the aside that a block ends: X, dit « le Rouge », ..."""
    return tokens.low[block.last + 1] in (",", ")")


def _is_called(tokens: Tokens, block: Block) -> bool:
    """Surnommé « le Rouge », un texte intitulé « Demain », and no *par* says who calls it so."""
    before = block.first - 1
    reason = tokens.lexicon.figurative.get(tokens.low[before])
    if reason not in ("named", "titled"):
        return False
    if tokens.low[before].startswith("dit") and not _is_thing(tokens, before - 1):
        return False
    told = any(low in tokens.have for low in tokens.low[max(0, before - 2) : before])
    return not told and tokens.low[block.last + 1] != "par"


def _is_thing(tokens: Tokens, i: int) -> bool:
    """Whether a noun for no speaker stands at token `i`: *le taux dit « normal »*, not *le maire dit « non »*."""
    return tokens.pos[i] == "NOUN" and tokens.low[i] not in tokens.clitic and not tokens.noun_kind(i)[0]


def _is_titled(tokens: Tokens, block: Block) -> bool:
    """L'émission « On en parle », sa page Facebook « Sauvons la halle », la loi « grand âge et autonomie »."""
    figurative, first = tokens.lexicon.figurative, block.inner[0]
    before = block.first - 1
    beside = figurative.get(tokens.low[before])
    if tokens.word[first].is_title:
        two = tokens.low[before] in _PLATFORMS or tokens.pos[before] == "ADJ"
        return (beside or two and figurative.get(tokens.low[before - 1])) in ("name", "title")
    several = block.words > 2 and tokens.low[before - 1] in ("la", "le", "l'") and not has_verb(tokens, block)
    return several and beside == "name" and tokens.pos[block.inner[1]] == "NOUN" and not tokens.is_adverb(first)


def _is_work(tokens: Tokens, block: Block, site: CueSite | None) -> bool:
    """Ont chanté « Le Temps des mirabelles »: not *ont chanté « Rendez-nous la halle ! »*."""
    first, last = block.inner
    if site is None or site.group is None or site.group.verb.bare not in _WORKS or site.last != block.first - 1:
        return False
    titled = tokens.word[first].is_title and tokens.low[last] not in ("!", "?", ".", "…") and block.words <= 8
    capitals = sum(tokens.word[i].is_title for i in range(first, last + 1))
    return titled and (tokens.low[first] in tokens.det or capitals > 1) and not has_verb(tokens, block)


def _is_launched(tokens: Tokens, block: Block, site: CueSite | None) -> bool:
    """Ont lancé un « plan fontaines »: not *ont lancé un « appel au calme »*, *ont lancé un « non »*."""
    first = block.inner[0]
    if site is None or site.lemma != "lancer" or tokens.low[block.first - 1] not in ("un", "une"):
        return False
    said = tokens.low[first] in tokens.lexicon.frames or has_verb(tokens, block)
    return tokens.pos[first] == "NOUN" and block.words > 1 and not said


def is_term(tokens: Tokens, block: Block, count: int, *, governed: bool = False, attributed: bool = False) -> bool:
    """Whether a block is a name, title, nickname or term: « gilets jaunes », surnommé « le Rouge », le film « Minuit ».

    Args:
        tokens: The document.
        block: The marked block.
        count: How often the same words stand between marks in the document.
        attributed: Whether a reporting verb stands before it in the sentence.
        governed: Whether a reporting verb stands right before the mark (*a crié « Vive Lyon »*), which settles it.
    """
    return not governed and (
        _is_number(tokens, block)
        or _is_repeated(tokens, block, count, attributed=attributed)
        or _is_announced(tokens, block, attributed=attributed)
        or _is_charge(tokens, block)
        or _is_named(tokens, block, attributed=attributed)
        or _is_word_of_a_phrase(tokens, block)
    )


def _is_number(tokens: Tokens, block: Block) -> bool:
    """Le groupe du « 29 »."""
    first, last = block.inner
    return block.words == 1 and any(low.isdigit() for low in tokens.low[first : last + 1])


def _is_repeated(tokens: Tokens, block: Block, count: int, *, attributed: bool) -> bool:
    """Few words that stand between marks again and again: les « brodeurs »."""
    often = 2 if attributed and tokens.low[block.first - 1] not in ("des", "les", "aux") else 1
    return block.words <= 4 and count > often


def _is_announced(tokens: Tokens, block: Block, *, attributed: bool) -> bool:
    """What the word before it calls a name, title or term: le film « Minuit », surnommé « le Rouge »."""
    reason = tokens.lexicon.figurative.get(tokens.low[block.first - 1])
    if reason is None or block.words > 8:
        return False
    return not (attributed and reason in ("name", "title") and not tokens.word[block.inner[0]].is_title)


def _is_charge(tokens: Tokens, block: Block) -> bool:
    """Jugé pour « vol en réunion »."""
    return (
        tokens.low[block.first - 1] == "pour"
        and block.words > 1
        and tokens.verb_form[block.inner[0]] != "Inf"
        and not has_verb(tokens, block)
    )


def _is_named(tokens: Tokens, block: Block, *, attributed: bool) -> bool:
    """Words with a capital, and no verb: la « Coupe des vallées », une place « Anne Morel »."""
    first, last = block.inner
    capitals = [tokens.word[i].is_title for i in range(first, last + 1) if tokens.word[i].is_word]
    before = tokens.low[block.first - 1]
    if block.words > 6 or True not in capitals[:1] or before == ":" or has_verb(tokens, block):
        return False
    return before in tokens.det or sum(capitals) > 1 or not attributed and before not in (",", "")


def _is_word_of_a_phrase(tokens: Tokens, block: Block) -> bool:
    """La « petite » école."""
    after = block.last + 1
    return (
        block.words <= 3
        and tokens.low[block.first - 1] in tokens.det
        and tokens.pos[after] in ("NOUN", "PROPN")
        and tokens.word[after].is_word
    )
