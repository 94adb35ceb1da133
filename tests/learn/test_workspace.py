"""The learner's folder: laid out, checked, reset, never lost."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from greenlint.cli import main
from greenlint.learn.packs import Pack
from greenlint.learn.state import FILE, changing, load_state
from greenlint.learn.workspace import Workspace, create_workspace, find_workspace


@pytest.fixture
def workspace(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    made, count = create_workspace(tmp_path / "course", pack, "en")
    assert count == 1
    monkeypatch.chdir(made.folder)
    return made


def edit(workspace: Workspace, text: str) -> Path:
    path = workspace.folder / "105-ask-once" / "program.py"
    path.write_text(text, "utf-8")
    return path


def solution(workspace: Workspace) -> str:
    return (workspace.pack.find("ask-once").solution / "program.py").read_text("utf-8")


def test_a_course_is_laid_out(workspace: Workspace) -> None:
    home = workspace.folder / "105-ask-once"
    assert sorted(path.name for path in home.iterdir()) == ["README.md", "program.py", "tests"]
    assert not os.access(home / "tests" / "test_program.py", os.W_OK) or os.getuid() == 0
    assert (workspace.folder / ".vscode" / "settings.json").is_file()
    assert find_workspace(home).folder == workspace.folder.resolve()


def test_the_whole_way(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn"]) == 0
    assert main(["learn", "start"]) == 0
    assert main(["learn", "check", "--predict", "2"]) == 1
    seen = capsys.readouterr().out
    assert "✘ budget" in seen
    assert "You predicted 2 calls." in seen
    assert main(["learn", "hint"]) == 0
    assert "Look" in capsys.readouterr().out
    assert main(["learn", "hint"]) == 0
    assert "Try it first" in capsys.readouterr().out
    assert main(["learn", "hint", "--now"]) == 0
    assert "Idea" in capsys.readouterr().out
    edit(workspace, solution(workspace))
    assert main(["learn", "check", "--json"]) == 0
    assert main(["learn", "solution"]) == 0
    assert "Why it works" in capsys.readouterr().out
    record = load_state(workspace.folder).exercises["ask-once"]
    assert (record.progress, record.attempts, record.hints, record.prediction, record.with_help) == (
        "done",
        2,
        2,
        2,
        False,
    )
    for command in ("list", "progress", "next", "page", "doctor"):
        assert main(["learn", command]) == 0
    assert main(["learn", "certificate", "--name", "Ada"]) == 0
    assert "Ada" in (workspace.folder / "certificate.html").read_text("utf-8")


def test_reading_the_solution_first_is_noted(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", "solution"]) == 0
    assert "Not solved yet" in capsys.readouterr().out
    assert main(["learn", "solution", "--yes"]) == 0
    edit(workspace, solution(workspace))
    assert main(["learn", "check"]) == 0
    assert load_state(workspace.folder).exercises["ask-once"].with_help


def test_reset_keeps_what_was_written(workspace: Workspace) -> None:
    path = edit(workspace, "mine = 1\n")
    assert main(["learn", "reset"]) == 0
    edit(workspace, "mine = 2\n")
    assert main(["learn", "reset", "ask-once"]) == 0
    assert "def answers" in path.read_text("utf-8")
    assert [(path.parent / f"program.py.{end}").read_text() for end in ("bak", "bak2")] == ["mine = 1\n", "mine = 2\n"]


def test_init_again_keeps_edited_files_and_refreshes_the_others(workspace: Workspace, pack: Pack) -> None:
    path = edit(workspace, "mine = 1\n")
    create_workspace(workspace.folder, pack, "fr")
    assert path.read_text() == "mine = 1\n"
    assert (path.parent / "README.md").read_text("utf-8").startswith("# Un titre")
    path.unlink()
    starter = pack.folder / "105-ask-once" / "starter" / "program.py"
    starter.write_text(starter.read_text("utf-8") + "# newer\n", "utf-8")
    create_workspace(workspace.folder, pack, "en")
    assert path.read_text("utf-8").endswith("# newer\n")


def test_edited_tests_are_ignored_and_said(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    copy = workspace.folder / "105-ask-once" / "tests" / "test_program.py"
    copy.chmod(0o644)
    copy.write_text("def test_the_main_case(): pass\n", "utf-8")
    edit(workspace, "def answers(questions):\n    return []\n")
    assert main(["learn", "check"]) == 1
    assert "your edits are ignored" in capsys.readouterr().out


def test_outside_of_a_course_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["learn", "check"]) == 2
    assert "greenlint learn init" in capsys.readouterr().err


def test_a_broken_state_file_is_named(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace.folder / FILE).write_text("{", "utf-8")
    assert main(["learn", "list"]) == 2
    assert FILE in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_does_not_hide_the_verdict(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.folder.chmod(0o555)
    try:
        assert main(["learn", "check"]) == 1
    finally:
        workspace.folder.chmod(0o755)
    seen = capsys.readouterr()
    assert "✘ budget" in seen.out
    assert "progress cannot be saved" in seen.err


def test_two_commands_at_once_lose_nothing(workspace: Workspace) -> None:
    def more() -> None:
        for _ in range(10):
            with changing(workspace.folder) as state:
                state.record("ask-once").attempts += 1

    threads = [threading.Thread(target=more) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert load_state(workspace.folder).exercises["ask-once"].attempts == 40


def test_a_french_course_speaks_french(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made, _count = create_workspace(tmp_path / "cours", pack, "fr")
    monkeypatch.chdir(made.folder)
    edit(made, "def answers(questions):\n    return []\n")
    assert main(["learn", "check"]) == 1
    seen = capsys.readouterr().out
    assert "Trois questions demandent trois réponses ; il y en a 0." in seen
    assert "Next step" not in seen
