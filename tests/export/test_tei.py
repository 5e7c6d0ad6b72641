"""TEI: what is written is valid, holds the text as it was and comes back.

What is read cannot open or expand anything.
"""

from __future__ import annotations

import gzip
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from places import TESTS
from samples import all_over
from strategies import arbitrary_texts, results

from quoteattr import Cue, Diagnostic, InputError, Mention, Quotation, Result, ResultError, Span, Speaker
from quoteattr.export import from_tei, to_tei
from quoteattr.export.literals import UNHOLDABLE, in_line, in_xml, unliteral
from quoteattr.export.tei.nesting import nested

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
USED = set(
    "TEI teiHeader fileDesc titleStmt title publicationStmt sourceDesc p encodingDesc appInfo application label desc profileDesc particDesc listPerson person "
    "personGrp org persName orgName idno trait note standOff interpGrp interp certainty link text body said q seg rs g".split()
)


def schema() -> etree.RelaxNG:
    """The schema of TEI with all elements but `USED` taken out.

    What it allows, the whole one allows, and it is read in no time.
    """
    root = etree.fromstring(gzip.decompress((TESTS / "data" / "tei_all.rng.gz").read_bytes()))
    for define in root.iter(RNG + "define"):
        element = define.find(RNG + "element")
        if element is not None and element.get("name") not in USED:
            define[:] = [etree.Element(RNG + "notAllowed")]
    return etree.RelaxNG(root)


SCHEMA = schema()
SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)


def valid(xml: str) -> etree._Element:
    root = etree.fromstring(
        xml.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )
    SCHEMA.assertValid(root)
    return root


def body_text(root: etree._Element) -> str:
    return "".join(root.find(f".//{TEI}body").itertext())


def at(text: str, part: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return Span(start, start + len(part), part)


def exported(result: Result, name: str = "") -> etree._Element:
    """Writes, validates, reads back; returns the tree."""
    xml = to_tei(result, name)
    root = valid(xml)
    assert from_tei(xml) == result
    assert from_tei(xml.encode()) == result
    assert body_text(root) == UNHOLDABLE.sub("\ufffd", result.text)
    ids = root.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    pointers = [
        p
        for a in ("who", "ref", "corresp", "ana", "target", "next", "prev")
        for v in root.xpath(f"//@{a}")
        for p in v.split()
    ]
    assert {p.removeprefix("#") for p in pointers} <= set(ids)
    return root


@SLOW
@given(results(), st.text(max_size=5))
def test_valid_and_comes_back(result: Result, name: str) -> None:
    exported(result, name)


@SLOW
@given(arbitrary_texts)
def test_any_text_comes_back(text: str) -> None:
    exported(Result(text), text)


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("\\u0\x00\ud800"), max_size=20))
def test_literals(text: str) -> None:
    assert unliteral(in_xml(text)) == unliteral(in_line(text)) == text
    assert not UNHOLDABLE.search(in_xml(text))
    assert len(f"{in_line(text)}.".splitlines()) == 1
    in_line(text).encode()  # raises if a surrogate is left


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), max_size=8), st.sets(st.integers(1, 20)))
def test_pieces_nest_and_cover(stretches: list[tuple[int, int]], bounds: set[int]) -> None:
    wanted = [(start, start + length) for start, length in stretches]
    pieces = nested(wanted, sorted(bounds))
    assert [p.start for p in pieces] == sorted(p.start for p in pieces)
    for owner, (start, end) in enumerate(wanted):
        own = [p for p in pieces if p.owner == owner]
        assert [own[0].start, *(p.end for p in own)] == [*(p.start for p in own), end]
        assert own[0].start == start
    for one in pieces:
        assert not any(one.start < bound < one.end for bound in bounds)
        assert not any(one.start < two.start < one.end < two.end for two in pieces)


def interview() -> Result:
    """A split quotation with one nested in it, and one over two paragraphs that crosses a mention."""
    text = "« Le pont, a dit Maud Kerbrat, “ tiendra ” dix ans. »\r\n\r\nSelon elle, rien ne presse.\nOn verra <demain> & après.\n"
    maud, she = Mention(at(text, "Maud Kerbrat"), "name"), Mention(at(text, "elle"), "pronoun")
    mayor = Speaker("s1", "Maud Kerbrat", "person", "f", ["Kerbrat"], [maud, she], gender_guessed=True)
    town = Speaker("la mairie", "la mairie", "organization")
    said = Cue(at(text, "a dit"), "dire", "incise")
    later = Span(start := text.index("rien"), end := text.index(" & après"), text[start:end])
    crossing = Mention(Span(start := text.index("<demain"), end := len(text) - 2, text[start:end]), "noun_phrase")
    quotations = [
        Quotation(
            "q1",
            "direct",
            [at(text, "Le pont"), at(text, "“ tiendra ” dix ans.")],
            said,
            maud,
            mayor,
            "incise",
            0.93,
            link="name",
            speaker_confidence=0.98,
        ),
        Quotation("q2", "mixed", [at(text, "tiendra")], None, None, None, "marks", 0.5, "q1"),
        Quotation(
            "q3",
            "indirect",
            [later],
            Cue(at(text, "Selon"), "selon", "source"),
            she,
            mayor,
            "source",
            0.9,
            link="pronoun",
            speaker_confidence=0.8,
        ),
        Quotation(
            "q4",
            "indirect",
            [at(text, "après")],
            None,
            crossing,
            town,
            "free",
            0.5,
            link="carry",
            speaker_confidence=0.6,
        ),
    ]
    return Result(
        text,
        quotations,
        [mayor, town],
        [Diagnostic("unclosed-mark", at(text, "«"), "A mark « that no other closes.")],
        {"quoteattr": "0.1.0"},
    )


