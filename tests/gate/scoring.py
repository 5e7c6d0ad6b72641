"""The measures of the quality gate.

Two views of one document, each against its gold annotation:

*marked*
    The units are the stretches between quotation marks. Was the stretch taken for a quotation, and whose? A system says yes to a stretch
    when one of its quotations covers at least half of the stretch's words. Where several layers of gold attribution cover it, any is right.

*runs*
    The units are the content stretches of all quotations, marks or none, matched one to one by the overlap of their words
    (intersection over union, at a threshold).

Gold quotations that are optional are neither missed nor found, and excuse what is predicted in their place.

Every score is a share from 0 to 1, except the counts of :meth:`Report.counts`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from quoteattr import Result

Range = tuple[int, int]

THRESHOLDS = (0.5, 0.8)
EXCUSED_OVERLAP = 0.3
"""From this overlap with an optional gold stretch on, a prediction is not held against the system."""

_WORD = re.compile(r"\w+")
_GUILLEMETS = "«[^«»]*(?:«[^«»]*»[^«»]*)*»"
_CURLY = "“[^“”]*”"
_STRAIGHT = '"[^"\n]*"'
_MARKED = re.compile(f"{_GUILLEMETS}|{_CURLY}|{_STRAIGHT}")
_UNTOLD = frozenset(
    [
        *("le", "la", "les", "l", "un", "une", "des", "de", "du", "d", "au", "aux", "et", "en"),
        *("son", "sa", "ses", "leur", "leurs", "ce", "cet", "cette", "ces"),
        *("m", "mm", "mme", "mmes", "mlle", "me", "dr", "pr", "monsieur", "madame", "docteur", "professeur"),
    ]
)
"""Words of a name that say nothing about who it is: determiners, prepositions, titles."""


@dataclass(frozen=True)
class Quote:
    """A quotation, gold or predicted, reduced to what is scored."""

    type: str
    content: tuple[Range, ...]
    cue: Range | None = None
    speaker: Range | None = None
    entity: str | None = None
    kind: str | None = None
    gender: str | None = None
    optional: bool = False

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.content)

    def who(self, text: str) -> str | None:
        """The entity, or failing that the words of the mention."""
        if self.entity:
            return self.entity
        return text[slice(*self.speaker)] if self.speaker else None


# ---- reading


def _range(pair: Sequence[int] | None) -> Range | None:
    return None if not pair else (pair[0], pair[1])


def gold_quotes(path: Path) -> list[Quote]:
    """Read one annotation file."""
    rows = json.loads(path.read_text(encoding="utf-8"))["quotations"]
    return [
        Quote(
            type=row["type"],
            content=tuple((start, end) for start, end in row["content"]),
            cue=_range(row.get("cue")),
            speaker=_range(row.get("speaker")),
            entity=row.get("entity"),
            kind=row.get("kind"),
            gender=row.get("gender"),
            optional=row["optional"],
        )
        for row in rows
    ]


def _extent(holder: Any) -> Range | None:
    return None if holder is None else (holder.span.start, holder.span.end)


def predicted_quotes(result: Result) -> list[Quote]:
    """Reduce a result of quoteattr."""
    return [
        Quote(
            type=q.kind.value,
            content=tuple((span.start, span.end) for span in q.content),
            cue=_extent(q.cue),
            speaker=_extent(q.mention),
            entity=q.speaker.name if q.speaker else None,
            kind=q.speaker.kind.value if q.speaker else None,
            gender=q.speaker.gender.value if q.speaker and q.speaker.gender else None,
        )
        for q in result.quotations
    ]


# ---- comparing


def words(text: str, extent: Range) -> frozenset[Range]:
    """The words of a stretch, each as its range in the text."""
    return frozenset(match.span() for match in _WORD.finditer(text, *extent))


def overlap(one: frozenset[Range], other: frozenset[Range]) -> float:
    """Intersection over union."""
    union = one | other
    return len(one & other) / len(union) if union else 0.0


def meet(text: str, one: Range | None, other: Range | None) -> bool:
    """Whether two ranges have a letter or digit in common."""
    if one is None or other is None:
        return False
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return start < end and _WORD.search(text, start, end) is not None


def _plain(name: str) -> str:
    """Lower case, no diacritics, one apostrophe."""
    letters = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("’", "'")


def _telling(name: str) -> list[str]:
    return [word for word in _WORD.findall(_plain(name)) if word not in _UNTOLD]


def same_entity(gold: Quote, predicted: str | None) -> bool:
    """Whether the predicted name means the gold entity.

    The words of one must contain those of the other. Of a person with a name, the shorter form that a system gives must hold the surname.
    """
    if not gold.entity or not predicted:
        return False
    expected, got = _telling(gold.entity), _telling(predicted)
    if not expected or not got:
        return _plain(gold.entity).strip() == _plain(predicted).strip()
    if set(expected) <= set(got):
        return True
    if not set(got) <= set(expected):
        return False
    named_person = gold.kind == "person" and gold.entity[0].isupper()
    return not named_person or expected[-1] in got or (len(got) > 1 and got[-1] in expected)


# ---- counting


class PRF(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


@dataclass
class Tally:
    """What was expected, what was given, what of it was right."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    end_to_end: int = 0
    asked: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    right: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def ask(self, what: str, *, right: bool) -> None:
        """Count one question about a quotation that was found."""
        self.asked[what] += 1
        self.right[what] += right

    def rate(self, what: str) -> float:
        return self.right[what] / max(1, self.asked[what])

    def prf(self, hits: int) -> PRF:
        precision, recall = hits / max(1, self.predicted), hits / max(1, self.gold)
        both = precision + recall
        return PRF(precision, recall, 2 * precision * recall / both if both else 0.0)


