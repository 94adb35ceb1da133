"""A message list that only grows and goes to the model whole each time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.histories import GROWS, chain_of, lists_in, trimmed
from greenlint.checks.match import Match, fewer
from greenlint.facts.model import Attribute, CallRef, Collection, Expr, Name
from greenlint.footprint.waste import Amount
from greenlint.project import Call, Loop
from greenlint.project.values import Fn, Lib
from greenlint.project.view import FileView

_SHORTENS = frozenset({"trim", "compaction", "memory-window"})
_MAKERS = ("__init__", "__post_init__", "__new__")
_FEW = 8  # turns; below, a growing list is cheap
_CALLERS = 1  # functions that hand the list on between the call and the one that keeps it


def check(call: Call) -> Iterator[Match]:
    if call.function.in_test:
        return
    if "memory-buffer" in call.marks:
        if not _held_by_memory(call) and not any(other.marks & _SHORTENS for other in _in_file(call)):
            yield Match(call, "memory", {"call": call.text}, confidence="medium", root=(call.file.path, call.path))
        return
    if call.kind != "chat":
        return
    for history in _histories(call):
        seen = _growth(call, history) or _growth_at_caller(call, history)
        if seen is not None and not trimmed(call.file, history):
            reason, values = seen
            counted = "count" in values or values.get("loop", "").startswith("for ")
            yield Match(
                call,
                reason,
                {"names": history, "call": call.text, **values},
                waste=fewer("tokens", call, Amount(1, "N", 2), Amount(1, "N")),
                confidence="medium" if counted else "high",
                level="info" if counted else None,
            )
            return


def _in_file(call: Call) -> Iterator[Call]:
    return (call.project.call_at(call.file, index) for index in range(len(call.file.facts.calls)))


def _held_by_memory(call: Call) -> bool:
    """The history goes into a memory, which is reported (or bounds it) itself."""
    names = set(call.bound_names)
    return any(
        other is not call and other.marks & {"memory-buffer", "memory-window"}
        and any(other.file.names(arg.value) & names or CallRef(call.key.index) == arg.value for arg in other.site.args)
        for other in _in_file(call)
    )  # fmt: skip


def _growth_at_caller(call: Call, history: str, depth: int = 0) -> tuple[str, dict[str, str]] | None:
    """The list is a parameter: a caller keeps it in a session or lets it grow in its own loop."""
    scope = call.scope
    if not any(param.name == history for param in scope.params):
        return None
    for key, expr in call.project.resolver.passed(call.function.fn, history):
        caller = call.project.call(key)
        if caller.function.in_test:
            continue
        for name in lists_in(caller, expr):
            if trimmed(caller.file, name):
                continue
            seen = _growth(caller, name)
            if seen is None and depth < _CALLERS:
                seen = _growth_at_caller(caller, name, depth + 1)
            if seen is not None:
                return seen[0], {"names": name, **seen[1]}
    return None


def _histories(call: Call) -> list[str]:
    """Lists that go into the prompt whole: `messages`, `self.history`, parts of `system + history`."""
    found: list[str] = []
    for role in ("prompt", "history", "input"):
        given = call.args.get(role)
        if given.expr is not None and given.file is call.file:
            found += lists_in(call, given.expr)
    return list(dict.fromkeys(found))


def _growth(call: Call, history: str) -> tuple[str, dict[str, str]] | None:
    """How the list grows between two calls, and stays: in a loop, in a session, on an object, in a global."""
    file = call.file
    grown = list(_growing(file, history))
    if not grown:
        return None
    for loop in call.loops:
        inside = [order for order, scope in grown if scope == call.site.scope and file.encloses(loop.index, order)]
        if inside and not _fresh_inside(file, history, loop) and loop.kind not in ("retry", "batch"):
            if loop.kind == "data" and loop.facts.kind == "for" and len(inside) > 1 and loop.range_args is None:
                if loop.size is None:
                    return "default", {"loop": loop.text}
                return ("bounded", {"loop": loop.text, "count": str(loop.size)}) if loop.size > _FEW else None
            if loop.kind == "data" or (loop.bounded and loop.kind != "interactive"):
                return None
            return "default", {"loop": loop.text}
    root = history.split(".")[0].split("[")[0]
    if _kept_in_session(call, history):
        return "session", {}
    if "." in history and root in ("self", "cls"):
        if all(file.scope(scope).name in _MAKERS for _, scope in grown):
            return None  # filled once, when the object is made
        return ("attribute", {"function": call.function.name}) if not _made_by_caller(call, history) else None
    of_module = root == history and call.site.scope > 0 and (0, root) in file.bindings
    if of_module and _global(file, call.site.scope, root) and any(s and _global(file, s, root) for _, s in grown):
        return "attribute", {"function": call.function.name}
    return None


def _global(file: FileView, scope: int, name: str) -> bool:
    """A name read in a function means the module's: no function around binds it or takes it as a parameter."""
    while scope > 0:
        if (scope, name) in file.bindings or any(param.name == name for param in file.scope(scope).params):
            return False
        scope = file.scope(scope).parent
    return True


