"""Each content once, and none across another: made true on drafts of any kind."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from made_tokens import tokens_of

from quoteattr.measured import Rule
from quoteattr.quotations import Draft
from quoteattr.quotations.drafts import Passage
from quoteattr.quotations.untangling import untangle
from quoteattr.result import Kind

TEXT = "Pour Ada, le bac coule, et le port dort, selon Luc, dit-on ici."


def draft(*words: str, rule: Rule = Rule.QUE) -> Draft:
    content = tuple((TEXT.index(w), TEXT.index(w) + len(w)) for w in words)
    return Draft(Passage(Kind.INDIRECT, content, [], content[0][0]), rule, None, None)


def untangled(*drafts: Draft) -> list[tuple[Rule, list[str]]]:
    found = untangle(tokens_of(TEXT).document, drafts)
    return [(d.rule, [TEXT[start:end] for start, end in d.content]) for d in found]


def test_one_content_is_kept_under_the_surest_of_its_cues() -> None:
    once = untangled(draft("le bac coule", rule=Rule.FREE), draft("le bac coule", rule=Rule.INCISE))
    assert once == [(Rule.INCISE, ["le bac coule"])]


def test_of_two_alike_the_first_is_kept() -> None:
    first, second = draft("le bac coule"), draft("le bac coule")
    assert untangle(tokens_of(TEXT).document, [first, second]) == [first]


def test_the_less_sure_one_loses_what_both_have() -> None:
    before, after = "le bac coule, et le port", "le port dort, selon Luc"
    less, more = Rule.FREE, Rule.INCISE
    assert untangled(draft(before, rule=less), draft(after, rule=more)) == [
        (less, ["le bac coule, et"]),
        (more, [after]),
    ]
    assert untangled(draft(before, rule=more), draft(after, rule=less)) == [
        (more, [before]),
        (less, ["dort, selon Luc"]),
    ]


def test_a_run_of_which_only_a_comma_is_left_goes() -> None:
    found = untangled(
        draft("Ada", "le bac coule,", rule=Rule.FREE), draft("le bac coule", "dit-on"), draft("bac coule, et le port")
    )
    assert [content for _, content in found if "Ada" in content] == [["Ada", "le bac coule,"]]


def test_contents_within_each_other_stay() -> None:
    assert untangled(draft("le bac"), draft("le bac coule"), draft("coule")) == [
        (Rule.QUE, ["le bac coule"]),
        (Rule.QUE, ["le bac"]),
        (Rule.QUE, ["coule"]),
    ]


def test_no_space_of_any_kind_is_left_at_an_edge() -> None:
    text = "le bac coule,\u2009et le port dort"
    less = Draft(Passage(Kind.INDIRECT, ((0, 20),), [], 0), Rule.FREE, None, None)
    more = Draft(Passage(Kind.INDIRECT, ((14, 28),), [], 14), Rule.INCISE, None, None)
    assert [d.content for d in untangle(tokens_of(text).document, [less, more])] == [((0, 12),), ((14, 28),)]


RUNS = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 30)).map(lambda r: (r[0], min(len(TEXT), sum(r))))


@given(st.lists(st.tuples(RUNS, st.sampled_from([Rule.FREE, Rule.QUE, Rule.INCISE])), max_size=12))
def test_any_runs(runs: list[tuple[tuple[int, int], Rule]]) -> None:
    drafts = [Draft(Passage(Kind.INDIRECT, (run,), [], run[0]), rule, None, None) for run, rule in runs]
    found = [d.content for d in untangle(tokens_of(TEXT).document, drafts)]
    assert len(set(found)) == len(found)
    spans = [span for content in found for span in content]
    assert not any(a < c < b < d for a, b in spans for c, d in spans)
