"""Names that a package loads at first use: tables of strings behind a module's `__getattr__`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from wheel_names.values import Module, flat

_TEXT = re.compile(rb"""["'](?:[\w.]+[.:])?(\w+)["']""")


@cache
def tables(module: Module) -> dict[str, list[tuple[str, str]]]:
    """Where tables of `module` say that each name lives: module (relative ones may start with a dot) and name there.

    Understood are name to module, name to (module, name), and module to list of names.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for table in _dicts(module):
        for key, value in zip(table.keys, table.values, strict=True):
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                continue
            words = list(_words(value))
            if words:
                there = words[1] if isinstance(value, ast.Tuple) and len(words) == 2 else key.value
                found.setdefault(key.value, []).append((words[0], there))
            if isinstance(value, ast.List | ast.Tuple | ast.Set):
                for word in words:
                    found.setdefault(word, []).append((key.value, word))
    return found


def _dicts(module: Module) -> Iterator[ast.Dict]:
    for statement in flat(module.tree.body):
        if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(statement.value, ast.Dict):
            yield statement.value


def _words(node: ast.expr) -> Iterator[str]:
    parts = node.elts if isinstance(node, ast.List | ast.Tuple | ast.Set) else [node]
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


@cache
def mentioned(module: Module) -> frozenset[str]:
    """The names that are strings in a file beside `module`, where a table of another kind may hold them."""
    if module.path is None:
        return frozenset()
    files = sorted(module.path.parent.glob("*.py"))
    return frozenset(word.decode() for path in files for word in _TEXT.findall(path.read_bytes()))
