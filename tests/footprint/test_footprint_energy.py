"""What one operation costs."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from greenlint.errors import UserError
from greenlint.footprint import Assumptions, Footprint, Range, footprint_of
from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.estimating import answers_per_request
from greenlint.footprint.waste import Operation, OperationKind

FRANCE = Assumptions(region="FRA")
CHAT = Operation(kind="chat", model="gpt-4o", input_tokens=500, output_tokens=300)


def cost(operation: Operation, assumptions: Assumptions = FRANCE, calls: float = 1) -> Footprint:
    found = footprint_of(operation, calls, assumptions)
    assert found is not None
    return found


def with_(operation: Operation, **changes: object) -> Operation:
    return msgspec.structs.replace(operation, **changes)


def test_a_chat_call_by_hand() -> None:
    wh = cost(CHAT).energy_wh
    assert wh.central == pytest.approx((500 * 0.055 * (1 + 500 / 100_000) + 300 * 0.51) / 1000)
    assert wh.low < wh.central / 6
    assert wh.high > wh.central * 6


def test_unit_identities() -> None:
    found = cost(with_(CHAT, mode="local"))
    wh = found.energy_wh.central
    assert found.co2_g.central == pytest.approx(wh * (41 + 35) / 1000)  # 1 Wh at 1 g/kWh is 1 mg
    assert found.water_ml.central == pytest.approx(wh * 3.7)  # 1 Wh at 1 L/kWh is 1 mL; no cooling water at home
    hosted = cost(CHAT)
    assert hosted.water_ml.central == pytest.approx(hosted.energy_wh.central * (0.45 / 1.15 + 3.7))


def test_published_water_formulas() -> None:
    google, li = 0.22 * 1.15, 4 * (0.55 + 1.17 * 3.142)  # Wh of IT x L/kWh on site; Wh x (on site + PUE x plants), mL
    assert google == pytest.approx(0.26, rel=0.05)
    assert li == pytest.approx(16.9, rel=0.005)


@pytest.mark.parametrize("mode", ["hosted", "local"])
@pytest.mark.parametrize("model", ["llama3.2:1b", "gpt-4o-mini", "gpt-4.1-mini", "gpt-4o", "claude-opus-4", "o3"])
def test_energy_grows_with_tokens(model: str, mode: str) -> None:
    base = with_(CHAT, model=model, mode=mode)
    for field in ("input_tokens", "output_tokens"):
        found = [cost(with_(base, **{field: tokens})).energy_wh for tokens in (10, 100, 1000, 10_000, 100_000)]
        for end in ("low", "central", "high"):
            values = [getattr(value, end) for value in found]
            assert values == sorted(set(values))


def test_calls_are_linear() -> None:
    assert cost(CHAT, calls=1000).energy_wh.central == pytest.approx(1000 * cost(CHAT).energy_wh.central)


def test_long_prompts_cost_more_per_token() -> None:
    short, long = (
        cost(with_(CHAT, input_tokens=1000, output_tokens=1)),
        cost(with_(CHAT, input_tokens=100_000, output_tokens=1)),
    )
    assert long.energy_wh.central > 150 * short.energy_wh.central


def test_unknown_counts_are_assumed_in_a_wider_band() -> None:
    known, unknown = cost(CHAT).energy_wh, cost(Operation(kind="chat", model="gpt-4o")).energy_wh
    assert unknown.central == pytest.approx(known.central)
    assert unknown.width > known.width


def test_settings_replace_the_assumed_counts() -> None:
    tokens = Range.exact(1000.0)
    assumed = cost(
        Operation(kind="chat", model="gpt-4o"), Assumptions(region="FRA", input_tokens=tokens, output_tokens=tokens)
    )
    assert assumed == cost(with_(CHAT, input_tokens=1000, output_tokens=1000))


def test_a_limit_is_the_high_value_and_never_the_expected_length() -> None:
    free = cost(Operation(kind="chat", model="gpt-4o")).energy_wh
    high = cost(Operation(kind="chat", model="gpt-4o", output_limit=4000)).energy_wh
    low = cost(Operation(kind="chat", model="gpt-4o", output_limit=50)).energy_wh
    assert high.central == pytest.approx(free.central)
    assert high.high > free.high
    assert low.central < free.central
    assert low.high < free.high


def test_reasoning_makes_answers_dearer() -> None:
    base = Operation(kind="chat", model="gpt-4o")
    costs = [
        cost(with_(base, reasoning=effort)).energy_wh.central for effort in ("none", "minimal", "low", "medium", "high")
    ]
    assert costs == sorted(set(costs))
    assert cost(Operation(kind="chat", model="o3")).energy_wh.central > 4 * costs[0]


def test_a_reported_count_holds_the_hidden_tokens() -> None:
    counted = cost(Operation(kind="chat", model="o3", input_tokens=500, output_tokens=1000)).energy_wh
    visible = cost(
        Operation(kind="chat", model="o3", input_tokens=500, output_tokens=1000, reasoning="medium")
    ).energy_wh
    assert counted.central * 4 < visible.central < counted.high


def test_local_runs_cost_about_ten_times_more_per_token() -> None:
    ratio = (
        cost(with_(CHAT, model="llama3.1:8b", mode="local")).energy_wh.central
        / cost(with_(CHAT, model="llama3.1:8b")).energy_wh.central
    )
    assert 8 < ratio < 16


def test_less_is_known_of_closed_and_unknown_models() -> None:
    widths = [cost(with_(CHAT, model=model)).energy_wh.width for model in ("llama-3.1-70b", "gpt-4o", "my-model")]
    assert widths == sorted(set(widths))


def test_an_agent_is_many_calls_with_a_growing_history() -> None:
    agent, call = cost(with_(CHAT, kind="agent")).energy_wh, cost(CHAT).energy_wh
    assert agent.central > 5 * call.central
    assert agent.width > call.width


def test_images_grow_with_steps_and_pixels() -> None:
    image = Operation(
        kind="image", model="stabilityai/stable-diffusion-xl-base-1.0", mode="local", steps=25, megapixels=1.0
    )
    once = cost(image).energy_wh.central
    assert once == pytest.approx(25 * 0.032)
    assert cost(with_(image, steps=50)).energy_wh.central == pytest.approx(2 * once)
    assert cost(with_(image, megapixels=2.0)).energy_wh.central == pytest.approx(2 * once)
    assert cost(with_(image, images=3)).energy_wh.central == pytest.approx(3 * once)


def test_a_distilled_image_model_needs_few_steps() -> None:
    fast, slow = (
        cost(Operation(kind="image", model=f"black-forest-labs/FLUX.1-{name}")) for name in ("schnell", "dev")
    )
    assert slow.energy_wh.central > 5 * fast.energy_wh.central


def test_a_chat_call_to_an_image_model_makes_an_image() -> None:
    assert cost(Operation(kind="chat", model="gemini-2.5-flash-image")) == cost(
        Operation(kind="image", model="gemini-2.5-flash-image")
    )


def test_video_grows_faster_than_its_length() -> None:
    video = Operation(kind="video", model="tencent/HunyuanVideo", megapixels=0.92)
    five, eight = (cost(with_(video, seconds=seconds)).energy_wh.central for seconds in (5.0, 8.0))
    assert 1.6 < eight / five < 2.7
    lengths = [
        cost(with_(video, seconds=float(seconds))).energy_wh.central for seconds in (1, 4, 5, 8, 11.9, 12, 12.1, 24, 60)
    ]
    assert lengths == sorted(lengths)
    assert lengths[-1] == pytest.approx(5 * lengths[5])  # long ones are made in pieces


def test_the_resolution_of_a_video_counts() -> None:
    video = Operation(kind="video", model="veo-3", seconds=5.0)
    sizes = [cost(with_(video, megapixels=size)).energy_wh.central for size in (0.4, 0.92, 2.07)]
    assert sizes[0] * 2 < sizes[1] < sizes[2] / 2


def test_a_plain_request_is_a_thousand_times_lighter_than_a_small_answer() -> None:
    assert 500 < answers_per_request() < 2000


def test_web_work() -> None:
    request = cost(Operation(kind="http")).energy_wh
    assert request.central == pytest.approx(0.05 / 3600 * 2.1, rel=0.1)  # 50 ms of a virtual CPU at about 2 W
    assert cost(Operation(kind="http", megabytes=100.0)).energy_wh.central > 1000 * request.central
    client, connection = (
        cost(Operation(kind="client")).energy_wh.central,
        cost(Operation(kind="connection")).energy_wh.central,
    )
    assert connection < client < request.central
    assert client == pytest.approx(0.025 * 6.8e-4 + connection)


def test_loading_weights_grows_with_the_model() -> None:
    small, large = (
        cost(Operation(kind="load", mode="local", model=name)).energy_wh.central
        for name in ("llama3.2:1b", "llama-3.1-70b")
    )
    assert small * 10 < large
    assert cost(Operation(kind="load", mode="local", megabytes=90.0)).energy_wh.central < small


def test_small_models_are_light() -> None:
    classify, answer = (
        cost(Operation(kind="classify")).energy_wh.central,
        cost(with_(CHAT, model="gpt-4o-mini")).energy_wh.central,
    )
    embed = cost(Operation(kind="embed", model="text-embedding-3-small", input_tokens=500)).energy_wh.central
    assert classify * 10 < answer
    assert embed * 10 < answer


def test_speech_by_the_minute() -> None:
    audio = Operation(kind="transcribe", model="openai/whisper-large-v3", mode="local", seconds=60.0)
    assert cost(audio).energy_wh.central == pytest.approx(0.3)
    assert cost(with_(audio, model="openai/whisper-tiny")).energy_wh.central < 0.3 / 30
    assert cost(Operation(kind="speech", seconds=120.0)).energy_wh.central == pytest.approx(1.0)


def test_unknown_local_work_has_no_figure() -> None:
    assert footprint_of(Operation(kind="local", mode="local"), 10, FRANCE) is None
    assert footprint_of(Operation(kind="local", mode="local", model="all-MiniLM-L6-v2"), 10, FRANCE) is not None


@pytest.mark.parametrize("kind", get_args(OperationKind))
@pytest.mark.parametrize("mode", ["hosted", "local"])
@pytest.mark.parametrize(
    "model", [None, "gpt-4o", "dall-e-3", "whisper-1", "all-MiniLM-L6-v2", "veo-3", "tts-1", "bert-base-uncased"]
)
def test_every_kind_gets_a_figure_above_zero_or_none(kind: OperationKind, mode: str, model: str | None) -> None:
    found = footprint_of(Operation(kind=kind, mode=mode, model=model), 1, Assumptions())  # type: ignore[arg-type]
    if found is None:
        assert kind == "local"
        return
    for value in (found.energy_wh, found.co2_g, found.water_ml):
        assert 0 < value.low < value.central < value.high


def test_regions_change_gas_and_water_only() -> None:
    france, germany = cost(CHAT), cost(CHAT, Assumptions(region="germany"))
    assert france.energy_wh == germany.energy_wh
    assert france.co2_g.central * 4 < germany.co2_g.central
    assert france.water_ml.central > germany.water_ml.central


def test_without_a_region_the_world_answers_in_a_wider_band() -> None:
    world, usa = cost(CHAT, Assumptions()), cost(CHAT, Assumptions(region="usa"))
    assert world.co2_g.width > usa.co2_g.width
    assert world == cost(CHAT, Assumptions(region="world"))


@pytest.mark.parametrize("name", ["FRA", "fra", "France", "fr", " france "])
def test_regions_by_any_name(name: str) -> None:
    assert cost(CHAT, Assumptions(region=name)) == cost(CHAT)


def test_an_unknown_region_names_the_nearest() -> None:
    with pytest.raises(UserError, match="no region `frnce`; did you mean `france`"):
        footprint_of(CHAT, 1, Assumptions(region="frnce"))


def test_the_band_is_the_stated_quadrature() -> None:
    table = coefficients()
    wh = cost(with_(CHAT, input_tokens=0, output_tokens=1000)).energy_wh
    expected = table["text.hosted.large.output"] * table["bands.model.B"]
    assert (wh.low, wh.high) == (pytest.approx(expected.low), pytest.approx(expected.high))
