"""The four verdicts, and everything that a learner's file may do to the checker."""

from __future__ import annotations

import os
import time

import msgspec
import pytest

from greenlint.learn.check.pipeline import check
from greenlint.learn.check.verdict import CheckResult, Verdict
from greenlint.learn.errors import LearnError
from greenlint.learn.exercise import Exercise

HEAD = "from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef answers(questions):\n"


def run(exercise: Exercise, text: str, **options: object) -> CheckResult:
    return check(exercise, {"program.py": text}, **options)  # type: ignore[arg-type]


def failure(exercise: Exercise, text: str) -> Verdict:
    found = run(exercise, text, through="budget").failure
    assert found is not None
    return found


def test_the_starter_breaks_the_budget_and_is_told_where(exercise: Exercise) -> None:
    result = check(exercise, exercise.files(exercise.starter))
    assert [verdict.state for verdict in result.verdicts] == ["passed", "failed", "skipped", "skipped"]
    found = result.failure
    assert found is not None
    assert found.summary == "3 calls, budget 1 in test_the_main_case"
    assert found.details[0] == "2 of 3 requests were equal to an earlier one."
    assert "asked from program.py:12" in found.details[1]


def test_the_solution_passes(exercise: Exercise) -> None:
    result = check(exercise, exercise.files(exercise.solution))
    assert result.passed
    assert result.sums["total"].calls == 1


def test_a_syntax_error_is_shown_with_its_line(exercise: Exercise) -> None:
    found = failure(exercise, "def answers(:\n    pass\n")
    assert (found.stage, found.cause, found.site.line) == ("load", "syntax", 1)
    assert found.details[1].strip() == "^"


def test_a_missing_file_and_a_missing_function_are_named(exercise: Exercise) -> None:
    assert check(exercise, {}).failure.summary == "program.py is missing"
    found = failure(exercise, "def answer(questions):\n    return []\n")
    assert found.stage == "load"
    assert found.summary == "the tests use `answers`; program.py defines: answer"


def test_an_error_in_the_learners_code_names_its_line(exercise: Exercise) -> None:
    found = failure(exercise, "def answers(questions):\n    return questions[99]\n")
    assert found.summary == "program.py:2: IndexError: list index out of range"


def test_an_error_at_import_is_theirs_too(exercise: Exercise) -> None:
    assert failure(exercise, "import nowhere_at_all\n").summary.startswith("program.py:1: ModuleNotFoundError")


def test_an_endless_loop_is_ended_and_named(exercise: Exercise) -> None:
    started = time.monotonic()
    found = failure(exercise, "def answers(questions):\n    while True:\n        pass\n")
    assert (found.cause, found.site.line) == ("time-out", 2) or found.site.line == 3
    assert "time-out: still running at program.py" in found.summary
    assert time.monotonic() - started < 10


def test_too_much_memory_is_named(exercise: Exercise) -> None:
    found = failure(exercise, "def answers(questions):\n    return bytearray(10**11)\n")
    assert found.cause == "memory"


@pytest.mark.parametrize(
    "way", ["import os\n    os._exit(0)", "raise SystemExit(0)", "import sys\n    sys.exit('bye')"]
)
def test_leaving_early_is_no_pass(exercise: Exercise, way: str) -> None:
    assert run(exercise, f"def answers(questions):\n    {way}\n", through="budget").failure.stage == "behaviour"


GOOD = """
    known = {}
    for question in questions:
        if question not in known:
            reply = client.chat.completions.create(
                model="gpt-5-mini", messages=[{"role": "user", "content": question}], max_completion_tokens=60
            )
            known[question] = reply.choices[0].message.content
    return [known[question] for question in questions]
"""


