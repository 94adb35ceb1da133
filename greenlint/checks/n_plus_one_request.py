"""One GET per item of a loop, to one host."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, chain_text, fewer, times
from greenlint.checks.requests import shown_url
from greenlint.project import Call

KINDS = frozenset({"http", "api", "search", "store"})
_FEW = 3


def check(call: Call) -> Iterator[Match]:
    if not call.own_repeats or call.function.in_test:
        return
    loop = call.own_repeats[0].loop
    chains = call.reaching(KINDS)
    if not chains or loop is None or call.cache or (loop.size is not None and loop.size <= _FEW):
        return
    if any(inner.kind in ("retry", "poll", "interactive") for inner in call.loops if inner.index > loop.index):
        return
    chain = min(chains, key=len)
    end = chain[-1]
    if not _varies(call, loop.bound_names):
        return
    yield Match(
        call,
        "wrapper" if len(chain) > 1 else "default",
        {"call": call.text, "url": shown_url(end), "loop": loop.text, "chain": chain_text(chain)},
        waste=fewer("calls", end, times(loop.size)),
        chain=chain[1:],
        confidence="medium",
    )


def _varies(call: Call, names: set[str]) -> bool:
    return any(call.file.names(arg.value) & names for arg in call.site.args) or call.receiver in names
