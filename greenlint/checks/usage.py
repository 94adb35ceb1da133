"""Shared: does somebody wait for this code, or is it a job that runs by itself?"""

from __future__ import annotations

from typing import Literal

from greenlint.facts.model import Const, Operation
from greenlint.project import Call, Function

Usage = Literal["service", "script", "task", "unknown"]
_DEPTH = 6
_SERVED = {"route", "event", "startup", "rerun", "property", "dunder"}


def usage(call: Call) -> Usage:
    """Who runs a call: a service for a waiting person, a script or notebook, a scheduled task, or code unknown."""
    found = set(_of(call, 0, frozenset()))
    if "service" in found:
        return "service"
    return "task" if "task" in found else "script" if "script" in found else "unknown"


def _of(call: Call, depth: int, seen: frozenset[tuple[int, int]]) -> list[Usage]:
    function = call.function
    if function.is_module:
        return [_of_module(call)]
    if function.contexts & _SERVED:
        return ["service"]
    if "task" in function.contexts:
        return ["task"]
    if "cli" in function.contexts:
        return ["script"]
    mark = (id(function.file), function.fn.scope)
    if depth > _DEPTH or mark in seen:
        return []
    found: list[Usage] = []
    for caller in [*function.callers, *function.handed_to]:
        if not caller.function.in_test:
            found += _of(caller, depth + 1, seen | {mark})
    if not found and function.scope.kind == "lambda" and function.outer is not None:
        return _inside(function.outer, depth, seen | {mark})
    return found


def _inside(function: Function, depth: int, seen: frozenset[tuple[int, int]]) -> list[Usage]:
    return [usage for caller in function.callers for usage in _of(caller, depth + 1, seen)]


def _of_module(call: Call) -> Usage:
    project, file = call.project, call.file
    if project.is_rerun_script(file):
        return "service"
    if project.is_notebook(file) or in_main(call) or file.path not in project.imported:
        return "script"
    return "unknown"


def in_main(call: Call) -> bool:
    """Under `if __name__ == "__main__"`."""
    return any(
        isinstance(test, Operation)
        and any(isinstance(part, Const) and part.value == "__main__" for part in test.operands)
        for test in (call.file.block(index).test for index in call.file.within(call.site.block))
    )
