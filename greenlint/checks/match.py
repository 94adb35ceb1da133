"""What a check reports: where, what was seen, and what it wastes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from greenlint.finding import Confidence, Level, Span
from greenlint.footprint.waste import Amount, Operation, OperationKind, Waste, WasteUnit
from greenlint.project.calls import Call
from greenlint.project.functions import Function
from greenlint.project.loops import Loop
from greenlint.project.view import FileView


@dataclass(frozen=True)
class Match:
    """One finding in the making. `values` fill the placeholders of the card's reason; code text or numbers only."""

    at: Call | Loop | Function
    reason: str = "default"
    values: dict[str, str] = field(default_factory=dict)
    waste: Waste | None = None
    confidence: Confidence = "high"
    level: Level | None = None  # instead of the card's
    chain: Sequence[Call] = ()  # from the place down to the call that costs
    related: Sequence[Call] = ()  # other places of the same finding
    root: object = None  # findings of one rule with the same root cause can be told as one

    @property
    def file(self) -> FileView:
        return self.at.file

    @property
    def span(self) -> Span:
        if isinstance(self.at, Call):
            return self.at.span
        if isinstance(self.at, Loop):
            return self.at.facts.span or Span(1, 1, 1, 1)
        return self.at.scope.span


N = Amount(1, "N")
ONE = Amount(1)
NONE = Amount(0)


def times(size: int | None) -> Amount:
    """`size` when the code states it, else N."""
    return N if size is None else Amount(size)


def operation_of(call: Call) -> Operation:
    """The costly operation behind a call, as far as the code states it."""
    kind = call.kind
    args = call.args
    spec = call.spec
    model = args.get("model").text
    limit = args.get("limit").number
    reasoning = args.get("reasoning").text
    known: dict[str, OperationKind] = {"status": "http", "store": "http", "search": "http", "api": "http"}
    seconds = args.get("seconds").number
    return Operation(
        kind=known.get(kind, kind or "http"),  # type: ignore[arg-type]
        model=model,
        mode=spec.mode if spec is not None and spec.mode else "hosted",
        output_limit=int(limit) if limit and limit > 0 else None,
        reasoning=reasoning,
        steps=_whole(args.get("steps").number),
        megapixels=_megapixels(args.get("size").text),
        seconds=seconds,
    )


def _whole(number: float | None) -> int | None:
    return int(number) if number is not None and number > 0 else None


def _megapixels(size: str | None) -> float | None:
    """`1024x1024` -> 1.05 megapixels."""
    width, _, height = (size or "").partition("x")
    return int(width) * int(height) / 1e6 if width.isdigit() and height.isdigit() else None


def fewer(unit: WasteUnit, call: Call, now: Amount, after: Amount = ONE, **known: object) -> Waste:
    """`unit` of this call's operation: `now` -> `after`."""
    return Waste(unit=unit, now=now, after=after, operation=operation_of(call), **known)  # type: ignore[arg-type]


def chain_text(calls: Sequence[Call]) -> str:
    """`summarise() → ask() → client.responses.create`."""
    return " → ".join([*(f"{call.text}()" for call in calls[:-1]), *(call.text for call in calls[-1:])])
