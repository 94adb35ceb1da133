"""Where LibCST's nodes stand, taken from the positions that CPython's parser already gave.

LibCST's own provider costs 81-97 µs a line; this costs about 3. Both trees list the nodes of one family (calls,
loops, ...) in the same source order, so they are paired one to one. What stands inside an f-string is left out on
both sides (CPython before 3.12 places it wrongly). When the pairs do not match, LibCST's provider decides.
"""

from __future__ import annotations

import ast
from typing import Any

import libcst as cst

from greenlint.facts.fields import children
from greenlint.finding import Span

_SIMPLE = (
    "Assign", "AugAssign", "AnnAssign", "Expr", "Return", "Raise", "Assert", "Delete", "Pass", "Break", "Continue",
    "Import", "ImportFrom", "Global", "Nonlocal", "TypeAlias",
)  # fmt: skip
_FAMILY: dict[str, str] = dict.fromkeys(_SIMPLE, "simple") | {
    "Call": "call",
    "For": "for", "AsyncFor": "for",
    "While": "while",
    "FunctionDef": "def", "AsyncFunctionDef": "def",
    "ClassDef": "class",
    "Lambda": "lambda",
    "ListComp": "comp", "SetComp": "comp", "DictComp": "comp", "GeneratorExp": "comp",
    "With": "with", "AsyncWith": "with",
    "If": "if",
    "Try": "try", "TryStar": "try",
}  # fmt: skip
_CST_FAMILY = _FAMILY | {"Del": "simple"}  # CPython says Delete; its Del is something else
_PLAIN = frozenset({str, int, float, complex, bytes, bool, type(None), type(...), ast.Load, ast.Store, ast.Del})
_FSTRINGS = {"JoinedStr", "TemplateStr", "FormattedString", "TemplatedString"}


def spans_of(module: cst.Module, tree: ast.Module, text: str) -> dict[int, Span]:
    """Span of each positioned node outside f-strings, by `id(node)`."""
    theirs = _collect_ast(tree)
    ours = _collect_cst(module)
    if {family: len(nodes) for family, nodes in ours.items()} != {f: len(nodes) for f, nodes in theirs.items()}:
        return _spans_by_provider(module)
    lines = text.split("\n")
    spans: dict[int, Span] = {}
    for family, nodes in ours.items():
        placed = theirs[family]
        placed.sort(key=_source_order)
        for node, twin in zip(nodes, placed, strict=True):
            if family == "call" and _callee_cst(node) != _callee_ast(twin):
                return _spans_by_provider(module)
            spans[id(node)] = _span(twin, lines)
    return spans


def _source_order(node: ast.AST) -> tuple[int, int, int, int]:
    return node.lineno, node.col_offset, -node.end_lineno, -node.end_col_offset  # type: ignore[attr-defined]


def _span(node: ast.AST, lines: list[str]) -> Span:
    line, end = node.lineno, node.end_lineno  # type: ignore[attr-defined]
    return Span(
        line,
        _characters(lines[line - 1], node.col_offset) + 1,  # type: ignore[attr-defined]
        end,
        _characters(lines[end - 1], node.end_col_offset) + 1,  # type: ignore[attr-defined]
    )


def _characters(line: str, offset: int) -> int:
    return offset if line.isascii() else len(line.encode()[:offset].decode(errors="replace"))


def _collect_ast(tree: ast.Module) -> dict[str, list[ast.AST]]:
    found: dict[str, list[ast.AST]] = {}
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        name = node.__class__.__name__
        if name in _FSTRINGS:
            continue
        family = _FAMILY.get(name)
        if family is not None:
            found.setdefault(family, []).append(node)
        for field in node._fields:
            value: Any = getattr(node, field, None)
            if value.__class__ is list:
                stack += [item for item in value if item.__class__ not in _PLAIN]
            elif value.__class__ not in _PLAIN:
                stack.append(value)
    return found


def _collect_cst(module: cst.Module) -> dict[str, list[cst.CSTNode]]:
    """In source order: depth first, the fields of a node as `fields` orders them."""
    found: dict[str, list[cst.CSTNode]] = {}
    stack: list[cst.CSTNode] = [module]
    while stack:
        node = stack.pop()
        name = node.__class__.__name__
        if name in _FSTRINGS or (name == "ConcatenatedString" and _has_fstring(node)):
            continue
        family = _CST_FAMILY.get(name)
        if family is not None:
            found.setdefault(family, []).append(node)
        below = list(children(node))
        below.reverse()
        stack += below
    return found


def _has_fstring(node: cst.CSTNode) -> bool:
    return any(type(child).__name__ in _FSTRINGS or _has_fstring(child) for child in children(node))


def _callee_cst(node: cst.CSTNode) -> str:
    func = getattr(node, "func", None)
    if isinstance(func, cst.Attribute):
        return func.attr.value
    return func.value if isinstance(func, cst.Name) else ""


def _callee_ast(node: ast.AST) -> str:
    func = getattr(node, "func", None)
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


def _spans_by_provider(module: cst.Module) -> dict[int, Span]:
    from libcst.metadata import MetadataWrapper, PositionProvider

    found = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    return {
        id(node): Span(place.start.line, place.start.column + 1, place.end.line, place.end.column + 1)
        for node, place in found.items()
        if type(node).__name__ in _CST_FAMILY
    }
