"""What can go wrong in the course, in one line for the person who can mend it."""

from __future__ import annotations

from pathlib import Path

from greenlint.errors import UserError


class LearnError(UserError):
    """A problem of the workspace, the installation or the command. Names the remedy."""


class PackError(UserError):
    """An exercise or a pack that cannot be used: `file:line: message`."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
