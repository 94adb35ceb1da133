"""The way from paths to a report: what is read, linked, told once, and survived."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from greenlint import checks
from greenlint.checks import Check, Match
from greenlint.config import Settings
from greenlint.engine import Report, check_paths
from greenlint.project import Call
from greenlint.tell import MANY

CLIENT = "from openai import OpenAI\n\nclient = OpenAI()\n"
ASK = "client.chat.completions.create(model='gpt-4o', messages=[])\n"


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GREENLINT_CACHE_DIR", str(tmp_path / "cache"))


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def run(*paths: str, **settings: object) -> Report:
    return check_paths([Path(path) for path in paths], Settings(**settings))  # type: ignore[arg-type]


def found(report: Report, code: str) -> list[tuple[str, int]]:
    return [(item.path, item.span.line) for item in report.findings if item.code == code]


def test_one_file_is_reported_and_the_project_around_it_linked() -> None:
    write("pyproject.toml", "[tool.greenlint]\n")
    write("llm.py", CLIENT + "def ask(text):\n    return " + ASK)
    write("app.py", "from llm import ask\n\n\ndef f(rows, text):\n    return [ask(text) for row in rows]\n")
    report = run("app.py")
    assert found(report, "GRN101") == [("app.py", 5)]
    assert {item.path for item in report.findings} == {"app.py"}
    assert (report.files, report.read) == (1, 2)


def test_many_places_of_one_root_cause_are_told_once() -> None:
    write("app.py", CLIENT + ASK * (MANY + 2))
    together, apart = run("app.py"), run("app.py", aggregate=False)
    told = [item for item in together.findings if item.code == "GRN201"]
    assert len(told) == 1
    assert len(told[0].related) == MANY + 1
    assert len(found(apart, "GRN201")) == MANY + 2


def test_a_few_places_are_told_one_by_one() -> None:
    write("app.py", CLIENT + ASK * 3)
    assert len(found(run("app.py"), "GRN201")) == 3


def test_notebook_findings_name_cell_and_line() -> None:
    cells = [
        {"cell_type": "markdown", "source": "# title"},
        {"cell_type": "code", "source": "!pip install openai\n" + CLIENT},
        {"cell_type": "code", "source": ["%%time\n", ASK]},
    ]
    write("book.ipynb", json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    finding = next(item for item in run("book.ipynb").findings if item.code == "GRN201")
    assert (finding.span.cell, finding.span.line) == (2, 2)


def test_what_cannot_be_parsed_is_named_and_the_rest_goes_on() -> None:
    write("bad.py", "import openai\ndef f(:\n")
    write("good.py", CLIENT + ASK)
    report = run(".")
    assert found(report, "GRN901") == [("bad.py", 2)]
    assert found(report, "GRN201") == [("good.py", 4)]


def test_a_bug_in_one_check_names_it_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(call: Call) -> Iterator[Match]:
        raise ValueError("oops")
        yield

    kept = dict(checks.load_checks())
    kept["unused-candidates"] = Check("unused-candidates", "Call", broken)
    monkeypatch.setattr("greenlint.linking.load_checks", lambda: kept)
    write("app.py", CLIENT + ASK)
    report = check_paths([Path("app.py")], Settings())
    crash = next(item for item in report.findings if item.code == "GRN902")
    assert report.crashed
    assert crash.values["check"] == "unused-candidates"
    assert "oops" in crash.values["error"]
    assert found(report, "GRN201")


def test_comments_silence_and_idle_ones_are_told() -> None:
    write(
        "app.py",
        CLIENT
        + ASK.rstrip()
        + "  # greenlint: ignore[missing-output-limit] short by design\nx = 1  # greenlint: ignore[GRN201]\n",
    )
    report = run("app.py")
    assert not found(report, "GRN201")
    assert found(report, "GRN903") == [("app.py", 5)]


def test_tests_are_left_alone() -> None:
    write("tests/test_app.py", CLIENT + "def test_it():\n    " + ASK)
    assert not found(run("."), "GRN201")


@pytest.mark.parametrize("order", [("a.py", "b.py"), ("b.py", "a.py")])
def test_the_order_of_paths_does_not_matter(order: tuple[str, str]) -> None:
    write("a.py", CLIENT + ASK)
    write("b.py", CLIENT + ASK)
    assert [item.path for item in run(*order).findings] == sorted(item.path for item in run(*order).findings)


def test_a_users_own_wrapper_counts_as_a_model_call() -> None:
    write("app.py", "from mylib.llm import ask\n\n\ndef f(rows):\n    return [ask('Say hi') for row in rows]\n")
    assert not found(run("app.py"), "GRN101")
    assert found(run("app.py", model_calls=("mylib.llm.ask",)), "GRN101") == [("app.py", 5)]
