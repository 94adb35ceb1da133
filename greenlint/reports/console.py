"""A rich console for one stream: colour as asked, width of the terminal, 100 columns into a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 100


def console(stream: TextIO, color: str = "auto") -> Console:
    """`color`: auto (a terminal, unless NO_COLOR), always, never. Text is never read as markup."""
    from rich.console import Console

    terminal = stream.isatty()
    return Console(
        file=stream,
        force_terminal={"always": True, "never": False, "auto": None}[color],
        no_color=True if color == "never" else None,
        width=None if terminal else PIPE_WIDTH,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
