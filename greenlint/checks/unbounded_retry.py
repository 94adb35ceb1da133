"""A retry that never gives up: on a wrong key it repeats the same failing call for ever."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, N, chain_text, fewer
from greenlint.checks.recursion import derived
from greenlint.facts.model import Expr
from greenlint.footprint.waste import Amount
from greenlint.project import Call, Function, Loop, Project
from greenlint.project.calls import MODEL_KINDS, REMOTE_KINDS
from greenlint.project.pacing import retry_policy

KINDS = MODEL_KINDS | REMOTE_KINDS | {"agent"}


def check(project: Project) -> Iterator[Match]:
    for loop in project.costly_loops:
        if loop.kind == "retry" and not loop.bounded and loop.calls and not loop.calls[0].function.in_test:
            call = retried(loop.calls)
            if call is not None and not _gives_up(loop):
                chain = min(call.reaching(KINDS), key=len)
                yield Match(call, "default", {"call": call.text, "loop": loop.text, "chain": chain_text(chain)},
                            waste=fewer("calls", chain[-1], N, Amount(5), bounded=True), chain=chain[1:])  # fmt: skip
    for function in project.costly_functions:
        policy = retry_policy(function)
        if policy is None or policy.stops is not False or function.in_test:
            continue
        call = retried_by_decorator(function)
        if call is not None:
            chain = min(call.reaching(KINDS), key=len)
            values = {"call": call.text, "function": function.name, "decorator": policy.text}
            waste = fewer("calls", chain[-1], N, Amount(5), bounded=True)
            yield Match(policy.decorator or call, "decorator", values, waste=waste, chain=chain)


def _gives_up(loop: Loop) -> bool:
    """A handler leaves on a condition of its own: `except Busy: if pause.over(): raise`, not `if error.code == 401`."""
    for leave in loop.exits:
        tests: list[Expr] = []
        for index in loop.file.within(leave.block):
            block = loop.file.block(index)
            if index == loop.index:
                break
            if block.kind in ("if", "else") and block.test is not None:
                tests.append(block.test)
            if block.kind == "except":
                error = derived(loop.file, loop.scope, set(block.targets))
                if any(not loop.file.names(test) & error and loop.file.names(test) for test in tests):
                    return True
                break
    return False


def retried(calls: list[Call]) -> Call | None:
    """The costly call that is tried again: a model call rather than a request."""
    found = [(call, call.reaching(KINDS)) for call in calls]
    costly = [(call, chains) for call, chains in found if chains]
    model = [call for call, chains in costly if any(chain[-1].is_model for chain in chains)]
    return model[0] if model else costly[0][0] if costly else None


def retried_by_decorator(function: Function) -> Call | None:
    """The costly call whose errors reach the retry decorator of its function."""
    return retried([call for call in function.calls if not _swallowed(call)])


def _swallowed(call: Call) -> bool:
    """Every error of the call is caught in the function and not raised again: the decorator never sees one."""
    file = call.file
    for index in file.within(call.site.block):
        block = file.block(index)
        if block.kind != "try":
            continue
        arms = enumerate(file.facts.blocks)
        handlers = [other for other, arm in arms if arm.kind == "except" and arm.group == block.group]
        caught = [call.show(test) if (test := file.block(other).test) is not None else "" for other in handlers]
        raises = [leave.block for leave in file.exits_of.get(call.site.scope, ()) if leave.kind == "raise"]
        if any(text in ("", "Exception", "BaseException") for text in caught):
            return not any(other in file.within(inner) for inner in raises for other in handlers)
    return False
