"""The tasks on a Dask cluster: one that runs already, or one that is started on this machine for the audit."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any
from uuid import uuid4

from greenlint import __version__
from greenlint.audit.errors import ExtraError
from greenlint.audit.here import Result
from greenlint.audit.job import Job, Target, Task
from greenlint.audit.outcome import Outcome
from greenlint.audit.project import audit, failed
from greenlint.errors import UserError
from greenlint.texts import _

TRIES = 3  # workers that a project may cost before it counts as failed
PATIENCE = 30  # seconds that a cluster has to answer, and to show a worker
_AHEAD = 2  # tasks given to the scheduler for each thread: enough to keep all busy, few enough to suspect


@contextmanager
def cluster(address: str | None, workers: int) -> Iterator[Any]:
    """A client of the cluster at `address`, or of a local one of so many processes. Raises UserError."""
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        remedy = _('the audit spreads its work with Dask; install it with `pip install "greenlint[dask]"`, or ')
        raise ExtraError(remedy + _("add `--workers 0` to do without")) from None
    with ExitStack() as stack:
        if address is None:
            wanted = {
                "distributed.scheduler.allowed-failures": 0,  # `results` tries again, with more care
                "distributed.worker.preload": [*dask.config.get("distributed.worker.preload"), "greenlint.audit.deaf"],
                "distributed.admin.low-level-log-length": 0,
            }
            stack.enter_context(dask.config.set(wanted))
            address = stack.enter_context(
                LocalCluster(
                    n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                )
            )  # fmt: skip
        try:
            client = stack.enter_context(Client(address, timeout=PATIENCE, set_as_default=False))
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            reason = " ".join(str(error).split())[:200]
            raise UserError(
                _("no Dask cluster at {address}: {reason}").format(address=address, reason=reason)
            ) from None
        _check_versions(client)
        yield client


def results(tasks: Iterable[Task], job: Job, client: Any, tries: int = TRIES) -> Iterator[Result]:
    """Each project with its outcome, None where it has not changed, as they come.

    What a worker was given when it was lost is tried again at the end, one project at a time: so the one that takes
    workers with it is found, and those beside it are not blamed.
    """
    suspects: list[Task] = []
    for task, future in _finished(tasks, job, client):
        if _is_killed(future):
            suspects.append(task)
        else:
            yield task.target, _outcome(future, task.target, job)
    for task in suspects:
        for _try in range(max(1, tries - 1)):
            future = client.submit(audit, task, job, key=f"greenlint-audit-{uuid4().hex}", pure=False)
            if not _is_killed(future):
                break
        yield task.target, _outcome(future, task.target, job)


def _finished(tasks: Iterable[Task], job: Job, client: Any) -> Iterator[tuple[Task, Any]]:
    """Each task with its future, which is forgotten afterwards: results do not gather on the workers."""
    from distributed import as_completed

    waiting = iter(tasks)
    name = f"greenlint-audit-{uuid4().hex[:8]}"
    given: dict[str, Task] = {}

    def submitted(number: int) -> list[Any]:
        futures = []
        for place, task in enumerate(islice(waiting, number), len(given)):
            given[f"{name}-{place}"] = task
            futures.append(client.submit(audit, task, job, key=f"{name}-{place}", pure=False))
        return futures

    first = submitted(max(1, _AHEAD * sum(client.nthreads().values())))
    running = as_completed(first, loop=client.loop)
    for future in running:
        yield given[future.key], future
        future.release()
        running.update(submitted(1))


def _is_killed(future: Any) -> bool:
    from distributed import KilledWorker

    return not future.cancelled() and isinstance(future.exception(), KilledWorker)


def _outcome(future: Any, target: Target, job: Job) -> Outcome | None:
    if future.cancelled():
        raise UserError(_("the Dask cluster went away; run the same command again to go on"))
    if _is_killed(future):
        return failed(target, job, _("every worker that tried it was lost: out of memory, or the interpreter died"))
    error = future.exception()
    if error is not None:
        return failed(target, job, f"{type(error).__name__}: {error}")
    outcome: Outcome | None = future.result()
    return outcome


def _check_versions(client: Any) -> None:
    """Raises UserError unless every worker has this greenlint."""
    try:
        found = client.run(_version)
    except Exception as error:  # what a worker without greenlint answers depends on Dask's version
        reason = " ".join(str(error).split())[:200]
        raise UserError(_("the workers cannot run greenlint: {reason}").format(reason=reason)) from None
    for worker, version in found.items():
        if version != __version__:
            text = _("{worker} has greenlint {version}, this is {own}; install the same one everywhere")
            raise UserError(text.format(worker=worker, version=version, own=__version__))


def _version() -> str:
    return __version__
