"""Grades as CSV (for Moodle and spreadsheets), JSON, JUnit and a page with a heat map."""

from __future__ import annotations

import csv
import html
import io
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import msgspec

from greenlint.learn.teacher.grading import Grade, Grades
from greenlint.texts import _, language

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1c2b20; }
table { border-collapse: collapse; } th, td { padding: .25rem .5rem; border: 1px solid #cdd8d0; text-align: center; }
th:first-child, td:first-child { text-align: left; } .wide { overflow-x: auto; }
.pass { background: #cfe9d3; } .fail { background: #f3d3cd; } .untouched, .missing, .unreadable { background: #eef1ee; }
"""


def write_reports(grades: Grades, folder: Path) -> list[Path]:
    """grades.csv, .json, .xml, .html in the folder. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {
        "grades.csv": as_csv(grades).encode("utf-8-sig"),  # the mark lets spreadsheets see that it is UTF-8
        "grades.json": msgspec.json.format(msgspec.json.encode(grades), indent=1),
        "grades.xml": as_junit(grades),
        "grades.html": as_html(grades).encode(),
    }
    for name, data in written.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in written]


def as_csv(grades: Grades) -> str:
    """One line for each student and exercise. A cell that a spreadsheet would take for a formula is disarmed."""
    out = io.StringIO()
    fields = list(Grade.__struct_fields__)
    writer = csv.writer(out)
    writer.writerow(fields)
    for grade in grades.grades:
        writer.writerow([_cell(getattr(grade, field)) for field in fields])
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def as_junit(grades: Grades) -> bytes:
    failed = sum(grade.verdict != "pass" for grade in grades.grades)
    suite = ElementTree.Element("testsuite", name=grades.pack, tests=str(len(grades.grades)), failures=str(failed))
    for grade in grades.grades:
        case = ElementTree.SubElement(suite, "testcase", classname=grade.student_id, name=grade.exercise)
        if grade.verdict != "pass":
            ElementTree.SubElement(case, "failure", message=f"{grade.verdict} {grade.stage}".strip()).text = grade.why
    data: bytes = ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True)
    return data


def as_html(grades: Grades) -> str:
    """Students by exercises; where the class is stuck; groups of like solutions to discuss."""
    parts = [
        f"<!doctype html><html lang={language()}><meta charset=utf-8><title>{_('Grades')}</title>",
        "<meta name=viewport content='width=device-width, initial-scale=1'>",
        f"<style>{_STYLE}</style><h1>{_('Grades')}</h1>",
        f"<p>{_facts(grades)}</p>",
        f"<div class=wide>{_heat_map(grades)}</div>",
        f"<h2>{_('Where the class is stuck')}</h2><div class=wide>{_stuck(grades)}</div>",
        f"<h2>{_('Solutions of the same shape')}</h2><div class=wide>{_groups(grades)}</div>",
    ]
    return "".join(parts)


def _facts(grades: Grades) -> str:
    text = _("Course {pack} {version}, seed {seed}")
    return html.escape(text.format(pack=grades.pack, version=grades.version, seed=grades.seed))


def _row(cells: list[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def _heat_map(grades: Grades) -> str:
    students = list(dict.fromkeys(grade.student_id for grade in grades.grades))
    by = {(grade.student_id, grade.exercise): grade for grade in grades.grades}
    head = _row([_("student"), *map(html.escape, grades.exercises), _("passed")], "th")
    rows = [head]
    for student in students:
        mine = [by[student, exercise] for exercise in grades.exercises if (student, exercise) in by]
        cells = [
            f"<td class={grade.verdict} title='{html.escape(grade.why, quote=True)}'>{_sign(grade)}</td>"
            for grade in mine
        ]
        passed = sum(grade.verdict == "pass" for grade in mine)
        rows.append(f"<tr><td>{html.escape(student)}</td>{''.join(cells)}<td>{passed}/{len(mine)}</td></tr>")
    return f"<table>{''.join(rows)}</table>"


def _sign(grade: Grade) -> str:
    if grade.verdict == "pass":
        return "✔" + ("*" if grade.with_help else "")
    return f"✘ {grade.stage}" if grade.verdict == "fail" else "–"


def _stuck(grades: Grades) -> str:
    rows = [_row([_("exercise"), _("failed"), _("most at"), _("most often")], "th")]
    for exercise in grades.exercises:
        failed = [grade for grade in grades.grades if grade.exercise == exercise and grade.verdict == "fail"]
        if failed:
            stage = Counter(grade.stage for grade in failed).most_common(1)[0][0]
            why = Counter(grade.why for grade in failed if grade.stage == stage).most_common(1)[0][0]
            rows.append(_row([html.escape(exercise), str(len(failed)), stage, html.escape(why)]))
    return f"<table>{''.join(rows)}</table>" if len(rows) > 1 else f"<p>{_('Nowhere.')}</p>"


def _groups(grades: Grades) -> str:
    rows = [_row([_("exercise"), _("shapes"), _("largest group")], "th")]
    for exercise in grades.exercises:
        passed = [grade for grade in grades.grades if grade.exercise == exercise and grade.shape]
        if passed:
            shapes = Counter(grade.shape for grade in passed)
            top = shapes.most_common(1)[0][0]
            names = ", ".join(html.escape(grade.student_id) for grade in passed if grade.shape == top)
            rows.append(_row([html.escape(exercise), str(len(shapes)), names]))
    return f"<table>{''.join(rows)}</table>" if len(rows) > 1 else f"<p>{_('None yet.')}</p>"
