"""`greenlint footprint` without code, everyday equivalents, and how numbers are written."""

from __future__ import annotations

import pytest

from greenlint.footprint import Assumptions, Range, equivalents, footprint_of, format_number, format_range, format_share
from greenlint.footprint.question import answer, kind_of
from greenlint.footprint.waste import Operation

CHAT = Operation(kind="chat", model="gpt-4o", input_tokens=500, output_tokens=300)


def test_the_example_of_the_manual() -> None:
    found = answer(CHAT, 1000, Assumptions(region="FRA"))
    assert found.footprint is not None
    assert found.per_call is not None
    assert format_range(found.footprint.energy_wh, "Wh") == "180 Wh (30-1\u202f000)"
    assert format_range(found.footprint.co2_g, "gCO2e") == "14 g CO2e (2-100)"
    assert format_range(found.footprint.water_ml, "mL") == "740 mL (90-6\u202f000)"
    assert found.footprint.energy_wh.central == pytest.approx(1000 * found.per_call.energy_wh.central)
    assert {one.key for one in found.equivalents} == {"led-hour", "phone-charge", "car-m", "water-glass"}
    assert found.per_year is None
    direct = footprint_of(CHAT, 1000, Assumptions(region="FRA"))
    assert direct is not None
    assert found.footprint.co2_g.high == pytest.approx(direct.co2_g.high)


def test_a_yearly_figure_needs_a_rate() -> None:
    found = answer(CHAT, 10, Assumptions(runs_per_day=2))
    assert found.footprint is not None
    assert found.per_year is not None
    assert found.per_year.energy_wh.central == pytest.approx(730 * found.footprint.energy_wh.central)


def test_an_unknown_cost_is_unknown() -> None:
    found = answer(Operation(kind="local", mode="local"), 10, Assumptions())
    assert found.footprint is None
    assert found.per_call is None
    assert found.equivalents == ()
    assert "no-public-figure" in {entry.key for entry in found.assumptions}


def test_the_deck_answers_for_images() -> None:
    found = answer(Operation(kind="image"), 2, Assumptions(coefficients="deck"))
    assert found.footprint is not None
    assert found.footprint.energy_wh == Range.exact(20)


def test_a_request_says_how_light_it_is() -> None:
    assert "lighter-than-answer" in {
        entry.key for entry in answer(Operation(kind="http"), 1, Assumptions()).assumptions
    }


@pytest.mark.parametrize(
    ("model", "kind"),
    [("gpt-4o", "chat"), ("dall-e-3", "image"), ("whisper-1", "transcribe"), ("tts-1", "speech"), ("sora-2", "video"),
     ("text-embedding-3-small", "embed"), ("rerank-v3.5", "rerank"), (None, "chat"), ("our-model", "chat")],
)  # fmt: skip
def test_the_model_says_what_it_does(model: str | None, kind: str) -> None:
    assert kind_of(model) == kind


@pytest.mark.parametrize("calls", [1, 10, 1000, 1e6, 1e9])
def test_equivalents_are_numbers_that_one_can_picture(calls: float) -> None:
    footprint = footprint_of(CHAT, calls, Assumptions(region="FRA"))
    assert footprint is not None
    found = equivalents(footprint)
    assert len({one.key.split("-")[0] for one in found}) == len(found)
    for one in found:
        assert 0.5 <= one.number.central < 1000
        assert one.number.low < one.number.central < one.number.high


def test_nothing_is_compared_where_nothing_compares() -> None:
    footprint = footprint_of(Operation(kind="http"), 1, Assumptions(region="FRA"))
    assert footprint is not None
    assert equivalents(footprint) == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.000031, "0.000031"), (1.549, "1.5"), (24.4, "24"), (1288, "1\u202f300"), (0.1, "0.1"), (99.6, "100"), (0, "0"),
     (1e6, "1\u202f000\u202f000")],
)  # fmt: skip
def test_two_significant_digits(value: float, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Range(0.032, 0.181, 1.23), "Wh", "0.18 Wh (0.03-1)"),
        (Range(0.00032, 0.00181, 0.0123), "Wh", "1.8 mWh (0.3-10)"),
        (Range(320, 1810, 12_300), "Wh", "1.8 kWh (0.3-10)"),
        (Range(0.03, 0.24, 2.4), "gCO2e", "0.24 g CO2e (0.03-2)"),
        (Range(1.2e6, 3.4e6, 9e6), "gCO2e", "3.4 t CO2e (1-9)"),
        (Range(300, 1800, 12_000), "mL", "1.8 L (0.3-10)"),
        (Range.exact(10), "Wh", "10 Wh"),
        (Range(3, 18, 120), "", "18 (3-100)"),
    ],
)
def test_ranges_in_a_handy_unit(value: Range, unit: str, text: str) -> None:
    assert format_range(value, unit) == text


def test_decimal_commas() -> None:
    assert format_range(Range(0.032, 0.181, 1.23), "Wh", decimal=",") == "0,18 Wh (0,03-1)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Range.exact(0.99), "99 %"),
        (Range.exact(0.999), "> 99 %"),
        (Range.exact(1), "100 %"),
        (Range(0.281, 0.463, 0.612), "46 % (28-61)"),
        (Range.exact(0), "0 %"),
    ],
)
def test_shares(value: Range, text: str) -> None:
    assert format_share(value) == text
