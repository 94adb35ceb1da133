"""The cache: what it saves, what it survives, what it never does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from greenlint import engine
from greenlint.cache import Cache, clean, folder_for
from greenlint.cache.folder import NAME, TAG
from greenlint.config import Settings
from greenlint.engine import Report, check_paths
from greenlint.reading import work

LLM = """
from openai import OpenAI

client = OpenAI()


def ask(text):
    return client.responses.create(model="gpt-5-mini", input=text).output_text
"""
APP = "from llm import ask\n\n\ndef f(rows, text):\n    return [ask(text) for row in rows]\n"
OTHER = "import requests\n\n\ndef g(ids):\n    return [requests.get(f'https://x.org/{i}') for i in ids]\n"
WAGON = ("-m", "greenlint", "check", "--output-format", "json", "--exit-zero")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GREENLINT_CACHE_DIR", raising=False)
    for name, text in (("llm.py", LLM), ("app.py", APP), ("other.py", OTHER), ("plain.py", "x = 1\n")):
        write(name, text)
    return folder


def write(name: str, text: str) -> None:
    """As if it had been written a minute ago: a file of this moment is in doubt."""
    Path(name).write_text(text, "utf-8")
    past = time.time() - 60
    os.utime(name, (past, past))


def check(**settings: object) -> Report:
    return check_paths([Path()], Settings(**settings), cache=Cache(Path(NAME)))  # type: ignore[arg-type]


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the files that are extracted from now on."""
    paths: list[str] = []
    real = work.extract

    def counted(task: work.Task) -> object:
        paths.append(task[0])
        return real(task)

    monkeypatch.setattr(work, "extract", counted)
    return paths


def test_with_and_without_is_the_same() -> None:
    bare = check_paths([Path()], Settings())
    assert bare.findings
    assert check() == check() == bare


def test_nothing_changed_answers_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = check()
    monkeypatch.setattr(engine, "_checked", None)  # whoever calls it fails
    assert check() == first


def test_one_changed_file_costs_its_group_only(extracted: list[str]) -> None:
    check()
    assert sorted(extracted) == ["app.py", "llm.py", "other.py"]
    extracted.clear()
    write("app.py", APP + "\n\nf([], '')\n")
    changed = check()
    assert extracted == ["app.py"]
    assert changed == check_paths([Path()], Settings())


def test_a_touched_file_costs_nothing_but_a_look(extracted: list[str]) -> None:
    first = check()
    extracted.clear()
    os.utime("app.py", (1, 1))
    assert check() == first
    assert not extracted


def test_a_file_that_comes_or_goes_is_seen() -> None:
    first = check()
    write("more.py", OTHER)
    assert len(check().findings) > len(first.findings)
    Path("more.py").unlink()
    assert check() == first


