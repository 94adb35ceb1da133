"""The hook, installed by the real pre-commit in a real git repository, from a copy of this one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APP = """from openai import OpenAI

client = OpenAI()


def main(rows):
    for row in rows:
        print(row, client.responses.create(model="gpt-4o", input="hello", max_output_tokens=9))
"""


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    ran = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with this project's files, as a user's pre-commit would clone it."""
    folder = tmp_path_factory.mktemp("hook")
    for name in ("greenlint", "rules", "exercises"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "_data"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "copy")
    return folder


@pytest.fixture
def project(tmp_path: Path, hook: Path) -> Path:
    """A repository that uses the hook."""
    revision = git(hook, "rev-parse", "HEAD")
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hook.as_uri()}\n    rev: {revision}\n    hooks:\n      - id: greenlint\n", "utf-8"
    )
    (tmp_path / "app.py").write_text(APP, "utf-8")
    (tmp_path / "notes.txt").write_text(APP, "utf-8")
    (tmp_path / "left_out.py").write_text(APP, "utf-8")
    (tmp_path / "greenlint.toml").write_text('extend-exclude = ["left_out.py"]\n', "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    return tmp_path


def pre_commit(folder: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=folder,
        env=environment | {"PRE_COMMIT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_hook_stops_a_wasteful_commit_and_lets_a_clean_one_pass(project: Path) -> None:
    home = project.parent / "pre-commit-home"
    ready = pre_commit(project, home, "install-hooks")
    if ready.returncode and "No matching distribution" in ready.stdout + ready.stderr:
        pytest.skip("no package index within reach: pre-commit cannot install the hook")
    assert ready.returncode == 0, ready.stdout + ready.stderr
    ran = pre_commit(project, home, "run")
    assert ran.returncode == 1, ran.stdout
    assert "exit code: 1" in ran.stdout
    assert "--> app.py:8:20  [warning" in ran.stdout
    assert "notes.txt" not in ran.stdout
    assert "left_out.py" not in ran.stdout
    (project / "app.py").write_text(APP.replace("print(row", "print(row)  #"), "utf-8")
    git(project, "add", "app.py")
    ran = pre_commit(project, home, "run")
    assert (ran.returncode, "Passed" in ran.stdout) == (0, True), ran.stdout
