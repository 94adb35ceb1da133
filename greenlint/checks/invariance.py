"""Shared by the loop-invariant rules: a costly call in a data loop, none of whose inputs changes there."""

from __future__ import annotations

from dataclasses import dataclass

from greenlint.checks.remember import remembered
from greenlint.facts.model import Attribute, Name
from greenlint.project import Call, Loop
from greenlint.project.dataflow import Region, inputs

_TIMERS = ("time.perf_counter", "time.perf_counter_ns", "timeit.default_timer")


@dataclass(frozen=True)
class Invariant:
    loop: Loop
    chain: list[Call]  # the call in the loop, down to the one that costs
    reason: str  # default, wrapper, comprehension


def invariant_in(call: Call, kinds: frozenset[str]) -> Invariant | None:
    """The outermost data loop in which the call stays the same, when it certainly does."""
    if not call.own_repeats or call.function.in_test or _timed(call):
        return None
    chains = call.reaching(kinds)
    if not chains or call.cache or call.site.role == "iterate":
        return None
    chain = min(chains, key=len)
    if len(chain) > 1 and not _pure_wrapper(chain):
        return None
    loop = call.own_repeats[0].loop
    if loop is None or call.loops[0] is not loop or _leaves(call, loop) or _handled(call, loop):
        return None
    region = Region.of_loop(call, loop)
    if any(region.varying(expr) for expr in inputs(call)) or not _settled(call):
        return None
    names = set().union(*(call.file.names(expr) for expr in inputs(call)), set())
    if region.handed_on(names) or loop.size == 1:
        return None
    reason = "wrapper" if len(chain) > 1 else "comprehension" if loop.facts.kind == "comprehension" else "default"
    return Invariant(loop, chain, reason)


def _settled(call: Call) -> bool:
    """Every argument can be seen: no `*args` or `**kwargs`."""
    return not any(arg.name in ("*", "**") for arg in call.site.args)


def _pure_wrapper(chain: list[Call]) -> bool:
    """The functions on the way keep no state: they answer the same to the same arguments."""
    for step in chain[1:]:
        function = step.function
        if any(
            store.scope == function.fn.scope and isinstance(store.target, Attribute)
            for store in function.file.facts.stores
        ):
            return False
        if function.is_cached or step.cache:
            return False
        for inner in function.calls:
            func = inner.site.func
            if inner.marks & {"clock", "random", "identifier", "file-read", "human", "event"}:
                return False
            if isinstance(func, Attribute) and func.name in ("append", "extend", "pop", "add", "write"):
                base = func.base
                local = isinstance(base, Name) and (function.fn.scope, base.id) in function.file.bindings
                if not local:
                    return False
    return True


def _leaves(call: Call, loop: Loop) -> bool:
    """The loop is left after the call: it rarely has a second round."""
    return any(leave.kind in ("break", "return") and leave.order > call.site.order for leave in loop.exits)


def _handled(call: Call, loop: Loop) -> bool:
    """A `try` inside the loop handles the call item by item."""
    return any(call.file.encloses(block, call.site.order) for block in loop.tries)


def _timed(call: Call) -> bool:
    """Benchmarks repeat a call to time it."""
    return any(map(_times, call.loops))


@remembered
def _times(loop: Loop) -> bool:
    return any("timing" in other.marks or other.path in _TIMERS for other in loop.calls)
