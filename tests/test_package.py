"""What is shipped: wheel and sdist carry cards, exercises and translations, and work away from the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import greenlint
from greenlint.data import data_dir

ROOT = Path(__file__).resolve().parent.parent


def build(source: Path, target: Path, kind: str) -> Path:
    """The file that hatchling makes of a source tree. `kind`: wheel or sdist."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(target)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    [made] = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


def names(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def files(folder: Path) -> set[str]:
    found = (path.relative_to(ROOT).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in found if "__pycache__" not in name and not name.endswith(".pyc")}


def test_the_wheel_carries_code_and_data(wheel: Path) -> None:
    inside = names(wheel)
    for name in (
        "greenlint/py.typed",
        "greenlint/locale/fr/LC_MESSAGES/greenlint.mo",
        "greenlint/reports/findings.schema.json",
        "greenlint/_data/rules/redundant-calls/loop-invariant-model-call.yaml",
    ):
        assert name in inside
    for name in files(ROOT / "rules") | files(ROOT / "exercises"):
        assert f"greenlint/_data/{name}" in inside
    assert not [name for name in inside if name.startswith(("tests/", "docs/", ".ci/"))]


def test_the_wheel_of_the_sdist_is_the_same(wheel: Path, tmp_path: Path) -> None:
    sdist = build(ROOT, tmp_path / "sdist", "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    [source] = (tmp_path / "source").iterdir()
    assert names(build(source, tmp_path / "again", "wheel")) == names(wheel)


def test_the_wheel_works_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    code = (
        "import sys; from greenlint.cli import main; from greenlint.data import data_dir\n"
        "print(data_dir('rules')); print(data_dir('exercises')); sys.exit(main(['rule', 'GRN101', '--lang', 'fr']))"
    )
    environment = os.environ | {"PYTHONPATH": str(site)}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    lines = ran.stdout.splitlines()
    assert lines[:2] == [str(site / "greenlint/_data/rules"), str(site / "greenlint/_data/exercises")]
    assert "# loop-invariant-model-call (GRN101)" in lines


def test_a_checkout_uses_its_own_folders() -> None:
    if "_data" in str(data_dir("rules")):
        pytest.skip("the tests run against an installed wheel")
    assert data_dir("rules") == ROOT / "rules"
    with pytest.raises(FileNotFoundError, match="'nonsense' is missing"):
        data_dir("nonsense")


def test_the_module_and_the_script_are_the_same_command() -> None:
    module = subprocess.run(
        [sys.executable, "-m", "greenlint", "--version"], capture_output=True, text=True, check=True
    )
    assert module.stdout == f"greenlint {greenlint.__version__}\n"
    script = shutil.which("greenlint", path=os.path.dirname(sys.executable))
    if script:
        assert subprocess.run([script, "--version"], capture_output=True, text=True, check=True).stdout == module.stdout


def test_the_changelog_knows_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(greenlint.__version__)}\b", text, re.M)


def test_each_dependency_is_defended() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = re.search(r"^dependencies = \[(.*?)^\]", project, re.M | re.S)
    assert listed is not None
    defended = (ROOT / "docs/dependencies.md").read_text("utf-8")
    for name in re.findall(r'"([a-z]+)', listed[1]):
        assert f"`{name}`" in defended, f"docs/dependencies.md says nothing of {name}"
