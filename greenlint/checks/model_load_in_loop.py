"""The same weights are loaded on every round of a loop over data."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.invariance import invariant_in
from greenlint.checks.match import Match, chain_text, fewer, times
from greenlint.project import Call, Loop

_KINDS = frozenset({"load"})
_TRAINS = ("fit", "train", "backward", "finetune", "fine_tune", "train_model", "partial_fit", "train_on_batch")


def check(call: Call) -> Iterator[Match]:
    if not call.own_repeats or not (call.kind in _KINDS or call.functions):
        return
    found = invariant_in(call, _KINDS)
    if found is None or _trains(found.loop) or not any(step.kind == "load" for step in found.chain):
        return
    yield Match(
        call,
        found.reason,
        {
            "call": call.text,
            "loop": found.loop.text,
            "chain": chain_text(found.chain),
            "target": ", ".join(found.loop.facts.targets),
            "iterable": call.show(found.loop.facts.test) if found.loop.facts.test is not None else "",
        },
        waste=fewer("loads", found.chain[-1], times(found.loop.size)),
        chain=found.chain[1:],
        confidence="high" if len(found.chain) == 1 else "medium",
    )


def _trains(loop: Loop) -> bool:
    """Cross-validation and training start from fresh weights."""
    return any(call.text.rsplit(".", 1)[-1] in _TRAINS or "grad" in call.marks for call in loop.calls)
