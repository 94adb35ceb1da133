"""The data files: every value can be cited, mistakes are named by file and line, and reading is quick."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from greenlint.footprint.coefficients import coefficients, read_coefficients
from greenlint.footprint.deck import read_deck
from greenlint.footprint.document import FOLDER, CoefficientError
from greenlint.footprint.everyday import factors, read_factors
from greenlint.footprint.grid import grid, read_grid
from greenlint.footprint.models import read_patterns

CLASSES = ("nano", "small", "medium", "large", "frontier")
VALUES = coefficients().values


@pytest.mark.parametrize("key", VALUES)
def test_every_value_can_be_cited(key: str) -> None:
    value = VALUES[key]
    assert value.unit
    assert value.scope
    assert 2015 <= value.year <= 2030
    assert value.source
    assert all(source in coefficients().sources for source in value.source)
    assert value.exact or 0 <= value.value.low < value.value.central < value.value.high or value.value.low == 1
    assert value.value.low <= value.value.central <= value.value.high


def test_every_source_is_used_and_says_how_it_was_checked() -> None:
    cited = {source for value in VALUES.values() for source in value.source}
    cited |= set(grid().source.values()) | {factor.source for factor in factors().values()} | {read_deck().source}
    background = {"oviedo-2026", "li-2025"}  # named by the validation only
    assert set(coefficients().sources) - cited == background
    assert {source.checked for source in coefficients().sources.values()} <= {
        "primary",
        "abstract",
        "secondary",
        "none",
    }


@pytest.mark.parametrize("mode", ["hosted", "local"])
@pytest.mark.parametrize("direction", ["input", "output"])
def test_classes_increase_strictly(mode: str, direction: str) -> None:
    for end in ("low", "central", "high"):
        values = [getattr(coefficients()[f"text.{mode}.{name}.{direction}"], end) for name in CLASSES]
        assert values == sorted(set(values))


@pytest.mark.parametrize("mode", ["hosted", "local"])
@pytest.mark.parametrize("name", CLASSES)
def test_reading_a_token_costs_less_than_writing_one(mode: str, name: str) -> None:
    read, written = coefficients()[f"text.{mode}.{name}.input"], coefficients()[f"text.{mode}.{name}.output"]
    assert read.low < written.low
    assert read.central < written.central
    assert read.high < written.high


@pytest.mark.parametrize("name", CLASSES)
def test_local_runs_cost_more_than_shared_ones(name: str) -> None:
    assert (
        8
        < coefficients()[f"text.local.{name}.output"].central / coefficients()[f"text.hosted.{name}.output"].central
        < 16
    )


@pytest.mark.parametrize(
    ("name", "dollars"), [("nano", 0.1), ("small", 0.4), ("medium", 1.5), ("large", 10), ("frontier", 25)]
)
def test_energy_stays_under_half_of_list_prices(name: str, dollars: float) -> None:
    kwh_per_million = coefficients()[f"text.hosted.{name}.output"].high
    assert kwh_per_million * 0.08 < dollars / 2


def test_other_classes_increase() -> None:
    table = coefficients()
    for family in (
        ["image.diffusion.S", "image.diffusion.M", "image.diffusion.L"],
        ["image.hosted.low", "image.hosted.standard", "image.hosted.high"],
        [f"video.second.{name}" for name in ("tiny", "draft", "small", "standard", "pro")],
        [f"transcribe.local.{name}" for name in ("tiny", "small", "large")],
        [f"transcribe.hosted.{name}" for name in ("tiny", "small", "large")],
        ["web.new-tls", "web.request"],
    ):
        assert [table[key].central for key in family] == sorted({table[key].central for key in family})


def test_grid_is_plausible() -> None:
    for code, zone in grid().zones.items():
        assert len(code) == 3
        assert 5 <= zone.co2 <= 1200, code
        assert 0.05 <= grid().litres_per_kwh(zone) <= 20, code
    names = [name for zone in grid().zones.values() for name in zone.names]
    assert len(names) == len(set(names))
    assert grid().zones["FRA"].co2 < grid().zones["DEU"].co2
    # nuclear cooling and hydropower: less carbon, more water
    assert grid().litres_per_kwh(grid().zones["FRA"]) > grid().litres_per_kwh(grid().zones["DEU"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in FOLDER.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def _line(path: Path, text: str) -> int:
    return next(number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line)


@pytest.mark.parametrize(
    ("file", "old", "new", "read", "message"),
    [
        ("coefficients.yaml", "[0.005, 0.03, 0.18]", "[0.5, 0.03, 0.18]", read_coefficients, "must rise from low"),
        ("coefficients.yaml", "[0.005, 0.03, 0.18]", "cheap", read_coefficients, "is not a number"),
        ("coefficients.yaml", "source: [epoch-2025]", "source: [nobody]", read_coefficients, "is not in sources.yaml"),
        ("coefficients.yaml", "unit: Wh per minute of audio", "note: ''", read_coefficients, "has no unit"),
        ("coefficients.yaml", "text:\n    unit", "text: [\n    unit", read_coefficients, "expected"),
        ("sources.yaml", "year: 2025, checked: primary}", "checked: primary}", read_coefficients, "field `year`"),
        ("grid.yaml", "co2: 41,", "co2: low,", read_grid, "Expected `float`, got `str`"),
        ("grid.yaml", "co2: 41,", "carbon: 41,", read_grid, "unknown field `carbon`"),
        ("models.yaml", "'^gpt-4\\.1-mini'", "'^gpt-4\\.1-(mini'", read_patterns, "is no regular expression"),
        ("models.yaml", "kind: rerank, class: small,", "kind: rerank,", read_patterns, "only text models"),
        ("models.yaml", "kind: rerank, class: small,", "kind: ranking, class: small,", read_patterns, "'ranking'"),
        ("equivalents.yaml", "of: co2", "of: gas", read_factors, "Invalid enum value 'gas'"),
        ("deck.yaml", "energy-kwh: 0.01", "energy-kwh: a lot", read_deck, "Expected `float`, got `str`"),
    ],
)  # fmt: skip
def test_mistakes_are_named_by_file_and_line(
    folder: Path, file: str, old: str, new: str, read: Callable[[Path], object], message: str
) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CoefficientError) as raised:
        read(folder)
    said = str(raised.value)
    assert said.startswith(f"{file}:")
    assert message in said
    assert "\n" not in said


def test_the_line_is_the_right_one(folder: Path) -> None:
    path = folder / "grid.yaml"
    path.write_text(path.read_text("utf-8").replace("co2: 41,", "co2: low,"), "utf-8")
    with pytest.raises(CoefficientError, match=f"^grid.yaml:{_line(path, 'FRA:')}: zones.FRA.co2: "):
        read_grid(folder)
    path = folder / "coefficients.yaml"
    path.write_text(path.read_text("utf-8").replace("[0.005, 0.03, 0.18]", "[0.5, 0.03, 0.18]"), "utf-8")
    with pytest.raises(
        CoefficientError, match=f"^coefficients.yaml:{_line(path, '[0.5, 0.03')}: values.text.hosted.nano"
    ):
        read_coefficients(folder)


def test_the_shipped_files_are_right() -> None:
    read_coefficients()
    read_grid()
    read_patterns()
    read_factors()
    read_deck()


def test_the_date_ages() -> None:
    dated = coefficients().dated
    assert not coefficients().is_stale(dated + datetime.timedelta(days=300))
    assert coefficients().is_stale(dated + datetime.timedelta(days=400))


def test_reading_all_files_is_quick() -> None:
    def once() -> float:
        start = time.process_time()
        for read in (read_coefficients, read_grid, read_patterns_only, read_factors, read_deck):
            read()
        return time.process_time() - start

    from greenlint.footprint.models import patterns

    def read_patterns_only() -> object:
        patterns.cache_clear()
        return patterns()

    assert min(once() for _ in range(5)) < 0.060  # 0.02-0.03 on an idle machine; others may share this one


def test_importing_the_types_reads_nothing() -> None:
    code = (
        "import sys; import greenlint.footprint, greenlint.footprint.waste, greenlint.finding;"
        "sys.exit(any(name == 'yaml' or name.endswith('.coefficients') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
