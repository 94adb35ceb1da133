"""Several processes give what one gives, and survive the death of one of them."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from greenlint import answers
from greenlint.catalog import load_catalog
from greenlint.cli.speed import cores
from greenlint.config import Settings
from greenlint.engine import check_paths
from greenlint.reading import looking
from greenlint.reading.pool import Pool
from greenlint.reading.survey import Look, Surveyor

TASKS = list(range(12))


def nothing() -> None:
    pass


def double(task: int) -> int:
    return 2 * task


def die_at_five(task: int) -> int:
    if task == 5:
        os._exit(1)
    return 2 * task


def process(task: int) -> int:
    return os.getpid()


def test_every_task_has_its_result() -> None:
    assert dict(Pool(2, double, nothing).run(TASKS)) == {task: 2 * task for task in TASKS}


def test_tasks_can_be_handed_over_together() -> None:
    assert dict(Pool(2, double, nothing).run(TASKS, 5)) == {task: 2 * task for task in TASKS}


@pytest.mark.parametrize("together", [3, 20])
def test_a_death_costs_its_task_and_not_those_beside_it(together: int) -> None:
    found = dict(Pool(2, die_at_five, nothing).run(TASKS, together))
    assert found == {task: None if task == 5 else 2 * task for task in TASKS}


def test_other_processes_do_the_work() -> None:
    assert os.getpid() not in dict(Pool(2, process, nothing).run(TASKS)).values()


def test_a_death_costs_its_task() -> None:
    found = dict(Pool(2, die_at_five, nothing).run(TASKS))
    assert found.pop(5) is None
    assert found == {task: 2 * task for task in TASKS if task != 5}


def test_who_has_enough_ends_the_workers() -> None:
    running = Pool(2, process, nothing).run(TASKS)
    _task, pid = next(running)
    assert isinstance(pid, int)
    running.close()  # type: ignore[attr-defined]
    for _attempt in range(500):
        if not _alive(pid):
            return
        threading.Event().wait(0.01)
    pytest.fail("a worker is still there")


def _alive(pid: int) -> bool:
    try:
        os.waitpid(pid, os.WNOHANG)
        os.kill(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        return False
    return True


def test_beside_a_thread_processes_are_started_afresh() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert dict(Pool(2, double, nothing).run(TASKS[:3])) == {0: 0, 1: 2, 2: 4}
    finally:
        done.set()
        thread.join()


def test_some_core_is_there() -> None:
    assert cores() >= 1


# A whole run

CALL = "from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef ask_{0}(rows, text):\n" + (
    "    return [client.responses.create(model='gpt-5-mini', input=text) for row in rows]\n"
)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(answers, "WORTH_A_POOL", 0)
    monkeypatch.setattr(looking, "WORTH_A_POOL", 0)
    for number in range(8):
        Path(f"app_{number}.py").write_text(CALL.format(number) * (number + 1), "utf-8")
    Path("broken.py").write_text("import openai\ndef f(:\n", "utf-8")
    Path("note.ipynb").write_text('{"cells": [{"cell_type": "code", "source": "import openai\\nopenai.x()"}]}', "utf-8")
    return tmp_path


def test_two_processes_report_what_one_does(tree: Path) -> None:
    alone = check_paths([Path()], Settings(min_confidence="low"), jobs=1)
    together = check_paths([Path()], Settings(min_confidence="low"), jobs=2)
    assert len(alone.findings) > 16
    assert together == alone


def test_own_model_calls_reach_the_workers(tree: Path) -> None:
    Path("own.py").write_text(
        "from mine import ask\n\n\ndef f(rows, x):\n    return [ask(x) for row in rows]\n", "utf-8"
    )
    settings = Settings(model_calls=("mine.ask",))
    found = check_paths([Path()], settings, jobs=2)
    assert found == check_paths([Path()], settings)
    assert any(finding.path == "own.py" for finding in found.findings)


def _killed(task: tuple[str, bytes | None]) -> object:
    from greenlint.reading.extracting import encode, extract_path

    if task[0] == "app_3.py":
        os._exit(1)
    return encode(extract_path(*task))


def test_a_file_that_kills_its_process_is_named(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenlint.reading.work.extract", _killed)
    report = check_paths([Path()], Settings(), jobs=2)
    assert [(notice.path, notice.code) for notice in report.notices] == [("app_3.py", "lost")]
    assert {finding.path for finding in report.findings} >= {"app_0.py", "app_7.py", "broken.py"}
    assert "app_3.py" not in {finding.path for finding in report.findings}


def _killed_looking(path: str) -> Look:
    if path == "app_3.py":
        os._exit(1)
    return Surveyor(load_catalog()).look(Path(path))


def test_a_file_that_kills_the_survey_is_named_too(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_look", _killed_looking)
    report = check_paths([Path()], Settings(), jobs=2)
    assert [(notice.path, notice.code) for notice in report.notices] == [("app_3.py", "lost")]
    assert {finding.path for finding in report.findings} >= {"app_0.py", "app_7.py", "broken.py"}
