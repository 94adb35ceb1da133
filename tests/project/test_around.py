"""A file that is asked about alone is linked with the project around it, whatever way it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenlint.config import Settings
from greenlint.engine import check_paths

HELPER = """
from openai import OpenAI

client = OpenAI()


def ask(text):
    return client.responses.create(model="gpt-5-mini", input=text, max_output_tokens=20).output_text
"""
TEST = """
from helper import ask


def test_it():
    assert ask("Hello")
"""


@pytest.mark.parametrize("inside", [True, False])
def test_an_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: bool) -> None:
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    for folder in (project, elsewhere):
        folder.mkdir()
    (project / "greenlint.toml").touch()
    (project / "helper.py").write_text(HELPER, "utf-8")
    asked = project / "test_it.py"
    asked.write_text(TEST, "utf-8")
    monkeypatch.chdir(project if inside else elsewhere)
    assert [finding.code for finding in check_paths([asked], Settings()).findings] == ["GRN110"]
