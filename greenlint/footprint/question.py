"""`greenlint footprint`: what calls cost, asked without code."""

from __future__ import annotations

import msgspec

from greenlint.footprint.assumptions import Assumption, Assumptions, Log
from greenlint.footprint.estimating import DAYS_PER_YEAR, answers_per_request
from greenlint.footprint.everyday import Equivalent, equivalents
from greenlint.footprint.formatting import round_to
from greenlint.footprint.impact import footprint_with
from greenlint.footprint.models import ModelKind, classify
from greenlint.footprint.quantities import Footprint
from greenlint.footprint.waste import Operation, OperationKind
from greenlint.footprint.work import WEB_KINDS

_KINDS: dict[ModelKind, OperationKind] = {
    "text": "chat",
    "embedding": "embed",
    "image": "image",
    "video": "video",
    "transcribe": "transcribe",
    "speech": "speech",
    "classifier": "classify",
    "rerank": "rerank",
}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked about, and what it costs. None = unknown."""

    operation: Operation
    calls: float
    per_call: Footprint | None
    footprint: Footprint | None  # of all calls
    per_year: Footprint | None  # of all calls, at the user's `runs_per_day`
    equivalents: tuple[Equivalent, ...]  # of all calls
    assumptions: tuple[Assumption, ...]


def answer(operation: Operation, calls: float, assumptions: Assumptions) -> Answer:
    """The footprint of `calls` operations with everyday equivalents. Raises UserError for an unknown region."""
    log = Log()
    per_call = footprint_with(operation, 1, assumptions, log)
    if operation.kind in WEB_KINDS:
        log.add("lighter-than-answer", times=round_to(answers_per_request(), 1))
    whole = None if per_call is None else per_call * calls
    per_year = None
    if whole is not None and assumptions.runs_per_day is not None:
        log.add("runs-per-day", value=assumptions.runs_per_day)
        per_year = whole * (assumptions.runs_per_day * DAYS_PER_YEAR)
    return Answer(
        operation=operation, calls=calls, per_call=per_call, footprint=whole, per_year=per_year,
        equivalents=() if whole is None else equivalents(whole), assumptions=log.entries(),
    )  # fmt: skip


def kind_of(model: str | None) -> OperationKind:
    """The operation that a model's name asks for, where the user names none: a chat for an unknown name."""
    return _KINDS[classify(model).kind]
