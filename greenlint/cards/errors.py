"""What is said of a card that cannot be used."""

from __future__ import annotations

from pathlib import Path

from greenlint.errors import UserError


class CardError(UserError):
    """A card that cannot be used: `file:line: message`."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
