"""A script, a task or a notebook makes one live call for each item, where a batch API would do."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.items import PerItem, first_in_loop, per_item
from greenlint.checks.match import Match, chain_text, fewer, times
from greenlint.checks.usage import usage
from greenlint.project import Call

_FEW = 50  # items of a fixed list below which a batch is not worth its redesign
_BATCH = {  # library -> the call that takes many requests at once (each provider's batch API)
    "openai": "client.batches.create",
    "anthropic": "client.messages.batches.create",
    "google_genai": "client.batches.create",
    "mistralai": "client.batch.jobs.create",
    "together": "client.batches.create",
    "groq": "client.batches.create",
}


def check(call: Call) -> Iterator[Match]:
    found = per_item(call)
    if found is None:
        return
    batch = batch_call(call, found)
    if not batch or not first_in_loop(call, found):
        return
    end = found.chain[-1]
    reason = "task" if usage(call) == "task" else "wrapper" if len(found.chain) > 1 else "default"
    yield Match(
        call,
        reason,
        {
            "call": call.text,
            "loop": found.loop.text,
            "batch_call": batch,
            "chain": chain_text(found.chain),
            "function": call.function.name,
        },
        waste=fewer("calls", end, times(found.loop.size), times(found.loop.size)),  # a price, no public energy figure
        chain=found.chain[1:],
        confidence="medium",
    )


def batch_call(call: Call, found: PerItem) -> str:
    """The batch call of the provider, where nobody waits for the answers; "" otherwise."""
    end = found.chain[-1]
    if end.spec is None or end.spec.mode == "local" or end.args.get("stream").given or end.args.get("base-url").given:
        return ""
    if found.loop.size is not None and found.loop.size <= _FEW:
        return ""
    if _round_by_round(call, found) or usage(call) not in ("script", "task") or _asks(call):
        return ""
    return _BATCH.get(end.spec.library, "")


def _round_by_round(call: Call, found: PerItem) -> bool:
    """What is looped over is made anew in each round of an outer loop: a batch would wait once a round."""
    names = call.file.names(found.loop.facts.test) if found.loop.facts.test is not None else set()
    return any(names & outer.bound_names for outer in call.loops[1:])


def _asks(call: Call) -> bool:
    """The program talks with somebody: `input()` somewhere in the file."""
    return bool(call.project.marked(call.file, "human"))
