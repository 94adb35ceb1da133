"""The audit in one process: what it takes, what it writes, how it goes on."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from audit_projects import WASTE, folder, sdist, wheel

from greenlint import engine, texts
from greenlint.audit import here
from greenlint.audit.job import Job, Target, job_of
from greenlint.audit.journal import Journal
from greenlint.audit.run import run, summed
from greenlint.audit.targets import targets_of
from greenlint.cli import main
from greenlint.config import Settings
from greenlint.errors import UserError

JOB = job_of(Settings(), "en", "findings", "")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder; `projects` holds a checkout, an sdist, a wheel and two that cannot be audited."""
    monkeypatch.setattr(texts, "_chosen", "en")
    (tmp_path / "greenlint.toml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    projects = tmp_path / "projects"
    folder(projects, "checkout")
    sdist(projects, "a-1.0")
    wheel(projects, "b-2.0", {"b/__init__.py": "", "b/app.py": WASTE + "\n\n" + WASTE.replace("main", "other")})
    (projects / "bad.tar.gz").write_bytes(b"nonsense")
    sdist(projects, "evil", {"../../evil.py": "x", "ok.py": "1"})
    (projects / "notes.txt").write_text("", "utf-8")
    return tmp_path


def read(path: Path) -> dict[str, dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: row for row in rows}


def audited(tree: Path, *arguments: str) -> int:
    return main(["audit", "projects", "--workers", "0", "--output", "out.jsonl", *arguments])


def test_a_folder_of_projects(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audited(tree, "--summary", "summary.json") == 2
    rows = read(tree / "out.jsonl")
    assert sorted(rows) == [
        f"projects/{name}" for name in ("a-1.0.tar.gz", "b-2.0.whl", "bad.tar.gz", "checkout", "evil.tar.gz")
    ]
    assert rows["projects/bad.tar.gz"]["failure"] == "it is neither a zip nor a tar archive, or it is damaged"
    assert rows["projects/evil.tar.gz"]["notices"][0]["code"] == "unsafe-path"
    finding = next(row for row in rows["projects/a-1.0.tar.gz"]["findings"] if row["code"] == "GRN101")
    assert (finding["path"], finding["line"]) == ("a-1.0/app.py", 8)
    assert finding["per_1000_runs"]["energy_wh"]["central"] > 0
    assert rows["projects/checkout"]["findings"][0]["path"] == "app.py"
    assert rows["projects/checkout"]["lines"] == WASTE.count("\n")
    summary = json.loads((tree / "summary.json").read_text("utf-8"))
    assert summary["projects"][0]["id"] == "projects/b-2.0.whl"
    assert summary["audited"] == 4
    assert summary["failures"][0]["id"] == "projects/bad.tar.gz"
    assert {rule["code"]: rule["projects"] for rule in summary["rules"]}["GRN101"] == 3
    out = capsys.readouterr().out
    assert "Not audited:\n  projects/bad.tar.gz: it is neither" in out
    assert "in 3 of 4 projects" in out


def test_what_is_done_is_not_done_again(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audited(tree)
    before = read(tree / "out.jsonl")
    checked: list[str] = []
    check_paths = engine.check_paths

    def counting(*arguments: Any, **options: Any) -> Any:
        checked.append(os.getcwd())
        return check_paths(*arguments, **options)

    monkeypatch.setattr(engine, "check_paths", counting)
    audited(tree)
    assert checked == []
    after = read(tree / "out.jsonl")
    for row in before["projects/bad.tar.gz"], after["projects/bad.tar.gz"]:  # what failed is tried again
        row["cpu_seconds"] = 0
    assert after == before
    (tree / "projects/checkout/app.py").write_text(WASTE + "\n", "utf-8")
    audited(tree)
    assert [Path(path).name for path in checked] == ["checkout"]
    audited(tree, "--ignore", "GRN505")
    assert len(checked) == 5
    audited(tree, "--ignore", "GRN505", "--again")
    assert len(checked) == 9
    assert read(tree / "out.jsonl")["projects/checkout"]["lines"] == WASTE.count("\n") + 1


def test_a_torn_line_is_done_again(tree: Path) -> None:
    audited(tree)
    whole = read(tree / "out.jsonl")
    data = (tree / "out.jsonl").read_bytes()
    for cut in (1, 10, 200, len(data) // 2):
        (tree / "out.jsonl").write_bytes(data[:-cut])
        audited(tree)
        again = read(tree / "out.jsonl")
        assert {name: row["findings"] for name, row in again.items()} == {
            name: row["findings"] for name, row in whole.items()
        }


def test_lines_in_the_middle_that_cannot_be_read(tree: Path) -> None:
    audited(tree)
    lines = (tree / "out.jsonl").read_bytes().splitlines(keepends=True)
    (tree / "out.jsonl").write_bytes(
        b"".join([lines[0], b"\xff\x00garbage\n", b'{"schema_version":99,"id":"x"}\n', *lines[1:]])
    )
    audited(tree)
    assert len(read(tree / "out.jsonl")) == 5


def test_another_file_is_not_overwritten(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "out.jsonl").write_text("# Precious notes\n", "utf-8")
    assert audited(tree) == 2
    assert "out.jsonl: is no result of an audit" in capsys.readouterr().err
    assert (tree / "out.jsonl").read_text("utf-8") == "# Precious notes\n"


def test_a_stopped_audit_keeps_what_is_done(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from greenlint.audit import project

    calls = []
    plain = project._checked

    def stopping(*arguments: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return plain(*arguments)

    monkeypatch.setattr(project, "_checked", stopping)
    assert audited(tree) == 130
    kept = read(tree / "out.jsonl")
    assert 2 <= len(kept) < 5
    monkeypatch.setattr(project, "_checked", plain)
    audited(tree)
    assert len(read(tree / "out.jsonl")) == 5
    assert os.getcwd() == str(tree)


def test_a_fault_of_ours_costs_one_project(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from greenlint.audit import project

    def broken(target: Target, *rest: Any) -> Any:
        raise ZeroDivisionError(f"in\n{target.id}")

    monkeypatch.setattr(project, "_checked", broken)
    assert audited(tree) == 2
    assert read(tree / "out.jsonl")["projects/checkout"]["failure"] == "ZeroDivisionError: in projects/checkout"


def test_lists(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "projects/list.txt").write_text("# two\n\ncheckout\n  a-1.0.tar.gz\n", "utf-8")
    assert [target.id for target in targets_of([], ["projects/list.txt"])] == [
        "projects/a-1.0.tar.gz",
        "projects/checkout",
    ]
    (tree / "projects/list.txt").write_text("checkout\nnowhere\n", "utf-8")
    assert main(["audit", "--from-file", "projects/list.txt", "--workers", "0"]) == 2
    assert "projects/list.txt:2: projects/nowhere: not found" in capsys.readouterr().err
    (tree / "empty").mkdir()
    with pytest.raises(UserError, match="holds neither projects nor archives"):
        targets_of(["empty"])


def test_links_that_lead_out_are_not_followed(tree: Path) -> None:
    other = folder(tree / "elsewhere", "secret")
    try:
        (tree / "projects/checkout/inner").symlink_to(other)
        (tree / "projects/checkout/[x].py").symlink_to(other / "app.py")
    except OSError:
        pytest.skip("no links here")
    audited(tree)
    assert {row["path"] for row in read(tree / "out.jsonl")["projects/checkout"]["findings"]} == {"app.py"}


def test_settings_of_a_project_have_no_say(tree: Path) -> None:
    (tree / "projects/checkout/pyproject.toml").write_text("[tool.greenlint]\nignore = ['ALL']\n", "utf-8")
    audited(tree, "--details", "counts")
    row = read(tree / "out.jsonl")["projects/checkout"]
    assert row["findings"] is None
    assert row["warning"] > 0


def test_parquet(tree: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for _time in range(2):
        assert main(["audit", "projects", "--workers", "0", "--output", "out.parquet"]) == 2
        rows = {row["id"]: row for row in parquet.read_table("out.parquet").to_pylist()}
        lines = read(tree / "out.parquet.jsonl")
        assert rows == lines


def test_urls(tree: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe("/audit/a-1.0.tar.gz", (tree / "projects/a-1.0.tar.gz").read_bytes())
    memory.pipe("/audit/readme.txt", b"")
    for url in ("memory://audit", "memory:///audit/*.tar.gz", "memory://audit/a-1.0.tar.gz"):
        targets = targets_of([url])
        assert [target.id.rpartition("/")[2] for target in targets] == ["a-1.0.tar.gz"]
        with Journal(tree / "urls.jsonl") as journal:
            run(targets, JOB, journal, here.results)
            assert summed(targets, journal).findings > 0
    with pytest.raises(UserError, match=r"cannot be read|holds neither"):
        targets_of(["memory://audit/none.zip"])
    with pytest.raises(UserError, match="cannot be read"):
        targets_of(["nonsense9://x"])


@pytest.mark.parametrize(
    ("missing", "arguments", "said"),
    [
        ("distributed", ["projects"], 'pip install "greenlint[dask]"'),
        (
            "pyarrow.parquet",
            ["projects", "--workers", "0", "--output", "x.parquet"],
            'pip install "greenlint[parquet]"',
        ),
        ("fsspec", ["s3://bucket/x.zip", "--workers", "0"], 'pip install "greenlint[dask]"'),
    ],
)
def test_extras_are_named(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], missing: str, arguments: list[str], said: str
) -> None:  # fmt: skip
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    assert main(["audit", *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_names_cannot_give_orders_to_a_terminal(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        folder(tree / "odd", "red\x1b[31m\nline 🌱")
    except OSError:
        pytest.skip("no such names here")
    assert main(["audit", "odd", "--workers", "0", "--output", "odd.jsonl"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "odd/red\\x1b[31m\\x0aline 🌱" in out


def test_a_job_is_known_by_what_changes_results() -> None:
    def digest(settings: Settings, lang: str = "en") -> str:
        return job_of(settings, lang, "findings", "").run

    assert digest(Settings()) == digest(Settings(output_format="json", sources=("x",), root="/y"))
    assert (
        len(
            {
                digest(Settings()),
                digest(Settings(), "fr"),
                digest(Settings(loop_size=7)),
                digest(Settings(ignore=("GRN1",))),
            }
        )
        == 4
    )
    assert isinstance(JOB, Job)
