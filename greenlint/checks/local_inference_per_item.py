"""A local model runs on one item at a time, where the same object accepts the whole list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.embedding_call_per_item import one_item, takes_many
from greenlint.checks.match import Match, chain_text, fewer, times
from greenlint.facts.model import Expr, Name
from greenlint.project import Call, Loop
from greenlint.project.values import Lib
from greenlint.project.view import At

KINDS = frozenset({"local"})
_FEW = 8
_BATCHES = re.compile(r"load(er)?s?$|batch|chunk|dl$|iterator$", re.I)
_TENSORS = {"input", "input_ids"}  # a forward pass: whether its input is one item or a batch cannot be seen


def check(call: Call) -> Iterator[Match]:
    if not call.own_repeats or call.function.in_test or call.cache:
        return
    loop = call.own_repeats[0].loop
    if loop is None or call.loops[0] is not loop or (loop.size is not None and loop.size <= _FEW):
        return
    if _batched(loop) or any(around.kind in ("interactive", "stream") for around in call.loops) or _left(call, loop):
        return
    chains = [
        chain for chain in call.reaching(KINDS)
        if takes_many(chain[-1]) and not _tensors(chain[-1]) and not any(step.own_repeats for step in chain[1:])
    ]  # fmt: skip
    if not chains:
        return
    chain = min(chains, key=len)
    if not one_item(call, chain, loop):
        return
    end = chain[-1]
    sibling = end.spec.batch_call if end.spec else ""
    values = {"call": call.text, "loop": loop.text, "chain": chain_text(chain), "batch_call": sibling}
    yield Match(
        call,
        "wrapper" if len(chain) > 1 else "batch-method" if sibling else "default",
        values,
        waste=fewer("calls", end, times(loop.size), same_work=True),
        chain=chain[1:],
        confidence="high" if len(chain) == 1 else "medium",
    )


def _tensors(call: Call) -> bool:
    return call.spec is None or call.spec.accepts_list in _TENSORS


def _batched(loop: Loop) -> bool:
    """Runs over batches: a data loader, by what it is or by its name."""
    expr: Expr | None = loop.iterable
    if expr is None:
        return False
    if isinstance(expr, Name) and _BATCHES.search(expr.id):
        return True
    where = At(loop.scope, loop.facts.parent, loop.facts.start)
    return any(
        isinstance(value, Lib) and "batcher" in loop.project.catalog.mark(value.path.removesuffix("()"))
        for value in loop.project.resolver.resolve(loop.file, expr, where)
    )


def _left(call: Call, loop: Loop) -> bool:
    """An answer can end the loop: the items after it are spared."""
    return any(leave.kind in ("break", "return") and leave.order > call.site.order for leave in loop.exits)
