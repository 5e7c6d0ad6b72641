"""Web Annotation: pages come back as the result they were made of, and a JSON-LD processor reads in them what the model means."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from samples import made
from strategies import results

from quoteattr import Mention, Quotation, Result, ResultError, Span, Speaker
from quoteattr.export.webannotation import from_webannotation, to_webannotation

OA = "http://www.w3.org/ns/oa#"
TERMS = (
    "Annotation",
    "SpecificResource",
    "TextQuoteSelector",
    "TextPositionSelector",
    "TextualBody",
    "exact",
    "prefix",
    "suffix",
)
CONTEXT = {
    "@version": 1.1,
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{name: f"oa:{name}" for name in TERMS},
    "Person": "foaf:Person",
    "Organization": "foaf:Organization",
    "name": "foaf:name",
    "AnnotationPage": "as:OrderedCollectionPage",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    **{name: f"oa:{name}" for name in ("describing", "linking", "assessing", "tagging")},
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
}
"""The terms of the model's own context that pages use, as the Recommendation defines them.

Tests have no network to fetch it by.
"""


def expanded(page: str) -> dict[str, Any]:
    def load(url: str, _options: Any) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": {"@context": CONTEXT},
        }

    (graph,) = jsonld.expand(json.loads(page), {"documentLoader": load})
    return graph


@given(results(), st.text(max_size=12))
def test_round_trip(result: Result, name: str) -> None:
    page = to_webannotation(result, name)
    page.encode("ascii")
    assert from_webannotation(page, result.text) == result


def test_selectors() -> None:
    text = "\U0001f600 Bon. « Oui », a dit Léa."
    page = json.loads(to_webannotation(made(text), "soir/a b.txt"))
    quotation, cue, mention = page["items"]
    assert page["id"] == "soir/a%20b.txt#quotations"
    assert quotation["target"][0] == {
        "type": "SpecificResource",
        "source": "soir/a%20b.txt",
        "selector": [
            {"type": "TextPositionSelector", "start": 9, "end": 12},
            {"type": "TextQuoteSelector", "exact": "Oui", "prefix": "\U0001f600 Bon. « ", "suffix": " », a dit Léa."},
        ],
    }
    assert quotation["body"] == [
        {"id": "soir/a%20b.txt#speaker-1", "type": "Person", "name": "Léa"},
        {"type": "TextualBody", "purpose": "tagging", "value": "direct", "format": "text/plain"},
    ]
    assert [cue["body"], mention["body"]] == [quotation["id"]] * 2
    assert cue["target"]["selector"][1]["exact"] == "a dit"


@given(results())
def test_a_processor_reads_it(result: Result) -> None:
    graph = expanded(to_webannotation(result, "https://soir.example/a"))
    items = graph["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    describing = [item for item in items if item[OA + "motivatedBy"] == [{"@id": OA + "describing"}]]
    assert len(describing) == len(result.quotations)
    for quotation, item in zip(result.quotations, describing, strict=True):
        places = []
        for target in item.get(OA + "hasTarget", []):
            assert target[OA + "hasSource"] == [{"@id": "https://soir.example/a"}]
            position, words = target[OA + "hasSelector"]
            assert (position["@type"], words["@type"]) == ([OA + "TextPositionSelector"], [OA + "TextQuoteSelector"])
            places.append((position[OA + "start"][0]["@value"], position[OA + "end"][0]["@value"]))
        assert places == [(span.start, span.end) for span in quotation.content]
        assert item["urn:quoteattr:terms#kind"] == [{"@value": quotation.kind.value}]
    assert graph["urn:quoteattr:terms#speakers"] == [{"@type": "@json", "@value": result.to_dict()["speakers"]}]


@given(results())
def test_every_term_is_known(result: Result) -> None:
    """No key is dropped by a processor for want of a definition."""

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            inner = {} if value.get("@type") == "@json" else value
            return set(value) | {key for item in inner.values() for key in keys(item)}
        return {key for item in value for key in keys(item)} if isinstance(value, list) else set()

    page = json.loads(to_webannotation(result))
    page.pop("@context")
    assert {key for key in keys(page) if not key.startswith(("quoteattr:", "@"))} <= set(CONTEXT)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda _: "{", "not a page of annotations"),
        (lambda _: "[]", "not a page of annotations"),
        (lambda page: page.replace("AnnotationPage", "Annotation"), "expected an AnnotationPage, got 'Annotation'"),
        (
            lambda page: page.replace('"exact": "Oui"', '"exact": "Si"'),
            "expected 'Si' at 2..5 of the text, and it stands nowhere that can be told",
        ),
        (lambda page: page.replace('"quoteattr:schema": 1', '"quoteattr:schema": 7'), "expected schema 1, got 7"),
        (
            lambda page: page.replace('"quoteattr:kind": "direct"', '"quoteattr:kind": "spoken"'),
            "'spoken' is not a valid Kind",
        ),
        (
            lambda page: page.replace('"quoteattr:rule"', '"rule"'),
            "not a page of annotations: KeyError: 'quoteattr:rule'",
        ),
    ],
)
def test_errors(spoil: Callable[[str], str], message: str) -> None:
    page = to_webannotation(made())
    assert spoil(page) != page
    with pytest.raises(ResultError, match=re.escape(message)):
        from_webannotation(spoil(page), made().text)


BEFORE = "Hier soir. « Oui », a dit Léa. La salle attend. « Non, c’est trop cher », a dit Max. « Oui », a dit Zoé."


def page_of(text: str) -> str:
    spans = [Span(m.start(1), m.end(1), m[1]) for m in re.finditer("« (.+?) »", text)]
    names = [Span(m.start(1), m.end(1), m[1]) for m in re.finditer(r"a dit (\w+)", text)]
    quotations, speakers = [], []
    for number, (span, name) in enumerate(zip(spans, names, strict=True)):
        mention = Mention(name, "name")
        speakers.append(Speaker(f"s{number}", name.text, "person", mentions=[mention]))
        quotations.append(Quotation(f"q{number}", "direct", [span], mention=mention, speaker=speakers[-1]))
    return to_webannotation(Result(text, quotations, speakers))


@pytest.mark.parametrize(
    "edited",
    [
        f"Un titre.\n\n{BEFORE}",
        BEFORE.replace("Hier soir. ", ""),
        BEFORE.replace("La salle attend. ", "« Oui », crie-t-on au fond. "),
        BEFORE.replace("a dit", "a soufflé"),
        BEFORE.replace("Hier soir", "Avant-hier, à la fin du repas").replace("attend", "attendait encore"),
    ],
)
def test_what_was_edited_around_the_words(edited: str) -> None:
    result = from_webannotation(page_of(BEFORE), edited)
    assert [q.text for q in result.quotations] == ["Oui", "Non, c’est trop cher", "Oui"]
    for quotation, name in zip(result.quotations, ("Léa", "Max", "Zoé"), strict=True):
        span = quotation.content[0]
        assert edited[span.end :].partition(".")[0].endswith(name)
        assert quotation.mention is not None
        assert quotation.speaker is not None
        assert quotation.speaker.mentions == (quotation.mention,)


def test_what_was_edited_within_the_words() -> None:
    edited = BEFORE.replace("trop cher", "hors de prix")
    with pytest.raises(ResultError, match="trop cher"):
        from_webannotation(page_of(BEFORE), edited)
    result = from_webannotation(page_of(BEFORE), edited, partial=True)
    assert [(q.id, q.text) for q in result.quotations] == [("q0", "Oui"), ("q2", "Oui")]
    assert [len(s.mentions) for s in result.speakers] == [1, 0, 1]


def test_a_place_that_cannot_be_told_is_refused() -> None:
    with pytest.raises(ResultError, match="nowhere that can be told"):
        from_webannotation(page_of("« Oui », a dit Léa."), "Oui/Oui/Léa")
