"""Noun phrases and subjects, read off word order first; the model's labels are asked where word order leaves a doubt."""

from __future__ import annotations

from attrs import field, frozen

from quoteattr.document import Document
from quoteattr.lexicon import Lexicon
from quoteattr.syntax import Tags
from quoteattr.text import CLOSERS, MARKS

__all__ = ["Context", "NounPhrase"]

PERSON_ENDINGS = ("eur", "euse", "eure", "ien", "ienne", "iste", "trice", "logue", "ais", "aise", "ois", "oise", "ier", "ière", "ger", "gère", "ant", "ante", "ain", "aine")
"""Endings of French nouns for people: *grutier*, *virologue*, *passagère*."""
_APPROXIMATE = frozenset({"plus", "près", "moins", "environ", "autour", "quelque", "quelques"})
_ADDRESSEE = frozenset({"afp", "presse", "journalistes", "reuters", "médias", "antenne", "micro", "ats", "figaro", "parisien", "monde"})
_TAKES_A = frozenset(
    "ministre ministres secrétaire conseiller conseillère professeur professeure chercheur chercheuse délégué déléguée avocat avocate médecin "
    "étudiant étudiante adjoint adjointe enseignant enseignante maître candidat candidate juge directeur directrice économiste politologue sociologue".split()
)
_DAYS = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier", "aujourd'hui"})
_PRE_NOUN = frozenset("premier première ancien ancienne ex jeune jeunes vieux vieille petit petite grand grande nouveau nouvelle autre autres même mêmes dernier dernière derniers dernières vice nombreux nombreuses".split())


@frozen
class NounPhrase:
    """A noun phrase as an inclusive range of token indices.

    Attributes:
        first: First token.
        last: Last token.
        head: The noun (or the last word of a bare name).
        name: Range of the proper name of a person or body inside it, if there is one.
        pronoun: Whether it is one.
        core: Last token before any apposition.
    """

    first: int
    last: int
    head: int
    name: tuple[int, int] | None = None
    pronoun: bool = False
    core: int = field(default=-1)


