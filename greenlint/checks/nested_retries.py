"""A retry around a client that already retries: attempts multiply when a service is down."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, fewer
from greenlint.checks.unbounded_retry import KINDS, retried, retried_by_decorator
from greenlint.footprint.waste import Amount
from greenlint.project import Call, Loop, Project
from greenlint.project.pacing import retry_policy

_DEFAULT = 5  # attempts assumed where the outer retry states none


def check(project: Project) -> Iterator[Match]:
    for loop in project.costly_loops:
        if loop.kind == "retry" and loop.calls and not loop.calls[0].function.in_test:
            call = retried(loop.calls)
            if call is not None and any(loop.file.encloses(block, call.site.order) for block in loop.tries):
                yield from _nested(call, loop.text, loop.size, call, "default", _function_name(loop))
    for function in project.costly_functions:
        policy = retry_policy(function)
        if policy is None or function.in_test:
            continue
        call = retried_by_decorator(function)
        if call is not None:
            yield from _nested(call, policy.text, policy.attempts, policy.decorator or call, "decorator", function.name)


def _nested(call: Call, outer: str, attempts: int | None, at: Call, reason: str, function: str) -> Iterator[Match]:
    end = min(call.reaching(KINDS), key=len)[-1]
    inner = own_attempts(end)
    if inner <= 1 or not end.is_model:
        return
    outer_count = attempts or _DEFAULT
    yield Match(
        at,
        reason,
        {
            "call": end.text, "loop": outer, "decorator": outer, "function": function,
            "count": str(inner), "attempts": str(attempts) if attempts else "N",
            "total": str(outer_count * inner) if attempts else f"N × {inner}",
        },
        waste=fewer("calls", end, Amount(outer_count * inner), Amount(outer_count), bounded=True),
        confidence="medium",
        chain=[end] if end is not at else [],
    )  # fmt: skip


def own_attempts(call: Call) -> int:
    """Attempts that the client behind a call makes by itself: 1 + its retries."""
    if call.origin is None:
        return _by_default(call)
    maker = call.project.call(call.origin)
    for lib in maker.libs:
        spec = call.project.catalog.client(lib.path) or call.project.catalog.object(lib.path)
        if spec is None:
            continue
        given = maker.arg(spec.retries_arg) if spec.retries_arg else None
        if given is not None:
            value = call.project.constant(maker.file, given, maker.at)
            return 1 + value if isinstance(value, int) else 1
        return 1 + spec.retries
    return 1


def _by_default(call: Call) -> int:
    """A client that is handed in makes the attempts of its library, unless some code of the project sets them."""
    head = call.path
    while "()" in head:
        head = head.rpartition("()")[0]
        spec = call.project.catalog.client(head)
        if spec is not None:
            return 1 if _sets(call.project, spec.retries_arg) else 1 + spec.retries
    return 1


def _sets(project: Project, name: str) -> bool:
    return any(
        arg.name in (name, name.split(".")[0])
        for file in project.files.values()
        for site in file.facts.calls
        for arg in site.args
    )


def _function_name(loop: Loop) -> str:
    return loop.calls[0].function.name
