"""Write the generated parts of "How it decides", in both languages.

A line for each stage; a section for each rule, with an example that is run and its measured precision.

usage: python docs/decisions.py

The stages are the packages that pyproject.toml names to be compiled, in their order; their English is the first line of
each. The rules, with their English and their examples, are in quoteattr.measured.rules, the French of all in
docs/decisions.toml, the figures in the data that the package carries. The pages hold the parts between
``<!-- NAME -->`` and ``<!-- /NAME -->``. An example that is not found by the rule it stands for is an error.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import field, frozen
from typography import mended

import quoteattr
from quoteattr.measured import Link, MentionRule, Rule, rows

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
PAGES = {"en": DOCS / "how-it-decides.md", "fr": DOCS / "fr" / "how-it-decides.md"}
HEADS = {
    "en": {"stage": ("package", "what it makes"), "rule": ("kind", "what it finds", "speaker", "precision", "cases"), "mention": ("rule", "where it looks", "example"), "link": ("example", "quotation", "speaker", "precision", "cases")},
    "fr": {"stage": ("paquet", "ce qu’il produit"), "rule": ("discours", "ce qu’elle trouve", "locuteur", "précision", "cas"), "mention": ("règle", "où elle cherche", "exemple"), "link": ("exemple", "citation", "locuteur", "précision", "cas")},
}  # fmt: skip
KINDS: dict[str, dict[str, str]] = {"en": {}, "fr": {"mixed": "mixte"}}
FRENCH: dict[str, dict[str, str]] = tomllib.loads((DOCS / "decisions.toml").read_text(encoding="utf-8"))


class StaleExampleError(ValueError):
    """An example shows something else than what it stands for."""


@frozen
class Stage:
    """A stage that every text goes through: its package, and what that says it makes."""

    name: str
    what: str


def stages() -> list[Stage]:
    """Return the stages in their order."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["modules"]
    return [Stage(name, _summary(ROOT / "src" / "quoteattr" / name)) for name in names]


def _summary(package: Path) -> str:
    """What a package or module says that it is: the first sentence, after its name."""
    source = package / "__init__.py" if package.is_dir() else package.with_suffix(".py")
    line = str(ast.get_docstring(ast.parse(source.read_text(encoding="utf-8")))).partition("\n")[0]
    return line.partition(": ")[2].partition(". ")[0].removesuffix(".")


@frozen
class Run:
    """What became of an example: its result, and the mention rule that answered for each quotation."""

    result: quoteattr.Result
    mentioned: tuple[str | None, ...] = field(converter=tuple)


class Examples:
    """Runs examples, each once."""

    def __init__(self) -> None:
        faure = quoteattr.Person("Léa Faure", gender="f")
        self.plain = quoteattr.Extractor()
        self.knowing = quoteattr.Extractor(self.plain._nlp, config=quoteattr.Config(people=[faure]))
        self._runs: dict[tuple[str, bool], Run] = {}

    def run(self, text: str, *, known: bool = False) -> Run:
        """Return what becomes of `text`, with Léa Faure among the known people or not."""
        key = text, known
        if key not in self._runs:
            explanation = (self.knowing if known else self.plain).explain(text)
            won = {step.quotation: step.name for step in explanation.steps if step.stage == "mention" and step.won}
            self._runs[key] = Run(explanation.result, [won.get(q.id) for q in explanation.result.quotations])
        return self._runs[key]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


@frozen
class Words:
    """What a page says in its language of the members of a part (``stage``, ``rule``, ``mention``, ``link``)."""

    language: str
    part: str

    def of(self, member: Stage | Rule | MentionRule | Link) -> str:
        """Return what a member is."""
        name = member.name if isinstance(member, Stage) else member
        return FRENCH[self.part][name] if self.language == "fr" else member.what

    def figure(self, figure: str) -> str:
        """Return a number with the decimal mark of the language."""
        return figure.replace(".", ",") if self.language == "fr" else figure


def marked(text: str, spans: Iterable[quoteattr.Span]) -> str:
    """Return the text as a table cell, with the spans in bold."""
    out, at = [], 0
    for span in sorted(spans):
        out += [text[at : span.start], "**", span.text, "**"]
        at = span.end
    return _cell("".join([*out, text[at:]]))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _table(head: tuple[str, ...], lines: list[str]) -> list[str]:
    return [_row(*head), _row(*["---"] * len(head)), *lines, ""]


