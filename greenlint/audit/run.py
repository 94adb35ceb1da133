"""The audit itself: projects in, lines out as they come, a summary at the end or at the stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from greenlint.audit.here import Result
from greenlint.audit.job import Job, Target, Task
from greenlint.audit.journal import Journal
from greenlint.audit.summary import Summary, summary_of
from greenlint.audit.targets import weight

Spread = Callable[[Iterable[Task], Job], Iterator[Result]]
Progress = Callable[[int, int], None]


def run(
    targets: Sequence[Target], job: Job, journal: Journal, spread: Spread, *, again: bool = False,
    on_progress: Progress | None = None,
) -> None:  # fmt: skip
    """Adds to the journal what is not in it yet, the heaviest projects first; `again`: also what is."""
    tasks = [Task(target, None if again else journal.known(target.id, job.run)) for target in targets]
    tasks.sort(key=lambda task: -weight(task.target))
    for done, (_target, outcome) in enumerate(spread(tasks, job), 1):
        if outcome is not None:
            journal.add(outcome)
        if on_progress is not None:
            on_progress(done, len(tasks))


def summed(targets: Sequence[Target], journal: Journal) -> Summary:
    """What the journal holds of these projects."""
    return summary_of(journal.outcomes(target.id for target in targets), len(targets))


def journal_path(output: Path) -> Path:
    """Where results gather: a Parquet file cannot grow, so it is made from the lines beside it."""
    return output.with_name(output.name + ".jsonl") if is_parquet(output) else output


def is_parquet(output: Path) -> bool:
    return output.suffix.lower() in (".parquet", ".pq")
