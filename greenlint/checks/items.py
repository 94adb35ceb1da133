"""Shared by the rules on one model call for each item: a call in a data loop whose prompt varies from item to item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from greenlint.checks.invariance import invariant_in
from greenlint.facts.model import Attribute, Const, Name, Operation
from greenlint.project import Call, Loop
from greenlint.project.dataflow import inputs

KINDS = frozenset({"chat", "classify", "rerank"})
_TURNS = {"history", "conversation", "tools", "functions"}


@dataclass(frozen=True)
class PerItem:
    loop: Loop
    chain: list[Call]  # the call in the loop, down to the one that costs


def per_item(call: Call) -> PerItem | None:
    """The call and its loop, when the rounds do not depend on each other and nothing answers for the model."""
    if not call.own_repeats or call.function.in_test or call.cache or (call.spec is None and not call.functions):
        return None
    loop = call.own_repeats[0].loop
    if loop is None or call.loops[0] is not loop or call.site.role == "iterate" or _gathered(call):
        return None
    if any(around.kind in ("interactive", "agent-turn", "stream") for around in call.loops):
        return None
    if _left(call, loop) or _carried(call, loop) or _dispatched(call, loop):
        return None
    chains = [
        chain for chain in call.reaching(KINDS) if not any(_other(step) for step in chain[1:]) and _plain(chain[-1])
    ]
    if not chains or not any(_varies(call, loop, expr_names) for expr_names in _names(call)):
        return None
    if invariant_in(call, KINDS) is not None:
        return None
    return PerItem(loop, min(chains, key=len))


def first_in_loop(call: Call, found: PerItem) -> bool:
    """Several calls for one item are told once, at the first."""
    return not any(
        other.site.order < call.site.order and other.loops[:1] == [found.loop] and per_item(other) is not None
        for other in found.loop.calls
    )


def _dispatched(call: Call, loop: Loop) -> bool:
    """Under `if item["kind"] == "summarise"`: a step of a plan, not one item among its likes."""
    file = call.file
    for index in file.within(call.site.block):
        if index == loop.index:
            return False
        test = file.block(index).test
        compared = isinstance(test, Operation) and test.op in ("==", "in") and test.operands
        if file.block(index).kind in ("if", "else", "case") and any(
            isinstance(part, Const) and isinstance(part.value, str) for part in compared or ()
        ):
            return True
    return False


def _gathered(call: Call) -> bool:
    """A coroutine that is collected, not awaited: sent all at once."""
    return not call.site.awaited and any(fn.facts.is_async for fn in call.functions)


def _names(call: Call) -> Iterator[set[str]]:
    for expr in inputs(call):
        yield call.file.names(expr)


def _varies(call: Call, loop: Loop, names: set[str]) -> bool:
    return bool(names & loop.bound_names)


def _plain(end: Call) -> bool:
    """One question, one answer: no tools, no conversation."""
    if any(end.args.get(role).given for role in _TURNS):  # type: ignore[arg-type]
        return False
    return not end.path.rsplit(".", 1)[-1].startswith("send_message")


def _other(step: Call) -> bool:
    """Cached on the way, or repeated there: the inner loop is the one to name."""
    return bool(step.cache or step.function.is_cached) or any(
        not (loop.kind == "retry" or (loop.kind == "condition" and loop.bounded)) for loop in step.loops
    )


def _left(call: Call, loop: Loop) -> bool:
    """An answer can end the loop: the items after it are spared."""
    return any(leave.kind in ("break", "return") and leave.order > call.site.order for leave in loop.exits)


def _carried(call: Call, loop: Loop) -> bool:
    """What goes in depends on the round before: a running summary, a growing list, a state that is written."""
    file = call.file
    names = set[str]().union(*_names(call)) - set(loop.facts.targets)
    inside = [b for b in file.facts.bindings if b.scope == loop.scope and file.encloses(loop.index, b.order)]
    for name in names:
        fresh = any(
            b.name == name and b.kind not in ("augment", "delete") and b.order < call.site.order for b in inside
        )
        if fresh:
            names = names | {n for b in inside if b.name == name for n in file.names(b.value)} - set(loop.facts.targets)
    for name in names:
        bound = [b for b in inside if b.name == name]
        if any(b.kind not in ("augment", "delete") and b.order < call.site.order for b in bound):
            continue
        if bound or _mutated(call, loop, name):
            return True
    return False


def _mutated(call: Call, loop: Loop, name: str) -> bool:
    """A list or dict made before the loop that a round changes, and that goes into the call."""
    file = call.file
    if any(
        loop.facts.start <= store.order < loop.facts.end for store in file.stores_on.get(name, ()) if name != "self"
    ):
        return True
    if name == "self":
        return False
    for index in file.mutations(loop.scope, name):
        site = file.facts.calls[index]
        plain = isinstance(site.func, Attribute) and isinstance(site.func.base, Name)
        if plain and file.encloses(loop.index, site.order):
            return True
    return False
