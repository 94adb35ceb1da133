"""Random and spoiled input: never an exception, a crashed check, a changed file, raw control characters, or 10 s.

The long run is `bench/fuzz.py`; what it found is in `tests/project/test_hostile.py`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from fuzz_mutations import CHANGES, EXTREMES, module, notebook, seeds, spoiled
from fuzz_programs import Programs
from fuzz_trial import trial

pytest.importorskip("hypothesis")
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BOUNDED = settings(
    max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
CHANCE = st.integers(0, 2**32).map(Random)  # each choice drawn by Hypothesis would take a hundred times as long


def check(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert trial(Path(folder), files) == []


@settings(BOUNDED, max_examples=10)
@given(CHANCE)
def test_programs(random: Random) -> None:
    check({"app.py": Programs(random).module().encode()})


@BOUNDED
@given(CHANCE)
def test_spoiled_files(random: Random) -> None:
    check({"app.py": spoiled(random, random.choice(seeds()))})


@BOUNDED
@given(CHANCE)
def test_notebooks(random: Random) -> None:
    check({"lab.ipynb": notebook(random)})


@settings(BOUNDED, max_examples=3)
@given(CHANCE)
def test_projects_whose_files_import_each_other(random: Random) -> None:
    head = b"from b import *\nfrom a import client as x\n"
    check({name: head + Programs(random).module().encode() for name in ("a.py", "b.py", "test_a.py")})


@settings(BOUNDED, max_examples=40)
@given(st.binary(max_size=300))
def test_bytes(data: bytes) -> None:
    check({"app.py": b"import openai\n" + data, "lab.ipynb": data})


@pytest.mark.parametrize("number", range(len(EXTREMES)))
def test_extremes(number: int) -> None:
    class Most(Random):
        """Takes the second of what is offered, 100: the limits themselves are for the long run."""

        def choice(self, options: tuple[int, ...]) -> int:  # type: ignore[override]
            return options[1]

    check({"app.py": EXTREMES[number](Most())})


def test_every_change_is_made() -> None:
    """The mutations themselves: each gives bytes, also of nothing."""
    for change in CHANGES:
        assert isinstance(change(Random(1), b""), bytes)
        assert isinstance(change(Random(1), seeds()[0]), bytes)
    assert module(Random(3)) == module(Random(3))
