"""What a waste is a share of, unit by unit."""

from __future__ import annotations

import pytest

from greenlint.footprint import Assumption, Assumptions, Estimate, estimate
from greenlint.footprint.assumptions import KEYS, Log
from greenlint.footprint.waste import Amount, Operation, Waste

CHAT = Operation(kind="chat", model="gpt-4o", input_tokens=4000, output_tokens=300)
ONE, N = Amount(1), Amount(1, "N")
FRANCE = Assumptions(region="FRA")


def of(
    unit: str, now: Amount, after: Amount, operation: Operation = CHAT, settings: Assumptions = FRANCE, **more: object
) -> Estimate:
    return estimate(Waste(unit=unit, now=now, after=after, operation=operation, **more), settings)  # type: ignore[arg-type]


def share(found: Estimate) -> tuple[float, float, float]:
    assert found.share_saved is not None
    return found.share_saved.low, found.share_saved.central, found.share_saved.high


def assumed(found: Estimate, key: str) -> dict[str, str | float] | None:
    return next((entry.values for entry in found.assumptions if entry.key == key), None)


def test_whole_calls_are_exact() -> None:
    found = of("calls", Amount(5), ONE)
    assert share(found) == (0.8, 0.8, 0.8)
    assert found.now is not None
    assert found.per_run is not None
    assert found.per_run.energy_wh.central == pytest.approx(0.8 * found.now.energy_wh.central)


def test_n_is_the_assumed_loop_size_and_said() -> None:
    assert share(of("calls", N, ONE))[1] == pytest.approx(0.99)
    found = of("calls", N, ONE, settings=Assumptions(loop_size=1000))
    assert share(found)[1] == pytest.approx(0.999)
    assert assumed(found, "loop-size") == {"symbol": "N", "value": 1000}
    assert share(of("calls", Amount(1, "N", 2), N))[1] == pytest.approx(0.99)


def test_per_thousand_runs_and_per_year_only_at_a_given_rate() -> None:
    found = of("calls", ONE, Amount(0))
    assert found.per_run is not None
    assert found.per_1000_runs is not None
    assert found.per_1000_runs.energy_wh.central == pytest.approx(1000 * found.per_run.energy_wh.central)
    assert found.per_year is None
    yearly = of("calls", ONE, Amount(0), settings=Assumptions(runs_per_day=10)).per_year
    assert yearly is not None
    assert yearly.energy_wh.central == pytest.approx(3650 * found.per_run.energy_wh.central)


def test_a_cache_hit_rate_is_a_range() -> None:
    low, central, high = share(of("calls", N, N, hit_rate=0.18))
    assert central == pytest.approx(0.18)
    assert 0.05 < low < 0.1
    assert 0.3 < high < 0.5
    assert share(of("calls", N, ONE, hit_rate=0.18))[1] == pytest.approx(0.18 * 0.99)


def test_prompt_caching_saves_reading_only() -> None:
    found = of("tokens", Amount(3500), Amount(3500), hit_rate=1.0)
    low, central, high = share(found)
    assert central == pytest.approx(0.48, abs=0.02)  # not the 90 % of the price list
    assert 0.2 < low < 0.35
    assert 0.55 < high < 0.65
    assert assumed(found, "cache-read") == {"low": 0.02, "central": 0.1, "high": 0.35}


def test_a_shorter_prompt_saves_reading_only() -> None:
    json = Operation(kind="chat", model="gpt-4o", input_tokens=2000, output_tokens=300)
    low, central, high = share(of("tokens", Amount(1450), Amount(1000), json))
    assert low < central < high < 450 / 2000
    local = Operation(kind="chat", model="llama3.1:8b", mode="local", input_tokens=2000, output_tokens=300)
    assert share(of("tokens", Amount(1450), Amount(1000), local))[1] < central


