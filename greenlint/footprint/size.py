"""The size of a model, as far as its name says: 8b, 30b-a3b, 8x7b, 350m."""

from __future__ import annotations

import re
from math import sqrt

import msgspec

_EXPERTS = re.compile(r"(?<![\d.a-z])(\d+)x(\d+(?:\.\d+)?)b(?![a-z])")
_ACTIVE = re.compile(r"(?<![a-z\d])a(\d+(?:\.\d+)?)b(?![a-z])")
_PLAIN = re.compile(r"(?<![\d.a-z])(\d+(?:\.\d+)?)-?([bmt])(?![a-z])")
_BILLIONS = {"t": 1000.0, "b": 1.0, "m": 0.001}

# Mixtral's experts share the attention layers: 8x7B is 47B with 13B active, 8x22B is 141B with 39B.
_SHARED_TOTAL, _SHARED_ACTIVE = 0.82, 0.92


class Size(msgspec.Struct, frozen=True):
    """Billions of parameters."""

    total: float
    active: float

    @property
    def effective(self) -> float:
        """The dense model that costs about the same: sqrt(total x active).

        Weights of idle experts still fill the memory, so a mixture costs more than its active part.
        """
        return sqrt(self.total * self.active)


def size_in(name: str) -> Size | None:
    """The size that the (lower-case) name states, else None."""
    experts = _EXPERTS.search(name)
    if experts:
        count, each = float(experts[1]), float(experts[2])
        return Size(count * each * _SHARED_TOTAL, 2 * each * _SHARED_ACTIVE)
    plain = max((float(number) * _BILLIONS[unit] for number, unit in _PLAIN.findall(name)), default=None)
    if plain is None:
        return None
    active = _ACTIVE.search(name)
    return Size(plain, min(float(active[1]), plain) if active else plain)
