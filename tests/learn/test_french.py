"""A course in French speaks French: what it says differs, line by line, from what a course in English says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from greenlint import texts
from greenlint.cli import main
from greenlint.learn.packs import own_pack
from greenlint.learn.workspace import create_workspace

EXERCISE = "one-line"
PROGRAM = Path("001-one-line", "greetings.py")
STEPS = (
    "", "start", "check", "check --predict 3", "hint", "hint --now", "hint --now", "solution", "list",
    "progress", "doctor", "submit --as ada", "reset", "next", "quiz measure", "check nowhere",
)  # fmt: skip
BROKEN = ("def greetings(visitors, topic:\n", "import nothing_at_all\n", "def greetings(visitors, topic):\n    1 / 0\n")
WORD = re.compile(r"[A-Za-z]{3,}")
SAME = re.compile(  # code, paths, and words that are the same in both languages
    r"greenlint( learn)?|def .*|[\w./-]*/[\w./-]+|[\w-]+\.(py|html|json|zip|md)|`[^`]*`|“[^”]*”|« [^»]* »|[a-z]+(-[a-z]+)+"
    r"|\b(budget|tokens|test_\w+|Python|Wh|mWh|CO2e|code|page|solution|json|\w+Error|never|closed|was|division|zero)\b"
)


def said(folder: Path, lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    workspace, _count = create_workspace(folder / lang, own_pack(), lang)
    monkeypatch.chdir(workspace.folder)
    texts.set_language(None)
    monkeypatch.setenv("GREENLINT_LANG", "en")  # the course's language decides
    lines: list[str] = []

    def run(step: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("1\n" * 20))
        texts.set_language(None)
        with contextlib.suppress(SystemExit):
            main(["learn", *step.split()])
        shown = capsys.readouterr()
        lines.extend(f"{step}: {line.strip()}" for line in (shown.out + shown.err).splitlines())

    for step in STEPS:
        run(step)
    for text in BROKEN:
        PROGRAM.write_text(text, "utf-8")
        run(f"check {EXERCISE}")
    PROGRAM.unlink()
    run(f"check {EXERCISE}")
    return lines


def test_no_line_is_the_same_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    english = set(said(tmp_path, "en", monkeypatch, capsys))
    same = [line for line in said(tmp_path, "fr", monkeypatch, capsys) if line in english]
    odd = [line for line in same if len(WORD.findall(SAME.sub("", line.partition(": ")[2]))) > 1]
    assert odd == []
