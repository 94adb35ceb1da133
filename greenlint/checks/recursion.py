"""Functions that call themselves again because of what a model answered, with nothing that counts the depth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.facts.model import Attribute, CallRef, Const, Expr, Name, Operation
from greenlint.project import Call, Function, Project
from greenlint.project.view import FileView

_LIMIT = re.compile(
    r"max|limit|budget|depth|level|attempt|retr|tries|count|times|round|turn|deadline|timeout|remaining", re.I
)


def unbounded_recursions(project: Project, kinds: frozenset[str]) -> Iterator[tuple[Call, Call, list[Call]]]:
    """(the model call, the call of itself, chain from the first down to the model)."""
    for function in project.costly_functions:
        if function.is_module or function.in_test or function.marks_reached & {"human", "event"}:
            continue
        again = next((call for call in function.calls if any(fn.scope == function.fn.scope and fn.file is function.file
                                                             for fn in call.functions)), None)  # fmt: skip
        if again is None or _counted(function, again):
            continue
        for call in function.calls:
            chains = call.reaching(kinds) if call is not again else []
            if chains and call.site.order < again.site.order and _decides(function, call, again):
                yield call, again, min(chains, key=len)
                break


def _decides(function: Function, call: Call, again: Call) -> bool:
    """The recursion takes something of the answer, or stands under a test of it."""
    answer = derived(function.file, function.fn.scope, set(call.bound_names))
    file = function.file
    if any(file.names(arg.value) & answer for arg in again.site.args):
        return True
    tests = [file.block(index).test for index in file.within(again.site.block)]
    return any(test is not None and file.names(test) & answer for test in tests)


def derived(file: FileView, scope: int, names: set[str]) -> set[str]:
    """These names and all that is computed from them in one function."""
    for _ in range(4):
        wider = names | {
            binding.name for binding in file.facts.bindings
            if binding.scope == scope and file.names(binding.value) & names
        }  # fmt: skip
        if wider == names:
            break
        names = wider
    return names


def _counted(function: Function, again: Call) -> bool:
    """A number goes up or down with each level, or a limit is compared on the way."""
    if any(_step(part) for arg in again.site.args for part in function.file.parts(arg.value)):
        return True
    if any(binding.kind == "augment" for binding in function.file.facts.bindings if binding.scope == function.fn.scope
           and isinstance(binding.value, Operation) and _step(binding.value)):  # fmt: skip
        return True
    if any(store.kind == "augment" and store.scope == function.fn.scope for store in function.file.facts.stores):
        return True
    return any(
        isinstance(part, (Name, Attribute)) and _LIMIT.search(part.id if isinstance(part, Name) else part.name)
        for block in function.file.facts.blocks
        if block.scope == function.fn.scope and block.kind in ("if", "while") and block.test is not None
        for part in _compared(function, block.test)
    )


def _compared(function: Function, test: Expr) -> Iterator[Expr]:
    for part in function.file.parts(test):
        if isinstance(part, Operation) and part.op in ("<", "<=", ">", ">=", "==", "compare"):
            yield from part.operands


def _step(expr: Expr) -> bool:
    """`depth - 1`, `times + 1`."""
    return (
        isinstance(expr, Operation) and expr.op in ("+", "-")
        and any(isinstance(part, Const) and isinstance(part.value, int) for part in expr.operands)
        and any(isinstance(part, (Name, Attribute, CallRef)) for part in expr.operands)
    )  # fmt: skip
