"""The parts of the HTML view: head, voices, text, list of quotations, notes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import field, frozen

from quoteattr.export.html.markup import Mark, attribute, escape, marked
from quoteattr.export.html.palette import COUNT, HUES, LINES, shades
from quoteattr.result import Quotation, Result, Span, Speaker
from quoteattr.result.words import line_ends, words, words_of

__all__ = ["View", "initials"]

NOBODY = 0
"""The number of the voice of quotations without a speaker; speakers count from 1."""
REFERENCES = 12
"""Links to its quotations that a voice gets in the legend."""

LIT = "--soft:var(--text);--back:var(--strong)"
"""What a part of a voice becomes when the voice is pointed at; ``view.css`` says the same of ``.qa-lit``."""

_SMALL = frozenset(
    "le la les l un une des de du d à au aux et en m mm mme mmes mlle me dr pr the of van von der den el al".split()
)
_WORD = re.compile(r"[^\W_]+")


def initials(name: str) -> str:
    """One or two capitals for a name or description: *Hélène Castaing*, HC; *la maire de Trézien*, MT."""
    found: list[str] = _WORD.findall(name)
    weighty = [word for word in found if word.lower() not in _SMALL] or found
    letters = [weighty[0][0], weighty[-1][0]] if len(weighty) > 1 else [word[0] for word in weighty]
    return "".join(letter.upper()[:1] for letter in letters) or "•"


@frozen
class _Voice:
    """A speaker, or nobody, with what it says."""

    number: int
    badge: str
    name: str
    speaker: Speaker | None
    quotations: tuple[tuple[int, Quotation], ...] = ()
    words: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "words", sum(words_of(q) for _, q in self.quotations))

    @property
    def classes(self) -> str:
        """Its number, and its colour."""
        return f"qa-s{self.number} qa-k{(self.number - 1) % COUNT}" if self.number else "qa-s0 qa-kn"


class View:
    """Writes the parts; `prefix` begins every id, `level` is that of the first heading."""

    def __init__(self, result: Result, labels: dict[str, Any], *, prefix: str = "", level: int = 1) -> None:
        self._result = result
        self._labels = labels
        self._prefix = prefix
        self._level = level
        self._voices = _voices(result, labels)
        self._voice_of = {number: voice for voice in self._voices for number, _ in voice.quotations}
        self._numbers = {q.id: number for number, q in reversed([*enumerate(result.quotations, start=1)])}
        self._text = marked(result.text, self._marks())

    def style(self, root: str) -> str:
        """The rules that are this result's own.

        The colours of its speakers, and what belongs to each of them; all inside `root`.
        """
        used = sorted({(voice.number - 1) % COUNT for voice in self._voices if voice.number})
        colours = {scheme: "".join(_colours(root, k, scheme) for k in used) for scheme in ("light", "dark")}
        lines = "".join(f"{root} .qa-k{k}{{--line:{LINES[k // len(HUES) % len(LINES)]}}}" for k in used)
        ties = "".join(
            f"{root}:not(.qa-js):has(.qa-s{n}:is(:hover,:target),a.qa-s{n}:focus) "
            f":is(mark,b,.qa-who,.qa-item).qa-s{n}{{{LIT}}}\n"
            for n in (voice.number for voice in self._voices)
        )
        nobody = (
            f"{root} .qa-kn{{--ink:var(--none-ink);--tint:var(--none-tint);--strong:var(--none-strong);--line:dotted}}"
        )
        return f"{lines}{nobody}\n{colours['light']}\n@media (prefers-color-scheme:dark){{{colours['dark']}}}\n{ties}"

    def html(self, heading: str) -> str:
        """Everything, in the order in which it is read aloud."""
        found = bool(self._result.quotations)
        parts = (
            self._head(heading),
            self._legend() if self._voices else "",
            self._article(),
            self._list() if found else "",
            self._notes(),
            self._foot(),
        )
        return f'<div class="qa-grid">{"".join(parts)}</div><p class="qa-hidden" role="status"></p>'

    # ---- head

    def _head(self, heading: str) -> str:
        label, result = self._labels, self._result
        if result.quotations:
            quoted, total = words(" ".join(_union(result))), words(result.text)
            speakers = sum(bool(voice.number and voice.quotations) for voice in self._voices)
            share = f" ({self._percent(min(quoted / total, 1.0))})" if total else ""
            facts = [
                self._count(len(result.quotations), "quotation"),
                self._count(speakers, "speaker"),
                label["quoted_words"].format(quoted=self._count(quoted, "word"), all=self._number(total)) + share,
            ]
            summary = " · ".join(facts)
        else:
            summary = label["none_found"]
        tag = f"h{self._level}"
        return (
            f'<header class="qa-head"><{tag} class="qa-title"><bdi>{attribute(heading)}</bdi></{tag}>'
            f'<p class="qa-summary">{escape(summary)}</p>{self._strip()}{self._key()}</header>'
        )

    def _strip(self) -> str:
        """The whole text as a ribbon, with the colour of who speaks where."""
        size = len(self._result.text)
        if not self._result.quotations or not size:
            return ""
        rects = "".join(
            f'<rect class="{self._voice_of[number].classes}" x="{1000 * span.start / size:.2f}" '
            f'width="{max(1000 * len(span) / size, 1.5):.2f}" height="12"/>'
            for number, q in enumerate(self._result.quotations, start=1)
            for span in q.content
        )
        return (
            '<svg class="qa-strip" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" '
            f'aria-label="{attribute(self._labels["strip"])}">{rects}</svg>'
        )

    def _key(self) -> str:
        if not self._result.quotations:
            return ""
        quotation, cue, mention = (escape(self._labels[f"key_{part}"]) for part in ("quotation", "cue", "mention"))
        return f'<p class="qa-key"><mark>{quotation}</mark> <u>{cue}</u> <b>{mention}</b></p>'

    # ---- who speaks

    def _legend(self) -> str:
        label = self._labels
        most = max(voice.words for voice in self._voices) or 1
        entries = "".join(self._entry(voice, most) for voice in self._voices)
        return (
            f'<section class="qa-voices" aria-labelledby="{self._prefix}voices">'
            f'{self._heading("speakers_title", "voices")}<ul class="qa-names" role="list">{entries}</ul>'
            f'<a class="qa-clear" href="#{self._prefix}voices">{escape(label["clear"])}</a>'
            f'<p class="qa-hint">{escape(label["hint"])}</p></section>'
        )

    def _entry(self, voice: _Voice, most: int) -> str:
        counted = f"{self._count(len(voice.quotations), 'quotation')} · {self._count(voice.words, 'word')}"
        number, space, rest = counted.partition("\u00a0")
        summary = attribute(f"{voice.name}{self._labels['colon']}{counted}")
        about = self._about(voice.speaker)
        links = self._references(voice)
        return (
            f'<li class="qa-who {voice.classes}" id="{self._prefix}s{voice.number}" data-summary="{summary}">'
            f"{self._name(voice, 'qa-name')} "
            f'<span class="qa-count">{escape(number)}<span class="qa-rest">{escape(space + rest)}</span></span>'
            '<svg class="qa-bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">'
            f'<rect width="{100 * voice.words / most:.1f}" height="3"/></svg>'
            + (f'<p class="qa-about">{about}</p>' if about else "")
            + (f'<p class="qa-refs">{links}</p>' if links else "")
            + "</li>"
        )

    def _references(self, voice: _Voice) -> str:
        """Links to the first quotations of a voice in the text, and one to the next in the list."""
        links = "".join(
            f' <a href="#{self._prefix}q{number}" aria-label="{self._in_text(number)}">{number}</a>'
            for number, _ in voice.quotations[:REFERENCES]
        )
        if len(voice.quotations) > REFERENCES:
            following = voice.quotations[REFERENCES][0]
            links += f' <a href="#{self._prefix}d{following}" aria-label="{attribute(self._labels["more"])}">…</a>'
        return links

    def _in_text(self, number: int) -> str:
        return attribute(self._labels["in_text"].format(number=number))

    def _about(self, speaker: Speaker | None) -> str:
        if speaker is None:
            return ""
        facts = [self._labels["speaker_kind"][speaker.kind.value]]
        if speaker.gender is not None:
            facts.append(
                self._labels["gender"][speaker.gender.value]
                + (f" ({self._labels['guessed']})" if speaker.gender_guessed else "")
            )
        known = escape(", ".join(filter(None, facts)))
        aliases = ", ".join(_french(alias) for alias in speaker.aliases if alias.strip())
        return " · ".join(filter(None, (known, f"{escape(self._labels['aliases'])} {aliases}" if aliases else "")))

    def _name(self, voice: _Voice, more: str = "") -> str:
        name = _french(voice.name) if voice.number else escape(voice.name)
        chip = f'<span class="qa-chip" aria-hidden="true">{escape(voice.badge)}</span>'
        place = f'data-s="{voice.number}" href="#{self._prefix}s{voice.number}"'
        return f'<a class="{more} {voice.classes}" {place}>{chip} {name}</a>'

    # ---- the text

    def _article(self) -> str:
        return (
            f'<article class="qa-text" id="{self._prefix}text" lang="fr" '
            f'aria-label="{attribute(self._labels["article"])}">{self._text}</article>'
        )

    def _marks(self) -> Iterator[Mark]:
        seen: set[tuple[int, int, int]] = set()
        for number, q in enumerate(self._result.quotations, start=1):
            voice = self._voice_of[number]
            label = self._labels["quotation_n"].format(number=number) + self._labels["colon"] + voice.name
            anchor = (
                f'<a class="qa-badge {voice.classes}" id="{self._prefix}q{number}" '
                f'href="#{self._prefix}s{voice.number}" data-s="{voice.number}" '
                f'data-i="{attribute(voice.badge)}" aria-label="{attribute(label)}"></a>'
            )
            title = f'data-s="{voice.number}" title="{attribute(voice.name)}" class="{voice.classes}'
            for span in q.content:
                yield Mark(span.start, span.end, 0, number, title, anchor)
            if q.cue is not None and (1, q.cue.span.start, q.cue.span.end) not in seen:
                seen.add((1, q.cue.span.start, q.cue.span.end))
                yield Mark(q.cue.span.start, q.cue.span.end, 1, number, f'class="{voice.classes}')
            if q.mention is not None:
                yield from self._mention(q.mention.span, voice, seen)
        for voice in self._voices:
            for mention in voice.speaker.mentions if voice.speaker else ():
                yield from self._mention(mention.span, voice, seen)

    def _mention(self, span: Span, voice: _Voice, seen: set[tuple[int, int, int]]) -> Iterator[Mark]:
        if (2, span.start, span.end) not in seen:
            seen.add((2, span.start, span.end))
            yield Mark(span.start, span.end, 2, 0, f'data-s="{voice.number}" class="{voice.classes}')

    # ---- one by one

    def _list(self) -> str:
        items = "".join(self._item(number, q) for number, q in enumerate(self._result.quotations, start=1))
        listed, heading = f'<ol class="qa-list" role="list">{items}</ol>', self._heading("quotations_title", "all")
        parts = f"{heading}{listed}" if self._level == 1 else f"<details><summary>{heading}</summary>{listed}</details>"
        return f'<section class="qa-all" aria-labelledby="{self._prefix}all">{parts}</section>'

    def _item(self, number: int, q: Quotation) -> str:
        voice = self._voice_of[number]
        anchor = f'<a class="qa-num" href="#{self._prefix}q{number}" aria-label="{self._in_text(number)}">{number}</a>'
        facts = "".join(
            f"<div><dt>{escape(self._labels[key])}</dt> <dd>{value}</dd></div>" for key, value in self._facts(q)
        )
        return (
            f'<li class="qa-item {voice.classes}" id="{self._prefix}d{number}">{anchor}'
            f'<p class="qa-by">{self._name(voice)}</p>'
            f'<blockquote lang="fr">{_shown(q.text)}</blockquote><dl class="qa-facts">{facts}</dl></li>'
        )

    def _facts(self, q: Quotation) -> Iterator[tuple[str, str]]:
        """Label and value, the value escaped."""
        label = self._labels
        yield "fact_kind", escape(label["kind"][q.kind.value])
        if q.cue is not None:
            lemma = f"{_french(q.cue.lemma)}, " if q.cue.lemma.strip() and q.cue.lemma != q.cue.span.text else ""
            yield "fact_cue", f"{_french(q.cue.span.text)} ({lemma}{escape(label['cue'][q.cue.kind.value])})"
        if q.mention is not None:
            yield "fact_mention", f"{_french(q.mention.span.text)} ({escape(label['form'][q.mention.form.value])})"
        yield "fact_rule", self._means(q.rule, q.confidence)
        if q.link or q.speaker_confidence is not None:
            yield "fact_link", self._means(q.link, q.speaker_confidence)
        if q.parent_id is not None:
            number = self._numbers.get(q.parent_id)
            yield "fact_parent", f'<a href="#{self._prefix}d{number}">{number}</a>' if number else _shown(q.parent_id)

    def _means(self, name: str, confidence: float | None) -> str:
        shown = f"<code>{_shown(name)}</code>" if name.strip() else "–"
        return (
            shown
            if confidence is None
            else f"{shown}, {escape(self._labels['sure'].format(share=self._percent(confidence)))}"
        )

    # ---- notes

    def _notes(self) -> str:
        if not self._result.diagnostics:
            return ""
        ends = line_ends(self._result.text)
        items = "".join(
            self._note(d.code.value, d.span, d.message, bisect_left(ends, d.span.start) + 1)
            for d in self._result.diagnostics
        )
        return (
            f'<section class="qa-odd" aria-labelledby="{self._prefix}odd">{self._heading("diagnostics_title", "odd")}'
            f'<ul class="qa-notes" role="list">{items}</ul></section>'
        )

    def _note(self, code: str, span: Span, message: str, number: int) -> str:
        line = self._labels["line"].format(number=number)
        said = f' <span lang="en">({_shown(message)})</span>' if message.strip() else ""
        what = escape(line + self._labels["colon"] + self._labels["diagnostic"][code])
        return f"<li>{what}, <q>{_french(span.text)}</q>{said}</li>"

    def _foot(self) -> str:
        meta = " · ".join(f"{_shown(key)} {_shown(value)}" for key, value in self._result.meta.items())
        return f'<p class="qa-foot">{" · ".join(filter(None, (escape(self._labels["made_by"]), meta)))}</p>'

    # ---- words and numbers

    def _heading(self, label: str, ident: str) -> str:
        tag = f"h{self._level + 1}"
        return f'<{tag} class="qa-heading" id="{self._prefix}{ident}">{escape(self._labels[label])}</{tag}>'

    def _number(self, number: int) -> str:
        return f"{number:,}".replace(",", self._labels["thousands"])

    def _percent(self, share: float) -> str:
        """A share in per cent; one that is nearly all or nothing, but not quite, with a decimal."""
        whole = f"{100 * share:.0f}"
        if (whole == "100" and share < 1) or (whole == "0" and share > 0):
            whole = f"{min(max(100 * share, 0.1), 99.9):.1f}".replace(".", self._labels["decimal"])
        return f"{whole}{self._labels['percent']}"

    def _count(self, number: int, of: str) -> str:
        one, many = self._labels[of]
        plural = number >= 2 if self._labels["decimal"] == "," else number != 1
        return f"{self._number(number)}\u00a0{many if plural else one}"


def _voices(result: Result, labels: dict[str, Any]) -> list[_Voice]:
    """The speakers of a result, numbered in order, and nobody at the end if some quotation has no speaker."""
    mine: dict[str | None, list[tuple[int, Quotation]]] = {}
    speakers = {speaker.id: speaker for speaker in result.speakers}
    for number, q in enumerate(result.quotations, start=1):
        mine.setdefault(None if q.speaker is None else q.speaker.id, []).append((number, q))
        if q.speaker is not None:
            speakers.setdefault(q.speaker.id, q.speaker)
    voices: list[_Voice] = []
    taken: dict[str, int] = {}
    for number, speaker in enumerate(speakers.values(), start=1):
        badge = initials(speaker.name)
        taken[badge] = taken.get(badge, 0) + 1
        badge = badge if taken[badge] == 1 else f"{badge}{taken[badge]}"
        voices.append(
            _Voice(
                number,
                badge,
                next((name for name in (speaker.name, speaker.id) if name.strip()), f"#{number}"),
                speaker,
                tuple(mine.get(speaker.id, ())),
            )
        )
    if None in mine:
        voices.append(_Voice(NOBODY, "?", labels["nobody"], None, tuple(mine[None])))
    return voices


def _union(result: Result) -> Iterator[str]:
    """The text that stands in any quotation, once."""
    at = 0
    spans: Sequence[Span] = sorted(span for q in result.quotations for span in q.content)
    for span in spans:
        if span.end > at:
            yield result.text[max(at, span.start) : span.end]
            at = span.end


def _colours(root: str, number: int, scheme: str) -> str:
    colours = shades(number, scheme)
    return f"{root} .qa-k{number}{{--ink:{colours.ink};--tint:{colours.tint};--strong:{colours.strong}}}"


def _shown(text: str) -> str:
    return f"<bdi>{attribute(text)}</bdi>"


def _french(text: str) -> str:
    return f'<bdi lang="fr">{attribute(text)}</bdi>'
