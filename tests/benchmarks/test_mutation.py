"""The script that switches off conditions: what it counts, what a switch does, the list of accepted survivors."""

from __future__ import annotations

import ast
import importlib
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from places import ROOT

BENCHMARKS = ROOT / "benchmarks"
if not BENCHMARKS.exists():
    pytest.skip("the scripts are in the repository only", allow_module_level=True)
sys.path.append(str(BENCHMARKS))

mutants = importlib.import_module("mutants")
switched = mutants.switched
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="mutants are run in forked processes")

TOY = '''
LIMIT = 3 if __debug__ else 4

def size(word, known=None or ()):
    """Three ways to leave."""
    if word in known:
        return "known"
    if not word or word.isspace():
        return "empty"
    kind = "long" if len(word) > LIMIT else "short"
    return kind

class Reader:
    strict = True and False

    def vowels(self, text):
        found = [c for c in text if c in "aeiou"]
        k = 0
        while k < len(found):
            k += 1
        return k > 2 and found or k

    def first(self, text):
        if (at := text.find("e")) > 0:
            at += 100
        return at
'''


HOSTILE = """
def size(word, known):
    if word in known:
        return "known"
    while True:
        if word != ".":
            break
    if not word.isdigit():
        word = "3"
    int(word)
    return "short"
"""


def conditions(kind: str) -> list[str]:
    return [m.condition for m in switched(TOY, "toy")[1] if m.kind == kind]


class TestCount:
    def test_branches(self) -> None:
        assert conditions("if") == ["word in known", "not word or word.isspace()", "(at := text.find('e')) > 0"]

    def test_branches_that_leave(self) -> None:
        assert conditions("always") == ["word in known", "not word or word.isspace()"]

    def test_other_conditions(self) -> None:
        assert conditions("ternary") == ["len(word) > LIMIT"]
        assert conditions("filter") == ["c in 'aeiou'"]
        assert conditions("while") == ["k < len(found)"]

    def test_terms(self) -> None:
        assert conditions("operand") == ["not word", "word.isspace()", "k > 2 and found", "k", "k > 2", "found"]

    def test_the_same_condition_again_has_a_number(self) -> None:
        source = "def f(a):\n    if a:\n        a = 0\n    if a:\n        a = 1\ndef g(a):\n    if a:\n        pass\n"
        assert [m.key[1:] for m in switched(source, "toy")[1]] == [("f", "a"), ("f", "a #2"), ("g", "a")]

    def test_functions_are_named_with_their_class(self) -> None:
        assert {m.function for m in switched(TOY, "toy")[1]} == {"size", "Reader.vowels", "Reader.first"}


def run(number: int | None) -> dict[str, Any]:
    """The names of the toy with one condition switched off."""
    tree, made = switched(TOY, "toy")
    names: dict[str, Any] = {"__off__": [m.number == number for m in made]}
    exec(compile(tree, "toy", "exec"), names)  # noqa: S102 - our own
    return names


def number(kind: str, condition: str) -> int:
    return next(m.number for m in switched(TOY, "toy")[1] if (m.kind, m.condition) == (kind, condition))


class TestSwitch:
    def test_none_is_off(self) -> None:
        names = run(None)
        assert [names["size"](w, ["x"]) for w in ("x", "", " ", "abcd", "abc")] == [
            "known",
            "empty",
            "empty",
            "long",
            "short",
        ]
        assert names["Reader"]().vowels("banana") == ["a", "a", "a"]
        assert [names["Reader"]().first(t) for t in ("the", "he", "ha")] == [102, 101, -1]

    @pytest.mark.parametrize(
        ("kind", "condition", "word", "before", "after"),
        [
            ("if", "word in known", "x", "known", "short"),
            ("always", "word in known", "abc", "short", "known"),
            ("operand", "not word", "", "empty", "short"),
            ("operand", "word.isspace()", " ", "empty", "short"),
            ("operand", "not word", " ", "empty", "empty"),
            ("ternary", "len(word) > LIMIT", "abcd", "long", "short"),
        ],
    )
    def test_a_function(self, kind: str, condition: str, word: str, before: str, after: str) -> None:
        assert run(None)["size"](word, ["x"]) == before
        assert run(number(kind, condition))["size"](word, ["x"]) == after

    @pytest.mark.parametrize(
        ("kind", "condition", "before", "after"),
        [
            ("filter", "c in 'aeiou'", ["a", "a", "a"], list("banana")),
            ("while", "k < len(found)", ["a", "a", "a"], 0),
            ("operand", "k > 2 and found", ["a", "a", "a"], 3),
            ("operand", "k > 2", ["a", "a", "a"], ["a", "a", "a"]),
            ("operand", "found", ["a", "a", "a"], True),
            ("operand", "k", ["a", "a", "a"], ["a", "a", "a"]),
        ],
    )
    def test_a_method(self, kind: str, condition: str, before: object, after: object) -> None:
        assert run(None)["Reader"]().vowels("banana") == before
        assert run(number(kind, condition))["Reader"]().vowels("banana") == after

    def test_a_last_term_leaves_the_value_before(self) -> None:
        assert run(None)["Reader"]().vowels("b") == 0
        assert run(number("operand", "k"))["Reader"]().vowels("b") is False

    def test_a_name_is_bound_all_the_same(self) -> None:
        assert run(number("if", "(at := text.find('e')) > 0"))["Reader"]().first("the") == 2

    def test_what_watches_tells_both_values(self) -> None:
        told = []
        tree, _ = switched(TOY, "toy", watch=True)
        names: dict[str, Any] = {
            "__saw__": lambda number, value, other: (told.append((number, value, other)), value)[1]
        }
        exec(compile(tree, "toy", "exec"), names)  # noqa: S102 - our own
        assert names["size"]("x", ["x"]) == "known"
        assert told == [(number("if", "word in known"), True, False), (number("always", "word in known"), True, True)]


