"""The lexicon: its data files, and the verb forms that it generates."""

from __future__ import annotations

from importlib.resources import files
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from quoteattr import Extractor, Lexicon, LexiconError, Verb
from quoteattr.lexicon import Mood, conjugate, french, tables
from quoteattr.lexicon.verbs import CLASSES, CONSTRUCTIONS
from quoteattr.reading import deaccent

if TYPE_CHECKING:
    from pathlib import Path

DATA = files("quoteattr.lexicon").joinpath("data", "fr")
TABLES = sorted(f.name for f in DATA.iterdir() if f.name.endswith(".tsv"))

# infinitive: présent 3s 3p, imparfait 3s 3p, passé simple 3s 3p, futur 3s 3p, conditionnel 3s 3p, subjonctif 3s; participe m f; gérondif
PARADIGMS = {
    "rappeler": "rappelle rappellent rappelait rappelaient rappela rappelèrent rappellera rappelleront rappellerait rappelleraient rappelle; rappelé rappelée; rappelant",
    "marteler": "martèle martèlent martelait martelaient martela martelèrent martèlera martèleront martèlerait martèleraient martèle; martelé martelée; martelant",
    "répéter": "répète répètent répétait répétaient répéta répétèrent répétera répéteront répéterait répéteraient répète; répété répétée; répétant",
    "lancer": "lance lancent lançait lançaient lança lancèrent lancera lanceront lancerait lanceraient lance; lancé lancée; lançant",
    "juger": "juge jugent jugeait jugeaient jugea jugèrent jugera jugeront jugerait jugeraient juge; jugé jugée; jugeant",
    "appuyer": "appuie appuient appuyait appuyaient appuya appuyèrent appuiera appuieront appuierait appuieraient appuie; appuyé appuyée; appuyant",
    "dire": "dit disent disait disaient dit dirent dira diront dirait diraient dise; dit dite; disant",
    "écrire": "écrit écrivent écrivait écrivaient écrivit écrivirent écrira écriront écrirait écriraient écrive; écrit écrite; écrivant",
    "craindre": "craint craignent craignait craignaient craignit craignirent craindra craindront craindrait craindraient craigne; craint crainte; craignant",
    "prévenir": "prévient préviennent prévenait prévenaient prévint prévinrent préviendra préviendront préviendrait préviendraient prévienne; prévenu prévenue; prévenant",
    "admettre": "admet admettent admettait admettaient admit admirent admettra admettront admettrait admettraient admette; admis admise; admettant",
    "réagir": "réagit réagissent réagissait réagissaient réagit réagirent réagira réagiront réagirait réagiraient réagisse; réagi réagie; réagissant",
    "s'émouvoir": "émeut émeuvent émouvait émouvaient émut émurent émouvra émouvront émouvrait émouvraient émeuve; ému émue; émouvant",
    "conclure": "conclut concluent concluait concluaient conclut conclurent conclura concluront conclurait concluraient conclue; conclu conclue; concluant",
    "soutenir": "soutient soutiennent soutenait soutenaient soutint soutinrent soutiendra soutiendront soutiendrait soutiendraient soutienne; soutenu soutenue; soutenant",
    "se plaindre": "plaint plaignent plaignait plaignaient plaignit plaignirent plaindra plaindront plaindrait plaindraient plaigne; plaint plainte; plaignant",
    "reconnaître": "reconnaît reconnaissent reconnaissait reconnaissaient reconnut reconnurent reconnaîtra reconnaîtront reconnaîtrait reconnaîtraient reconnaisse; reconnu reconnue; reconnaissant",
    "promettre": "promet promettent promettait promettaient promit promirent promettra promettront promettrait promettraient promette; promis promise; promettant",
    "répondre": "répond répondent répondait répondaient répondit répondirent répondra répondront répondrait répondraient réponde; répondu répondue; répondant",
    "avertir": "avertit avertissent avertissait avertissaient avertit avertirent avertira avertiront avertirait avertiraient avertisse; averti avertie; avertissant",
    "croire": "croit croient croyait croyaient crut crurent croira croiront croirait croiraient croie; cru crue; croyant",
    "convenir": "convient conviennent convenait convenaient convint convinrent conviendra conviendront conviendrait conviendraient convienne; convenu convenue; convenant",
    "considérer": "considère considèrent considérait considéraient considéra considérèrent considérera considéreront considérerait considéreraient considère; considéré considérée; considérant",
    "annoncer": "annonce annoncent annonçait annonçaient annonça annoncèrent annoncera annonceront annoncerait annonceraient annonce; annoncé annoncée; annonçant",
    "exiger": "exige exigent exigeait exigeaient exigea exigèrent exigera exigeront exigerait exigeraient exige; exigé exigée; exigeant",
    "suggérer": "suggère suggèrent suggérait suggéraient suggéra suggérèrent suggérera suggéreront suggérerait suggéreraient suggère; suggéré suggérée; suggérant",
    "s'inquiéter": "inquiète inquiètent inquiétait inquiétaient inquiéta inquiétèrent inquiétera inquiéteront inquiéterait inquiéteraient inquiète; inquiété inquiétée; inquiétant",
    "rétorquer": "rétorque rétorquent rétorquait rétorquaient rétorqua rétorquèrent rétorquera rétorqueront rétorquerait rétorqueraient rétorque; rétorqué rétorquée; rétorquant",
    "déclarer": "déclare déclarent déclarait déclaraient déclara déclarèrent déclarera déclareront déclarerait déclareraient déclare; déclaré déclarée; déclarant",
    "prédire": "prédit prédisent prédisait prédisaient prédit prédirent prédira prédiront prédirait prédiraient prédise; prédit prédite; prédisant",
}  # fmt: skip
# forms that a careless rule would make
WRONG = {
    "rappeler": "rappele rappelent rappèle rappelera",
    "marteler": "martelle martele martellera",
    "répéter": "répéte répétent",
    "lancer": "lancait lanca lancant",
    "juger": "jugait juga jugant",
    "appuyer": "appuyera appuit",
    "dire": "disa dirait-il diserait disit",
    "admettre": "admett admettit",
    "réagir": "réagait réagie-t",
    "rétorquer": "rétorqe rétorçait",
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return french()


def moods(lexicon: Lexicon, lemma: str) -> dict[str, set[Mood]]:
    out: dict[str, set[Mood]] = {}
    for form, readings in lexicon.forms.items():
        for reading in readings:
            if reading.verb.lemma == lemma:
                out.setdefault(form, set()).add(reading.mood)
    return out


@pytest.mark.parametrize("lemma", PARADIGMS)
def test_paradigm(lexicon: Lexicon, lemma: str) -> None:
    mine = moods(lexicon, lemma)
    finite, participles, gerund = (part.split() for part in PARADIGMS[lemma].split(";"))
    expected = {
        Mood.FINITE: finite,
        Mood.PARTICIPLE: participles,
        Mood.GERUND: gerund,
        Mood.INFINITIVE: [lexicon.verbs[lemma].bare],
    }
    missing = [(form, mood) for mood, forms in expected.items() for form in forms if mood not in mine.get(form, ())]
    assert not missing


@pytest.mark.parametrize("lemma", PARADIGMS)
def test_no_finite_form_beyond_the_paradigm(lexicon: Lexicon, lemma: str) -> None:
    finite = {form for form, found in moods(lexicon, lemma).items() if Mood.FINITE in found}
    known = set(PARADIGMS[lemma].split(";")[0].split())
    # reformed spelling (répètera, reconnait) and the plural of the subjunctive are right, too
    extra = {
        f
        for f in finite - known
        if f.replace("è", "é") not in {k.replace("è", "é") for k in known}
        and f.replace("î", "i") not in {k.replace("î", "i") for k in known}
    }
    # and so is the imperfect of the subjunctive: ajoutât-il
    assert {f for f in extra if not f.endswith(("ent", "ât", "ît", "ût", "înt"))} == set()


@pytest.mark.parametrize("lemma", WRONG)
def test_wrong_forms_are_not_made(lexicon: Lexicon, lemma: str) -> None:
    assert not set(WRONG[lemma].split()) & set(moods(lexicon, lemma))


def test_every_verb_has_third_persons_a_participle_and_a_gerund(lexicon: Lexicon) -> None:
    by_lemma: dict[str, dict[Mood, set[str]]] = {}
    for form, readings in lexicon.forms.items():
        for reading in readings:
            by_lemma.setdefault(reading.verb.lemma, {}).setdefault(reading.mood, set()).add(form)
    for lemma in lexicon.verbs:
        mine = by_lemma[lemma]
        third = mine[Mood.FINITE]
        assert len(third) >= 6, lemma
        assert any(f.endswith("ent") for f in third), lemma
        assert any(f.endswith("ait") for f in third), lemma
        assert any(f.endswith("aient") for f in third), lemma
        assert any(f.endswith("rent") for f in third), lemma
        assert any(f.endswith("ra") for f in third), lemma
        assert mine[Mood.PARTICIPLE], lemma
        assert all(f.endswith("ant") for f in mine[Mood.GERUND]), lemma
        assert mine[Mood.INFINITIVE] == {lexicon.verbs[lemma].bare}, lemma


def test_size_and_letters(lexicon: Lexicon) -> None:
    assert len(lexicon.verbs) >= 350
    for verb in lexicon.verbs.values():
        assert verb.verb_class in CLASSES
        assert verb.constructions <= set(CONSTRUCTIONS)
        assert verb.constructions, verb.lemma
        assert verb.bare.endswith(("er", "ir", "re")), verb.lemma


def test_forms_are_lower_case_and_one_word(lexicon: Lexicon) -> None:
    assert all(form == form.lower() and form.replace("-", "").isalpha() for form in lexicon.forms)


def test_reflexive_verbs(lexicon: Lexicon) -> None:
    verb = lexicon.verbs["s'émouvoir"]
    assert verb.reflexive
    assert verb.bare == "émouvoir"
    assert Verb("se plaindre", "C", frozenset("i")).bare == "plaindre"
    assert not lexicon.verbs["dire"].reflexive
    assert lexicon.verbs["dire"].bare == "dire"


def test_participles_agree(lexicon: Lexicon) -> None:
    participles = {form for form, found in moods(lexicon, "dire").items() if Mood.PARTICIPLE in found}
    assert participles == {"dit", "dits", "dite", "dites"}
    assert {"admis", "admise", "admises"} <= set(moods(lexicon, "admettre"))
    assert "admiss" not in lexicon.forms


def test_french_is_read_once() -> None:
    assert french() is french()


def test_lexicon_cannot_be_changed(lexicon: Lexicon) -> None:
    with pytest.raises(TypeError):
        lexicon.verbs["nouveau"] = lexicon.verbs["dire"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        lexicon.verbs = {}  # type: ignore[misc]


def test_unknown_verb_is_refused() -> None:
    with pytest.raises(ValueError, match="xyzoir"):
        list(conjugate("xyzoir"))


def entries(name: str) -> list[list[str]]:
    lines = DATA.joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.partition("\t# ")[0].split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", TABLES)
def test_table_is_well_formed(name: str) -> None:
    raw = DATA.joinpath(name).read_bytes()
    text = raw.decode("utf-8")
    assert b"\r" not in raw
    assert text.endswith("\n")
    rows = entries(name)
    assert rows
    assert {len(row) for row in rows} == {len(tables.TABLES[name].columns)}
    assert all(cell == " ".join(cell.split()) for row in rows for cell in row)
    assert not any("#" in cell or "_" in cell.removeprefix(row[0]) for row in rows for cell in row)
    assert "’" not in text.replace("\t# ", "\n"), "the lexicon is written with straight apostrophes, as folded text is"


@pytest.mark.parametrize("name", TABLES)
def test_table_begins_with_what_a_line_is(name: str) -> None:
    table = tables.TABLES[name]
    lines = DATA.joinpath(name).read_text(encoding="utf-8").splitlines()
    head = lines[: next(k for k, line in enumerate(lines) if not line.startswith("#"))]
    assert "a line" in head[0]
    assert head[-1] == "# " + "\t".join(table.columns)
    for column, allowed in table.allowed.items():
        [told] = [line for line in head if line.startswith(f"# {column}:")]
        if "those below" in told:
            assert [value for value in allowed if not any(line.startswith(f"# {value}: ") for line in lines)] == []
        else:
            assert "verbs.tsv" in told or not set(allowed) - set(told.replace(",", " ").replace(".", " ").split())


def alphabet(text: str) -> str:
    return deaccent(text.lower().replace("œ", "oe").replace("æ", "ae"))


SECTIONS = {"nouns.tsv": (1, 2), "names.tsv": (1,), "sources.tsv": (1,), "figurative.tsv": (1,), "words.tsv": (0,)}
"""The columns whose values part a table into sections, each in the order of the alphabet."""


@pytest.mark.parametrize("name", TABLES)
def test_table_is_sorted(name: str) -> None:
    table = tables.TABLES[name]

    def place(row: list[str]) -> tuple[object, ...]:
        sections = [table.allowed[table.columns[k]].index(row[k]) for k in SECTIONS.get(name, ())]
        words = [Verb(row[0], "A", frozenset()).bare] if name == "verbs.tsv" else row[: table.keys]
        return (*sections, *(alphabet(word) for word in words))

    rows = entries(name)
    assert rows == sorted(rows, key=place)


def test_readme_names_every_table() -> None:
    readme = DATA.joinpath("README.md").read_text(encoding="utf-8")
    assert [name for name in TABLES if name not in readme] == []


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data files that a test may spoil."""
    folder = tmp_path / "data" / "fr"
    folder.mkdir(parents=True)
    for name in TABLES:
        (folder / name).write_bytes(DATA.joinpath(name).read_bytes())
    monkeypatch.setattr(tables, "files", lambda _: SimpleNamespace(joinpath=tmp_path.joinpath))
    french.cache_clear()
    yield folder  # type: ignore[misc]
    monkeypatch.undo()
    french.cache_clear()


def test_copy_is_read(broken: Path) -> None:
    (broken / "verbs.tsv").write_text("# lemma\tclass\tconstructions\n\ndire\tA\ticq\t# of course\n", encoding="utf-8")
    assert french().verbs == {"dire": Verb("dire", "A", frozenset("icq"))}


@pytest.mark.parametrize(
    ("name", "row", "field", "message"),
    [
        ("verbs.tsv", "dire\tA", None, "expected 3 columns, got 2"),
        ("verbs.tsv", "redire\tZ\ticq", "class", "expected one of A, B, C, D, E, F, G, H, got 'Z'"),
        ("verbs.tsv", "redire\tA\ti9", "constructions", "expected letters of acdfiqsx, got 'i9'"),
        ("verbs.tsv", "redire\tA\t", "constructions", "expected a value, got none"),
        ("verbs.tsv", "redire\tA\ticq\tsays again", None, "expected 3 columns, got 4"),
        ("nouns.tsv", "person\tm", None, "expected 3 columns, got 2"),
        (
            "nouns.tsv",
            "sourcier\trobot\tm",
            "kind",
            "expected one of person, group, organization, document, unknown, got 'robot'",
        ),
        ("nouns.tsv", "sourcier\tperson\tn", "gender", "expected one of m, f, mf, -, got 'n'"),
        ("nouns.tsv", "\tperson\tm", "noun", "expected a value, got none"),
        ("irregular.tsv", "dire\tdis", None, "expected 10 columns, got 2"),
        (
            "irregular.tsv",
            "oindre\toins\toint\toignent\toignons\toignit\toignirent\t\toigne\toint",
            "future stem",
            "expected a value, got none",
        ),
        ("names.tsv", "Zyphélie", None, "expected 2 columns, got 1"),
        ("names.tsv", "Zyphélie\tmf", "gender", "expected one of m, f, got 'mf'"),
        ("offices.tsv", "Zyphélie Karsten\tmaire\t", None, "expected 4 columns, got 3"),
        ("offices.tsv", "Zyphélie Karsten\t\tlorval\tf", "noun", "expected a value, got none"),
        ("offices.tsv", "Zyphélie Karsten\tmaire\t\tmf", "gender", "expected one of m, f, got 'mf'"),
        ("sources.tsv", "selon\tsource\tmore", None, "expected 2 columns, got 3"),
        ("sources.tsv", "au sens de\tstrong", "kind", "expected one of source, whose, opinion, weak, got 'strong'"),
        ("multiword.tsv", "faire\tsavoir", None, "expected 4 columns, got 2"),
        ("multiword.tsv", "faire\tentendre\tG\tw", "constructions", "got 'w'"),
        ("figurative.tsv", "dit", None, "expected 2 columns, got 1"),
        ("figurative.tsv", "navire\tship", "reason", "expected one of named, titled, name, title, term, got 'ship'"),
        ("words.tsv", "det", None, "expected 2 columns, got 1"),
        ("words.tsv", "article\tle", "class", "got 'article'"),
        ("synonyms.tsv", "maire", None, "expected 2 columns, got 1"),
        ("frames.tsv", "réaction\tx", None, "expected 1 columns, got 2"),
    ],
)
def test_error_names_file_line_and_field(broken: Path, name: str, row: str, field: str | None, message: str) -> None:
    path = broken / name
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, row]) + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        len(french().offices)  # read at last
    error = caught.value
    assert (error.source, error.line, error.field) == (name, len(lines) + 1, field)
    assert f"{name}:{len(lines) + 1}" in str(error)
    assert isinstance(error, ValueError)


@pytest.mark.parametrize(
    ("name", "entry", "row", "says"),
    [
        (
            "nouns.tsv",
            "ministre\tperson\tmf",
            "ministre\tperson\tm",
            "'ministre' contradicts line {}: ministre person mf",
        ),
        (
            "nouns.tsv",
            "ministre\tperson\tmf",
            "ministre\torganization\t-",
            "'ministre' contradicts line {}: ministre person mf",
        ),
        (
            "nouns.tsv",
            "ministre\tperson\tmf",
            "ministre\tperson\tmf\t# again",
            "'ministre' repeats line {}: ministre person mf",
        ),
        ("names.tsv", "Solène\tf", "Solène\tf", "'Solène' repeats line {}: Solène f"),
        ("names.tsv", "Solène\tf", "solène\tm", "'solène' contradicts line {}: Solène f"),
        ("verbs.tsv", "affirmer\tA\ticqfx", "affirmer\tD\tq", "'affirmer' contradicts line {}: affirmer A icqfx"),
        ("verbs.tsv", "affirmer\tA\ticqfx", "affirmer\tA\ticqfx", "'affirmer' repeats line {}: affirmer A icqfx"),
        (
            "multiword.tsv",
            "faire\tpart\tG\tx",
            "faire\tpart\tG\tcx",
            "'faire part' contradicts line {}: faire part G x",
        ),
        (
            "irregular.tsv",
            "falloir\t\tfaut\t\t\tfallut\t\tfaudr\tfaille\tfallu",
            "falloir\t\tfaut\t\t\tfallut\t\tfalloir\tfaille\tfallu",
            "'falloir' contradicts line {}: falloir  faut",
        ),
        ("sources.tsv", "pour\topinion", "pour\tsource", "'pour' contradicts line {}: pour opinion"),
        ("frames.tsv", "verdict", "verdict", "'verdict' repeats line {}: verdict"),
        ("figurative.tsv", "film\ttitle", "film\tname", "'film' contradicts line {}: film title"),
        (
            "synonyms.tsv",
            "comédien\tacteur humoriste interprète artiste",
            "comédien\tartiste",
            "'comédien' contradicts line {}: comédien acteur humoriste interprète artiste",
        ),
        (
            "offices.tsv",
            "Anne Hidalgo\tmaire\tparis\tf",
            "Anne Hidalgo\tmaire\tparis\tf",
            "'Anne Hidalgo maire paris' repeats line {}: Anne Hidalgo maire paris f",
        ),
        ("words.tsv", "det\tle", "det\tle", "'det le' repeats line {}: det le"),
    ],
)
def test_an_entry_stands_once(broken: Path, name: str, entry: str, row: str, says: str) -> None:
    path = broken / name
    lines = path.read_text(encoding="utf-8").splitlines()
    other = lines.index(entry) + 1
    path.write_text("\n".join([*lines, row]) + "\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        len(french().offices)  # read at last
    assert says.format(other) in str(caught.value)
    assert (caught.value.source, caught.value.line, caught.value.field) == (
        name,
        len(lines) + 1,
        tables.TABLES[name].columns[0],
    )


def test_a_word_may_be_in_several_classes(broken: Path) -> None:
    with (broken / "words.tsv").open("a", encoding="utf-8") as file:
        file.write("particle\tlequel\n")
    words = french().words
    assert "lequel" in words["particle"] & words["subordinator"]


def test_a_class_without_words_is_refused(broken: Path) -> None:
    path = broken / "words.tsv"
    path.write_text(
        "".join(
            line
            for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
            if not line.startswith("modal\t")
        ),
        encoding="utf-8",
    )
    with pytest.raises(LexiconError, match="no word of the class 'modal'"):
        french()


def test_verb_without_known_conjugation_is_refused(broken: Path) -> None:
    with (broken / "verbs.tsv").open("a", encoding="utf-8") as file:
        file.write("xyzoir\tA\ticq\n")
    with pytest.raises(LexiconError, match="xyzoir"):
        french()


@pytest.mark.parametrize(
    ("text", "kind", "gender"),
    [
        ("« Le bac coulera », dit Zyphor Karsten, l'infirmier de Kerlan.", "person", "m"),
        ("« Le bac coulera », dit Zyphor Karsten, l'infirmière de Kerlan.", "person", "f"),
        ("« Le bac coulera », dit Zyphor Karsten, l'interprète de Kerlan.", "person", None),
        ("« Le bac coulera », dit la ministre.", "person", "f"),
        ("« Le bac coulera », dit l'équipe.", "organization", None),
    ],
)
def test_nouns_that_two_lines_once_told_of(text: str, kind: str, gender: str | None) -> None:
    [speaker] = Extractor(model=None)(text).speakers
    assert (speaker.kind, speaker.gender) == (kind, gender)
