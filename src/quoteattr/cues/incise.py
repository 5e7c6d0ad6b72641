"""Incises: a reporting verb whose subject stands after it, beside or inside what was said."""

from __future__ import annotations

from typing import Final

from quoteattr.cues.remarks import is_main_clause, is_remark, is_remark_end, subject_of_result
from quoteattr.cues.site import CueSite, is_clause, is_source, may_speak
from quoteattr.grammar import NounPhrase, Tokens, VerbGroup, agrees, noun_phrase, subject_right
from quoteattr.reading import DASHES, Block
from quoteattr.result import CueKind

__all__ = ["attribution_in_direct_order", "incise"]

_FEW: Final = 3
"""Words of a block that may be a name."""
_INCISE_LEFT: Final = frozenset({",", "?", "!", "…", "...", "—", "-", "–", *DASHES})


_WHICH: Final = frozenset({"quel", "quelle", "quels", "quelles"})
"""What asks and names nobody: *…, demande quels quais supprimer*."""
_NO_SPEAKER_OF_AN_INCISE: Final = frozenset({"-je", "-nous", "-vous", "-tu", "-ce"})
"""Inverted pronouns that make an incise after a closing mark only: *« Oui », dis-je*, but *dois-je*."""


_STATING: Final = frozenset("ACD")
"""Classes of verbs that state what the sentence says: *comme l'a dit la maire*, not *comme l'exige la loi*."""
_WISHING: Final = frozenset({"désirer", "espérer", "rêver", "souhaiter"})
"""Verbs that state nothing: *comme le souhaitait le maire*."""
_INCISE_ONLY: Final = frozenset({"i"})


class _Edge:
    """What stands before a verb group that may be an incise.

    Attributes:
        before: The last token before it, *comme* and a stray mark left out.
        after_mark: Whether that closes a block, or is a comma or the like after a mark that does.
        as_said: Whether *comme* stands there: comme l'a dit la maire.
    """

    __slots__ = ("after_mark", "as_said", "before")

    def __init__(self, before: int, *, after_mark: bool, as_said: bool) -> None:
        self.before: int = before
        self.after_mark: bool = after_mark
        self.as_said: bool = as_said


def incise(tokens: Tokens, group: VerbGroup) -> CueSite | None:
    """« … », dit-il / …, a déclaré hier la maire, … / comme l'a dit la maire."""
    if group.mood not in ("finite", "compound") or group.passive or tokens.traits[group.last].prep:
        return None  # la maire, élue hier, voyait dans l'accord « un virage »
    edge = _edge(tokens, group)
    if edge is None or not _takes_incise(group, edge):
        return None
    phrase = _inverted_pronoun(tokens, group, edge) if group.inverted is not None else _subject(tokens, group, edge)
    if phrase is None:
        return None
    return CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, edge.before)


def _edge(tokens: Tokens, group: VerbGroup) -> _Edge | None:
    document, low = tokens.document, tokens.low
    before = group.first - 1
    start, _ = document.sentence(group.first)
    as_said = low[before] == "comme"
    if as_said or _stray_mark(tokens, before, start):
        before -= 1
    on_edge = low[before] in _INCISE_LEFT
    after_mark = tokens.is_closer(before) or on_edge and tokens.is_closer(before - 1)
    if not (after_mark or as_said or on_edge or _closes_bracket_after_mark(tokens, before, start)):
        return None
    beside = after_mark and document.paragraph(before) == document.paragraph(group.first)
    if before < start and not as_said and not beside:
        return None
    return _Edge(before, after_mark=after_mark, as_said=as_said)


def _stray_mark(tokens: Tokens, i: int, start: int) -> bool:
    """Whether token `i` is a mark that opens and closes nothing, as in translated copy: « Oui », « a dit la maire."""
    document = tokens.document
    return tokens.is_mark(i) and i not in document.block_ending and i not in document.block_at and i > start


def _takes_incise(group: VerbGroup, edge: _Edge) -> bool:
    """Whether the verb may head an incise, or reports otherwise and stands right after a mark or before its pronoun."""
    takes = group.verb.constructions
    sure = edge.after_mark or group.inverted is not None
    if edge.as_said and not edge.after_mark:
        promised = group.verb.verb_class != "C" and "d" in takes
        return group.verb.verb_class in _STATING and "q" in takes and not promised and group.verb.bare not in _WISHING
    return "i" in takes or sure and bool(takes & {"q", "x", "c"})


def _inverted_pronoun(tokens: Tokens, group: VerbGroup, edge: _Edge) -> NounPhrase | None:
    at = group.inverted
    if at is None or tokens.low[at] in _NO_SPEAKER_OF_AN_INCISE and not edge.after_mark:
        return None
    if group.verb.bare == "ressortir":  # ressort-il de cette enquête
        return subject_of_result(tokens, group)
    return NounPhrase(at, at, at, pronoun=True, core=at)


