"""What a *que* clause or an infinitive attributes, and where it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from quoteattr.cues import CueSite
from quoteattr.grammar import Tokens, VerbGroup, noun_phrase, pattern_set
from quoteattr.measured import Rule
from quoteattr.quotations.coordination import same_subject
from quoteattr.quotations.drafts import Drafts
from quoteattr.quotations.incises import is_purpose
from quoteattr.result import CueKind

__all__ = ["draft_clause"]

_NARRATOR: Final = pattern_set("narrator goes on")
_NARRATOR_AFTER_VERB: Final = pattern_set("narrator goes on, verb before")
_NARRATOR_AFTER_INFINITIVE: Final = pattern_set("narrator goes on, infinitive")
_SUBORDINATE_OPENS: Final = pattern_set("subordinate opens")
_QUOTED: Final = 4
"""Words between marks that may be all that a clause reports."""
_RELATIVES: Final = frozenset({"dont", "qui"})
_SUBORDINATE: Final = frozenset("qui que qu' si s' dont où quand et ou".split())
_LINKS: Final = frozenset({"tout", "en", "et", "mais", "puis"})
"""What may stand before a second verb: affirme que tout va bien, et tout en le répétant."""


class _Clause:
    """A clause that a verb opens, and the sentence it stands in."""

    __slots__ = ("drafts", "end", "group", "site")

    def __init__(self, drafts: Drafts, site: CueSite, group: VerbGroup) -> None:
        self.drafts: Drafts = drafts
        self.site: CueSite = site
        self.group: VerbGroup = group
        self.end: int = drafts.document.sentence(site.opens)[1]

    def last(self) -> int:
        """The last token of the clause."""
        j = self.site.opens
        while j < self.end:
            block = self.drafts.document.block_at.get(j)
            if block is not None and block.last < self.end:
                j = block.last
            elif j > self.site.opens and (self.ends_before(j) or _main_verb_resumes(self, j)):
                return j - 1
            j += 1
        return self.end - 1

    def ends_before(self, j: int) -> bool:
        """Whether one of the reasons lets the clause end before token `j`."""
        low = self.drafts.low[j]
        return low == ";" or any(reason(self, j) for reason in _REASONS.get(low, ()))

    def next_cue(self, j: int) -> CueSite | None:
        """The cue that comes next after token `j`, adverbs and *tout en* passed over."""
        tokens, site_at = self.drafts.tokens, self.drafts.site_at
        k = j + 1
        while k < self.end and k not in site_at and (tokens.low[k] in _LINKS or tokens.is_adverb(k)):
            k += 1
        return site_at.get(k) if k < self.end else None

    def verb_behind(self, j: int, *, finite: bool = True) -> int:
        """The verb behind token `j`, past adverbs and clitics, or -1 where no finite one stands there."""
        tokens, verb = self.drafts.tokens, j + 1
        while verb < self.end and (tokens.is_adverb(verb) or tokens.low[verb] in tokens.clitic):
            verb += 1
        told = verb < self.end and (tokens.is_finite(verb) or tokens.verb_form[verb] == "Part")
        return verb if told or not finite else -1

    def finite_among(self, first: int, end: int) -> bool:
        """Whether a finite verb stands in the token range ``first..end`` of the sentence."""
        return any(self.drafts.tokens.is_finite(m) for m in range(first, min(self.end, end)))


def _main_verb_resumes(clause: _Clause, j: int) -> bool:
    """Whether the verb of the main clause stands at token `j`, or after its comma, and the saying in a relative clause.

    La digue dont le préfet a dit qu'elle était solide a cédé.
    """
    tokens, low = clause.drafts.tokens, clause.drafts.low
    start, _ = clause.drafts.document.sentence(clause.site.first)
    relative = next((k for k in range(clause.site.first - 1, start, -1) if low[k] in _RELATIVES), -1)
    if (
        relative < 0
        or clause.finite_among(relative, clause.site.first)
        or not clause.finite_among(clause.site.opens, j)
    ):
        return False
    verb = j + (low[j] == ",")
    due = low[j] == "," and not clause.finite_among(start, relative)  # Lui, qui dit que tout va bien, il dort
    while low[verb] in tokens.clitic or low[verb] in ("ne", "n'") or due and low[verb] in tokens.subject_clitic:
        verb += 1
    if not tokens.is_finite(verb) or tokens.low[verb] in ("été", "étés"):
        return False
    if low[j] == ",":
        return True
    inner = range(clause.site.opens + 1, j)
    plain = not any(low[k] in _SUBORDINATE or tokens.traits[k].inverted for k in inner)
    return low[relative] == "dont" and plain and _begins_group(tokens, j)


def _begins_group(tokens: Tokens, j: int) -> bool:
    """Whether a verb group begins at token `j`: no auxiliary, adverb, preposition or subject pronoun before it."""
    before = tokens.low[j - 1]
    if before in tokens.have or before in tokens.be or before in tokens.subject_clitic or before in tokens.clitic:
        return False
    return not (tokens.is_adverb(j - 1) and tokens.low[j - 2] in tokens.have | tokens.be) and before not in tokens.prep


def draft_clause(drafts: Drafts, site: CueSite) -> None:
    """Draft what a *que* clause or an infinitive reports: Elle a dit que le pont fermerait."""
    group = site.group
    if group is None or drafts.tokens.block_of[group.first] >= 0:
        return
    block = drafts.document.block_at.get(site.opens)
    if block is not None and block.index in drafts.claimed and is_purpose(drafts, site):
        return  # joue en noir pour rappeler que « tout le port pleure », a dit Zoé Lam
    rule = Rule.QUE if site.kind is CueKind.CLAUSE else Rule.INFINITIVE
    drafts.add(drafts.passage(site.opens, _Clause(drafts, site, group).last()), rule, site)


def _after_marks(clause: _Clause, j: int) -> bool:
    """Estime que « le temps est venu », après un mois de grève."""
    block = clause.drafts.document.block_ending.get(j - 1)
    return block is not None and block.first <= clause.site.opens and block.words >= _QUOTED


def _narrator_goes_on(clause: _Clause, j: int) -> bool:
    """A dit que la gare fermerait, ce qui a surpris la ville."""
    tokens = clause.drafts.tokens
    later = _NARRATOR_AFTER_VERB.fits(tokens, j, j, clause.end) and _is_complete(clause, j)
    return later or _NARRATOR.fits(tokens, j, j, clause.end)


def _narrator_after_infinitive(clause: _Clause, j: int) -> bool:
    """Appelle à garnir les quais de Lorval, où un défilé est prévu."""
    tokens = clause.drafts.tokens
    return clause.site.kind is CueKind.INFINITIVE and _NARRATOR_AFTER_INFINITIVE.fits(tokens, j, j, clause.end)


def _as_somebody_says(clause: _Clause, j: int) -> bool:
    """Assure que le pont tiendra comme l'a dit la maire."""
    return any(k in clause.drafts.site_at for k in range(j + 1, j + 4))


