"""The HTML view: the text comes through whole, and nothing of it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from typing import Any

import html5lib
import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import results

from quoteattr import ConfigError, Cue, Diagnostic, InputError, Mention, Quotation, Result, Span, Speaker
from quoteattr.export.html import to_html
from quoteattr.export.html.markup import Mark, attribute, escape, marked
from quoteattr.export.html.palette import COUNT, PAGE, TEXT, contrast, shades
from quoteattr.export.html.view import initials
from quoteattr.result.words import words

TAGS = frozenset(
    "html head meta title style script body main section header h1 h2 h3 h4 p bdi svg rect ul ol li a span article mark u b dl div dt dd code blockquote q details summary".split()
)
ATTRIBUTES = frozenset(
    "lang charset http-equiv content name class id href aria-label aria-labelledby aria-hidden role viewBox preserveAspectRatio width height x data-s data-i data-summary title hidden".split()
)
HOSTILE = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)",
    "<!--", "-->", "]]>", "<svg/onload=alert(1)>", "javascript:alert(1)", "&lt;b&gt;", "&#60;", "$title ${view}", "{number}", "</article></main>", "\x00", "\u202e", "<plaintext>",
)  # fmt: skip

hostile = st.lists(st.sampled_from((*HOSTILE, "a", " ", "\n", "\r", "\u2028", "« Oui », dit Léa.")), max_size=8).map(
    "".join
)


def shown(text: str) -> str:
    """The text as the page is meant to show it: one visible character for each that HTML cannot hold."""
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", lambda m: chr(0x2400 + ord(m.group())), text)
    text = text.replace("\x7f", "\u2421").translate({0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”"})
    return re.sub("[\x80-\x84\x86-\x9f\ud800-\udfff]", "\ufffd", text)


def one_line(text: str) -> str:
    return shown(re.sub("[ \t\n\r\f\v\x85\u2028\u2029]+", " ", text).strip(" "))


def tree(page: str) -> Any:
    page.encode()  # raises if a surrogate is left
    return html5lib.parse(page, namespaceHTMLElements=False)


def having(root: Any, name: str, value: str) -> list[Any]:
    return [
        element for element in root.iter() if isinstance(element.tag, str) and value in element.get(name, "").split()
    ]


def content(element: Any) -> str:
    return "".join(element.itertext())


def span(text: str, part: str, start: int = 0) -> Span:
    at = text.index(part, start)
    return Span(at, at + len(part), part)


def quotation(text: str, number: int, *parts: str, **more: Any) -> Quotation:
    return Quotation(id=f"q{number}", kind="direct", content=[span(text, part) for part in parts], **more)


def check(page: str, result: Result) -> Any:
    """The page holds the text and every quotation, and only elements and attributes of ours."""
    root = tree(page)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    assert len(elements) == len(list(root.iter())), "a comment"
    assert {element.tag.split("}")[-1] for element in elements} <= TAGS
    assert {name for element in elements for name in element.attrib} <= ATTRIBUTES
    assert all(href.startswith("#") for element in elements if (href := element.get("href")) is not None)
    ids = [element.get("id") for element in elements if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"(qa-[0-9a-f]{10}-)?([qsd]\d+|text|voices|all|odd)", ident) for ident in ids)
    (article,) = having(root, "class", "qa-text")
    assert content(article) == shown(result.text)
    said = [one_line(content(quote)) for quote in root.iter("blockquote")]
    assert said == [one_line(q.text) for q in result.quotations]
    return root


@given(results(), hostile, st.none() | hostile, st.sampled_from(["fr", "en"]), st.booleans())
def test_any_result(result: Result, name: str, title: str | None, lang: str, full: bool) -> None:
    root = check(to_html(result, name, title=title, lang=lang, full=full), result)
    assert len(list(root.iter("script"))) == full
    assert len(list(root.iter("style"))) == 1


@given(hostile.filter(str.strip), hostile)
@example("<script>alert(1)</script>", "</style>")
def test_hostile_strings_everywhere(text: str, word: str) -> None:
    whole = Span(0, len(text), text)
    speaker = Speaker(id=word, name=word, aliases=[word, text], mentions=[Mention(whole, "name")])
    said = Quotation(
        id=word, kind="direct", content=[whole], cue=Cue(whole, word, "incise"), mention=Mention(whole, "name"), speaker=speaker, rule=word, parent_id=word, link=word, speaker_confidence=0.5
    )  # fmt: skip
    result = Result(text, [said], [speaker], [Diagnostic("unclosed-mark", whole, word)], {word: word})
    for full in (True, False):
        root = check(to_html(result, word, full=full), result)
        assert one_line(content(having(root, "class", "qa-title")[0])) == (
            one_line(word) if word.strip() else "Qui a dit quoi"
        )


@given(st.text(), st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12), st.integers(0, 2)), max_size=8))
def test_marks_of_any_shape(text: str, shapes: list[tuple[int, int, int]]) -> None:
    """Each mark's elements hold just its characters, line ends apart, however it crosses others."""
    text = text + "« Oui »\n\n« Non »\r\nfin"
    marks = [
        Mark(start, start + size, rank, number, f'title="{number}" class="', "")
        for number, (start, size, rank) in enumerate(shapes)
    ]
    body = tree(f"<article>{marked(text, marks)}</article>").find("body/article")
    assert content(body) == shown(text)
    for mark in marks:
        pieces = "".join(content(e) for e in body.iter() if e.get("title") == str(mark.number))
        assert re.sub(r"[\s\x85]", "", pieces) == re.sub(r"[\s\x85]", "", shown(text[mark.start : mark.end]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A", "<p>A</p>"),
        ("A\nB", "<p>A</p>\n<p>B</p>"),
        ("A\n\nB\nC\r\n\r\nD\n", '<p>A</p>\n\n<p>B</p>\n<p class="qa-tight">C</p>&#13;\n&#13;\n<p>D</p>\n'),
        ("\n\nA\nB", "\n\n<p>A</p>\n<p>B</p>"),
        ("A\u2028B", "<p>A</p><span hidden>\u2028</span><p>B</p>"),
        ("\n \u00a0\n", "<span hidden>\n \u00a0\n</span>"),
        ("", ""),
    ],
)
def test_paragraphs(text: str, expected: str) -> None:
    assert marked(text, []) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 3), (1, 2)], '<mark class="">A<mark class=" qa-d1">B</mark>C</mark>DE'),
        ([(0, 3), (2, 5)], '<mark class="">AB<mark class=" qa-d1">C</mark></mark><mark class="">DE</mark>'),
        ([(0, 2), (2, 4)], '<mark class="">AB</mark><mark class="">CD</mark>E'),
        ([(0, 5), (0, 5)], '<mark class=""><mark class=" qa-d1">ABCDE</mark></mark>'),
    ],
)
def test_nesting(spans: list[tuple[int, int]], expected: str) -> None:
    marks = [Mark(start, end, 0, number, 'class="') for number, (start, end) in enumerate(spans)]
    assert marked("ABCDE", marks) == f"<p>{expected}</p>"


