"""What waste costs: energy, CO2 and water, each as a range with its assumptions.

Knows nothing of rules, code or reports. Names are loaded at first use, so that importing a type costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from greenlint.footprint.assumptions import Assumption as Assumption
    from greenlint.footprint.assumptions import Assumptions as Assumptions
    from greenlint.footprint.estimating import Estimate as Estimate
    from greenlint.footprint.estimating import estimate as estimate
    from greenlint.footprint.everyday import Equivalent as Equivalent
    from greenlint.footprint.everyday import equivalents as equivalents
    from greenlint.footprint.formatting import format_number as format_number
    from greenlint.footprint.formatting import format_range as format_range
    from greenlint.footprint.formatting import format_share as format_share
    from greenlint.footprint.impact import footprint_of as footprint_of
    from greenlint.footprint.models import ModelClass as ModelClass
    from greenlint.footprint.models import classify as classify
    from greenlint.footprint.quantities import Footprint as Footprint
    from greenlint.footprint.range import Range as Range

_HOME = {
    "Assumption": "assumptions",
    "Assumptions": "assumptions",
    "Equivalent": "everyday",
    "equivalents": "everyday",
    "Estimate": "estimating",
    "estimate": "estimating",
    "format_number": "formatting",
    "format_range": "formatting",
    "format_share": "formatting",
    "footprint_of": "impact",
    "ModelClass": "models",
    "classify": "models",
    "Footprint": "quantities",
    "Range": "range",
}

__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
