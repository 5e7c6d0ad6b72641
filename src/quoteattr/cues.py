"""What signals an attribution, and in which construction: incise, colon, *que* clause, infinitive, quoted fragment, source phrase."""

from __future__ import annotations

from attrs import evolve, frozen

from quoteattr.grammar import Context, NounPhrase
from quoteattr.result import CueKind
from quoteattr.text import DASHES
from quoteattr.verbs import VerbGroup, verb_groups

__all__ = ["CueSite", "find_cues"]


@frozen
class CueSite:
    """A cue where it stands.

    Attributes:
        kind: The construction.
        first: First token of the cue.
        last: Last token of the cue.
        lemma: Infinitive or phrase.
        group: The verb group, unless the cue is a phrase.
        phrase: The speaker's noun phrase where the construction itself gives it (inverted subject, source phrase).
        opens: For what follows the cue (*que*, infinitive, colon): the first token of the content. For an incise: the token before the incise.
    """

    kind: CueKind
    first: int
    last: int
    lemma: str
    group: VerbGroup | None = None
    phrase: NounPhrase | None = None
    opens: int = -1


_INCISE_LEFT = frozenset({",", "?", "!", "…", "...", "—", "-", "–", *DASHES})
_ASKS = frozenset({"si", "s'", "pourquoi", "comment", "combien", "quand", "où", "quel", "quelle", "quels", "quelles", "ce", "qui"})
_STOP_QUE = frozenset({";", ":", ".", "!", "?", "…", "que", "qu'", "qui", "dont", "où"})
_COMPARING = frozenset({"plus", "même", "mêmes", "moins", "autant", "tel", "telle", "tels", "telles", "davantage", "mieux"})
FAR = 22
"""How many tokens may stand between a verb and its *que*: *a rappelé mardi soir, sur une radio, que …*"""


def find_cues(context: Context) -> list[CueSite]:
    """Return every cue of the document in order; a verb group with no construction around it is a fragment cue at most."""
    sites = []
    groups = verb_groups(context)
    starts = {g.first: g for g in groups}
    for group in groups:
        site = _verb_site(context, group, starts)
        if site is not None:
            sites.append(site)
    sites += _source_sites(context)
    return sorted(sites, key=lambda s: s.first)


def _verb_site(context: Context, group: VerbGroup, starts: dict[int, VerbGroup]) -> CueSite | None:
    incise = _incise(context, group) or _attribution_in_direct_order(context, group)
    if incise is not None:
        return incise

    def site(kind: CueKind, opens: int) -> CueSite:
        return CueSite(kind, group.first, group.last, group.verb.lemma, group, None, opens)

    takes = group.verb.constructions
    if (group.mood != "participle" or group.passive) and not _unsaid(context, group):
        opens = _que(context, group, takes, starts)
        if opens is not None:
            return site(CueKind.CLAUSE, opens)
        bare = group.passive or group.verb.bare == "accuser"  # sont appelés à partir: somebody's words only if marks show some
        opens = None if bare and not _marks_ahead(context, group) else _infinitive(context, group, takes)
        if opens is not None:
            return site(CueKind.INFINITIVE, opens)
    return site(CueKind.FRAGMENT, group.after)


# ---- incise


