"""The same GET on every round of a loop over data."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.invariance import invariant_in
from greenlint.checks.loop_invariant_model_call import values_of
from greenlint.checks.match import Match, fewer, times
from greenlint.checks.requests import is_get, shown_url
from greenlint.project import Call

KINDS = frozenset({"http", "search"})


def check(call: Call) -> Iterator[Match]:
    found = invariant_in(call, KINDS)
    if found is None or not is_get(found.chain[-1]):
        return
    end = found.chain[-1]
    yield Match(
        call,
        found.reason,
        {**values_of(found), "url": shown_url(end)},
        waste=fewer("calls", end, times(found.loop.size)),
        chain=found.chain[1:],
    )
