"""Measure what each family of rules is worth: the scores on annotated articles with that family off.

usage: python benchmarks/ablation.py GOLD_DIR

The folder holds ``<id>.txt`` and ``<id>.json`` (see docs/how-it-decides.md). The texts are parsed once. Prints the rows
of the table in
docs/how-it-decides.md: points lost (negative: gained) in F1 of what is found, mention, speaker and end to end, over the
stretches between marks,
and in F1 over all content stretches.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from gate.corpora import measure

import quoteattr.grammar.tokens
import quoteattr.pipeline
import quoteattr.speakers.mentions
import quoteattr.speakers.registry
from quoteattr.quotations.passes import Drafter
from quoteattr.result import CueKind
from quoteattr.speakers import antecedents

Patch = tuple[object, str, Any]
COLUMNS = ("marked_found_f1", "marked_mention", "marked_entity", "marked_e2e_f1", "runs05_all_f1")


def without_cues(*kinds: CueKind) -> Patch:
    find = quoteattr.pipeline.find_cues
    return quoteattr.pipeline, "find_cues", lambda context: [s for s in find(context) if s.kind not in kinds]


def without_mentions(*names: str) -> Patch:
    return (
        quoteattr.speakers.mentions,
        "RULES",
        tuple(r for r in quoteattr.speakers.mentions.RULES if r.__name__ not in names),
    )


def without_link(name: str) -> Patch:
    return quoteattr.speakers.registry.Registry, name, lambda *_, **__: None


def nearest(task: str, candidates: list[antecedents.Candidate]) -> antecedents.Candidate | None:
    return (
        next((c for c in candidates if c.entity is not None), None)
        if task != "description"
        else next(iter(candidates), None)
    )


def model_people(self: quoteattr.grammar.tokens.TokenContext, first: int, last: int) -> list[tuple[int, int]]:
    found = {
        (a, b) for i in range(first, last + 1) for a, b, label in [self.entity_at.get(i, (0, 0, ""))] if label == "PER"
    }
    return sorted((a, b) for a, b in found if first <= a and b <= last)


def no_carry(self: quoteattr.speakers.registry.Registry, draft: object) -> None:  # noqa: ARG001 - stands in for a method
    self.trail.append("")


FAMILIES: dict[str, list[Patch]] = {
    "incises": [without_cues(CueKind.INCISE)],
    "colons": [(Drafter, "_colons", lambda _: None)],
    "*que* clauses and infinitives": [without_cues(CueKind.CLAUSE, CueKind.INFINITIVE)],
    "source phrases": [without_cues(CueKind.SOURCE)],
    "fragments, free quotations": [(Drafter, "_open", lambda _: None)],
    "mention: understood subjects": [without_mentions("_own_subject", "_understood")],
    "mention: agents of passives": [without_mentions("_agent")],
    "mention: labels before colons": [without_mentions("_label")],
    "mention: with no reporting verb": [without_mentions("_sentence_subject", "_clause_after")],
    "speaker: names beyond the model's": [(quoteattr.grammar.tokens.TokenContext, "people_in", model_people)],
    "speaker: bodies": [without_link("_body"), without_link("_apposed_body"), without_link("_body_meant")],
    "speaker: descriptions of persons": [without_link("_antecedent_of"), without_link("_named_later")],
    "speaker: learned choice (nearest instead)": [(antecedents, "best", nearest)],
    "speaker: pronouns": [without_link("_pronoun")],
    "speaker: of what has no mention": [(quoteattr.speakers.registry.Registry, "carry", no_carry)],
}


@contextmanager
def patched(patches: list[Patch]) -> Iterator[None]:
    before = [(owner, name, vars(owner)[name]) for owner, name, _ in patches]
    for owner, name, value in patches:
        setattr(owner, name, value)
    try:
        yield
    finally:
        for owner, name, value in before:
            setattr(owner, name, value)


def parse_once(tag: Callable[..., Any]) -> Callable[..., Any]:
    seen: dict[str, Any] = {}

    def tagged(documents: list[Any]) -> list[Any]:
        new = [d for d in documents if d.text not in seen]
        seen.update(zip((d.text for d in new), tag(new), strict=True))
        return [seen[d.text] for d in documents]

    return tagged


def scores(folder: Path, extractor: quoteattr.Extractor) -> dict[str, float]:
    return {name: value or 0.0 for name, value in measure(folder, extractor).scores().items()}


def main(folder: Path) -> None:
    extractor = quoteattr.Extractor()
    extractor._tag = parse_once(extractor._tag)  # type: ignore[assignment]
    full = scores(folder, extractor)
    print("| all rules | " + " | ".join(f"{100 * full[c]:.1f}" for c in COLUMNS) + " |")
    for name, patches in FAMILIES.items():
        with patched(patches):
            rest = scores(folder, extractor)
        print(f"| {name} | " + " | ".join(f"{100 * (rest[c] - full[c]):+.1f}" for c in COLUMNS) + " |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
