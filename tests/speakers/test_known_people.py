"""People whom the user brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr import Config, ConfigError, Extractor, Gender, Person, SpeakerKind, load_people

TEXT = (
    "« Non », dit la maire de Lorme. BB est venue. « Jamais », a écrit BB. Selon Garrec, le bac coulera. "
    "La CGTX estime que « tout est dit ». Paul Garrec, lui, assure que tout va bien."
)
PEOPLE = (
    Person("Brigitte Bardin", aliases=["BB"], gender="f"),
    Person("Lucien Garrec", role="pilote", gender="m"),
    Person("Odile Faure", role="maire de Lorme", gender="f"),
    Person("Confédération X", aliases=["CGTX"], kind="organization"),
)


@pytest.mark.model
def test_known_before_anything_else(extractor: Extractor) -> None:
    known = Extractor(extractor._nlp, Config(people=PEOPLE))
    speakers = {q.text: q.speaker for q in known(TEXT).quotations if q.speaker is not None}
    assert speakers["Non"].name == "Odile Faure"
    assert speakers["Jamais"].name == "Brigitte Bardin"
    assert speakers["le bac coulera"].name == "Lucien Garrec"
    assert speakers["le bac coulera"].gender is Gender.MASCULINE
    assert speakers["tout est dit"].kind is SpeakerKind.ORGANIZATION
    assert speakers["tout va bien"].name == "Paul Garrec"


@pytest.mark.model
def test_without_them_nothing_is_known(extractor: Extractor) -> None:
    assert "Odile Faure" not in {s.name for s in extractor(TEXT).speakers}


@pytest.mark.parametrize("name", ["people.json", "people.csv"])
def test_files(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("json"):
        path.write_text(
            '[{"name": "Odile Faure", "aliases": ["la Faure", "OF"], "role": "maire de Lorme", "gender": "f"}]',
            encoding="utf-8",
        )
    else:
        path.write_text("name,aliases,role,gender,kind\nOdile Faure,la Faure; OF,maire de Lorme,f,\n", encoding="utf-8")
    assert load_people(path) == (Person("Odile Faure", ("la Faure", "OF"), "maire de Lorme", Gender.FEMININE),)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[1]", "entry 1: expected an object"),
        ('[{"nom": "A"}]', "the field 'name' is missing; there are nom"),
        ('[{"name": "A"}, {"role": "maire"}]', "entry 2: the field 'name' is missing"),
        ('[{"name": "A", "gender": "x"}]', "entry 1: gender: expected one of m, f"),
        ('[{"name": "A", "aliases": "AA"}]', "aliases: expected several texts"),
        ('{"name": "A"}', "expected a list"),
        ("[", "people.json"),
        ("[" * 200_000, "people.json"),
    ],
)
def test_bad_files_say_where(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "people.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=says.replace("[", r"\[")):
        load_people(path)


@pytest.mark.parametrize(
    "arguments",
    [
        {"name": ""},
        {"name": 3},
        {"name": "A", "role": 3},
        {"name": "A", "kind": "robot"},
        {"name": "A", "aliases": [""]},
    ],
)
def test_bad_people(arguments: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        Person(**arguments)  # type: ignore[arg-type]


def test_config_takes_people_only() -> None:
    with pytest.raises(ConfigError, match="Person objects"):
        Config(people=["Odile Faure"])