TEXT_OF_TWO = "« Oui, a dit Léa Morin, toujours. » Selon elle, Paul Diaz crie : « Jamais ! »"


def of_two() -> Result:
    name, pronoun = Mention(span(TEXT_OF_TWO, "Léa Morin"), "name"), Mention(span(TEXT_OF_TWO, "elle"), "pronoun")
    lea = Speaker(
        id="<1>",
        name="Léa Morin",
        kind="person",
        gender="f",
        gender_guessed=True,
        aliases=["Léa"],
        mentions=[name, pronoun],
    )
    paul = Speaker(
        id="<2>", name="Paul Diaz", kind="person", mentions=[Mention(span(TEXT_OF_TWO, "Paul Diaz"), "name")]
    )
    split = quotation(
        TEXT_OF_TWO,
        1,
        "Oui",
        "toujours.",
        cue=Cue(span(TEXT_OF_TWO, "a dit"), "dire", "incise"),
        mention=name,
        speaker=lea,
        rule="incise",
        confidence=0.995,
    )
    outer = quotation(
        TEXT_OF_TWO,
        2,
        "Paul Diaz crie : « Jamais ! »",
        cue=Cue(span(TEXT_OF_TWO, "Selon"), "selon", "source"),
        mention=pronoun,
        speaker=lea,
    )
    inner = quotation(TEXT_OF_TWO, 3, "Jamais !", speaker=paul, parent_id="q2", mention=paul.mentions[0])
    return Result(TEXT_OF_TWO, [split, outer, inner], [lea, paul])