def test_what_is_marked() -> None:
    root = exported(interview(), "Le pont")
    said = {e.get(ID): e for e in root.iter(TEI + "said")}
    assert {
        name: (e.get("next"), e.get("prev"), "".join(e.itertext())) for name, e in said.items() if name.startswith("q1")
    } == {
        "q1": ("#q1.2", None, "Le pont"),
        "q1.2": (None, "#q1", "“ tiendra ” dix ans."),
    }
    assert {e.get("who") for name, e in said.items() if name.startswith(("q1", "q3"))} == {"#s1"}
    assert root.find(f".//{TEI}q").getparent() is said["q1.2"]
    assert root.find(f".//{TEI}q").get("corresp") == "#q1"
    assert [e.text for e in root.iter(TEI + "title")] == ["Le pont"]
    assert len(root.find(f".//{TEI}body")) == 3
    person = root.find(f".//{TEI}person")
    assert [e.text for e in person.findall(TEI + "persName")] == ["Maud Kerbrat", "Kerbrat"]
    assert person.find(f"{TEI}trait/{TEI}label").text == "f"
    assert root.find(f".//{TEI}org").get("n") == "la mairie"
    assert [e.get("corresp") for e in root.iter(TEI + "seg")] == [None, "#q1", "#q3"]
    assert [e.get("degree") for e in root.iter(TEI + "certainty")] == ["0.98", "0.8", "0.6"]


def test_crossing_is_cut_and_linked() -> None:
    root = exported(interview())
    pieces = [e for e in root.iter(TEI + "said", TEI + "rs") if e.get(ID).startswith(("q3", "m3"))]
    assert ["".join(e.itertext()) for e in pieces] == ["rien ne presse.\n", "On verra <demain>", "<demain>", " & après"]
    assert pieces[2].getparent() is pieces[1]
    assert pieces[2].get("next") == f"#{pieces[3].get(ID)}"


def test_two_stretches_that_touch_stay_two() -> None:
    text = "Oui. Non.\nBon."
    for content in (
        [at(text, "Oui. "), at(text, "Non.\nBon.")],
        [Span(0, 14, text)],
        [at(text, "Non."), at(text, "Oui.")],
        [at(text, "Oui.")] * 2,
    ):
        exported(Result(text, [Quotation("q1", "direct", content)]))


@pytest.mark.parametrize(
    "text",
    ["", "\n", "\r", "\r\n \r", "a\r\nb\rc\n\nd", "]]>", "<![CDATA[x]]>", "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", "&amp; &#13; &lt;", "<?pi?><!-- -->", "a\x00b\x07\x1b\x85",
     "\ud83d\ude00 \udc00", "\U0001f600\U0010ffff", "\ufffe\uffff\ufffd\ufeff", "\u2028\u2029\x0b\x0c", " \t ", "\\u0041 \\", "</p></body>", "l'« e\u0301 »"],
)  # fmt: skip
def test_hostile_texts(text: str) -> None:
    exported(Result(text), text)
    if text:
        exported(all_over(text))


def test_what_xml_cannot_hold_is_marked() -> None:
    root = exported(Result("a\x07b"))
    g = root.find(f".//{TEI}g")
    assert (g.get("type"), g.get("n"), g.text) == ("unencodable", "U+0007", "\ufffd")


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE TEI [<!ENTITY a "b">]><TEI/>',
        '<!DOCTYPE TEI SYSTEM "http://example.invalid/x.dtd"><TEI/>',
        '<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/hostname">]><TEI>&a;</TEI>',
        '<!DOCTYPE TEI [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]><TEI/>',
        '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;">]><TEI>&d;</TEI>',
        "<!DOCTYPE TEI><TEI/>",
    ],
)
def test_document_types_are_refused(xml: str) -> None:
    for source in (xml, xml.encode(), xml.encode("utf-16")):
        with pytest.raises(ResultError, match="line 1: a document type declaration is refused"):
            from_tei(source)