def stage_table(members: Iterable[Stage], words: Words, _: Examples) -> Iterator[str]:
    """One table, in the order of the stages."""
    lines = [_row(f"`{stage.name}`", words.of(stage)) for stage in members]
    yield "\n".join(_table(HEADS[words.language]["stage"], lines))


def rule_sections(rules: Iterable[Rule], words: Words, examples: Examples) -> Iterator[str]:
    """One section a rule; a line for each kind that it finds."""
    measured = {
        (rule, kind): (precision, int(right) + int(wrong)) for rule, kind, precision, right, wrong in rows("rules.tsv")
    }
    for rule in rules:
        lines = []
        for kind, text in rule.examples.items():
            result = examples.run(text).result
            found = [q for q in result.quotations if (q.rule, q.kind) == (rule, kind)]
            if not found:
                msg = f"rule {rule}, {kind}: {text!r} is found by {[(q.rule, q.kind.value) for q in result.quotations]}"
                raise StaleExampleError(msg)
            precision, cases = measured[rule, kind]
            speaker = found[-1].speaker
            content = marked(text, (s for q in found for s in q.content))
            kind_name = KINDS[words.language].get(kind, kind)
            lines.append(
                _row(kind_name, content, "–" if speaker is None else speaker.name, words.figure(precision), str(cases))
            )
        if lines:
            yield "\n".join([f"### `{rule}`", "", words.of(rule), "", *_table(HEADS[words.language]["rule"], lines)])


def mention_table(rules: Iterable[MentionRule], words: Words, examples: Examples) -> Iterator[str]:
    """One table, in the order in which the rules are asked; the mention is in bold."""
    lines = []
    for rule in rules:
        run = examples.run(rule.example)
        found = [
            q.mention.span
            for q, asked in zip(run.result.quotations, run.mentioned, strict=True)
            if asked == rule and q.mention is not None
        ]
        if not found:
            msg = f"mention rule {rule}: {rule.example!r} is answered by {run.mentioned}"
            raise StaleExampleError(msg)
        lines.append(_row(f"`{rule}`", words.of(rule), marked(rule.example, found)))
    yield "\n".join(_table(HEADS[words.language]["mention"], lines))


def link_sections(links: Iterable[Link], words: Words, examples: Examples) -> Iterator[str]:
    """One section a link; the last quotation of the example is meant."""
    measured = {link: (precision, str(int(right) + int(wrong))) for link, precision, right, wrong in rows("links.tsv")}
    for link in links:
        result = examples.run(link.example, known=link is Link.KNOWN).result
        quotation = result.quotations[-1] if result.quotations else None
        if quotation is None or quotation.link != link or quotation.speaker is None:
            msg = f"link {link}: {link.example!r} is linked by {[q.link for q in result.quotations]}"
            raise StaleExampleError(msg)
        precision, cases = measured.get(link, (f"{link.confidence:.3f}", "0"))
        mention = [] if quotation.mention is None else [quotation.mention.span]
        line = _row(
            marked(link.example, mention), _cell(quotation.text), quotation.speaker.name, words.figure(precision), cases
        )
        yield "\n".join([f"### `{link}`", "", words.of(link), "", *_table(HEADS[words.language]["link"], [line])])


PARTS: dict[str, tuple[Iterable[Any], Callable[..., Iterator[str]]]] = {
    "stage": (stages(), stage_table),
    "rule": (Rule, rule_sections),
    "mention": (MentionRule, mention_table),
    "link": (Link, link_sections),
}


def written(page: str, language: str, examples: Examples) -> str:
    """Return the text of a page with its generated parts written anew."""
    for name, (members, make) in PARTS.items():
        body = "\n".join(make(members, Words(language, name), examples))
        page, count = re.subn(
            rf"(?s)(<!-- {name}s -->\n).*?(\n<!-- /{name}s -->)", lambda m, body=body: f"{m[1]}\n{body}{m[2]}", page
        )
        if count != 1:
            msg = f"the page has no place for the {name}s: <!-- {name}s --> … <!-- /{name}s -->"
            raise ValueError(msg)
    return mended(page) if language == "fr" else page


def main() -> None:
    """Write the pages that are there."""
    examples = Examples()
    for language, path in PAGES.items():
        if path.exists():
            path.write_text(written(path.read_text(encoding="utf-8"), language, examples), encoding="utf-8")
            print(path.relative_to(DOCS))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(__doc__)
    main()