@pytest.mark.parametrize(
    ("trick", "said"),
    [
        ("import socket\n    try: socket.create_connection(('192.0.2.1', 80))\n    except OSError: pass", "network"),
        (
            "import requests\n    try: requests.get('https://example.org')\n    except OSError: pass",
            "network example.org",
        ),
        ("import subprocess\n    try: subprocess.run(['true'])\n    except OSError: pass", "process subprocess.Popen"),
        ("import os\n    try: os.fork()\n    except OSError: pass", "process os.fork"),
        ("try: open('/tmp/greenlint-escape', 'w')\n    except OSError: pass", "file /tmp/greenlint-escape"),
        ("import greenlint.learn.runner.lines", "looks into the lab (`greenlint.learn.runner.lines`)"),
        ("import gc\n    gc.get_objects()", "looks into the lab (`gc`)"),
    ],
)
def test_reaching_out_of_the_lab_is_named(exercise: Exercise, trick: str, said: str) -> None:
    found = run(exercise, f"{HEAD}    {trick}{GOOD}").failure
    assert found is not None
    assert found.stage == "honest"
    assert said in found.summary


def test_keys_and_other_variables_stay_outside(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-real")
    monkeypatch.setenv("SECRET_THING", "yes")
    body = (
        "    import os\n    assert os.environ['OPENAI_API_KEY'] == 'lab'\n    assert 'SECRET_THING' not in os.environ"
    )
    assert run(exercise, HEAD + body + GOOD, through="budget").failure is None


def test_sleeping_costs_virtual_time_only(exercise: Exercise) -> None:
    body = "    import asyncio, time\n    start = time.monotonic()\n    time.sleep(50)\n"
    body += "    async def two(): await asyncio.gather(asyncio.sleep(30), asyncio.sleep(20))\n"
    body += "    asyncio.run(two())\n    assert 80 <= time.monotonic() - start < 90"
    started = time.monotonic()
    result = run(exercise, HEAD + body + GOOD, through="budget")
    assert result.failure is None
    assert result.sums["total"].wait == pytest.approx(80, abs=0.1)
    assert time.monotonic() - started < 20


def test_an_asynchronous_client_is_metered_with_its_line(exercise: Exercise) -> None:
    text = (
        "import asyncio\nfrom openai import AsyncOpenAI\n\n\nasync def one(client, question):\n"
        "    messages = [{'role': 'user', 'content': question}]\n"
        "    reply = await client.chat.completions.create(model='m', messages=messages)\n"
        "    return reply.choices[0].message.content\n\n\n"
        "async def every(questions):\n    async with AsyncOpenAI() as client:\n"
        "        return list(await asyncio.gather(*(one(client, question) for question in questions)))\n\n\n"
        "def answers(questions):\n    return asyncio.run(every(questions))\n"
    )
    result = run(exercise, text, through="budget")
    assert result.failure.stage == "budget"
    assert {row.site.line for row in result.ledger.rows} == {7}


def test_suppressions_are_ignored_and_said(exercise: Exercise) -> None:
    text = (
        (exercise.solution / "program.py")
        .read_text("utf-8")
        .replace("    return [", "    # noqa: GRN101\n    return [")
    )
    result = run(exercise, text)
    assert result.passed
    assert result.notes == ("program.py:17: a comment that silences findings does not count here",)


def test_the_data_of_a_seed_come_back(exercise: Exercise) -> None:
    files = exercise.files(exercise.starter)
    first, second, other = (
        check(exercise, files, seed=seed, through="budget").ledger.rows[0].about for seed in (5, 5, 6)
    )
    assert first == second != other


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_cold_start_gives_the_same_verdict(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    from greenlint.learn.check import launch

    monkeypatch.setattr(launch, "_current", [])
    exercise.facts = msgspec.structs.replace(exercise.facts, timeout=30)
    assert check(exercise, exercise.files(exercise.solution), through="budget").failure is None


def test_a_missing_library_names_the_extra(exercise: Exercise) -> None:
    exercise.facts = msgspec.structs.replace(exercise.facts, requires=("nowhere_at_all",))
    with pytest.raises(LearnError, match=r'nowhere_at_all: install the course with  pip install "greenlint\[learn\]"'):
        check(exercise, exercise.files(exercise.starter))
