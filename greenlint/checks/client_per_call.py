"""A client built anew for each call: a new connection pool, a new handshake, often never closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from greenlint.checks.match import ONE, Match, times
from greenlint.facts.model import Attribute, CallRef, Name
from greenlint.footprint.waste import Operation, Waste
from greenlint.project import Call, Loop, Repeat
from greenlint.project.caching import guard_test

_ONCE = ("main", "__init__", "__post_init__", "__enter__", "__aenter__", "setup", "setUp", "run_main")
_CLIENT = Operation(kind="client")


def check(call: Call) -> Iterator[Match]:
    if not is_client(call) or call.function.in_test or call.cache or _kept(call):
        return
    callers = sum(not caller.function.in_test for caller in call.function.callers)
    values = {"call": call.text, "function": call.function.name, "count": str(callers)}
    if call.own_rounds:
        loop = call.own_rounds[0].loop
        if loop is not None and not _by_item(call):
            values["loop"] = loop.text
            yield Match(call, "loop", values, waste=_waste(loop.size), level=_level(call, loop))
        return
    if call.function.is_module:
        return
    repeat = _hot(call)
    if repeat is None:
        if _built_to_call(call):
            yield Match(
                call,
                "method" if callers < 2 else "function",
                values,
                waste=_waste(None),
                confidence="medium",
                level="info" if callers < 2 and not _method(call) else _level(call, None),
            )
        return
    in_constructor = call.function.name in ("__init__", "__post_init__")
    reason = "route" if repeat.function is not None else "default"
    handler = repeat.function.name if repeat.function else call.function.name
    loop_text = repeat.loop.text if repeat.loop else repeat.site.text if repeat.site else ""
    yield Match(
        repeat.chain[-1] if in_constructor and repeat.chain else call,
        reason,
        {**values, "function": handler, "loop": loop_text},
        waste=_waste(repeat.size),
        confidence="high" if not in_constructor else "medium",
        level=_level(call, repeat.loop),
        chain=[*repeat.chain[1:], call] if repeat.chain and not in_constructor else [call] if in_constructor else [],
    )


def is_client(call: Call) -> bool:
    return any(call.project.catalog.client(lib.path) for lib in call.libs) or _holds_client(call)


def _holds_client(call: Call) -> bool:
    """A model of a framework builds its client with itself, and may share the connections of others."""
    found = (call.project.catalog.object(lib.path) for lib in call.libs)
    return any(made is not None and made.client for made in found)


def _built_to_call(call: Call) -> bool:
    """A function that takes something, builds the client for it, asks once and throws the client away."""
    function = call.function
    params = [param.name for param in function.scope.params if param.name not in ("self", "cls")]
    if not params or function.contexts & {"startup", "cli", "fixture"} or function.name in _ONCE:
        return False
    if any(call.file.names(arg.value) & set(params) for arg in call.site.args) or _given_away(call):
        return False
    if (
        any(caller.function.is_module and not caller.own_repeats for caller in function.callers)
        and len(function.callers) == 1
    ):
        return False
    used = [
        other for other in function.calls
        if other.origin == call.key and (other.spec is not None or other.receiver in call.bound_names)
    ]  # fmt: skip
    return 0 < len(used) <= 3 and not any(other.loops for other in used)  # more often: worth a client of its own


def _given_away(call: Call) -> bool:
    """The client leaves the function: returned, or stored on something that lives on."""
    if call.site.role == "return":
        return True
    names = set(call.bound_names)
    for leave in call.file.exits_of.get(call.site.scope, ()):
        if leave.value is not None and isinstance(leave.value, Name) and leave.value.id in names:
            return True
    return any(
        store.scope == call.site.scope and isinstance(store.value, (Name, CallRef))
        and ((isinstance(store.value, CallRef) and store.value.id == call.key.index)
             or (isinstance(store.value, Name) and store.value.id in names))
        for store in call.file.facts.stores
    )  # fmt: skip


def _method(call: Call) -> bool:
    return call.file.method_class(call.site.scope) is not None


def _kept(call: Call) -> bool:
    """Kept in a global, or on an object that says when a new one is due (`if self.closed: self.client = ...`)."""
    if set(call.bound_names) & set(call.scope.global_names):
        return True
    file = call.file
    stored = any(
        store.scope == call.site.scope and isinstance(store.target, Attribute)
        and store.value == CallRef(call.key.index)
        for store in file.facts.stores
    )  # fmt: skip
    tests = [file.block(index).test for index in file.within(call.site.block) if file.block(index).kind == "if"]
    return stored and any(isinstance(part, Attribute) for test in tests if test for part in file.parts(test))


def _by_item(call: Call) -> bool:
    """Built from what the loop runs over: another account, another host."""
    loop = call.own_rounds[0].loop
    return loop is not None and any(call.file.names(arg.value) & set(loop.facts.targets) for arg in call.site.args)


def _hot(call: Call) -> Repeat | None:
    for repeat in call.function.rounds:
        if any(step.cache and not _by_round(step, repeat) for step in repeat.chain) or repeat.kind in ("rerun", "task"):
            continue
        return repeat
    return None


def _by_round(step: Call, repeat: Repeat) -> bool:
    """`if not path.exists():` asks about the item of the round: the client is built for each that is new."""
    test = guard_test(step)
    return (
        test is not None
        and repeat.loop is not None
        and bool(step.file is repeat.loop.file and step.file.names(test) & repeat.loop.bound_names)
    )


def _level(call: Call, loop: Loop | None) -> Literal["info"] | None:
    """Where a person sets the pace, few clients are built; a framework's model may share its connections."""
    return "info" if _holds_client(call) or (loop is not None and loop.kind == "interactive") else None


def _waste(size: int | None) -> Waste:
    return Waste(unit="connections", now=times(size), after=ONE, operation=_CLIENT)
