"""Measure what of the results a change of typography alters that should alter nothing.

usage: python benchmarks/metamorphic.py ARTICLES.jsonl [--count 300] [--only CHANGE ...] [--show 5]

Each article (a line with a "text") is extracted as it stands and after each change: other marks, other spaces inside
them, other apostrophes, other line ends, decomposed letters, blank lines, a neutral paragraph before or after, lines
wrapped at a column, note calls, Markdown, HTML. The offsets found in the changed text are mapped back. Printed is, over the articles that a change alters, the share of
quotations that keep their content, that keep content and speaker, and how many are new.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from quoteattr import Extractor, Result

Edit = tuple[int, int, str]
NEUTRAL = "Le marché du bourg ouvre chaque samedi de huit heures à midi, sur la place."


class Changed:
    """A text after edits, and the way back to the offsets of the text before them."""

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        pieces: list[str] = []
        self.first: list[int] = []
        self.last: list[int] = []
        at = 0
        for start, end, new in sorted(edits):
            self._keep(text, at, start, pieces)
            pieces.append(new)
            self.first += [start] * len(new)
            self.last += [end] * len(new)
            at = end
        self._keep(text, at, len(text), pieces)
        self.original = text
        self.text = "".join(pieces)

    def _keep(self, text: str, start: int, end: int, pieces: list[str]) -> None:
        pieces.append(text[start:end])
        self.first += range(start, end)
        self.last += range(start + 1, end + 1)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that the range of the changed text stands for, outer space apart."""
        a, b = self.first[start], self.last[end - 1]
        piece = self.original[a:b]
        return a + len(piece) - len(piece.lstrip()), b - len(piece) + len(piece.rstrip())


def swapped(**pairs: str) -> Callable[[str], list[Edit]]:
    """Edits that put other characters in place of single ones."""
    table = {unicodedata.lookup(name.replace("_", " ")): new for name, new in pairs.items()}
    return lambda text: [(k, k + 1, table[c]) for k, c in enumerate(text) if c in table]


GUILLEMET = re.compile("«[^\\S\\r\\n]*|[^\\S\\r\\n]*»")


def guillemets_to(opening: str, closing: str) -> Callable[[str], list[Edit]]:
    return lambda text: [(*m.span(), opening if "«" in m.group() else closing) for m in GUILLEMET.finditer(text)]


def guillemets_and_curly(text: str) -> list[Edit]:
    """Both kinds change places, so that what is nested stays told apart."""
    out = [(*m.span(), "“" if "«" in m.group() else "”") for m in GUILLEMET.finditer(text)]
    return out + [(k, k + 1, "«\u00a0" if c == "“" else "\u00a0»") for k, c in enumerate(text) if c in "“”"]


def to_straight_unmixed(text: str) -> list[Edit]:
    """« » become " " where the article has no other double mark and nests none."""
    depth = 0
    for c in text:
        depth += (c == "«") - (c == "»")
        if c in '"“”' or depth not in (0, 1):
            return []
    return guillemets_to('"', '"')(text)


def straight_to(opening: str, closing: str) -> Callable[[str], list[Edit]]:
    """Straight marks become others by turns, where each paragraph has an even number of them and no inches."""

    def edits(text: str) -> list[Edit]:
        if (
            any(line.count('"') % 2 for line in re.split(r"[\r\n]+", text))
            or re.search(r'\d"', text)
            or opening in text
        ):
            return []
        return [(m.start(), m.end(), closing if k % 2 else opening) for k, m in enumerate(re.finditer('"', text))]

    return edits


def inner_space(space: str) -> Callable[[str], list[Edit]]:
    def edits(text: str) -> list[Edit]:
        return [(*m.span(), "«" + space if "«" in m.group() else space + "»") for m in GUILLEMET.finditer(text)]

    return edits


def high_space(space: str) -> Callable[[str], list[Edit]]:
    return lambda text: [(*m.span(), space) for m in re.finditer(r"(?<=\w)[ \u00a0\u202f]?(?=[;:!?](?:\s|$))", text)]


