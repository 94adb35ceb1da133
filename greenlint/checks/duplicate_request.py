"""The same GET twice in one function."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.duplicates import earlier_twin
from greenlint.checks.match import Match, chain_text, fewer
from greenlint.checks.requests import is_get, shown_url
from greenlint.footprint.waste import Amount
from greenlint.project import Call

KINDS = frozenset({"http", "search", "status"})


def check(call: Call) -> Iterator[Match]:
    if call.function.in_test:
        return
    chains = [chain for chain in call.reaching(KINDS) if is_get(chain[-1]) or chain[-1].kind == "status"]
    twin = earlier_twin(call) if chains else None
    if twin is None or (call.file.facts.cells and call.function.is_module):  # a person runs one cell, then another
        return
    chain = min(chains, key=len)
    yield Match(
        call,
        "wrapper" if len(chain) > 1 else "default",
        {
            "call": call.text,
            "url": shown_url(chain[-1]),
            "other_line": twin.line_text,
            "chain": chain_text(chain),
        },
        waste=fewer("calls", chain[-1], Amount(2)),
        chain=chain[1:],
        related=[twin],
    )
