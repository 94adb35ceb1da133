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
PATIENCE = 60  # seconds that a cluster has to answer, and to show a worker
_AHEAD = 4  # tasks given to the scheduler for each thread: enough to keep all busy, few enough to hold in memory


@contextmanager
def cluster(address: str | None, workers: int, tries: int = TRIES) -> Iterator[Any]:
    """A client of the cluster at `address`, or of a local one of so many processes. Raises UserError.

    `tries` is for the local one; a cluster that runs already has its own (`distributed.scheduler.allowed-failures`).
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        remedy = _('the audit spreads its work with Dask; install it with `pip install "greenlint[dask]"`, or ')
        raise ExtraError(remedy + _("add `--workers 0` to do without")) from None
    with ExitStack() as stack:
        if address is None:
            wanted = {
                "distributed.scheduler.allowed-failures": tries - 1,
                "distributed.scheduler.worker-saturation": 1.0,  # a lost worker casts suspicion on what it ran, no more
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


def results(tasks: Iterable[Task], job: Job, client: Any) -> Iterator[Result]:
    """Each project with its outcome, None where it has not changed, as they come."""
    from distributed import as_completed

    waiting = iter(tasks)
    name = f"greenlint-audit-{uuid4().hex[:8]}"
    targets: dict[str, Target] = {}

    def submitted(number: int) -> list[Any]:
        futures = []
        for task in islice(waiting, number):
            key = f"{name}-{len(targets)}"
            targets[key] = task.target
            futures.append(client.submit(audit, task, job, key=key, pure=False))
        return futures

    first = submitted(max(1, _AHEAD * sum(client.nthreads().values())))
    running = as_completed(first, loop=client.loop)
    for future in running:
        yield targets[future.key], _outcome(future, targets[future.key], job)
        future.release()
        running.update(submitted(1))


def _outcome(future: Any, target: Target, job: Job) -> Outcome | None:
    from distributed import KilledWorker

    if future.cancelled():
        raise UserError(_("the Dask cluster went away; run the same command again to go on"))
    error = future.exception()
    if error is None:
        outcome: Outcome | None = future.result()
        return outcome
    if isinstance(error, KilledWorker):
        return failed(target, job, _("every worker that tried it was lost: out of memory, or the interpreter died"))
    return failed(target, job, f"{type(error).__name__}: {error}")


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
