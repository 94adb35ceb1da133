"""A request that never changes, sent at each run of a function that runs often."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.invariance import invariant_in
from greenlint.checks.match import ONE, Match, N, chain_text, fewer
from greenlint.checks.prompts import is_parameter, pieces, static_text
from greenlint.checks.unused_model_result import acts
from greenlint.facts.model import Const
from greenlint.project import Call, Repeat

_KINDS = frozenset({"chat", "embed"})  # sounds and images: media-generation-per-item
_VARIED = re.compile(
    r"\b(random|another|different|new|joke|riddle|quote|surprise|fun fact|creative|today|now|current|latest|news|daily|"
    r"story|poem|haiku|idea|ideas|blague|citation|nouvelle?)\b", re.I,
)  # fmt: skip
_FREE = {"tools", "functions", "conversation", "history", "image", "audio", "stream", "background", "store"}


def check(call: Call) -> Iterator[Match]:
    chains = call.reaching(_KINDS)
    if not chains or call.function.in_test or call.function.is_module or call.own_repeats or call.cache:
        return
    for chain in chains:
        if len(chain) > 2 or not _constant(call, chain[-1]):
            continue
        repeat = _often(call)
        if repeat is None or any(step.cache for step in chain):
            continue
        yield Match(
            call,
            "wrapper" if len(chain) > 1 else "default",
            {"call": call.text, "function": call.function.name, "chain": chain_text(chain)},
            waste=fewer("calls", chain[-1], N, ONE),
            chain=chain[1:],
            confidence="high" if len(chain) == 1 else "medium",
            related=repeat.chain[:1],
        )
        return


def _constant(call: Call, end: Call) -> bool:
    """Everything the model reads is written in the code, and the answer is not meant to vary."""
    if any(end.args.get(role).given for role in _FREE) or acts(end):  # type: ignore[arg-type]
        return False
    if (end.args.get("temperature").number or 0) > 0:
        return False
    if call is end:
        text = static_text(pieces(call))
    else:
        texts = [arg.value.value for arg in call.site.args if isinstance(arg.value, Const)]
        if len(texts) != len(call.site.args) or not any(isinstance(text, str) for text in texts):
            return False
        found = pieces(end)
        if not all(piece.text is not None or is_parameter(piece) for piece in found):
            return False
        text = " ".join(map(str, texts))
    return bool(text) and not _VARIED.search(text or "")


def _often(call: Call) -> Repeat | None:
    """A handler, a task or a loop elsewhere runs the function; a loop that repeats it unchanged is told there."""
    for repeat in call.function.repeats:
        if repeat.kind not in ("route", "event", "loop", "map", "apply", "task") or any(
            step.cache for step in repeat.chain
        ):
            continue
        if repeat.chain and invariant_in(repeat.chain[0], _KINDS) is not None:
            continue
        return repeat
    return None
