"""Images, speech or video made again for each item or request, without looking for a file that is there already."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, N, chain_text, fewer, times
from greenlint.checks.prompts import pieces, static_text
from greenlint.facts.model import Attribute, CallRef
from greenlint.footprint.waste import Amount
from greenlint.project import Call, Function

KINDS = frozenset({"image", "speech", "video"})
_FEW = 8  # items of a fixed list in a script


def check(call: Call) -> Iterator[Match]:
    if call.function.in_test or call.cache:
        return
    if call.own_repeats:
        yield from _in_loop(call)
    elif call.kind in KINDS and not call.function.is_module:
        yield from _in_handler(call)


def _in_loop(call: Call) -> Iterator[Match]:
    loop = call.own_repeats[0].loop
    chains = [chain for chain in call.reaching(KINDS) if not any(step.cache for step in chain)]
    if loop is None or not chains or (loop.size is not None and loop.size <= _FEW):
        return
    if any(around.kind in ("interactive", "stream", "agent-turn") for around in call.loops):
        return
    chain = min(chains, key=len)
    if not any(call.file.names(arg.value) & loop.bound_names for arg in call.site.args):
        return  # nothing varies: another rule says so
    yield Match(
        call,
        "wrapper" if len(chain) > 1 else "default",
        {"call": call.text, "loop": loop.text, "chain": chain_text(chain)},
        waste=fewer("calls", chain[-1], times(loop.size), Amount(1, "V")),
        chain=chain[1:],
        confidence="medium",
    )


def _in_handler(call: Call) -> Iterator[Match]:
    repeat = next(
        (r for r in call.function.repeats if r.kind in ("route", "event", "task") or r.loop is not None), None
    )
    if repeat is None or any(step.cache or step.function.is_cached for step in repeat.chain):
        return
    handler = repeat.function or call.function
    constant = static_text(pieces(call, ("prompt", "input"))) is not None
    if constant:
        yield Match(call, "constant", {"call": call.text, "function": handler.name}, waste=fewer("calls", call, N))
    elif repeat.kind == "route" and _reads_only(handler):
        yield Match(
            call,
            "route",
            {"call": call.text, "function": handler.name},
            waste=fewer("calls", call, N, Amount(1, "V")),
            chain=[*repeat.chain, call],
            confidence="medium",
        )


def _reads_only(handler: Function) -> bool:
    """`@app.get(...)`: the same address may be asked for again and gives the same thing."""
    for decorator in handler.scope.decorators:
        func = handler.file.facts.calls[decorator.id].func if isinstance(decorator, CallRef) else decorator
        if isinstance(func, Attribute) and func.name == "get":
            return True
    return False
