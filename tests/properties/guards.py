"""Every guard of some modules can be switched off while they run: an `if` whose body only leaves, or a table's rule."""

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from extraction.reading.rules import Rule, Table

ROOT = Path(__file__).resolve().parents[2]
_ASKED = "_guard_holds"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Guard:
    """A condition that keeps something out: where it stands, and its words."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.words}"


@dataclass(slots=True)
class Board:
    """Which guards held since it was last cleared, and the one that is switched off."""

    held: set[Guard] = field(default_factory=set)
    off: Guard | None = None

    def ask(self, guard: Guard, value: Any) -> Any:
        """A guard's value as the code is to see it."""
        if not value:
            return value
        self.held.add(guard)
        return False if guard == self.off else value


def guarded(module: ModuleType, board: Board) -> list[Guard]:
    """The guards of a module, each of which asks the board from now on."""
    path = Path(inspect.getfile(module))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asking = _Asking(str(path.relative_to(ROOT)))
    codes = dict(_codes(compile(ast.fix_missing_locations(asking.visit(tree)), str(path), "exec")))
    guards = asking.guards
    vars(module)[_ASKED] = lambda number, value: board.ask(guards[number], value)
    for function in _functions(module):
        code = codes.get(function.__qualname__)
        if code is not None and code.co_freevars == function.__code__.co_freevars:
            function.__code__ = code
    return guards


def ruled(table: Table[Any, Any], board: Board) -> list[Guard]:
    """The rules of a table as guards, each of which asks the board from now on."""
    guards = [Guard(file=f"table {table.name}", line=place, words=rule.id) for place, rule in enumerate(table.rules, 1)]
    rules = tuple(_asking(rule, guard, board) for rule, guard in zip(table.rules, guards, strict=True))
    object.__setattr__(table, "rules", rules)
    return guards


def _asking(rule: Rule[Any, Any], guard: Guard, board: Board) -> Rule[Any, Any]:
    def apply(*given: Any, **named: Any) -> Any:
        found = rule.apply(*given, **named)
        return found if found is None or board.ask(guard, True) else None

    return replace(rule, apply=apply)


class _Asking(ast.NodeTransformer):
    """Puts a question to the board around the condition of each `if` whose body only returns, goes on or breaks off."""

    def __init__(self, file: str) -> None:
        self.guards: list[Guard] = []
        self._file = file
        self._depth = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self._depth += 1
        self.generic_visit(node)
        self._depth -= 1
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        leaves = len(node.body) == 1 and isinstance(node.body[0], ast.Return | ast.Continue | ast.Break)
        words = " ".join(ast.unparse(node.test).split())
        self.generic_visit(node)
        if self._depth and leaves:
            number = ast.Constant(len(self.guards))
            self.guards.append(Guard(file=self._file, line=node.lineno, words=words))
            node.test = ast.Call(func=ast.Name(_ASKED, ast.Load()), args=[number, node.test], keywords=[])
        return node


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one.co_qualname, one
            yield from _codes(one)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """The functions and methods that a module defines, also behind a cache or a property."""
    for value in list(vars(module).values()):
        if inspect.isclass(value) and value.__module__ == module.__name__:
            yield from (one for part in vars(value).values() for one in _bare(part))
        elif getattr(value, "__module__", None) == module.__name__:
            yield from _bare(value)


def _bare(value: Any) -> Iterator[FunctionType]:
    unwrap: Callable[[Any], Any] = lambda one: getattr(one, "__wrapped__", None) or getattr(one, "__func__", one)  # noqa: E731
    found = value.fget if isinstance(value, property) else unwrap(value)
    if isinstance(found, FunctionType):
        yield found
