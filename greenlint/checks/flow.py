"""Where the result of a call goes: into a prompt here, or through helpers of the project."""

from __future__ import annotations

from collections.abc import Sequence

from greenlint.catalog.specs import Role
from greenlint.facts.model import Attribute, CallRef, Collection, Expr, Mapping, Name, Operation, Text
from greenlint.project import Call

_ROLES: tuple[Role, ...] = ("system", "history", "prompt", "input")
_KINDS = frozenset({"chat", "classify", "image", "video", "speech"})


def reaches_prompt(source: Call) -> list[Call] | None:
    """The calls from the one that takes the text down to the model call, or None when it surely reaches no prompt."""
    text = _carriers(source)
    for call in source.function.calls:
        if call is source or (call.site.order < source.site.order and not _nested(call, source)):
            continue
        if call.kind in _KINDS:
            if _takes(call, source, text):
                return [call]
            continue
        for chain in call.reaching(_KINDS):
            if len(chain) > 1 and _handed_down(chain, source, text):
                return chain
    return None


def _nested(call: Call, source: Call) -> bool:
    """The source is written inside the call's own arguments."""
    return any(isinstance(part, CallRef) and part.id == source.key.index
               for arg in call.site.args for part in call.file.parts(arg.value))  # fmt: skip


def _carriers(source: Call) -> set[str]:
    """Names that hold the text, or a text or message made with it, in the same function."""
    file, scope = source.file, source.site.scope
    names: set[str] = set()
    for _ in range(4):
        wider = set(names)
        for binding in file.facts.bindings:
            bound = binding.scope == scope and binding.kind in ("assign", "augment")
            if bound and binding.order > source.site.order and _holds(source, binding.value, names):
                wider.add(binding.name)
        for site in file.facts.calls:
            func = site.func
            if site.scope != scope or not isinstance(func, Attribute) or not isinstance(func.base, Name):
                continue
            grows = func.name in ("append", "extend", "insert")
            if grows and any(_holds(source, arg.value, names) for arg in site.args):
                wider.add(func.base.id)
        if wider == names:
            break
        names = wider
    return names


def _holds(source: Call, expr: Expr, names: set[str]) -> bool:
    """The expression is text or messages with the source in it; results of other calls do not count."""
    file = source.file
    stack = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, CallRef):
            if node.id == source.key.index:
                return True
            site = file.facts.calls[node.id]
            name = (
                site.func.name
                if isinstance(site.func, Attribute)
                else site.func.id
                if isinstance(site.func, Name)
                else ""
            )
            if name in ("format", "join", "strip", "dedent", "replace") and isinstance(site.func, Attribute):
                stack += [site.func.base, *(arg.value for arg in site.args)]
            elif name[:1].isupper() or name in ("str", "from_text"):
                stack += [arg.value for arg in site.args]
            continue
        if isinstance(node, Name):
            if node.id in names:
                return True
        elif not isinstance(node, Attribute):
            stack += _below(node)
    return False


def _below(node: Expr) -> list[Expr]:
    if isinstance(node, Text):
        return list(node.parts)
    if isinstance(node, Collection):
        return list(node.items)
    if isinstance(node, Mapping):
        return [value for _, value in node.items]
    if isinstance(node, Operation) and node.op in ("+", "%", "star", "if", "or", "*"):
        return list(node.operands)
    return []


def _takes(call: Call, source: Call, names: set[str]) -> bool:
    return any(
        given.expr is not None and given.file is source.file and _holds(source, given.expr, names)
        for given in (call.args.get(role) for role in _ROLES)
    )  # fmt: skip


def _handed_down(chain: list[Call], source: Call, names: set[str]) -> bool:
    """Each helper on the way passes on, in the end into the prompt, the parameter that gets the text."""
    end = chain[-1]
    wanted = _parameters(end, [end.args.get(role).expr for role in _ROLES])
    for step in reversed(chain[:-1]):
        fns = [
            fn
            for fn in step.functions
            if any(fn.scope == inner.site.scope and fn.file is inner.file for inner in chain)
        ]
        given = [step.project.resolver.given(step.key, fn, name) for fn in fns for name in wanted]
        exprs = [expr for expr in given if expr is not None]
        if step is chain[0]:
            return any(_holds(source, expr, names) for expr in exprs)
        wanted = _parameters(step, exprs)
        if not wanted:
            return False
    return False


def _parameters(call: Call, exprs: Sequence[Expr | None]) -> set[str]:
    """Parameters of the function around a call that go into these expressions."""
    names = {name for expr in exprs if expr is not None for name in call.file.names(expr)}
    for _ in range(4):
        wider = names | {
            name for binding in call.file.facts.bindings
            if binding.scope == call.site.scope and binding.name in names for name in call.file.names(binding.value)
        }  # fmt: skip
        if wider == names:
            break
        names = wider
    return names & {param.name for param in call.scope.params}