def _growing(file: FileView, history: str) -> Iterator[tuple[int, int]]:
    """(order, scope) of each place that adds to the list."""
    for site in file.facts.calls:
        func = site.func
        if isinstance(func, Attribute) and func.name in GROWS and chain_of(func.base) == history:
            yield site.order, site.scope
    for binding in file.facts.bindings:
        if binding.kind == "augment" and binding.name == history:
            yield binding.order, binding.scope
    for store in file.facts.stores:
        if store.kind == "augment" and chain_of(store.target) == history:
            yield store.order, store.scope


def _fresh_inside(file: FileView, history: str, loop: Loop) -> bool:
    """The list starts anew on each round."""
    return any(
        binding.name == history and binding.kind == "assign" and file.encloses(loop.index, binding.order)
        and _new_list(loop, binding.value)
        for binding in file.facts.bindings
    )  # fmt: skip


def _new_list(loop: Loop, value: Expr) -> bool:
    """`[...]`, or what a function of the project gives that begins a list of its own: `messages = first_messages()`."""
    if isinstance(value, Collection):
        return True
    made = loop.project.call_at(loop.file, value.id).functions if isinstance(value, CallRef) else []
    return bool(made) and all(_begins_list(fn) for fn in made)


def _begins_list(fn: Fn) -> bool:
    """All that the function returns is a list made in it."""
    given = [leave.value for leave in fn.file.exits_of.get(fn.scope, ()) if leave.kind == "return"]
    return bool(given) and all(
        isinstance(value, Collection)
        or (isinstance(value, Name) and (own := fn.file.bindings.get((fn.scope, value.id), []))
            and all(isinstance(binding.value, Collection) for binding in own if binding.kind == "assign"))
        for value in given
    )  # fmt: skip


def _kept_in_session(call: Call, history: str) -> bool:
    """The list comes from a store that outlives the message: `cl.user_session.get("history")`, `st.session_state`."""
    file = call.file
    root = history.split(".")[0].split("[")[0]
    exprs: list[tuple[Expr, int]] = [
        (binding.value, binding.order) for binding in file.bindings.get((call.site.scope, root), ())
    ]
    for value, order in exprs:
        if order < call.site.order and isinstance(value, CallRef):
            source = call.project.call_at(file, value.id)
            if "session-state" in source.marks or re.search(r"session", source.text):
                return True
    if "." in history or "[" in history:
        for found in file.facts.uses:
            if found.name == root:
                break
        else:
            return False
        values = call.project.resolver.resolve(file, Name(root), call.at)
        return any(isinstance(value, Lib) and "session" in f"{value.path}.{history}" for value in values)
    return False


def _made_by_caller(call: Call, history: str) -> bool:
    """The method itself starts the list anew before the call."""
    return any(
        store.scope == call.site.scope and store.kind == "assign" and store.order < call.site.order
        and chain_of(store.target) == history and isinstance(store.value, (Collection,))
        for store in call.file.facts.stores
    )  # fmt: skip
