"""Switch off each condition of the grammar in turn, run the annotated cases, and say which mutants survive.

usage: python benchmarks/mutation.py [--module NAME ...] [--list-survivors-for FUNCTION] [--free] [--tests PATH ...]
                                     [--press FILE ...] [--branches | --operands] [--json FILE] [--processes 2]

What counts as a branch, and which modules are looked at, stands at the head of ``mutants.py``. A mutant is killed when
a case of tests/cases that comes out right no longer does, with the default model (whose labels do not depend on the
grammar, and are made once), or when it crashes or does not end. Every case is run once with all conditions watched: a
mutant is tried only on those in which its condition decides otherwise.

``--free``     the cases that come out right without a model kill too
``--tests``    what survives is tried on these tests of pytest
``--press``    what survives is tried on these texts (JSON lines with id and text), without a model: a mutant that
               changes no result has "no effect", and its condition may go

Ends with 1 when a branch survives that survivors.toml does not accept, or when one that it lists is killed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from killers import ROOT, Outcome, cases, press, tried, try_tests
from mutants import BELOW, STAGES, Mutant, accepted, files, key_of, mutants_of


def table(outcomes: Iterable[Outcome]) -> str:
    """Branches by module, and their other conditions."""
    rows: dict[str, list[int]] = defaultdict(lambda: [0] * 4)
    for outcome in outcomes:
        for name in (outcome.mutant.module, "all"):
            at = 0 if outcome.mutant.level == 1 else 2
            rows[name][at] += 1
            rows[name][at + 1] += outcome.killer is None
    heads = ("branches", "killed", "survive", "", "others", "survive", "")
    lines = [f"{'':30}" + "".join(f"{head:>10}" for head in heads)]
    for name in sorted(rows, key=lambda name: (name == "all", name)):
        branches, alive, others, others_alive = rows[name]
        cells = (branches, branches - alive, alive, _share(alive, branches), others, others_alive)
        lines.append(f"{name:30}" + "".join(f"{cell:>10}" for cell in (*cells, _share(others_alive, others))))
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else ""


def judge(outcomes: Sequence[Outcome], listed: Iterable[Mapping[str, str]]) -> list[str]:
    """The branches that survive and are not accepted, and those that are accepted and do not."""
    keys = {key_of(entry) for entry in listed}
    branches = [o for o in outcomes if o.mutant.level == 1]
    unlisted = [f"not accepted: {o}" for o in branches if o.killer is None and o.mutant.key not in keys]
    stale = [f"listed, but killed by {o.killer}: {o}" for o in branches if o.killer and o.mutant.key in keys]
    return unlisted + stale


def as_json(outcomes: Iterable[Outcome]) -> str:
    """What became of every mutant."""
    fields = ("module", "function", "line", "kind", "level", "condition")
    rows = [
        {**{f: getattr(o.mutant, f) for f in fields}, "reached": o.reached, "killer": o.killer, "press": o.press}
        for o in outcomes
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def chosen(
    mutants: Iterable[Mutant], stages: Mapping[str, Mapping[str, Path]], names: Sequence[str], function: str | None
) -> list[Mutant]:
    """Those of the stages, packages or modules of these names, and of that function (a name, or a class and a name)."""

    def of(module: str) -> bool:
        short = module.split(".", 1)[1]
        return any(
            name in (module, short) or module in stages.get(name, ()) or f"{short}.".startswith(f"{name}.")
            for name in names
        )

    wanted = [m for m in mutants if not names or of(m.module)]
    return [m for m in wanted if function is None or f".{m.function}".endswith(f".{function}")]


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--module", nargs="+", default=[], help="only these stages, packages or modules (grammar: only when named)")
    add("--list-survivors-for", metavar="FUNCTION", help="only the conditions of this function, of both levels")
    add("--operands", action="store_true", help="list the survivors of level 2 too")
    add("--branches", action="store_true", help="leave level 2 out altogether")
    add("--free", action="store_true", help="cases that come out right without a model kill too")
    add("--tests", nargs="+", default=[], metavar="PATH", help="tests of pytest that kill too")
    add(
        "--press",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="JSON lines with id and text, to try survivors on",
    )
    add("--json", type=Path, metavar="FILE", help="write what became of every mutant")
    add("--processes", type=int, default=os.cpu_count() or 1)
    return parser


def run(modules: Mapping[str, Path], mutants: Iterable[Mutant], given: argparse.Namespace) -> list[Outcome]:
    """What becomes of each mutant, in order."""
    outcomes = {m.number: Outcome(m) for m in mutants}
    for number, reached, killer in tried(modules, list(outcomes), cases(free=given.free), given.processes):
        outcomes[number].reached, outcomes[number].killer = reached, killer
    if given.tests:
        try_tests(modules, [o for o in outcomes.values() if o.killer is None], given.tests, given.processes)
    if given.press:
        alive = [number for number, o in outcomes.items() if o.killer is None]
        for number, reached, changed in tried(modules, alive, press(given.press), given.processes):
            outcomes[number].press = f"changes {changed}" if changed else "no effect" if reached else NOWHERE
    return list(outcomes.values())


NOWHERE = "no effect, decides nowhere in the press"


def main() -> int:
    parser = options()
    given = parser.parse_args()
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    os.environ["QUOTEATTR_STRICT"] = "1"  # a mutant that raises is killed
    stages = files({**STAGES, **BELOW}, ROOT / "src")
    modules = {name: path for stage in stages.values() for name, path in stage.items()}
    asked = given.module or ([] if given.list_survivors_for else list(STAGES))
    mutants = chosen(mutants_of(modules), stages, asked, given.list_survivors_for)
    if not mutants:
        parser.error("no condition is so called")
    outcomes = run(modules, [m for m in mutants if m.level == 1 or not given.branches], given)
    print(table(outcomes))
    shown = 2 if given.operands or given.list_survivors_for else 1
    print(*(o for o in outcomes if o.killer is None and o.mutant.level <= shown), sep="\n")
    if given.json is not None:
        given.json.write_text(as_json(outcomes), encoding="utf-8")
    verdict = judge(outcomes, accepted())
    print(*(line for line in verdict if line.startswith("listed")), sep="\n")
    print(f"{len(verdict)} branches are otherwise than survivors.toml has it")
    return bool(verdict)


if __name__ == "__main__":
    sys.exit(main())
