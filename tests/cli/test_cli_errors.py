"""Bad input: one clear line on stderr, a documented exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commandline import APP, Run

import greenlint.engine

COMMAND = [sys.executable, "-m", "greenlint"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nope.py"], "nope.py: not found; check its spelling"),
        (["check", "--select", "GRN10l"], "select: no rule `GRN10l`; did you mean `GRN"),
        (["check", "--ignore", "loop-invariant-model-cal"], "did you mean `loop-invariant-model-call`?"),
        (
            ["check", "--extend-select", "redundant-cals"],
            "extend-select: no rule `redundant-cals`; did you mean `redund",
        ),
        (["check", "--region", "frnace"], "no region `frnace`; did you mean `france`?"),
        (["check", "--loop-size", "0"], "`loop-size` must be a whole number of at least 1, not 0"),
        (["check", "--loop-size", "many"], "argument --loop-size: invalid int value: 'many'"),
        (["check", "--runs-per-day", "nan"], "`runs-per-day` must be a number above 0"),
        (["check", "--config", "nope.toml"], "nope.toml: cannot be read: No such file or directory"),
        (["check", "--config", "."], "cannot be read: Is a directory"),
        (["check", "--output-format", "xml"], "argument --output-format: invalid choice: 'xml'"),
        (["check", "--output-file", "app.py/report.json"], "app.py/report.json: cannot be written: "),
        (["check", "--output-file", "."], ".: cannot be written: Is a directory"),
        (["check", "--bogus"], "unrecognized arguments: --bogus; `greenlint check --help` shows the options"),
        (["chek"], "no command `chek`; did you mean `greenlint check`?"),
        (["app.py"], "no command `app.py`; did you mean `greenlint check app.py`?"),
        (["--lang", "de", "check"], "invalid choice: 'de'"),
        (["rule", "loop-invariant"], "no rule `loop-invariant`"),
        (["config", "slect"], "unknown setting `slect`; did you mean `select`?"),
        (["footprint", "gpt-4o", "--calls", "-3"], "--calls must be a number above 0, not -3.0"),
        (["footprint", "gpt-4o", "--calls", "inf"], "--calls must be a number above 0, not inf"),
        (["footprint", "gpt-4o", "--region", "x"], "no region `x`"),
    ],
)
def test_wrong_usage_gives_2_and_one_line(run: Run, arguments: list[str], words: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_missing_path_does_not_stop_the_others(run: Run) -> None:
    ran = run("check", "nope.py", "app.py", "--output-format", "concise")
    assert ran.code == 2
    assert "GRN101" in ran.out
    assert ran.err.startswith("greenlint: nope.py: not found")


def test_a_wrong_settings_file_names_file_and_line(run: Run, here: Path) -> None:
    (here / "greenlint.toml").write_text('\nselct = ["GRN1"]\n', "utf-8")
    ran = run("check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"greenlint: {here}/greenlint.toml:2: unknown setting `selct`; did you mean `select`?\n"


def test_a_wrong_settings_file_below_is_named_too(run: Run, here: Path) -> None:
    (here / "sub").mkdir()
    (here / "sub/greenlint.toml").write_text('select = ["NOPE"]\n', "utf-8")
    (here / "sub/app.py").write_text(APP, "utf-8")
    ran = run("check")
    assert ran.code == 2
    assert "no rule `NOPE`" in ran.err


def test_a_syntax_error_is_a_finding_and_the_others_go_on(run: Run, here: Path) -> None:
    (here / "bad.py").write_text("import openai\ndef f(:\n", "utf-8")
    ran = run("check", "--output-format", "concise")
    assert ran.code == 1
    assert ran.out.startswith("app.py:8:18: GRN101 ")
    assert "bad.py:2:7: GRN901 [error] this is not valid Python: invalid syntax" in ran.out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"# caf\xe9\nimport openai\n", "bad.py: skipped, byte 5 is not valid utf-8"),
        (b"import openai\n\x00", "is a null byte"),
        (b"# coding: klingon\nimport openai\n", "klingon, which Python does not know"),
    ],
)
def test_a_file_in_a_wrong_encoding_is_named(run: Run, here: Path, content: bytes, words: str) -> None:
    (here / "bad.py").write_bytes(content)
    ran = run("check", "--output-format", "concise")
    assert ran.code == 2
    assert words in ran.err
    assert "GRN101" in ran.out


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_named(run: Run, here: Path) -> None:
    (here / "secret.py").write_text("", "utf-8")
    (here / "secret.py").chmod(0)
    ran = run("check")
    assert ran.code == 2
    assert "secret.py: skipped, it cannot be read: Permission denied" in ran.err


def test_a_file_name_that_is_no_text(run: Run, here: Path) -> None:
    name = os.fsdecode(b"caf\xe9.py")
    (here / name).write_text(APP, "utf-8")
    for style in ("full", "concise", "json", "sarif", "github"):
        ran = run("check", name, "--output-format", style)
        assert (ran.code, ran.err) == (1, "")
        assert "caf" in ran.out


def test_a_bug_of_ours_is_one_line_that_asks_for_a_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("oops\n\x1b[31m")

    monkeypatch.setattr(greenlint.engine, "check_paths", broken)
    ran = run("check")
    assert ran.code == 2
    assert ran.err.startswith("greenlint: internal error: RuntimeError: oops\\x0a\\x1b[31m; please report it")
    monkeypatch.setenv("GREENLINT_TRACEBACK", "1")
    with pytest.raises(RuntimeError):
        run("check")


def test_no_command_shows_the_help(run: Run) -> None:
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("usage: greenlint [options] COMMAND")


def test_a_reader_that_leaves_early_is_no_error(here: Path) -> None:
    code = "import sys; from greenlint.cli import main; sys.exit(main(['rule', '--all']))"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert (process.wait(timeout=60), process.stderr.read()) == (0, b"")
    process.stderr.close()


def test_control_c_gives_130(here: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "check", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(1.5)  # it waits for stdin by then
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, b"")


def test_an_output_that_knows_ascii_only(here: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "GREENLINT_LANG": "fr"}
    ran = subprocess.run([*COMMAND, "check"], capture_output=True, text=True, env=environment, check=False)
    assert ran.returncode == 1
    assert ran.stderr == ""
    assert "\\u2192" in ran.stdout
