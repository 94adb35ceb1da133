"""Asks for the state of a job again and again: without a pause, or with a short one that never grows."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, N, fewer
from greenlint.checks.requests import is_local
from greenlint.footprint.waste import Amount
from greenlint.project import Loop
from greenlint.project.pacing import Wait, wait_in

_ASKS = frozenset({"status", "http", "api"})
_PATIENT = 10  # seconds: a pause that needs no back-off
_SLOW = 60  # seconds: a pause that is not tight, deadline or not


def check(loop: Loop) -> Iterator[Match]:
    if loop.kind != "poll" or not loop.calls or loop.calls[0].function.in_test:
        return
    asking = next((call for call in loop.calls if call.reaching(_ASKS)), None)
    if asking is None or is_local(min(asking.reaching(_ASKS), key=len)[-1]):
        return
    wait = wait_in(loop)
    if wait.pace in ("growing", "unknown"):
        return
    if wait.seconds is not None and wait.seconds >= (_PATIENT if loop.bounded else _SLOW):
        return
    short = wait.pace == "none" or (wait.seconds is not None and wait.seconds < 1)
    if not short and _bounded(loop):
        return
    end = min(asking.reaching(_ASKS), key=len)[-1]
    yield Match(
        asking,
        _reason(wait, short),
        {
            "call": asking.text,
            "loop": loop.text,
            "seconds": _number(wait.seconds),
        },
        waste=fewer("calls", end, N, Amount(0.1, "N")),
        confidence="high" if short or not loop.bounded else "medium",
        level="info" if wait.seconds is not None and wait.seconds >= 5 else None,
    )


def _reason(wait: Wait, short: bool) -> str:
    return "no-wait" if wait.pace == "none" else "default" if short else "fixed"


def _bounded(loop: Loop) -> bool:
    return loop.facts.kind == "for" or loop.bounded


def _number(seconds: float | None) -> str:
    return f"{seconds:g}" if seconds is not None else "?"