def classes(elements: Iterable[Any]) -> list[str]:
    return [re.findall(r"qa-s(\d+)", element.get("class", ""))[0] for element in elements]


def test_pieces_belong_to_their_speaker() -> None:
    root = check(to_html(of_two()), of_two())
    pieces = list(having(root, "class", "qa-text")[0].iter("mark"))
    assert [content(e) for e in pieces] == ["Oui", "toujours.", "Paul Diaz crie : « Jamais ! »", "Jamais !"]
    assert classes(pieces) == ["1", "1", "1", "2"]
    assert [(content(e), *classes([e])) for e in root.iter("u") if e.get("class")] == [("a dit", "1"), ("Selon", "1")]
    assert [(content(e), *classes([e])) for e in root.iter("b") if e.get("class")] == [
        ("Léa Morin", "1"),
        ("elle", "1"),
        ("Paul Diaz", "2"),
    ]
    badges = having(root, "class", "qa-badge")
    assert [(e.get("id"), e.get("href"), e.get("data-i")) for e in badges] == [
        ("q1", "#s1", "LM"),
        ("q2", "#s1", "LM"),
        ("q3", "#s2", "PD"),
    ]
    assert badges[2].get("aria-label") == "Citation 3 : Paul Diaz"


def test_legend_and_list() -> None:
    root = tree(to_html(of_two(), lang="en"))
    lea, paul = having(root, "class", "qa-who")
    assert lea.get("data-summary") == "Léa Morin: 2\u00a0quotations · 6\u00a0words"
    assert paul.get("data-summary") == "Paul Diaz: 1\u00a0quotation · 1\u00a0word"
    assert content(having(lea, "class", "qa-about")[0]) == "person, feminine (by the first name) · also: Léa"
    assert [e.get("href") for e in having(lea, "class", "qa-refs")[0]] == ["#q1", "#q2"]
    first, _, third = having(root, "class", "qa-facts")
    assert [content(e) for e in first] == [
        "Speech direct",
        "Signalled by a dit (dire, incise)",
        "Speaker named by Léa Morin (name)",
        "Rule incise, right in 99.5%",
    ]
    assert content(third[-1]) == "Inside quotation 2"
    assert (
        content(having(root, "class", "qa-summary")[0])
        == "3\u00a0quotations · 2\u00a0voices · 6\u00a0words of 12 reported (50%)"
    )


@pytest.mark.parametrize(
    ("confidence", "told"),
    [(1.0, "100"), (0.9999, "99,9"), (0.995, "99,5"), (0.994, "99"), (0.5, "50"), (0.004, "0,4"), (0.0, "0")],
)
def test_what_is_nearly_sure_is_not_quite(confidence: float, told: str) -> None:
    result = of_two()
    first = evolve(result.quotations[0], confidence=confidence)
    page = to_html(evolve(result, quotations=[first, *result.quotations[1:]]))
    assert f"<code><bdi>incise</bdi></code>, sûre à {told}\u202f%" in page


def test_every_link_has_its_target() -> None:
    for full in (True, False):
        page = to_html(of_two(), full=full)
        ids = set(re.findall(r' id="([^"]+)"', page))
        assert set(re.findall(r' href="#([^"]+)"', page)) <= ids


def test_a_speaker_that_is_not_listed_still_shows() -> None:
    result = of_two()
    page = to_html(Result(result.text, result.quotations))
    assert classes(having(tree(page), "class", "qa-who")) == ["1", "2"]


def test_nothing_found_and_nothing_at_all() -> None:
    for text in ("Rien.", ""):
        page = to_html(Result(text))
        assert "Aucune citation trouvée." in page
        assert "<mark" not in page.split("</style>")[1]


