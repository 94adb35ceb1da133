"""What git ignores is left out: nested files, negation, info/exclude, repositories inside others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from greenlint.sources import discover

NOTHING: tuple[str, ...] = (".git",)


def plant(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def found(root: Path, *, given: str = "", respect: bool = True) -> list[str]:
    result = discover([root / given], exclude=NOTHING, respect_gitignore=respect)
    assert result.notices == []
    return [path.relative_to(root).as_posix() for path in result.files]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    plant(
        tmp_path,
        {
            ".git/HEAD": "ref: refs/heads/main\n",
            ".gitignore": "# generated\n*_pb2.py\n!keep_pb2.py\n/top.py\nout/\n\n",
            "a.py": "",
            "a_pb2.py": "",
            "keep_pb2.py": "",
            "top.py": "",
            "out/x.py": "",
            "out/keep_pb2.py": "",
            "pkg/top.py": "",
            "pkg/b_pb2.py": "",
            "pkg/.gitignore": "!b_pb2.py\nlocal.py\n",
            "pkg/local.py": "",
            "local.py": "",
        },
    )
    return tmp_path


def test_nested_files_and_negation(repository: Path) -> None:
    assert found(repository) == ["a.py", "keep_pb2.py", "local.py", "pkg/b_pb2.py", "pkg/top.py"]


def test_as_git_itself_says(repository: Path) -> None:
    if subprocess.run(["git", "init", "-q", "."], cwd=repository, check=False).returncode:
        pytest.skip("git is not here")
    command = ["git", "-c", "core.excludesFile=/dev/null", "ls-files", "--others", "--exclude-standard", "--", "*.py"]
    listed = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout.split()
    assert sorted(found(repository)) == sorted(listed)


def test_can_be_turned_off(repository: Path) -> None:
    assert len(found(repository, respect=False)) == 10


def test_folders_above_the_named_one_count(repository: Path) -> None:
    assert found(repository, given="pkg") == ["pkg/b_pb2.py", "pkg/top.py"]


def test_an_ignored_folder_that_is_named_is_walked(repository: Path) -> None:
    assert found(repository, given="out") == ["out/keep_pb2.py", "out/x.py"]


def test_info_exclude(repository: Path) -> None:
    plant(repository, {".git/info/exclude": "a.py\n"})
    assert "a.py" not in found(repository)


def test_nothing_above_the_repository_counts(tmp_path: Path) -> None:
    plant(tmp_path, {".gitignore": "*.py\n", "repo/.git/HEAD": "", "repo/a.py": "", "loose.py": ""})
    assert found(tmp_path / "repo") == ["a.py"]
    assert found(tmp_path) == ["repo/a.py"]


def test_a_repository_inside_another_begins_anew(repository: Path) -> None:
    plant(repository, {"sub/.git/HEAD": "", "sub/c_pb2.py": "", "sub/.gitignore": "d.py", "sub/d.py": ""})
    assert [name for name in found(repository) if name.startswith("sub/")] == ["sub/c_pb2.py"]


def test_linked_work_trees_share_info_exclude(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "main/.git/info/exclude": "secret.py\n",
            "main/.git/worktrees/w/commondir": "../..\n",
            "w/.git": f"gitdir: {tmp_path}/main/.git/worktrees/w\n",
            "w/secret.py": "",
            "w/a.py": "",
        },
    )
    assert found(tmp_path / "w") == ["a.py"]


def test_without_a_repository_the_folder_s_own_files_count(tmp_path: Path) -> None:
    plant(tmp_path, {".gitignore": "x.py\n", "x.py": "", "y.py": ""})
    assert found(tmp_path) == ["y.py"]


def test_lines_that_git_passes_over(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_bytes(b"\xef\xbb\xbfx.py\r\n!\n\\\n\xff\xfe\n[\n")
    plant(tmp_path, {"x.py": "", "y.py": ""})
    assert found(tmp_path) == ["y.py"]


def test_a_link_to_a_folder_is_a_file_to_git(tmp_path: Path) -> None:
    plant(tmp_path, {".git/HEAD": "", ".gitignore": "link/\n", "elsewhere/a.py": ""})
    other = tmp_path / "elsewhere"
    (tmp_path / "link").symlink_to(other)
    assert found(tmp_path) == ["elsewhere/a.py"]


def test_pathspec_is_imported_only_for_a_gitignore(tmp_path: Path) -> None:
    plant(tmp_path, {"a.py": ""})
    code = (
        "import sys; from pathlib import Path; from greenlint.sources import discover;"
        f"discover([Path({str(tmp_path)!r})], exclude=()); print('pathspec' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "False\n"
