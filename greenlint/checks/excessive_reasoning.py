"""High reasoning effort for a short question that expects a short answer."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from greenlint.checks.match import Match, operation_of
from greenlint.checks.short_tasks import short_task, small_schema
from greenlint.footprint.waste import Amount, Waste
from greenlint.project import Call

_EFFORTS = {"high", "xhigh", "max"}
_BUDGET = 8000  # tokens of thinking; from here on an effort counts as high
_TOKENS = 543.5  # reasoning tokens an answer on average, against 37.7 tokens without (Dauner & Socher 2025)
_WITHOUT = 37.7


def check(call: Call) -> Iterator[Match]:
    if call.kind != "chat" or call.function.in_test:
        return
    effort = call.args.get("reasoning")
    number = effort.number
    if (effort.text or "").lower() not in _EFFORTS and not (number is not None and number >= _BUDGET):
        return
    schema = small_schema(call)
    if schema is None and not short_task(call):
        return
    shown = f"{effort.name}={effort.value!r}"
    values = {"call": call.text, "argument": shown}
    yield Match(
        call,
        "small-answer" if schema else "default",
        {**values, "names": schema} if schema else values,
        waste=Waste(
            unit="tokens", now=Amount(_TOKENS), after=Amount(_WITHOUT), direction="output",
            operation=msgspec.structs.replace(operation_of(call), reasoning=None),
        ),
        confidence="medium",
    )  # fmt: skip