def _incise(context: Context, group: VerbGroup) -> CueSite | None:
    """« … », dit-il / …, a déclaré hier la maire, … / comme l'a dit la maire."""
    if group.mood not in ("finite", "compound") or group.passive:
        return None
    doc = context.document
    before = group.first - 1
    if before < 0:
        return None
    start, end = doc.sentence(group.first)
    as_said = context.low[before] == "comme"
    if as_said:
        before -= 1
    elif context.is_mark(before) and before not in doc.block_ending and before not in doc.block_at and before > start:
        before -= 1  # « Oui », « a dit la maire: a stray mark of machine-translated copy
    after_mark = context.is_closer(before) or (context.low[before] in _INCISE_LEFT and before > 0 and context.is_closer(before - 1))
    if not (after_mark or as_said or context.low[before] in _INCISE_LEFT or context.low[before] in (")",)):
        return None
    if before < start and not as_said and not (after_mark and doc.paragraph(before) == doc.paragraph(group.first)):
        return None
    limit = end
    inside = doc.block_of[group.first]
    if inside >= 0:
        limit = min(limit, doc.blocks[inside].last)
    if group.inverted is not None:
        if context.low[group.inverted] in ("-je", "-nous", "-vous", "-tu", "-ce") and not after_mark:
            return None
        at = group.inverted
        phrase = NounPhrase(at, at, at, pronoun=True, core=at)
    else:
        found = context.subject_right(group.after, limit)
        if found is None or found.pronoun and context.low[found.head] in ("lui", "elle", "eux") and not after_mark:
            return None
        if context.low[found.last + 1 : found.last + 2] in (["que"], ["qu'"]) and not after_mark:
            return None
        if not _agrees(context, group, found):
            return None
        if after_mark and before in doc.block_ending and _is_subject(context, before):
            return None
        blocks = any(b.words > 3 and b.first >= start for b in doc.blocks if b.last < group.first)
        takes = {"q", "i"} if inside >= 0 or blocks else {"q"}
        ahead = context.low[found.last + 1 : found.last + 2] in ([","], [":"]) and found.last + 2 in doc.block_at and _is_source(context, found) and not group.negated
        if not (after_mark or as_said or ahead):
            goes_on = context.low[found.last + 1 : found.last + 2] == [","] and _is_clause(context, found.last + 2, limit)
            clause = goes_on or _is_clause(context, max(start, _open(context, inside)), before)
            if not (_may_speak(context, found) and group.verb.constructions & takes and clause):
                return None
        phrase = found
    if "i" not in group.verb.constructions and not (after_mark and group.verb.constructions & {"q", "x", "c"}):
        return None
    return CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, before)


def _attribution_in_direct_order(context: Context, group: VerbGroup) -> CueSite | None:
    """« … », la maire a averti. Machine-translated copy keeps the order of English, often with a stray « before the subject."""
    if group.mood not in ("finite", "compound") or group.passive or group.inverted is not None or "i" not in group.verb.constructions:
        return None
    start, end = context.document.sentence(group.first)
    phrase = context.noun_phrase(_left_edge(context, group.first, start), group.first)
    if phrase is None or phrase.last != group.first - 1:
        return None
    before = phrase.first - 1
    if before > start and context.is_mark(before) and before not in context.document.block_ending:
        before -= 1
    if before <= start or context.low[before] != "," or before - 1 not in context.document.block_ending:
        return None
    following = next((k for k in range(group.after, end) if context.low[k] in ("que", "qu'", ":", ",") or k in context.document.block_at), None)
    if following is not None and context.low[following] != ",":
        return None
    block = context.document.block_ending[before - 1]
    if block.words < 3 or following is not None and context.is_nominal(group.after):
        return None
    return CueSite(CueKind.INCISE, group.first, group.last, group.verb.lemma, group, phrase, before)


def _left_edge(context: Context, i: int, start: int) -> int:
    """First token after the last comma or mark left of token `i`."""
    j = i
    while j > start and context.low[j - 1] != "," and not context.is_mark(j - 1):
        j -= 1
    return j


_SINGULAR = ("vient", "tient", "dément", "sent")
"""Endings of singular forms that look plural: *prévient, soutient, dément, pressent*."""


def _agrees(context: Context, group: VerbGroup, phrase: NounPhrase) -> bool:
    """Whether verb and inverted subject may agree in number: les « gilets » illustrent la difficulté is no incise."""
    plural = context.is_plural(phrase)
    at = group.at if group.mood == "finite" else next((k for k in range(group.first, group.at) if context.low[k] in context.lexicon.words["have"] | context.lexicon.words["be"]), group.at)
    form = context.low[at]
    verb_plural = form.endswith(("ent", "ont")) and not form.endswith(_SINGULAR)
    return plural is None or plural == verb_plural


def _is_subject(context: Context, closer: int) -> bool:
    """Whether a block right before the verb, with no comma, ends its subject: des « gilets jaunes » annoncent une marche."""
    block = context.document.block_ending[closer]
    start, _ = context.document.sentence(block.first)
    return block.words <= 3 and block.first > start


