"""What a dotted path can lead to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Names: TypeAlias = dict[str, list[ast.AST]]


@dataclass(eq=False)
class Module:
    """A file, or a folder without `__init__.py` (`path` is None)."""

    name: str
    path: Path | None = None
    package: bool = False

    @cached_property
    def tree(self) -> ast.Module:
        if self.path is None:
            return ast.Module(body=[], type_ignores=[])
        return ast.parse(self.path.read_bytes())

    @cached_property
    def names(self) -> Names:
        """What the body binds: definitions, imports, values; several where branches differ."""
        return bound(self.tree.body)

    @cached_property
    def stars(self) -> list[ast.ImportFrom]:
        return [node for node in flat(self.tree.body) if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"]


@dataclass(frozen=True)
class Class:
    module: Module
    node: ast.ClassDef


@dataclass(frozen=True)
class Function:
    """A function or method; several nodes where it is overloaded."""

    module: Module
    nodes: tuple[FunctionNode, ...]
    owner: Class | None = None


@dataclass(frozen=True)
class Instance:
    of: Class


@dataclass(frozen=True)
class Unknown:
    """Something is there, but reading alone does not tell what."""


@dataclass(frozen=True)
class Scope:
    """Where an expression stands."""

    module: Module
    owner: Class | None = None
    function: FunctionNode | None = None


UNKNOWN = Unknown()
Value: TypeAlias = Module | Class | Function | Instance | Unknown


def flat(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a body and of its branches, not of its functions and classes."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With | ast.For | ast.While):
            for part in ("body", "orelse", "finalbody"):
                yield from flat(getattr(node, part, []))
            for handler in getattr(node, "handlers", []):
                yield from flat(handler.body)


def bound(body: list[ast.stmt]) -> Names:
    """Each name that `body` binds, with the nodes that do it: definition, alias of an import, value or annotation."""
    names: Names = {}
    for node in flat(body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                names.setdefault(alias.asname or alias.name.partition(".")[0], []).append(node)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names.setdefault(alias.asname or alias.name, []).append(node)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    names.setdefault(target.id, []).append(node)
                elif isinstance(target, ast.Tuple):
                    for part in target.elts:
                        if isinstance(part, ast.Name):
                            names.setdefault(part.id, []).append(ast.Pass())
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.setdefault(node.target.id, []).append(node)
    return names


def self_values(node: ast.ClassDef) -> dict[str, list[tuple[FunctionNode, ast.AST]]]:
    """`self.name = value` in the methods of a class, with the method."""
    names: dict[str, list[tuple[FunctionNode, ast.AST]]] = {}
    for method in flat(node.body):
        if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) or not method.args.args:
            continue
        me = method.args.args[0].arg
        for statement in ast.walk(method):
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if isinstance(statement, ast.AnnAssign):
                targets = [statement.target]
            for target in targets:
                if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == me:
                    names.setdefault(target.attr, []).append((method, statement))
    return names
