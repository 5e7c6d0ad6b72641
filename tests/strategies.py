"""Hypothesis strategies: French with every kind of mark and every kind of mishap, arbitrary text, made-up results."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from quoteattr import (
    Cue,
    CueKind,
    Diagnostic,
    DiagnosticCode,
    Gender,
    Kind,
    Mention,
    MentionForm,
    Quotation,
    Result,
    Span,
    Speaker,
    SpeakerKind,
)

__all__ = ["arbitrary_texts", "balanced_texts", "french_texts", "plain_sentences", "results"]

SUBJECTS = (
    "Jeanne Le Cam", "M. Sarr", "Mme Okafor", "le maire de Trézien", "la ministre", "il", "elle", "on", "des riverains", "Moscou", "l'AFP", "l’ONG", "Me Cellier",
    "le directeur, Yusuf Demirel,", "Paule et Henri Delcroix", "ce dernier", "OUÉDRAOGO Salif", "Joost van der Meulen", "le rapport", "une source policière", "J.-L. Vauthier",
)  # fmt: skip
VERBS = (
    "dit",
    "a déclaré",
    "affirme",
    "ajoute",
    "s'étonne",
    "s’est emportée",
    "a fait savoir",
    "estime",
    "raconte",
    "n'a pas dit",
    "demande",
    "rétorque",
    "poursuit",
)
INCISES = (
    "dit-il",
    "a-t-elle ajouté",
    "s'étonne-t-on",
    "a déclaré Jeanne Le Cam",
    "note jeudi à l'AFP M. Sarr",
    "a-t-on appris auprès du parquet",
    "disent-ils",
    "rapporte l’AFP",
)
SOURCES = ("Selon", "D'après", "Pour", "À en croire", "De source policière", "Aux yeux de", "Comme l'explique")
SENTENCES = (
    "le pont fermera en octobre", "nous n'avons rien reçu", "il a plu toute la nuit", "3 000 personnes ont défilé", "la digue a cédé, hélas", "12,5 % des voix", "qui va payer ?",
    "ce n'est pas à l'ordre du jour !", "aujourd'hui, c'est fini…", "absurde", "un scandale", "je pars", "elle m’a dit qu’elle viendrait", "l'été sera chaud (très chaud)", 'un écran de 27"',
)  # fmt: skip
TERMS = ("gilets mauves", "La Traversée du vent", "fake news", "miracle", "le Rouge", "")
PAIRS = (
    ("«\u00a0", "\u00a0»"),
    ("«\u202f", "\u202f»"),
    ("«", "»"),
    ("« ", " »"),
    ("“", "”"),
    ('"', '"'),
    ("‘", "’"),
    ("„", "“"),
    ("<<", ">>"),
    ("‹", "›"),
    ("\u0093", "\u0094"),
    (",,", "''"),
)
MIXED_PAIRS = (
    ("«\u00a0", '"'),
    ('"', "\u00a0»"),
    ("“", "»"),
    ("«", ""),
    ("", "»"),
    ('"', ""),
    ("", "”"),
    ("«\u00a0«", "»"),
    ("»", "«"),
)
BREAKS = (
    " ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    "\u00a0",
    "\u2028",
    "\u0085",
    "",
    "\n«\u00a0",
    "\n»\u00a0",
    "\n— ",
    " — ",
    "\n- ",
)
ODDITIES = (
    "\U0001f600",
    "e\u0301",
    "\u0301",
    "\ud800",
    "\udfff",
    "\x00",
    "\ufeff",
    "\u200b",
    "𝐀",
    "ﬁ",
    "İ",
    "ǅ",
    "١٢",
    "&laquo;",
    "…",
    "(",
    ")",
    "[…]",
    "http://x.example/«a»",
    "#tag",
    "@compte",
    "n°",
    "°",
    "'",
)

arbitrary_texts: SearchStrategy[str] = st.text(st.characters(codec=None), max_size=200)
"""Any `str` at all, lone surrogates among it."""

_marky = st.text(st.sampled_from("«»“”„‹›\"'’‘<>,,.:;!?—- \u00a0\u202f\n\r\u0093\u0094abÉ1é(["), max_size=60)

plain_sentences: SearchStrategy[str] = st.builds(
    lambda subject, verb, rest: f"{subject[:1].upper()}{subject[1:]} {verb} que {rest}.",
    st.sampled_from(SUBJECTS),
    st.sampled_from(VERBS),
    st.sampled_from(SENTENCES[:-1]),
)


def _utterance(depth: int, pairs: SearchStrategy[tuple[str, str]]) -> SearchStrategy[str]:
    sentence = st.sampled_from(SENTENCES)
    if not depth:
        return sentence
    return st.one_of(
        sentence,
        st.builds(
            lambda s, inner, p: f"{s} {p[0]}{inner}{p[1]}",
            sentence,
            st.deferred(lambda: _utterance(depth - 1, pairs)),
            pairs,
        ),
        st.builds(lambda a, i, b: f"{a}, {i}, {b}", sentence, st.sampled_from(INCISES), sentence),
    )


def _statement(pairs: SearchStrategy[tuple[str, str]]) -> SearchStrategy[str]:
    quoted = st.builds(lambda p, u: f"{p[0]}{u}{p[1]}", pairs, _utterance(2, pairs))
    subject, verb, sentence = st.sampled_from(SUBJECTS), st.sampled_from(VERBS), st.sampled_from(SENTENCES)
    return st.one_of(
        st.builds(lambda q, i: f"{q}, {i}.", quoted, st.sampled_from(INCISES)),
        st.builds(lambda q, i, r: f"{q}, {i}. {r}", quoted, st.sampled_from(INCISES), quoted),
        st.builds(lambda s, v, q: f"{s} {v} : {q}.", subject, verb, quoted),
        st.builds(lambda s, v, a, q: f"{s} {v} que {a}, {q}.", subject, verb, sentence, quoted),
        st.builds(lambda s, v, a: f"{s} {v} que {a}.", subject, verb, sentence),
        st.builds(lambda w, s, a: f"{w} {s}, {a}.", st.sampled_from(SOURCES), subject, sentence),
        st.builds(lambda a, i: f"{a}, {i}.", sentence, st.sampled_from(INCISES)),
        st.builds(lambda p, t: f"Les {p[0]}{t}{p[1]} ont défilé.", pairs, st.sampled_from(TERMS)),
        st.builds(
            lambda s, v, p, t: f"{s} {v} {p[0]}{t}{p[1]} et {p[0]}{t}{p[1]}",
            subject,
            verb,
            pairs,
            st.sampled_from(TERMS),
        ),
        quoted,
    )


# Made once: to make a strategy takes longer than to draw from it.
_STATEMENTS = _statement(st.one_of(st.sampled_from(PAIRS), st.sampled_from(MIXED_PAIRS)))
_BREAKS = st.sampled_from(BREAKS)
_STRAY = st.one_of(st.sampled_from(ODDITIES), _marky)
_ONE_IN_FIVE = st.integers(0, 4).map(lambda n: n == 0)


@st.composite
def french_texts(draw: DrawFn, max_statements: int = 6) -> str:
    """Plausible French, with nested and unbalanced marks, all sorts of spaces and line ends, and a stray character here and there."""
    out: list[str] = []
    for _ in range(draw(st.integers(0, max_statements))):
        out.append(draw(_STATEMENTS))
        out.append(draw(_BREAKS))
        if draw(_ONE_IN_FIVE):
            out.append(draw(_STRAY))
    return "".join(out)


_SET = st.sampled_from([s for s in SENTENCES if '"' not in s]).map(lambda s: f"«\u00a0{s}\u00a0»")
_BALANCED = st.lists(
    st.one_of(
        st.builds(lambda q, i: f"{q}, {i}.", _SET, st.sampled_from(INCISES)),
        st.builds(lambda s, v, q: f"{s} {v} : {q}.", st.sampled_from(SUBJECTS), st.sampled_from(VERBS), _SET),
        st.builds(lambda s, q: f"{s} parle de {q} et de {q}.", st.sampled_from(SUBJECTS), _SET),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


def balanced_texts() -> SearchStrategy[str]:
    """French in which every mark is « or », balanced, not nested, and set with no-break spaces.

    No other mark and no line end.
    """
    return _BALANCED


_WORDS = st.text(max_size=12)
_PLACE = st.tuples(st.integers(0, 1000), st.integers(0, 1000))
"""Where a span begins and ends, in thousandths of a text that is not known yet."""
_MENTION = st.tuples(_PLACE, st.sampled_from(MentionForm))
_SPEAKER = st.fixed_dictionaries(
    {
        "id": _WORDS,
        "name": _WORDS,
        "kind": st.sampled_from(SpeakerKind),
        "gender": st.none() | st.sampled_from(Gender),
        "gender_guessed": st.booleans(),
        "aliases": st.lists(_WORDS, max_size=3),
        "mentions": st.lists(_MENTION, max_size=3),
        "about": st.dictionaries(_WORDS, _WORDS, max_size=2),
    }
)
_QUOTATION = st.fixed_dictionaries(
    {
        "id": _WORDS,
        "kind": st.sampled_from(Kind),
        "content": st.lists(_PLACE, min_size=1, max_size=3),
        "cue": st.none() | st.tuples(_PLACE, _WORDS, st.sampled_from(CueKind)),
        "mention": st.none() | _MENTION,
        "speaker": st.integers(0, 4),
        "rule": _WORDS,
        "confidence": st.floats(0.0, 1.0),
        "parent_id": st.none() | _WORDS,
        "link": _WORDS,
        "speaker_confidence": st.none() | st.floats(0.0, 1.0),
    }
)


def _result(
    text: str,
    speakers: list[dict[str, Any]],
    quotations: list[dict[str, Any]],
    diagnostics: list[tuple[DiagnosticCode, tuple[int, int], str]],
    meta: dict[str, str],
) -> Result:
    """The result of a text that is not empty, of what was drawn without knowing it."""

    def span(place: tuple[int, int]) -> Span:
        one, other = place[0] * len(text) // 1000, max(1, place[1] * len(text) // 1000)
        start, end = min(one, other - 1), max(one, other)
        return Span(start, end, text[start:end])

    def mention(place: tuple[int, int], form: MentionForm) -> Mention:
        return Mention(span(place), form)

    made = [Speaker(**{**row, "mentions": [mention(*m) for m in row["mentions"]]}) for row in speakers]
    somebody = [None, *made]
    return Result(
        text=text,
        quotations=[
            Quotation(
                **{
                    **row,
                    "content": [span(place) for place in row["content"]],
                    "cue": row["cue"] and Cue(span(row["cue"][0]), *row["cue"][1:]),
                    "mention": row["mention"] and mention(*row["mention"]),
                    "speaker": somebody[row["speaker"] % len(somebody)],
                }
            )
            for row in quotations
        ],
        speakers=made,
        diagnostics=[Diagnostic(code, span(place), message) for code, place, message in diagnostics],
        meta=meta,
    )


_RESULTS = st.tuples(
    st.one_of(french_texts(2), arbitrary_texts).map(lambda text: text or "?"),
    st.lists(_SPEAKER, max_size=4, unique_by=lambda row: row["id"]),
    st.lists(_QUOTATION, max_size=4),
    st.lists(st.tuples(st.sampled_from(DiagnosticCode), _PLACE, _WORDS), max_size=3),
    st.dictionaries(_WORDS, _WORDS, max_size=3),
).map(lambda parts: _result(*parts))


def results() -> SearchStrategy[Result]:
    """Results that could have been made by an extractor, and some that could not but are well-formed."""
    return _RESULTS
