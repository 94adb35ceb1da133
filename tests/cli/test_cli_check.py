"""`greenlint check`: what it prints where, and the exit code."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from commandline import APP, Run

import greenlint.engine
import greenlint.linking
from greenlint.checks import load_checks
from greenlint.finding import Notice

LLM = """from openai import OpenAI

client = OpenAI()


def ask(question):
    return client.responses.create(model="gpt-4o", input=question, max_output_tokens=9)
"""
USE = """from llm import ask


def main(rows):
    for row in rows:
        print(row, ask("same"))
"""


def codes(out: str) -> list[str]:
    return [finding["code"] for finding in json.loads(out)["findings"]]


def test_findings_go_to_stdout_and_give_1(run: Run) -> None:
    ran = run("check")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("GRN101 loop-invariant-model-call: ")
    assert "  --> app.py:8:18  [warning; neutral" in ran.out


def test_clean_code_gives_0(run: Run) -> None:
    assert run("check", "clean.py") == (0, "No waste found in 1 file.\n", "")


def test_a_named_file_is_linked_with_the_project_around_it(run: Run, here: Path) -> None:
    (here / "llm.py").write_text(LLM, "utf-8")
    (here / "use.py").write_text(USE, "utf-8")
    ran = run("check", "use.py", "--output-format", "json")
    [finding] = [found for found in json.loads(ran.out)["findings"] if found["code"] == "GRN101"]
    assert finding["path"] == "use.py"
    assert [(place["role"], place["path"]) for place in finding["related"]] == [("chain", "llm.py")]


def test_several_paths_and_no_finding_twice(run: Run) -> None:
    assert codes(run("check", "app.py", ".", "app.py", "--output-format", "json").out) == ["GRN101"]


@pytest.mark.parametrize(
    ("options", "code", "found"),
    [
        (["--select", "GRN101"], 1, ["GRN101"]),
        (["--select", "redundant-calls"], 1, ["GRN101"]),
        (["--select", "loop-invariant-model-call,GRN2"], 1, ["GRN101"]),
        (["--select", "GRN2"], 0, []),
        (["--select", "GRN2", "--extend-select", "GRN1"], 1, ["GRN101"]),
        (["--ignore", "GRN1"], 0, []),
        (["--ignore", "GRN1", "--select", "GRN101"], 1, ["GRN101"]),
        (["--fail-level", "error"], 0, ["GRN101"]),
        (["--exit-zero"], 0, ["GRN101"]),
        (["--exclude", "app.py"], 0, []),
        (["--extend-exclude", "*.py"], 0, []),
    ],
)
def test_options_that_choose(run: Run, options: list[str], code: int, found: list[str]) -> None:
    ran = run("check", "--output-format", "json", *options)
    assert (ran.code, codes(ran.out)) == (code, found)


def test_each_folder_has_its_own_settings(run: Run, here: Path) -> None:
    (here / "sub").mkdir()
    (here / "sub/app.py").write_text(APP, "utf-8")
    (here / "sub/greenlint.toml").write_text('ignore = ["GRN101"]\n', "utf-8")
    ran = run("check", "--output-format", "json")
    assert [finding["path"] for finding in json.loads(ran.out)["findings"]] == ["app.py"]


def test_comments_silence_and_idle_ones_are_named(run: Run, here: Path) -> None:
    marked = APP.replace("completions.create(\n", "completions.create(  # greenlint: ignore[GRN101] three rows only\n")
    (here / "app.py").write_text(marked, "utf-8")
    (here / "clean.py").write_text("print('hello')  # noqa: GRN101\n", "utf-8")
    ran = run("check", "--output-format", "concise")
    assert ran.code == 1
    assert ran.out.startswith("clean.py:1:17: GRN903 [warning] [*] `GRN101` reports nothing here")
    assert ran.out.splitlines()[1:] == ["Found 1 finding (1 warning) in 1 of 2 files.", "1 can be fixed with --fix."]


def test_output_file(run: Run, here: Path) -> None:
    ran = run("check", "--output-format", "sarif", "--output-file", "out/report.sarif")
    assert (ran.code, ran.out) == (1, "")
    assert json.loads((here / "out/report.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_statistics(run: Run) -> None:
    ran = run("check", "--statistics")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "Found 1 finding (1 warning) in 1 of 2 files."
    assert "1  GRN101  loop-invariant-model-call  " in ran.out
    assert "Wh (" in ran.out


def test_standard_input(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, path in (
        (["-"], "-"),
        (["--stdin-filename", "new/app.py"], "new/app.py"),
        (["--stdin-filename", str(here / "app.py")], "app.py"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(APP.encode()), "utf-8"))
        ran = run("check", *arguments, "--output-format", "json")
        assert ran.err == ""
        assert [finding["path"] for finding in json.loads(ran.out)["findings"]] == [path]
        assert ran.code == 1


def test_a_notebook_names_cell_and_line(run: Run, here: Path) -> None:
    cells = [{"cell_type": "markdown", "source": ["# Title"]}, {"cell_type": "code", "source": APP}]
    notebook = {
        "cells": [cell | {"metadata": {}} for cell in cells],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (here / "lab.ipynb").write_text(json.dumps(notebook), "utf-8")
    [found] = json.loads(run("check", "lab.ipynb", "--output-format", "json").out)["findings"]
    assert (found["path"], found["cell"], found["line"]) == ("lab.ipynb", 1, 8)
    full = run("check", "lab.ipynb").out
    assert "  --> lab.ipynb:cell 2:8:18  " in full
    assert "\n    8 |         answer = client.chat.completions.create(\n" in full


def test_show_files(run: Run, here: Path) -> None:
    (here / "build").mkdir()
    (here / "build/x.py").write_text("", "utf-8")
    assert run("check", "--show-files") == (0, "app.py\nclean.py\n", "")


def test_show_settings(run: Run, here: Path) -> None:
    (here / "greenlint.toml").write_text('loop-size = 7\nignore = ["GRN2"]\n', "utf-8")
    ran = run("check", "--show-settings", "app.py")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[:2] == ["# settings for app.py", f"# read from {here / 'greenlint.toml'}"]
    assert "loop-size = 7" in lines
    assert "# off: GRN201 missing-output-limit (`ignore`)" in lines
    assert not [line for line in lines if "GRN101" in line]


def test_the_settings_shown_can_be_read_again(run: Run, here: Path) -> None:
    text = run("check", "--show-settings").out
    (here / "greenlint.toml").write_text(text, "utf-8")
    assert [line for line in run("check", "--show-settings").out.splitlines() if line[0] != "#"] == [
        line for line in text.splitlines() if line[0] != "#"
    ]


def test_a_forced_exclusion_reaches_named_files(run: Run) -> None:
    assert run("check", "app.py", "--exclude", "app.py").code == 1
    ran = run("check", "app.py", "--exclude", "app.py", "--force-exclude")
    assert (ran.code, ran.err) == (0, "greenlint: no Python file to check\n")


def test_a_crashed_check_gives_2_and_the_others_go_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = load_checks()
    broken = {"missing-output-limit": _Crashing(checks["missing-output-limit"])}
    monkeypatch.setattr(greenlint.linking, "load_checks", lambda: checks | broken)
    ran = run("check", "--output-format", "concise", "--exit-zero")
    assert ran.code == 2
    assert "GRN902 [error] " in ran.out
    assert "ZeroDivisionError" in ran.out
    assert "GRN101" in ran.out


class _Crashing:
    """A check that fails."""

    def __init__(self, check: object) -> None:
        self.subject = check.subject  # type: ignore[attr-defined]

    def run(self, subject: object) -> object:
        raise ZeroDivisionError("by nought")


@pytest.mark.parametrize(("code", "expected"), [("unreadable", 2), ("too-large", 2), ("vanished", 1)])
def test_a_file_that_could_not_be_checked_gives_2(
    run: Run, monkeypatch: pytest.MonkeyPatch, code: str, expected: int
) -> None:
    real = greenlint.engine.check_paths

    def noticed(*arguments: object, **options: object) -> greenlint.engine.Report:
        report = real(*arguments, **options)  # type: ignore[arg-type]
        report.notices.append(Notice(path="x.py", code=code, text="x.py: skipped"))
        return report

    monkeypatch.setattr(greenlint.engine, "check_paths", noticed)
    ran = run("check")
    assert (ran.code, ran.err) == (expected, "greenlint: x.py: skipped\n")


def test_french(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "1 constat (1 avertissement) dans 1 sur 2 fichiers." in run("check", "--lang", "fr").out
    (here / "greenlint.toml").write_text('lang = "fr"\n', "utf-8")
    assert "1 constat" in run("check").out
    assert "Found 1 finding" in run("check", "--lang", "en").out
    monkeypatch.setenv("GREENLINT_LANG", "en")
    assert "Found 1 finding" in run("check").out
