"""The tasks one after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from greenlint.audit.job import Job, Target, Task
from greenlint.audit.outcome import Outcome
from greenlint.audit.project import audit

Result = tuple[Target, Outcome | None]


def results(tasks: Iterable[Task], job: Job) -> Iterator[Result]:
    """Each project with its outcome, None where it has not changed."""
    for task in tasks:
        yield task.target, audit(task, job)
