"""A folder with wasteful code, and the command line run in this process."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import APP, Ran, Run

from greenlint import texts
from greenlint.cli import main


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: app.py wastes calls, clean.py does not."""
    monkeypatch.chdir(tmp_path)
    for variable in ("GREENLINT_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "greenlint.toml").write_text("", "utf-8")
    (tmp_path / "app.py").write_text(APP, "utf-8")
    (tmp_path / "clean.py").write_text("print('hello')\n", "utf-8")
    return tmp_path


@pytest.fixture
def run(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `greenlint …` in `here`."""
    monkeypatch.setattr(texts, "_chosen", None)

    def command(*arguments: str) -> Ran:
        code = main(arguments)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return command
