"""One GET per item of a loop, to one host."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.match import Match, chain_text, fewer, times
from greenlint.checks.requests import other_hosts, own_connection, shown_url, url
from greenlint.facts.model import Collection, Name
from greenlint.project import Call
from greenlint.project.caching import cache_of

KINDS = frozenset({"http", "api", "search", "store"})
_FEW = 3
_NEAR = 2  # steps from the loop to a request that is what the loop is for
_MANY = re.compile(r"[/:$.](?:[Bb]atch|[Bb]ulk|mget)(?![a-z])|[/_]bulk\b|_batch\b")  # addresses of many items at once


def check(call: Call) -> Iterator[Match]:
    if not call.own_repeats or call.function.in_test:
        return
    loop = call.own_repeats[0].loop
    chains = [chain for chain in call.reaching(KINDS) if not _aside(chain)] or _single_of_many(call)
    if not chains or loop is None or cache_of(call, loop.facts.start) or (loop.size is not None and loop.size <= _FEW):
        return
    if any(inner.kind in ("retry", "poll", "interactive") for inner in call.loops if inner.index > loop.index):
        return
    if loop.left_at_once(call.site.order):
        return  # goes on only until one of them answers
    chain = min(chains, key=len)
    end = chain[-1]
    if not _varies(call, loop.bound_names) or _another_page(chain) or other_hosts(end) or _MANY.search(url(end)):
        return
    sibling = end.spec.batch_call if end.spec is not None else ""
    yield Match(
        call,
        "sibling" if sibling else "wrapper" if len(chain) > 1 else "default",
        {"call": call.text, "url": shown_url(end), "loop": loop.text, "chain": chain_text(chain), "sibling": sibling},
        waste=fewer("calls", end, times(loop.size)),
        chain=chain[1:],
        confidence="medium",
    )


def _single_of_many(call: Call) -> list[list[Call]]:
    """Any other call whose API takes the whole list, given a list of one."""
    if call.spec is None or not call.spec.accepts_list or call.kind in ("embed", "moderate", "http"):
        return []
    given = call.arg(call.spec.accepts_list)
    return [[call]] if isinstance(given, Collection) and len(given.items) == 1 else []


def _aside(chain: list[Call]) -> bool:
    """A cache on the way answers, or a job of several steps brings a file among other things."""
    return any(step.cache for step in chain) or (len(chain) > _NEAR and chain[-1].args.get("stream").value is True)


def _another_page(chain: list[Call]) -> bool:
    """Over a kept connection, each time to an address that shares nothing stated with the last: other pages, files."""
    end = chain[-1]
    if end.kind != "http" or own_connection(end):
        return False
    given = end.args.get("url").expr
    handed = isinstance(given, Name) and given.id in {param.name for param in end.scope.params}
    return handed or not url(end).strip("{}/")


def _varies(call: Call, names: set[str]) -> bool:
    return any(call.file.names(arg.value) & names for arg in call.site.args) or call.receiver in names
