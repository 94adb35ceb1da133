"""Work spread over processes. What kills a worker costs itself, not the run: it is found by trying suspects alone."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Pool(Generic[T, R]):
    """Runs `work(task)` for tasks in `jobs` processes. `prepare(*given)`, if any, runs once in each of them.

    `work` and `prepare` are functions of a module, and what they take and give can be pickled.
    """

    def __init__(
        self, jobs: int, work: Callable[[T], R], prepare: Callable[..., None] | None = None, given: tuple[Any, ...] = ()
    ) -> None:
        self._jobs, self._work, self._prepare, self._given = jobs, work, prepare, given

    def run(self, tasks: Sequence[T], together: int = 1) -> Iterator[tuple[T, R | None]]:
        """Each task with its result, None where the worker died over it, as they are done; started in the order given.

        `together`: tasks handed over at once, since each handing over takes time. Closing it ends the workers.
        """
        waiting = [tasks[start : start + together] for start in range(0, len(tasks), together)]
        waiting.reverse()
        while waiting:
            for suspects in (yield from self._round(waiting)):
                if len(suspects) > 1:
                    yield from self.run(suspects)
                else:
                    yield suspects[0], self._alone(suspects[0])

    def _round(self, waiting: list[Sequence[T]]) -> Generator[tuple[T, R | None], None, list[Sequence[T]]]:
        """Takes from `waiting` until it is empty or a worker dies; returns what was under way when one died."""
        running: dict[Future[list[R]], Sequence[T]] = {}
        with self._executor(self._jobs) as executor:
            try:
                while waiting or running:
                    while waiting and len(running) < 2 * self._jobs:
                        running[executor.submit(_each, self._work, waiting[-1])] = waiting[-1]
                        waiting.pop()
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        results = future.result()
                        yield from zip(running.pop(future), results, strict=True)
            except BrokenExecutor:
                return list(running.values())
            except BaseException:  # Ctrl-C, or nobody wants the rest
                _stop(executor)
                raise
        return []

    def _alone(self, task: T) -> R | None:
        with self._executor(1) as executor:
            try:
                return executor.submit(self._work, task).result()
            except BrokenExecutor:
                return None
            except BaseException:
                _stop(executor)
                raise

    def _executor(self, jobs: int) -> ProcessPoolExecutor:
        # forked workers have the catalogue already; with a second thread about, a fork may hang
        forks = sys.platform == "linux" and _threads() == 1
        context = multiprocessing.get_context("fork" if forks else "spawn")
        return ProcessPoolExecutor(jobs, context, _begin, (self._prepare, self._given))


def _each(work: Callable[[T], R], tasks: Sequence[T]) -> list[R]:
    return [work(task) for task in tasks]


def _threads() -> int:
    """Threads of this process, those too that Python does not know."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return threading.active_count()


def _begin(prepare: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    if prepare is not None:
        prepare(*given)
    gc.freeze()  # so that the collector does not touch, and copy, what a fork shares


def _stop(executor: ProcessPoolExecutor) -> None:
    for process in list((executor._processes or {}).values()):
        process.terminate()
    executor.shutdown(wait=False, cancel_futures=True)