def _subject(tokens: Tokens, group: VerbGroup, edge: _Edge) -> NounPhrase | None:
    """The subject after the verb, where the verb heads an incise."""
    document, low = tokens.document, tokens.low
    inside = tokens.block_of[group.first]
    _, end = document.sentence(group.first)
    limit = end if inside < 0 else min(end, document.blocks[inside].last)
    found = subject_right(tokens, group.after, limit)
    if found is None and not edge.as_said and group.after in document.block_at and _said_before(tokens, group, edge):
        return _name_in_marks(tokens, document.blocks_between(group.after, group.after + 1)[0], edge)
    if found is None or not _agrees(tokens, group, found) or low[found.first] in _WHICH:
        return None
    if edge.after_mark:
        named = _is_subject(tokens, edge.before) or _names(tokens, edge.before) and not may_speak(tokens, found)
        return None if named or _seldom_says(tokens, group, found) else found
    stressed = found.pronoun and low[found.head] in ("lui", "elle", "eux")
    if stressed or low[found.last + 1] in tokens.that or not edge.as_said and _is_object(tokens, group, found):
        return None
    if edge.as_said or _marks_follow(tokens, group, found) or _in_a_clause(tokens, group, found, edge, limit):
        return found
    return found if _learned(tokens, group, found) and _said_before(tokens, group, edge) else None


def _seldom_says(tokens: Tokens, group: VerbGroup, subject: NounPhrase) -> bool:
    """Whether a verb right behind a mark has rather an object: la région, « pauvre », a présenté un bilan."""
    takes = group.verb.constructions
    if takes == _INCISE_ONLY:
        return not _speaks(tokens, group, subject)
    return "i" not in takes and _is_thing(tokens, subject)


def _learned(tokens: Tokens, group: VerbGroup, subject: NounPhrase) -> bool:
    """Whether the subject learned it from somebody: Le quai est fermé, a appris l'AFP auprès de la régie."""
    return group.verb.bare == "apprendre" and tokens.low[subject.last + 1] in ("auprès", "de", "d'", "dans")


def _said_before(tokens: Tokens, group: VerbGroup, edge: _Edge) -> bool:
    """Whether marks or a clause stand before a verb that may report them."""
    start, _ = tokens.document.sentence(group.first)
    return edge.after_mark or is_clause(tokens, start, edge.before)


def _name_in_marks(tokens: Tokens, block: Block, edge: _Edge) -> NounPhrase | None:
    """The speaker who is named between marks only: « Oui », explique « Braise », potière."""
    first, last = block.inner
    nickname = not edge.after_mark and tokens.low[edge.before + 1] in ("dit", "dite", "dits", "dites")
    named = not nickname and block.words <= 3 and tokens.word[first].is_title and not is_clause(tokens, first, last + 1)
    apart = tokens.low[edge.before] == "," and tokens.low[block.last + 1] in (",", ".", "(")
    return NounPhrase(first, last, last, (first, last), core=last) if named and apart else None


def _speaks(tokens: Tokens, group: VerbGroup, phrase: NounPhrase) -> bool:
    """Whether a phrase can be the subject of a verb that seldom reports: « Entrez », fit le notaire.

    *« Les Ombres » fait la joie des lecteurs* has an object there.
    """
    if phrase.pronoun or tokens.is_name(phrase.head):
        return True
    kinds = ("person", "group") if group.verb.bare == "faire" else ("person", "group", "organization")
    words = range(phrase.first, phrase.core + 1)
    return any(tokens.noun_kind(k)[0] in kinds for k in words) or tokens.person_like(phrase.head)


