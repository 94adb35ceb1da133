"""Does a value come from a source that the code states: a folder, a file, an address?"""

from __future__ import annotations

from greenlint.facts.model import Attribute, CallRef, Comprehension, Const, Expr, Item, Name, Part
from greenlint.project import Call
from greenlint.project.values import Thunk
from greenlint.project.view import root_name

_OUTSIDE = {
    "request",
    "req",
    "message",
    "event",
    "file",
    "files",
    "upload",
    "uploaded",
    "uploaded_file",
    "query",
    "body",
    "state",
}
_INPUTS = frozenset({"human", "event", "rerun-input", "session-state"})
_DEPTH = 12


def constant_source(call: Call, expr: Expr) -> str | None:
    """The constant at the root of the value, as code text; None when a parameter or the outside decides."""
    found: list[str] = []
    if not _walk(call, expr, found, set(), 0):
        return None
    return found[0] if found else None


def _walk(call: Call, expr: Expr, found: list[str], seen: set[str], depth: int) -> bool:
    """False as soon as some part comes from elsewhere."""
    if depth > _DEPTH:
        return False
    match expr:
        case Const(value=str(text)):
            found.append(repr(text if len(text) <= 40 else f"{text[:39]}…"))
            return True
        case Const():
            return True
        case Name(id=name):
            return _name(call, name, found, seen, depth)
        case Attribute() | Item() | Part():
            root = root_name(expr)
            if root in ("self", "cls"):
                return _resolved(call, expr, found)
            base = expr.base
            return (root is None or root not in _OUTSIDE) and _walk(call, base, found, seen, depth + 1)
        case CallRef(id=index):
            return _called(call, index, found, seen, depth)
        case Comprehension(block=block):
            test = call.file.block(block).test
            return test is not None and _walk(call, test, found, seen, depth + 1)
    parts = [part for part in call.file.parts(expr) if part is not expr and isinstance(part, (Const, Name, CallRef))]
    return all(_walk(call, part, found, seen, depth + 1) for part in parts)


def _name(call: Call, name: str, found: list[str], seen: set[str], depth: int) -> bool:
    if name in seen:
        return True
    seen.add(name)
    if name in _OUTSIDE:
        return False
    file, scope = call.file, call.site.scope
    bindings = file.bindings.get((scope, name)) or []
    if not bindings:
        if any(param.name == name for param in call.scope.params):
            return _resolved(call, Name(name), found)
        bindings = file.bindings.get((0, name)) or []
    kept = [b for b in bindings if b.kind in ("assign", "with", "augment", "for")]
    if not kept:
        return bool(bindings)  # an import, a function, a class
    return all(_walk(call, binding.value, found, seen, depth + 1) for binding in kept)


def _resolved(call: Call, expr: Expr, found: list[str]) -> bool:
    """A parameter or an attribute whose known values are constants."""
    values = call.project.resolver.resolve(call.file, expr, call.at)
    texts = [v.expr.value for v in values if isinstance(v, Thunk) and isinstance(v.expr, Const)]
    if len(texts) != len(values) or not texts or not all(isinstance(text, str) for text in texts):
        return False
    found.append(repr(texts[0]))
    return True


def _called(call: Call, index: int, found: list[str], seen: set[str], depth: int) -> bool:
    inner = call.project.call_at(call.file, index)
    if inner.marks & _INPUTS:
        return False
    if isinstance(inner.site.func, Attribute) and not _walk(call, inner.site.func.base, found, seen, depth + 1):
        return False
    return all(_walk(call, arg.value, found, seen, depth + 1) for arg in inner.site.args)
