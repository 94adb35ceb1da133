"""Weights loaded again on each request, task or round."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, N, chain_text, fewer
from greenlint.project import Call, Repeat


def check(call: Call) -> Iterator[Match]:
    if call.kind != "load" or call.function.is_module or call.function.in_test or call.own_repeats:
        return
    if call.cache or kept(call):
        return
    repeat = first_hot(call)
    if repeat is None:
        return
    reason = {"route": "route", "event": "route", "task": "task", "apply": "apply"}.get(repeat.kind, "default")
    if repeat.kind == "rerun":
        return  # model-call-on-rerun speaks of Streamlit
    if reason == "default" and repeat.loop is None:
        reason = "wrapper"
    handler = repeat.function or call.function
    yield Match(
        call,
        reason,
        {
            "call": call.text,
            "function": handler.name if reason in ("route", "task") else call.function.name,
            "loop": repeat.loop.text if repeat.loop else "",
            "iterable": repeat.site.text if repeat.site else "",
            "chain": chain_text([*repeat.chain, call]),
        },
        waste=fewer("loads", call, N),
        chain=[*repeat.chain[1:], call] if repeat.chain else [],
        confidence="high" if repeat.kind in ("loop", "route") else "medium",
    )


def kept(call: Call) -> bool:
    """The load is kept for later calls: in a global, or on an object that itself lives on."""
    names = set(call.bound_names)
    if names & set(call.scope.global_names):
        return True
    return call.function.is_cached


def first_hot(call: Call) -> Repeat | None:
    """The first repetition on whose way nothing is cached or guarded."""
    for repeat in call.function.repeats:
        if any(step.cache for step in repeat.chain) or any(step.function.is_cached for step in repeat.chain):
            continue
        if repeat.loop is not None and repeat.size is not None and repeat.size <= 1:
            continue
        return repeat
    return None
