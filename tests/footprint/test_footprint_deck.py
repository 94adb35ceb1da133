"""The course's figures: word for word, as a set of their own, with what does not hold together in them."""

from __future__ import annotations

import pytest

from greenlint.footprint import Assumptions, Range, estimate, footprint_of
from greenlint.footprint.deck import deck, implied_ratios
from greenlint.footprint.everyday import factors
from greenlint.footprint.grid import grid
from greenlint.footprint.waste import Amount, Operation, Waste

DECK = Assumptions(coefficients="deck", region="FRA")
IMAGE = Operation(kind="image", model="dall-e-3")


def test_the_words_are_the_slides_own() -> None:
    assert deck().image.words == {"energy": "0,01 kWh (environ)", "co2": "0,1 - 0,5 g CO2", "water": "0.38 mL"}
    assert [span.words for span in deck().total.spans().values()] == [
        ("~5,9 MWh", "~2,8 tonnes", "~8 750 L"),
        ("~350 MWh", "~170 tonnes", "~5,25 millions L"),
        ("~21 000 MWh", "~10 100 tonnes", "~31,5 millions L"),
        ("~512 000 MWh", "~243 200 tonnes", "~1 888 millions L"),
    ]
    assert deck().total.footnote == "Moyenne pour 100 requêtes par utilisateurs par jour"


def test_the_numbers_say_what_the_words_say() -> None:
    image, spans = deck().image, deck().total.spans()
    assert (image.energy_kwh, image.co2_g, image.water_ml) == (0.01, (0.1, 0.5), 0.38)
    assert [(span.energy_mwh, span.co2_t, span.water_l) for span in spans.values()] == [
        (5.9, 2.8, 8750),
        (350, 170, 5_250_000),
        (21_000, 10_100, 31_500_000),
        (512_000, 243_200, 1_888_000_000),
    ]
    assert [span.seconds for span in spans.values()] == [1, 60, 3600, 24 * 3600]


def test_an_image_costs_what_the_slide_says_whatever_the_region() -> None:
    found = footprint_of(IMAGE, 1, DECK)
    assert found is not None
    assert found.energy_wh == Range.exact(10)
    assert (found.co2_g.low, found.co2_g.high) == (0.1, 0.5)
    assert found.water_ml == Range.exact(0.38)
    assert footprint_of(IMAGE, 3, DECK) == found * 3
    assert footprint_of(IMAGE, 1, Assumptions(coefficients="deck")) == found
    assert footprint_of(Operation(kind="chat", model="gemini-2.5-flash-image"), 1, DECK) == found


def test_elsewhere_the_reference_answers_and_says_so() -> None:
    for operation in (
        Operation(kind="chat", model="gpt-4o"),
        Operation(kind="embed"),
        Operation(kind="http"),
        Operation(kind="video"),
    ):
        assert footprint_of(operation, 1, DECK) == footprint_of(operation, 1, Assumptions(region="FRA"))
        waste = Waste(unit="calls", now=Amount(2), after=Amount(1), operation=operation)
        keys = {entry.key: entry.values for entry in estimate(waste, DECK).assumptions}
        assert keys["deck-is-silent"] == {"kind": operation.kind}
        assert keys["coefficients"]["set"] == "deck"
        assert "deck-is-silent" not in {entry.key for entry in estimate(waste, Assumptions()).assumptions}


def test_a_waste_of_images_is_counted_in_the_slides_images() -> None:
    found = estimate(Waste(unit="candidates", now=Amount(4), after=Amount(1), operation=IMAGE), DECK)
    assert found.per_run is not None
    assert found.per_run.energy_wh == Range.exact(30)
    assert "deck-is-silent" not in {entry.key for entry in found.assumptions}
    steps = Operation(kind="image", model="stabilityai/stable-diffusion-xl-base-1.0", mode="local")
    half = estimate(Waste(unit="steps", now=Amount(50), after=Amount(25), operation=steps), DECK)
    assert half.per_run is not None
    assert half.per_run.energy_wh == Range.exact(5)


RATIOS = implied_ratios()


def test_image_energy_against_co2() -> None:
    assert RATIOS["image.g-per-kwh.low"] == pytest.approx(10)
    assert RATIOS["image.g-per-kwh.high"] == pytest.approx(50)
    assert RATIOS["image.g-per-kwh.low"] < min(zone.co2 for zone in grid().zones.values())


def test_image_energy_against_water() -> None:
    assert RATIOS["image.l-per-kwh"] == pytest.approx(0.038)
    assert RATIOS["image.l-per-kwh"] < 0.05 < 0.12


def test_image_car() -> None:
    assert RATIOS["image.car-g-per-km.low"] == pytest.approx(50)
    assert RATIOS["image.car-g-per-km.high"] == pytest.approx(50)
    assert factors()["car-km"].value > 2 * 50


def test_image_phone() -> None:
    assert 0.4 < deck().image.energy_kwh * 1000 / factors()["phone-charge"].value < 0.6
    assert deck().image.phone_charges == 1


def test_image_drops_hold() -> None:
    assert deck().image.water_ml / factors()["water-drop"].value == pytest.approx(deck().image.drops, rel=0.06)


def test_total_energy_and_co2_hold() -> None:
    for span in ("second", "minute", "hour", "day"):
        assert RATIOS[f"{span}.energy"] == pytest.approx(1, abs=0.02)
        assert RATIOS[f"{span}.co2"] == pytest.approx(1, abs=0.02)
        assert 470 < RATIOS[f"{span}.g-per-kwh"] < 490


def test_total_water_minute() -> None:
    assert RATIOS["minute.water"] == pytest.approx(10)
    assert RATIOS["hour.water"] == pytest.approx(1)


def test_total_water_day() -> None:
    assert RATIOS["day.water"] == pytest.approx(2.5, abs=0.01)
    assert RATIOS["day.l-per-kwh"] == pytest.approx(0.55 + 3.142, abs=0.01)  # another scope of water
    assert RATIOS["second.l-per-kwh"] == pytest.approx(1.48, abs=0.01)


def test_total_requests() -> None:
    users = deck().total.day.energy_mwh * 1e6 / (100 * 2.9)
    assert users == pytest.approx(1.77e9, rel=0.01)
    assert deck().total.second.energy_mwh * 3600 / 1000 == pytest.approx(21.2, abs=0.1)  # GW


def test_every_inconsistency_is_named_in_both_languages_and_tested() -> None:
    tested = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}
    for name, text in deck().inconsistencies.items():
        assert set(text) == {"en", "fr"}
        assert name in tested
