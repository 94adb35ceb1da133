"""How many items there are to go over, when the code states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenlint.facts.model import Attribute, CallRef, Collection, Expr, Item, Mapping, Operation, Text
from greenlint.project.values import Thunk
from greenlint.project.view import At, FileView

if TYPE_CHECKING:
    from greenlint.project.project import Project


def size_of(project: Project, file: FileView, expr: Expr | None, at: At) -> int | None:
    """How many items an iterable has, when the code states it."""
    if expr is None:
        return None
    if isinstance(expr, CallRef):
        call = project.call_at(file, expr.id)
        if call.path == "builtins.range":
            numbers = [project.resolver.constant(file, arg.value, at) for arg in call.plain_args]
            values = [n.value for n in numbers if n is not None and isinstance(n.value, int)]
            if len(values) == len(call.plain_args) and values and values[2:3] != [0]:
                return len(range(*values[:3]))
        func = call.site.func
        if isinstance(func, Attribute) and func.name in ("keys", "values", "items") and not call.site.args:
            return size_of(project, file, func.base, at)
        return None
    if isinstance(expr, Item) and isinstance(expr.index, Operation) and expr.index.op == "slice":
        return _slice_size(project, file, expr.index, at)
    direct = literal_size(expr)
    if direct is not None:
        return direct
    if isinstance(expr, (Operation, Text)):
        return None
    sizes = [literal_size(value.expr) for value in project.resolver.resolve(file, expr, at) if isinstance(value, Thunk)]
    return sizes[0] if len(sizes) == 1 and not _grown(file, expr) else None


def _slice_size(project: Project, file: FileView, index: Operation, at: At) -> int | None:
    """`rows[:50]`: at most so many."""
    low, high = (project.constant(file, operand, at) for operand in index.operands[:2])
    if isinstance(high, int) and high > 0 and (low is None or (isinstance(low, int) and 0 <= low <= high)):
        return high - (low or 0)
    return None


def _grown(file: FileView, expr: Expr) -> bool:
    """The list is appended to somewhere in its file."""
    name = getattr(expr, "id", None) or getattr(expr, "name", None)
    return any(
        isinstance(site.func, Attribute) and site.func.name in ("append", "extend", "insert", "add", "update")
        and getattr(site.func.base, "id", getattr(site.func.base, "name", None)) == name
        for site in file.facts.calls
    ) or any(b.name == name and b.kind == "augment" for b in file.facts.bindings)  # fmt: skip


def literal_size(expr: Expr) -> int | None:
    match expr:
        case Collection(items=items) if not any(isinstance(item, Operation) and item.op == "star" for item in items):
            return len(items)
        case Mapping(items=items) if all(key is not None for key, _ in items):
            return len(items)
    return None
