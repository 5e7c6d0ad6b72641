"""Who is it: from mentions to persons and bodies, one per document.

The text is read from left to right. Whatever could be meant later, names, subjects, speakers, is noted as it comes;
a mention is then linked by the first of a few means that answers: its name, *ce dernier*, a role, a body's name,
the most salient person, and at last the description itself.
"""

from __future__ import annotations

from bisect import bisect_right

from attrs import frozen

from quoteattr.drafts import Draft
from quoteattr.grammar import Context, NounPhrase
from quoteattr.people import FEMININE, MASCULINE, Entity, add_evidence, collect_people, complement_words, find_or_add, name_tokens, text_of
from quoteattr.text import deaccent

__all__ = ["Registry", "Weights"]

_PLURAL_DET = frozenset({"les", "des", "ces", "ses", "leurs", "nos", "vos", "plusieurs", "certains", "certaines", "quelques", "deux", "trois", "quatre", "cinq", "dix", "de", "d'"})
_NO_ANTECEDENT = frozenset({"on", "je", "j'", "nous", "vous", "ce", "c'", "ça", "cela", "tu"})
_PLURAL = frozenset({"ils", "elles", "eux", "ceux-ci", "celles-ci", "ceux-là", "celles-là"})
_OPEN = frozenset({"certains", "certaines", "beaucoup", "plusieurs", "tous", "toutes", "quelqu'un", "personne", "ceux", "celles", "aucun", "aucune", "chacun", "nombre", "d'autres"})


_ACCENTED = {"etat": "état", "elysee": "élysée"}


@frozen
class Weights:
    """How much each hint counts when an antecedent is chosen."""

    sentence: float = 1.0
    token: float = 0.001
    paragraph: float = 0.5
    spoke: float = 0.9
    subject: float = 1.2
    unknown_gender: float = 0.6
    body: float = 1.8
    inside: float = 13.0
    same_sentence_object: float = 0.9
    last_speaker: float = 1.0
    continuing: float = 2.0


@frozen
class _Seen:
    """Something mentioned at a token that a later mention may mean."""

    at: int
    entity: Entity
    subject: bool
    spoke: bool
    inside: bool


