"""A chat call whose API has no bound of its own, and that sets none anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, operation_of
from greenlint.footprint.waste import Amount, Waste
from greenlint.project import Call

_LIKELY_CAP = 1000  # tokens; generous for most answers, only used to size the worst case
_WORST = 16_384  # tokens; what common hosted chat models may write in one answer


def check(call: Call) -> Iterator[Match]:
    if call.kind != "chat" or call.spec is None or call.function.in_test:
        return
    if call.limit_default != "none" or not call.args.get("limit").absent:
        return
    names = call.spec.args.get("limit") or next((made.args.get("limit") for _, made in call.makers), None)
    if not names:
        return
    bound_by_schema = call.spec.structured or call.args.get("schema").given
    local = call.spec.mode == "local"
    maker = call.makers[0][0] if call.makers else None
    reason = "constructor" if maker is not None and not call.spec.args.get("limit") else "default"
    values = {"call": call.text, "argument": names[0]}
    if maker is not None:
        values["constructor"] = maker.text
    yield Match(
        call,
        reason,
        values,
        waste=Waste(unit="tokens", now=Amount(_WORST), after=Amount(_LIKELY_CAP), operation=operation_of(call), bounded=True),
        confidence="medium" if bound_by_schema or local else "high",
        level="info" if bound_by_schema or local else None,
        root=(call.file.path if call.origin is None else call.origin, call.path),
    )
