"""greenlint inside the real flake8, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from greenlint import engine
from greenlint.integrations import by_file

APP = """from openai import OpenAI

client = OpenAI()


def main(rows):
    for row in rows:
        answer = client.chat.completions.create(model="gpt-4o", messages=[], max_tokens=20){comment}
        print(row, answer)
"""


def flake8(folder: Path, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flake8", "--max-line-length=150", *arguments]
    return subprocess.run(command, cwd=folder, input=text, capture_output=True, text=True, check=False)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "greenlint.toml").write_text("", "utf-8")
    (tmp_path / "app.py").write_text(APP.format(comment=""), "utf-8")
    return tmp_path


def test_flake8_knows_the_plugin() -> None:
    assert "greenlint: " in flake8(Path.cwd(), "--version").stdout


def test_findings_are_reported_with_line_and_column(here: Path) -> None:
    ran = flake8(here)
    assert ran.returncode == 1
    assert ran.stdout.startswith("./app.py:8:18: GRN101 `client.chat.completions.create` runs on every round of")
    assert len(ran.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [["--extend-ignore=GRN"], ["--select=E"], ["--extend-ignore=GRN101"], ["--per-file-ignores=app.py:GRN1"]],
)
def test_flake8_owns_selection(here: Path, arguments: list[str]) -> None:
    assert flake8(here, *arguments).stdout == ""


@pytest.mark.parametrize("comment", ["  # noqa: GRN101", "  # greenlint: ignore[GRN101] a sample"])
def test_both_kinds_of_comments_silence(here: Path, comment: str) -> None:
    (here / "app.py").write_text(APP.format(comment=comment), "utf-8")
    assert flake8(here).stdout == ""


def test_the_settings_of_the_project_hold(here: Path) -> None:
    (here / "greenlint.toml").write_text('ignore = ["GRN101"]\n', "utf-8")
    assert flake8(here).stdout == ""
    other = here / "other.toml"
    other.write_text("", "utf-8")
    assert "GRN101" in flake8(here, f"--greenlint-config={other}").stdout


def test_findings_below_the_fail_level_are_left_to_greenlint(here: Path) -> None:
    (here / "greenlint.toml").write_text('fail-level = "error"\n', "utf-8")
    assert flake8(here).stdout == ""


def test_the_project_around_the_file_is_linked(here: Path) -> None:
    (here / "llm.py").write_text(
        "from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef ask(question):\n"
        '    return client.responses.create(model="gpt-4o", input=question, max_output_tokens=9)\n',
        "utf-8",
    )
    (here / "use.py").write_text(
        "from llm import ask\n\n\ndef main(rows):\n    for row in rows:\n        print(row, ask('same'))\n", "utf-8"
    )
    assert flake8(here, "use.py").stdout.startswith("use.py:6:20: GRN101 ")


def test_stdin(here: Path) -> None:
    ran = flake8(here, "-", "--stdin-display-name=app.py", text=APP.format(comment=""))
    assert ran.stdout.startswith("app.py:8:18: GRN101 ")


def test_an_encoding_that_the_file_declares(here: Path) -> None:
    (here / "app.py").write_bytes(("# coding: latin-1\n# café\n" + APP.format(comment="")).encode("latin-1"))
    assert flake8(here).stdout.startswith("./app.py:10:18: GRN101 ")


def test_a_fault_of_ours_never_ends_the_run(here: Path) -> None:
    (here / "greenlint.toml").write_text("selct = []\n", "utf-8")
    (here / "style.py").write_text("import os\n", "utf-8")
    ran = flake8(here)
    lines = ran.stdout.splitlines()
    assert ran.stderr == ""
    assert sorted(line.split()[1] for line in lines) == ["F401", "GRN902", "GRN902"]
    assert "unknown setting `selct`; did you mean `select`?" in lines[0]


def test_a_syntax_error_is_flake8s_own(here: Path) -> None:
    (here / "app.py").write_text("import openai\ndef f(:\n", "utf-8")
    ran = flake8(here)
    assert "E999" in ran.stdout
    assert "GRN" not in ran.stdout


def test_the_plugin_imports_nothing_heavy() -> None:
    code = "import sys, greenlint.integrations.flake8_plugin; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"msgspec", "rich", "yaml", "libcst", "greenlint.engine", "greenlint.config"} & set(ran.stdout.split())


def test_many_files_are_linked_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[list[Path]] = []

    def counted(paths: list[Path], *arguments: object, **options: object) -> engine.Report:
        runs.append(list(paths))
        return engine.check_paths(paths, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.chdir(here)
    monkeypatch.setattr(by_file, "check_paths", counted)
    text = APP.format(comment="")
    for number in range(5):
        (here / f"app{number}.py").write_text(text, "utf-8")
    linter = by_file.ByFile()
    found = [linter.failing(Path(f"app{number}.py"), text) for number in range(5)]
    assert [[finding.code for finding in findings] for findings in found] == [["GRN101"]] * 5
    assert runs == [[Path("app0.py")], [Path()]]
    [unsaved] = linter.failing(Path("app1.py"), "# a new line\n" + text)
    assert (unsaved.span.line, runs[-1]) == (9, [Path("app1.py")])
