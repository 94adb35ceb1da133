"""A model call behind what looks free: a property, a comparison, a `repr`, a sort key."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, N, chain_text, fewer
from greenlint.project import Call
from greenlint.project.calls import MODEL_KINDS


def check(call: Call) -> Iterator[Match]:
    if call.function.in_test:
        return
    if "sort-key" in call.marks:
        yield from _key(call)
        return
    hidden = call.function.contexts & {"property", "dunder"}
    if not hidden or call.cache:
        return
    chains = call.reaching(MODEL_KINDS)
    if not chains:
        return
    chain = min(chains, key=len)
    if any(step.cache for step in chain):
        return
    reason = "dunder" if "dunder" in hidden else "wrapper" if len(chain) > 1 else "default"
    yield Match(
        call,
        reason,
        {"call": call.text, "function": call.function.name, "chain": chain_text(chain)},
        waste=fewer("calls", chain[-1], N),
        chain=chain[1:],
    )


def _key(call: Call) -> Iterator[Match]:
    """`sorted(items, key=ask)`: one call for each element, or for each comparison."""
    for arg in call.site.args:
        if arg.name not in (None, "key"):
            continue
        for fn in call.project.functions_in(call.file, arg.value, call.at):
            function = call.project.function(fn)
            reached = [] if function.is_cached else function.reaches(MODEL_KINDS)
            chains = [[call.project.call(key) for key in reach.chain] for reach in reached]
            chains = [chain for chain in chains if not any(step.cache for step in chain)]
            if not chains:
                continue
            chain = min(chains, key=len)
            items = next((item.value for item in call.plain_args if item is not arg), None)
            yield Match(
                call,
                "key",
                {
                    "call": chain[0].text if function.scope.kind == "lambda" else function.name,
                    "function": call.text,
                    "iterable": call.show(items) if items is not None else "",
                    "chain": chain_text(chain),
                },
                waste=fewer("calls", chain[-1], N),
                chain=chain,
            )
            return
