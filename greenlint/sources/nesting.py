"""How deep a text nests, so that what would kill or hang a parser is refused before it.

What passes can be walked recursively, and repaired: LibCST builds edits from it. Measured with LibCST 1.9 on 8 MB of
stack: it dies at 3,000 brackets, 6,000 dotted names in an import, 8,000 terms of `and`, 9,000 `elif`; its time grows
with the square of a chain (300 links `.b(1, c=2)`: 0.35 s, 1,000: 5 s) and doubles with each bracket of a nested `case`
(four times with each brace: 10 of them take 2 s). Windows has a quarter of that stack.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import Any, NamedTuple

MAX_DEPTH = 560  # levels of the tree: 300 links `.b()` or a sum of 600 terms are beyond it
MAX_PATTERN = 12  # brackets inside each other in the head of a `case`; a brace counts twice
MAX_EFFORT = 2_000_000  # levels beyond 100, summed over all nodes: about a minute of LibCST at worst

_FREE_DEPTH = 100
_FLAT = frozenset(
    {ast.BoolOp, ast.alias, ast.ImportFrom, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp}
)  # of these LibCST's tree is deeper
_LEAVES = frozenset(
    {"ctx", "op", "ops", "id", "attr", "arg", "name", "asname", "module", "level", "simple", "kind", "conversion",
     "is_async", "type_comment", "type_ignores", "rest", "kwd_attrs"}
)  # fmt: skip
_SHORT = 80  # characters: what stands on one line and is shorter adds 40 levels at most, which are not counted


class Refusal(NamedTuple):
    """The line where a text that may be right nests too deep to be read."""

    line: int


def too_deep(tree: ast.Module, text: str) -> Refusal | None:
    """The first place found where the tree passes a limit; None when it can be read and repaired."""
    effort = 0
    stack: list[tuple[ast.AST, int, int]] = [(tree, 0, 1)]
    while stack:
        node, depth, line = stack.pop()
        kind: Any = node.__class__
        line = getattr(node, "lineno", line)
        if kind in _FLAT:
            depth += _hidden_depth(node)
        if depth > _FREE_DEPTH or kind is ast.Match:
            weight = _heaviest_pattern(node, text) if isinstance(node, ast.Match) else 0
            effort += max(0, depth - _FREE_DEPTH) + (1 << min(weight, 30))
            if depth > MAX_DEPTH or weight > MAX_PATTERN or effort > MAX_EFFORT:
                return Refusal(line)
        depth += 1
        for field in _fields(kind):
            value: Any = getattr(node, field, None)
            if value.__class__ is list:
                stack.extend([(item, depth, line) for item in value if item is not None and _may_be_deep(item)])
            elif value is not None and _may_be_deep(value):
                stack.append((value, depth, line))
    return None


@cache
def _fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields below which a tree of any depth can stand."""
    return tuple(field for field in kind._fields if field not in _LEAVES)


def _may_be_deep(node: Any) -> bool:
    try:
        if node.end_lineno != node.lineno or node.end_col_offset - node.col_offset >= _SHORT:
            return True
        return bool(getattr(node, "decorator_list", ()))  # they stand above the place that is named
    except AttributeError:  # a node without a place, or no node
        return isinstance(node, ast.AST) and bool(node._fields)


def _hidden_depth(node: Any) -> int:
    """Levels that LibCST's tree has where CPython's is flat."""
    if isinstance(node, ast.BoolOp):
        return len(node.values)
    if isinstance(node, ast.alias):
        return node.name.count(".")
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").count(".")
    return len(node.generators)


def _heaviest_pattern(node: ast.Match, text: str) -> int:
    """The deepest nesting of brackets in a head of `case`, read from the text: the tree has no round ones."""
    lines = text.split("\n")
    last: ast.expr | ast.stmt = node.subject
    heaviest = 0
    for case in node.cases:
        start, end = _end(last), _end(case.pattern)
        head = [line.encode() for line in lines[start[0] - 1 : end[0]]]
        head[-1] = head[-1][: end[1]]
        head[0] = head[0][start[1] :]
        heaviest = max(heaviest, _brackets(b"\n".join(head)))
        last = case.body[-1]
    return heaviest


def _end(node: ast.expr | ast.stmt | ast.pattern) -> tuple[int, int]:
    return node.end_lineno or node.lineno, node.end_col_offset or 0


def _brackets(head: bytes) -> int:
    depth = deepest = 0
    for byte in head:
        if byte in b"([{":
            depth += 2 if byte == ord("{") else 1
            deepest = max(deepest, depth)
        elif byte in b")]}":
            depth -= 2 if byte == ord("}") else 1
    return deepest


_PARSER_DEPTH = 10_000  # a tenth of what kills CPython 3.10 on 8 MB
_TOKEN = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
    r"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|#[^\n]*|\\\n|\n|[()\[\]{},;]|[-+*/%@&|^.]|<<|>>",
    re.S,
)
_LONG_FIELD = re.compile(rf"\{{[^{{}}\n]{{{2 * _PARSER_DEPTH},}}")  # in an f-string


def kills_parser(text: str) -> bool:
    """Whether CPython 3.10, which builds its tree without a guard, could die of a chain or a sum in this text.

    Every level takes two characters at least and stands in one logical line; a comma begins a new operand.
    """
    if len(text) < 2 * _PARSER_DEPTH:
        return False
    levels, total = [0], 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "([{":
            levels.append(0)
        elif sign in ")]}" and len(levels) > 1:
            total += 1 - levels.pop()
            levels[-1] += 1
        elif sign in ",;" or (sign == "\n" and len(levels) == 1):
            total -= levels[-1]
            levels[-1] = 0
        elif sign[0] in "\"'":
            if _LONG_FIELD.search(sign):
                return True
        elif sign[0] not in "#\\\n":
            levels[-1] += 1
            total += 1
            if total > _PARSER_DEPTH:
                return True
        if total > _PARSER_DEPTH:
            return True
    return False