@dataclass
class Report:
    """The tallies of a corpus; :meth:`add` each document, then read :meth:`scores`."""

    documents: int = 0
    marked: Tally = field(default_factory=Tally)
    runs: dict[float, dict[str, Tally]] = field(default_factory=lambda: {t: defaultdict(Tally) for t in THRESHOLDS})

    def add(self, text: str, gold: Sequence[Quote], predicted: Sequence[Quote]) -> None:
        """Compare one document."""
        self.documents += 1
        _count_marked(self.marked, text, gold, predicted)
        for threshold, tallies in self.runs.items():
            _count_runs(tallies, threshold, text, gold, predicted)

    def counts(self) -> dict[str, int]:
        """Of the stretches between marks: how many are quotations, were found, and have the right entity."""
        return {"marked_gold_count": self.marked.gold, "marked_found_count": self.marked.found, "marked_entity_count": self.marked.right["entity"]}

    def scores(self) -> dict[str, float]:
        """Every measure by name, as a share."""
        found = self.marked.prf(self.marked.found)
        out = {
            "marked_found_p": found.precision,
            "marked_found_r": found.recall,
            "marked_found_f1": found.f1,
            "marked_mention": self.marked.rate("mention"),
            "marked_entity": self.marked.rate("entity"),
            "marked_e2e_f1": self.marked.prf(self.marked.end_to_end).f1,
        }
        for threshold, tallies in self.runs.items():
            prefix = f"runs{round(threshold * 10):02d}"
            for kind in ("all", "direct", "mixed", "indirect"):
                tally = tallies[kind]
                out[f"{prefix}_{kind}_f1"] = tally.prf(tally.found).f1
                out[f"{prefix}_{kind}_e2e_f1"] = tally.prf(tally.end_to_end).f1
                out |= {f"{prefix}_{kind}_{what}": tally.rate(what) for what in ("cue", "mention", "entity")}
            out |= {f"{prefix}_{what}": tallies["all"].rate(what) for what in ("gender_told", "gender_right", "kind_right")}
        return out


