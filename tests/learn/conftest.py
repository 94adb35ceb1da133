"""A small pack, made from the scaffold that authors start from, and a loaded process for quick checks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn")
pytest.importorskip("openai")

from greenlint import texts
from greenlint.learn.author import commands as author
from greenlint.learn.check.launch import warmed
from greenlint.learn.exercise import Exercise
from greenlint.learn.packs import Pack, own_pack


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("NO_COLOR", "1")
    texts.set_language("en")
    yield
    texts.set_language(None)


@pytest.fixture(scope="session", autouse=True)
def loaded() -> Iterator[None]:
    with warmed(["openai", "requests"]):
        yield


@pytest.fixture(scope="session")
def scaffold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    shutil.copyfile(own_pack().folder / "pack.yaml", folder / "pack.yaml")
    author.new(["105-ask-once"], str(folder))
    yaml = folder / "105-ask-once" / "exercise.yaml"
    yaml.write_text(yaml.read_text("utf-8").replace("mode: fix", "timeout: 3"), "utf-8")
    return folder


@pytest.fixture
def pack(scaffold: Path, tmp_path: Path) -> Pack:
    folder = tmp_path / "pack"
    shutil.copytree(scaffold, folder)
    return Pack(folder)


@pytest.fixture
def exercise(pack: Pack) -> Exercise:
    return pack.find("ask-once")