def test_a_shorter_answer_saves_most() -> None:
    found = of(
        "tokens",
        Amount(1000),
        Amount(200),
        Operation(kind="chat", model="gpt-4o", input_tokens=100),
        direction="output",
    )
    assert 0.78 < share(found)[1] < 0.8
    assert assumed(found, "output-tokens-assumed") is None


def test_a_growing_history_is_cut_to_a_window() -> None:
    grown = of(
        "tokens", Amount(300, "N", 2), Amount(3000, "N"), Operation(kind="chat", model="gpt-4o", output_tokens=300)
    )
    low, central, high = share(grown)
    assert 0.7 < low < central < high < 0.95
    assert share(of("tokens", Amount(300, "N", 2), Amount(3000, "N"), settings=Assumptions(loop_size=20)))[1] < central


def test_prompt_tokens_may_be_a_symbol() -> None:
    found = of("tokens", Amount(1.45, "T"), Amount(1, "T"), Operation(kind="chat", model="gpt-4o"))
    assert assumed(found, "tokens-per-prompt") == {"symbol": "T", "value": 500}
    assert 0.03 < share(found)[1] < 0.15


def test_unused_candidates_share_their_prompt() -> None:
    low, central, high = share(of("candidates", Amount(5), ONE))
    assert low < central < high < 0.8
    short = share(
        of("candidates", Amount(5), ONE, Operation(kind="chat", model="gpt-4o", input_tokens=10, output_tokens=300))
    )
    assert short[1] == pytest.approx(0.8, abs=0.01)
    assert share(of("candidates", Amount(4), ONE, Operation(kind="image", model="dall-e-2"))) == (0.75, 0.75, 0.75)


def test_one_batch_for_many_items_saves_overhead_only() -> None:
    embed = Operation(kind="embed", model="text-embedding-3-small", input_tokens=300)
    assert share(of("calls", N, ONE, embed, same_work=True))[1] < 0.1
    local = Operation(kind="embed", model="all-MiniLM-L6-v2", mode="local", input_tokens=300)
    low, central, high = share(of("calls", N, Amount(4), local, same_work=True))
    assert 0.2 < low < central < high < 0.95


def test_images_steps_and_pixels() -> None:
    image = Operation(kind="image", model="stabilityai/stable-diffusion-xl-base-1.0", mode="local")
    assert share(of("steps", Amount(50), Amount(25), image)) == (0.5, 0.5, 0.5)
    assert share(of("images", N, ONE, image))[1] == pytest.approx(0.99)
    low, central, high = share(of("megapixels", Amount(4.2), Amount(1.05), image))
    assert 0.2 < low < 0.3
    assert central == pytest.approx(1 - 0.25**0.9)
    assert high == pytest.approx(1 - 0.25**1.1)


def test_seconds_of_video_and_audio() -> None:
    low, central, high = share(of("seconds", Amount(10), Amount(5), Operation(kind="video", model="veo-3")))
    assert low == pytest.approx(0.5)
    assert 0.6 < central < 0.7 < high
    assert share(of("seconds", Amount(60), Amount(30), Operation(kind="transcribe", model="whisper-1"))) == (
        0.5,
        0.5,
        0.5,
    )


def test_loads_and_bytes() -> None:
    load = Operation(kind="load", mode="local", model="llama3.1:8b")
    assert share(of("loads", N, ONE, load))[1] == pytest.approx(0.99)
    found = of("bytes", Amount(2e9), Amount(0), load)
    assert share(found) == (1, 1, 1)
    assert assumed(found, "share-of") == {"what": "transfer"}


def test_connections_are_a_small_part_of_their_requests() -> None:
    request = of("connections", N, ONE, Operation(kind="http"))
    low, central, high = share(request)
    assert 0 < low < central < 0.2 < high < 1
    assert assumed(request, "share-of") == {"what": "requests"}
    client = of("connections", N, ONE, Operation(kind="client", model="gpt-4o"))
    assert share(client)[1] == pytest.approx(0.99)
    assert assumed(client, "share-of") == {"what": "set-up"}