def survivors(place: Path) -> dict[str, tuple[int, str | None]]:
    """What becomes of the branches of the toy, with two checks and one that does not hold."""
    from killers import Check, Checks, tried

    modules = {"toy": place / "toy.py"}

    def holds(text: str, kind: str) -> bool:
        return importlib.import_module("toy").size(text, ["x"]) == kind

    def made(prepared: str) -> list[Check]:
        assert prepared == "made once"
        sys.path.append(str(place))
        return [
            Check("known", partial(holds, "x", "known")),
            Check("short", partial(holds, "abc", "short")),
            Check("wrong", partial(holds, "", "?")),
        ]

    names = {m.number: f"{m.kind} {m.condition}" for m in mutants.mutants_of(modules)}
    found = tried(modules, list(names), Checks(lambda: "made once", made), 2)
    return {names[number]: (reached, killer) for number, reached, killer in found}


@forks
class TestRun:
    @pytest.fixture
    def found(self, tmp_path: Path) -> dict[str, tuple[int, str | None]]:
        (tmp_path / "toy.py").write_text(TOY, encoding="utf-8")
        return survivors(tmp_path)

    def test_killed_by_the_first_check_that_fails(self, found: dict[str, tuple[int, str | None]]) -> None:
        assert found["if word in known"] == (1, "known")
        assert found["always word in known"] == (1, "short")
        assert found["always not word or word.isspace()"] == (1, "short")

    def test_what_decides_nowhere_survives(self, found: dict[str, tuple[int, str | None]]) -> None:
        assert found["if not word or word.isspace()"] == (0, None)
        assert found["ternary len(word) > LIMIT"] == (0, None)
        assert "toy" not in sys.modules

    def test_a_mutant_that_raises_or_does_not_end_is_killed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import killers

        monkeypatch.setattr(killers, "SECONDS", 0.3)
        (tmp_path / "toy.py").write_text(HOSTILE, encoding="utf-8")
        found = survivors(tmp_path)
        assert found["if word != '.'"] == (1, "does not end")
        assert found["if not word.isdigit()"] == (1, "short (ValueError)")


SOURCE = BENCHMARKS.parent / "src"


class TestList:
    @staticmethod
    def entry(**changes: str) -> dict[str, str]:
        return {"module": "toy", "function": "size", "condition": "word in known", "reason": "a guard"} | changes

    @pytest.fixture
    def many(self) -> list[Any]:
        return [
            *switched(TOY, "toy")[1],
            *(mutants.Mutant(100 + k, "toy", "f", k, "if", f"a > {k}") for k in range(40)),
        ]

    def test_a_good_list(self, many: list[Any]) -> None:
        assert mutants.faults([self.entry()], many) == []

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"condition": "k"}, "no such branch"),
            ({"function": "f"}, "no such branch"),
            ({"condition": "not word"}, "no such branch"),
            ({"reason": " "}, "no reason"),
        ],
    )
    def test_a_bad_entry(self, changes: dict[str, str], message: str, many: list[Any]) -> None:
        (fault,) = mutants.faults([self.entry(**changes)], many)
        assert message in fault

    def test_a_list_that_repeats_or_grows(self, many: list[Any]) -> None:
        assert "listed twice" in mutants.faults([self.entry(), self.entry()], many)[0]
        long = [self.entry(function="f", condition=f"a > {k}") for k in range(3)]
        assert mutants.faults(long[:2], many) == []
        assert mutants.faults(long, many) == ["3 of 43 branches are listed, more than 5%"]

    def test_the_list_of_the_grammar(self) -> None:
        modules = {
            name: path for stage in mutants.files(mutants.STAGES, SOURCE).values() for name, path in stage.items()
        }
        assert mutants.faults(mutants.accepted(), mutants.mutants_of(modules)) == []

    def test_every_listed_module_is_there(self) -> None:
        for stage, modules in mutants.files({**mutants.STAGES, **mutants.BELOW}, SOURCE).items():
            assert modules, stage
            for path in modules.values():
                ast.parse(path.read_text(encoding="utf-8"))
        with pytest.raises(FileNotFoundError, match="is listed"):
            mutants.files({"cues": ["no_such_module"]}, SOURCE)

    def test_a_package_stands_for_its_modules(self) -> None:
        found = mutants.files({"cues": ["cues"]}, SOURCE)["cues"]
        assert {"quoteattr.cues", "quoteattr.cues.incise"} <= set(found)


@forks
class TestVerdict:
    def test_unlisted_and_stale(self) -> None:
        from killers import Outcome
        from mutation import judge

        made = [m for m in switched(TOY, "toy")[1] if m.level == 1]
        outcomes = [Outcome(made[0], 1, "a case"), Outcome(made[1])]
        assert [line.split(":")[0] for line in judge(outcomes, [])] == ["not accepted"]
        listed = [{"module": m.module, "function": m.function, "condition": m.condition} for m in made]
        assert judge(outcomes, listed[1:]) == []
        assert [line.split(":")[0] for line in judge(outcomes, listed)] == ["listed, but killed by a case"]