def _open(context: Context, inside: int) -> int:
    return context.document.blocks[inside].inner[0] if inside >= 0 else 0


def _may_speak(context: Context, phrase: NounPhrase) -> bool:
    """Whether a noun phrase can be a source: a name, a pronoun, a noun of the lexicon, something the model takes for a person or body."""
    if phrase.pronoun or phrase.name is not None or context.low[phrase.head] == "%":
        return True
    if context.person_like(phrase.head) and context.tags.pos[phrase.head] != "ADJ":
        return True
    if any(context.low[i] in context.lexicon.nouns or context.low[i].rstrip("s") in context.lexicon.nouns for i in range(phrase.first, phrase.core + 1)):
        return True
    return any(context.is_name(i) for i in range(phrase.first, phrase.last + 1))


def _relative_source(context: Context, i: int, j: int, end: int, lemma: str) -> CueSite | None:
    """Une étude selon laquelle le lac baisse, Zoé Lam, pour qui tout est dit: the source is the noun before."""
    start, _ = context.document.sentence(i)
    phrase = context.antecedent(i, start)
    if phrase is None or lemma not in ("selon", "d'après", "pour") or not _is_clause(context, j + 1, end):
        return None
    noun = next((k for k in range(phrase.first, phrase.last + 1) if context.low[k] in context.lexicon.frames), None)
    if noun is not None and context.low[noun + 1 : noun + 2] in (["de"], ["du"], ["d'"], ["des"]):
        # l'affirmation de Zoé Lam selon laquelle le lac baisse: hers, not the affirmation's
        inner = context.noun_phrase(noun + 2 if context.low[noun + 1] in ("de", "d'") else noun + 1, i)
        phrase = inner or phrase
    elif not _is_source(context, phrase):
        return None
    return CueSite(CueKind.SOURCE, i, j, f"{lemma} {context.low[j]}", None, phrase, j + 1)


def _is_source(context: Context, phrase: NounPhrase) -> bool:
    """Whether a noun phrase after *selon* is one who says; its complement does not make it one: selon les besoins de la mairie."""
    first = next((k for k in range(phrase.head + 1, phrase.core + 1) if context.low[k] in ("de", "du", "des", "d'")), phrase.core + 1)
    return _may_speak(context, evolve(phrase, last=first - 1, core=first - 1, name=phrase.name if phrase.name is not None and phrase.name[0] < first else None))


def _is_clause(context: Context, start: int, end: int) -> bool:
    """Whether the tokens ``start..end`` hold a verb of their own, so that what follows may be an incise."""
    return any(context.is_finite(i) for i in range(start, end))


# ---- introductions


def _que(context: Context, group: VerbGroup, takes: frozenset[str], starts: dict[int, VerbGroup]) -> int | None:
    """The first token of a clause that *que* (or *si*, *pourquoi* …) opens after the group."""
    _, end = context.document.inner_sentence(group.last)
    j = group.after
    steps = 0
    while j < end and steps < FAR:
        low = context.low[j]
        if low in ("que", "qu'"):
            return j + 1 if "q" in takes and _opens_clause(context, group, j) else None
        if steps <= 6 and "s" in takes and _asks(context, j, steps):
            return j + 1 if low in ("si", "s'") else j
        if low in _STOP_QUE or low in _COMPARING or context.is_finite(j) and not context.is_name(j):
            return None
        if j in starts and starts[j].mood in ("finite", "compound"):
            return None
        block = context.document.block_at.get(j)
        if block is not None:
            if context.low[block.inner[0]] in ("que", "qu'") and "q" in takes:
                return j  # trouve « qu'il y a un problème » à partir
            if block.words > 3:
                return None
            j = block.last
        j += 1
        steps += 1
    return None


_BEFORE_QUE = frozenset("ce plus moins tel telle aussi parce alors tandis ainsi bien pour avant après afin tant dès depuis".split())
"""Words that make another conjunction of the *que* after them: *parce que*, *alors que*."""