def test_web_findings_say_how_light_they_are() -> None:
    assert assumed(of("calls", N, ONE, Operation(kind="http")), "lighter-than-answer") == {"times": 900}
    assert assumed(of("calls", N, ONE), "lighter-than-answer") is None


def test_a_smaller_model() -> None:
    low, central, high = share(
        of("calls", ONE, ONE, instead=Operation(kind="chat", model="gpt-4o-mini", input_tokens=4000, output_tokens=300))
    )
    assert 0.5 < low < central < high < 1
    dearer = of(
        "calls", ONE, ONE, instead=Operation(kind="chat", model="claude-opus-4", input_tokens=4000, output_tokens=300)
    )
    assert share(dearer)[1] == 0


def test_less_reasoning() -> None:
    base = Operation(kind="chat", model="gpt-5", reasoning="high")
    low, central, high = share(
        of("calls", ONE, ONE, base, instead=Operation(kind="chat", model="gpt-5", reasoning="low"))
    )
    assert 0.4 < low < central < high < 1


def test_the_same_model_cancels() -> None:
    half = Operation(kind="chat", model="gpt-4o", input_tokens=4000, output_tokens=300)
    assert share(of("calls", Amount(2), ONE, instead=half)) == (0.5, 0.5, 0.5)


def test_what_nobody_published_is_unknown_and_not_zero() -> None:
    found = of("calls", N, N)  # a batch API: the same calls at a lower price
    assert found.share_saved is None
    assert found.per_run is None
    assert found.now is not None
    assert assumed(found, "no-public-figure") == {"kind": "chat"}
    local = of("calls", N, Amount(4), Operation(kind="local", mode="local"), same_work=True)
    assert local.share_saved is not None
    assert local.per_run is None
    assert local.per_1000_runs is None


def test_a_bounded_waste_is_a_worst_case() -> None:
    found = of(
        "tokens", Amount(16_000), Amount(1000), direction="output", bounded=True, settings=Assumptions(runs_per_day=10)
    )
    assert found.bounded
    assert found.share_saved is None
    assert found.per_1000_runs is None
    assert found.per_year is None
    assert found.per_run is not None
    assert found.per_run.energy_wh.central == pytest.approx(15_000 * 0.51 / 1000, rel=0.01)
    assert assumed(found, "worst-case") == {"now": "16000", "after": "1000", "unit": "tokens"}
    loop = of("calls", N, Amount(10), bounded=True)
    assert assumed(loop, "worst-case") == {"now": "N", "after": "10", "unit": "calls"}


def test_the_saving_is_known_as_well_as_its_parts() -> None:
    found = of("tokens", Amount(3500), Amount(3500), hit_rate=0.9)
    assert found.now is not None
    assert found.per_run is not None
    assert found.per_run.energy_wh.width > found.now.energy_wh.width


def test_assumptions_are_keys_with_values() -> None:
    found = of("calls", N, ONE, Operation(kind="chat", model="gpt-4o"))
    assert (
        Assumption("model-class", {"kind": "text", "class": "large", "confidence": "B", "model": "gpt-4o"})
        in found.assumptions
    )
    assert assumed(found, "input-tokens-assumed") == {"low": 100, "central": 500, "high": 4000}
    assert assumed(found, "region") == {"zone": "FRA", "co2_g_per_kwh": 41, "water_l_per_kwh": 3.7}
    for entry in found.assumptions:
        assert set(entry.values) == set(KEYS[entry.key])
    with pytest.raises(KeyError, match="region takes"):
        Log().add("region", zone="FRA")


def test_an_unresolved_model_is_named_as_such() -> None:
    found = of("calls", N, ONE, Operation(kind="chat"))
    assert assumed(found, "model-unknown") == {"kind": "text", "class": "large"}
    assert assumed(found, "model-class") is None
