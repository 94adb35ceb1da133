"""Histories that an object or a module of the project keeps: `self.history.contents`, `memory.messages`."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.histories import MAKERS, chain_of, growing, trimmed, whole
from greenlint.facts.model import Attribute, CallRef, Expr, Name
from greenlint.project import Call
from greenlint.project.values import Cls, Fn, Mod, Obj
from greenlint.project.view import FileView


def kept_elsewhere(call: Call, expr: Expr) -> bool:
    """Does a list that goes to the model stand on an object that outlives the call, and do others only add to it?"""
    for owner, name in _owners(call, expr):
        match owner:
            case Obj(cls=Cls(file=file, scope=scope)) if _only_grows(file, f"self.{name}", scope):
                return True
            case Mod(file=file) if _only_grows(file, name, None):
                return True
    return False


def _owners(call: Call, expr: Expr) -> Iterator[tuple[object, str]]:
    """The objects and modules that hold the list, and under which name."""
    resolver = call.project.resolver
    if isinstance(expr, Attribute) and _lasts(call, expr.base):
        for value in resolver.resolve(call.file, expr.base, call.at):
            yield value, expr.name
    elif isinstance(expr, CallRef):
        asked = call.project.call_at(call.file, expr.id)
        if isinstance(asked.site.func, Attribute) and _lasts(call, asked.site.func.base):
            for fn in asked.functions:
                name = _given(fn)
                if name and fn.owner is not None:
                    yield fn.owner, name


def _lasts(call: Call, base: Expr) -> bool:
    """`self.history`, an imported module or object, a global: they are there before the call and after it."""
    chain = chain_of(base)
    if chain is None or chain in ("self", "cls"):
        return False
    root = chain.partition(".")[0].partition("[")[0]
    return root in ("self", "cls") or (call.site.scope > 0 and call.file.global_name(call.site.scope, root))


def _given(fn: Fn) -> str:
    """The attribute of its object that a method gives whole; "" for any other."""
    params = fn.facts.params
    names = {
        part.name
        for leave in fn.file.exits_of.get(fn.scope, ())
        if leave.kind == "return" and leave.value is not None
        for part in whole(fn.file, leave.value)
        if isinstance(part, Attribute) and params and part.base == Name(params[0].name)
    }
    return names.pop() if len(names) == 1 else ""


def _only_grows(file: FileView, chain: str, cls: int | None) -> bool:
    grown = [
        scope for _order, scope in growing(file, chain)
        if scope > 0 and file.scope(scope).name not in MAKERS
        and (file.method_class(scope) == cls if cls is not None else file.global_name(scope, chain))
    ]  # fmt: skip
    return bool(grown) and not trimmed(file, chain)
