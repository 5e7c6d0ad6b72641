"""Which body or document a bare noun means: *le constructeur*, *l'agence fédérale*, *le jeune mouvement*, *le rapport*.

The text has named or described it before. What calls it so, or by a kindred noun, comes first; then whoever is of a
sort that the noun tells (a union is no *entreprise*), or of none that is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoteattr.grammar import AGENCIES, NounPhrase, Tokens
from quoteattr.reading import deaccent
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.entity import Entity
from quoteattr.speakers.evidence import complement_words
from quoteattr.speakers.names import head_words, name_tokens

__all__ = ["body_called"]

_OUTLET: Final = frozenset({"outlet"})
_WIRE: Final = frozenset({"wire"})
_WIRES: Final = frozenset(
    {*AGENCIES, "agence france presse", "bloomberg", "associated press", "ap", "dpa", "efe", "ansa"}
)
"""Agencies to which others speak; nothing but *l'agence* means one."""
_SEAT: Final = frozenset({"seat"})
_THIS: Final = frozenset({"ce", "cet", "cette"})
_STAY: Final = frozenset({"administration", "ministry", "presidency", "church"})
"""Sorts of bodies of which a text may have many, one in each town: *la mairie* is called by that noun."""
_BEFORE_AGENTS: Final = frozenset({"par", "chez", "("})
_BODY, _DOCUMENT, _PERSON = "organization", "document", "person"


def body_called(cast: Cast, phrase: NounPhrase, *, speaks: bool) -> Entity | None:
    """The body or document that a definite description without a name means, if the text has mentioned it.

    Where it speaks, it may be a name that seemed to be a person's.
    """
    call = _Call(cast.tokens, phrase)
    latest = [s for s in cast.memory.latest(phrase.first) if not s.inside and not s.entity.plural]
    fits = call.narrowed([s.entity for s in latest if s.entity.kind == call.kind])
    acting = {id(s.entity) for s in latest if _acts(cast, s.entity, s.at)}
    last = cast.memory.last_speaker
    # aux frais du groupe: it brought nobody in
    known = [e for e in fits if not e.bare or cast.memory.standing(e).spoke >= 0 or call.kind == _DOCUMENT]
    exact, akin = [e for e in known if call.noun in call.nouns_of(e)], [e for e in known if call.is_akin(e)]
    goes_on = call.kind == _BODY and (last in exact or last in akin)
    found = last if goes_on else _pick(exact, last)
    untold = [e for e in known if call.may_take(e) and id(e) in acting]
    if found is None:
        found = last if last in untold else _pick(akin, last) or _pick(untold, last)
    found = found or _pick([e for e in fits if call.noun in call.nouns_of(e)], last)
    if found is None and call.takes_anybody and speaks:
        names = [s.entity for s in latest if s.entity.kind == _PERSON and id(s.entity) in acting]
        found = _taken_for_a_person(cast, names)
    found = found or _pick([e for e in fits if call.is_akin(e)], last)
    if found is not None and found.named and not call.sorts_told(found):
        found.sorts = call.sorts
    return found


def _pick(entities: Sequence[Entity], last: Entity | None) -> Entity | None:
    """Who spoke last, else who was mentioned last."""
    return next((e for e in entities if e is last), entities[0] if entities else None)


def _acts(cast: Cast, entity: Entity, at: int) -> bool:
    """Whether somebody mentioned at token `at` acts, or stands elsewhere, too: no square or town of a passing word."""
    if entity.count > 1 or cast.low[at - 1] in _BEFORE_AGENTS:
        return True
    capital_due = at in cast.document.boundaries_set and entity.name.istitle() and " " not in entity.name
    return cast.memory.standing(entity).subjects > 0 and not capital_due  # Siglé #Réponses, ce guide …


def _taken_for_a_person(cast: Cast, people: Sequence[Entity]) -> Entity | None:
    """A name alone of which nothing tells that it is a person's: *Gorbel a fermé deux usines. L'entreprise …*."""
    found = _pick([e for e in people if _may_be_a_body(cast, e)], cast.memory.last_speaker)
    if found is not None:
        found.kind = _BODY
    return found


def _may_be_a_body(cast: Cast, entity: Entity) -> bool:
    known = entity.roles or entity.offices or entity.bodies or entity.about or entity.ours
    told = any(entity.votes.values()) or entity.name.lower() in cast.tokens.names
    return entity.named and len(entity.name.split()) == 1 and not known and not told


