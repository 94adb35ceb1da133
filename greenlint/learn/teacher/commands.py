"""submit, grade, report."""

from __future__ import annotations

import csv
import os
import random
import sys
from pathlib import Path

import msgspec

from greenlint.learn.errors import LearnError
from greenlint.learn.packs import find_pack
from greenlint.learn.state import State
from greenlint.learn.teacher.grading import Grade, Grades
from greenlint.learn.teacher.grading import grade as grade_all
from greenlint.learn.teacher.reports import write_reports
from greenlint.learn.teacher.submission import Submission, read_submissions, write_submission
from greenlint.learn.workspace import find_workspace
from greenlint.texts import _


def submit(pseudonym: str) -> int:
    path = write_submission(find_workspace(), pseudonym)
    print(_("{path} holds your files and your effort, no name but the pseudonym. Hand it in.").format(path=path))
    return 0


def grade(folder: Path, out: Path, seed: int | None, pack_name: str | None, roster: Path | None, sure: bool) -> int:
    """0 when everything could be read, 1 otherwise."""
    warning = _(
        "This runs the students' code on this machine. The lab bounds it; a container is safer (see the trainer guide)."
    )
    print(warning, file=sys.stderr)
    if not sure and sys.stdin.isatty() and input(_("Go on? [y/N] ")).strip().lower() not in ("y", "yes", "o", "oui"):
        return 0
    pack = find_pack(pack_name)
    submissions = list(read_submissions(folder, pack))
    submissions += _absent(roster, submissions)
    seed = random.SystemRandom().randrange(1, 10**6) if seed is None else seed
    grades = grade_all(pack, submissions, seed, os.cpu_count() or 1, _tell)
    try:
        written = write_reports(grades, out)
    except OSError as error:
        raise LearnError(_("{folder} cannot be written to: {error}").format(folder=out, error=error.strerror)) from None
    print(_("Written: {files}").format(files=", ".join(map(str, written))))
    return 1 if any(one.trouble for one in submissions) else 0


def _tell(one: Grade) -> None:
    if one.verdict in ("pass", "fail", "unreadable"):
        print(f"{one.student_id}: {one.exercise}: {one.verdict} {one.stage} {one.why}".rstrip())


def _absent(roster: Path | None, submissions: list[Submission]) -> list[Submission]:
    """Those on the list who handed in nothing."""
    if roster is None:
        return []
    try:
        with roster.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise LearnError(_("{path} cannot be read: {error}").format(path=roster, error=error.strerror)) from None
    if rows and "student_id" not in rows[0]:
        raise LearnError(_("{path} needs a column named student_id").format(path=roster))
    present = {one.student for one in submissions}
    return [Submission(row["student_id"], {}, State()) for row in rows if row["student_id"] not in present]


def report(folder: Path) -> int:
    """Writes the tables again from grades.json, in the language asked for."""
    path = folder / "grades.json"
    try:
        grades = msgspec.json.decode(path.read_bytes(), type=Grades)
    except (OSError, msgspec.DecodeError) as error:
        raise LearnError(_("{path} cannot be read: {error}").format(path=path, error=error)) from None
    for written in write_reports(grades, folder):
        print(written)
    return 0
