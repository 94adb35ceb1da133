"""The estimate of a waste: share saved, then per run, per 1,000 runs, and per year where a rate was given."""

from __future__ import annotations

import msgspec

from greenlint.footprint.amounts import words
from greenlint.footprint.assumptions import Assumption, Assumptions, Log
from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.energy import text_energy, web_energy
from greenlint.footprint.formatting import round_to
from greenlint.footprint.impact import deck_image, from_energy, is_image
from greenlint.footprint.models import ModelClass
from greenlint.footprint.quantities import Footprint
from greenlint.footprint.range import Range
from greenlint.footprint.saving import Saving, saving_of
from greenlint.footprint.waste import Operation, Waste
from greenlint.footprint.work import WEB_KINDS

DAYS_PER_YEAR = 365


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """What a waste costs. None = unknown: say so, never print 0."""

    share_saved: Range | None  # of the energy of the operation (or of the part that `share-of` names); None if bounded
    now: Footprint | None  # per run, as the code is
    per_run: Footprint | None  # saved; if bounded, the worst case that the cap takes away
    per_1000_runs: Footprint | None  # saved
    per_year: Footprint | None  # saved, at the user's rate
    bounded: bool = False  # a worst case: nothing is saved on a normal run
    assumptions: tuple[Assumption, ...] = ()


def estimate(waste: Waste, assumptions: Assumptions) -> Estimate:
    """The estimate of `waste`. Raises UserError for a region that is not known."""
    log = Log()
    log.add("coefficients", set=assumptions.coefficients, version=coefficients().version)
    saving = saving_of(waste, assumptions, log)
    now = _footprint(waste.operation, saving, assumptions, log)
    saved = None if now is None or saving.share is None else now * saving.share
    if waste.operation.kind in WEB_KINDS:
        log.add("lighter-than-answer", times=round_to(answers_per_request(), 1))
    if waste.bounded:
        log.add("worst-case", now=words(waste.now), after=words(waste.after), unit=waste.unit)
        return Estimate(
            share_saved=None, now=now, per_run=saved, per_1000_runs=None, per_year=None, bounded=True,
            assumptions=log.entries(),
        )  # fmt: skip
    per_year = None
    if saved is not None and assumptions.runs_per_day is not None:
        log.add("runs-per-day", value=assumptions.runs_per_day)
        per_year = saved * (assumptions.runs_per_day * DAYS_PER_YEAR)
    return Estimate(
        share_saved=saving.share, now=now, per_run=saved, per_1000_runs=None if saved is None else saved * 1000,
        per_year=per_year, assumptions=log.entries(),
    )  # fmt: skip


def answers_per_request() -> float:
    """How many plain web requests weigh as much as one answer of a small model."""
    table = coefficients()
    small = ModelClass(kind="text", size_class="small", confidence="A")
    answer = text_energy(table["text.tokens.input"], table["text.tokens.output"], Operation(kind="chat"), small)
    return answer.central / web_energy(Operation(kind="http")).central


def _footprint(operation: Operation, saving: Saving, assumptions: Assumptions, log: Log) -> Footprint | None:
    if assumptions.coefficients == "deck":
        if is_image(operation):
            return deck_image() * (saving.operations * (operation.images or 1))
        log.add("deck-is-silent", kind=operation.kind)
    return None if saving.now is None else from_energy(saving.now, operation.mode, assumptions, log)
