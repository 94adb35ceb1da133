"""LangGraph graphs as the code builds them: can one go round through a node that asks a model, and who counts?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.facts.model import Attribute, Const, Expr, Item, Mapping, Name, Operation
from greenlint.project import Call, Function
from greenlint.project.values import Fn, Lib, Thunk

_MODELS = frozenset({"chat"})
_COUNTS = re.compile(
    r"max|limit|budget|attempt|retr|tries|count|iter|step|round|turn|depth|revision|loop|remaining", re.I
)
_ADDS = ("add_node", "add_edge", "add_conditional_edges")


def goes_round(compiled: Call) -> bool:
    """The edges form a circle, some node reaches a model, and no branch counts the rounds."""
    file, project = compiled.file, compiled.project
    calls = [project.call_at(file, index) for index in range(len(file.facts.calls))]
    builds = [call for call in calls if isinstance(call.site.func, Attribute) and call.site.func.name in _ADDS]
    nodes = [fn for call in builds if call.text.endswith(".add_node") for fn in _functions(call)]
    branches = [fn for call in builds if call.text.endswith(".add_conditional_edges") for fn in _functions(call)]
    if not any(function.reaches(_MODELS) for function in nodes) or any(_counts(fn) for fn in (*nodes, *branches)):
        return False
    edges = [edge for call in builds for edge in _edges(call)]
    return any(_reaches(edges, target, source) for source, target in edges)


def _functions(call: Call) -> Iterator[Function]:
    for arg in call.site.args:
        for fn in call.project.functions_in(call.file, arg.value, call.at):
            yield call.project.function(fn)


def _counts(function: Function) -> bool:
    """A counter or a limit is compared: `if state["iterations"] >= MAX`."""
    for block in function.file.facts.blocks:
        if block.scope == function.fn.scope and block.kind in ("if", "while") and block.test is not None:
            for part in function.file.parts(block.test):
                if not isinstance(part, Operation) or part.op not in ("<", "<=", ">", ">=", "=="):
                    continue
                if any(_COUNTS.search(_word(side)) for side in part.operands):
                    return True
    return False


def _word(expr: Expr) -> str:
    match expr:
        case Name(id=name) | Attribute(name=name):
            return name
        case Item(index=Const(value=str(key))):
            return key
    return ""


def _edges(call: Call) -> list[tuple[str, str]]:
    source, target = call.arg("start_key", 0) or call.arg("source"), call.arg("end_key", 1)
    start = _text(call, source)
    if call.text.endswith(".add_edge"):
        end = _text(call, target)
        return [(start, end)] if start and end else []
    if not call.text.endswith(".add_conditional_edges") or not start:
        return []
    mapping = call.arg("path_map", 2)
    if isinstance(mapping, Mapping):
        return [(start, end) for _, value in mapping.items if (end := _text(call, value))]
    path = call.arg("path", 1)
    if path is None:
        return []
    found = []
    for value in call.project.resolver.resolve(call.file, path, call.at):
        if isinstance(value, Fn):
            found += [(start, text) for text in _returned(value)]
        elif isinstance(value, Lib) and value.path.endswith("tools_condition"):
            found.append((start, "tools"))
    return found


def _returned(fn: Fn) -> list[str]:
    return [
        part.value
        for leave in fn.file.exits_of.get(fn.scope, ()) if leave.kind == "return" and leave.value is not None
        for part in fn.file.parts(leave.value) if isinstance(part, Const) and isinstance(part.value, str)
    ]  # fmt: skip


def _text(call: Call, expr: Expr | None) -> str:
    if expr is None:
        return ""
    for value in call.project.resolver.resolve(call.file, expr, call.at):
        if isinstance(value, Thunk) and isinstance(value.expr, Const) and isinstance(value.expr.value, str):
            return value.expr.value
    return ""


def _reaches(edges: list[tuple[str, str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        for source, target in edges:
            if source == node and target not in seen:
                seen.add(target)
                waiting.append(target)
    return False