def _is_thing(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether a phrase has the noun of a document or of what cannot speak."""
    told = phrase.pronoun or phrase.name is not None or tokens.noun_kind(phrase.head)[0] not in ("", "document")
    return not told and tokens.pos[phrase.head] == "NOUN" and not tokens.person_like(phrase.head)


def _is_object(tokens: Tokens, group: VerbGroup, phrase: NounPhrase) -> bool:
    """Whether a phrase behind a verb is its object: the model finds a subject before it, and more is to come.

    Omar Sall, élu de Dax, a salué ce choix : « … »; a prié son ministre, Jens Dahl, de partir.
    """
    low, after = tokens.low, phrase.last + 1
    thing = phrase.name is None and not phrase.pronoun and tokens.noun_kind(phrase.head)[0] in ("", "document")
    made = thing and low[phrase.first] in ("un", "une", "des")  # a présenté un bilan
    goes_on = made or thing and low[after] == ":" or low[after] == "," and low[after + 1] in ("de", "d'", "que", "qu'")
    return goes_on and any(
        tokens.dep[k].startswith("nsubj") and k < group.first and tokens.block_of[k] < 0
        for k in tokens.children(group.at)
    )


def _marks_follow(tokens: Tokens, group: VerbGroup, subject: NounPhrase) -> bool:
    """Whether what is said stands between marks right after the incise: À Lyon, a déclaré la maire, « tout reste »."""
    after = subject.last + 1
    if group.verb.constructions == _INCISE_ONLY:
        return False  # a tenté d'alerter la maire : « … »
    opens = tokens.low[after] in (",", ":") and after + 1 in tokens.document.block_at
    return opens and is_source(tokens, subject) and not group.negated


def _in_a_clause(tokens: Tokens, group: VerbGroup, subject: NounPhrase, edge: _Edge, limit: int) -> bool:
    """Whether an incise without marks has the clause that it reports before or after it."""
    document = tokens.document
    inside = tokens.block_of[group.first]
    start, _ = document.sentence(group.first)
    spoken = inside >= 0 or any(
        b.words > 3 and b.last < group.first for b in document.blocks_between(start, group.first)
    )
    if not may_speak(tokens, subject):
        return False
    after = subject.last + 1
    opened = document.blocks[inside].inner[0] if inside >= 0 else 0
    first = max(start, opened)
    if not group.verb.constructions & ({"q", "i"} if spoken else {"q"}):
        told = "i" in group.verb.constructions and group.verb.verb_class in "BE" and is_source(tokens, subject)
        plain = told and not subject.pronoun and is_remark_end(tokens, after, limit)
        return plain and is_main_clause(tokens, first, edge.before)
    goes_on = tokens.low[after] == "," and is_clause(tokens, after + 1, limit)
    if goes_on or is_clause(tokens, first, edge.before):
        return True
    return inside < 0 and is_remark_end(tokens, after, limit) and is_remark(tokens, first, edge.before)


def _names(tokens: Tokens, comma: int) -> bool:
    """Whether a block before a comma only names something: *celui des « blouses bleues », réclame un bac*."""
    block = tokens.document.block_ending.get(comma - 1)
    if block is None or block.words > _FEW:
        return False
    return tokens.traits[block.first - 1].det or tokens.low[block.first - 1] in tokens.of


def _closes_bracket_after_mark(tokens: Tokens, before: int, start: int) -> bool:
    """Whether token `before` ends a bracket between a closing mark and the incise: « Oui » (rires), dit-elle."""
    if tokens.low[before] != ")":
        return False
    opening = next((k for k in range(before, max(start, before - 15), -1) if tokens.low[k] == "("), None)
    return opening is not None and (tokens.is_closer(opening - 1) or tokens.low[opening - 1] == ",")


def attribution_in_direct_order(tokens: Tokens, group: VerbGroup) -> CueSite | None:
    """« … », la maire a averti.

    Machine-translated copy keeps the order of English, often with a stray « before the subject.
    """
    plain = group.mood in ("finite", "compound") and not group.passive and group.inverted is None
    if not plain or "i" not in group.verb.constructions or group.verb.constructions == _INCISE_ONLY:
        return None
    document = tokens.document
    start, end = document.sentence(group.first)
    phrase = noun_phrase(tokens, _left_edge(tokens, group.first, start), group.first)
    if phrase is None or phrase.last != group.first - 1:
        return None
    before = phrase.first - 1
    if before > start and tokens.is_mark(before) and before not in document.block_ending:
        before -= 1
    block = document.block_ending.get(before - 1)
    # affirmant que « … », la maire plaide; intitulé « Demain », le rapport dénonce la crue
    led_to = block is not None and _leads_to(tokens, block.first - 1)
    if before <= start or tokens.low[before] != "," or block is None or block.words < 3 or led_to:
        return None
    if not _ends_there(tokens, group, end):
        return None
    return CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, before)


def _leads_to(tokens: Tokens, i: int) -> bool:
    """Whether token `i` before marks makes them part of what tells of the subject: que, intitulé."""
    named = tokens.lexicon.figurative.get(tokens.low[i]) in ("named", "titled")
    return tokens.low[i] in tokens.that or named and tokens.verb_form[i] == "Part"


def _ends_there(tokens: Tokens, group: VerbGroup, end: int) -> bool:
    """Whether nothing that the verb reports follows it: no *que*, no colon, no marks, and no noun before a comma."""
    for k in range(group.after, end):
        if tokens.low[k] == ",":
            return not tokens.is_nominal(group.after)
        if tokens.low[k] in ("que", "qu'", ":") or k in tokens.document.block_at:
            return False
    return True


def _left_edge(tokens: Tokens, i: int, start: int) -> int:
    """First token after the last comma or mark left of token `i`."""
    j = i
    while j > start and tokens.low[j - 1] != "," and not tokens.is_mark(j - 1):
        j -= 1
    return j


def _agrees(tokens: Tokens, group: VerbGroup, phrase: NounPhrase) -> bool:
    """Whether verb and inverted subject may agree in number: les « gilets » illustrent la difficulté is no incise."""
    return agrees(tokens, _inflected(tokens, group), phrase)


def _inflected(tokens: Tokens, group: VerbGroup) -> int:
    """The token of a group that agrees with its subject: the auxiliary of a compound form."""
    words = range(group.first, group.at) if group.mood == "compound" else ()
    return next((k for k in words if tokens.low[k] in tokens.have or tokens.low[k] in tokens.be), group.at)


def _is_subject(tokens: Tokens, closer: int) -> bool:
    """Whether a block right before the verb, with no comma, ends its subject: les « Mauves » annoncent un bal."""
    block = tokens.document.block_ending.get(closer)
    if block is None:
        return False
    start, _ = tokens.document.sentence(block.first)
    return block.words <= 3 and block.first > start
