"""Does a loop hand on many items a round already?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenlint.facts.model import Attribute, CallRef, Comprehension, Expr, Item, Name, Operation
from greenlint.project.values import Thunk
from greenlint.project.view import At

if TYPE_CHECKING:
    from greenlint.project.calls import Call
    from greenlint.project.loops import Loop
_TEXT = re.compile(r"(text|content|string|body|transcript|document|page|doc|str|html)$", re.I)  # slices: pieces


def is_batch(loop: Loop) -> bool:
    args = loop.range_args
    if args is not None and len(args) == 3:
        return True
    if isinstance(loop.iterable, CallRef):
        call = loop.project.call_at(loop.file, loop.iterable.id)
        if "batcher" in call.marks or re.search(r"batch|chunks?$|chunked", call.text.rsplit(".", 1)[-1]):
            return bool("batcher" in call.marks or _sliced(loop, call))
    return _slices_by_target(loop) or _over_slices(loop)


def _over_slices(loop: Loop) -> bool:
    """Runs over a list of slices: `chunks = [data[i : i + n] for i in range(0, len(data), n)]`."""
    if loop.iterable is None:
        return False
    where = At(loop.scope, loop.facts.parent, loop.facts.start)
    return any(
        isinstance(value, Thunk) and isinstance(value.expr, Comprehension)
        and isinstance(value.expr.element, Item) and not _TEXT.search(_last(value.expr.element.base))
        and isinstance(value.expr.element.index, Operation) and value.expr.element.index.op == "slice"
        for value in loop.project.resolver.resolve(loop.file, loop.iterable, where)
    )  # fmt: skip


def _sliced(loop: Loop, call: Call) -> bool:
    """A helper of the project named like a batcher that really cuts slices."""
    for fn in call.functions:
        file = fn.file
        for leave in file.exits_of.get(fn.scope, ()):
            if leave.value is not None and any(
                isinstance(part, Operation) and part.op == "slice" for part in file.parts(leave.value)
            ):
                return True
    return False


def _slices_by_target(loop: Loop) -> bool:
    """`texts[i : i + size]` inside a loop over `i`, or a while loop that cuts a slice off each round."""
    names = loop.bound_names
    for call in loop.calls:
        for arg in call.site.args:
            if loop.facts.kind != "comprehension" and any(
                _slice_by(loop, part, names) for part in loop.file.parts(arg.value)
            ):
                return True
    return (
        loop.facts.kind == "for"
        and bool(loop.range_args)
        and any(_slice_by(loop, binding.value, names) for binding in loop.bindings)
    )


def _slice_by(loop: Loop, expr: Expr, names: set[str]) -> bool:
    """`x[i : i + n]` with one of the names in its bounds."""
    is_slice = isinstance(expr, Item) and isinstance(expr.index, Operation) and expr.index.op == "slice"
    return is_slice and isinstance(expr, Item) and bool(loop.file.names(expr.index) & names)


def _last(expr: Expr) -> str:
    return expr.id if isinstance(expr, Name) else expr.name if isinstance(expr, Attribute) else ""
