"""Who is it: from mentions to persons and bodies, one per document."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.phrases import Context, NounPhrase
from quoteattr.reported import Draft
from quoteattr.text import deaccent

__all__ = ["Entity", "Registry"]

_MASCULINE_DET = frozenset({"le", "un", "ce", "cet", "du", "au", "mon", "son", "ton"})
_FEMININE_DET = frozenset({"la", "une", "cette", "ma", "sa", "ta"})


class Entity:
    """A person or body under construction: its forms, and the evidence for its kind and gender."""

    def __init__(self, name: str, kind: str, first: int) -> None:
        self.name = name
        self.kind = kind
        self.first = first
        self.forms: list[str] = [name]
        self.roles: set[str] = set()
        self.votes = {"m": 0.0, "f": 0.0}
        self.plural = kind == "group"

    @property
    def gender(self) -> str | None:
        if self.kind != "person" or self.votes["m"] == self.votes["f"]:
            return None
        return "m" if self.votes["m"] > self.votes["f"] else "f"

    @property
    def grammatical(self) -> str | None:
        """Gender for agreement, bodies included."""
        if self.votes["m"] == self.votes["f"]:
            return None
        return "m" if self.votes["m"] > self.votes["f"] else "f"

    def add_form(self, form: str) -> None:
        if form not in self.forms:
            self.forms.append(form)


class Registry:
    """The persons and bodies of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.document = context.document
        self.low = context.low
        self.people: list[Entity] = []
        self.bodies: list[Entity] = []
        self.described: list[Entity] = []
        self.occurrences: list[tuple[int, int, Entity]] = []
        """Names of persons in the text: ``(first, last, who)``, in order."""
        self.spoken: list[tuple[int, Entity]] = []
        """Who has been quoted so far: ``(token, who)``."""
        self._collect_people()

    # ---- names

    def _text(self, first: int, last: int) -> str:
        s, e = self.document.span(first, last)
        return " ".join(self.document.text[s:e].split())

    def _tokens(self, name: str) -> list[str]:
        return [deaccent(w.lower()) for w in name.replace("-", " ").replace("'", " ").replace("’", " ").split() if w]

    def _collect_people(self) -> None:
        runs: list[tuple[int, int]] = []
        i = 0
        size = len(self.low)
        while i < size:
            if self.context.is_name(i) and self.low[i] not in self.context.lexicon.words["title"]:
                _, end = self.document.inner_sentence(i)
                j = i
                while j + 1 < end and self.context.is_name(j + 1):
                    j += 1
                found = self.context.name_in(i, min(end - 1, j + 3))
                if found is not None:
                    runs.append(found)
                    i = max(found[1], j) + 1
                    continue
                i = j + 1
            else:
                i += 1
        for first, last in sorted(runs, key=lambda r: r[0] - r[1]):
            entity = self._person_for(first, last)
            self.occurrences.append((first, last, entity))
            self._evidence(entity, first, last)
        self.occurrences.sort(key=lambda o: o[0])

    def _person_for(self, first: int, last: int) -> Entity:
        name = self._text(first, last)
        tokens = self._tokens(name)
        for entity in self.people:
            if self._same(tokens, entity):
                entity.add_form(name)
                return entity
        entity = Entity(name, "person", first)
        self.people.append(entity)
        return entity

    def _same(self, tokens: list[str], entity: Entity) -> bool:
        known = self._tokens(entity.name)
        if tokens == known:
            return True
        if len(tokens) < len(known):
            if tokens == known[-len(tokens) :] or tokens == known[: len(tokens)] and len(tokens) == 1 and tokens[0] in self.context.lexicon.names:
                return True
            return len(tokens) == 1 and len(tokens[0]) > 3 and tokens[0] in known[1:] or set(tokens) < set(known) and len(tokens) > 1
        return len(tokens) == len(known) and len(tokens) > 1 and set(tokens) == set(known)

    def _evidence(self, entity: Entity, first: int, last: int) -> None:
        """Votes for the gender, and roles, from what stands around a name."""
        names = self.context.lexicon.names
        words = self.context.lexicon.words
        if last > first:
            given = names.get(self.low[first]) or names.get(self.low[first].split("-")[0])
            if given:
                entity.votes[given] += 1
        before = first - 1
        if before >= 0 and self.low[before] in words["title_m"]:
            entity.votes["m"] += 4
        elif before >= 0 and self.low[before] in words["title_f"]:
            entity.votes["f"] += 4
        if before >= 0 and self.low[before] in words["title"]:
            before -= 1
        self._role_left(entity, before)
        self._role_right(entity, last + 1)

    def _role_left(self, entity: Entity, j: int) -> None:
        """Le ministre de l'Intérieur, Jeanne Arnaud."""
        if j >= 0 and self.low[j] == ",":
            j -= 1
        start, _ = self.document.inner_sentence(max(j, 0))
        steps = 0
        while j >= start and steps < 14 and (self.context.is_nominal(j) or self.low[j] in ("de", "du", "des", "d'", "à", "au", "aux", "en", "et", "la", "l'", "les", "le") or self.low[j] in self.context.det):
            noun = self.context.lexicon.nouns.get(self.low[j])
            if noun is not None and noun[0] == "person":
                det = self.low[j - 1] if j > start else ""
                if det in self.context.det or self.low[j - 1 : j] and self.context.is_nominal(j - 1):
                    k = j - 1
                    while k > start and self.context.is_nominal(k) and self.low[k] not in self.context.det:
                        k -= 1
                    self._add_role(entity, j, self.low[k])
                    return
                self._add_role(entity, j, "")
                return
            if self.low[j] in ("le", "la", "un", "une") and steps > 0:
                pass
            j -= 1
            steps += 1

    def _role_right(self, entity: Entity, j: int) -> None:
        """Jeanne Arnaud, maire de Lyon / Jeanne Arnaud (LR), la présidente / Jeanne Arnaud est présidente."""
        _, end = self.document.inner_sentence(max(0, j - 1))
        if j < end and self.low[j] == "(":
            close = next((k for k in range(j, min(end, j + 8)) if self.low[k] == ")"), None)
            if close is None:
                return
            j = close + 1
        if j >= end or self.low[j] not in (",", "est", "était"):
            return
        j += 1
        if j + 2 < end and self.low[j].isdigit() and self.low[j + 1] == "ans":
            j += 3
        det = ""
        while j < end and (self.low[j] in self.context.det or self.low[j] in ("ancien", "ancienne", "nouveau", "nouvelle", "jeune", "premier", "première", "célèbre", "autre")):
            if self.low[j] in _MASCULINE_DET | _FEMININE_DET:
                det = self.low[j]
            j += 1
        if j < end and self.context.lexicon.nouns.get(self.low[j], ("",))[0] == "person":
            self._add_role(entity, j, det)

    def _add_role(self, entity: Entity, noun: int, det: str) -> None:
        entity.roles.add(self.low[noun])
        gender = self.context.lexicon.nouns[self.low[noun]][1]
        if gender in ("m", "f"):
            entity.votes[gender] += 2 if gender == "f" else 1
        elif det in _MASCULINE_DET:
            entity.votes["m"] += 1
        elif det in _FEMININE_DET:
            entity.votes["f"] += 2

    # ---- mentions

    def resolve(self, phrase: NounPhrase) -> Entity | None:
        """Return who `phrase` is, making a new entity where the document has none yet; ``None`` for a pronoun without antecedent."""
        first = phrase.first
        if phrase.pronoun:
            entity = self._pronoun(phrase.head)
        else:
            entity = self._named(phrase) or self._last_one(phrase) or self._by_role(phrase) or self._body(phrase) or self._description(phrase)
        if entity is not None:
            self.spoken.append((first, entity))
        return entity

    def _named(self, phrase: NounPhrase) -> Entity | None:
        if phrase.name is None:
            return None
        head_kind = self.context.lexicon.nouns.get(self.low[phrase.head], ("person", ""))[0]
        if head_kind in ("document", "organization", "group") and phrase.head < phrase.name[0] and not self._apposed(phrase):
            return None
        if head_kind == "person" and phrase.head < phrase.name[0] and any(self.low[k] in ("de", "d'", "du") for k in range(phrase.name[0] - 1, phrase.name[0])):
            # un proche de Jeanne Arnaud is not Jeanne Arnaud
            return None
        for first, last, entity in self.occurrences:
            if first <= phrase.name[1] and phrase.name[0] <= last:
                return entity
        entity = self._person_for(*phrase.name)
        self._evidence(entity, *phrase.name)
        return entity

    def _apposed(self, phrase: NounPhrase) -> bool:
        return phrase.name is not None and phrase.name[0] > phrase.head and self.low[phrase.name[0] - 1] == ","

    def _definite(self, phrase: NounPhrase) -> bool:
        return self.low[phrase.first] in ("le", "la", "l'", "ce", "cet", "cette", "les", "ces", "son", "sa")

    def _phrase_gender(self, phrase: NounPhrase) -> str | None:
        det = self.low[phrase.first]
        if det in _MASCULINE_DET:
            return "m"
        if det in _FEMININE_DET:
            return "f"
        noun = self.context.lexicon.nouns.get(self.low[phrase.head])
        if noun is not None and noun[1] in ("m", "f"):
            return noun[1]
        return self.context.tags.gender[phrase.head] or None

    def _last_one(self, phrase: NounPhrase) -> Entity | None:
        """Ce dernier, cette dernière, l'intéressé."""
        words = self.low[phrase.first : phrase.core + 1]
        if words[-1:] and words[-1] in ("dernier", "dernière", "intéressé", "intéressée") and len(words) == 2:
            return self._antecedent(phrase.first, "f" if words[-1].endswith("e") and words[-1] != "dernie" else "m", plural=False)
        return None

    def _by_role(self, phrase: NounPhrase) -> Entity | None:
        """La maire, for whom the text has called maire."""
        if not self._definite(phrase):
            return None
        gender = self._phrase_gender(phrase)
        nouns = {self.low[i] for i in range(phrase.first, phrase.core + 1)}
        best = None
        best_at = -1
        for first, _, entity in self.occurrences:
            if entity.roles & nouns and self.low[phrase.head] in entity.roles and not (gender and entity.gender and gender != entity.gender):
                if first <= phrase.first or best is None:
                    if best is None or first <= phrase.first and first > best_at:
                        best, best_at = entity, first
        for at, entity in self.spoken:
            if best is not None and at < phrase.first and at > best_at and self.low[phrase.head] in entity.roles and not (gender and entity.gender and gender != entity.gender):
                best, best_at = entity, at
        return best

    def _body(self, phrase: NounPhrase) -> Entity | None:
        """A body with a proper name: La CGT, l'Agence du médicament."""
        entity = next((self.context.entity_at[i] for i in range(phrase.first, phrase.core + 1) if i in self.context.entity_at), None)
        head = self.context.lexicon.nouns.get(self.low[phrase.head])
        titled = self.document.tokens[phrase.head].is_title and phrase.head not in self.document.boundaries_set or self.context.is_name(phrase.head)
        if not titled or head is not None and head[0] in ("person", "group", "document"):
            return None
        label = entity[2] if entity is not None else "ORG"
        first = phrase.first
        while first < phrase.head and self.low[first] in self.context.det:
            first += 1
        name = self._text(first, phrase.core)
        kind = "person" if label == "PER" else "place" if label == "LOC" and head is None and phrase.head == phrase.first else "organization"
        tokens = set(self._tokens(name))
        pool = self.people if kind == "person" else self.bodies
        for known in pool:
            other = set(self._tokens(known.name))
            if tokens == other or (tokens < other or other < tokens) and len(tokens & other) > 0 and self.low[phrase.head] in {w.lower() for w in known.name.split()}:
                known.add_form(name)
                if len(name) > len(known.name):
                    known.name = name
                return known
        new = Entity(name, kind, phrase.first)
        gender = self._phrase_gender(phrase)
        if gender:
            new.votes[gender] += 1
        pool.append(new)
        return new

    def _description(self, phrase: NounPhrase) -> Entity:
        """A source that is never named: its first mention describes it."""
        name = self._text(phrase.first, phrase.core)
        head = self.low[phrase.head]
        noun = self.context.lexicon.nouns.get(head) or self.context.lexicon.nouns.get(head.rstrip("s"))
        plural = self.low[phrase.first] in ("les", "des", "ces", "ses", "leurs", "plusieurs", "certains", "certaines", "quelques", "de", "deux", "trois") or self.context.tags.number[phrase.head] == "p"
        kind = noun[0] if noun is not None else "unknown"
        if kind == "person" and plural:
            kind = "group"
        if head in ("source", "sources"):
            kind = "unknown"
        if noun is None:
            suffixes = ("eur", "euse", "ien", "ienne", "iste", "ateur", "atrice", "ant", "ante", "ier", "ière", "aire", "logue")
            if self.low[phrase.first] in ("certains", "certaines", "beaucoup", "plusieurs", "d'", "tous") or plural and head.rstrip("s").endswith(suffixes):
                kind = "group"
            elif head.endswith(suffixes):
                kind = "person"
        if self._definite(phrase):
            for known in self.described:
                if head in {w.lower() for w in known.name.replace("'", " ").replace("’", " ").split()} and known.plural == plural:
                    return known
        entity = Entity(name, kind, phrase.first)
        entity.plural = plural
        gender = self._phrase_gender(phrase)
        if gender:
            entity.votes[gender] += 1
        self.described.append(entity)
        return entity

    # ---- pronouns

    def _pronoun(self, i: int) -> Entity | None:
        word = self.low[i].lstrip("-").removeprefix("t-")
        if word in ("on", "je", "j'", "nous", "vous", "ce", "c'", "ça", "cela", "tu"):
            return None
        plural = word in ("ils", "elles", "eux", "ceux-ci", "celles-ci", "ceux", "celles", "ceux-là", "celles-là", "certains", "certaines", "beaucoup", "plusieurs", "tous", "toutes")
        if word in ("certains", "certaines", "beaucoup", "plusieurs", "tous", "toutes", "celui", "celle", "ceux", "celles", "quelqu'un", "personne"):
            entity = Entity(self._text(i, i), "group" if plural else "unknown", i)
            self.described.append(entity)
            return entity
        gender = "f" if word.startswith(("elle", "celle")) else "m"
        return self._antecedent(i, gender, plural=plural)

    def _antecedent(self, i: int, gender: str, *, plural: bool) -> Entity | None:
        """The most likely antecedent left of token `i`: agreement, recency, subjecthood, and who spoke last."""
        paragraph = self.document.paragraph(i)
        best = None
        best_score = -99.0
        seen: list[tuple[int, Entity, bool]] = [(at, e, True) for at, e in self.spoken if at < i]
        if not plural:
            seen += [(first, e, False) for first, _, e in self.occurrences if first < i]
        for at, entity, spoke in seen:
            if entity.plural != plural:
                continue
            told = entity.grammatical
            if told is not None and told != gender:
                continue
            distance = self._sentences_between(at, i)
            score = -1.0 * distance - 0.002 * (i - at)
            if self.document.paragraph(at) != paragraph:
                score -= 0.5
            if spoke:
                score += 1.2
            if self.context.tags.dep[at].startswith("nsubj") or any(self.context.tags.dep[k].startswith("nsubj") for k in range(max(0, at - 2), min(at + 3, i))):
                score += 1.0
            if told is None:
                score -= 0.4
            if self.document.block_of[at] >= 0:
                score -= 2.0
            if distance == 0 and not spoke:
                score -= 0.5
            if score > best_score:
                best, best_score = entity, score
        return best

    def _sentences_between(self, a: int, b: int) -> int:
        from bisect import bisect_right

        starts = self.document.sentence_starts
        return bisect_right(starts, b) - bisect_right(starts, a)

    # ---- no mention

    def carry(self, draft: Draft, previous: tuple[int, Entity | None] | None) -> Entity | None:
        """Who says a quotation that has no mention: the subject of the sentence before, else the last speaker."""
        start, _ = self.document.sentence(draft.first)
        person = self._subject_before(start, draft.first)
        if previous is not None and previous[1] is not None:
            at, entity = previous
            if person is None or self.document.paragraph(at) == self.document.paragraph(draft.first) and at >= self._previous_sentence(start):
                return entity
        return person

    def _previous_sentence(self, start: int) -> int:
        return self.document.sentence(start - 1)[0] if start else 0

    def _subject_before(self, start: int, i: int) -> Entity | None:
        """The person who is the subject of this sentence or the one before."""
        begin = self._previous_sentence(start)
        found = None
        for first, last, entity in self.occurrences:
            if begin <= first < i and self.document.block_of[first] < 0 and any(self.context.tags.dep[k].startswith("nsubj") for k in range(first, last + 1)):
                found = entity
        return found
