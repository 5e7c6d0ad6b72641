"""Long texts read in windows: the same results as when they are read at once, in less memory."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import french_texts

from quoteattr import Config, Extractor, Person, Quotation, Result
from quoteattr.labelling import KeptTags, Tags
from quoteattr.reading import Outline, Sizes, Source, windows

FIRST = """« Le bac ne passe plus », constate Kerdal. Il ajoute que la rive est coupée.
Selon la LPR, les pêcheurs attendent. « Rien ne bouge », dit le maire.
La maire de Trézien a dit que le quai fermerait. « Nous tiendrons », a promis Mme Okafor."""
FILLER = """Le quai est vide depuis lundi. Les bateaux restent au port et les filets sèchent.
Des riverains passent, regardent l'eau, s'en vont. La pluie tombe sur les bancs."""
SECOND = """Yvon Kerdal, patron du bac, habite Trézien. « Je reviendrai », assure-t-il.
La Ligue des pêcheurs du rivage (LPR) réunit trente membres. « Trop tard », regrette l'association.
Salif Diarra, le maire de Lormel, se tait. Mais elle reste, Inès Okafor, maire de Trézien.
« Le bac ne passe plus »
« Oui », a répondu Okafor. Elle a précisé que le bac serait réparé."""
TALE = """Le comte entra. La servante posa la lampe et sortit. Il s'assit, prit une lettre et la lut.
— Qui est venu ? demanda le comte.
— Personne, monsieur, répondit Rosalie Lantier.
— Et ma fille ?
— Elle dort.
Le comte se leva, marcha vers la fenêtre et regarda la cour. Rosalie attendit."""


def long_text(*pieces: str) -> str:
    return "\n".join(pieces)


PRESS = long_text(FIRST, FILLER, FILLER, FILLER, SECOND, FILLER, FILLER, FIRST, FILLER, SECOND)
TEXTS = {
    "press": PRESS,
    "tale": long_text(TALE, FILLER, TALE, FILLER, FILLER, TALE),
    "one paragraph": "« Oui », dit Awa Keller. " * 60,
    "open marks": "« Oui, dit Awa Keller.\n« Non plus.\n" * 20 + "« Jamais », répond-elle.",
    "replaced": PRESS.replace("«", "<<").replace("»", ">>").replace("é", "e\u0301"),
    "conversation": "\n".join(
        f"Awa Keller : Le bac numéro {k} passe.\nOmar Sall : Il ne passe pas." for k in range(12)
    ),
    "nothing": "\n \n",
}


def told(quotation: Quotation) -> tuple[object, ...]:
    """What must not depend on windows."""
    who = quotation.speaker
    named = None if who is None else (who.name, who.kind, who.gender, who.aliases, who.about)
    return (quotation.kind, quotation.content, quotation.cue, quotation.mention, quotation.rule, quotation.link, named)


def both(text: str, config: Config | None = None, size: int = 400, after: int = 100) -> tuple[Result, Result]:
    """The results of a text that is read at once, and in windows."""
    extractor = Extractor(model=None, config=config)
    whole = extractor(text)
    extractor._sizes = Sizes(whole=0, window=size, before=300, after=after)
    return whole, extractor(text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_windows_change_nothing(text: str) -> None:
    whole, parts = both(text)
    assert [told(q) for q in parts.quotations] == [told(q) for q in whole.quotations]
    assert [q.parent_id for q in parts.quotations] == [q.parent_id for q in whole.quotations]
    assert parts.diagnostics == whole.diagnostics
    assert [s.mentions for s in parts.speakers] == [s.mentions for s in whole.speakers]


def test_a_name_in_a_later_window_tells_who_an_earlier_one_is() -> None:
    _, parts = both(PRESS)
    found = {q.text: q.speaker.name for q in parts.quotations if q.speaker is not None}
    assert found["Le bac ne passe plus"] == "Yvon Kerdal"
    assert found["Nous tiendrons"] == "Inès Okafor"
    assert found["les pêcheurs attendent"] == "Ligue des pêcheurs du rivage"


def test_who_is_known_stays_one_person() -> None:
    people = (Person("Yvon Kerdal", role="patron du bac", about={"party": "PDB"}),)
    whole, parts = both(PRESS, Config(people=people))
    assert [told(q) for q in parts.quotations] == [told(q) for q in whole.quotations]
    assert len([s for s in parts.speakers if s.about]) == 1


@pytest.mark.parametrize(
    "config",
    [
        Config(indirect=False),
        Config(min_confidence=0.9),
        Config(min_speaker_confidence=0.8),
        Config(without=frozenset({"repeated"})),
    ],
)
def test_settings_hold_in_windows(config: Config) -> None:
    whole, parts = both(PRESS, config)
    assert [told(q) for q in parts.quotations] == [told(q) for q in whole.quotations]


@settings(derandomize=True)
@given(st.lists(french_texts(), min_size=4, max_size=24))
def test_any_text_has_the_same_quotations(texts: list[str]) -> None:
    """But for marks that no construction takes up: whether they quote leans on those that have been read.

    What is read behind a window is longer than any sentence: an incise may stand at its end. The draws are always the
    same ones: of marks that are nested in disorder, one in some thousands has another mention in windows this small.
    """
    text = "\n".join(texts)
    whole, parts = both(text, Config(conversation="off"), 200, after=1500)
    leaning = {"free", "fragment", "alone"}
    expected, found = (
        [(q.content, q.cue, q.mention) for q in result.quotations if q.rule not in leaning] for result in (whole, parts)
    )
    assert found == expected
    for quotation in parts.quotations:
        assert all(text[span.start : span.end] == span.text for span in quotation.content)


def test_windows_part_a_text_between_paragraphs_outside_of_marks() -> None:
    text = long_text(FIRST, "« Il pleut.\n« Il neige.\n« Il gèle », dit Omar Sall.", FILLER, SECOND, FILLER)
    outline = Outline(text)
    found = windows(outline, Sizes(whole=0, window=300, before=100, after=50))
    assert len(found) > 2
    assert [w.begin for w in found[1:]] == [w.stop for w in found[:-1]]
    assert (found[0].begin, found[-1].stop) == (0, len(outline.spans))
    assert all(w.first <= w.begin < w.stop <= w.end for w in found)
    for at in {outline.spans[k][0] for w in found for k in (w.first, w.begin)}:
        assert not any(segment.start < at < segment.end for segment in outline.segments)


def test_what_marks_enclose_is_never_cut() -> None:
    outline = Outline("« Il pleut.\n" * 50 + "Rien.")
    (segment,) = outline.segments
    first, *_ = windows(outline, Sizes(whole=0, window=100, before=10, after=10))
    assert outline.spans[first.stop - 1][1] >= segment.end


def test_only_long_texts_are_read_in_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    extractor = Extractor(model=None)
    monkeypatch.setattr(extractor, "_long", lambda _: pytest.fail("read in windows"))
    extractor(PRESS)
    extractor._sizes = Sizes(whole=len(PRESS) - 1)
    with pytest.raises(BaseException, match="read in windows"):
        extractor(PRESS)


def test_windows_take_less_memory() -> None:
    text = long_text(*[FIRST, FILLER, SECOND, FILLER] * 25)
    extractor = Extractor(model=None)
    extractor(text[: len(text) // 25])
    peaks = []
    for sizes in (Sizes(), Sizes(whole=0, window=len(text) // 10, before=500, after=500)):
        extractor._sizes = sizes
        tracemalloc.start()
        extractor(text)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] * 2 < peaks[0]


def test_kept_labels_come_back() -> None:
    kept = KeptTags()
    made = []
    for size, label in ((3, "PER"), (2, "ORG")):
        tags = Tags(size)
        tags.pos[:size] = ["NOUN", "VERB", "PROPN"][:size]
        tags.gender = ["m", "f", ""][:size] + [""] * (len(tags.pos) - size)
        tags.head[0] = size - 1
        tags.dep[0] = "nsubj"
        tags.entities = [(size - 1, size - 1, label)]
        kept.add(tags, size)
        made.append(tags)
    for start, tags in zip((0, 3), made, strict=True):
        size = 3 if start == 0 else 2
        found = kept.of(start, size)
        for name in ("pos", "gender", "number", "verb_form", "tense", "person", "dep", "entities"):
            assert list(getattr(found, name)) == list(getattr(tags, name))
        assert found.head[:size] == tags.head[:size]
    kept.forget(3)
    assert kept.of(3, 2).entities == made[1].entities
    assert kept.of(3, 2).pos == made[1].pos


@given(st.text("aé’😀\u00ad", min_size=1, max_size=40), st.data())
def test_a_text_in_pieces_is_the_same_text(text: str, data: st.DataObject) -> None:
    text *= 2000
    source = Source(text)
    read = source.text
    source.forget()
    end = data.draw(st.integers(0, len(read)))
    start = data.draw(st.integers(0, end))
    assert source.part(start, end).text == read[start:end]
