"""A table's `apply` or `map` whose function reaches a model: one call a row, repeated values included."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.match import Match, N, chain_text, fewer
from greenlint.facts.model import Attribute, Const, Operation
from greenlint.project import Call
from greenlint.project.calls import MODEL_KINDS

_KINDS = MODEL_KINDS - {"embed", "moderate"}  # those take a whole list: embedding-call-per-item
_DISTINCT = re.compile(r"\b(unique|drop_duplicates|value_counts|groupby)\(")


def check(call: Call) -> Iterator[Match]:
    found = applied(call, _KINDS)
    if found is None:
        return
    chain, name = found
    reason = "rows" if _whole_rows(call) and name else "default" if name else "lambda"
    yield Match(
        call,
        reason,
        {"call": call.text, "function": name, "chain": chain_text(chain), "iterable": iterable(call)},
        waste=fewer("calls", chain[-1], N),
        chain=chain,
        confidence="medium" if reason == "rows" else "high",
    )


def applied(call: Call, kinds: frozenset[str]) -> tuple[list[Call], str] | None:
    """The calls that `apply` makes on each row down to the model, and the name of the function ("" for a lambda)."""
    if "apply" not in call.marks or call.function.in_test or _spared(call):
        return None
    for arg in call.site.args:
        for fn in call.project.functions_in(call.file, arg.value, call.at):
            function = call.project.function(fn)
            if function.is_cached:
                continue
            chains = [[call.project.call(key) for key in reach.chain] for reach in function.reaches(kinds)]
            chains = [chain for chain in chains if not any(step.cache for step in chain)]
            if chains:
                return min(chains, key=len), "" if function.scope.kind == "lambda" else function.name
    return None


def iterable(call: Call) -> str:
    """What the rows or values come from, as code."""
    func = call.site.func
    return call.show(func.base) if isinstance(func, Attribute) else ""


def _spared(call: Call) -> bool:
    """Only distinct values go through, or whole batches do."""
    batched = call.arg("batched")
    if isinstance(batched, Const) and batched.value is True:
        return True
    return bool(_DISTINCT.search(iterable(call)))


def _whole_rows(call: Call) -> bool:
    axis = call.arg("axis")
    return (isinstance(axis, Const) and axis.value in (1, "columns")) or isinstance(axis, Operation)
