"""A lexicon changed from code and from files."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import Extractor, Lexicon, LexiconError, load_lexicon
from quoteattr.lexicon import Mood, french
from quoteattr.lexicon.changes import FIELDS
from quoteattr.reading.words import cut

FILE = """\
# what our newspaper says
[[verb]]
lemma = "tonitruer"

[[verb]]
lemma = "se gausser"
class = "B"
constructions = "ic"

[[verb]]
lemma = "barrir"
like = "finir"

[[verb]]
lemma = "pourfendre"
parts = ["pourfends", "pourfend", "pourfendent", "pourfendons", "pourfendit", "pourfendirent", "pourfendr", "pourfende", "pourfendu"]

[[verb]]
lemma = "laisser filtrer"

[[verb]]
lemma = "dire"
remove = true

[[source]]
phrase = "D’après les dires de"

[[source]]
phrase = "selon"
remove = true

[[noun]]
noun = "sourcière"
gender = "f"

[[name]]
name = "Maëlenn"
gender = "f"
"""


def moods(lexicon: Lexicon, form: str) -> set[tuple[str, str]]:
    return {(r.verb.lemma, r.mood) for r in lexicon.forms.get(form, ())}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_file_adds_and_removes(path: Path) -> None:
    own = load_lexicon(path)
    assert ("tonitruer", Mood.FINITE) in moods(own, "tonitrue")
    assert own.verbs["tonitruer"].verb_class == "A"
    assert own.verbs["se gausser"].constructions == frozenset("ic")
    assert own.verbs["se gausser"].reflexive
    assert {("barrir", Mood.FINITE)} <= moods(own, "barrissent")
    assert ("pourfendre", Mood.PARTICIPLE) in moods(own, "pourfendue")
    assert "dire" not in own.verbs
    assert not any(lemma == "dire" for form in ("dit", "disait", "dire") for lemma, _ in moods(own, form))
    assert own.sources["d'après les dires de"] == "source"
    assert "selon" not in own.sources
    assert own.nouns["sourcière"] == ("person", "f")
    assert own.names["maëlenn"] == "f"
    assert (("filtrer",), own.multiword["laisser"][-1][1]) == own.multiword["laisser"][-1]


def test_the_base_stays_as_it_is(path: Path) -> None:
    before = dict(french().forms)
    own = load_lexicon(path)
    assert french().forms == before
    assert "dire" in french().verbs
    assert own.version != french().version
    assert own.version.startswith("fr-1+")
    assert load_lexicon(path).version == own.version == load_lexicon(path, french()).version


def test_a_file_and_code_say_the_same(path: Path) -> None:
    changes = tomllib.loads(FILE)
    assert french().changed(changes) == load_lexicon(path)
    assert french().changed(json.loads(json.dumps(changes))) == load_lexicon(path)
    by_methods = (
        french()
        .with_verb("tonitruer")
        .with_verb("se gausser", "B", "ic")
        .with_verb("barrir", like="finir")
        .with_verb("pourfendre", parts=changes["verb"][3]["parts"])
        .with_verb("laisser filtrer")
        .without_verb("dire")
        .with_source("d'après les dires de")
        .without_source("selon")
        .with_noun("sourcière", gender="f")
        .with_name("Maëlenn", "f")
    )
    assert {
        name: getattr(by_methods, name) for name in ("verbs", "forms", "sources", "nouns", "names", "multiword")
    } == {
        name: getattr(load_lexicon(path), name) for name in ("verbs", "forms", "sources", "nouns", "names", "multiword")
    }


def test_a_verb_in_another_class_keeps_its_forms() -> None:
    own = french().with_verb("affirmer", "D")
    assert own.verbs["affirmer"].verb_class == "D"
    assert own.verbs["affirmer"].constructions == french().verbs["affirmer"].constructions
    assert list(own.forms) == list(french().forms)
    assert [r.verb.verb_class for r in own.forms["affirmait"] if r.verb.lemma == "affirmer"] == ["D"]


def test_an_entry_is_changed_on_purpose(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        '[[noun]]\nnoun = "équipe"\nkind = "group"\n[[name]]\nname = "Dominique"\ngender = "m"\n[[source]]\nphrase = "pour"\nkind = "weak"\n[[verb]]\nlemma = "faire part"\nconstructions = "cx"\n',
        encoding="utf-8",
    )
    own = load_lexicon(path)
    assert (french().nouns["équipe"], own.nouns["équipe"]) == (("organization", "-"), ("group", "-"))
    assert (french().names["dominique"], own.names["dominique"]) == ("f", "m")
    assert (french().sources["pour"], own.sources["pour"]) == ("opinion", "weak")
    assert [verb.constructions for rest, verb in own.multiword["faire"] if rest == ("part",)] == [frozenset("cx")]
    assert len(own.multiword["faire"]) == len(french().multiword["faire"])


def test_removed_and_added_again_is_as_before() -> None:
    verb = french().verbs["affirmer"]
    own = french().without_verb("affirmer").with_verb("affirmer", verb.verb_class, "".join(verb.constructions))
    assert own.verbs == french().verbs
    assert {form: set(readings) for form, readings in own.forms.items()} == {
        form: set(readings) for form, readings in french().forms.items()
    }


@given(st.lists(st.sampled_from(sorted(french().verbs)), max_size=4, unique=True))
def test_no_form_of_a_removed_verb_is_left(lemmas: list[str]) -> None:
    own = french().changed({"verb": [{"lemma": lemma, "remove": True} for lemma in lemmas]})
    assert not {r.verb.lemma for readings in own.forms.values() for r in readings} & set(lemmas)
    assert set(own.verbs) == set(french().verbs) - set(lemmas)


@pytest.mark.parametrize(
    ("content", "line", "field", "says"),
    [
        ('[[verb]]\nlemma = "tonitruer"\nclass = "Z"\n', 3, "class", "expected one of A, B"),
        (
            '[[verb]]\nlemma = "crier"\n\n[[verb]]\n# so\nlemma = "tonner"\nconstructions = "iw"\n',
            7,
            "constructions",
            "expected letters of",
        ),
        ('[[verb]]\nclass = "A"\n', 1, "lemma", "is missing"),
        ("[[verb]]\nlemma = 3\n", 2, "lemma", "expected a text, got 3"),
        ('[[verb]]\nlemma = "barrir"\n', 2, "lemma", "no conjugation known for 'barrir'"),
        ('[[verb]]\nlemma = "barrir"\nlike = "chanter"\n', 3, "like", "not conjugated like 'chanter'"),
        ('[[verb]]\nlemma = "oindre"\nparts = ["oins"]\n', 3, "parts", "expected nine texts"),
        ('[[verb]]\nlemma = "tonitruer"\nremove = true\n', 2, "lemma", "cannot be removed"),
        ('[[verb]]\nlemma = "dire"\nremove = "yes"\n', 3, "remove", "expected true"),
        ('[[verb]]\nlemma = "dire"\nclass = "A"\nremove = true\n', 4, "remove", "no other field"),
        ('[[verb]]\nlemme = "dire"\n', 2, "lemme", "unknown field; the fields are lemma"),
        ('[[verb]]\nlemma = "¡!"\n', 2, "lemma", "expected words"),
        (
            '[[source]]\nphrase = "au sens de"\nkind = "strong"\n',
            3,
            "kind",
            "expected one of source, whose, opinion, weak",
        ),
        ('[[source]]\nphrase = "au sens de"\nremove = true\n', 2, "phrase", "cannot be removed"),
        ('[[noun]]\nnoun = "sourcier"\nkind = "robot"\n', 3, "kind", "expected one of person"),
        ('[[name]]\nname = "Maëlenn"\n', 1, "gender", "is missing"),
        ('\n[[verbs]]\nlemma = "dire"\n', 2, None, "unknown table 'verbs'"),
        ('[verb]\nlemma = "dire"\n', 1, None, "expected a list of entries"),
        ('[[verb]]\nlemma = "dire\n', 2, None, "newline|Illegal"),
        ('verb = [{lemma = "dire", class = "Z"}]\n', None, "class", "verb 1: expected one of"),
    ],
)
def test_errors_name_file_line_and_field(
    tmp_path: Path, content: str, line: int | None, field: str | None, says: str
) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=says) as caught:
        load_lexicon(path)
    assert (caught.value.source, caught.value.line, caught.value.field) == (str(path), line, field)
    assert str(path) in str(caught.value)


def test_other_files(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_lexicon(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes("# é".encode("latin-1"))
    with pytest.raises(LexiconError, match="expected UTF-8"):
        load_lexicon(tmp_path / "latin.toml")
    (tmp_path / "windows.toml").write_bytes(b'\xef\xbb\xbf[[name]]\r\nname = "Ma"\r\ngender = "x"\r\n')
    with pytest.raises(LexiconError, match="expected one of m, f") as caught:
        load_lexicon(tmp_path / "windows.toml")
    assert caught.value.line == 3
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")
    assert load_lexicon(tmp_path / "empty.toml").verbs == french().verbs


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=4), v, max_size=2),
    max_leaves=6,
)
_rows = st.dictionaries(
    st.sampled_from([name for names in FIELDS.values() for name in names] + ["x"]),
    _values | st.sampled_from(["dire", "tonner", "A", "m", "source"]),
    max_size=4,
)


@given(st.dictionaries(st.sampled_from([*FIELDS, "x"]), st.lists(_rows, max_size=2) | _values, max_size=2) | _values)
def test_malformed_changes_are_lexicon_errors(changes: Any) -> None:
    try:
        assert isinstance(french().changed(changes), Lexicon)
    except LexiconError as error:
        assert error.source == "<code>"  # noqa: PT017


@pytest.mark.model
class TestInTexts:
    def test_an_added_verb_finds_what_was_not_found(self, extractor: Extractor) -> None:
        text = "Le capitaine tonitrue que le bac coulera avant la nuit."
        assert extractor(text).quotations == ()
        [quotation] = Extractor(extractor._nlp, lexicon=french().with_verb("tonitruer"))(text).quotations
        assert (quotation.text, quotation.cue.lemma, quotation.mention.span.text) == (
            "le bac coulera avant la nuit",
            "tonitruer",
            "Le capitaine",
        )

    def test_a_removed_verb_no_longer_does(self, extractor: Extractor) -> None:
        text = "Le capitaine affirme que le bac coulera avant la nuit."
        assert len(extractor(text).quotations) == 1
        assert Extractor(extractor._nlp, lexicon=french().without_verb("affirmer"))(text).quotations == ()

    def test_an_added_source_phrase(self, extractor: Extractor) -> None:
        text = "Au rebours du capitaine, le bac coulera avant la nuit."
        assert extractor(text).quotations == ()
        [quotation] = Extractor(extractor._nlp, lexicon=french().with_source("au rebours de"))(text).quotations
        assert quotation.mention.span.text == "du capitaine"

    def test_a_removed_source_phrase(self, extractor: Extractor) -> None:
        text = "Selon le capitaine, le bac coulera avant la nuit."
        assert len(extractor(text).quotations) == 1
        assert Extractor(extractor._nlp, lexicon=french().without_source("selon"))(text).quotations == ()

    def test_a_reflexive_verb_in_another_class(self, extractor: Extractor) -> None:
        text = "Le capitaine craint que le bac coule."
        assert len(extractor(text).quotations) == 1
        assert (
            Extractor(extractor._nlp, lexicon=french().with_verb("craindre", constructions="i"))(text).quotations == ()
        )

    def test_an_added_noun(self, extractor: Extractor) -> None:
        text = "« Le bac coulera », dit la sourcière."
        own = french().with_noun("sourcière", gender="f")
        assert [str(s.gender) for s in Extractor(extractor._nlp, lexicon=own)(text).speakers] == ["f"]

    def test_an_added_first_name(self, extractor: Extractor) -> None:
        text = "« Le bac coulera », dit Zyphélie Karsten."
        assert extractor(text).speakers[0].gender is None
        assert (
            str(Extractor(extractor._nlp, lexicon=french().with_name("Zyphélie", "f"))(text).speakers[0].gender) == "f"
        )


def test_two_lexicons_in_one_process_share_nothing() -> None:
    """What a lexicon tells of a form is kept with its extractor, never with the forms, which all extractors share."""
    text = "« On verra », tonitrue la bosco. Le mousse tonitrue que tout va bien."
    forms, _ = cut(text, 0, len(text))
    before = [[getattr(word, name) for name in word.__slots__] for word in forms]
    plain, changed = Extractor(model=None), Extractor(model=None, lexicon=french().with_verb("tonitruer"))
    first = plain(text), changed(text)
    assert len(first[0].quotations) < len(first[1].quotations)
    assert (changed(text), plain(text)) == first[::-1]
    assert [[getattr(word, name) for name in word.__slots__] for word in forms] == before
