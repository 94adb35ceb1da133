"""The audit on Dask: workers that are lost, a project that kills its worker, a stop by Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from audit_projects import WASTE, folder, sdist

from greenlint.audit import cluster
from greenlint.audit.job import Task, job_of
from greenlint.audit.targets import targets_of
from greenlint.config import Settings

pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.xdist_group("dask"),
    pytest.mark.skipif(
        not os.environ.get("GREENLINT_TEST_CLUSTER"),
        reason="starts clusters of processes: set GREENLINT_TEST_CLUSTER=1",
    ),
]

JOB = job_of(Settings(), "en", "findings", "")
KILLER = '''"""Loaded into the workers: one project ends the process that audits it, another one lasts."""
import os, time
from greenlint.audit import project

plain = project.__dict__.setdefault("_plain", project._checked)  # this may be loaded twice

def checked(target, *rest):
    if "killer" in target.id:
        os._exit(7)
    time.sleep(0.3)
    return plain(target, *rest)

project._checked = checked
'''


@pytest.fixture
def projects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for number in range(8):
        sdist(tmp_path / "projects" if number else _made(tmp_path / "projects"), f"p{number}-1.0")
    preload = tmp_path / "preload.py"
    preload.write_text(KILLER, "utf-8")
    monkeypatch.setenv("DASK_DISTRIBUTED__WORKER__PRELOAD", json.dumps([str(preload)]))
    import dask

    dask.config.refresh()
    monkeypatch.chdir(tmp_path)
    yield tmp_path / "projects"
    monkeypatch.undo()
    dask.config.refresh()


def _made(path: Path) -> Path:
    path.mkdir()
    return path


def tasks(path: Path) -> list[Task]:
    return [Task(target) for target in targets_of([str(path)])]


def test_a_lost_worker_loses_nothing(projects: Path) -> None:
    found: dict[str, Any] = {}
    with cluster.cluster(None, 2) as client:
        for target, outcome in cluster.results(tasks(projects), JOB, client):
            if not found:
                first = next(iter(client.run(os.getpid).values()))
                os.kill(first, signal.SIGKILL)
            found[target.id] = outcome
    assert len(found) == 8
    assert all(outcome.failure is None and outcome.found for outcome in found.values())


def test_a_project_that_kills_its_worker_is_named(projects: Path) -> None:
    folder(projects, "killer")
    with cluster.cluster(None, 1) as client:
        found = {target.id: outcome for target, outcome in cluster.results(tasks(projects), JOB, client, tries=2)}
    failures = {name: outcome.failure for name, outcome in found.items() if outcome is not None and outcome.failure}
    assert len(found) == 9
    assert [Path(name).name for name in failures] == ["killer"]
    assert "every worker that tried it was lost" in next(iter(failures.values())) or ""


def test_a_cluster_that_runs_already(projects: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    from greenlint.cli import main

    with LocalCluster(n_workers=1, threads_per_worker=2, host="127.0.0.1", dashboard_address=None) as running:
        command = ["audit", str(projects), "--scheduler", running.scheduler_address, "--output", "out.jsonl"]
        assert main(command) == 0
        before = Path("out.jsonl").read_bytes()
        assert main(command) == 0
        assert Path("out.jsonl").read_bytes() == before
    assert before.count(b"\n") == 8


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_keeps_what_is_done(projects: Path, tmp_path: Path) -> None:
    (projects / "list.txt").write_text("".join(f"p{n % 8}-1.0.tar.gz\n" for n in range(8)), "utf-8")
    for number in range(30):
        folder(projects, f"more{number}", WASTE)
    command = [sys.executable, "-m", "greenlint", "audit", str(projects), "--workers", "2", "--output", "out.jsonl"]
    output = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    threading.Timer(120, process.kill).start()
    while process.poll() is None and (not output.exists() or output.read_bytes().count(b"\n") < 3):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    out, error = process.communicate(timeout=60)
    assert process.returncode == 130, error
    done = output.read_bytes().count(b"\n")
    assert 3 <= done < 38
    assert "not done; run the same command again to go on" in out
    assert "Traceback" not in error, error