def test_title_and_name() -> None:
    result = Result("Rien.")
    assert "<title>Qui a dit quoi</title>" in to_html(result)
    assert "<title>Who said what</title>" in to_html(result, lang="en")
    assert "<title>un.txt</title>" in to_html(result, "un.txt")
    assert "<title>A &amp; B</title>" in result.to_html("un.txt", title="A & B")


def test_languages() -> None:
    page = tree(to_html(of_two(), lang="en"))
    assert page.get("lang") == "en"
    assert having(page, "class", "qa-text")[0].get("lang") == "fr"


def test_fragments_keep_to_themselves() -> None:
    one, other = of_two()._repr_html_(), Result("« Non », dit Omar.").to_html(full=False)
    assert one == of_two().to_html(full=False)
    ids = [set(re.findall(r' id="([^"]+)"', page)) for page in (one, other)]
    assert not ids[0] & ids[1]
    style = re.sub(r"/\*.*?\*/", "", re.findall(r"<style>(.*?)</style>", one, re.DOTALL)[0])
    selectors = [s.strip() for s in re.findall(r"[^{};]+(?=\{)", style) if not s.strip().startswith("@")]
    assert len(selectors) > 60
    assert all(part.strip().startswith(".qa") for selector in selectors for part in re.split(r",(?![^(]*\))", selector))
    assert "<script" not in one
    assert "<h1" not in one


def test_policy_names_the_styles_and_the_script() -> None:
    page = to_html(of_two())
    policy = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|url\(|@import| style=| src=", page)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"lang": "de"}, ConfigError),
        ({"lang": 1}, InputError),
        ({"name": None}, InputError),
        ({"title": 3}, InputError),
        ({"full": 1}, InputError),
        ({"result": "« Oui »"}, InputError),
    ],
)
def test_bad_calls(arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error, match=f"{next(iter(arguments))}: expected .*, got "):
        to_html(**{"result": Result(""), **arguments})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hélène Castaing", "HC"),
        ("la maire de Trézien", "MT"),
        ("AFP", "A"),
        ("l’ONG", "O"),
        ("le", "L"),
        ("", "•"),
        ("!", "•"),
        ("ßtraße", "S"),
        ("M. Le Goff", "G"),
        ("12 pompiers", "1P"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_equal_initials_get_a_number() -> None:
    speakers = [Speaker(id=str(k), name=name) for k, name in enumerate(["Anne Roy", "Alain Rey", "Axel Rodin"])]
    result = Result(
        "abc",
        [
            Quotation(id="q", kind="direct", content=[Span(k, k + 1, "abc"[k])], speaker=s)
            for k, s in enumerate(speakers)
        ],
        speakers,
    )
    assert [e.get("data-i") for e in having(tree(to_html(result)), "class", "qa-badge")] == ["AR", "AR2", "AR3"]


def test_words() -> None:
    assert words("« Oui », dit-il — 3 000 fois !") == 5


def test_escape() -> None:
    assert escape("<a b='c' d=\"e\">&\x00\ud800\x93") == "&lt;a b=&#39;c&#39; d=&#34;e&#34;&gt;&amp;\u2400\ufffd“"
    assert attribute("a\r\n b\u2028c") == "a b c"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str) -> None:
    """WCAG AA: 4.5 for words, on the page and on any voice's shades."""
    every = [shades(number, scheme) for number in range(COUNT)]
    for one in every:
        assert contrast(one.ink, PAGE[scheme]) >= 4.5
        for back in (one.tint, one.strong):
            assert contrast(TEXT[scheme], back) >= 4.5
    assert min(contrast(a.ink, back) for a, b in product(every, every) for back in (b.tint, b.strong)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_voice_has_its_own_colour(scheme: str) -> None:
    assert len({shades(number, scheme).ink for number in range(COUNT)}) == COUNT
    assert shades(COUNT, scheme) == shades(0, scheme)


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


def test_the_page_and_the_palette_have_the_same_ground() -> None:
    page = to_html(Result(""))
    for scheme, colours in (("light", (PAGE["light"], TEXT["light"])), ("dark", (PAGE["dark"], TEXT["dark"]))):
        assert f"--page: {colours[0]}; --text: {colours[1]}" in page, scheme
