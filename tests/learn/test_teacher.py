"""Collecting and grading: everything is checked again, whatever the learner's state says."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from greenlint.cli import main
from greenlint.learn.packs import Pack
from greenlint.learn.state import FILE
from greenlint.learn.teacher.grading import Grade, Grades, shape
from greenlint.learn.teacher.reports import as_csv, as_html
from greenlint.learn.workspace import create_workspace


def hand_in(
    pack: Pack, home: Path, inbox: Path, name: str, source: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _count = create_workspace(home / name, pack, "en")
    if source is not None:
        (made.folder / "105-ask-once" / "program.py").write_text(source, "utf-8")
    monkeypatch.chdir(made.folder)
    assert main(["learn", "submit", "--as", name]) == 0
    inbox.mkdir(exist_ok=True)
    (made.folder / f"submission-{name}.zip").rename(inbox / f"submission-{name}.zip")


def test_a_class_is_graded_from_its_sources(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = tmp_path / "inbox"
    exercise = pack.find("ask-once")
    good = (exercise.solution / "program.py").read_text("utf-8")
    hand_in(pack, tmp_path, inbox, "ada", good, monkeypatch)
    hand_in(pack, tmp_path, inbox, "bob", "def answers(questions): return []\n", monkeypatch)
    hand_in(pack, tmp_path, inbox, "cyd", None, monkeypatch)
    (inbox / "broken.zip").write_bytes(b"no zip")
    roster = tmp_path / "roster.csv"
    roster.write_text("student_id\nada\nbob\ndan\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    command = [
        "learn",
        "grade",
        str(inbox),
        "--pack",
        str(pack.folder),
        "--yes",
        "--seed",
        "7",
        "--roster",
        str(roster),
    ]
    assert main(command) == 1  # one could not be read
    with (tmp_path / "grades" / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    verdicts = {name: row["verdict"] for name, row in rows.items()}
    assert verdicts == {"ada": "pass", "bob": "fail", "cyd": "untouched", "broken": "unreadable", "dan": "missing"}
    assert rows["bob"]["stage"] == "behaviour"
    assert json.loads((tmp_path / "grades" / "grades.json").read_text())["seed"] == 7
    suite = ElementTree.parse(tmp_path / "grades" / "grades.xml").getroot()
    assert suite.attrib["failures"] == "4"
    assert main(["learn", "report", "grades", "--lang", "fr"]) == 0
    assert "<html lang=fr>" in (tmp_path / "grades" / "grades.html").read_text("utf-8")


def test_a_zip_cannot_lead_out_of_its_folder(pack: Pack, tmp_path: Path) -> None:
    from greenlint.learn.teacher.submission import read_submissions

    with zipfile.ZipFile(tmp_path / "submission-eve.zip", "w") as archive:
        archive.writestr(FILE, "{}")
        archive.writestr("../../evil.py", "boom")
    (found,) = read_submissions(tmp_path, pack)
    assert "leads out of the folder" in found.trouble


def test_cells_are_no_formulas_and_names_no_html() -> None:
    grade = Grade(student_id="<b>", exercise="x", verdict="fail", stage="load", why="=1+1")
    grades = Grades(pack="p", version="1", seed=1, exercises=["x"], grades=[grade])
    assert "'=1+1" in as_csv(grades)
    assert "<b>" not in as_html(grades).replace("<body>", "")


def test_programs_that_differ_in_names_have_one_shape() -> None:
    one, other = "def f(a):\n    b = a + 1\n    return b\n", "def f(x):\n    # why\n    y = x + 1\n    return y\n"
    assert shape({"p.py": one}) == shape({"p.py": other}) != shape({"p.py": "def f(x):\n    return x + 1\n"})
