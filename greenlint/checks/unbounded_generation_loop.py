"""A loop around a model call that only the model's own answers can end."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import N, ONE, Match, chain_text, fewer
from greenlint.facts.model import Const
from greenlint.project import Call, Loop

KINDS = frozenset({"chat", "image", "video", "speech"})
_PACED = {"interactive", "stream", "batch", "pagination", "retry", "poll"}


def check(loop: Loop) -> Iterator[Match]:
    if loop.facts.kind != "while" or loop.kind in _PACED or loop.bounded:
        return
    function = loop.calls[0].function if loop.calls else None
    if function is None or function.in_test:
        return
    for call in loop.calls:
        inner = call.loops[0] if call.loops else None
        chains = call.reaching(KINDS)
        if not chains or (inner is not loop and inner is not None and inner.facts.kind == "while"):
            continue
        if _served(loop, call):
            return
        chain = min(chains, key=len)
        reason = "tools" if _until_tools_stop(loop, call) else "wrapper" if len(chain) > 1 else "default"
        yield Match(
            call,
            reason,
            {"call": call.text, "loop": loop.text, "chain": chain_text(chain)},
            waste=fewer("calls", chain[-1], N, ONE, bounded=True),
            chain=chain[1:],
            confidence="high" if len(chain) == 1 or loop.kind == "agent-turn" else "medium",
        )
        return


def _served(loop: Loop, call: Call) -> bool:
    """A server's or a worker's loop: it never means to end, something outside feeds it."""
    endless = isinstance(loop.facts.test, Const) and not loop.exits
    return endless and (loop.waits or loop.has_mark("event", "human", "wait"))


def _until_tools_stop(loop: Loop, call: Call) -> bool:
    text = loop.text + " ".join(call.show(test) for leave in loop.exits for test in loop.exit_tests(leave))
    return "tool" in text or "finish_reason" in text or "stop_reason" in text
