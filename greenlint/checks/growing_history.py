"""A message list that only grows and goes to the model whole each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from greenlint.checks.histories import MAKERS, chain_of, growing, trimmed, wholes
from greenlint.checks.match import Match, fewer
from greenlint.checks.owned_histories import kept_elsewhere
from greenlint.facts.model import CallRef, Collection, Expr, Name
from greenlint.footprint.waste import Amount
from greenlint.project import Call, Loop
from greenlint.project.values import Fn, Lib
from greenlint.project.view import FileView

_SHORTENS = frozenset({"trim", "compaction", "memory-window"})
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
    for expr in _sent(call):
        seen = _seen(call, expr)
        if seen is not None:
            counted = "count" in seen.values or seen.values.get("loop", "").startswith("for ")
            yield Match(
                seen.at,
                seen.reason,
                {"names": seen.history, "call": seen.at.text, **seen.values},
                waste=fewer("tokens", call, Amount(1, "N", 2), Amount(1, "N")),
                confidence="medium" if counted else "high",
                level="info" if counted else None,
                chain=[call] if seen.at is not call else [],
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


class _Seen(NamedTuple):
    """A history that grows, and the call that sends it: the model call, or the caller that hands the list on."""

    at: Call
    history: str
    reason: str
    values: dict[str, str]


def _seen(call: Call, expr: Expr) -> _Seen | None:
    history = chain_of(expr)
    if history is not None and not trimmed(call.file, history):
        found = _growth(call, history)
        if found is not None:
            return _Seen(call, history, *found)
        at_caller = _growth_at_caller(call, history)
        if at_caller is not None:
            return at_caller
    if kept_elsewhere(call, expr):
        return _Seen(call, call.show(expr), "attribute", {"function": call.function.name})
    return None


def _growth_at_caller(call: Call, history: str, depth: int = 0) -> _Seen | None:
    """The list is a parameter: a caller keeps it in a session or lets it grow in its own loop."""
    scope = call.scope
    if not any(param.name == history for param in scope.params):
        return None
    for key, given in call.project.resolver.passed(call.function.fn, history):
        caller = call.project.call(key)
        if caller.function.in_test:
            continue
        sent = wholes(caller, given)
        for expr in sent:
            name = chain_of(expr)
            if name is None or trimmed(caller.file, name):
                continue
            found = _growth(caller, name)
            if found is not None:  # a loop is told where it stands
                return _Seen(caller if "loop" in found[1] else call, name, *found)
            further = _growth_at_caller(caller, name, depth + 1) if depth < _CALLERS else None
            if further is not None:
                return further if "loop" in further.values else further._replace(at=call)
        if any(kept_elsewhere(caller, expr) for expr in sent):
            return _Seen(call, caller.show(given), "attribute", {"function": caller.function.name})
    return None


def _sent(call: Call) -> list[Expr]:
    """Lists that go into the prompt whole: `messages`, `self.history`, parts of `system + history`."""
    found: list[Expr] = []
    for role in ("prompt", "history", "input"):
        given = call.args.get(role)
        if given.expr is not None and given.file is call.file:
            found += wholes(call, given.expr)
    return list(dict.fromkeys(found))


def _growth(call: Call, history: str) -> tuple[str, dict[str, str]] | None:
    """How the list grows between two calls, and stays: in a loop, in a session, on an object, in a global."""
    file = call.file
    grown = list(growing(file, history))
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
        if all(file.scope(scope).name in MAKERS for _, scope in grown):
            return None  # filled once, when the object is made
        return ("attribute", {"function": call.function.name}) if not _made_by_caller(call, history) else None
    of_module = root == history and call.site.scope > 0 and (0, root) in file.bindings
    if of_module and file.global_name(call.site.scope, root) and any(s and file.global_name(s, root) for _, s in grown):
        return "attribute", {"function": call.function.name}
    return None


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
