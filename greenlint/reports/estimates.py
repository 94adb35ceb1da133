"""What a waste costs, on one line: the share saved first, then per 1,000 runs, then per year if a rate was given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from greenlint.footprint import Assumptions, Estimate, estimate
from greenlint.footprint.amounts import words
from greenlint.footprint.waste import Waste
from greenlint.reports.assumptions import part_words, short_words
from greenlint.reports.numbers import footprint_text, share_text
from greenlint.reports.words import UNITS
from greenlint.texts import _

if TYPE_CHECKING:
    from greenlint.config import Settings


def assumptions_of(settings: Settings) -> Assumptions:
    """What the settings say about estimates."""
    return Assumptions(
        region=settings.region,
        coefficients=settings.coefficients,
        loop_size=settings.loop_size,
        runs_per_day=settings.runs_per_day,
    )


def estimator(settings: Settings) -> Callable[[Waste | None], Estimate | None]:
    """Estimates with the settings' assumptions. What it gives raises UserError for a region that is not known."""
    assumptions = assumptions_of(settings)
    return lambda waste: None if waste is None else estimate(waste, assumptions)


def estimate_line(waste: Waste, found: Estimate | None) -> str:
    """`N calls → 1: ≈ 99 % saved; per 1,000 runs 5.2 Wh (0.9-30), 2 g CO2e, 18 mL (large model, N = 100)`."""
    change = _("{now} → {after} {unit}").format(
        now=words(waste.now), after=words(waste.after), unit=UNITS[waste.unit]()
    )
    if found is None:
        return change
    text = _("; ").join(_figures(found)) or _("how much it weighs is unknown: there is no public figure")
    assumed = ", ".join(filter(None, map(short_words, found.assumptions)))
    line = _("{change}: {figures}").format(change=change, figures=text)
    return f"{line} ({assumed})" if assumed else line


def _figures(found: Estimate) -> Iterator[str]:
    if found.bounded:
        yield _("bounds a worst case, saves nothing on a normal run")
        if found.per_run is not None:
            yield _("at worst {footprint} less").format(footprint=footprint_text(found.per_run))
        return
    if found.share_saved is not None:
        part = next((part_words(entry) for entry in found.assumptions if entry.key == "share-of"), None)
        saved = _("≈ {share} saved") if part is None else _("≈ {share} of {part} saved")
        yield saved.format(share=share_text(found.share_saved), part=part)
    if found.per_1000_runs is not None:
        yield _("per 1,000 runs {footprint}").format(footprint=footprint_text(found.per_1000_runs))
    if found.per_year is not None:
        yield _("per year {footprint}").format(footprint=footprint_text(found.per_year))
