"""Streamlit runs the script again at each interaction, and the model with it."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import ONE, Match, N, chain_text, fewer
from greenlint.checks.reruns import gated
from greenlint.project import Call
from greenlint.project.calls import MODEL_KINDS

_LOADS = frozenset({"load"})
_KINDS = MODEL_KINDS | {"agent"}


def check(call: Call) -> Iterator[Match]:
    if call.function.in_test or not call.project.is_rerun_script(call.file):
        return
    for kinds in (_LOADS, _KINDS):
        chains = [chain for chain in call.reaching(kinds) if not any(_spared(step) for step in chain[1:])]
        chains = [chain for chain in chains if len(chain) == 1 or chain[1].file is not call.file]
        if not chains or gated(call) or not _rerun(call):
            continue
        chain = min(chains, key=len)
        reason = "load" if kinds is _LOADS else "wrapper" if len(chain) > 1 else "default"
        yield Match(
            call,
            reason,
            {"call": call.text, "chain": chain_text(chain)},
            waste=fewer("loads" if kinds is _LOADS else "calls", chain[-1], N, ONE),
            chain=chain[1:],
            confidence="high" if call.function.is_module else "medium",
        )
        return


def _spared(step: Call) -> bool:
    """On the way, something remembers or asks first."""
    return bool(step.cache) or step.function.is_cached or gated(step)


def _rerun(call: Call) -> bool:
    """The script runs this call at every rerun, with no gate on any way to it."""
    if call.function.is_module:
        return True
    ways = [repeat for repeat in call.function.repeats if repeat.kind == "rerun"]
    return any(not any(gated(step) for step in repeat.chain) for repeat in ways)
