"""The same model call on every round of a loop over data."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.invariance import Invariant, invariant_in
from greenlint.checks.match import Match, chain_text, fewer, times
from greenlint.project import Call, Loop

KINDS = frozenset(
    {"chat", "embed", "image", "video", "speech", "transcribe", "rerank", "moderate", "classify", "local"}
)


def check(call: Call) -> Iterator[Match]:
    found = invariant_in(call, KINDS)
    if found is None:
        return
    end = found.chain[-1]
    if (end.args.get("temperature").number and _collected(call)) or (_sampling(found.loop) and not _fixed(end)):
        return
    yield Match(
        call, found.reason, values_of(found), waste=fewer("calls", end, times(found.loop.size)), chain=found.chain[1:]
    )


def values_of(found: Invariant) -> dict[str, str]:
    loop = found.loop
    return {
        "call": found.chain[0].text,
        "loop": loop.text,
        "chain": chain_text(found.chain),
        "target": ", ".join(loop.facts.targets),
        "iterable": found.chain[0].show(loop.facts.test) if loop.facts.test is not None else "",
    }


def _sampling(loop: Loop) -> bool:
    """`for _ in range(n)`: the same question n times, to vote on the answers or to compare them."""
    return loop.range_args is not None and not any(
        use.scope == loop.scope and use.name in loop.facts.targets and loop.file.encloses(loop.index, use.order)
        for use in loop.file.facts.uses
    )


def _fixed(end: Call) -> bool:
    """No two answers to compare: embeddings, or a temperature of 0."""
    return end.kind in ("embed", "rerank", "moderate", "classify") or end.args.get("temperature").value == 0


def _collected(call: Call) -> bool:
    """Several samples on purpose: drawn with a temperature and collected."""
    return call.site.role == "collect" or any(
        user.text.endswith(".append")
        for user in [call.project.call_at(call.file, call.site.user)]
        if call.site.user >= 0
    )