def _opens_clause(context: Context, group: VerbGroup, j: int) -> bool:
    """Whether the *que* at token `j` opens what the verb reports: no other conjunction, no relative pronoun, no denied saying."""
    between = j - group.after
    if group.passive and between > 3 or context.low[j + 1 : j + 3] in (["ce", "soit"], ["ce", "soient"]):
        return False
    if context.low[j - 1] in _BEFORE_QUE and not (context.low[j - 1] in ("bien", "ainsi") and between <= 1):
        return False
    told = any(low in ("à", "au", "aux") for low in context.low[max(group.after, j - 3) : j])  # a dit à la radio que
    if context.tags.pos[j] == "PRON" and context.tags.dep[j] != "mark" and between > 0 and not told and not context.is_adverb(j - 1) and not context.is_time(j - 1):
        return False
    return not group.negated or group.verb.verb_class == "D" or group.verb.bare in ("cacher", "douter", "exclure")


def _asks(context: Context, j: int, steps: int) -> bool:
    """Whether token `j` opens an indirect question: *se demande si*, *a expliqué pourquoi*, *dit ce qu'il a vu*."""
    low = context.low[j]
    if low == "s'" and context.low[j + 1 : j + 2] not in (["il"], ["ils"]):
        return False
    if low not in _ASKS or low == "qui" or low == "où" and steps:
        return False
    return low != "ce" or context.low[j + 1 : j + 2] in (["que"], ["qu'"], ["qui"])


def _unsaid(context: Context, group: VerbGroup) -> bool:
    """Whether the saying is only supposed or denied: s'il affirmait que, personne ne prétend que, il serait faux d'affirmer que."""
    start, _ = context.document.inner_sentence(group.first)
    j = group.first - 1
    if group.mood == "infinitive":
        if j >= start and context.low[j] in ("faut", "faudrait", "fallait"):
            return True  # il faut dire que, il est à noter que: the author speaks
        if j > start and context.low[j] == "à" and context.low[j - 1] in ("est", "reste", "était"):
            return True
        return j > start and context.low[j] in ("de", "d'") and context.tags.pos[j - 1] == "ADJ"
    if j >= start and context.low[j] in context.lexicon.words["subject_clitic"]:
        return j > start and context.low[j - 1] in ("si", "s'") and (j < start + 2 or context.low[j - 2] != "même")
    return j >= start and context.low[j] in ("personne", "nul", "rien") and group.first > j and context.low[group.first] in ("ne", "n'")


def _infinitive(context: Context, group: VerbGroup, takes: frozenset[str]) -> int | None:
    """The first token of an infinitive that the verb governs: *affirme avoir vu*, *promet de revenir*, *appelle à « résister »*."""
    _, end = context.document.inner_sentence(group.last)
    j = group.after - 1
    while (j := j + 1) < min(end, group.after + 10):
        low = context.low[j]
        if low == "," and "," in context.low[j + 1 : j + 5]:
            j = context.low.index(",", j + 1)  # avait assuré, la veille, ne rien savoir
            continue
        block = context.document.block_at.get(j)
        verb = j if block is None else block.inner[0]
        while block is not None and verb < block.inner[1] and context.low[verb] in context.lexicon.words["clitic"]:
            verb += 1
        if context.tags.verb_form[verb] == "Inf" or low in ("avoir", "être") and context.tags.pos[verb] != "NOUN":
            return _governed_infinitive(context, group, takes, j, verb)
        if low in _STOP_QUE or low == "," or context.is_finite(j) or context.is_mark(j):
            return None
    return None


def _marks_ahead(context: Context, group: VerbGroup) -> bool:
    """Whether words stand between marks further on in the sentence."""
    _, end = context.document.sentence(group.last)
    return any(i in context.document.block_at for i in range(group.after, end))


