"""A folder with wasteful code, and the command line run in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from greenlint import texts
from greenlint.cli import main

APP = """from openai import OpenAI

client = OpenAI()


def main(rows):
    for row in rows:
        answer = client.chat.completions.create(
            model="gpt-4o", messages=[{"role": "user", "content": "hello"}], max_tokens=20
        )
        print(row, answer)
"""


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


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
