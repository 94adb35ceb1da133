"""One task: a project is fetched, unpacked, checked and estimated, wherever this runs."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from greenlint import texts
from greenlint.audit.content import Content, content_of, digest_of, links_out
from greenlint.audit.job import Job, Target, Task
from greenlint.audit.outcome import Outcome, Place
from greenlint.audit.remote import fetch, is_url
from greenlint.audit.unpack import unpack
from greenlint.config import Settings
from greenlint.errors import UserError
from greenlint.finding import Notice
from greenlint.reports.clean import encodable

if TYPE_CHECKING:
    from greenlint.reports.entries import Entry

_one_at_a_time = threading.RLock()  # the current folder, the language and the recursion limit belong to the process


def audit(task: Task, job: Job) -> Outcome | None:
    """The outcome; None when the content is what it was (`task.known`). Never raises for what a project holds."""
    with _one_at_a_time, _language(job.lang), _folder_kept():
        start = time.thread_time()
        try:
            outcome = _audited(task, job)
        except UserError as error:
            outcome = failed(task.target, job, str(error))
        except OSError as error:
            outcome = failed(task.target, job, f"{error.strerror or error}")
        except Exception as error:  # a fault of ours is told with the project that brought it to light
            outcome = failed(task.target, job, f"{type(error).__name__}: {error}")
        if outcome is None:
            return None
        return msgspec.structs.replace(outcome, cpu_seconds=round(time.thread_time() - start, 3))


def failed(target: Target, job: Job, reason: str) -> Outcome:
    """The outcome of a project that could not be audited; one line."""
    text = encodable(" ".join(reason.split())[:500])
    return Outcome(id=target.id, run=job.run, version=job.version, failure=text)


def _audited(task: Task, job: Job) -> Outcome | None:
    path = Path(task.target.path)
    if not is_url(task.target.path) and path.is_dir():
        return _folder(path, task, job, "", [])
    with tempfile.TemporaryDirectory(prefix="greenlint-", ignore_cleanup_errors=True) as scratch:
        if is_url(task.target.path):
            path = Path(scratch) / "archive"
            fetch(task.target.path, path)
        digest = digest_of(path)
        if digest == task.known:
            return None
        folder = Path(scratch) / "project"
        folder.mkdir()
        notices = unpack(path, folder)
        outcome = _folder(folder, task, job, digest, notices)
        os.chdir(scratch + "/..")  # some systems do not remove a current folder
        return outcome


def _folder(folder: Path, task: Task, job: Job, digest: str, notices: list[Notice]) -> Outcome | None:
    """`digest`: of the archive that the folder comes from, if any."""
    os.chdir(folder)  # paths are the project's own: `tests/` above it does not make it a test
    settings = _settings(job.settings, os.getcwd())
    content = content_of(settings)
    if not digest and content.digest == task.known:
        return None
    return _checked(task.target, job, settings, Content(digest or content.digest, content.lines), notices)


def _settings(settings: Settings, root: str) -> Settings:
    """The audit's settings, in the project: its own settings files have no say, its comments have."""
    out = links_out(root, (*settings.exclude, *settings.extend_exclude))
    return msgspec.structs.replace(settings, root=root, extend_exclude=(*settings.extend_exclude, *out))


def _checked(target: Target, job: Job, settings: Settings, content: Content, notices: list[Notice]) -> Outcome:
    from greenlint.engine import check_paths
    from greenlint.reports import totals
    from greenlint.reports.document import NoticeRow
    from greenlint.reports.entries import entries

    report = check_paths([Path()], settings)
    rows = entries(report.findings, settings)
    return Outcome(
        id=target.id,
        digest=content.digest,
        run=job.run,
        version=job.version,
        files=report.files,
        lines=content.lines,
        error=totals.count(rows, "error"),
        warning=totals.count(rows, "warning"),
        info=totals.count(rows, "info"),
        not_estimated=totals.not_estimated(rows),
        per_1000_runs=totals.saved(rows),
        rules=totals.by_rule(rows),
        findings=[_place(row) for row in rows] if job.details == "findings" else None,
        notices=[
            NoticeRow(path=notice.path and encodable(notice.path), code=notice.code, text=encodable(notice.text))
            for notice in (*notices, *report.notices)
        ],
    )


def _place(row: Entry) -> Place:
    finding, estimate = row.finding, row.estimate
    return Place(
        path=encodable(row.path),
        cell=finding.span.cell,
        line=finding.span.line,
        column=finding.span.column,
        code=finding.code,
        name=finding.name,
        level=finding.level,
        kind=finding.kind,
        confidence=finding.confidence,
        message=encodable(row.message),
        fingerprint=finding.fingerprint,
        share_saved=estimate.share_saved if estimate else None,
        per_1000_runs=estimate.per_1000_runs if estimate else None,
    )


@contextmanager
def _language(lang: str) -> Iterator[None]:
    before = texts.language()
    texts.set_language(lang)
    try:
        yield
    finally:
        texts.set_language(before)


@contextmanager
def _folder_kept() -> Iterator[None]:
    before = os.getcwd()
    try:
        yield
    finally:
        os.chdir(before)
