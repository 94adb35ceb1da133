"""rule, config, footprint, --version, --help; start-up."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commandline import Run

from greenlint import __version__
from greenlint.cards import load_cards
from greenlint.cli.progress import Progress
from greenlint.config import Options


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"greenlint {__version__}\n", "")


def test_help_in_both_languages(run: Run) -> None:
    english, french = run("--help"), run("--lang", "fr", "--help")
    assert english.code == french.code == 0
    assert english.out.startswith("usage: greenlint [options] COMMAND")
    assert "  check      find the waste in files" in english.out
    assert french.out.startswith("utilisation : greenlint [options] COMMANDE")
    assert "afficher cette aide et terminer" in french.out
    assert "show this help" not in french.out


@pytest.mark.parametrize("command", ["check", "rule", "config", "footprint", "learn"])
def test_help_of_each_command(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: greenlint {command} [-h]")


def test_the_language_of_an_error(run: Run) -> None:
    assert "arguments inconnus : --bogus" in run("check", "--bogus", "--lang=fr").err


def test_rule_by_code_and_by_name(run: Run) -> None:
    by_code, by_name = run("rule", "grn101"), run("rule", "loop-invariant-model-call")
    assert by_code == by_name
    assert by_code.out.startswith("# loop-invariant-model-call (GRN101)\n")
    for heading in ("What it flags", "Why it wastes", "What to do", "What is saved", "What it leaves alone", "Repair"):
        assert f"\n## {heading}\n" in by_code.out
    assert "```python\n" in by_code.out
    assert "\n## Pourquoi c’est du gaspillage\n" in run("rule", "GRN101", "--lang", "fr").out


def test_rule_on_a_terminal_is_rendered(run: Run) -> None:
    ran = run("rule", "GRN101", "--color", "always")
    assert "\x1b[" in ran.out
    assert "```" not in ran.out


def test_the_list_of_rules(run: Run) -> None:
    lines = run("rule").out.splitlines()
    assert len(lines) == len(load_cards())
    assert lines[0].split()[:2] == ["GRN101", "loop-invariant-model-call"]


def test_all_rules(run: Run) -> None:
    text = run("rule", "--all").out
    assert all(f"# {card.name} ({card.code})\n" in text for card in load_cards().values())


def test_rules_as_json(run: Run) -> None:
    one = json.loads(run("rule", "GRN101", "--output-format", "json").out)
    assert (one["code"], set(one["title"])) == ("GRN101", {"en", "fr"})
    every = json.loads(run("rule", "--output-format", "json").out)
    assert [card["code"] for card in every] == [card.code for card in load_cards().values()]


def test_config_lists_every_setting(run: Run) -> None:
    text = run("config").out
    for key in Options.__struct_encode_fields__:
        assert f"{key}: " in text
    assert 'fail-level: "error", "warning" or "info"' in text
    assert '  default: "warning"' in text
    assert "Le niveau minimal de constat" in run("config", "fail-level", "--lang", "fr").out


def test_config_as_json(run: Run) -> None:
    [option] = json.loads(run("config", "loop-size", "--output-format", "json").out)
    assert (option["key"], option["type"], option["default"]) == ("loop-size", "a whole number of at least 1", 100)
    assert option["description"]


def test_footprint(run: Run) -> None:
    ran = run("footprint", "gpt-4o", "--calls", "2000", "--region", "france", "--runs-per-day", "1")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].endswith("calls of gpt-4o")
    assert [line.split()[0] for line in lines[1:4]] == ["energy", "CO2", "water"]
    assert "per year" in lines
    assert "  - electricity of FRA: " in ran.out


def test_footprint_uses_the_settings(run: Run, here: Path) -> None:
    (here / "greenlint.toml").write_text('region = "france"\n', "utf-8")
    assert "electricity of FRA" in run("footprint", "gpt-4o").out
    assert "electricity of the world" in run("footprint", "gpt-4o", "--isolated").out


def test_footprint_as_json(run: Run) -> None:
    data = json.loads(run("footprint", "gpt-4o", "--calls", "10", "--output-format", "json").out)
    assert data["calls"] == 10
    central = data["footprint"]["energy_wh"]["central"]
    assert central == pytest.approx(10 * data["per_call"]["energy_wh"]["central"])


def test_start_up_imports_little() -> None:
    code = "import sys; from greenlint.cli import main; main([{}]); print(*sys.modules, file=sys.stderr)"
    heavy = {"msgspec", "rich", "yaml", "libcst", "tomllib", "tomli", "greenlint.catalog", "greenlint.engine"}
    for arguments in ("'--help'", "'check', '--help'", "'--version'"):
        ran = subprocess.run([sys.executable, "-c", code.format(arguments)], capture_output=True, text=True, check=True)
        assert not heavy & set(ran.stderr.split()), arguments


def test_a_run_that_finds_nothing_imports_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plain.py").write_text("import json\n\nprint(json.dumps({}))\n", "utf-8")
    code = "import sys; from greenlint.cli import main; main(['check', '--no-cache']); print(*sys.modules, file=sys.stderr)"
    heavy = {
        "rich",
        "yaml",
        "libcst",
        "greenlint.cards",
        "greenlint.linking",
        "greenlint.facts",
        "greenlint.footprint.deck",
    }
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(ran.stderr.split())


def test_a_json_run_does_not_import_rich(here: Path) -> None:
    code = (
        "import sys; from greenlint.cli import main; code = main(['check', '--output-format', 'json'])\n"
        "assert 'rich' not in sys.modules; sys.exit(code)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_appears_only_on_a_terminal_and_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, quick, slow = io.StringIO(), Terminal(), Terminal()
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setenv("TERM", "xterm")
    for stream, step in ((pipe, 10.0), (quick, 0.001), (slow, 0.6)):
        with Progress(stream) as progress:
            for done in range(1, 5):
                now[0] += step
                progress(done, 4)
    assert pipe.getvalue() == quick.getvalue() == ""
    assert "checking" in slow.getvalue()
