"""`--fix`, `--unsafe-fixes` and `--diff` as a user runs them: files, streams, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from greenlint.cards import load_cards
from greenlint.fixes import repair_of

WASTEFUL = """import json

import openai

client = openai.OpenAI()


def slogan(product):
    found = client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": json.dumps(product, indent=2)}],
        n=5,
        max_tokens=40,
    )
    return found.choices[0].message.content


x = 1  # greenlint: ignore[GRN101] long ago
"""
SAFE = WASTEFUL.replace("        n=5,\n", "").replace("  # greenlint: ignore[GRN101] long ago", "")
UNSAFE = SAFE.replace(", indent=2", "")
SAFE_DIFF = """--- app.py
+++ app.py
@@ -9,10 +9,9 @@
     found = client.chat.completions.create(
         model="gpt-4o",
         messages=[{"role": "user", "content": json.dumps(product, indent=2)}],
-        n=5,
         max_tokens=40,
     )
     return found.choices[0].message.content
·
·
-x = 1  # greenlint: ignore[GRN101] long ago
+x = 1
""".replace("·", " ")


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def run(folder: Path, *arguments: str, stdin: bytes = b"") -> Ran:
    command = [sys.executable, "-m", "greenlint", "check", "--isolated", "--no-cache", *arguments]
    environment = {**os.environ, "GREENLINT_LANG": "en"}
    done = subprocess.run(command, cwd=folder, input=stdin, capture_output=True, env=environment, check=False)
    return Ran(done.returncode, *(stream.decode().replace(os.linesep, "\n") for stream in (done.stdout, done.stderr)))


@pytest.fixture
def app(tmp_path: Path) -> Path:
    path = tmp_path / "app.py"
    path.write_bytes(WASTEFUL.encode())
    return path


def test_fix_repairs_what_is_safe_and_reports_the_rest(app: Path) -> None:
    ran = run(app.parent, "--fix", "--output-format", "concise")
    assert app.read_bytes() == SAFE.encode()
    assert ran.code == 1
    assert [line.split(" ")[1] for line in ran.out.splitlines()[:-2]] == ["GRN208"]
    assert ran.out.splitlines()[-1] == "1 can be fixed with --fix --unsafe-fixes."
    assert ran.err == "greenlint: fixed 2 findings (1 file); 1 remains\n"


def test_unsafe_fixes_repair_all_of_it(app: Path) -> None:
    ran = run(app.parent, "--fix", "--unsafe-fixes")
    assert app.read_bytes() == UNSAFE.encode()
    assert ran == Ran(0, "No waste found in 1 file.\n", "greenlint: fixed 3 findings (1 file); 0 remain\n")
    assert run(app.parent, "--fix", "--unsafe-fixes").err == ""


def test_diff_shows_what_fix_would_do_and_writes_nothing(app: Path) -> None:
    ran = run(app.parent, "--diff")
    assert (ran.code, ran.out) == (1, SAFE_DIFF)
    assert ran.err == "greenlint: would fix 2 findings (1 file); 1 remains\n"
    assert run(app.parent, "--diff", "--fix").out == SAFE_DIFF
    assert app.read_bytes() == WASTEFUL.encode()
    app.write_bytes(SAFE.encode())
    assert run(app.parent, "--diff") == Ran(0, "", "")
    assert run(app.parent, "--diff", "--unsafe-fixes").code == 1
    assert run(app.parent, "--diff", "--unsafe-fixes", "--exit-zero").code == 0


def test_without_fix_findings_are_marked_and_nothing_is_written(app: Path) -> None:
    ran = run(app.parent, "--output-format", "concise")
    marked = {line.split(" ")[1] for line in ran.out.splitlines() if "] [*] " in line}
    assert marked == {"GRN202", "GRN903"}
    assert ran.out.splitlines()[-1] == "2 can be fixed with --fix (1 more with --unsafe-fixes)."
    ran = run(app.parent, "--unsafe-fixes")
    headings = [line.split(" ")[:2] for line in ran.out.splitlines() if line.startswith("GRN")]
    assert sorted(headings) == [["GRN202", "[*]"], ["GRN208", "[*]"], ["GRN903", "[*]"]]
    assert app.read_bytes() == WASTEFUL.encode()


def test_stdin_comes_out_repaired(app: Path) -> None:
    app.write_bytes(b"")
    ran = run(app.parent, "--fix", "--stdin-filename", "app.py", "--output-format", "concise", stdin=WASTEFUL.encode())
    assert (ran.code, ran.out) == (1, SAFE)
    assert "GRN208" in ran.err
    assert "fixed 2 findings (1 file); 1 remains" in ran.err
    ran = run(app.parent, "--diff", "-", stdin=WASTEFUL.encode())
    assert (ran.code, ran.out) == (1, SAFE_DIFF.replace("app.py", "-"))
    assert app.read_bytes() == b""


def test_stdin_that_is_left_out_comes_out_as_it_is(app: Path) -> None:
    arguments = ["--fix", "--stdin-filename", "app.py", "--force-exclude", "--exclude", "app.py"]
    assert run(app.parent, *arguments, stdin=b"x = 1\r\n").out.startswith("x = 1")


def test_what_is_not_reported_is_not_repaired(app: Path) -> None:
    assert run(app.parent, "--fix", "--ignore", "GRN202,GRN903").err == ""
    assert run(app.parent, "--fix", "--select", "GRN5", "--unsafe-fixes").code == 0
    assert app.read_bytes() == WASTEFUL.encode()


def test_a_file_that_cannot_be_written_is_named(app: Path) -> None:
    os.chmod(app, 0o444)
    (app.parent / "other.py").write_bytes(WASTEFUL.encode())
    ran = run(app.parent, "--fix", "--output-format", "json")
    assert ran.code == 2
    assert ran.err == (
        "greenlint: fixed 2 findings (1 file); 4 remain\ngreenlint: app.py: not repaired, it is read-only\n"
    )
    assert {row["path"] for row in json.loads(ran.out)["findings"] if row["code"] == "GRN202"} == {"app.py"}
    assert (app.read_bytes(), (app.parent / "other.py").read_bytes()) == (WASTEFUL.encode(), SAFE.encode())


def test_notebooks_are_left_in_one_line(tmp_path: Path) -> None:
    cell = {
        "cell_type": "code",
        "source": WASTEFUL.splitlines(True),
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    lab = tmp_path / "lab.ipynb"
    lab.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    before = lab.read_bytes()
    ran = run(tmp_path, "--fix", "--output-format", "concise")
    assert (ran.code, ran.err) == (1, "greenlint: notebooks are not repaired: their findings stay\n")
    assert "[*]" not in ran.out
    assert lab.read_bytes() == before


def test_many_places_of_one_cause_are_repaired_one_by_one(tmp_path: Path) -> None:
    calls = "\n".join(
        f"def ask{n}(q):\n    return client.responses.create(model='gpt-4o', input=q)\n" for n in range(12)
    )
    (tmp_path / "app.py").write_text(f"import openai\n\nclient = openai.OpenAI()\n\n\n{calls}", "utf-8")
    ran = run(tmp_path, "--fix", "--unsafe-fixes", "--select", "GRN201")
    assert (ran.code, ran.err) == (0, "greenlint: fixed 12 findings (1 file); 0 remain\n")


def test_broken_and_hostile_files_are_refused(tmp_path: Path) -> None:
    hostile = "import openai\nx = " + "(" * 3000 + "1" + ")" * 3000 + "  # greenlint: ignore[GRN101]\n"
    (tmp_path / "deep.py").write_text(hostile, "utf-8")
    (tmp_path / "broken.py").write_text("import openai\nx = (  # greenlint: ignore[GRN101]\n", "utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    ran = run(tmp_path, "--fix", "--unsafe-fixes")
    assert ran.code == 1  # both are findings: GRN901
    assert "Traceback" not in ran.err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_plans_are_made_without_libcst(app: Path) -> None:
    modules = [f"greenlint.fixes.{name.replace('-', '_')}" for name in load_cards() if repair_of(name)]
    code = f"""
import sys
from importlib import import_module
from pathlib import Path
from greenlint.config import Settings
from greenlint.finding import Finding, Span
from greenlint.fixes.marks import marks_of
from greenlint.report import Report
for name in {modules!r}:
    import_module(name)
finding = Finding(path={str(app)!r}, span=Span(9, 13, 14, 6), code="GRN202", name="unused-candidates", level="warning",
    kind="neutral", confidence="high", reason="default",
    values={{"call": "client.chat.completions.create", "argument": "n=5", "count": "5"}})
report = Report([finding], [], 1, 1, False)
assert marks_of(report, {{}}, unsafe=False).levels == {{0: "safe"}}
assert "libcst" not in sys.modules
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
