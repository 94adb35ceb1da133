"""The ecosystem bench: its list is pinned, and its comparison tells moved lines from other findings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from bench_scripts import loaded


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return loaded("ecosystem", "ecosystem")


def report(path: Path, *rows: tuple[str, int, str], notices: tuple[str, ...] = ()) -> Path:
    findings = [
        {"code": code, "name": "a-rule", "path": "a.py", "cell": None, "line": line, "text": text}
        for code, line, text in rows
    ]
    result: dict[str, Any] = {"findings": findings, "notices": list(notices), "seconds": 1.0}
    path.write_text(json.dumps({"packages": {"app-1.0": result}}))
    return path


def test_every_package_is_pinned(bench: ModuleType) -> None:
    listed = bench.packages()
    assert len({package.name for package in listed}) == len(listed) >= 10
    for package in listed:
        assert re.fullmatch(r"[0-9a-f]{64}", package.sha256)
        assert re.fullmatch(r"[\d.]+", package.version)
    with pytest.raises(SystemExit, match="no package typo"):
        bench.packages(["typo"])


def test_lines_that_move_are_no_difference(
    bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = report(tmp_path / "old.json", ("GRN201", 3, "ask()"))
    new = report(tmp_path / "new.json", ("GRN201", 9, "ask()"))
    assert bench.diff(old, new) == 0
    assert "+ " not in capsys.readouterr().out


def test_gained_and_lost(bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = report(tmp_path / "old.json", ("GRN201", 3, "ask()"), ("GRN501", 4, "get(x)"))
    rows = (("GRN201", 3, "ask()"), ("GRN201", 5, "ask()"), ("GRN101", 6, "other()"))
    new = report(tmp_path / "new.json", *rows, notices=("b.py: skipped",))
    assert bench.diff(old, new) == 4
    out = capsys.readouterr().out
    assert "+ app-1.0 a.py:5 GRN201" in out
    assert "- app-1.0 a.py:4 GRN501" in out
    assert "+ app-1.0 a.py:6 GRN101" in out
    assert "+ notice app-1.0: b.py: skipped" in out


def test_a_run_keeps_the_text_of_lines_and_survives_failures(bench: ModuleType, tmp_path: Path) -> None:
    package = bench.packages()[0]
    folder = tmp_path / package.folder
    folder.mkdir()
    row = {"code": "GRN201", "name": "n", "level": "info", "path": "a.py", "cell": None, "line": 2, "message": "m"}
    (folder / "a.py").write_text("import a\n  ask( 1 )\n")
    answer = {"version": "1", "findings": [row], "notices": [], "totals": {"files": 1}}
    fake = tmp_path / "python"
    fake.write_text(f"#!/bin/sh\ncat <<'END'\n{json.dumps(answer)}\nEND\n")
    fake.chmod(0o755)
    assert bench.run([package], tmp_path, str(fake), tmp_path / "out.json") == 0
    kept = json.loads((tmp_path / "out.json").read_text())["packages"][package.folder]
    assert kept["findings"][0]["text"] == "ask( 1 )"
    fake.write_text("#!/bin/sh\necho boom >&2\nexit 3\n")
    assert bench.run([package], tmp_path, str(fake), tmp_path / "out.json") == 1
    assert json.loads((tmp_path / "out.json").read_text())["packages"][package.folder]["failure"] == "boom"
