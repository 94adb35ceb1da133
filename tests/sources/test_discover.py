"""Which files are found, in which order, under which names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from greenlint.sources import Discovery, discover

EXCLUDE = (".git", ".venv", "venv", "node_modules", "build")


def plant(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")


def found(result: Discovery, root: Path) -> list[str]:
    return [path.resolve().relative_to(root.resolve()).as_posix() for path in result.files]


def walk(root: Path, exclude: tuple[str, ...] = EXCLUDE, **options: bool) -> list[str]:
    result = discover([root], exclude=exclude, root=root, **options)
    assert result.notices == []
    return found(result, root)


def test_walks_in_the_order_of_names(tmp_path: Path) -> None:
    plant(tmp_path, "b.py", "a.py", "pkg/z.py", "pkg/deep/a.py", "nb.ipynb", "stub.pyi", "notes.txt", "tool.pyw")
    assert walk(tmp_path) == ["a.py", "b.py", "nb.ipynb", "tool.pyw", "pkg/z.py", "pkg/deep/a.py"]


def test_excludes_names_at_any_depth(tmp_path: Path) -> None:
    plant(tmp_path, "a.py", "venv/x.py", "src/node_modules/y.py", "src/build/z.py", "src/builder.py")
    assert walk(tmp_path) == ["a.py", "src/builder.py"]


@pytest.mark.parametrize(
    ("glob", "left"),
    [
        ("gen_*.py", ["a.py", "src/a.py", "src/deep/a.py"]),
        ("src", ["a.py", "gen_a.py"]),
        ("src/", ["a.py", "gen_a.py"]),
        ("./src/deep", ["a.py", "gen_a.py", "src/a.py", "src/gen_b.py"]),
        ("src/*.py", ["a.py", "gen_a.py", "src/deep/a.py"]),
        ("src/**", ["a.py", "gen_a.py"]),
        ("src/**/a.py", ["a.py", "gen_a.py", "src/gen_b.py"]),
        ("**/a.py", ["gen_a.py", "src/gen_b.py"]),
        ("deep/a.py", ["a.py", "gen_a.py", "src/a.py", "src/gen_b.py", "src/deep/a.py"]),
        ("gen_[!a].py", ["a.py", "gen_a.py", "src/a.py", "src/deep/a.py"]),
        ("gen_?.p[xy]", ["a.py", "src/a.py", "src/deep/a.py"]),
        ("A.py", ["a.py", "gen_a.py", "src/a.py", "src/gen_b.py", "src/deep/a.py"]),
        ("", ["a.py", "gen_a.py", "src/a.py", "src/gen_b.py", "src/deep/a.py"]),
    ],
)
def test_globs(tmp_path: Path, glob: str, left: list[str]) -> None:
    plant(tmp_path, "a.py", "gen_a.py", "src/a.py", "src/gen_b.py", "src/deep/a.py")
    assert walk(tmp_path, exclude=(glob,)) == left


def test_an_absolute_glob_is_taken_as_it_is(tmp_path: Path) -> None:
    plant(tmp_path, "a.py", "src/b.py")
    assert walk(tmp_path, exclude=(f"{tmp_path.as_posix()}/src",)) == ["a.py"]


def test_what_is_named_is_always_taken(tmp_path: Path) -> None:
    plant(tmp_path, "venv/x.py", "script", ".git/hooks/h.py")
    (tmp_path / ".gitignore").write_text("script\nvenv/\n")
    paths = [tmp_path / "script", tmp_path / "venv" / "x.py", tmp_path / "venv"]
    result = discover(paths, exclude=EXCLUDE, root=tmp_path)
    assert found(result, tmp_path) == ["script", "venv/x.py"]
    assert result.notices == []


def test_leaves_out_virtual_environments_of_any_name(tmp_path: Path) -> None:
    plant(tmp_path, "a.py", "my-env/lib/site.py")
    (tmp_path / "my-env" / "pyvenv.cfg").write_text("home = /usr/bin\n")
    assert walk(tmp_path) == ["a.py"]
    assert len(discover([tmp_path / "my-env"], exclude=EXCLUDE).files) == 1


def test_doubles_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, "pkg/a.py", "b.py")
    monkeypatch.chdir(tmp_path)
    paths = [Path("pkg/a.py"), Path(), tmp_path / "pkg", Path("pkg/../b.py"), Path("./pkg")]
    assert discover(paths, exclude=EXCLUDE).files == [Path("pkg/a.py"), Path("b.py")]


def test_names_are_relative_to_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, "in/a.py", "out/b.py")
    monkeypatch.chdir(tmp_path / "in")
    paths = [tmp_path / "in", Path("../out"), tmp_path / "out" / "b.py"]
    assert discover(paths, exclude=EXCLUDE).files == [Path("a.py"), Path("../out/b.py")]
    assert discover([tmp_path / "out"], exclude=EXCLUDE).files == [tmp_path / "out" / "b.py"]


def test_a_missing_path_is_told_and_the_rest_found(tmp_path: Path) -> None:
    plant(tmp_path, "a.py")
    result = discover([tmp_path / "typo", tmp_path, Path("null\0byte")], exclude=EXCLUDE)
    assert found(result, tmp_path) == ["a.py"]
    assert [notice.code for notice in result.notices] == ["missing", "unreadable"]
    assert "typo: not found" in result.notices[0].text
    assert all("\n" not in notice.text for notice in result.notices)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    plant(tmp_path, "a.py", "secret/b.py")
    (tmp_path / "secret").chmod(0)
    result = discover([tmp_path, tmp_path / "secret"], exclude=EXCLUDE)
    (tmp_path / "secret").chmod(0o700)
    assert found(result, tmp_path) == ["a.py"]
    assert {notice.code for notice in result.notices} == {"unreadable"}


def test_a_folder_that_vanishes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, "a.py", "gone/b.py")
    scandir = os.scandir

    def vanish(path: str) -> object:
        if os.path.basename(path) == "gone":
            raise FileNotFoundError(2, "No such file or directory", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", vanish)
    result = discover([tmp_path], exclude=EXCLUDE)
    assert found(result, tmp_path) == ["a.py"]
    assert [notice.code for notice in result.notices] == ["unreadable"]


class TestLinks:
    def test_loops_end(self, tmp_path: Path) -> None:
        plant(tmp_path, "pkg/a.py")
        (tmp_path / "pkg" / "self").symlink_to(".")
        (tmp_path / "pkg" / "up").symlink_to("..")
        (tmp_path / "pkg" / "one").symlink_to("two")
        (tmp_path / "pkg" / "two").symlink_to("one")
        assert walk(tmp_path) == ["pkg/a.py"]

    def test_a_link_above_the_named_folder_is_not_followed(self, tmp_path: Path) -> None:
        plant(tmp_path, "outside.py", "pkg/a.py")
        (tmp_path / "pkg" / "up").symlink_to(tmp_path)
        assert found(discover([tmp_path / "pkg"], exclude=EXCLUDE), tmp_path) == ["pkg/a.py"]

    def test_a_file_is_known_by_its_real_name(self, tmp_path: Path) -> None:
        plant(tmp_path, "z/real.py")
        (tmp_path / "a-link").symlink_to("z")
        (tmp_path / "b.py").symlink_to("z/real.py")
        assert discover([tmp_path], exclude=EXCLUDE).files == [tmp_path / "z" / "real.py"]

    def test_folders_elsewhere_are_followed_once(self, tmp_path: Path) -> None:
        plant(tmp_path, "shared/lib.py", "project/a.py")
        for name in ("one", "two"):
            (tmp_path / "project" / name).symlink_to(tmp_path / "shared")
        files = discover([tmp_path / "project"], exclude=EXCLUDE).files
        assert files == [tmp_path / "project" / "a.py", tmp_path / "project" / "one" / "lib.py"]

    def test_a_link_to_nothing_is_left_to_the_reader(self, tmp_path: Path) -> None:
        (tmp_path / "a.py").symlink_to("nowhere.py")
        (tmp_path / ".#b.py").symlink_to("somebody@host.123")
        assert discover([tmp_path], exclude=EXCLUDE).files == [tmp_path / "a.py"]