def _incise_follows(clause: _Clause, j: int) -> bool:
    """Assure que le pont tiendra, a-t-elle dit."""
    cue = clause.next_cue(j)
    return cue is not None and cue.kind is CueKind.INCISE


def _gerund_follows(clause: _Clause, j: int) -> bool:
    """Assure que le pont tiendra, tout en précisant qu'il vieillit."""
    cue = clause.next_cue(j)
    return cue is not None and cue.group is not None and cue.group.mood == "gerund"


def _before_saying(clause: _Clause, j: int) -> bool:
    """Assure que le pont tiendra avant d'ajouter qu'il vieillit."""
    site = clause.drafts.site_at.get(j + 2)
    return site is not None and site.kind is CueKind.CLAUSE


def _source_follows(clause: _Clause, j: int) -> bool:
    """Assure que le pont tiendra, selon une note; que la taxe baissera : selon ses calculs, de moitié."""
    cue = clause.next_cue(j)
    return cue is not None and cue.kind is CueKind.SOURCE


def _narrator_acts_again(clause: _Clause, j: int) -> bool:
    """Whether the verb behind token `j` is the narrator's: of the same subject as the verb of saying.

    Its form may tell, else the model: a décidé que la vente était nulle et l'a annulée; not *et sera annulée*.
    """
    verb = clause.verb_behind(j)
    if clause.site.kind is CueKind.CLAUSE and not _has_verb(clause, j):
        return False
    if not _is_complete(clause, j):
        return _second_verb(clause, j, hung=True)
    told = None if verb < 0 else same_subject(clause.drafts.tokens, clause.group, j, verb)
    return _second_verb(clause, j) or _other_verb(clause, j) if told is None else told


def _second_verb(clause: _Clause, j: int, *, hung: bool = False) -> bool:
    """Assure que le pont tiendra et promet une visite: of the same subject, so not within the clause.

    `hung`: only where the model hangs it on the verb of saying.
    """
    cue = clause.next_cue(j)
    if cue is None or cue.group is None or cue.group.mood not in ("compound", "finite") or cue.first > j + 3:
        return False
    head = clause.drafts.tokens.head[cue.group.at]
    alike = not hung and cue.group.mood == clause.group.mood and not clause.site.opens <= head < j
    return head == clause.group.at or alike


def _other_verb(clause: _Clause, j: int) -> bool:
    """A dit qu'il dormait et a été conduit au poste; qui dit avoir refusé, vit désormais à Lorval."""
    tokens = clause.drafts.tokens
    comma = tokens.low[j] == ","
    verb = j + 1 if comma else clause.verb_behind(j, finite=False)
    main = tokens.head[verb] if tokens.pos[verb] == "AUX" else verb
    governor = tokens.head[main]
    beside = governor == clause.group.at or comma and governor < clause.site.first
    return beside and clause.finite_among(verb, verb + 1)


