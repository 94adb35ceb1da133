"""The published figures: where each lies in its band, how sharp the central values are, and that the pages say so."""

from __future__ import annotations

import re
from math import log

import pytest
from footprint_pages import DOCS, PAGES, Case, cases, mean

from greenlint.footprint.assumptions import KEYS
from greenlint.footprint.coefficients import coefficients

GROUPS = cases()
ALL = [row for rows in GROUPS.values() for row in rows]
MEASURED = [row for row in GROUPS["published"] if row.measured]


@pytest.mark.parametrize("row", ALL, ids=lambda row: str(row.id))
def test_each_figure_is_where_it_is_said_to_be(row: Case) -> None:
    assert row.inside is not bool(row.outside), f"{row.value} against {row.prediction}"


def test_most_figures_lie_in_their_band() -> None:
    for group in ("published", "held-out"):
        rows = GROUPS[group]
        assert sum(row.inside for row in rows) / len(rows) >= 0.9


def test_the_bands_still_say_something() -> None:
    rows = [*GROUPS["published"], *GROUPS["held-out"]]
    assert mean(log(row.prediction.width) for row in rows) <= 60


def test_sharpness() -> None:
    assert 0.5 <= mean(row.error for row in MEASURED) <= 2.0
    assert sum(abs(row.error) <= log(2) for row in MEASURED) >= len(MEASURED) / 2
    assert 0.5 <= mean(row.error for row in GROUPS["held-out"]) <= 2.0


def test_ids_are_unique() -> None:
    assert len({row.id for row in ALL}) == len(ALL)


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_in_step(name: str) -> None:
    said = (DOCS / name).read_text("utf-8")
    assert said == PAGES[name](), "run: python tests/footprint/footprint_pages.py"


def test_the_method_names_every_assumption() -> None:
    text = (DOCS / "footprint.md").read_text("utf-8")
    for key, values in KEYS.items():
        said = ", ".join(f"`{value}`" for value in values)
        assert f"| `{key}` | {said} |" in text


def test_the_method_quotes_the_classes_as_they_are() -> None:
    text = (DOCS / "footprint.md").read_text("utf-8")
    for name in coefficients().limits:
        row = re.search(rf"^\| {name} \|[^|]*\| ([\d.]+) \| ([\d.]+) \|$", text, re.MULTILINE)
        assert row, name
        assert float(row[1]) == coefficients()[f"text.hosted.{name}.output"].central
        assert float(row[2]) == coefficients()[f"text.local.{name}.output"].central
