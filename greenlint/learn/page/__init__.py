"""The course as one HTML file: lessons, hints, measures, quiz and progress, in both languages, without a network."""

from __future__ import annotations

import webbrowser
from pathlib import Path

from greenlint.learn.errors import LearnError
from greenlint.learn.page.build import build
from greenlint.learn.workspace import Workspace, find_workspace
from greenlint.texts import _

FILE = "course.html"


def write_page(workspace: Workspace, refresh: int | None = None) -> Path:
    """`course.html` in the workspace; it reloads itself every `refresh` seconds. Raises LearnError."""
    path = workspace.folder / FILE
    try:
        path.write_text(build(workspace, refresh), "utf-8")
    except OSError as error:
        raise LearnError(_("{path} cannot be written: {error}").format(path=path, error=error.strerror)) from None
    return path


def show_page(in_browser: bool) -> int:
    path = write_page(find_workspace())
    print(path)
    if in_browser and not webbrowser.open(path.as_uri()):
        print(_("no browser here: open the file by hand"))
    return 0
