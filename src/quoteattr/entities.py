"""Who is it: from mentions to persons and bodies, one per document.

The text is read from left to right. Whatever could be meant later, names, subjects, speakers, is noted as it comes;
a mention is then linked by the first of a few means that answers: its name, *ce dernier*, a body's name, an antecedent
for a pronoun or a description (a role that the text has given somebody counts most), and at last the description itself.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from quoteattr.agreement import gender_of, is_coordinated, is_definite, is_plural, without_title
from quoteattr.antecedents import Candidate, Memory, Seen
from quoteattr.bodies import Bodies
from quoteattr.context import Tokens, people_in
from quoteattr.document import Document
from quoteattr.drafts import Draft
from quoteattr.known import KnownPeople
from quoteattr.people import Entity, People, add_evidence, collect_people, find_or_add, name_tokens, text_of
from quoteattr.phrases import NounPhrase, late_name, leads, noun_phrase
from quoteattr.roles import Description
from quoteattr.text import deaccent

__all__ = ["Registry"]

_NO_ANTECEDENT: Final = frozenset({"on", "je", "j'", "nous", "vous", "ce", "c'", "ça", "cela", "tu"})
_PLURAL: Final = frozenset({"ils", "elles", "eux", "ceux-ci", "celles-ci", "ceux-là", "celles-là"})
_OPEN: Final = frozenset({"certains", "certaines", "beaucoup", "plusieurs", "tous", "toutes", "quelqu'un", "personne", "ceux", "celles", "aucun", "aucune", "chacun", "nombre", "d'autres"})
_CONTRACTED: Final = frozenset({"du", "des", "au", "aux"})
_LEAD: Final = 50
"""Up to which token *le directeur* alone may announce somebody whose name comes later."""
_AHEAD: Final = 60
"""How many tokens are looked at to tell whether a noun phrase is worth reading."""
_NEAR: Final = 120
"""How many tokens back antecedents are looked for in brief."""
_KEPT: Final = 400
"""How many unnamed sources back one is looked for."""
_LATER: Final = 400
"""How many tokens further on a name that a description announces is looked for."""


class Registry:
    """The persons and bodies of one document.

    Args:
        context: The document.
        known: Whom the user knows.
        brief: Whether to read only what a pronoun or description needs, and to pass over phrases that are seldom meant later, for speed.

    Attributes:
        trail: For each quotation resolved so far, the means that told who speaks.
    """

    def __init__(self, context: Tokens, known: KnownPeople | None = None, *, brief: bool = False) -> None:
        self._brief = brief
        self.context = context
        self.document: Document = context.document
        self.low: list[str] = context.low
        self._anybody = bool(known)
        self._present = (known or KnownPeople(())).find(context)
        self._known_at = {i: e for first, last, e in self._present.places for i in range(first, last + 1)}
        self.people: People
        self.places: list[tuple[int, int, Entity]]
        self.people, self.places = collect_people(context, self._present.places)
        self._in_order = sorted(self.people.all, key=lambda e: e.first)
        self._firsts = [e.first for e in self._in_order]
        self._place_at = {i: e for first, last, e in self.places for i in range(first, last + 1)}
        self.bodies: Bodies = Bodies(context)
        self.memory: Memory = Memory(context)
        self.described: list[Entity] = []
        self.trail: list[str] = []
        self._means = ""
        self._read = 0
        self._continuing = False
        self._resolved: dict[int, Entity] = {}

    # ---- reading on

    def _read_to(self, i: int) -> None:
        """Note every noun phrase before token `i` that a later mention may mean; only those that stand near it in brief."""
        hot = self.context.hot
        start = bisect_left(hot, max(self._read, i - _NEAR if self._brief else 0))
        for j in hot[start : bisect_left(hot, i)]:
            if j < self._read:
                continue
            phrase = self._phrase_at(j)
            # a speaker's mention is who it was: read anew, *une étude* would be another one
            if phrase is not None and (not self._brief or phrase.name is not None or leads(self.context, phrase)):
                self.memory.note(phrase, self._resolved.get(phrase.head) or self._link(phrase, speaks=False), spoke=False)
        self._read = max(self._read, i)

    def _phrase_at(self, i: int) -> NounPhrase | None:
        """The noun phrase that begins at token `i` if it may be about somebody; what it takes up is not read again."""
        context, low, known = self.context, self.low, self._known_at
        if not context.traits[i].starts or self._brief and self._minor(i) or not context.name_at[i] and not self._promising(i):
            return None
        phrase = noun_phrase(context, i, self.document.inner_sentence(i)[1])
        if phrase is None or phrase.pronoun or not (phrase.name is not None or low[phrase.head] in context.nouns or phrase.head in context.entity_at or phrase.head in known):
            return None
        end = phrase.name[1] if phrase.name is not None and phrase.name[0] <= phrase.head else phrase.head
        if phrase.name is None and context.is_name(phrase.head):
            second = next((k for k in range(phrase.head, phrase.core) if low[k] == "et"), None) if is_coordinated(self.context, phrase) else None
            end = phrase.core if second is None else second  # la Ligue des droits du lecteur: nobody speaks of that reader
        self._read = max(i, end) + 1
        return without_title(context, phrase)

    def _minor(self, i: int) -> bool:
        """Whether a phrase that begins at token `i` is seldom meant later: it stands in a quotation, or a preposition governs it."""
        if i and self.context.traits[i - 1].prep or self.low[i] in _CONTRACTED:
            return True
        return self.context.block_of[i] >= 0 and (block := self.document.outer_block(i)) is not None and block.words > 2

    def _promising(self, i: int) -> bool:
        """Whether a noun phrase that begins with the determiner or title at token `i` may be about somebody: a noun of the lexicon or a name comes before anything that ends it."""
        context = self.context
        if not (context.traits[i].det or context.traits[i].title):
            return False
        pos = context.pos
        for k in range(i, min(i + _AHEAD, context.size)):
            its = context.traits[k]
            if its.listed or context.name_at[k] or k in context.entity_at or k in self._known_at or k in self.document.block_at or self.low[k] == "(":
                return True
            if its.halts or pos[k] in ("VERB", "AUX") and not (its.noun or its.det or its.adverb or its.manner or its.title):
                return False
        return True

    # ---- mentions

    def resolve(self, phrase: NounPhrase, lemma: str = "") -> Entity | None:
        """Return who a speaker mention is, new where the document has nobody yet; ``None`` for a pronoun without antecedent.

        Args:
            phrase: The mention.
            lemma: The cue's verb; *ajouter* and its like make the last speaker more likely.
        """
        phrase = without_title(self.context, phrase)
        self._continuing = lemma in self.context.lexicon.words["continuing"]
        entity = self._by_name(phrase) if self._brief and not phrase.pronoun else None
        if entity is None:
            self._read_to(phrase.first)
            entity = self._pronoun(phrase.head) if phrase.pronoun else self._link(phrase, speaks=True)
        self.trail.append(self._means)
        if entity is None:
            return None
        self._resolved[phrase.head] = entity
        self.memory.note(phrase, entity, spoke=True)
        if not phrase.pronoun:
            entity.add_form(text_of(self.context, phrase.first, phrase.core))
        elif self.low[phrase.head].endswith(("il", "elle")) and entity.kind == "person":
            entity.vote("f" if self.low[phrase.head].endswith("elle") else "m", 0.5)
        return entity

    def _link(self, phrase: NounPhrase, *, speaks: bool) -> Entity:
        found = self._by_name(phrase) or self._by("last-one", self._last_one(phrase)) or self._by("body", self._body(phrase) or self._apposed_body(phrase))
        found = found or self._by("same-source", self._same_source(phrase)) or self._by("body-noun", self._body_meant(phrase))
        return found or self._antecedent_of(phrase, speaks=speaks) or (self._named_later(phrase) if speaks else None) or self._description(phrase)

    def _by_name(self, phrase: NounPhrase) -> Entity | None:
        """The means that need nothing that stands before the phrase."""
        known = self._by("known", self._known(phrase)) if self._anybody else None
        return known or self._by("name", self._named(phrase))

    def _by(self, means: str, entity: Entity | None) -> Entity | None:
        """Note by which means somebody was found, if anybody was."""
        if entity is not None:
            self._means = means
        return entity

    def _known(self, phrase: NounPhrase) -> Entity | None:
        """Somebody the user knows, when the name is the head of the phrase or apposed to it, not when it is a complement."""
        for i in range(phrase.first, phrase.last + 1) if self._known_at else ():
            entity = self._known_at.get(i)
            if entity is not None:
                return None if i > phrase.head and self.low[i - 1] in ("de", "d'", "du", "des") else entity
        return self._present.by_role(phrase)

    def _named(self, phrase: NounPhrase) -> Entity | None:
        name = phrase.name
        if name is None and self._of_person(phrase.head) and not is_plural(self.context, phrase):
            name = late_name(self.context, phrase)
        if name is None:
            return None
        kind = self.context.noun_kind(phrase.head)[0]
        before = self.low[name[0] - 1] if name[0] else ""
        if phrase.head < name[0] and (before in ("de", "d'", "du", "et") or kind in ("document", "organization") and before != ","):
            return None  # un proche de Jeanne Arnaud, la fondation Omar Sall
        pair = self._pair(phrase)
        if pair is not None:
            return pair
        for i in range(name[0], name[1] + 1):
            if i in self._place_at:
                return self._place_at[i]
        entity = find_or_add(self.context, self.people, *name)
        add_evidence(self.context, entity, *name)
        return entity

    def _of_person(self, i: int) -> bool:
        kind = self.context.noun_kind(i)[0]
        return kind == "person" or not kind and self.context.person_like(i) and not self.context.is_name(i)

    def _pair(self, phrase: NounPhrase) -> Entity | None:
        """Two people who speak as one: *Paule et Henri Delcroix*, *Jeanne Le Cam et Omar Sarr*."""
        people = people_in(self.context, phrase.first, phrase.core)
        if len(people) < 2 or any(self.low[i] in ("de", "du", "des", "d'") for i in range(people[0][1] + 1, people[1][0])):
            return None
        if not any(self.low[i] == "et" for i in range(people[0][1] + 1, people[-1][0])):
            return None
        entities = [self._place_at.get(first) for first, _ in people]
        name = " et ".join(e.name if e is not None else text_of(self.context, *r) for e, r in zip(entities, people, strict=True))
        known = next((e for e in reversed(self.described[-_KEPT:]) if e.name == name), None)
        if known is None:
            known = Entity(name, "group", phrase.first)
            self.described.append(known)
        return known

    def _last_one(self, phrase: NounPhrase) -> Entity | None:
        """Ce dernier, cette dernière, l'intéressé: the last person mentioned."""
        word = self.low[phrase.core]
        if phrase.core - phrase.first == 1 and word in ("dernier", "dernière", "intéressé", "intéressée", "derniers", "dernières"):
            return self._last_mentioned(phrase.first, "f" if word in ("dernière", "intéressée", "dernières") else "m", plural=word.endswith("s"))
        return None

    def _last_mentioned(self, i: int, gender: str, *, plural: bool) -> Entity | None:
        fits = [s for s in self.memory.latest(i) if s.entity.plural == plural and s.entity.grammatical in (None, gender) and not s.inside]
        return next((s.entity for s in fits if s.entity.kind == "person"), fits[0].entity if fits else None)

    def _body(self, phrase: NounPhrase) -> Entity | None:
        """A body with a proper name: la CGT, l'Agence du médicament."""
        if not self.context.is_name(phrase.head) or self.context.noun_kind(phrase.head)[0] in ("person", "group", "document"):
            return None
        if is_plural(self.context, phrase) and phrase.core - phrase.head < 14 and is_coordinated(self.context, phrase):
            return None  # la Ligue et la Fédération des pêcheurs: a group
        label, first = self.bodies.label(phrase)
        if label == "PER":
            return find_or_add(self.context, self.people, first, phrase.core)
        return self.bodies.named(phrase, label, first, gender_of(self.context, phrase))

    def _apposed_body(self, phrase: NounPhrase) -> Entity | None:
        """A body whose name follows what it is: *une association du port, la Ligue des marais (LDM), a demandé*."""
        end = self.document.inner_sentence(phrase.head)[1]
        k = phrase.core + 1
        if self.low[phrase.first] not in ("un", "une") or self.context.noun_kind(phrase.head)[0] != "organization" or self.low[k : k + 1] != [","]:
            return None
        inner = noun_phrase(self.context, k + 1, end, appositions=False)
        if inner is None:
            return None
        closing = next((m for m in range(inner.core + 1, min(end, inner.core + 8)) if self.low[m] in (",", "(") or self.context.is_finite(m)), None)
        return self._body(inner) if closing is not None and self.low[closing] in (",", "(") else None

    # ---- descriptions

    def _same_source(self, phrase: NounPhrase) -> Entity | None:
        """La même source, de même source: whoever was the source before."""
        if self.low[phrase.head] in ("source", "sources") and any(self.low[k] in ("même", "mêmes") for k in range(phrase.first, phrase.head)):
            return self.memory.last_speaker
        return None

    def _body_meant(self, phrase: NounPhrase) -> Entity | None:
        """L'association, le rapport: the body, or document, of that sort that the text has mentioned."""
        if not is_definite(self.context, phrase) or is_plural(self.context, phrase) or phrase.name is not None or self.low[phrase.first] in ("son", "sa"):
            return None
        if self.low[phrase.head] not in self.context.lexicon.words["anaphoric"] or any(self.context.is_name(k) for k in range(phrase.head + 1, phrase.core + 1)):
            return None
        vague = any(self.low[k] in ("de", "du", "des", "d'") for k in range(phrase.head, phrase.core + 1))
        kind = self.context.noun_kind(phrase.head)[0] or "organization"
        return self.memory.body(phrase.first, kind, self.low[phrase.head], any_noun=not vague)

    def _coming(self, i: int) -> list[Entity]:
        """The people whose name comes first soon after token `i`."""
        return self._in_order[bisect_left(self._firsts, i) : bisect_left(self._firsts, i + _LATER)]

    def _named_later(self, phrase: NounPhrase) -> Entity | None:
        """Un ministre norvégien, whom a later sentence names: « le ministre de la Pêche, Jens Dahl »."""
        if self.low[phrase.first] not in ("un", "une") or self.context.noun_kind(phrase.head)[0] != "person":
            return None
        noun_gender = self.context.noun_kind(phrase.head)[1]
        description = Description.read(self.context, phrase, "m" if self.low[phrase.first] == "un" and noun_gender != "f" else "f")
        fits = [e for e in self._coming(phrase.first) if e.count == 0 and description.fits(e) and not description.clashes(e)]
        if len(fits) == 1:
            self._means = "named-later"
            return fits[0]
        return None

    def _antecedent_of(self, phrase: NounPhrase, *, speaks: bool) -> Entity | None:
        """Le quadragénaire, la maire, cet homme: a definite description of somebody whom the text names somewhere."""
        if not is_definite(self.context, phrase) or is_plural(self.context, phrase):
            return None
        kind, noun_gender = self.context.noun_kind(phrase.head)
        if kind != "person" and not (not kind and phrase.core - phrase.first <= 2 and self.context.person_like(phrase.head)):
            return None
        gender = noun_gender if noun_gender in ("m", "f") else gender_of(self.context, phrase)
        description = Description.read(self.context, phrase, gender)
        last = self.memory.last_speaker
        if speaks and self.low[phrase.first] in ("ce", "cet", "cette") and last is not None and last.kind == "person" and not last.plural and not description.clashes(last):
            self._means = "salient"
            return last
        candidates = []
        met = set()
        for item in self.memory.latest(phrase.first):
            if item.entity.kind != "person" or item.entity.plural or description.clashes(item.entity):
                continue
            met.add(id(item.entity))
            found = self.memory.features(item, phrase.first, continuing=self._continuing)
            found.update(description.features(item.entity))
            found["demonstrative, last speaker"] = float(found["demonstrative"] > 0 and item.entity is self.memory.last_speaker)
            candidates.append(Candidate(item.entity, found))
        for entity in self._coming(phrase.first):
            if id(entity) not in met and not description.clashes(entity):
                found = description.features(entity)
                announced = found.get("complement shared") or phrase.first < _LEAD
                if announced and (found.get("role") or found.get("akin role")):
                    candidates.append(Candidate(entity, {**found, "met later": 1.0}))
        fits = [c for c in candidates if c.entity is not None and c.entity.count and description.fits(c.entity)]
        if fits:
            candidates = fits  # the text has said who holds that office
        else:
            candidates.append(Candidate(None, description.new(speaks=speaks, alone=not met)))
        chosen = self.memory.choose("description", phrase.first, candidates)
        if chosen is None or chosen.entity is None:
            return None
        held = any(chosen.features.get(f) for f in ("role", "akin role", "same noun"))
        self._means = "role" if held else "salient"
        return chosen.entity

    def _same_description(self, entity: Entity, phrase: NounPhrase) -> bool:
        return deaccent(self.low[phrase.head]).rstrip("s") == entity.noun

    def _description(self, phrase: NounPhrase) -> Entity:
        """A source that is never named: its first mention describes it."""
        self._means = "description"
        plural = is_plural(self.context, phrase)
        if is_definite(self.context, phrase):
            for known in reversed(self.described[-_KEPT:]):
                if known.plural == plural and self._same_description(known, phrase) and name_tokens(known.name)[:1] != ("de",):
                    return known
        kind = self.context.noun_kind(phrase.head)[0] or ("person" if self.context.person_like(phrase.head) and not self.context.is_name(phrase.head) else "unknown")
        if plural and kind in ("person", "unknown") and self.low[phrase.head] not in ("sources", "source"):
            kind = "group"
        name = text_of(self.context, phrase.first, phrase.core)
        for contracted, article in (("du ", "le "), ("au ", "le "), ("aux ", "les ")):
            if name.startswith(contracted):
                name = article + name.removeprefix(contracted)
        entity = Entity(name, kind, phrase.first)
        entity.noun = deaccent(self.low[phrase.head]).rstrip("s")
        entity.plural = plural
        entity.vote(gender_of(self.context, phrase), 1)
        self.described.append(entity)
        return entity

    # ---- pronouns

    def _pronoun(self, i: int) -> Entity | None:
        self._means = "pronoun"
        word = self.low[i].lstrip("-").removeprefix("t-")
        if word == "on" and self.memory.body_goes_on(i, continuing=self._continuing and self.low[i].startswith("-")):
            return self.memory.last_speaker  # a-t-on ajouté
        if word in _NO_ANTECEDENT:
            return None
        if word in _OPEN:
            self.described.append(Entity(text_of(self.context, i, i), "group", i))
            return self.described[-1]
        gender = "f" if word.startswith(("elle", "celle")) else "m"
        plural = word in _PLURAL
        if word.endswith("-ci"):
            return self._last_mentioned(i, gender, plural=plural)
        candidates = [self._candidate(s, i, gender) for s in self.memory.latest(i) if s.entity.plural == plural and (s.entity.grammatical in (None, gender) or plural and gender == "m")]
        chosen = self.memory.choose("pronoun", i, candidates)
        return None if chosen is None else chosen.entity

    def _candidate(self, item: Seen, i: int, gender: str | None) -> Candidate:
        found = self.memory.features(item, i, continuing=self._continuing)
        if gender is not None:
            found["gender untold"] = float(item.entity.grammatical is None)
        return Candidate(item.entity, found)

    # ---- no mention

    def carry(self, draft: Draft) -> Entity | None:
        """Who says a quotation that has no mention: the last speaker, or the person the sentence before is about."""
        self._read_to(draft.first)
        self.trail.append("carry")
        self._continuing = False
        candidates = [self._candidate(s, draft.first, None) for s in self.memory.latest(draft.first)]
        chosen = self.memory.choose("carry", draft.first, candidates)
        return None if chosen is None else chosen.entity