class Context:
    """A document with its labels and the lexicon: what every rule is given."""

    def __init__(self, document: Document, tags: Tags, lexicon: Lexicon) -> None:
        self.document = document
        self.tags = tags
        self.lexicon = lexicon
        self.low = [t.low for t in document.tokens]
        self._children: dict[int, list[int]] = {}
        self.entity_at: dict[int, tuple[int, int, str]] = {}
        for entity in tags.entities:
            for i in range(entity[0], entity[1] + 1):
                self.entity_at[i] = entity
        w = lexicon.words
        self.det = w["det"]
        self.prep = w["prep"]
        self.time = w["time"]
        self.adverb = w["adverb"]
        self._closed = w["prep"] | w["subordinator"] | w["subject_clitic"] | w["connective"] | {"et", "ne", "n'"} | w["have"] | w["be"]

    def children(self, i: int) -> list[int]:
        """Tokens that the model hangs on token `i`, in order."""
        if not self._children:
            for k, head in enumerate(self.tags.head):
                if head != k:
                    self._children.setdefault(head, []).append(k)
        return self._children.get(i, [])

    def words_between(self, first: int, last: int) -> str:
        """Lower-case text of tokens `first` to `last` (inclusive)."""
        return self.document.words(first, last)

    # ---- single tokens

    def is_mark(self, i: int) -> bool:
        return self.low[i][0] in MARKS or self.low[i] in ("<<", ">>", "''")

    def is_closer(self, i: int) -> bool:
        """Whether token `i` is a mark that closes a block."""
        return i in self.document.block_ending or self.low[i] in CLOSERS

    def is_adverb(self, i: int) -> bool:
        low = self.low[i]
        return low in self.adverb or (self.tags.pos[i] == "ADV" and low not in self.prep) or (low.endswith("ment") and self.tags.pos[i] not in ("NOUN", "PROPN") and len(low) > 6)

    def is_name(self, i: int) -> bool:
        """Whether token `i` looks like a word of a proper name: a capital where none is due, or the model says so."""
        token = self.document.tokens[i]
        if not token.is_title:
            return False
        if i in self.document.boundaries_set and token.low in self._closed | self.det:
            return False
        if self.tags.pos[i] == "PROPN" or i in self.entity_at or token.low in self.lexicon.names:
            return True
        if token.low in self._closed or token.low in self.det:
            return False
        return i not in self.document.boundaries_set or token.text.isupper() and len(token.text) > 1

    def is_title_word(self, i: int) -> bool:
        """Whether token `i` is a title before a name (*M.*, *Me*, *Mgr*), and no given name itself (*Cheikh*)."""
        return self.low[i] in self.lexicon.words["title"] and not (self.low[i] in self.lexicon.names and self.document.tokens[i].is_title)

    def person_like(self, i: int) -> bool:
        """Whether a noun unknown to the lexicon has an ending of nouns for people."""
        return self.low[i].rstrip("s").endswith(PERSON_ENDINGS) and not self.low[i].endswith(("ement", "ance"))

    def is_nominal(self, i: int) -> bool:
        low = self.low[i]
        token = self.document.tokens[i]
        if not token.is_word:
            return False
        if low in self._closed and not token.is_title:
            return False
        if token.is_title and i not in self.document.boundaries_set and low not in self._closed:
            return True
        pos = self.tags.pos[i]
        if pos in ("NOUN", "PROPN", "ADJ", "NUM"):
            return True
        return low in self.lexicon.nouns or low in _PRE_NOUN

    def is_finite(self, i: int) -> bool:
        return self.tags.pos[i] in ("VERB", "AUX") and self.tags.verb_form[i] in ("Fin", "")

    def is_time(self, i: int) -> bool:
        low = self.low[i]
        return low in self.time or low.isdigit() and len(low) == 4

    # ---- noun phrases

    def noun_phrase(self, i: int, limit: int, *, bare: bool = False, appositions: bool = True) -> NounPhrase | None:
        """Return the noun phrase that starts at token `i` and ends before `limit`, or ``None``.

        Args:
            i: First token.
            limit: Where to stop.
            bare: Accept a noun with no determiner (*source policière*).
            appositions: Take in an apposed name or function (*la maire, Jeanne Arnaud*).
        """
        if i >= limit:
            return None
        low = self.low[i]
        words = self.lexicon.words
        if low in words["demonstrative"] or low in words["strong_pronoun"]:
            return NounPhrase(i, i, i, pronoun=True, core=i)
        if low in words["indefinite"] and not (i + 1 < limit and self.is_nominal(i + 1)):
            end = self._complements(i, i, limit)
            return NounPhrase(i, end, i, pronoun=end == i, core=end)
        j = self._determiners(i, limit)
        if i + 1 < limit and self.low[i + 1] in ("des", "de", "d'") and low in ("un", "une", "deux", "trois", "certains", "certaines") or i + 2 < limit and low == "l'" and self.low[i + 1] in ("un", "une") and self.low[i + 2] in ("des", "de", "d'"):
            # une des chercheuses, l'un de ses proches
            at = i + (low == "l'")
            end = self._complements(at, at, limit)
            if end > at:
                head = end
                while head > at + 2 and self.tags.pos[head] != "NOUN":
                    head -= 1
                last = self._appositions(end, head, limit) if appositions else end
                return NounPhrase(i, last, head, self.name_in(i, last), core=end)
        if j >= limit or (j == i and not bare and not self.is_name(i) and low not in words["title"]):
            return None
        core = self._core(j, limit)
        if core is None:
            return None
        head, end = core
        end = self._complements(end, head, limit)
        end = self._coordinate(end, limit)
        core_end = end
        if appositions:
            end = self._appositions(end, head, limit)
        return NounPhrase(i, end, head, self.name_in(i, end), core=core_end)

    def _determiners(self, i: int, limit: int) -> int:
        j = i
        if self.low[j] in ("tout", "tous", "toute", "toutes", "même"):
            j += 1
        if j + 1 < limit and self.low[j] in _APPROXIMATE and self.low[j + 1] in ("de", "d'"):
            j += 2
        if j < limit and self.low[j] == "d'" and j + 1 < limit and self.low[j + 1] in ("autres", "aucuns"):
            j += 1
        while j < limit and (self.low[j] in self.det or self.low[j][0].isdigit() or self.low[j] in ("%",)) and not (self.document.tokens[j].is_title and self.is_name(j) and j > i):
            if j > i and self.low[j] in ("du", "au", "aux", "des") and self.low[j - 1] in self.det:
                break
            j += 1
        return j

    def _core(self, j: int, limit: int) -> tuple[int, int] | None:
        """Return ``(head, last)`` of the nouns, names and adjectives from token `j` on."""
        head = -1
        k = j
        while k < limit:
            block = self.document.block_at.get(k)
            if block is not None and block.words <= 4 and block.last < limit and block.inner[1] < len(self.low):
                if head < 0:
                    head = block.inner[0]
                k = block.last + 1
                continue
            if self.low[k] in self.lexicon.words["title"] and self.document.tokens[k].is_title or self.is_nominal(k):
                if head < 0 or (self.tags.pos[head] == "ADJ" or self.low[head] in _PRE_NOUN) and self.tags.pos[k] in ("NOUN", "PROPN") and head == k - 1 and not self.document.tokens[head].is_title:
                    head = k
                if k > j and self.low[k] in _DAYS:
                    break
                k += 1
            elif k > j and k + 1 < limit and self.is_name(k - 1) and (step := self._name_step(k - 1, limit - 1)):
                k += max(step - 1, 1)
            elif head < 0 and self.is_adverb(k) and self.low[k] not in ("ne", "n'"):
                k += 1
            else:
                break
        if head < 0:
            return None
        return head, k - 1

    def _complements(self, end: int, head: int, limit: int) -> int:
        """Extend over *de la confédération*, *à l'université de Lyon*, adjectives after them."""
        while end + 1 < limit:
            low = self.low[end + 1]
            if low in ("de", "du", "des", "d'"):
                pass
            elif low == "en" and end + 2 < limit and self.entity_at.get(end) is not None and self.entity_at.get(end) == self.entity_at.get(end + 2):
                pass
            elif low in ("à", "au", "aux", "en", "auprès", "chez", "pour", "contre"):
                if self.low[head] not in _TAKES_A and not (low in ("contre", "pour") and self.tags.pos[head] == "NOUN" and end - head < 2 and self.document.tokens[head].is_title):
                    return end
            else:
                return end
            j = end + 2
            if low == "auprès" and j < limit and self.low[j] in ("de", "du", "des", "d'"):
                j += 1
            j = self._determiners(j, limit) if j < limit else j
            if j >= limit or self.is_time(j) and low != "de":
                return end
            core = self._core(j, limit)
            if core is None or self.low[core[0]] in _ADDRESSEE and low in ("à", "au", "aux"):
                return end
            end = core[1]
        return end

    def _coordinate(self, end: int, limit: int) -> int:
        if end + 2 < limit and self.low[end + 1] in ("et", "ou", "&"):
            j = self._determiners(end + 2, limit)
            if j < limit and (j > end + 2 or self.is_name(j)):
                core = self._core(j, limit)
                if core is not None:
                    after = self._complements(core[1], core[0], limit)
                    if not (after + 1 < limit and self.is_finite(after + 1) and after + 1 < limit and self.low[after + 1] not in self.lexicon.words["inverted"]):
                        return after
        return end

    def _appositions(self, end: int, head: int, limit: int) -> int:
        """Take in up to three appositions: l'un des fondateurs, ancien juge, Omar Sall."""
        for _ in range(3):
            after = self._apposition(end, head, limit)
            if after == end:
                break
            end = after
        return end

    def _apposition(self, end: int, head: int, limit: int) -> int:
        if end + 2 >= limit:
            return end
        j = end + 1
        if self.low[j] == "(":
            close = next((k for k in range(j, min(limit, j + 8)) if self.low[k] == ")"), None)
            if close is None or close + 2 >= limit:
                return end
            j = close + 1
            if self.is_name(j) and self.name_in(head, end) is None and (core := self._core(j, limit)) is not None and self.name_in(j, core[1]) is not None:
                # le député Les Verts (EELV) Omar Sall
                return core[1]
        if self.low[j] != ",":
            return end
        j += 1
        named = self.name_in(head, end) is not None
        if not named:
            # la maire, Jeanne Arnaud
            k = j
            if self.low[k] in self.lexicon.words["title"]:
                k += 1
            if k < limit and self.is_name(k):
                core = self._core(k, limit)
                if core is not None and (core[1] > k or k > j or self.entity_at.get(k, (0, 0, ""))[2] == "PER"):
                    return core[1]
            if not (self.low[k] in self.lexicon.nouns and self.low[k - 1] == ","):
                return end
        # Jeanne Arnaud, maire de Lyon / la présidente du club
        k = self._determiners(j, limit)
        if k < limit and (self.low[k] in self.lexicon.nouns or self.low[k] in _PRE_NOUN) and not self.is_time(k) and self.lexicon.nouns.get(self.low[k], ("person",))[0] in ("person", "unknown"):
            core = self._core(k, limit)
            if core is not None:
                return self._coordinate(self._complements(core[1], core[0], limit), limit)
        return end

    def name_in(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the range of the person's name that ``first..last`` is about, or ``None``.

        A phrase that begins with its name is about that one (*Jeanne Arnaud, présidente de la fondation Omar Sall*), another about the last.
        """
        people = self.people_in(first, last)
        if not people:
            return None
        start = first
        while start < people[0][0] and self.low[start] in self.lexicon.words["title"] | self.det:
            start += 1
        return people[0] if people[0][0] == start else people[-1]

    def people_in(self, first: int, last: int) -> list[tuple[int, int]]:
        """Ranges of the names of persons in ``first..last``."""
        out: list[tuple[int, int]] = []
        i = first
        while i <= last:
            if not self.is_name(i) or self.is_title_word(i):
                i += 1
                continue
            j = i
            while j < last and (step := self._name_step(j, last)):
                j += step
            out += self._people_of_run(i, j)
            i = j + 1
        return out

    def _name_step(self, j: int, last: int) -> int:
        """How many tokens further a name goes on from token `j`: 1 for a capitalised word, more past a particle, else 0."""
        if self.is_name(j + 1) and self.low[j + 1] not in self.lexicon.words["title"] - self.lexicon.words["particle"]:
            return 1
        k = j + 1
        while k < last and self.low[k] in self.lexicon.words["particle"] and k - j < 3:
            k += 1
        if k == j + 1 or not self.document.tokens[k].is_title or self.low[k] in self._closed:
            return 0
        same = self.entity_at.get(j) is not None and self.entity_at.get(j) == self.entity_at.get(k) and self.entity_at[j][2] == "PER"
        return k - j if same or self.low[j] in self.lexicon.names else 0

    def _people_of_run(self, first: int, last: int) -> list[tuple[int, int]]:
        """The persons in a run of capitalised words: *Intérieur Omar Sall* is one, from *Omar* on."""
        starts = []
        for i in range(first, last + 1):
            entity = self.entity_at.get(i)
            begins = entity is not None and entity[2] == "PER" and max(entity[0], first) == i
            given = self.low[i] in self.lexicon.names and i < last and self.document.tokens[i + 1].is_title
            titled = i > 0 and (self.low[i - 1] in self.lexicon.words["title"] or i == first and last > first and self.lexicon.nouns.get(self.low[i - 1], ("",))[0] == "person")
            previous_given = i > first and self.low[i - 1] in self.lexicon.names
            surname_first = given and i == first + 1 and self.document.tokens[first].text.isupper() and len(self.low[first]) > 2
            if surname_first:
                starts.append(first)  # OUEDRAOGO Salif
                continue
            if titled or (begins or given) and not previous_given:
                starts.append(i)
        return [(a, (starts[k + 1] - 1 if k + 1 < len(starts) else last)) for k, a in enumerate(starts)]

    def is_plural(self, phrase: NounPhrase) -> bool | None:
        """Whether a noun phrase is plural, as far as its determiner or pronoun tells."""
        low = self.low[phrase.first].lstrip("-").removeprefix("t-")
        if self.low[phrase.head] in ("cinquantaine", "dizaine", "centaine", "vingtaine", "trentaine", "quarantaine", "quinzaine", "douzaine", "poignée", "majorité", "partie", "foule", "groupe", "nombre", "plupart", "moitié", "tiers", "millier", "ensemble", "série", "collectif", "couple"):
            return None
        if low in ("les", "des", "ces", "ses", "leurs", "plusieurs", "certains", "certaines", "quelques", "deux", "trois", "ils", "elles", "ceux-ci", "celles-ci"):
            return True
        if any(self.low[i] == "et" for i in range(phrase.head, phrase.core + 1)):
            return None
        if low in ("le", "la", "l'", "un", "une", "ce", "cet", "cette", "son", "sa", "il", "elle", "on", "celui-ci", "celle-ci") or phrase.name == (phrase.first, phrase.core):
            return False
        return None

    # ---- subjects

    def skip_time(self, i: int, limit: int) -> int:
        """Return the index after a date or time expression at `i` (*mardi soir*, *le 12 mars 2018*), or `i`."""
        j = i
        if j < limit and self.low[j] in self.det and j + 1 < limit:
            j += 1
        if j < limit and self.low[j] in ("même", "dernier", "dernière", "nouvelle", "première", "deuxième", "seconde"):
            j += 1
        if j < limit and self.low[j].rstrip("er").isdigit() and j + 1 < limit and self.is_time(j + 1):
            j += 1
        if j >= limit or not self.is_time(j) or self.low[j].isdigit() and j > i:
            return i
        while j < limit and (self.is_time(j) or self.low[j] in ("dernier", "dernière", "prochain", "prochaine", "passé", "passée", "derniers", "précédent", "suivant", "suivante", "même") or self.low[j].rstrip("er").isdigit()):
            j += 1
        return j

    def subject_right(self, i: int, limit: int) -> NounPhrase | None:
        """The first noun phrase right of an inverted verb, past adverbs, times and prepositional complements."""
        steps = 0
        while i < limit and steps < 12:
            steps += 1
            low = self.low[i]
            if low == ",":
                if i + 1 < limit and (self.low[i + 1] in self.prep or self.is_adverb(i + 1) or self.skip_time(i + 1, limit) > i + 1):
                    i += 1
                    continue
                # relatait, amère, une voisine
                aside = i + 2 < limit and self.low[i + 2] == "," and self.tags.pos[i + 1] in ("ADJ", "VERB", "ADV")
                if aside or (steps > 1 and i + 1 < limit):
                    i += 2 if aside else 1
                    continue
                return None
            after = self.skip_time(i, limit)
            if after > i:
                i = after
                continue
            if self.is_adverb(i) and not self.document.tokens[i].is_title:
                i += 1
                continue
            if low in self.prep and low not in ("des", "du") or low == "du" and steps > 1 or low == "des" and steps > 1 and self.is_time(i + 1):
                after = self._skip_pp(i, limit)
                if after is None:
                    return None
                i = after
                continue
            if low in ("suite", "face", "grâce", "près", "lors") and i + 1 < limit and self.low[i + 1] in ("à", "au", "aux", "de", "du", "des", "d'"):
                i += 1
                continue
            if low in ("lui-même", "elle-même", "eux-mêmes", "elles-mêmes"):
                i += 1
                continue
            phrase = self.noun_phrase(i, limit)
            if phrase is None and self.low[i] in ("source", "sources"):
                phrase = self.noun_phrase(i, limit, bare=True)
            return phrase
        return None

    def _skip_pp(self, i: int, limit: int) -> int | None:
        j = i + 1
        while j < limit and self.low[j] in self.prep and self.low[j] not in ("des",):
            j += 1
        if j >= limit:
            return None
        after = self.skip_time(j, limit)
        if after > j:
            return after
        phrase = self.noun_phrase(j, limit, bare=True, appositions=False)
        if phrase is None:
            return j + 1 if j < limit and self.document.tokens[j].is_word and not self.is_finite(j) else None
        if phrase.name is not None and phrase.name[0] > phrase.head and self.lexicon.nouns.get(self.low[phrase.head], ("",))[0] != "person":
            # a confié au Courrier Omar Sall: the paper is not part of the name
            return phrase.name[0] - (self.low[phrase.name[0] - 1] in self.lexicon.words["title"])
        first = self.document.tokens[phrase.head].text
        if first.isupper() and len(first) > 1 and phrase.last > phrase.head and self.document.tokens[phrase.head + 1].is_title and not self.document.tokens[phrase.head + 1].text.isupper():
            return phrase.head + 1  # a dit à l'AFP Azi Nagar
        end = phrase.last
        while end + 1 < limit and self.low[end + 1] in ("sur", "dans", "à", "de", "du", "au", "en") and self.noun_phrase(end + 2, limit, bare=True, appositions=False):
            inner = self.noun_phrase(end + 2, limit, bare=True, appositions=False)
            if inner is None:
                break
            end = inner.last
        return end + 1

    def phrase_around(self, head: int, start: int, limit: int) -> NounPhrase | None:
        """The noun phrase whose head the model says is token `head`."""
        i = head
        while i > start and (self.low[i - 1] in self.det or self.is_nominal(i - 1) and self.low[i - 1] not in self.time or self.low[i - 1] in self.lexicon.words["title"]):
            i -= 1
            if self.low[i] in self.det and not (i > start and (self.low[i - 1] in ("tous", "toutes", "tout") or self.low[i - 1][0].isdigit() or self.low[i - 1] in ("les", "ces", "des", "aux") )):
                break
        while i > start and self.low[i - 1] in ("près", "plus", "moins", "très"):
            i -= 1
            if i > start and self.low[i - 1] in self.det:
                i -= 1
        return self.noun_phrase(i, limit, bare=True)

    def subject_left(self, i: int, start: int) -> NounPhrase | None:
        """The subject that stands before the verb group that begins at token `i`, in ``start..i``.

        The model's subject is taken when it has one; else the first noun phrase of the clause that is no complement.
        """
        j = i - 1
        while j >= start and (self.is_adverb(j) and not self.document.tokens[j].is_title or self.low[j] in ("ne", "n'")):
            j -= 1
        if j < start:
            return None
        if self.low[j] in self.lexicon.words["subject_clitic"] and self.low[j] not in ("nous", "vous", "ce", "c'") or self.low[j] in ("nous", "vous") and (j == start or not self.is_nominal(j - 1)):
            return NounPhrase(j, j, j, pronoun=True, core=j)
        if self.low[j] == "qui":
            return self._antecedent(j, start)
        return self._scan_left(start, i)

    def _antecedent(self, relative: int, start: int) -> NounPhrase | None:
        """The noun phrase before *qui*."""
        j = relative - 1
        if j >= start and self.low[j] == ",":
            j -= 1
        if j >= start and self.low[j] == ")":
            j = next((k - 1 for k in range(j, max(start, j - 12), -1) if self.low[k] == "("), j)
        if j < start:
            return None
        if self.low[j] in self.lexicon.words["demonstrative"] | {"celui", "celle", "ceux", "celles"}:
            return NounPhrase(j, j, j, pronoun=True, core=j)
        verb = relative
        head = self.tags.head[relative]
        antecedent = self.tags.head[head] if head != relative else verb
        if start <= antecedent < relative and self.tags.dep[head].startswith("acl") and self.tags.pos[antecedent] in ("NOUN", "PROPN", "PRON"):
            phrase = self.phrase_around(antecedent, start, relative)
            if phrase is not None:
                return phrase
        best = None
        k = relative - 1
        while k >= start and relative - k < 25:
            phrase = self.noun_phrase(k, relative)
            if phrase is not None and phrase.last >= j - 1:
                best = phrase
            k -= 1
            if best is not None and self.low[k + 1] in self.det:
                break
        return best

    def _scan_left(self, start: int, i: int) -> NounPhrase | None:
        """The first noun phrase of the clause that ends at `i` which no preposition governs and which is no date."""
        first = start
        for k in range(i - 1, start - 1, -1):
            low = self.low[k]
            if low in (";", ":") or low in ("que", "qu'", "alors", "tandis", "lorsque", "quand", "si", "car", "mais", "puisque", "où", "dont") and not (k + 1 < i and self.low[k + 1] == ","):
                first = k + 1
                if low in ("alors", "tandis") and k + 1 < i and self.low[k + 1] in ("que", "qu'"):
                    first = k + 2
                break
        k = first
        while k < i:
            low = self.low[k]
            if low in self.det and low not in ("du", "au", "aux") or self.is_name(k) or low in self.lexicon.words["title"] or low in self.lexicon.words["indefinite"] or low in self.lexicon.words["demonstrative"] or low[0].isdigit() or low in _APPROXIMATE:
                after = self.skip_time(k, i)
                if after > k:
                    k = after
                    continue
                phrase = self.noun_phrase(k, i)
                if phrase is not None:
                    return phrase
                k += 1
            elif low in self.prep:
                if low in ("pour", "afin", "sans", "après", "avant", "à") and any(self.tags.verb_form[m] == "Inf" for m in range(k + 1, min(k + 4, i))):
                    # Pour surmonter la crise, le président a dit: what the infinitive governs is no subject
                    comma = next((m for m in range(k, i) if self.low[m] == ","), None)
                    if comma is not None:
                        k = comma + 1
                        continue
                after = self._skip_pp(k, i)
                k = after if after is not None and after > k else k + 1
            else:
                block = self.document.block_at.get(k)
                k = block.last + 1 if block is not None and block.last < i else k + 1
        return None
