"""Measure what each family of rules is worth: the scores on annotated articles with that family off.

usage: python benchmarks/ablation.py GOLD_DIR

The folder holds ``<id>.txt`` and ``<id>.json`` (see docs/how-it-decides.md). The texts are parsed once. Prints the rows
of the table in docs/how-it-decides.md: points lost (negative: gained) in F1 of what is found, mention, speaker and end
to end, over the stretches between marks, and in F1 over all content stretches.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from gate.corpora import measure

import quoteattr
from quoteattr.measured import Link, MentionRule, Part, Rule

COLUMNS = ("marked_found_f1", "marked_mention", "marked_entity", "marked_e2e_f1", "runs05_all_f1")
FAMILIES: dict[str, set[str]] = {
    "incises": {Rule.INCISE, Rule.INCISE_INSIDE, Rule.AS_SAID},
    "colons": {Rule.COLON, Rule.COLON_LABEL},
    "*que* clauses and infinitives": {Rule.QUE, Rule.INFINITIVE},
    "source phrases": {Rule.SOURCE},
    "fragments, free quotations": {Rule.FRAGMENT, Rule.FREE, Rule.ALONE, Rule.SIGNATURE},
    "mention: understood subjects": {MentionRule.OWN_SUBJECT, MentionRule.UNDERSTOOD},
    "mention: agents of passives": {MentionRule.AGENT},
    "mention: labels before colons": {MentionRule.LABEL},
    "mention: with no reporting verb": {
        MentionRule.SAID_BEFORE,
        MentionRule.SENTENCE_SUBJECT,
        MentionRule.CLAUSE_AFTER,
    },
    "speaker: names beyond the model's": {Part.NAMES},
    "speaker: bodies": {Link.BODY, Link.BODY_NOUN},
    "speaker: descriptions of persons": {Link.ROLE, Link.SALIENT, Link.NAMED_LATER},
    "speaker: learned choice (nearest instead)": {Part.LEARNED_CHOICE},
    "speaker: pronouns": {Link.PRONOUN},
    "speaker: of what has no mention": {Link.CARRY},
}
"""What is switched off together."""


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
    whole = quoteattr.Extractor()
    tag = parse_once(whole._tag)

    def measured(off: set[str]) -> dict[str, float]:
        extractor = quoteattr.Extractor(whole._nlp, config=quoteattr.Config(without=off))
        extractor._tag = tag
        return scores(folder, extractor)

    full = measured(set())
    print("| all rules | " + " | ".join(f"{100 * full[c]:.1f}" for c in COLUMNS) + " |")
    for name, off in FAMILIES.items():
        rest = measured(off)
        print(f"| {name} | " + " | ".join(f"{100 * (rest[c] - full[c]):+.1f}" for c in COLUMNS) + " |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