def test_a_change_in_the_same_second_and_of_the_same_size_is_seen() -> None:
    Path("app.py").write_text(APP, "utf-8")
    first = check()
    status = os.stat("app.py")
    Path("app.py").write_text(APP.replace("for row in rows", "for text in rows")[: len(APP)], "utf-8")
    os.utime("app.py", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert check().findings != first.findings


@pytest.mark.parametrize("change", [{"min_confidence": "high"}, {"select": ("GRN5",)}, {"aggregate": False}])
def test_settings_count(change: dict[str, object]) -> None:
    check()
    assert check(**change) == check_paths([Path()], Settings(**change))  # type: ignore[arg-type]


def test_settings_of_a_folder_count() -> None:
    Path("inner").mkdir()
    write("inner/app.py", OTHER)
    loud = Settings()
    quiet = Settings(ignore=("ALL",))

    def run(inner: Settings) -> Report:
        chosen = {"inner": inner}
        return check_paths(
            [Path()], loud, settings_of=lambda path: chosen.get(path.parts[0] if path.parts else "", loud),
            cache=Cache(Path(NAME)),
        )  # fmt: skip

    assert len(run(loud).findings) > len(run(quiet).findings)


# Damage


@pytest.mark.parametrize("damage", [b"", b"greenlint1", b"greenlint1aaaaaaaa\x93", b"\x00" * 100, None])
def test_damage_is_told_once_and_mended(damage: bytes | None) -> None:
    first = check()
    for path in Path(NAME).rglob("*"):
        if path.is_file() and path.name not in (TAG, ".gitignore", ".swept"):
            path.write_bytes(path.read_bytes()[:-1] if damage is None else damage)
    mended = check()
    assert mended.findings == first.findings
    assert [notice.code for notice in mended.notices] == ["cache"]
    assert check() == first


def test_a_closed_folder_is_told_once(project: Path) -> None:
    Path(NAME).write_text("a file stands here", "utf-8")
    told = check()
    assert [notice.code for notice in told.notices] == ["cache"]
    assert told.findings == check_paths([Path()], Settings()).findings


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_tree_is_told_once(project: Path) -> None:
    project.chmod(0o500)
    try:
        assert [notice.code for notice in check().notices] == ["cache"]
    finally:
        project.chmod(0o700)


def test_another_version_is_another_cache(monkeypatch: pytest.MonkeyPatch, extracted: list[str]) -> None:
    check()
    extracted.clear()
    monkeypatch.setattr("greenlint.cache.folder.__version__", "99.0")
    check()
    assert len(extracted) == 3


def test_what_is_unseen_for_a_month_goes() -> None:
    check()
    (mark,) = Path(NAME).glob(".swept")
    mark.unlink()
    old = time.time() - 31 * 24 * 3600
    entries = [path for path in Path(NAME).rglob("*") if path.is_file() and "facts" in path.parts]
    for path in entries[:-1]:
        os.utime(path, (old, old))
    Cache(Path(NAME)).sweep()
    assert [path.exists() for path in entries] == [False] * (len(entries) - 1) + [True]
    assert (Path(NAME) / TAG).exists()


def test_version_control_and_backups_pass_it_over() -> None:
    check()
    assert (Path(NAME) / ".gitignore").read_text() == "*\n"
    assert (Path(NAME) / TAG).read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


# Where it lies, and how it goes


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert folder_for(None, "") == Path.cwd() / NAME
    assert folder_for(None, "/project") == Path("/project") / NAME
    monkeypatch.setenv("GREENLINT_CACHE_DIR", str(tmp_path))
    assert folder_for(None, "/project") == tmp_path
    assert folder_for(Path("here"), "/project") == Path("here")


def test_only_a_cache_is_deleted(tmp_path: Path) -> None:
    check()
    assert clean(Path(NAME))
    assert not Path(NAME).exists()
    assert not clean(Path(NAME))
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").touch()
    assert not clean(precious)
    assert (precious / "file").exists()


def greenlint(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)


def test_the_command_line() -> None:
    without = greenlint(*WAGON, "--no-cache").stdout
    assert not Path(NAME).exists()
    assert greenlint(*WAGON).stdout == greenlint(*WAGON).stdout == without
    assert greenlint("-m", "greenlint", "clean").stdout.endswith("deleted\n")
    assert not Path(NAME).exists()


def test_a_warm_run_imports_nothing_heavy() -> None:
    code = (
        "import sys; from greenlint.cli import main; main(sys.argv[1:]);"
        "print([name for name in ('libcst', 'rich', 'yaml') if name in sys.modules], file=sys.stderr)"
    )
    greenlint(*WAGON)
    assert greenlint("-c", code, *WAGON[2:]).stderr.strip() == "[]"


def test_runs_at_once_do_not_disturb_each_other() -> None:
    command = [sys.executable, *WAGON]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    said = [process.communicate() for process in running]
    assert len(set(said)) == 1
    assert said[0][1] == ""
    assert greenlint(*WAGON).stdout == said[0][0]