def normalized(form: str) -> Callable[[str], list[Edit]]:
    """Letters composed or decomposed, letter by letter with what combines with it."""
    return lambda text: [
        (*m.span(), new)
        for m in re.finditer(r"\w[\u0300-\u036f]*", text)
        if (new := unicodedata.normalize(form, m.group())) != m.group()
    ]  # type: ignore[arg-type]


def line_ends(ending: str) -> Callable[[str], list[Edit]]:
    return lambda text: [(*m.span(), ending) for m in re.finditer(r"\r\n|\r|\n", text)]


def unmixed(opening: str, closing: str, others: str = "\"“”‘'`<>") -> Callable[[str], list[Edit]]:
    """« » become other marks where the article has none of `others` about a word and nests none."""
    taken = re.compile(f"(?<!\\w)[{re.escape(others)}]|[{re.escape(others)}](?!\\w)")

    def edits(text: str) -> list[Edit]:
        for line in re.split(r"[\r\n]+", text):
            depth = 0
            for c in line:
                depth += (c == "«") - (c == "»")
                if depth not in (0, 1):
                    return []
            if depth:
                return []
        return [] if taken.search(text) else guillemets_to(opening, closing)(text)

    return edits


def mixed(text: str) -> list[Edit]:
    """« » become “ " and " ” by turns."""
    found = unmixed("“", "”")(text)
    pairs = ("“", '"'), ('"', "”")
    return [(start, end, pairs[k // 2 % 2][k % 2]) for k, (start, end, _) in enumerate(found)]


def wrapped(columns: int, *, between: str = "", prefix: str = "", divide: bool = False) -> Callable[[str], list[Edit]]:
    """Lines wrapped at a column; `between` paragraphs, and `prefix` at the head of each line; long words divided."""

    def edits(text: str) -> list[Edit]:
        out: list[Edit] = [(0, 0, prefix)] if prefix else []
        for line in re.finditer(r"[^\r\n]+", text):
            start = line.start()
            last = -1
            for word in re.finditer(r"[^ ]+", line.group()):
                first, end = line.start() + word.start(), line.start() + word.end()
                if end - start > columns - len(prefix) and first > start:
                    cut = syllable(word.group(), columns - len(prefix) - 1 - (first - start)) if divide else 0
                    if cut:
                        out.append((first + cut, first + cut, "-\n" + prefix))
                        start = first + cut
                    else:
                        out.append((last, first, "\n" + prefix))
                        start = first
                last = end
            after = re.compile(r"[\r\n]+").match(text, line.end())
            if after is not None and after.end() < len(text) and (between or prefix):
                out.append((after.start(), after.end(), "\n" + (prefix.rstrip() + "\n" if between else "") + prefix))
        return out

    return edits


def syllable(word: str, room: int) -> int:
    """Where a plain word of eight letters or more may be divided in that room: after a vowel, before a consonant."""
    if len(word) < 8 or not word.isalpha() or not word.islower():
        return 0
    places = [m.end() for m in re.finditer(r"[aeéiou](?=[bcdfglmnprstv][aeéiou])", word)]
    return max((k for k in places if 3 <= k <= min(room, len(word) - 3)), default=0)


NAME = re.compile(r"(?<![\w-])[A-ZÉÈ][\w]+(?:-[A-ZÉÈ]\w+)? [A-ZÉÈ]\w+(?:-[A-ZÉÈ]\w+)?(?![\w-])")


def notes_after_marks(note: str) -> Callable[[str], list[Edit]]:
    return lambda text: [
        (m.end(), m.end(), note.replace("1", str(k % 9 + 1))) for k, m in enumerate(re.finditer(r"»(?![»’])", text))
    ]


def notes_after_names(note: str) -> Callable[[str], list[Edit]]:
    return lambda text: [
        (m.end(), m.end(), note.replace("1", str(k % 9 + 1))) for k, m in enumerate(NAME.finditer(text)) if k % 3 == 0
    ]


def around_names(before: str, after: str) -> Callable[[str], list[Edit]]:
    """Emphasis, a link or a tag around names of two words."""
    return lambda text: [
        edit for m in NAME.finditer(text) for edit in ((m.start(), m.start(), before), (m.end(), m.end(), after))
    ]


def around_contents(before: str, after: str) -> Callable[[str], list[Edit]]:
    """Emphasis inside the marks, where none stand in them or are open at the end of the line."""
    return lambda text: [
        edit
        for m in re.finditer(r"«[\s\u00a0]?([^«»\n*_]+?)[\s\u00a0]?»", text)
        for edit in ((m.start(1), m.start(1), before), (m.end(1), m.end(1), after))
    ]


ENTITIES = {
    "«": "&laquo;", "»": "&raquo;", "\u00a0": "&nbsp;", "’": "&rsquo;", "é": "&eacute;", "à": "&agrave;", '"': "&quot;",
    "è": "&egrave;", "ê": "&ecirc;", "“": "&ldquo;", "”": "&#8221;", "ç": "&#xE7;", "É": "&Eacute;", "œ": "&oelig;",
}  # fmt: skip


def paragraphs_as_html(text: str) -> list[Edit]:
    return [
        edit
        for m in re.finditer(r"[^\r\n]+", text)
        for edit in ((m.start(), m.start(), '<p class="text">'), (m.end(), m.end(), "</p>"))
    ]


CHANGES: dict[str, Callable[[str], list[Edit]]] = {
    "guillemets <-> curly": guillemets_and_curly,
    "guillemets -> straight": guillemets_to('"', '"'),
    "guillemets -> straight, unmixed": to_straight_unmixed,
    "curly -> guillemets": lambda text: (
        []
        if "«" in text
        else [(k, k + 1, "«\u00a0" if c == "“" else "\u00a0»") for k, c in enumerate(text) if c in "“”"]
    ),
    "curly -> straight": swapped(LEFT_DOUBLE_QUOTATION_MARK='"', RIGHT_DOUBLE_QUOTATION_MARK='"'),
    "straight -> guillemets": straight_to("«\u00a0", "\u00a0»"),
    "straight -> curly": straight_to("“", "”"),
    "no space inside marks": inner_space(""),
    "U+0020 inside marks": inner_space(" "),
    "U+00A0 inside marks": inner_space("\u00a0"),
    "U+202F inside marks": inner_space("\u202f"),
    "no space before ; : ! ?": high_space(""),
    "U+202F before ; : ! ?": high_space("\u202f"),
    "apostrophes ’ -> '": swapped(RIGHT_SINGLE_QUOTATION_MARK="'"),
    "apostrophes ' -> ’": swapped(APOSTROPHE="’"),
    "line ends \\r\\n": line_ends("\r\n"),
    "line ends \\r": line_ends("\r"),
    "decomposed (NFD)": normalized("NFD"),
    "composed (NFC)": normalized("NFC"),
    "two blank lines before": lambda _: [(0, 0, "\n\n")],
    "byte-order mark before": lambda _: [(0, 0, "\ufeff")],
    "neutral paragraph before": lambda _: [(0, 0, NEUTRAL + "\n")],
    "neutral paragraph after": lambda text: [(len(text), len(text), "\n" + NEUTRAL)],
    "guillemets -> << >>": guillemets_to("<< ", " >>"),
    "guillemets -> ‘ ’": unmixed("‘", "’"),
    "guillemets -> ‘‘ ’’": unmixed("‘‘", "’’"),
    "guillemets -> '' ''": unmixed("''", "''"),
    "guillemets -> `` ''": unmixed("``", "''"),
    "guillemets -> » «": unmixed("»", "«"),
    "guillemets -> « « (one sign)": unmixed("«", "«"),
    "guillemets -> “ “ (one sign)": unmixed("“", "“"),
    "guillemets -> ” ” (one sign)": unmixed("”", "”"),
    'guillemets -> “ " and " ”': mixed,
    **{f"wrapped at {n}": wrapped(n) for n in (40, 60, 72, 100)},
    **{f"wrapped at {n}, blank lines": wrapped(n, between="\n") for n in (40, 60, 72, 100)},
    **{f"wrapped at {n}, words divided": wrapped(n, divide=True) for n in (40, 72)},
    "wrapped at 72, each line > ": wrapped(72, between="\n", prefix="> "),
    "note calls » [1]": notes_after_marks(" [1]"),
    "note calls »[1]": notes_after_marks("[1]"),
    "note calls » (1)": notes_after_marks(" (1)"),
    "note calls »¹": notes_after_marks("¹"),
    "note calls »*": notes_after_marks("*"),
    "note calls Name²": notes_after_names("²"),
    "note calls Name[1]": notes_after_names("[1]"),
    "note calls Name*": notes_after_names("*"),
    "**names**": around_names("**", "**"),
    "_names_": around_names("_", "_"),
    "[names](address)": around_names("[", "](https://example.org/wiki/Page_(ville))"),
    "« *contents* »": around_contents("*", "*"),
    "« **contents** »": around_contents("**", "**"),
    "<strong>names</strong>": around_names("<strong>", "</strong>"),
    "<a>names</a>": around_names('<a href="https://example.org/a_b" rel="x">', "</a>"),
    "« <em>contents</em> »": around_contents("<em>", "</em>"),
    "entities": lambda text: [(k, k + 1, ENTITIES[c]) for k, c in enumerate(text) if c in ENTITIES],
    "<p>paragraphs</p>": paragraphs_as_html,
    "spaces all U+00A0": lambda text: [(k, k + 1, "\u00a0") for k, c in enumerate(text) if c == " "],
}


def plain(name: str) -> str:
    """A speaker's name without the typography that a change may have altered."""
    name = unicodedata.normalize("NFC", name).replace("’", "'")
    return " ".join(re.sub(r"\s*(?:<<|>>|''|``|[\"«»“”‘‹›]|(?<=\w)'(?!\w))+\s*", '"', name).split())


def found(result: Result, changed: Changed) -> Counter[tuple[tuple[tuple[int, int], ...], str]]:
    """The quotations by content in the offsets of the original, with the speaker's name."""
    return Counter(
        (tuple(changed.back(s.start, s.end) for s in q.content), plain(q.speaker.name) if q.speaker is not None else "")
        for q in result.quotations
    )


def describe(text: str, item: tuple[tuple[tuple[int, int], ...], str]) -> str:
    spans, speaker = item
    return f"{speaker or '-'}: {' […] '.join(text[a:b] for a, b in spans)!r}"


def measure(
    extractor: Extractor, texts: list[str], before: list[Result], edits: Callable[[str], list[Edit]], show: int
) -> Iterator[str]:
    jobs = [
        (k, Changed(text, found_edits))
        for k, text in enumerate(texts)
        if (found_edits := edits(text)) and Changed(text, found_edits).text != text
    ]
    total = kept = both = new = 0
    for (k, changed), after in zip(jobs, extractor.pipe(changed.text for _, changed in jobs), strict=True):
        old, now = found(before[k], Changed(texts[k], ())), found(after, changed)
        contents, others = Counter(c for c, _ in old.elements()), Counter(c for c, _ in now.elements())
        total += old.total()
        kept += (contents & others).total()
        both += (old & now).total()
        new += (others - contents).total()
        if show > 0 and old != now:
            show -= 1
            yield f"    article {k}"
            yield from (f"      - {describe(texts[k], item)}" for item in (old - now))
            yield from (f"      + {describe(texts[k], item)}" for item in (now - old))
    percent = 100 / max(total, 1)
    yield f"{len(jobs):4} articles {total:5} quotations   content {kept * percent:6.2f} %   content and speaker {both * percent:6.2f} %   new {new}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--skip", type=int, default=0, help="how many articles of the file are passed over")
    parser.add_argument("--only", nargs="*", default=list(CHANGES), help="the changes to try")
    parser.add_argument("--show", type=int, default=0, help="how many articles with differences to print, each change")
    given = parser.parse_args()
    with given.articles.open(encoding="utf-8") as source:
        texts = [json.loads(line)["text"] for line in source][given.skip : given.skip + given.count]
    extractor = Extractor()
    before = list(extractor.pipe(texts))
    for name, edits in CHANGES.items():
        if not any(wanted in name for wanted in given.only):
            continue
        start = time.perf_counter()
        *details, line = measure(extractor, texts, before, edits, given.show)
        print(f"{name:34} {line}   {time.perf_counter() - start:.0f} s", flush=True)
        for detail in details:
            print(detail)


if __name__ == "__main__":
    main()
