"""One model call for each item of a collection: often right, always worth a second look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.items import PerItem, first_in_loop, per_item
from greenlint.checks.live_calls_for_offline_job import batch_call
from greenlint.checks.match import Match, N, chain_text, fewer, times
from greenlint.footprint.waste import Amount
from greenlint.project import Call, Loop

_FEW = 8  # items of a fixed list that are not worth packing
_PACK = 10  # short items in one prompt; only sizes the estimate
_DISTINCT = re.compile(r"\b(unique|drop_duplicates|fromkeys|set|frozenset)\(")


def check(call: Call) -> Iterator[Match]:
    found = per_item(call)
    if found is None or (found.loop.size is not None and found.loop.size <= _FEW):
        return
    other = _outer(call, found)
    if other is None and (batch_call(call, found) or _DISTINCT.search(found.loop.text)):
        return
    if not first_in_loop(call, found):
        return
    end = found.chain[-1]
    size = times(found.loop.size)
    now, after = (Amount(1, "N", 2), N) if other else (size, Amount(size.value / _PACK, size.symbol))
    yield Match(
        call,
        "nested" if other else "wrapper" if len(found.chain) > 1 else "default",
        {
            "call": call.text,
            "loop": (other or found.loop).text,
            "other_loop": found.loop.text,
            "chain": chain_text(found.chain),
        },
        waste=fewer("calls", end, now, after, same_work=other is None),
        chain=found.chain[1:],
        confidence="medium",
    )


def _outer(call: Call, found: PerItem) -> Loop | None:
    """The second of two loops whose pairs are asked about."""
    outer = next((repeat.loop for repeat in call.own_repeats[1:] if repeat.loop is not None), None)
    if outer is None or (outer.size is not None and outer.size <= _FEW):
        return None
    given = set[str]().union(*(call.file.names(arg.value) for arg in call.site.args))
    if not given & set(found.loop.facts.targets) or not given & set(outer.facts.targets):
        return None
    inner = call.file.names(found.loop.iterable) if found.loop.iterable is not None else set()
    same = outer.iterable is not None and bool(inner & call.file.names(outer.iterable))
    return outer if same or not inner & outer.bound_names else None