def _governed_infinitive(context: Context, group: VerbGroup, takes: frozenset[str], j: int, verb: int) -> int | None:
    """Where the content begins if the verb group governs the infinitive `verb` in the way that it allows."""
    k = j - 1
    while k > group.last and context.low[k] in context.lexicon.words["clitic"] | {"pas", "plus"}:
        k -= 1
    at = context.tags.head[verb] if context.tags.pos[verb] == "AUX" else verb
    hung = context.tags.head[at] == group.at and context.tags.dep[at] in ("xcomp", "ccomp", "obj", "obl:arg")
    low = context.low[k]
    if low in ("de", "d'"):
        return k + 1 if "d" in takes else None
    if low in ("à", "a"):
        return k + 1 if "a" in takes else None
    aside = context.low[verb] in ("avoir", "être") and context.low[group.after] in context.prep  # a raconté à la radio avoir fui
    if k == group.last or context.is_adverb(k) or context.is_time(k) or aside or hung and low not in context.prep:
        return k + 1 if "f" in takes else None
    return None


# ---- source phrases


def _source_sites(context: Context) -> list[CueSite]:
    sites = []
    phrases = [(tuple(p.replace("d'", "d' ").replace("l'", "l' ").split()), kind, p) for p, kind in context.lexicon.sources.items()]
    first_words: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for words, kind, p in phrases:
        first_words.setdefault(words[0], []).append((words, kind, p))
    for i, low in enumerate(context.low):
        for words, kind, p in first_words.get(low, ()):
            site = _source_at(context, i, words, kind, p)
            if site is not None:
                sites.append(site)
                break
    return sites


def _source_at(context: Context, i: int, words: tuple[str, ...], kind: str, lemma: str) -> CueSite | None:
    n = len(words)
    window = context.low[i : i + n]
    if words[-1] == "de":
        if window[: n - 1] != list(words[:-1]) or not window[n - 1 :] or window[n - 1] not in ("de", "d'", "du", "des"):
            return None
    elif window != list(words):
        return None
    _, end = context.document.sentence(i)
    j = i + n
    if words[-1] in ("source", "sources"):
        j -= 1
    if words[-1] == "de" and context.low[j - 1] in ("du", "des"):
        j -= 1
    if j < end and context.low[j] in ("qui", "lequel", "laquelle", "lesquels", "lesquelles"):
        return _relative_source(context, i, j, end, lemma)
    if j >= end or context.low[j] in ("que", "qu'"):
        return None
    phrase = context.noun_phrase(j, end, bare=True)
    if phrase is None or context.low[phrase.head] in context.lexicon.words["not_source"] or context.low[phrase.first] in ("nos", "notre", "mes", "mon"):
        return None
    if kind == "source" and not phrase.pronoun and not _is_source(context, phrase) and not context.is_closer(i - 1):
        return None  # selon les embouteillages, d'après un dessin
    if kind in ("opinion", "weak"):
        # Pour la maire, le pont fermera: a clause must follow the comma; "pour la maire" alone may be a beneficiary.
        start, _ = context.document.sentence(i)
        if not _may_speak(context, phrase) or context.is_time(phrase.head) or context.document.block_of[phrase.head] >= 0:
            return None
        colon = max((k + 1 for k in range(start, i) if context.low[k] == ":"), default=start)
        lead = [k for k in range(colon, i) if not (context.low[k] in context.lexicon.words["connective"] or context.low[k] in (",", "par", "en", "de", "ailleurs", "outre", "effet", "fait", "plus") or context.is_adverb(k))]
        if kind == "opinion" and lead and (context.is_closer(i - 1) or context.low[i - 1] == "," and context.is_closer(i - 2)):
            # Une « réussite », pour la maire.
            after = context.low[phrase.last + 1] if phrase.last + 1 < end else "."
            block = context.document.block_ending.get(i - 1)
            if block is not None and block.first > start + 1:
                return None  # sa « fascination » pour la maire
            return CueSite(CueKind.SOURCE, i, i, "pour", None, phrase, phrase.last + 1) if after in (",", ".", ";", "qui", "(") else None
        comma = next((k for k in range(phrase.last + 1, min(end, phrase.last + 14)) if context.low[k] == "," ), None)
        if lead or comma is None or not _is_clause(context, comma + 1, end):
            return None
        if context.tags.verb_form[j] == "Inf" or context.low[comma + 1] in ("il", "c'", "ce") and kind == "weak":
            return None
    if context.time and context.skip_time(j, end) > phrase.head:
        return None
    return CueSite(CueKind.SOURCE, i, max(j - 1, i), lemma, None, phrase, phrase.last + 1)
