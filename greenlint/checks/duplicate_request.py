"""The same GET twice in one function."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.duplicates import earlier_twin
from greenlint.checks.match import Match, fewer
from greenlint.checks.requests import is_get, shown_url
from greenlint.footprint.waste import Amount
from greenlint.project import Call

KINDS = frozenset({"http", "search", "status"})


def check(call: Call) -> Iterator[Match]:
    if call.kind not in KINDS or call.function.in_test or not (is_get(call) or call.kind == "status"):
        return
    twin = earlier_twin(call)
    if twin is None:
        return
    yield Match(
        call,
        values={"call": call.text, "url": shown_url(call), "other_line": str(twin.line)},
        waste=fewer("calls", call, Amount(2)),
        related=[twin],
    )