def _covering(stretch: frozenset[Range], quotes: Iterable[Quote]) -> list[Quote]:
    """The quotations that cover half of a stretch or more; the fullest cover first, then the shortest quotation."""
    ranked = []
    for quote in quotes:
        inside = sum(any(a <= start and end <= b for a, b in quote.content) for start, end in stretch)
        if 2 * inside >= len(stretch):
            ranked.append((-inside, quote.size, quote))
    ranked.sort(key=lambda row: row[:2])
    return [quote for _, _, quote in ranked]


def _count_marked(tally: Tally, text: str, gold: Sequence[Quote], predicted: Sequence[Quote]) -> None:
    for match in _MARKED.finditer(text):
        stretch = words(text, (match.start() + 1, match.end() - 1))
        if not stretch:
            continue
        layers = _covering(stretch, gold)
        expected = next((quote for quote in layers if not quote.optional), None)
        if layers and expected is None:
            continue
        got = next(iter(_covering(stretch, predicted)), None)
        tally.gold += expected is not None
        tally.predicted += got is not None
        if expected is None or got is None:
            continue
        tally.found += 1
        if expected.speaker:
            tally.ask("mention", right=any(meet(text, layer.speaker, got.speaker) for layer in layers))
        right = any(same_entity(layer, got.who(text)) for layer in layers)
        if expected.entity:
            tally.ask("entity", right=right)
        tally.end_to_end += right or not expected.entity


def _match(gold: Sequence[frozenset[Range]], predicted: Sequence[frozenset[Range]]) -> list[tuple[float, int, int]]:
    """Every pair of stretches that share a word, closest first."""
    pairs = [(overlap(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if g & p]
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _stretches(text: str, quotes: Sequence[Quote]) -> list[tuple[frozenset[Range], Quote]]:
    every = [(words(text, extent), quote) for quote in quotes for extent in quote.content]
    return [(stretch, quote) for stretch, quote in every if stretch]


def _count_runs(tallies: dict[str, Tally], threshold: float, text: str, gold: Sequence[Quote], predicted: Sequence[Quote]) -> None:
    expected, got = _stretches(text, gold), _stretches(text, predicted)
    pairs = _match([stretch for stretch, _ in expected], [stretch for stretch, _ in got])
    partner: dict[int, int] = {}  # gold stretch → predicted stretch
    owner: dict[int, int] = {}  # predicted stretch → gold stretch
    for share, i, j in pairs:
        if share >= threshold and i not in partner and j not in owner:
            partner[i], owner[j] = j, i

    for i, (_, quote) in enumerate(expected):
        if quote.optional:
            continue
        for key in ("all", quote.type):
            tallies[key].gold += 1
            if i in partner:
                _count_found(tallies[key], text, quote, got[partner[i]][1])

    excused = {j for share, i, j in pairs if expected[i][1].optional and share > EXCUSED_OVERLAP and j not in owner}
    excused |= {j for j, i in owner.items() if expected[i][1].optional}
    for j, (_, quote) in enumerate(got):
        if j not in excused:
            tallies["all"].predicted += 1
            # a stretch of the wrong type is held against the type it was found for
            tallies[expected[owner[j]][1].type if j in owner else quote.type].predicted += 1


def _count_found(tally: Tally, text: str, quote: Quote, got: Quote) -> None:
    tally.found += 1
    if quote.speaker:
        tally.ask("mention", right=meet(text, quote.speaker, got.speaker))
    if quote.cue:
        tally.ask("cue", right=meet(text, quote.cue, got.cue))
    right = same_entity(quote, got.who(text))
    if quote.entity:
        tally.ask("entity", right=right)
    tally.end_to_end += right or not quote.entity
    if quote.gender:
        tally.ask("gender_told", right=got.gender is not None)
        if got.gender is not None:
            tally.ask("gender_right", right=got.gender == quote.gender)
    if quote.kind not in (None, "unknown"):
        tally.ask("kind_right", right=got.kind == quote.kind)
