"""The fast form of data files: made once, made again when a file changes, done without where nothing can be written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from greenlint import stored
from greenlint.stored import CACHE_VARIABLE, compiled, user_folder, write_whole


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    path = tmp_path / "data.yaml"
    path.write_text("one")
    return path


def counted(path: Path) -> tuple[Callable[[], list[str]], list[int]]:
    built: list[int] = []

    def build() -> list[str]:
        built.append(1)
        return [path.read_text()]

    return build, built


def test_built_once_until_the_file_changes(source: Path) -> None:
    build, built = counted(source)
    for _ in range(3):
        assert compiled("thing", lambda: [source], list[str], build) == ["one"]
    assert len(built) == 1
    source.write_text("three")
    assert compiled("thing", lambda: [source], list[str], build) == ["three"]
    assert len(built) == 2


@pytest.mark.parametrize("damage", [b"", b"\x93\x01", b"\xc0", b"\x91\x01"])
def test_damage_is_mended(source: Path, tmp_path: Path, damage: bytes) -> None:
    build, built = counted(source)
    compiled("thing", lambda: [source], list[str], build)
    (kept,) = (tmp_path / "cache" / "compiled").iterdir()
    kept.write_bytes(damage)
    assert compiled("thing", lambda: [source], list[str], build) == ["one"]
    assert compiled("thing", lambda: [source], list[str], build) == ["one"]
    assert len(built) == 2


def test_a_place_that_cannot_be_written_costs_time_only(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(source))  # a file, not a folder
    build, built = counted(source)
    assert (
        compiled("thing", lambda: [source], list[str], build)
        == compiled("thing", lambda: [source], list[str], build)
        == ["one"]
    )
    assert len(built) == 2


def test_no_home(monkeypatch: pytest.MonkeyPatch, source: Path) -> None:
    for name in (CACHE_VARIABLE, "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert user_folder() is None
    assert compiled("thing", lambda: [source], list[str], counted(source)[0]) == ["one"]


def test_a_form_that_came_with_the_wheel_is_taken(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import msgspec

    monkeypatch.setattr(stored, "SHIPPED", tmp_path)
    (tmp_path / "thing.msgpack").write_bytes(msgspec.msgpack.encode(["shipped"]))
    build, built = counted(source)
    assert compiled("thing", lambda: [source], list[str], build) == ["shipped"]
    assert not built


def test_half_a_file_is_never_left(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "deep" / "file", b"x")
    assert not write_whole(tmp_path / "deep" / "file" / "below", b"x")
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["file"]


def test_the_second_start_reads_no_yaml(tmp_path: Path) -> None:
    code = (
        "import sys; from greenlint.catalog import load_catalog; from greenlint.cards import load_cards;"
        "from greenlint.footprint.coefficients import coefficients; load_catalog(), load_cards(), coefficients();"
        "print('yaml' in sys.modules)"
    )
    environment = {**os.environ, CACHE_VARIABLE: str(tmp_path)}
    said = [
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert [text.strip() for text in said] == ["True", "False"]
