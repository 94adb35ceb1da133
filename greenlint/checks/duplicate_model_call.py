"""The same model call twice in one function, with nothing changed in between."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.duplicates import earlier_twin
from greenlint.checks.match import Match, chain_text, fewer
from greenlint.footprint.waste import Amount
from greenlint.project import Call
from greenlint.project.calls import MODEL_KINDS


def check(call: Call) -> Iterator[Match]:
    if call.function.in_test:
        return
    chains = call.reaching(MODEL_KINDS)
    twin = earlier_twin(call) if chains else None
    if twin is None:
        return
    chain = min(chains, key=len)
    yield Match(
        call,
        "wrapper" if len(chain) > 1 else "default",
        {"call": call.text, "other_line": twin.line_text, "chain": chain_text(chain)},
        waste=fewer("calls", chain[-1], Amount(2)),
        chain=chain[1:],
        related=[twin],
    )
