"""A loop or a recursion around a model call that only the model's own answers can end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.match import ONE, Match, N, chain_text, fewer
from greenlint.checks.recursion import derived, unbounded_recursions
from greenlint.facts.model import Attribute, CallRef, Const, Expr, Name, Operation, Part
from greenlint.project import Call, Loop, Project

KINDS = frozenset({"chat", "image", "video", "speech"})
_LIMIT = re.compile(r"max|limit|budget|deadline|timeout|quota", re.I)
_LAST = re.compile(r"last_|max|limit|exceed|budget|time[d_]*out|expired|exhausted|too_many", re.I)
_PACED = {"interactive", "stream", "batch", "pagination", "retry", "poll"}


def check(project: Project) -> Iterator[Match]:
    for loop in project.costly_loops:
        if loop.facts.kind == "while":
            yield from _around(loop)
    for call, again, chain in unbounded_recursions(project, KINDS):
        yield Match(
            call,
            "recursion",
            {"function": call.function.name, "call": call.text},
            waste=fewer("calls", chain[-1], N, ONE, bounded=True),
            chain=chain[1:],
            related=[again],
            confidence="medium",
        )


def _around(loop: Loop) -> Iterator[Match]:
    filtered = loop.bounded and _filters_answers(loop)
    if loop.kind in _PACED or (loop.bounded and not filtered):
        return
    if not loop.calls or loop.calls[0].function.in_test:
        return
    found = [
        (call, min(chains, key=len)) for call in loop.calls if _here(loop, call) and (chains := call.reaching(KINDS))
    ]
    if not found or _steps_through(loop) or any(_served(loop, call) for call, _ in found) or _works_on(loop, found):
        return
    if not filtered and (_limited(loop) or _data_decides(loop, [call for call, _ in found])):
        return
    call, chain = found[0]
    reason = "tools" if _until_tools_stop(loop, call) else "wrapper" if len(chain) > 1 else "default"
    yield Match(
        call,
        "filter" if filtered else reason,
        {"call": call.text, "loop": loop.text, "chain": chain_text(chain)},
        waste=fewer("calls", chain[-1], N, ONE, bounded=True),
        chain=chain[1:],
        related=[other for other, _ in found[1:]],
        confidence="medium" if filtered or (len(chain) > 1 and loop.kind != "agent-turn") else "high",
        level="info" if filtered else None,
    )


def _here(loop: Loop, call: Call) -> bool:
    """Not inside another `while` of this loop, which is looked at by itself."""
    inner = call.loops[0] if call.loops else None
    return inner is loop or inner is None or inner.facts.kind != "while"


def _served(loop: Loop, call: Call) -> bool:
    """A server's or a worker's loop: it never means to end, something outside feeds it."""
    endless = isinstance(loop.facts.test, Const) and not loop.exits
    return endless and (loop.waits or loop.has_mark("event", "human", "wait"))


def _works_on(loop: Loop, found: list[tuple[Call, list[Call]]]) -> bool:
    """A worker that pauses each round until it is told to stop: `while self.running: sleep(60); self.reflect()`."""
    if not any("wait" in call.marks and call.loops[:1] == [loop] and _takes_time(call) for call in loop.calls):
        return False
    file = loop.file
    said = derived(file, loop.scope, {name for call, _ in found for name in call.bound_names})
    said |= {
        other.receiver for other in loop.calls
        if other.receiver and any(file.names(arg.value) & said for arg in other.site.args)
    }  # fmt: skip
    parts = [part for test in loop.tests for part in file.parts(test)]
    asked = [CallRef(call.key.index) for call, _ in found]
    if any((isinstance(part, Name) and part.id in said) or part in asked for part in parts):
        return False
    flags = {part.name for part in parts if isinstance(part, Attribute)}
    return not any(  # `self.done = ...` in the loop, or in what it calls
        isinstance(store.target, Attribute) and store.target.name in flags and store.scope == step.site.scope
        and (step is not chain[0] or file.encloses(loop.index, store.order))
        for _, chain in found for step in chain for store in step.file.facts.stores
    )  # fmt: skip


def _takes_time(call: Call) -> bool:
    """Not `asyncio.sleep(0)`, which only lets others run."""
    return not (call.plain_args and call.plain_args[0].value == Const(0))


def _limited(loop: Loop) -> bool:
    """A limit is compared somewhere inside (`if used < max_calls`), or a helper named for one is asked."""
    for block in loop.file.facts.blocks:
        if block.scope != loop.scope or block.test is None or not loop.facts.start <= block.start < loop.facts.end:
            continue
        if block.kind not in ("if", "while"):
            continue
        for part in loop.file.parts(block.test):
            if isinstance(part, Operation) and part.op in ("<", "<=", ">", ">="):
                if any(_LIMIT.search(_word(side)) for side in part.operands):
                    return True
            elif isinstance(part, CallRef) and _LAST.search(_tail(loop.project.call_at(loop.file, part.id))):
                return True
    return False


def _tail(call: Call) -> str:
    return call.text.rsplit(".", 1)[-1]


def _word(expr: Expr) -> str:
    return expr.id if isinstance(expr, Name) else expr.name if isinstance(expr, Attribute) else ""


def _data_decides(loop: Loop, calls: list[Call]) -> bool:
    """Some way out depends on what a helper reads from the data, not on what the model said."""
    file = loop.file
    said = derived(file, loop.scope, {name for call in calls for name in call.bound_names})
    tests = [loop.exit_tests(leave) for leave in loop.exits if leave.kind in ("break", "return")]
    for test in (tests_of[0] for tests_of in tests if tests_of):
        names = file.names(test)
        bound = [b for b in file.facts.bindings if b.name in names and file.encloses(loop.index, b.order)]
        if bound and not names & said and all(isinstance(b.value, CallRef) for b in bound):
            helpers = [loop.project.call_at(file, b.value.id) for b in bound if isinstance(b.value, CallRef)]
            if all(helper.functions and not helper.reaching(KINDS) for helper in helpers):
                return True
    return False


def _steps_through(loop: Loop) -> bool:
    """`obs, reward, done, info = env.step(action)`: an environment says when an episode is over."""
    names = loop.file.names(loop.facts.test) if loop.facts.test is not None else set()
    return any(
        binding.name in names and isinstance(binding.value, Part) and isinstance(binding.value.base, CallRef)
        and loop.project.call_at(loop.file, binding.value.base.id).text.endswith(".step")
        for binding in loop.file.facts.bindings
    )  # fmt: skip


def _until_tools_stop(loop: Loop, call: Call) -> bool:
    text = loop.text + " ".join(call.show(test) for leave in loop.exits for test in loop.exit_tests(leave))
    return "tool" in text or "finish_reason" in text or "stop_reason" in text


def _filters_answers(loop: Loop) -> bool:
    """`while len(kept) < wanted`, where an answer is kept only if it passes a test: rejected ones do not count."""
    test = loop.facts.test
    if not isinstance(test, Operation) or test.op not in ("<", "<=", ">", ">=") or loop.exits:
        return False
    for side in test.operands:
        if isinstance(side, CallRef):
            measured = loop.project.call_at(loop.file, side.id)
            if measured.path == "builtins.len" and len(measured.plain_args) == 1:
                kept = measured.plain_args[0].value
                return isinstance(kept, Name) and _only_sometimes(loop, kept.id)
    return False


def _only_sometimes(loop: Loop, name: str) -> bool:
    """All that is added to the list is added after a test that skips, or in a branch."""
    file = loop.file
    added = [
        call for call in loop.calls
        if isinstance(call.site.func, Attribute) and call.site.func.name in ("append", "extend", "add")
        and call.receiver == name
    ]  # fmt: skip
    grown = any(
        b.name == name and b.kind == "augment" and file.encloses(loop.index, b.order) for b in file.facts.bindings
    )
    skips = [
        leave.order for leave in file.exits_of.get(loop.scope, ())
        if leave.kind == "continue" and file.encloses(loop.index, leave.order)
    ]  # fmt: skip
    return bool(added) and not grown and all(
        any(order < call.site.order for order in skips)
        or any(file.block(index).kind in ("if", "else", "case") for index in _between(loop, call))
        for call in added
    )  # fmt: skip


def _between(loop: Loop, call: Call) -> list[int]:
    """Blocks from the call out to the loop."""
    found = []
    for index in loop.file.within(call.site.block):
        if index == loop.index:
            break
        found.append(index)
    return found
