"""A top-tier model named in the code for a label, a yes or no, or a handful of tokens."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from greenlint.checks.match import ONE, Match, operation_of
from greenlint.checks.prompts import pieces
from greenlint.checks.short_tasks import short_task, small_schema
from greenlint.footprint import classify
from greenlint.footprint.waste import Waste
from greenlint.project import Call

_FEW = 32  # tokens; an answer this short is a label, a number or a yes or no
_SMALLER = "8b"  # an open model of eight billion parameters stands for the small class
_TINY = 16  # tokens; a limit this low says it even where the prompt cannot be read


def check(call: Call) -> Iterator[Match]:
    if call.kind != "chat" or call.function.in_test:
        return
    model = call.args.get("model").text
    mode = call.spec.mode if call.spec is not None and call.spec.mode else "hosted"
    known = classify(model, mode)
    if model is None or not known.known or known.kind != "text" or known.size_class not in ("large", "frontier"):
        return
    limit = call.args.get("limit").number
    short = short_task(call)
    few = limit is not None and 1 < limit <= (_FEW if short else _TINY) and (short or _asks(call))
    if call.args.get("tools").given or call.args.get("image").given:
        return
    if not (short or few) and not (known.size_class == "frontier" and small_schema(call)):
        return
    top = known.size_class == "frontier"
    reason = ("small-limit" if few else "default") if top else ("large-limit" if few else "large")
    operation = operation_of(call)
    yield Match(
        call,
        reason,
        {"call": call.text, "model": model, **({"count": str(int(limit))} if few and limit else {})},
        waste=Waste(
            unit="calls", now=ONE, after=ONE, operation=operation,
            instead=msgspec.structs.replace(operation, model=_SMALLER),
        ),
        confidence="high" if top and short else "medium",
    )  # fmt: skip


def _asks(call: Call) -> bool:
    """Something in the prompt varies: a question, not a ping."""
    return any(piece.text is None for piece in pieces(call))
