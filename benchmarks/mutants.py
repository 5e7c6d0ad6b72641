"""The conditions of the grammar that can be switched off one at a time: where they stand, and a switch in each.

What counts, in functions only (what runs at import cannot be switched later):

===========  =====  =====================================================================================
kind         level  switched off
===========  =====  =====================================================================================
``if``         1    an ``if`` or ``elif`` that is never taken
``always``     2    an ``if`` whose body leaves (returns, continues, breaks, raises) and that is always taken
``ternary``    2    ``a if condition else b`` that is always ``b``
``while``      2    a loop that is never entered
``filter``     2    the ``if`` of a comprehension that lets all through
``operand``    2    one term of ``and`` or ``or`` that is left out
===========  =====  =====================================================================================

Level 1 is what the goal is about: one `if` is one branch. Level 2 is told for information.
"""

from __future__ import annotations

import ast
import copy
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, TypeVar

from attrs import frozen

PACKAGE = "quoteattr"
STAGES: Mapping[str, Sequence[str]] = {name: (name,) for name in ("cues", "dialogue", "quotations", "speakers")}
"""The modules and packages of each stage, as they are called in the package; a package stands for all its modules."""
BELOW: Mapping[str, Sequence[str]] = {"grammar": ("grammar",)}
"""The same of stages that are looked at only when they are asked for."""
SURVIVORS = Path(__file__).with_name("survivors.toml")
MOST = 0.05
"""Share of the branches that may survive."""

Key = tuple[str, str, str]
Scope = TypeVar("Scope", ast.ClassDef, ast.FunctionDef)
Asking = TypeVar("Asking", ast.While, ast.IfExp)
_LEAVES = (ast.Return, ast.Continue, ast.Break, ast.Raise)
_OFF, _SAW = "__off__", "__saw__"


@frozen
class Mutant:
    """One condition, switched off in one way.

    Attributes:
        number: Its place among all, which is its switch.
        condition: As `ast.unparse` writes it; where its function has it again, with a number: ``a < b #2``.
    """

    number: int
    module: str
    function: str
    line: int
    kind: str
    condition: str

    @property
    def level(self) -> int:
        """1 for a branch, 2 for any other condition."""
        return 1 if self.kind == "if" else 2

    @property
    def key(self) -> Key:
        """What names it wherever its line may move."""
        return self.module, self.function, self.condition


def files(stages: Mapping[str, Sequence[str]], source: Path) -> dict[str, dict[str, Path]]:
    """The modules of each stage by their full names.

    Raises:
        FileNotFoundError: If one that is listed is not there.
    """
    return {
        stage: dict(found for name in names for found in _files(name, source).items())
        for stage, names in stages.items()
    }


def _files(listed: str, source: Path) -> dict[str, Path]:
    place = source.joinpath(PACKAGE, *listed.split("."))
    if place.is_dir():
        paths = sorted(place.rglob("*.py"))
        parts = {path: path.relative_to(source).with_suffix("").parts for path in paths}
        return {".".join(p[:-1] if p[-1] == "__init__" else p): path for path, p in parts.items()}
    path = place.with_suffix(".py")
    if not path.exists():
        msg = f"{path} is listed at the head of {Path(__file__).name}, and is not there"
        raise FileNotFoundError(msg)
    return {f"{PACKAGE}.{listed}": path}


def mutants_of(modules: Mapping[str, Path]) -> list[Mutant]:
    """Every mutant of these modules, in order."""
    out: list[Mutant] = []
    for name, path in modules.items():
        out += switched(path.read_text(encoding="utf-8"), name, len(out))[1]
    return out


def switched(source: str, module: str, first: int = 0, *, watch: bool = False) -> tuple[ast.Module, list[Mutant]]:
    """The tree of a module with a switch in each condition, and its mutants, numbered from `first` on.

    The tree reads ``__off__[number]``; when it is made to `watch` it calls ``__saw__(number, value, other)`` instead,
    with what the condition says and what it would say when switched off (``None``: that is not known).
    """
    maker = _Switches(module, first, watch=watch)
    tree = ast.fix_missing_locations(maker.visit(ast.parse(source)))
    return tree, maker.mutants


