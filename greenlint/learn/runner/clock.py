"""Virtual time: sleeping moves a clock instead of waiting, in threads and in asyncio."""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import Callable
from typing import Any

_LONGEST = 366 * 24 * 3600.0  # seconds: a longer pause is an endless one
_SETTLE = 0.002  # real seconds given to answers that are on their way


class Clock:
    """Adds the seconds that were slept to what the `time` module says, and tells the meter."""

    def __init__(self, tell: Callable[[float], object], busy: Callable[[], int]) -> None:
        self.offset = 0.0
        self._tell = tell
        self._busy = busy

    def sleep(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if seconds > _LONGEST:
            raise OverflowError("that is more than a year")
        self.offset += seconds
        if seconds:
            self._tell(seconds)

    def install(self) -> None:
        """Patches `time` and every event loop made from now on."""
        for name in ("time", "monotonic", "perf_counter"):
            setattr(time, name, self._shifted(getattr(time, name)))
        for name in ("time_ns", "monotonic_ns", "perf_counter_ns"):
            setattr(time, name, self._shifted_ns(getattr(time, name)))
        setattr(time, "sleep", self.sleep)  # noqa: B010 (its type is narrower than the real one)
        self._install_loops()

    def _shifted(self, real: Callable[[], float]) -> Callable[[], float]:
        return lambda: real() + self.offset

    def _shifted_ns(self, real: Callable[[], int]) -> Callable[[], int]:
        return lambda: real() + int(self.offset * 1e9)

    def _install_loops(self) -> None:
        clock = self

        class VirtualSelector(selectors.DefaultSelector):
            """Where a loop would wait for a timer, and no answer is under way, the clock jumps to the timer."""

            def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
                if timeout is None or timeout <= 0:
                    return super().select(timeout)
                ready = super().select(min(timeout, _SETTLE))
                while not ready and clock._busy():
                    ready = super().select(_SETTLE)
                ready = ready or super().select(0)
                if not ready:
                    clock.sleep(timeout)
                return ready

        base: Any = asyncio.selector_events.BaseSelectorEventLoop
        start = base.__init__

        def init(loop: Any, selector: Any = None) -> None:
            start(loop, VirtualSelector() if selector is None else selector)

        base.__init__ = init
        if hasattr(asyncio, "WindowsSelectorEventLoopPolicy"):  # the other loop of Windows has no selector
            asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