class Registry:
    """The persons and bodies of one document."""

    def __init__(self, context: Context, weights: Weights | None = None) -> None:
        self.context = context
        self.document = context.document
        self.low = context.low
        self.weights = weights or Weights()
        self.people, self.places = collect_people(context)
        self._place_at = {i: e for first, last, e in self.places for i in range(first, last + 1)}
        self.bodies: list[Entity] = []
        self.described: list[Entity] = []
        self.seen: list[_Seen] = []
        self._phrases = self._noun_phrases()
        self._next = 0
        self.last_speaker: Entity | None = None
        self._continuing = False
        self._acronyms = self._read_acronyms()

    # ---- reading on

    def _noun_phrases(self) -> list[NounPhrase]:
        """Noun phrases that may be meant by a later mention, in order."""
        out = []
        nouns = self.context.lexicon.nouns
        i = 0
        while i < len(self.low):
            low = self.low[i]
            if low in self.context.det or self.context.is_name(i) or low in self.context.lexicon.words["title"]:
                _, end = self.document.inner_sentence(i)
                phrase = self.context.noun_phrase(i, end)
                if phrase is not None and not phrase.pronoun and (phrase.name is not None or self.low[phrase.head] in nouns or phrase.head in self.context.entity_at):
                    out.append(phrase)
                    i = max(i, phrase.name[1] if phrase.name is not None and phrase.name[0] <= phrase.head else phrase.head) + 1
                    continue
            i += 1
        return out

    def _read_to(self, i: int) -> None:
        """Note every noun phrase before token `i`."""
        while self._next < len(self._phrases) and self._phrases[self._next].first < i:
            phrase = self._phrases[self._next]
            self._next += 1
            subject = any(self.context.tags.dep[k].startswith("nsubj") for k in range(phrase.first, phrase.core + 1))
            entity = self._link(phrase, guess=subject)
            if entity is not None:
                self._note(phrase, entity, spoke=False)

    def _note(self, phrase: NounPhrase, entity: Entity, *, spoke: bool) -> None:
        dep = self.context.tags.dep
        subject = any(dep[k].startswith("nsubj") for k in range(phrase.first, phrase.core + 1))
        block = self.document.outer_block(phrase.first)
        self.seen.append(_Seen(phrase.first, entity, subject, spoke, not spoke and block is not None and block.words > 2))

    # ---- mentions

    def resolve(self, phrase: NounPhrase, lemma: str = "") -> Entity | None:
        """Return who a speaker mention is, new where the document has nobody yet; ``None`` for a pronoun without antecedent.

        Args:
            phrase: The mention.
            lemma: The cue's verb; *ajouter* and its like make the last speaker more likely.
        """
        self._read_to(phrase.first)
        self._continuing = lemma in self.context.lexicon.words["continuing"]
        entity = self._pronoun(phrase.head) if phrase.pronoun else self._link(phrase, guess=True, speaks=True)
        if entity is not None:
            self._note(phrase, entity, spoke=True)
            self.last_speaker = entity
            if not phrase.pronoun:
                entity.add_form(text_of(self.context, phrase.first, phrase.core))
            if phrase.pronoun and self.low[phrase.head].endswith(("il", "elle")) and entity.kind == "person":
                entity.vote("f" if self.low[phrase.head].endswith("elle") else "m", 0.5)
        return entity

    def _link(self, phrase: NounPhrase, *, guess: bool, speaks: bool = False) -> Entity | None:
        return self._named(phrase) or self._last_one(phrase) or self._by_role(phrase) or self._body(phrase) or (self._salient(phrase, speaks=speaks) if guess else None) or self._description(phrase)

    def _noun_kind(self, i: int) -> tuple[str, str]:
        nouns = self.context.lexicon.nouns
        return nouns.get(self.low[i]) or nouns.get(self.low[i].rstrip("s")) or ("", "")

    def _named(self, phrase: NounPhrase) -> Entity | None:
        name = phrase.name
        if name is None:
            return None
        kind = self._noun_kind(phrase.head)[0]
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

    def _pair(self, phrase: NounPhrase) -> Entity | None:
        """Two people who speak as one: *Paule et Henri Delcroix*, *Jeanne Le Cam et Omar Sarr*."""
        people = self.context.people_in(phrase.first, phrase.core)
        if len(people) < 2 or any(self.low[i] in ("de", "du", "des", "d'") for i in range(people[0][1] + 1, people[1][0])):
            return None
        if not any(self.low[i] == "et" for i in range(people[0][1] + 1, people[-1][0])):
            return None
        entities = [self._place_at.get(first) for first, _ in people]
        name = " et ".join(e.name if e is not None else text_of(self.context, *r) for e, r in zip(entities, people, strict=True))
        known = next((e for e in self.described if e.name == name), None)
        if known is None:
            known = Entity(name, "group", phrase.first)
            self.described.append(known)
        return known

    def _definite(self, phrase: NounPhrase) -> bool:
        if self.low[phrase.first] == "l'" and self.low[phrase.first + 1] in ("un", "une"):
            return False
        return self.low[phrase.first] in ("le", "la", "l'", "ce", "cet", "cette", "les", "ces", "son", "sa", "du", "au", "même")

    def _is_plural(self, phrase: NounPhrase) -> bool:
        low = self.low[phrase.first]
        if any(self.low[i] == "et" for i in range(phrase.head + 1, phrase.core + 1)) and phrase.core - phrase.head < 14 and self._coordinated(phrase):
            return True
        return low in _PLURAL_DET or low.isdigit() and low != "1" or (low not in MASCULINE | FEMININE | {"l'", "son", "sa"} and self.context.tags.number[phrase.head] == "p")

    def _coordinated(self, phrase: NounPhrase) -> bool:
        """La mairie et la région: two phrases with a determiner or name each."""
        for i in range(phrase.head + 1, phrase.core):
            if self.low[i] == "et" and (self.low[i + 1] in self.context.det or self.context.is_name(i + 1)) and not any(self.low[k] in ("de", "des", "du", "d'", "entre") for k in range(phrase.head + 1, i)):
                return True
        return False

    def _read_acronyms(self) -> dict[str, str]:
        """Acronyms that the text explains: ``Institut national de la statistique (Insee)``, ``BNVCA (Bureau national …)``."""
        out: dict[str, str] = {}
        for i in range(2, len(self.low) - 2):
            if self.low[i] != "(" or self.low[i + 2] != ")":
                continue
            token = self.document.tokens[i + 1]
            if not (token.is_title and len(token.text) > 1):
                continue
            start, _ = self.document.inner_sentence(i)
            letters = [c for c in deaccent(token.low) if c.isalpha()]
            for j in range(i - 1, max(start - 1, i - 14), -1):
                if self.document.tokens[j].is_title and deaccent(self.low[j])[0] == letters[0] and i - j > 1:
                    words = [deaccent(self.low[k])[0] for k in range(j, i) if self.document.tokens[k].is_word]
                    if all(c in words for c in letters[:2]) and len(words) >= min(len(letters), 3) - 1:
                        out.setdefault(token.low, text_of(self.context, j, i - 1))
                        break
        return out

    def _gender(self, phrase: NounPhrase) -> str | None:
        det = self.low[phrase.first]
        if det in MASCULINE:
            return "m"
        if det in FEMININE:
            return "f"
        gender = self._noun_kind(phrase.head)[1]
        return gender if gender in ("m", "f") else self.context.tags.gender[phrase.head] or None

    def _last_one(self, phrase: NounPhrase) -> Entity | None:
        """Ce dernier, cette dernière, l'intéressé."""
        word = self.low[phrase.core]
        if phrase.core - phrase.first == 1 and word in ("dernier", "dernière", "intéressé", "intéressée", "derniers", "dernières"):
            return self._antecedent(phrase.first, "f" if word in ("dernière", "intéressée", "dernières") else "m", plural=word.endswith("s"), last=True)
        return None

    def _by_role(self, phrase: NounPhrase) -> Entity | None:
        """La maire, for whom the text has called maire (of the same town, if it says which)."""
        if not self._definite(phrase) or self._is_plural(phrase):
            return None
        noun = self.low[phrase.head]
        wanted = complement_words(self.context, phrase.head + 1, phrase.core)
        synonyms = self.context.lexicon.synonyms
        nouns = {noun, *synonyms.get(noun, ())}
        for word in wanted:
            alias = synonyms.get(f"{noun}+{word}") or synonyms.get(f"{noun}+{_ACCENTED.get(word, word)}")
            if alias:
                noun, nouns, wanted = "", set(alias), wanted - {word}
                break
        gender = self._gender(phrase)
        fits = [e for e in self.people if self._has_role(e, noun, nouns, wanted) and not (gender and e.gender and gender != e.gender and self.low[phrase.first] != "l'")]
        if not fits:
            return None
        for item in reversed(self.seen):
            if item.entity in fits:
                return item.entity
        return min(fits, key=lambda e: abs(e.first - phrase.first))

    def _has_role(self, entity: Entity, noun: str, nouns: set[str], wanted: frozenset[str]) -> bool:
        for role in entity.roles:
            if role.noun == noun and (not wanted or not role.complement or wanted & role.complement):
                return True
            if role.noun in nouns and (wanted & role.complement if wanted else True):
                return True
        return False

    def _body(self, phrase: NounPhrase) -> Entity | None:
        """A body with a proper name: la CGT, l'Agence du médicament."""
        kind = self._noun_kind(phrase.head)[0]
        if not self.context.is_name(phrase.head) or kind in ("person", "group", "document"):
            return None
        entity = self.context.entity_at.get(phrase.head)
        label = entity[2] if entity is not None else "ORG"
        first = phrase.first
        while first < phrase.head and self.low[first] in self.context.det:
            first += 1
        name = text_of(self.context, first, phrase.core)
        name = self._acronyms.get(name.lower(), name)
        if entity is None and not kind and first == phrase.first and 1 <= phrase.core - first <= 2 and all(self.context.is_name(k) and not self.document.tokens[k].text.isupper() for k in range(first, phrase.core + 1)):
            label = "PER"
        if label == "PER":
            return find_or_add(self.context, self.people, first, phrase.core)
        new_kind = "place" if label == "LOC" and not kind and phrase.core == phrase.head else "organization"
        tokens = set(name_tokens(name))
        head = deaccent(self.low[phrase.head])
        for known in self.bodies:
            other = set(name_tokens(known.name))
            if tokens == other or head in other and (tokens <= other or other <= tokens):
                known.add_form(name)
                return known
        new = Entity(name, new_kind, phrase.first)
        new.vote(self._gender(phrase), 1)
        self.bodies.append(new)
        return new

    def _salient(self, phrase: NounPhrase, *, speaks: bool) -> Entity | None:
        """Le quadragénaire, l'ancien juge, cet homme: a short definite description of somebody already there."""
        if not self._definite(phrase) or self._is_plural(phrase) or self.low[phrase.first] in ("son", "sa", "même"):
            return None
        kind, noun_gender = self._noun_kind(phrase.head)
        demonstrative = self.low[phrase.first] in ("ce", "cet", "cette")
        if kind != "person" and not (not kind and phrase.core - phrase.first <= 2 and self.context.person_like(phrase.head)):
            return None
        complement = any(self.low[i] in ("de", "du", "des", "d'") for i in range(phrase.head + 1, phrase.core + 1))
        if not demonstrative and complement and not speaks:
            return None
        if any(self._same_description(e, phrase) for e in self.described):
            return None
        gender = noun_gender if noun_gender in ("m", "f") else self._gender(phrase)
        reach = 1 if complement and not demonstrative and not self._continuing else 6
        found = self._antecedent(phrase.first, gender or "m", plural=False, any_gender=gender is None or self.low[phrase.first] == "l'" and noun_gender == "mf", reach=reach)
        return found if found is not None and found.kind == "person" else None

    def _same_description(self, entity: Entity, phrase: NounPhrase) -> bool:
        return deaccent(self.low[phrase.head]) in name_tokens(entity.name)

    def _description(self, phrase: NounPhrase) -> Entity:
        """A source that is never named: its first mention describes it."""
        plural = self._is_plural(phrase)
        if self._definite(phrase):
            for known in reversed(self.described):
                if known.plural == plural and self._same_description(known, phrase) and name_tokens(known.name)[:1] != ["de"]:
                    return known
        kind = self._noun_kind(phrase.head)[0] or ("person" if self.context.person_like(phrase.head) and not self.context.is_name(phrase.head) else "unknown")
        if plural and kind in ("person", "unknown") and self.low[phrase.head] not in ("sources", "source"):
            kind = "group"
        name = text_of(self.context, phrase.first, phrase.core)
        for contracted, article in (("du ", "le "), ("au ", "le "), ("aux ", "les ")):
            if name.startswith(contracted):
                name = article + name.removeprefix(contracted)
        entity = Entity(name, kind, phrase.first)
        entity.plural = plural
        entity.vote(self._gender(phrase), 1)
        self.described.append(entity)
        return entity

    # ---- pronouns

    def _pronoun(self, i: int) -> Entity | None:
        word = self.low[i].lstrip("-").removeprefix("t-")
        if word in _NO_ANTECEDENT:
            return None
        if word in _OPEN:
            entity = Entity(text_of(self.context, i, i), "group", i)
            self.described.append(entity)
            return entity
        gender = "f" if word.startswith(("elle", "celle")) else "m"
        return self._antecedent(i, gender, plural=word in _PLURAL, last=word.endswith("-ci"))

    def _antecedent(self, i: int, gender: str, *, plural: bool, any_gender: bool = False, last: bool = False, reach: int = 40) -> Entity | None:
        """The most likely antecedent left of token `i`: agreement, recency, subjecthood, and who spoke last."""
        best = None
        latest = -1
        best_score = -float(reach)
        for item in self.seen:
            if item.at >= i or item.entity.plural != plural or last and best is not None and item.at < latest:
                continue
            told = item.entity.grammatical
            if told is not None and told != gender and not any_gender and not (plural and gender == "m"):
                continue
            if last and item.entity.kind == "person" and not item.inside:
                if best is None or item.at > latest:
                    best, latest = item.entity, item.at
                continue
            score = self._score(item, i, told)
            if score > best_score:
                best, best_score = item.entity, score
        return best

    def _score(self, item: _Seen, i: int, told: str | None) -> float:
        w = self.weights
        starts = self.document.sentence_starts
        distance = bisect_right(starts, i) - bisect_right(starts, item.at)
        score = -w.sentence * distance - w.token * (i - item.at)
        if self.document.paragraph(item.at) != self.document.paragraph(i):
            score -= w.paragraph
        if item.spoke:
            score += w.spoke
        if item.subject:
            score += w.subject
        elif distance == 0 and not item.spoke:
            score -= w.same_sentence_object
        if told is None:
            score -= w.unknown_gender
        if item.entity.kind != "person":
            score -= w.body
        if item.inside:
            score -= w.inside
        if item.entity is self.last_speaker:
            score += w.last_speaker + (w.continuing if self._continuing else 0.0)
        return score

    # ---- no mention

    def carry(self, draft: Draft, previous: tuple[int, Entity | None] | None) -> Entity | None:
        """Who says a quotation that has no mention: the last speaker, or the person the sentence before is about."""
        self._read_to(draft.first)
        start, _ = self.document.sentence(draft.first)
        begin = self.document.sentence(start - 1)[0] if start else 0
        if previous is not None and previous[1] is not None and previous[0] >= begin:
            return previous[1]
        subject = next((s.entity for s in reversed(self.seen) if begin <= s.at < draft.first and s.subject and not s.inside and s.entity.kind == "person"), None)
        if subject is not None:
            return subject
        return previous[1] if previous is not None else None