class _Switches(ast.NodeTransformer):
    """Puts switches in. What is only asked whether it is true goes through `_condition`, all else through `visit`."""

    def __init__(self, module: str, first: int, *, watch: bool) -> None:
        self.module = module
        self.first = first
        self.watch = watch
        self.mutants: list[Mutant] = []
        self.scope: list[str] = []
        self.functions = 0
        self.met: Counter[tuple[str, str, str]] = Counter()

    def _number(self, kind: str, condition: ast.expr) -> int:
        function, text = ".".join(self.scope), ast.unparse(condition)
        self.met[function, kind, text] += 1
        again = self.met[function, kind, text]
        number = self.first + len(self.mutants)
        text = text if again == 1 else f"{text} #{again}"
        self.mutants.append(Mutant(number, self.module, function, condition.lineno, kind, text))
        return number

    def _switch(self, number: int, condition: ast.expr, *, other: bool) -> ast.expr:
        """The condition, or `other` when it is switched off; a name that it binds is bound all the same."""
        if self.watch:
            return _saw(number, condition, other)
        instead: ast.expr = ast.Constant(other)
        if any(isinstance(node, ast.NamedExpr) for node in ast.walk(condition)):
            pair = ast.Tuple([copy.deepcopy(condition), instead], ast.Load())
            instead = ast.Subscript(pair, ast.Constant(1), ast.Load())
        return ast.IfExp(_is_off(number), instead, condition)

    # ---- scopes

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        return self._inside(node, 0)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        return self._inside(node, 1)

    def _inside(self, node: Scope, functions: int) -> Scope:
        """Only the body: decorators and defaults are worked out at import."""
        self.scope.append(node.name)
        self.functions += functions
        node.body = [self.visit(statement) for statement in node.body]
        self.functions -= functions
        self.scope.pop()
        return node

    # ---- conditions

    def visit_If(self, node: ast.If) -> ast.If:
        if self.functions:
            off = self._number("if", node.test)
            on = self._number("always", node.test) if isinstance(node.body[-1], _LEAVES) else None
            node.test = self._switch(off, self._condition(node.test), other=False)
            if on is not None:
                node.test = self._switch(on, node.test, other=True)
        node.body = [self.visit(statement) for statement in node.body]
        node.orelse = [self.visit(statement) for statement in node.orelse]
        return node

    def visit_While(self, node: ast.While) -> ast.While:
        return self._test(node, "while")

    def visit_IfExp(self, node: ast.IfExp) -> ast.IfExp:
        return self._test(node, "ternary")

    def _test(self, node: Asking, kind: str) -> Asking:
        if not self.functions:
            return node
        number = self._number(kind, node.test)
        test, node.test = node.test, ast.Constant(value=True)
        self.generic_visit(node)
        node.test = self._switch(number, self._condition(test), other=False)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        if not self.functions:
            return node
        node.iter = self.visit(node.iter)
        for k, condition in enumerate(node.ifs):
            number = self._number("filter", condition)
            node.ifs[k] = self._switch(number, self._condition(condition), other=True)
        return node

    def _condition(self, node: ast.expr) -> ast.expr:
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            node.operand = self._condition(node.operand)
        elif isinstance(node, ast.BoolOp):
            numbers = [self._number("operand", value) for value in node.values]
            left_out = isinstance(node.op, ast.And)
            node.values = [
                self._switch(n, self._condition(value), other=left_out)
                for n, value in zip(numbers, node.values, strict=True)
            ]
        else:
            return self.visit(node)
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """A chain whose value is used: without its last term it has the value of the term before."""
        if not self.functions:
            return node
        numbers = [self._number("operand", value) for value in node.values]
        *before, last = (self.visit(value) for value in node.values)
        left_out = isinstance(node.op, ast.And)
        node.values = [self._switch(n, value, other=left_out) for n, value in zip(numbers, before, strict=False)]
        if self.watch:
            node.values.append(_saw(numbers[-1], last, None))
            return node
        rest = copy.deepcopy(node) if len(node.values) > 1 else copy.deepcopy(node.values[0])
        node.values.append(last)
        return ast.IfExp(_is_off(numbers[-1]), rest, node)


def _is_off(number: int) -> ast.expr:
    return ast.Subscript(ast.Name(_OFF, ast.Load()), ast.Constant(number), ast.Load())


def _saw(number: int, condition: ast.expr, other: bool | None) -> ast.expr:  # noqa: FBT001 - a value
    return ast.Call(ast.Name(_SAW, ast.Load()), [ast.Constant(number), condition, ast.Constant(other)], [])


# ---- modules with switches


def install(
    modules: Mapping[str, Path], *, off: Sequence[bool] = (), saw: Callable[[int, Any, bool | None], Any] | None = None
) -> None:
    """From now on these modules are imported with a switch in each condition: set in `off`, or told to `saw`."""
    firsts, count = {}, 0
    for name, path in modules.items():
        firsts[name] = count
        count += len(switched(path.read_text(encoding="utf-8"), name)[1])
    sys.meta_path.insert(0, _Finder(modules, firsts, {_OFF: off, _SAW: saw}))


class _Finder(MetaPathFinder):
    def __init__(self, modules: Mapping[str, Path], firsts: Mapping[str, int], names: Mapping[str, Any]) -> None:
        self.modules = modules
        self.firsts = firsts
        self.names = names

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        place = self.modules.get(fullname)
        if place is None:
            return None
        loader = _Loader(fullname, str(place), self.firsts[fullname], self.names)
        inside = [str(place.parent)] if place.name == "__init__.py" else None
        return spec_from_file_location(fullname, place, loader=loader, submodule_search_locations=inside)


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, first: int, names: Mapping[str, Any]) -> None:
        super().__init__(fullname, path)
        self.first = first
        self.names = names

    def get_code(self, fullname: str) -> CodeType:
        source = self.get_data(self.path).decode("utf-8")
        tree, _ = switched(source, fullname, self.first, watch=self.names[_SAW] is not None)
        return compile(tree, self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        vars(module).update(self.names)
        super().exec_module(module)


# ---- the survivors that are accepted


def accepted(path: Path = SURVIVORS) -> list[dict[str, str]]:
    """The committed list: a module, function, condition and reason each."""
    return tomllib.loads(path.read_text(encoding="utf-8")).get("survivor", [])


def key_of(entry: Mapping[str, str]) -> Key:
    return entry["module"], entry["function"], entry["condition"]


def faults(entries: Iterable[Mapping[str, str]], mutants: Iterable[Mutant]) -> list[str]:
    """What is wrong with the list: entries that name nothing, are there twice or give no reason; too many of them."""
    keys = {mutant.key for mutant in mutants if mutant.level == 1}
    out = []
    met: set[Key] = set()
    for entry in entries:
        where = ": ".join(key_of(entry))
        if key_of(entry) not in keys:
            out.append(f"{where}: there is no such branch")
        if key_of(entry) in met:
            out.append(f"{where}: listed twice")
        if not entry.get("reason", "").strip():
            out.append(f"{where}: no reason")
        met.add(key_of(entry))
    if len(met) > MOST * len(keys):
        out.append(f"{len(met)} of {len(keys)} branches are listed, more than {MOST:.0%}")
    return out
