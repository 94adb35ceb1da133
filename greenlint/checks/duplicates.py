"""Shared by the duplicate rules: an equal call that has certainly run before, with nothing changed since."""

from __future__ import annotations

from greenlint.catalog.specs import MarkKind
from greenlint.facts.model import Expr
from greenlint.finding import Span
from greenlint.project import Call
from greenlint.project.dataflow import Region, inputs

_WAITS: list[MarkKind] = ["wait", "human", "event"]


def earlier_twin(call: Call) -> Call | None:
    """The nearest earlier call of the same function with equal callee and arguments, whose answer still holds."""
    if not call.site.args or call.cache:
        return None
    file = call.file
    for index in reversed(file.calls_of.get(call.site.scope, ())):
        site = file.facts.calls[index]
        if site.order >= call.site.order or len(site.args) != len(call.site.args) or _within(site.span, call.span):
            continue
        other = call.project.call_at(file, index)
        if other.text != call.text:
            continue
        if not file.dominates(other.site.block, call.site.block) or file.exclusive(other.site.block, call.site.block):
            continue
        if not _equal(call, other) or _depends_on_answer(call, other) or _between_rounds(call, other):
            continue
        region = Region(call, other.site.order + 1, call.site.order)
        names = set[str]().union(*(file.names(expr) for expr in inputs(call)))
        if (
            any(region.varying(expr) for expr in inputs(call))
            or _rebound(call, other, names)
            or region.handed_on(names)
            or _waits_between(call, other)
        ):
            return None
        return other
    return None


def _within(inner: Span, outer: Span) -> bool:
    """One of its own arguments is not what a call repeats."""
    start, end = (outer.line, outer.column), (outer.end_line, outer.end_column)
    return inner != outer and start <= (inner.line, inner.column) and (inner.end_line, inner.end_column) <= end


def _rebound(call: Call, other: Call, names: set[str]) -> bool:
    """One of the names got a value in between, be it a constant."""
    return any(
        binding.name in names
        and binding.scope == call.site.scope
        and other.site.order < binding.order < call.site.order
        and binding.kind not in ("def", "class", "import")
        for binding in call.file.facts.bindings
    )  # fmt: skip


def _equal(call: Call, other: Call) -> bool:
    if call.callees != other.callees and (call.path != other.path or not call.path):
        return False
    mine = sorted(((arg.name or "", arg.value) for arg in call.site.args), key=lambda pair: pair[0])
    theirs = sorted(((arg.name or "", arg.value) for arg in other.site.args), key=lambda pair: pair[0])
    return all(a[0] == b[0] and same(call, a[1], other, b[1]) for a, b in zip(mine, theirs, strict=True))


def same(call: Call, left: Expr, other: Call, right: Expr) -> bool:
    """Equal code: calls inside are compared by callee and arguments."""
    mine, theirs = list(call.file.parts(left)), list(other.file.parts(right))
    if len(mine) != len(theirs):
        return False
    return all(_shallow(call, a) == _shallow(other, b) for a, b in zip(mine, theirs, strict=True))


def _shallow(call: Call, expr: Expr) -> object:
    from greenlint.facts.model import Attribute, CallRef, Const, LambdaRef, Name

    match expr:
        case Name(id=name):
            return name
        case Const(value=value):
            return (type(value).__name__, value)
        case Attribute(name=name):
            return ("attribute", name)
        case CallRef(id=index):
            return ("call", call.project.call_at(call.file, index).text)
        case LambdaRef(scope=scope):  # what two of them do is not compared
            return ("lambda", scope)
    return type(expr).__name__


def _depends_on_answer(call: Call, other: Call) -> bool:
    """The second call stands under a test of the first answer: a retry, a refusal, another turn."""
    results = set(other.bound_names)
    for index in call.file.within(call.site.block):
        block = call.file.block(index)
        if call.file.encloses(index, other.site.order):
            return False
        if block.kind in ("if", "else", "while", "except", "case") and (
            block.kind == "except" or block.test is None or call.file.names(block.test) & results
        ):
            return True
    return False


def _between_rounds(call: Call, other: Call) -> bool:
    """One of them is in a loop of its own: a poll or a retry, not a repetition."""
    return set(call.file.loops(call.site.block)) != set(other.file.loops(other.site.block))


def _waits_between(call: Call, other: Call) -> bool:
    return any(
        found.site.scope == call.site.scope and other.site.order < found.site.order < call.site.order
        for mark in _WAITS
        for found in call.project.marked(call.file, mark)
    )
