"""Equal inputs give equal answers, something asks many times, and nothing remembers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.match import Match, N, fewer
from greenlint.footprint.waste import Amount
from greenlint.project import Call, Repeat

_HITS = 0.18  # share of exact repeats in a log of 100,000 queries (vendor figure); only sizes the estimate

_UNCACHED = re.compile(
    r"^(messages|(chat_)?history)$|image|photo|picture|audio|video|bytes|frame", re.I
)  # no cache key


def check(call: Call) -> Iterator[Match]:
    if call.kind not in ("chat", "embed", "rerank", "classify") or call.function.is_module or call.function.in_test:
        return
    argument = _deterministic(call)
    if argument is None or call.cache or not _closed(call) or call.own_repeats:
        return
    repeat = _hot(call)
    if repeat is None:
        return
    if call.kind in ("embed", "rerank") and repeat.kind not in ("route", "event"):
        return  # each text of a corpus is another one; embedding-call-per-item speaks of the loop
    kind = "embedding" if call.kind == "embed" else ""
    where = "route" if repeat.kind in ("route", "event") else ""
    reason = "-".join(part for part in (kind, where) if part) or "default"
    yield Match(
        call,
        reason,
        {
            "call": call.text,
            "function": call.function.name,
            "argument": argument,
            "loop": repeat.loop.text if repeat.loop else repeat.site.text if repeat.site else "",
            "route": repeat.function.name if repeat.function else "",
        },
        waste=fewer("calls", call, N, Amount(1 - _HITS, "N"), hit_rate=_HITS),
        confidence="medium",
        level="info" if repeat.kind == "event" else None,  # what people write to a bot seldom comes twice
        related=repeat.chain[:1],
    )


def _deterministic(call: Call) -> str | None:
    """What makes the answer repeatable, as written."""
    if call.kind in ("embed", "rerank"):
        return ""
    temperature, seed = call.args.get("temperature"), call.args.get("seed")
    if temperature.given and temperature.value == 0:
        return f"{temperature.name}=0"
    return f"{seed.name}={seed.value}" if seed.given and seed.value is not None else None


def _closed(call: Call) -> bool:
    """The function depends on its plain parameters and on constants: what a cache could use as a key."""
    scope = call.scope
    if not scope.params or len(scope.params) > 4 or any(param.kind != "positional" for param in scope.params):
        return False
    if call.args.get("tools").given or call.args.get("stream").value is True or call.args.get("conversation").given:
        return False
    prompts = [call.args.get(role) for role in ("prompt", "input")]
    names = {name for given in prompts if given.expr is not None for name in call.file.names(given.expr)}
    plain = {param.name for param in scope.params}
    if not names & (plain | _derived(call, plain)):
        return False
    if any(_UNCACHED.search(name) for name in plain | names):
        return False
    return not any(
        found.marks & {"clock", "random", "identifier"}
        for found in call.function.calls
        if found.site.order < call.site.order
    )


def _derived(call: Call, names: set[str]) -> set[str]:
    found = set(names)
    for binding in call.file.facts.bindings:
        if binding.scope == call.site.scope and call.file.names(binding.value) & found:
            found.add(binding.name)
    return found


def _hot(call: Call) -> Repeat | None:
    for repeat in call.function.repeats:
        if repeat.kind in ("loop", "route", "map", "apply", "event"):
            if any(step.cache for step in repeat.chain):
                continue
            if repeat.loop is not None and repeat.size is not None and repeat.size <= 8:
                continue
            return repeat
    return None