class _Call:
    """What a bare description tells of the body or document that it means.

    Attributes:
        noun: Its noun, without accents.
        sorts: Of which sorts bodies are that it calls.
        kind: Of the entity: a body or a document.
        takes_anybody: Whether the noun may call a body of which it is not known of which sort it is.
        tells_sort: Whether it may call any body of its sorts: not *la chaîne d'information*.
    """

    __slots__ = (
        "_kin",
        "_reach",
        "_stays",
        "_vague",
        "_words",
        "kind",
        "noun",
        "sorts",
        "takes_anybody",
        "tells_sort",
        "tokens",
    )

    def __init__(self, tokens: Tokens, phrase: NounPhrase) -> None:
        noun = tokens.low[phrase.head]
        told, kind = tokens.lexicon.bodies.get(noun), tokens.noun_kind(phrase.head)[0]
        self.tokens: Tokens = tokens
        self.noun: str = deaccent(noun)
        self.kind: str = _DOCUMENT if kind == _DOCUMENT else _BODY
        self._kin: frozenset[str] = frozenset(map(deaccent, tokens.lexicon.synonyms.get(noun, ())))
        self.sorts: frozenset[str] = told.sorts if told is not None else frozenset()
        self._words: frozenset[str] = complement_words(tokens, phrase.head + 1, phrase.core)
        self._reach: frozenset[str] = tokens.lexicon.words["reach"] | tokens.lexicon.words["nation"]
        low, last = tokens.low, phrase.core
        told_more = low[last].endswith(("é", "ée")) and last > phrase.head and low[last + 1] in tokens.prep
        of = [k for k in range(phrase.head + 1, last) if low[k] in tokens.of]
        # la fédération du secteur, de la pêche; but la chaîne d'information, cette enquête de l'Insee
        closer = (k for k in of if low[k] in tokens.contracted or low[k] in ("du", "des") or tokens.traits[k + 1].det)
        self._vague: bool = low[phrase.first] not in _THIS and (told_more or any(closer))
        self._stays: bool = told is not None and told.sorts <= _STAY
        named = told is not None and told.name in ("apart", "part") and kind != _PERSON
        self.takes_anybody: bool = named and self.kind == _BODY and not of
        self.tells_sort: bool = not of

    def narrowed(self, entities: list[Entity]) -> list[Entity]:
        """Those with an adjective or complement that the description has, else those with no other of its kind.

        *l'agence fédérale* is no *Agence européenne*.
        """
        sharing = [e for e in entities if self._may_call(e) and _in_common(self._words, self._words_of(e))]
        mine = self._words & self._reach
        if sharing or self._vague:
            return sharing
        return [e for e in entities if not mine or not self._words_of(e) & self._reach]

    def _may_call(self, entity: Entity) -> bool:
        return self.noun in self.nouns_of(entity) or self.is_akin(entity) or self.may_take(entity)

    def nouns_of(self, entity: Entity) -> set[str]:
        """The nouns that the text has called a body by, and those in its name."""
        return {entity.noun} if entity.noun else {*head_words(entity.name), *entity.called}

    def is_akin(self, entity: Entity) -> bool:
        """Whether a body is called by a kindred noun, or of a sort that the noun tells."""
        if not self._stays and not self._kin.isdisjoint(self.nouns_of(entity)):
            return True
        return (
            entity.named and self.tells_sort and not self._stays and not self.sorts.isdisjoint(self.sorts_told(entity))
        )

    def may_take(self, entity: Entity) -> bool:
        """Whether the noun may call a body with a name of which nothing tells its sort."""
        return self.takes_anybody and entity.named and not self.sorts_told(entity)

    def _words_of(self, entity: Entity) -> set[str]:
        """The words of the names of a body, with the nouns that stood before them, or of its description."""
        return {*name_tokens(entity.name), *entity.called}

    def sorts_told(self, entity: Entity) -> frozenset[str]:
        """Of which sorts a body may be, as far as its names and what it was called tell; nothing where they do not."""
        classes, vocabulary = self.tokens.lexicon.words, self.tokens.vocabulary
        low, words = entity.name.lower(), name_tokens(entity.name)
        if low in classes["outlet"]:
            return _OUTLET
        if low in classes["seat"]:
            return _SEAT
        if " ".join(words) in _WIRES:
            return _WIRE
        if entity.sorts:
            return entity.sorts
        nouns = (word for word in (*entity.called, *words) if word in vocabulary.sorts)
        told = next((vocabulary.sorts[word] for word in nouns), frozenset[str]())
        return told or vocabulary.sorts_of_names.get(words[0] if len(words) == 1 else "", told)


def _in_common(mine: frozenset[str], theirs: set[str]) -> bool:
    """Whether two share a word, in the gender of the one or the other: *fédérale* and *fédéral*."""
    return any(word in theirs or f"{word}e" in theirs or word.removesuffix("e") in theirs for word in mine)
