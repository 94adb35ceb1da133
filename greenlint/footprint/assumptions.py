"""What an estimate rests on: the user's settings, and the guesses made where the code does not say."""

from __future__ import annotations

from typing import Literal

import msgspec

from greenlint.footprint.range import Range

CoefficientSet = Literal["reference", "deck"]
Value = str | float

# Every key that an estimate may name, with the values that go with it. Reports translate them; nothing here is prose.
KEYS: dict[str, tuple[str, ...]] = {
    "coefficients": ("set", "version"),
    "deck-is-silent": ("kind",),  # the deck has no figure for this kind: the reference set answered
    "model-class": ("kind", "class", "confidence", "model"),
    "model-unknown": ("kind", "class"),  # no model name, or one that says nothing
    "serving": ("mode",),
    "region": ("zone", "co2_g_per_kwh", "water_l_per_kwh"),
    "region-unknown": ("zone", "co2_g_per_kwh", "water_l_per_kwh"),
    "input-tokens-assumed": ("low", "central", "high"),
    "output-tokens-assumed": ("low", "central", "high"),
    "output-limit": ("limit",),  # the cap is the high value, never the expected length
    "reasoning": ("effort", "low", "central", "high"),  # tokens made for each visible one
    "reasoning-counted": ("effort",),  # the given count is taken to hold the hidden tokens
    "agent-turns-assumed": ("low", "central", "high"),
    "steps-assumed": ("low", "central", "high"),
    "megapixels-assumed": ("central",),
    "seconds-assumed": ("low", "central", "high"),
    "gigabytes-assumed": ("low", "central", "high"),
    "documents-assumed": ("low", "central", "high"),
    "loop-size": ("symbol", "value"),
    "tokens-per-prompt": ("symbol", "value"),
    "hit-rate": ("low", "central", "high"),
    "cache-read": ("low", "central", "high"),
    "input-output-ratio": ("factor",),
    "batching-gain": ("low", "central", "high"),
    "share-of": ("what",),  # the saving is a share of this part only: requests, set-up, transfer
    "worst-case": ("now", "after", "unit"),  # what a cap bounds; nothing is saved on a normal run
    "no-public-figure": ("kind",),  # nobody has published what this costs or saves
    "lighter-than-answer": ("times",),  # a small model's answer weighs this many such requests
    "runs-per-day": ("value",),
}


class Assumption(msgspec.Struct, frozen=True):
    """One thing that was assumed, for other modules to put into words: see KEYS."""

    key: str
    values: dict[str, Value] = {}


class Assumptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the user's settings say about the estimates. None = the default of the coefficients."""

    region: str | None = None  # country of the electricity; None: the world, in a wider band
    coefficients: CoefficientSet = "reference"
    loop_size: int = 100  # how often a loop runs where the code does not say
    runs_per_day: float | None = None  # None: no yearly figure
    input_tokens: Range | None = None  # of a prompt that the code does not show
    output_tokens: Range | None = None  # of an answer that nothing limits


class Log:
    """Collects the assumptions of one estimate, each once, in the order in which they were made."""

    def __init__(self) -> None:
        self._entries: dict[str, Assumption] = {}

    def add(self, key: str, **values: Value) -> None:
        """Notes an assumption. Raises KeyError for a key or values that KEYS does not list."""
        if set(values) != set(KEYS[key]):
            raise KeyError(f"{key} takes {KEYS[key]}, not {tuple(values)}")
        self._entries.setdefault(f"{key} {values.get('symbol', '')}", Assumption(key, values))

    def add_range(self, key: str, value: Range) -> Range:
        """Notes an assumed range and gives it back."""
        self.add(key, low=value.low, central=value.central, high=value.high)
        return value

    def entries(self) -> tuple[Assumption, ...]:
        return tuple(self._entries.values())
