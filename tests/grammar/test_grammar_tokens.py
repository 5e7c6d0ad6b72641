"""What is told of single tokens, without a model."""

from __future__ import annotations

import pytest
from made_tokens import at, bracketed, tokens_of, words


@pytest.mark.parametrize(
    "text",
    [
        "Elle part [mardi] avec eux.",
        "Elle part [mardi soir] avec eux.",
        "Elle part [le 12 mars 2018] avec eux.",
        "Elle part [le 1er mars] avec eux.",
        "Elle part [la semaine dernière] avec eux.",
        "Elle part [la dernière semaine] avec eux.",
        "Elle part [le même jour] avec eux.",
        "Elle part [12 jours] avec eux.",
        "Elle part [le lundi 12] avec eux.",
        "Elle part [2018] avec eux.",
    ],
)
def test_times(text: str) -> None:
    tokens, (first, last) = bracketed(text)
    assert words(tokens, (first, tokens.skip_time(first, tokens.size) - 1)) == words(tokens, (first, last))


@pytest.mark.parametrize("text", ["le bac", "le même bac", "le 12", "le 2018", "12 marins", "dernière"])
def test_no_time(text: str) -> None:
    tokens = tokens_of(text)
    assert tokens.skip_time(0, tokens.size) == 0


def test_a_time_ends_at_the_limit() -> None:
    tokens = tokens_of("le 12 mars 2018")
    assert [tokens.skip_time(0, limit) for limit in range(5)] == [0, 0, 0, 3, 4]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Hier Zorvane part.", "Zorvane", True),
        ("Hier, elle part.", "elle", False),
        ("Hier, Le bac part.", "Le", False),
        ("Maud part.", "Maud", True),
        ("TVR part.", "TVR", True),
        ("Les part.", "Les", False),
        ("Vite elle part.", "Vite", False),
    ],
)
def test_names(text: str, name: str, expected: bool) -> None:
    tokens = tokens_of(text, pos={name: "ADV"}, entities=[])
    assert tokens.is_name(at(tokens, name)) is expected


def test_labels_make_names() -> None:
    for labels in ({"pos": {"Vite": "PROPN"}, "entities": []}, {"pos": {"Vite": "ADV"}, "entities": [("Vite", "PER")]}):
        assert tokens_of("Vite part.", **labels).is_name(0)


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("encore", "NOUN", True),
        ("loin", "ADV", True),
        ("dans", "ADV", False),
        ("vivement", "X", True),
        ("règlement", "NOUN", False),
        ("bac", "NOUN", False),
    ],
)
def test_adverbs(word: str, pos: str, expected: bool) -> None:
    tokens = tokens_of(f"Elle part {word} là.", pos={word: pos})
    assert tokens.is_adverb(2) is expected


def test_nominal() -> None:
    tokens = tokens_of("Voilà : Zorvane et la maire rient de lui.", pos={"de": "NOUN", "Zorvane": "X", "maire": "X"})
    assert [tokens.is_nominal(at(tokens, name)) for name in ("Zorvane", "maire", "de", ":")] == [
        True,
        True,
        False,
        False,
    ]


def test_kinds_of_nouns() -> None:
    tokens = tokens_of("La maire, les lampistes et les bacquetiers du règlement.")
    assert [tokens.noun_kind(at(tokens, name))[0] for name in ("maire", "lampistes", "bacquetiers")] == [
        "person",
        "person",
        "",
    ]
    assert [tokens.is_person_noun(at(tokens, name)) for name in ("maire", "lampistes")] == [True, False]
    assert [tokens.person_like(at(tokens, name)) for name in ("bacquetiers", "règlement")] == [True, False]


def test_children() -> None:
    tokens = tokens_of("La maire a dit oui.", arcs={"a": ("dit", "aux"), "maire": ("dit", "nsubj")})
    assert [tokens.low[k] for k in tokens.children(at(tokens, "dit"))] == ["maire", "a"]
    assert tokens.children(at(tokens, "oui")) == []
    assert tokens_of("La maire a dit oui.").children(3) == []
