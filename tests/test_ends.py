"""Texts that end, begin and break where no text should: nothing is raised, and what results promise holds."""

from __future__ import annotations

from random import Random

import pytest
from case_reader import read_all
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mutations import (
    BEGINNINGS,
    CLASSES,
    FRAGMENTS,
    Mislabelled,
    Texts,
    check,
    class_of,
    cut_after_class,
    mutate,
    pieces,
)

from quoteattr import Config, Extractor, Person

FOUND = (
    "Il a promis de venir,",
    "« Oui », dit la ministre, Mme",
    "Il pleut, ont dit lundi des",
    "Il s'agit d'un chant de bord, explique Lam : « Je le",
    "« ON PART », A REGRETTÉ LUDOVIC, 40 ANS",
)
"""Texts that an extractor once did not survive, one for each place."""
FRAMES = (
    "« Le bac est à quai », a annoncé mardi à l'AFP la ministre des Ports, Mme Odile Sarrazin.",
    "La grue, selon une source proche du chantier, a été vendue (à Lorval), ont dit lundi des dockers.",
    "Il a promis de venir, disant vouloir, avant l'hiver, réparer l'écluse, et d'y rester.",
    "Interrogé par Canal Sud, M. Yvon Cazal, le maire, qui dit que la digue tiendra, s'est dit « serein ».",
    "D'après le rapport, 12 des 20 bateaux prennent l'eau ; l'un des pêcheurs affirme qu'il part, l'autre non.",
    "— Qui vient ? demanda-t-elle. — Moi, dit-il, et toi ?",
    "Comme l'a expliqué Me Rose Abadie, avocate de deux riverains, « c'est “fini” », a-t-on ajouté auprès du parquet.",
    "Odile Sarrazin : « Je n'ai rien dit. » Celui qui l'a dit, a fait savoir sa porte-parole, c'est Cazal.",
)
CASES = [case.text for case in read_all()]
PEOPLE = (Person("Awa Keller", aliases=("la patronne",), role="maire de Lorval", gender="f"),)
CONFIGS = (Config(), Config(dialogue="on", max_nesting=2), Config(dialogue="off", people=PEOPLE))
EXTRACTORS = [Extractor(None, config) for config in CONFIGS]

words = st.sampled_from(sorted({f"{word} ".replace("' ", "'") for listed in CLASSES.values() for word in listed}))
tails = st.lists(st.sampled_from(FRAGMENTS) | words, max_size=8).map("".join)
compositions = st.builds(str.__add__, st.sampled_from(BEGINNINGS), tails)
known_texts = st.sampled_from((*FRAMES, *CASES))


def wrong() -> Extractor:
    """An extractor whose labels are mostly wrong."""
    extractor = Extractor(None)
    extractor._tag = Mislabelled(extractor._tag)
    return extractor


WRONG = wrong()


def hold(text: str) -> None:
    for extractor in (*EXTRACTORS, WRONG):
        check(extractor(text), text)


@pytest.mark.parametrize("text", FOUND)
def test_once_raised(text: str) -> None:
    hold(text)
    hold(f"{text} ")
    hold(f"« Non. »\n{text}\n")


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("Il s'agit d'un chant de bord, explique Zoé Lam : « ", "Je le fredonne encore"),
        ("Le bac est trop vieux, a dit le maire : « ", "On le vendra"),
    ],
)
def test_what_nothing_closes_ends_with_its_paragraph(lead: str, said: str) -> None:
    for after in ("", "\n", "\n\nDemain, il pleut."):
        text = f"{lead}{said}{after}"
        found = EXTRACTORS[0](text)
        check(found, text)
        assert found.quotations[0].content[-1].text == said


@pytest.mark.parametrize("frame", FRAMES)
def test_cut_at_every_token(frame: str) -> None:
    parts = pieces(frame)
    for k in range(len(parts) + 1):
        for text in ("".join(parts[:k]), "".join(parts[k:])):
            check(EXTRACTORS[0](text), text)
            check(WRONG(text), text)


@settings(max_examples=60)
@given(known_texts, st.integers(0, 200), st.integers(0, 200))
def test_begins_and_ends_anywhere(text: str, start: int, length: int) -> None:
    hold("".join(pieces(text)[start : start + length]))


@settings(max_examples=60)
@given(compositions)
@example("Il « ")
def test_pieces_of_sentences(text: str) -> None:
    hold(text)


@settings(max_examples=60)
@given(st.randoms(use_true_random=False), known_texts, known_texts | compositions, st.integers(0, 5))
def test_mutated_and_spliced(rng: Random, text: str, other: str, changes: int) -> None:
    hold("".join(mutate(rng, pieces(text), pieces(other), changes)))


@pytest.mark.model
def test_with_the_model(extractor: Extractor) -> None:
    texts = [*FOUND, *(Texts((*FRAMES, *CASES)).made(13, number) for number in range(300))]
    for text, result in zip(texts, extractor.pipe(texts), strict=True):
        check(result, text)


class TestMutations:
    @pytest.mark.parametrize("text", [*FRAMES, " a\n\n\u00a0b-t-il l’eau... « M. X »"])
    def test_pieces_are_the_text(self, text: str) -> None:
        assert "".join(pieces(text)) == text

    @pytest.mark.parametrize(
        ("piece", "name"),
        [
            ("Mme ", "title"),
            ("Des ", "determiner"),
            ("-t-il", "clitic"),
            (", ", "comma"),
            ("Lorval", "name"),
            ("vendre ", "infinitive"),
            ("quai ", "word"),
            ("12 ", "time"),
        ],
    )
    def test_classes(self, piece: str, name: str) -> None:
        assert class_of(piece) == name

    def test_cut_after_each_class_that_there_is(self) -> None:
        parts = pieces(FRAMES[0])
        ends = {class_of(cut_after_class(Random(seed), parts)[-1]) for seed in range(200)}
        assert ends == {class_of(part) for part in parts}

    def test_every_place_is_cut_once(self) -> None:
        texts = Texts(["Un deux trois quatre cinq six sept."])
        assert {len(pieces(texts.made(seed, 2 * number))) for number in range(8) for seed in range(9)} >= set(
            range(1, 9)
        )

    def test_made_by_seed_and_number(self) -> None:
        texts, again = Texts(FRAMES), Texts(FRAMES)
        made = [texts.made(5, number) for number in range(60)]
        assert [again.made(5, number) for number in reversed(range(60))] == made[::-1]
        assert len(set(made)) > 40
        assert [texts.made(6, number) for number in range(60)] != made

    def test_a_broken_promise_is_told(self) -> None:
        text = "« Oui », dit Awa Keller."
        result = EXTRACTORS[0](text)
        check(result, text)
        with pytest.raises(AssertionError, match="another text"):
            check(result, f"{text} ")