def _has_verb(clause: _Clause, j: int) -> bool:
    """Whether any verb stands in the clause before token `j`; *soit* is one, which a model takes for a conjunction."""
    be = clause.drafts.tokens.be
    inside = range(clause.site.opens, j)
    return clause.finite_among(inside.start, j) or any(clause.drafts.low[i] in be for i in inside)


def _is_complete(clause: _Clause, j: int) -> bool:
    """Whether a *que* clause has its verb before token `j`: not *que la loi, votée hier et qui divise, passera*.

    An infinitive needs none, but each clause within does: not *promet d'aider ceux qui, hier, ont fui*.
    """
    low, tokens = clause.drafts.low, clause.drafts.tokens
    inside = range(clause.site.opens, j)
    verbs = sum(tokens.is_finite(k) and low[k - 1] != "y" for k in inside)
    own = clause.site.kind is CueKind.CLAUSE
    return verbs >= own + sum(low[k] in ("qui", "que", "qu'", "dont", "où") for k in inside)


def _new_subject(clause: _Clause, j: int) -> bool:
    """Promet d'entendre les riverains mais beaucoup en doutent."""
    phrase = noun_phrase(clause.drafts.tokens, j + 1, clause.end)
    if phrase is None or phrase.pronoun or clause.drafts.low[phrase.last + 1] in clause.drafts.tokens.simple_relative:
        return False
    return clause.finite_among(phrase.last + 1, phrase.last + 4)


def _subject_after_infinitive(clause: _Clause, j: int) -> bool:
    """Accusent l'agence de « mentir » aux élus, et trois bureaux ont brûlé: no infinitive has a subject."""
    low = clause.drafts.low
    et = j + 1 if low[j] == "," and low[j + 1] == "et" else -1
    return et > 0 and clause.site.kind is CueKind.INFINITIVE and _new_subject(clause, et) and _is_complete(clause, j)


def _leads_to_marks(clause: _Clause, j: int) -> bool:
    """Assure que le pont tiendra : « J'y veille »; the colon of *que le bac a deux torts : il est lent et cher* not."""
    drafts = clause.drafts
    return j + 1 in drafts.document.block_at or drafts.tokens.word[j + 1].is_title and not drafts.tokens.is_name(j + 1)


def _is_subordinate(clause: _Clause) -> bool:
    """Whether the saying stands in a clause before its main clause: Si elle dit que tout va bien, la ville doute."""
    drafts, group = clause.drafts, clause.group
    low, (first, end) = drafts.low, drafts.document.sentence(group.first)
    if group.mood == "gerund":
        return group.first <= first + 1
    if not _SUBORDINATE_OPENS.fits(drafts.tokens, first, first, end):
        first += low[first] in drafts.tokens.connective
        if not _SUBORDINATE_OPENS.fits(drafts.tokens, first, first, end):
            return False
    return "," not in low[first : group.first] and not clause.finite_among(first, group.first)


def _main_clause(clause: _Clause, j: int) -> bool:
    """Estimant que tout est dit, la maire est partie; alors qu'elle dit que tout va bien, la ville doute."""
    drafts = clause.drafts
    if not _is_subordinate(clause):
        return False
    phrase = noun_phrase(drafts.tokens, j + 1, clause.end)
    subject = j + 1 if phrase is None else phrase.last
    return (phrase is not None or drafts.low[subject] in drafts.tokens.subject_clitic) and clause.finite_among(
        subject + 1, subject + 5
    )


def _another_speaker(clause: _Clause, j: int) -> bool:
    """Assure que le pont tiendra, mais son voisin soutient qu'il cédera."""
    drafts = clause.drafts
    first = j + 1 + (drafts.low[j + 1] in ("mais", "tandis", "alors"))
    phrase = noun_phrase(drafts.tokens, first, clause.end)
    cue = drafts.site_at.get(phrase.last + 1) if phrase is not None else None
    return cue is not None and cue.kind is CueKind.CLAUSE


_Reason = Callable[[_Clause, int], bool]
_BESIDE: Final = (_incise_follows, _narrator_acts_again)
"""Other verbs that end a clause at a comma or a conjunction."""
_REASONS: Final[dict[str, tuple[_Reason, ...]]] = {
    ",": (
        _after_marks,
        _narrator_goes_on,
        _narrator_after_infinitive,
        _gerund_follows,
        _source_follows,
        *_BESIDE,
        _subject_after_infinitive,
        _main_clause,
        _another_speaker,
    ),
    ":": (_leads_to_marks, _source_follows),
    "et": _BESIDE,
    "puis": _BESIDE,
    "mais": (*_BESIDE, _new_subject),
    "tout": (_gerund_follows,),
    "avant": (_before_saying,),
    "tandis": (_after_marks,),
    "alors": (_after_marks,),
    "après": (_after_marks,),
    "comme": (_as_somebody_says,),
}
"""Why a clause ends before one of these words: any of its reasons will do."""
