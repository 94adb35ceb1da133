"""Files: what is no repair does not change by a byte, and nothing is lost whatever happens to them meanwhile."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from repairing import repairs

from greenlint.fixes.run import Change
from greenlint.fixes.write import write

CODE = """import torch

model = torch.hub.load("a/b", "café", force_reload=True)
lines = '''one
two'''
print(model , lines)
"""
AFTER = CODE.replace(", force_reload=True", "")
LATIN = "# -*- coding: latin-1 -*-\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CODE.encode(), AFTER.encode()),
        (CODE.replace("\n", "\r\n").encode(), AFTER.replace("\n", "\r\n").encode()),
        (CODE.replace("\n", "\r").encode(), AFTER.replace("\n", "\r").encode()),
        (CODE.replace("\n", "\r\n", 3).encode(), AFTER.replace("\n", "\r\n", 3).encode()),
        (CODE.encode("utf-8-sig"), AFTER.encode("utf-8-sig")),
        ((LATIN + CODE).encode("latin-1"), (LATIN + AFTER).encode("latin-1")),
        (CODE.rstrip().encode(), AFTER.rstrip().encode()),
        (("\f\n" + CODE + "\x0c\nx = '\x0b\x85\u2028'\n").encode(), ("\f\n" + AFTER + "\x0c\nx = '\x0b\x85\u2028'\n").encode()),
        (("\U0001f331 = 1\n".replace("\U0001f331", "été") + CODE).encode(), ("été = 1\n" + AFTER).encode()),
    ],
    ids=["lf", "crlf", "cr", "mixed", "bom", "latin-1", "no last newline", "odd line ends", "wide characters"],
)  # fmt: skip
def test_other_bytes_stay(before: bytes, after: bytes, tmp_path: Path) -> None:
    assert [change.after for change in repairs(tmp_path, {"app.py": before}).changes] == [after]


def test_new_lines_end_as_the_file_has_them(tmp_path: Path) -> None:
    text = (
        "import openai\n\nclient = openai.OpenAI()\n\n\ndef ask(q):\n    return client.responses.create(\n"
        '        model="gpt-4o",\n        input=q\n    )\n'
    )
    [change] = repairs(tmp_path, {"app.py": text.replace("\n", "\r\n").encode()}).changes
    assert b"        input=q,\r\n        max_output_tokens=4000,\r\n    )\r\n" in change.after
    assert b"\n" not in change.after.replace(b"\r\n", b"")


def test_bytes_that_would_not_come_out_the_same_are_not_touched(tmp_path: Path) -> None:
    data = b"# coding: utf-7\n" + CODE.replace("café", "cafe").encode() + b"x = '+AGE-'\n"  # a, the long way
    assert not repairs(tmp_path, {"app.py": data}).changes


def change_of(path: Path, before: bytes = b"x = 1\n") -> Change:
    path.write_bytes(before)
    return Change(str(path), before, b"x = 2\n", 1)


def test_mode_and_links_are_kept(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    change = change_of(tmp_path / "real/app.py")
    os.chmod(change.path, 0o754)
    link = tmp_path / "app.py"
    try:
        link.symlink_to("real/app.py")
    except OSError:
        pytest.skip("no symbolic links here")
    assert write(Change(str(link), change.before, change.after, 1)) is None
    assert link.is_symlink()
    assert Path(change.path).read_bytes() == b"x = 2\n"
    assert os.name == "nt" or stat.S_IMODE(os.stat(change.path).st_mode) == 0o754
    assert sorted(path.name for path in (tmp_path / "real").iterdir()) == ["app.py"]


def test_a_file_that_changed_meanwhile_is_left(tmp_path: Path) -> None:
    change = change_of(tmp_path / "app.py")
    Path(change.path).write_bytes(b"x = 3\n")
    notice = write(change)
    assert notice is not None
    assert notice.text.endswith("app.py: not repaired, it was changed during the run; run again")
    assert Path(change.path).read_bytes() == b"x = 3\n"


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    change = change_of(tmp_path / "app.py")
    Path(change.path).unlink()
    notice = write(change)
    assert notice is not None
    assert "removed or renamed" in notice.text
    assert not Path(change.path).exists()


def test_a_read_only_file_stays(tmp_path: Path) -> None:
    change = change_of(tmp_path / "app.py")
    os.chmod(change.path, 0o444)
    notice = write(change)
    assert notice is not None
    assert notice.text.endswith("not repaired, it is read-only")
    assert Path(change.path).read_bytes() == change.before


def test_when_the_disk_fails_the_old_file_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    change = change_of(tmp_path / "app.py")
    monkeypatch.setattr(os, "replace", full)
    notice = write(change)
    assert notice is not None
    assert notice.text.endswith("cannot be written: No space left on device")
    assert Path(change.path).read_bytes() == change.before
    assert [path.name for path in tmp_path.iterdir()] == ["app.py"]


def test_a_file_written_while_it_is_checked_is_checked_again(tmp_path: Path) -> None:
    from greenlint.config import Settings
    from greenlint.engine import check_paths
    from greenlint.fixes.run import repair

    path = tmp_path / "app.py"
    path.write_text(CODE, "utf-8")
    settings = Settings(root=str(tmp_path), aggregate=False)
    moved = CODE.replace("model =", "model = 1\nwanted =").replace("True)", "True)  # greenlint: ignore[GRN406]")
    told = []

    def check(instead: dict[str, bytes]) -> object:
        report = check_paths([tmp_path], settings, instead=instead)
        if not told:
            path.write_text(moved, "utf-8")
        told.append(len(report.findings))
        return report

    assert not repair(check, unsafe=True).changes  # type: ignore[arg-type]
    assert path.read_text("utf-8") == moved
