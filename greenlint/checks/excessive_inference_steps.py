"""More denoising steps than the pipeline needs: far above its default, or many with a distilled model."""

from __future__ import annotations

from collections.abc import Iterator

from greenlint.checks.match import Match, fewer
from greenlint.footprint import classify
from greenlint.footprint.waste import Amount
from greenlint.project import Call

_FACTOR = 1.5  # times the default, above which a step count is no fine-tuning any more
_DISTILLED = 8  # steps; distilled checkpoints (turbo, lightning, LCM, schnell, hyper) are made for 1 to 8


def check(call: Call) -> Iterator[Match]:
    if call.kind not in ("image", "video") or call.spec is None or call.function.in_test:
        return
    steps = call.args.get("steps")
    if steps.number is None or any(loop.per_item and steps.expr is not None and _sweeps(call, loop.facts.targets)
                                   for loop in call.loops):  # fmt: skip
        return
    model = call.args.get("model").text
    made_for = classify(model, "local").steps if model else None
    if model and made_for is not None and made_for <= _DISTILLED and steps.number > _DISTILLED:
        yield _match(call, "distilled", steps.number, _DISTILLED, model=model)
        return
    default = call.spec.defaults.get("steps")
    if isinstance(default, int) and steps.number > default * _FACTOR:
        yield _match(call, "default", steps.number, default)


def _match(call: Call, reason: str, steps: float, default: int, **more: str) -> Match:
    values = {"call": call.text, "count": str(int(steps)), "default": str(default), **more}
    return Match(call, reason, values, waste=fewer("steps", call, Amount(steps), Amount(default)))


def _sweeps(call: Call, targets: tuple[str, ...]) -> bool:
    """The loop tries several step counts."""
    expr = call.args.get("steps").expr
    return expr is not None and bool(call.file.names(expr) & set(targets))
