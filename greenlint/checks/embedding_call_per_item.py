"""One text per request, where the embedding API takes a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.match import Match, N, chain_text, fewer, times
from greenlint.checks.model_call_in_dataframe_apply import applied, iterable
from greenlint.checks.remember import remembered
from greenlint.facts.model import Attribute, Collection, Comprehension, Expr, Item, Name, Operation
from greenlint.project import Call, Loop
from greenlint.project.caching import cache_of
from greenlint.project.view import FileView

KINDS = frozenset({"embed", "moderate"})
_FEW = 8  # texts of a fixed list that are not worth a remark
_MANY = re.compile(r"batch|texts$|docs$|documents$|inputs$|sentences$|chunks$|lists?$", re.I)


def check(call: Call) -> Iterator[Match]:
    if "apply" in call.marks:
        yield from _applied(call)
        return
    if not call.own_repeats or call.function.in_test:
        return
    chains = [chain for chain in call.reaching(KINDS) if takes_many(chain[-1])]
    loop = call.own_repeats[0].loop
    if not chains or loop is None or cache_of(call, loop.facts.start):
        return
    chain = min(chains, key=len)
    if not one_item(call, chain, loop) or (_short(call, loop) and not _wrapped(call)):
        return
    end = chain[-1]
    sibling = end.spec.batch_call if end.spec else ""
    yield Match(
        call,
        "moderate"
        if end.kind == "moderate"
        else "wrapper"
        if len(chain) > 1
        else "batch-method"
        if sibling
        else "default",
        {
            "call": call.text,
            "loop": loop.text,
            "chain": chain_text(chain),
            "argument": end.spec.accepts_list if end.spec else "",
            "batch_call": sibling,
        },
        waste=fewer("calls", end, times(loop.size), same_work=True),
        chain=chain[1:],
        confidence="high" if len(chain) == 1 else "medium",
    )


def _applied(call: Call) -> Iterator[Match]:
    """`frame["text"].apply(embed)`: a loop over the column."""
    found = applied(call, KINDS)
    if found is None or not takes_many(found[0][-1]):
        return
    chain, name = found
    values = {"call": name or chain[0].text, "iterable": iterable(call), "chain": chain_text(chain)}
    yield Match(call, "apply", values, waste=fewer("calls", chain[-1], N, same_work=True), chain=chain)


def takes_many(call: Call) -> bool:
    """The API accepts a list, here or under another method."""
    return (
        call.spec is not None
        and bool(call.spec.accepts_list or call.spec.batch_call)
        and not call.args.get("corpus").given
    )


def one_item(call: Call, chain: list[Call], loop: Loop) -> bool:
    """The input is one element of what the loop runs over."""
    end = chain[-1]
    if end.args.get("input").name in ("image", "images"):
        return False  # a picture a request is what these APIs take
    if any(inner.kind == "batch" for step in chain for inner in step.loops) or any(
        step.own_repeats for step in chain[1:]
    ):
        return False
    if len(chain) > 1:
        given = end.args.get("input")
        many = isinstance(given.expr, Name) and _MANY.search(given.expr.id)
        if given.expr is None or (many and not _wrapped(call)):
            return False
        first = _handed_on(chain)
        exprs = [first] if first is not None else []
    else:
        given = end.args.get("input")
        exprs = [given.expr] if given.expr is not None else []
    targets = _targets(loop)
    return any(_single(call.file, expr, targets) for expr in exprs)


def _handed_on(chain: list[Call]) -> Expr | None:
    """What the first call gives for the input of the last, followed from parameter to argument on the way."""
    step = chain[-1]
    expr = step.args.get("input").expr
    for outer in reversed(chain[:-1]):
        name = _parameter_in(step, expr)
        expr = step.project.resolver.given(outer.key, step.function.fn, name) if name else None
        if expr is None:
            return None
        step = outer
    return expr


def _parameter_in(step: Call, expr: Expr | None) -> str | None:
    """The parameter that an input is, or is computed from; a list that is built from it says nothing."""
    params = [param.name for param in step.scope.params]
    names = step.file.names(expr) if expr is not None else set()
    for binding in step.file.facts.bindings:
        if binding.scope == step.site.scope and binding.name in names and not isinstance(binding.value, Comprehension):
            names |= step.file.names(binding.value)
    return next((name for name in params if name in names), None)


def _short(call: Call, loop: Loop) -> bool:
    return loop.size is not None and loop.size <= _FEW and len(call.own_repeats) == 1


def _wrapped(call: Call) -> bool:
    """`embed([text])`: the list that the API takes is there, with one text in it."""
    return any(isinstance(arg.value, Collection) and len(arg.value.items) == 1 for arg in call.site.args)


@remembered
def _targets(loop: Loop) -> set[str]:
    """The loop's variables and what is computed from them inside."""
    names = set(loop.facts.targets)
    for binding in loop.file.facts.bindings:
        if (
            binding.scope == loop.scope
            and loop.file.encloses(loop.index, binding.order)
            and (loop.file.names(binding.value) & names)
        ):
            names.add(binding.name)
    return names


def _single(file: FileView, expr: Expr, targets: set[str]) -> bool:
    if isinstance(expr, Collection):
        return len(expr.items) == 1 and _single(file, expr.items[0], targets)
    if isinstance(expr, Item) and isinstance(expr.index, Operation) and expr.index.op == "slice":
        return False
    tail = expr.id if isinstance(expr, Name) else expr.name if isinstance(expr, Attribute) else ""
    return bool(file.names(expr) & targets) and not _MANY.search(tail)
