"""As many calls at once as the input has items: a storm of requests, then refusals, then retries."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, N, chain_text, fewer
from greenlint.facts.model import CallRef, Comprehension, Expr, Name, Operation
from greenlint.footprint.waste import Amount
from greenlint.project import Call, Loop
from greenlint.project.calls import MODEL_KINDS
from greenlint.project.render import render
from greenlint.project.scoping import visible
from greenlint.project.view import FileView

KINDS = MODEL_KINDS | {"http", "api", "search", "agent"}
_FEW = 8
_LIMITERS = frozenset({"limiter", "rate-limit"})
_BOUND = 8  # calls at once that most services take


def check(call: Call) -> Iterator[Match]:
    if call.function.in_test:
        return
    if "gather" in call.marks:
        for fanned, inner in _fanned(call):
            yield from _match(call, fanned, inner)
            return
        for mapper, inner in _mapped(call):
            if len(mapper.plain_args) > 1 and not _limited(call, inner) and not _client_limits(inner[-1]):
                yield _told(call, call.show(mapper.plain_args[1].value), inner)
                return
    elif "thread" in call.marks and call.own_repeats:
        loop, started = call.own_repeats[0].loop, _started(call)
        if loop is not None and started:
            yield from _match(call, loop, started)


def _mapped(call: Call) -> Iterator[tuple[Call, list[Call]]]:
    """`gather(*map(fetch, urls))`: the map call, and what it runs for each item."""
    for arg in call.site.args:
        inner = arg.value.operands[0] if isinstance(arg.value, Operation) and arg.value.op == "star" else arg.value
        if not isinstance(inner, CallRef):
            continue
        mapper = call.project.call_at(call.file, inner.id)
        if mapper.path == "builtins.map":
            for fn in call.project.functions_in(call.file, mapper.site.args[0].value, mapper.at):
                reached = call.project.function(fn).reaches(KINDS)
                if reached:
                    yield mapper, [call.project.call(key) for key in reached[0].chain]


def _match(call: Call, loop: Loop, chain: list[Call]) -> Iterator[Match]:
    if (loop.size is not None and loop.size <= _FEW) or loop.kind == "batch" or _limited(call, chain):
        return
    if any(outer.kind == "batch" for outer in call.loops) or _client_limits(chain[-1]):
        return
    yield _told(call, render(loop.file, loop.facts.test), chain)


def _told(call: Call, iterable: str, chain: list[Call]) -> Match:
    return Match(
        call,
        "default",
        {"call": call.text, "chain": chain_text(chain), "iterable": iterable},
        waste=fewer("calls", chain[-1], N, Amount(_BOUND), bounded=True),
        confidence="medium",
        chain=chain,
    )


def _fanned(call: Call) -> Iterator[tuple[Loop, list[Call]]]:
    """The comprehensions (or lists filled in a loop) whose coroutines are run at once."""
    for arg in call.site.args:
        expr = arg.value
        for loop, element in _sources(call, expr):
            chain = _costly(call, element)
            if chain:
                yield loop, chain


def _sources(call: Call, expr: Expr) -> Iterator[tuple[Loop, Expr]]:
    file = call.file
    if isinstance(expr, Operation) and expr.op == "star":
        expr = expr.operands[0]
    if isinstance(expr, Comprehension):
        yield call.project.loop(file, expr.block), expr.element
        return
    if not isinstance(expr, Name):
        return
    for binding in visible(file, file.bindings.get((call.site.scope, expr.id), []), call.at):
        if isinstance(binding.value, Comprehension):
            yield call.project.loop(file, binding.value.block), binding.value.element
    for index in file.calls_of.get(call.site.scope, ()):
        site = file.facts.calls[index]
        appended = call.project.call_at(file, index)
        if appended.text == f"{expr.id}.append" and site.args and appended.own_repeats:
            loop = appended.own_repeats[0].loop
            if loop is not None:
                yield loop, site.args[0].value


def _costly(call: Call, element: Expr) -> list[Call]:
    for part in call.file.parts(element):
        if isinstance(part, CallRef):
            inner = call.project.call_at(call.file, part.id)
            if inner.marks & {"executor-submit", "executor-map", "thread"}:
                return []  # a pool has a size of its own
            chains = inner.reaching(KINDS)
            if chains:
                return min(chains, key=len)
            handed = [fn for arg in inner.site.args for fn in call.project.functions_in(call.file, arg.value, inner.at)]
            for fn in handed:
                reached = call.project.function(fn).reaches(KINDS)
                if reached:
                    return [inner, *(call.project.call(key) for key in reached[0].chain)]
    return []


def _started(call: Call) -> list[Call]:
    """What the thread or task runs."""
    for arg in call.site.args:
        for fn in call.project.functions_in(call.file, arg.value, call.at):
            reached = call.project.function(fn).reaches(KINDS)
            if reached:
                return [call, *(call.project.call(key) for key in reached[0].chain)]
    return []


def _limited(call: Call, chain: list[Call]) -> bool:
    """A semaphore, a rate limiter or a pool somewhere on the way."""
    steps = [call, *chain]
    for step in steps:
        for index in step.file.ancestors(step.site.block):
            block = step.file.block(index)
            if block.kind == "with" and block.test is not None and _is_limiter(step, step.file, block.test):
                return True
        if step.function.decorator_marks & _LIMITERS:
            return True
        if any(found.marks & _LIMITERS for found in step.function.calls):
            return True
    return any("limiter" in found.marks for found in call.function.calls)


def _is_limiter(call: Call, file: FileView, expr: Expr) -> bool:
    if call.project.marks_of(file, expr, call.at) & _LIMITERS:
        return True
    text = call.show(expr).lower()
    return "sem" in text or "limit" in text or "lock" in text


def _client_limits(end: Call) -> bool:
    """The client was built with a connection limit of its own."""
    if end.origin is None:
        return False
    maker = end.project.call(end.origin)
    return any(arg.name in ("limits", "connector", "limit") for arg in maker.site.args)
