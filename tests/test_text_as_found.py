"""Texts as people have them give the quotations and speakers of the clean text.

Marks of several signs and marks typed the wrong way round, note calls, Markdown, HTML, wrapped lines. Each change is
tried on two dozen passages that are made here.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

from quoteattr import Extractor, Result, find_quotations
from quoteattr.reading.source import Source

BARE = Extractor(None)
PEOPLE = ("Nadia Ferrand", "Omar Tessier", "Élise Kerbrat", "Bastien Roumieu", "Awa Keller", "Yann Abgrall")
SAID = (
    "Le pont rouvrira jeudi", "Nous n’avons rien reçu depuis avril", "C’est l’été qui nous a sauvés",
    "La digue a cédé, hélas", "Personne ne nous a montré un devis", "Il faudra vingt bateaux de plus",
    "On verra bien ce que dira la commission", "Les ouvriers ont travaillé toute la nuit",
)  # fmt: skip
BEFORE = ("Le bac ne passe plus. ", "Les riverains attendent depuis un mois. ", "", "La réunion a duré trois heures. ")


def passages() -> list[str]:
    """Two dozen passages: quotations before and after the speaker, one in a paragraph and two."""
    out = []
    for k in range(24):
        who, other = PEOPLE[k % 6], PEOPLE[(k + 1) % 6]
        one, two = SAID[k % 8], SAID[(k + 3) % 8]
        text = f"{BEFORE[k % 4]}« {one} », a déclaré {who}. "
        text += f"{other} répond : « {two} ». " if k % 3 else f"« {two} », affirme {other}, adjoint au maire. "
        text += "Le conseil municipal se réunira de nouveau lundi soir, après la visite du chantier."
        out.append(text + "\n" + f"« {SAID[(k + 5) % 8]} », a ajouté {who} à la sortie de la salle.")
    return out


def marks(opening: str, closing: str) -> Callable[[str], str]:
    return lambda text: re.sub("« | »", lambda m: opening if "«" in m.group() else closing, text)


def by_turns(text: str) -> str:
    """“Oui", dit A. "Non”, dit B."""
    pairs = iter(("“", '"', '"', "”") * text.count("«"))
    return re.sub("« | »", lambda _: next(pairs), text)


def names(before: str, after: str) -> Callable[[str], str]:
    return lambda text: re.sub("|".join(PEOPLE), lambda m: before + m.group() + after, text)


def after_marks(note: str) -> Callable[[str], str]:
    return lambda text: text.replace("»", "»" + note)


def fill(paragraph: str, columns: int, indent: str = "") -> list[str]:
    return textwrap.wrap(paragraph, columns, initial_indent=indent, break_long_words=False, break_on_hyphens=False)


def divided(paragraph: str, columns: int) -> list[str]:
    """Lines that are filled up with the first syllables of the next word, where it has some."""
    lines: list[str] = [""]
    for word in re.sub("« | »", lambda m: m.group().replace(" ", "\u00a0"), paragraph).split(" "):
        room = columns - len(lines[-1]) - 1
        if len(word) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        cut = max(
            (m.end() for m in re.finditer("[aeiou](?=[bcdfglmnprstv][aeiouy][a-z]{2})", word) if 2 < m.end() < room),
            default=0,
        )
        if cut and word.islower():
            lines[-1] += f" {word[:cut]}-"
        lines.append(word[cut:] if word.islower() else word)
    return lines


ENTITIES = {"«": "&laquo;", "»": "&raquo;", "é": "&eacute;", "’": "&rsquo;", "à": "&agrave;", "É": "&#201;"}
CHANGES: dict[str, Callable[[str], str]] = {
    "<< >>": marks("<< ", " >>"),
    "<<>> without spaces": marks("<<", ">>"),
    "‘ ’": marks("‘", "’"),
    "‘‘ ’’": marks("‘‘", "’’"),
    "'' ''": marks("''", "''"),
    "`` ''": marks("``", "''"),
    "&laquo;": marks("&laquo;&nbsp;", "&nbsp;&raquo;"),
    "&quot;": marks("&quot;", "&quot;"),
    "&ldquo;": marks("&ldquo;", "&rdquo;"),
    "» «": marks("»", "«"),
    "» « with spaces": marks("» ", " «"),
    "“ “": marks("“", "“"),
    "” ”": marks("”", "”"),
    "« «": marks("« ", " «"),
    "« « without spaces": marks("«", "«"),
    "» »": marks("»", "»"),
    "mixed": by_turns,
    '“ "': marks("“", '"'),
    '" »': marks('"', " »"),
    **{f"note call {note}": after_marks(note) for note in (" [1]", "[12]", "[note 3]", "[^2]", " (1)", "¹", "²³", "*", "**", "†")},
    **{f"name{note}": names("", note) for note in ("[1]", "²", "*", "(3)", "†")},
    "**name**": names("**", "**"),
    "_name_": names("_", "_"),
    "***name***": names("***", "***"),
    "[name](address)": names("[", "](https://example.org/a_(b)/c_d)"),
    "[name](/page)": names("[", '](/page "Une page")'),
    "<strong>": names("<strong>", "</strong>"),
    "<a>": names('<a href="/x?a=1&amp;b=2">', "</a>"),
    "*content*": lambda t: t.replace("« ", "« *").replace(" »", "* »"),
    "<em>content</em>": lambda t: t.replace("« ", "« <em>").replace(" »", "</em> »"),
    "<q>": lambda t: t.replace("« ", "<q>").replace(" »", "</q>"),
    "<sup>": after_marks('<sup><a href="#n1">1</a></sup>'),
    "<p>": lambda t: "".join(f"<p>{p}</p>" for p in t.split("\n")),
    "<br>": lambda t: "<div>" + t.replace("\n", "<br /><br/>") + "</div>",
    "entities": lambda t: "".join(ENTITIES.get(c, c) for c in t),
    "backslashes": lambda t: t.replace("« ", '\\"').replace(" »", '\\"'),
    "> ": lambda t: "\n>\n".join("> " + p for p in t.split("\n")),
}  # fmt: skip


def plain(text: str) -> str:
    text = re.sub(r"<[^>]*>|&[a-z#0-9]+;|-\n", "", text)
    return " ".join(re.findall(r"[^\W\d_]+", text))


def told(result: Result) -> list[tuple[str, str | None]]:
    """The quotations as they are read, and who says them."""
    source = Source(result.text)
    for quotation in result.quotations:
        for span in quotation.content:
            assert result.text[span.start : span.end] == span.text
    back = {source.back(k, k + 1)[0]: k for k in range(len(source.text))}
    return [
        (
            plain(" ".join(source.text[back[s.start] : back[s.start] + _size(source, back[s.start], s.end)] for s in q.content)),
            q.speaker.name if q.speaker is not None else None,
        )
        for q in result.quotations
    ]  # fmt: skip


def _size(source: Source, first: int, end: int) -> int:
    size = 0
    while first + size < len(source.text) and source.back(first + size, first + size + 1)[1] <= end:
        size += 1
    return size


CLEAN = {text: told(BARE(text)) for text in passages()}


def test_passages_are_found() -> None:
    assert len(CLEAN) == 24
    assert all(len(found) == 3 and all(name for _, name in found) for found in CLEAN.values())


@pytest.mark.parametrize("change", CHANGES)
def test_signs(change: str) -> None:
    for text, found in CLEAN.items():
        assert told(BARE(CHANGES[change](text))) == found, CHANGES[change](text)


@pytest.mark.parametrize("columns", [40, 50, 60, 66, 72, 80, 100])
@pytest.mark.parametrize(
    ("between", "indent", "prefix"), [("\n", "", ""), ("\n\n", "", ""), ("\n", "   ", ""), ("\n>\n", "", "> ")]
)
def test_wrapped_lines(columns: int, between: str, indent: str, prefix: str) -> None:
    for text, found in CLEAN.items():
        lines = [fill(p, columns, indent) for p in text.split("\n")]
        changed = between.join("\n".join(prefix + line for line in p) for p in lines)
        assert [c for c, _ in told(BARE(changed))] == [c for c, _ in found], changed
        assert told(BARE(changed.replace("\n", "\r\n"))) == told(BARE(changed))


def test_divided_words_are_joined() -> None:
    count = 0
    for columns in (36, 40, 44, 50, 56, 60, 72):
        for text, found in CLEAN.items():
            changed = "\n\n".join("\n".join(divided(p, columns)) for p in text.split("\n"))
            count += changed.count("-\n")
            assert told(BARE(changed)) == found, changed
    assert count > 30


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("conti-\nnuer", "continuer"), ("dit-\nil", "dit-il"), ("a-t-\nil", "a-t-il"), ("a-\nt-elle", "a-t-elle"),
        ("porte-\nparole", "porte-parole"), ("c’est-à-\ndire", "c’est-à-dire"), ("vice-\nprésidente", "vice-présidente"),
        ("Jean-\nPierre", "Jean-Pierre"), ("Saint-\nÉtienne", "Saint-Étienne"), ("celui-\nci", "celui-ci"),
        ("eux-\nmêmes", "eux-mêmes"), ("arrondisse-\nment", "arrondissement"), ("ex-\nministre", "ex-ministre"),
        ("quatre-\nvingts", "quatre-vingts"), ("socio-\néconomique", "socio-économique"), ("mu\u00ad\nnicipal", "municipal"),
        ("con¬\nseil", "conseil"), ("rendez-\nvous", "rendez-vous"), ("sous-\npréfet", "sous-préfet"),
        ("inté-\nressé", "intéressé"),
    ],
)  # fmt: skip
def test_a_divided_word(written: str, read: str) -> None:
    first, rest = written.split("\n")
    text = "\n".join(
        (
            "Le conseil municipal de la ville a voté hier soir le budget",
            "de l’année, après un long débat que le public de la salle a",
            f"suivi sans dire un seul mot du reste, et voilà que {first}",
            f"{rest} les mots du maire et de ses deux adjoints les a",
            "fait rire, puis les élus sont rentrés chez eux sans attendre",
            "la fin de la séance.",
        )
    )
    assert f" {read} les" in Source(text).text


NOT_WRAPPED = {
    "verse": "Le vent du soir se lève au bord de la rivière,\nEt la barque s’en va sous un ciel de velours,\nLe vieux passeur attend sur sa chaise de pierre\nQue reviennent enfin les beaux soirs et les jours.",
    "free verse": "je marche\ndans la rue vide et froide du matin\net personne\nne répond à ce que j’appelle\nencore\nmon nom",
    "list": "Pour la soupe :\n- deux poireaux\n- une livre de pommes de terre\n- un oignon\n- du sel et du poivre",
    "list without dashes": "deux poireaux\nune livre de pommes de terre\nun oignon\ndu beurre salé\nun litre de bouillon",
    "a sentence a line": "Le pont de la Lorme a rouvert jeudi matin.\nLes riverains sont soulagés de cette nouvelle.\nLe maire a promis un autre pont avant deux ans.\nLes travaux coûteront quatre millions au total.",
    "table": "ville        habitants   maire\nLorme        12 400      Nadia Ferrand\nPort-Aubry   8 300       Omar Tessier\nTrézien      2 100       Awa Keller",
    "dialogue": "— Où vas-tu donc ce soir ?\n— Je vais au port, comme chaque soir.\n— Et tu reviendras quand ?\n— Quand le bac repassera, pas avant.",
    "headlines": "Le pont de la Lorme est fermé aux voitures\nUn marché de nuit s’ouvre à Port-Aubry\nLa halle aux grains sera rénovée l’an prochain\nTrois médailles pour les nageurs de Trézien",
    "paragraphs": "\n".join(passages()[:3]),
    "address": "Mairie de Lorme\n12, rue du Bac\n29000 Lorme",
    "captions": "Nadia Ferrand, la maire\nOmar Tessier, son adjoint\nAwa Keller, architecte",
}  # fmt: skip
NOTHING = {
    "units": "Une salle de 120 m² et de 300 m³, à 4 km² du bourg, dégage du CO² ; 10³ mètres.",
    "insertions": "« Il [le maire] est parti […] hier [sic] », dit Omar Tessier. Les conseiller[e]s le savent depuis [2019].",
    "brackets": "L’accord (signé en 1998) vaut pour la ville (et ses voisins). Elle (40 ans) et lui (450 euros).",
    "stars": "Un hôtel 4 * et le calcul 3 * 4 = 12. Ouvert 24 h / 24.",
    "identifiers": "Le fichier compte_rendu_final.txt et le mot-clic #pont_de_lorme.",
    "comparisons": "Si a < b et b > c, alors R&D et AT&T gagnent ; voir x<y.",
    "tags of nobody": "Le champ <nom> reste vide, comme <date du jour>.",
    "apostrophes": "L’été d’Ondine s’achève sur l’île d’Arz, qu’aujourd’hui plus rien n’anime.",
    "list of notes": "* premier point\n* second point",
    "marks": "« Oui », dit A. “Non”, dit B. « Il a dit “peut-être” », dit C.",
    "unclosed": "« Il a dit « non. Le maire s’en va.",
    "orphan": "Le port » est vide. « Les bateaux sont partis », dit le gardien.",
}  # fmt: skip


@pytest.mark.parametrize("name", [*NOT_WRAPPED, *NOTHING])
def test_what_stays(name: str) -> None:
    text = {**NOT_WRAPPED, **NOTHING}[name]
    assert Source(text).text is text


@pytest.mark.parametrize(
    "text",
    [
        "« Le pont est vieux.\n« Il a cent ans.\n« Il tombera », dit Omar Tessier.",
        "« Le pont est vieux.\n» Il a cent ans.\n» Il tombera », dit Omar Tessier.",
        "<< Le pont est vieux.\n<< Il a cent ans.\n<< Il tombera >>, dit Omar Tessier.",
        "&laquo; Le pont est vieux.\n&laquo; Il a cent ans.\n&laquo; Il tombera &raquo;, dit Omar Tessier.",
    ],
)
def test_marks_of_continuation_are_no_content(text: str) -> None:
    (quotation,) = BARE(text).quotations
    assert [span.text.rstrip(".") for span in quotation.content] == ["Le pont est vieux", "Il a cent ans", "Il tombera"]


def test_a_name_is_shown_without_signs() -> None:
    (quotation,) = BARE("« Oui, le pont rouvre [1] », dit **Omar\u00a0Tessier**².").quotations
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Omar Tessier"
    assert quotation.text == "Oui, le pont rouvre"


def test_marks_alone() -> None:
    assert [q.text for q in find_quotations("Il a dit ''non'', puis <<oui>> et &quot;peut-être&quot;.")] == [
        "non",
        "oui",
        "peut-être",
    ]
