"""Tries again at once, or after the same short pause: what is overloaded stays overloaded."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, chain_text, fewer, times
from greenlint.checks.unbounded_retry import KINDS, retried, retried_by_decorator
from greenlint.footprint.waste import Amount
from greenlint.project import Project
from greenlint.project.pacing import retry_policy, wait_in

_PATIENT = 10  # seconds


def check(project: Project) -> Iterator[Match]:
    for loop in project.costly_loops:
        if loop.kind != "retry" or not loop.calls or loop.calls[0].function.in_test:
            continue
        call = retried(loop.calls)
        wait = wait_in(loop)
        if call is None or wait.pace in ("growing", "unknown"):
            continue
        if wait.seconds is not None and wait.seconds >= _PATIENT and loop.bounded:
            continue
        if wait.pace == "none" and loop.bounded and (loop.size or 0) <= 3 and loop.size is not None:
            continue
        chain = min(call.reaching(KINDS), key=len)
        reason = "default" if wait.pace == "none" else "fixed"
        seconds = f"{wait.seconds:g}" if wait.seconds is not None else "?"
        yield Match(
            call,
            reason,
            {"call": call.text, "loop": loop.text, "seconds": seconds, "chain": chain_text(chain)},
            waste=fewer("calls", chain[-1], times(loop.size), Amount(1), bounded=True),
            chain=chain[1:],
            confidence="high" if not loop.bounded else "medium",
            level="info" if loop.bounded or (wait.seconds or 0) >= _PATIENT else None,
        )
    for function in project.costly_functions:
        policy = retry_policy(function)
        if policy is None or policy.pace not in ("none", "fixed") or policy.decorator is None or function.in_test:
            continue
        if policy.stops and (policy.seconds or 0) >= _PATIENT:
            continue
        call = retried_by_decorator(function)
        if call is not None:
            chain = min(call.reaching(KINDS), key=len)
            yield Match(
                policy.decorator, "decorator",
                {"call": call.text, "function": function.name, "decorator": policy.text, "chain": chain_text(chain)},
                waste=fewer("calls", chain[-1], times(policy.attempts), Amount(1), bounded=True), chain=chain,
                level=None if policy.pace == "none" else "info", confidence="medium",
            )  # fmt: skip
