"""Colour where a terminal shows it, plain signs everywhere: no meaning hangs on a colour."""

from __future__ import annotations

import os
import sys

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
PASSED, FAILED, WAITING = "✔", "✘", "–"


def coloured() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def ink(text: str, *styles: str) -> str:
    if not styles or not coloured():
        return text
    return f"\033[{';'.join(_CODES[style] for style in styles)}m{text}\033[0m"


def bar(done: int, total: int, width: int = 20) -> str:
    """`[######..............] 9/30`"""
    filled = round(width * done / total) if total else 0
    return f"[{'#' * filled}{'.' * (width - filled)}] {done}/{total}"
