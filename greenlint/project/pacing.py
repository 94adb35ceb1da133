"""How a loop waits between two rounds, and how a retry decorator does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from greenlint.facts.model import CallRef, Const, Expr, Name
from greenlint.project.own_retries import own_retry
from greenlint.project.render import render
from greenlint.project.values import Lib
from greenlint.project.view import At, FileView

if TYPE_CHECKING:
    from greenlint.project.calls import Call
    from greenlint.project.functions import Function
    from greenlint.project.loops import Loop
    from greenlint.project.project import Project

Pace = Literal["none", "fixed", "growing", "unknown"]


@dataclass(frozen=True)
class Wait:
    """`seconds` when the code states them."""

    pace: Pace
    seconds: float | None = None
    call: Call | None = None


def wait_in(loop: Loop) -> Wait:
    """The wait of each round: none, the same each time, or one that grows (back-off, jitter, Retry-After)."""
    sleeps = [call for call in loop.calls if call.marks & {"wait", "random-wait"}]
    if not sleeps:
        if loop.waits:
            return Wait("unknown")
        return Wait("none")
    found = [_pace(loop, call) for call in sleeps]
    for pace in ("growing", "unknown"):
        for wait in found:
            if wait.pace == pace:
                return wait
    return max(found, key=lambda wait: wait.seconds or 0)


def _pace(loop: Loop, call: Call) -> Wait:
    if "random-wait" in call.marks:
        return Wait("growing", None, call)
    expr = call.plain_args[0].value if call.plain_args else call.arg("seconds") or call.arg("timeout")
    if expr is None:
        return Wait("unknown", None, call)
    moving = loop.bound_names & call.file.names(expr)
    if moving or any(
        isinstance(part, CallRef) and call.project.call_at(call.file, part.id).marks & {"random", "random-wait"}
        for part in call.file.parts(expr)
    ):
        return Wait("growing", None, call)
    seconds = _seconds(call.project, call.file, expr, call.at)
    for inner in call.loops[: call.loops.index(loop)] if loop in call.loops else ():
        if inner.facts.kind == "for" and seconds is not None:  # a countdown: `for _ in range(60): sleep(1)`
            if inner.size is None:
                return Wait("unknown", None, call)
            seconds *= inner.size
    return Wait("fixed" if seconds is not None or isinstance(expr, Const) else "unknown", seconds, call)


def _seconds(project: Project, file: FileView, expr: Expr, at: At) -> float | None:
    value = project.constant(file, expr, at)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


@dataclass(frozen=True)
class RetryPolicy:
    """A retry decorator: does it stop, how does it wait, how many attempts does it make?"""

    decorator: Call | None
    text: str
    stops: bool | None  # None: passed as a variable, cannot be seen
    pace: Pace
    attempts: int | None = None
    seconds: float | None = None  # of a fixed wait


def retry_policy(function: Function) -> RetryPolicy | None:
    """The retry decorator of a function, read by what its library defaults to; or one that the project wrote."""
    for decorator in function.scope.decorators:
        marks = function.project.marks_of(function.file, decorator, function.at)
        if "retry-decorator" not in marks:
            loop = own_retry(function, decorator)
            if loop is not None:
                return _written_here(function, decorator, loop)
            continue
        if not isinstance(decorator, CallRef):
            return _bare(function, decorator)
        return _configured(function.project.call_at(function.file, decorator.id))
    return None


def _written_here(function: Function, decorator: Expr, loop: Loop) -> RetryPolicy:
    """A decorator of the project: whether it ever stops is not said unless its loop counts."""
    wait = wait_in(loop)
    call = function.project.call_at(function.file, decorator.id) if isinstance(decorator, CallRef) else None
    text = call.text if call is not None else render(function.file, decorator)
    rounds = _rounds(call, loop) if call is not None else None
    return RetryPolicy(call, text, loop.bounded or None, wait.pace, rounds or loop.size, wait.seconds)


def _rounds(call: Call, loop: Loop) -> int | None:
    """`range(times)`, where `times` is what this very decorator is given."""
    last = loop.range_args[-1] if loop.range_args else None
    if not isinstance(last, Name):
        return None
    for fn in call.functions:
        for place, param in enumerate(fn.facts.params):
            if param.name == last.id:
                return _whole(call, param.name) or _first(call, place)
    return None


def _bare(function: Function, decorator: Expr) -> RetryPolicy:
    text = render(function.file, decorator)
    path = next((v.path for v in function.project.resolver.resolve(function.file, decorator, function.at)
                 if isinstance(v, Lib)), "")  # fmt: skip
    endless = path in ("tenacity.retry", "retrying.retry", "retry.retry")
    return RetryPolicy(None, text, not endless, "none" if endless else "unknown")


def _configured(call: Call) -> RetryPolicy:
    """tenacity stops on `stop=`, backoff on `max_tries=` or `max_time=`, retry and retrying on theirs."""
    root = call.path.split(".")[0]
    given = {arg.name for arg in call.site.args if arg.name}
    if "**" in given:
        return RetryPolicy(call, call.text, None, "unknown")
    if root == "tenacity":
        attempts = _attempts(call, call.arg("stop"))
        wait = call.arg("wait")
        pace: Pace = "none" if wait is None else _tenacity_pace(call, wait)
        return RetryPolicy(call, call.text, "stop" in given, pace, attempts, _fixed_seconds(call, wait))
    if root == "backoff":
        constant = bool(call.plain_args) and "constant" in call.show(call.plain_args[0].value)
        return RetryPolicy(call, call.text, bool(given & {"max_tries", "max_time"}), "fixed" if constant else "growing",
                           _whole(call, "max_tries"))  # fmt: skip
    if root == "retry":
        tries = _whole(call, "tries") or _first(call, 1)
        grows = bool(given & {"backoff", "jitter"})
        return RetryPolicy(
            call,
            call.text,
            tries is not None and tries > 0,
            "growing" if grows else "fixed" if "delay" in given else "none",
            tries,
        )
    if root == "retrying":
        stops = bool(given & {"stop_max_attempt_number", "stop_max_delay", "stop"})
        grows = any(name.startswith(("wait_exponential", "wait_random")) for name in given)
        return RetryPolicy(call, call.text, stops, "growing" if grows else "fixed" if "wait_fixed" in given else "none")
    return RetryPolicy(call, call.text, None, "unknown")


def _tenacity_pace(call: Call, wait: Expr) -> Pace:
    marks = call.project.marks_of(call.file, wait, call.at)
    if "retry-wait" in marks:
        return "growing"
    if "retry-wait-fixed" in marks:
        return "fixed"
    inner = (call.project.call_at(call.file, part.id) for part in call.file.parts(wait) if isinstance(part, CallRef))
    return "growing" if any("retry-wait" in found.marks for found in inner) else "unknown"


def _fixed_seconds(call: Call, wait: Expr | None) -> float | None:
    if not isinstance(wait, CallRef):
        return None
    inner = call.project.call_at(call.file, wait.id)
    given = inner.plain_args[0].value if inner.plain_args else inner.arg("wait")
    return _seconds(call.project, inner.file, given, inner.at) if given is not None else None


def _attempts(call: Call, stop: Expr | None) -> int | None:
    for part in call.file.parts(stop) if stop is not None else ():
        if isinstance(part, CallRef):
            inner = call.project.call_at(call.file, part.id)
            if inner.path.endswith("stop_after_attempt"):
                return _first(inner, 0) or _whole(inner, "max_attempt_number")
    return None


def _whole(call: Call, name: str) -> int | None:
    expr = call.arg(name)
    value = call.project.constant(call.file, expr, call.at) if expr is not None else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _first(call: Call, position: int) -> int | None:
    expr = call.arg(None, position)
    value = call.project.constant(call.file, expr, call.at) if expr is not None else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
