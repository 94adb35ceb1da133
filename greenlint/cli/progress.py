"""A progress bar on stderr: only on a terminal, and only for a run that lasts."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, TextIO

from greenlint.texts import _

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 1.0  # seconds before a bar appears


class Progress:
    """Called with (done, total); draws nothing before `PATIENCE`, and clears what it drew."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._started = time.monotonic()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_error: Any) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        if not self._terminal or (self._bar is None and time.monotonic() - self._started < PATIENCE):
            return
        if self._bar is None:
            self._bar = self._drawn(total)
        if self._task is not None:
            self._bar.update(self._task, completed=done, total=total)

    def _drawn(self, total: int) -> Bar:
        from rich.console import Console
        from rich.progress import Progress as Bar

        bar = Bar(console=Console(file=self._stream), transient=True)
        self._task = bar.add_task(_("checking"), total=total)
        bar.start()
        return bar