def body(inner: str, header: str = "") -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader><text><body>{inner}</body></text></TEI>'


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("", "not well-formed"),
        ("<TEI>", "not well-formed"),
        ("<html/>", "expected a TEI document, got <html>"),
        ("<TEI/>", "expected one <body>, got 0"),
        ("\ud800", "not XML"),
        (b"\xff\xfe<", "not well-formed"),
        ("<TEI>&b;</TEI>", "undefined entity"),
        (body("<p><said who='#a'>Oui</said></p>"), "expected @who to point at one <person>"),
        (body("<p><said/></p>"), "holds no text"),
        (body("<p><said next='#a'>Oui</said></p>"), "@next points at no piece: '#a'"),
        (body("<p><said xml:id='a' next='#b'>Oui</said><said xml:id='b' next='#a'>Oui</said></p>"), "circle"),
        (body("<p><seg type='cue' subtype='x'>dit</seg></p>"), "'x' is not a valid CueKind"),
        (body("<p><rs ref='#x'>elle</rs></p>"), "'#x' points at no <person>"),
        (body("<p><rs corresp='#x'>elle</rs></p>"), "'#x' points at no <said>, <q>, <quote>"),
        (body("<p><said cert='high'>Oui</said></p>"), "could not convert"),
        (body("<p><said cert='2'>Oui</said></p>"), "confidence"),
        (body("<p><g type='unencodable'>x</g></p>"), "expected n='U\\+XXXX'"),
        (body("<p><said xml:id='q'>a</said><rs corresp='#q'>b</rs><rs corresp='#q'>c</rs></p>"), "two <rs>"),
    ],
)
def test_what_is_wrong_is_said(xml: str | bytes, message: str) -> None:
    with pytest.raises(ResultError, match=message):
        from_tei(xml)


def test_depth_is_no_danger() -> None:
    inner = "<hi>" * 50_000 + "x" + "</hi>" * 50_000
    assert from_tei(body(f"<p>{inner}</p>")).text == "x"


def test_of_others() -> None:
    """What a person may write by hand: fewer attributes, other elements, names in parts."""
    header = "<profileDesc><particDesc><listPerson><person xml:id='lise' sex='F'><persName><forename>Lise</forename> <surname>Andrieu</surname></persName></person></listPerson></particDesc></profileDesc>"
    inner = (
        "<head>Un <hi>titre</hi></head><p><q who='#lise' xml:id='a'>Oui</q>, dit <rs type='person' ref='#lise' corresp='#a'>Lise</rs>,"
        " <q prev='#a' xml:id='b'>je viens</q>. <quote source='#lise'>Lu</quote></p>"
    )
    result = from_tei(body(inner, header))
    assert result.text == "Un titreOui, dit Lise, je viens. Lu"
    assert [(q.id, q.text, q.speaker and q.speaker.name) for q in result.quotations] == [
        ("a", "Oui […] je viens", "Lise Andrieu"),
        ("q1", "Lu", "Lise Andrieu"),
    ]
    assert result.speakers[0].gender == "f"
    assert result.quotations[0].mention == result.speakers[0].mentions[0] == Mention(at(result.text, "Lise"), "name")


def test_a_quotation_struck_out_by_hand() -> None:
    result = Result(
        "Oui. Non.", [Quotation("b", "direct", [Span(5, 9, "Non.")]), Quotation("a", "direct", [Span(0, 4, "Oui.")])]
    )
    xml = to_tei(result)
    assert "<link " in xml
    assert [q.id for q in from_tei(re.sub(r'<q xml:id="b"[^>]*>(.*?)</q>', r"\1", xml)).quotations] == ["a"]


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (Result("Oui", [Quotation("q1", "direct", [Span(0, 3, "Non")])]), "the text at 0..3 is 'Oui', not 'Non'"),
        (Result("Oui", [Quotation("q1", "direct", [Span(1, 4, "uix")])]), "not 'uix'"),
        (Result("Oui", [Quotation("q1", "direct", [])]), "has no content"),
        (
            Result("Oui", [Quotation("q1", "direct", [Span(0, 3, "Oui")], speaker=Speaker("s1", "Léa"))]),
            "is not among the speakers",
        ),
        (Result("Oui", speakers=[Speaker("s1", "Léa"), Speaker("s1", "Luc")]), "two speakers share an id"),
    ],
)
def test_results_that_do_not_agree(result: Result, message: str) -> None:
    with pytest.raises(ResultError, match=message):
        to_tei(result)


def test_wrong_types() -> None:
    with pytest.raises(InputError, match="expected str or bytes, got NoneType"):
        from_tei(None)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="expected a Result, got str"):
        to_tei("Oui")  # type: ignore[arg-type]
