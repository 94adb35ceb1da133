"""Does a loop end by itself: a counter, a deadline, a budget, data that runs out?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenlint.facts.model import Attribute, CallRef, Const, Expr, Item, Name, Operation

if TYPE_CHECKING:
    from greenlint.project.loops import Loop
_LIMIT = re.compile(r"max|limit|budget|timeout|deadline|attempt|retr|tries|count|iter|step|round|turn|depth", re.I)


def is_bounded(loop: Loop) -> bool:
    """Ends without the model's or the service's help."""
    if loop.facts.kind != "while":
        return True
    return (
        any(_counts(loop, test) or _lowered(loop, test) for test in loop.tests)
        or loop.has_mark("deadline")
        or _timed_out(loop)
    )


def _timed_out(loop: Loop) -> bool:
    """Inside `with timeout(...)`."""
    for index in loop.file.ancestors(loop.facts.parent):
        block = loop.file.block(index)
        if block.kind == "with" and isinstance(block.test, CallRef):
            call = loop.project.call_at(loop.file, block.test.id)
            if "deadline" in call.marks or re.search(r"timeout|deadline|time_limit|fail_after", call.text, re.I):
                return True
    return False


def _counts(loop: Loop, test: Expr) -> bool:
    """A comparison with something that moves by itself: a counter, a clock, a length, a shrinking list."""
    for part in loop.file.parts(test):
        if isinstance(part, Operation) and part.op in ("<", "<=", ">", ">=", "==", "!=", "compare"):
            ordered = part.op not in ("==", "!=")
            if any(_compared(loop, side, ordered) for side in part.operands):
                return True
        elif isinstance(part, Name) and (_moves(loop, part.id) or _shrinks(loop, part.id)):
            return True
    return False


def _lowered(loop: Loop, test: Expr) -> bool:
    """`if not again: return`, where `if pause > longest: again = False` stands in the loop."""
    file = loop.file
    flags = {part.id for part in file.parts(test) if isinstance(part, Name)}
    for binding in file.facts.bindings:
        lowers = isinstance(binding.value, Const) and isinstance(binding.value.value, bool)
        if lowers and binding.name in flags and file.encloses(loop.index, binding.order):
            block = file.block(binding.block)
            if block.kind == "if" and block.test is not None and _counts(loop, block.test):
                return True
    return False


def _compared(loop: Loop, side: Expr, ordered: bool) -> bool:
    """One side of a comparison that moves by itself."""
    if any(_moves(loop, name, ordered) for name in loop.file.names(side)):
        return True
    for inner in loop.file.parts(side):
        if isinstance(inner, CallRef):
            call = loop.project.call_at(loop.file, inner.id)
            if "clock" in call.marks or (call.path == "builtins.len" and ordered):
                return True
    return ordered and bool(_LIMIT.search(_last(side)))


def _moves(loop: Loop, name: str, any_step: bool = False) -> bool:
    """A number that the loop itself counts up or down."""
    return any(
        binding.name == name and _is_step(loop, binding.value, name, any_step)
        for binding in loop.file.facts.bindings
        if loop.file.encloses(loop.index, binding.order)
    )


def _shrinks(loop: Loop, name: str) -> bool:
    for call in loop.calls:
        func = call.site.func
        if isinstance(func, Attribute) and func.name in ("pop", "popleft", "remove") and call.receiver == name:
            return True
        if call.path == "heapq.heappop" and call.plain_args and call.plain_args[0].value == Name(name):
            return True
    return False


def _is_step(loop: Loop, value: Expr, name: str, any_step: bool) -> bool:
    """`n + 1`, `start + size`, `delay * 2`; with `any_step` also `n - done`."""
    if isinstance(value, CallRef):  # `int(size / 2)`
        args = loop.file.facts.calls[value.id].args
        return len(args) == 1 and _is_step(loop, args[0].value, name, any_step)
    if not isinstance(value, Operation) or not any(
        isinstance(part, Name) and part.id == name for part in value.operands
    ):
        return False
    if any_step and value.op == "-":
        return True
    return value.op in ("+", "-", "*", "/", "//") and any(
        (isinstance(part, Const) and isinstance(part.value, (int, float)))
        or (isinstance(part, Name) and part.id not in loop.bound_names)
        for part in value.operands
    )


def _last(expr: Expr) -> str:
    """The words of a name that may say "limit": `max_rounds`, `self.limit`, `state["iteration"]`."""
    match expr:
        case Name(id=name) | Attribute(name=name):
            return name
        case Item(base=base, index=Const(value=str(key))):
            return f"{_last(base)} {key}"
    return ""
