"""Which bindings of a name can reach a place; and the small words of expressions that several rooms need."""

from __future__ import annotations

from collections.abc import Sequence

from greenlint.facts.model import Attribute, Binding, Const, Expr, Name, Opaque
from greenlint.project.view import At, FileView


def visible(file: FileView, bindings: Sequence[Binding], at: At | None) -> list[Binding]:
    """Bindings of a name that can reach a place, nearest first; `at` None: seen from another scope."""
    if at is None:
        if len(bindings) == 1:
            return [*bindings]
        real = [b for b in bindings if not (isinstance(b.value, Const) and b.value.value is None)]
        return list(reversed(real or bindings))
    found: list[Binding] = []
    for binding in sorted(bindings, key=lambda b: -b.order):
        kind = file.block(binding.block).kind
        if kind in ("comprehension",) and not file.encloses(binding.block, at.order):
            continue
        if binding.order >= at.order:
            continue
        if file.exclusive(binding.block, at.block):
            continue
        found.append(binding)
        if file.dominates(binding.block, at.block) and binding.kind != "augment":
            break
    later = [
        b for b in bindings
        if b.order >= at.order and any(file.encloses(loop, b.order) for loop in file.loops(at.block))
        and file.block(b.block).kind != "comprehension"
    ]  # fmt: skip
    return found + later


def scope_index(value: Expr) -> int:
    return int(value.text.removeprefix("scope ")) if isinstance(value, Opaque) else 0


def tail(expr: Expr) -> str:
    match expr:
        case Name(id=name) | Attribute(name=name):
            return name
    return ""


def dotted(expr: Expr) -> str:
    match expr:
        case Name(id=name):
            return name
        case Attribute(base=base, name=name):
            inner = dotted(base)
            return f"{inner}.{name}" if inner else ""
    return ""
