"""Archives: what is unpacked, and what is not whatever an archive says."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from audit_projects import sdist, wheel

from greenlint.audit import tarstream, unpack
from greenlint.audit.errors import ProjectError


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Two folders deep, so that what leads out is seen."""
    folder = tmp_path / "scratch" / "project"
    folder.mkdir(parents=True)
    return folder


def test_python_files_and_notebooks_only(tmp_path: Path, out: Path) -> None:
    inside = {"a-1/x.py": "", "a-1/n.ipynb": "{}", "a-1/.gitignore": "y", "a-1/big.bin": "0", "a-1/pyproject.toml": ""}
    assert unpack.unpack(sdist(tmp_path, "a-1", dict(inside)), out) == []
    assert files(out) == ["a-1/.gitignore", "a-1/n.ipynb", "a-1/x.py"]


@pytest.mark.parametrize(
    "name", ["../../evil.py", "/tmp/evil.py", "a/../../evil.py", "C:/evil.py", "..", "x\0y.py", "a/.." + "/evil.py"]
)
@pytest.mark.parametrize("kind", [sdist, wheel])
def test_nothing_leads_out(tmp_path: Path, out: Path, kind: type, name: str) -> None:
    archive = kind(tmp_path, "evil", {name: "import os", "ok.py": "1"})
    notices = unpack.unpack(archive, out)
    assert files(tmp_path / "scratch") in (["project/ok.py"], ["project/ok.py", "project/x"])
    assert not Path("/tmp/evil.py").exists()
    if name.endswith("evil.py"):
        assert "leads out of it" in notices[0].text


def test_links_and_devices_are_not_made(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "links.tar"
    with tarfile.open(path, "w") as archive:
        for name, kind, target in (
            ("a.py", tarfile.SYMTYPE, "/etc/passwd"), ("dir.py", tarfile.SYMTYPE, ".."), ("b.py", tarfile.LNKTYPE, "../x"),
            ("c.py", tarfile.CHRTYPE, ""), ("d.py", tarfile.FIFOTYPE, ""),
        ):  # fmt: skip
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, target
            archive.addfile(member)
        through = tarfile.TarInfo("dir.py/evil.py")
        through.size = 1
        archive.addfile(through, io.BytesIO(b"1"))
    unpack.unpack(path, out)
    assert files(tmp_path / "scratch") == ["project/dir.py/evil.py"]
    assert not any(found.is_symlink() for found in out.rglob("*"))


def test_a_link_in_a_zip_is_not_made(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "links.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("a.py")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    unpack.unpack(path, out)
    assert files(out) == []


def test_a_name_that_is_file_and_folder(tmp_path: Path, out: Path) -> None:
    notices = unpack.unpack(
        sdist(tmp_path, "odd", {"a.py": "1", "a.py/b.py": "2", "x" * 300 + ".py": "3", "c.py": "4"}), out
    )
    assert files(out) == ["a.py", "c.py"]
    assert notices[0].text.startswith("2 entries of the archive left out")


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"PK\x03\x04 not really", b"\x1f\x8b broken", b"BZh9 broken", b"\xfd7zXZ\x00 broken", b"x" * 2000,
     gzip.compress(b"hello", mtime=0), gzip.compress(b"x" * 100_000, mtime=0)[:-8]],
)  # fmt: skip
def test_what_is_no_archive(tmp_path: Path, out: Path, data: bytes) -> None:
    path = tmp_path / "bad.tar.gz"
    path.write_bytes(data)
    with pytest.raises(ProjectError, match="archive"):
        unpack.unpack(path, out)


def test_a_truncated_archive(tmp_path: Path, out: Path) -> None:
    for made in (sdist(tmp_path, "a", {"a.py": "x = 1\n" * 9999}), wheel(tmp_path, "b", {"b.py": "x = 1\n" * 9999})):
        data = made.read_bytes()
        made.write_bytes(data[: len(data) // 2])
        with pytest.raises(ProjectError, match=r"damaged|neither"):
            unpack.unpack(made, out)


def test_limits(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = wheel(tmp_path, "bomb", {"a.py": " " * 5_000_000})
    monkeypatch.setattr(unpack, "MAX_UNPACKED", 1_000_000)
    with pytest.raises(ProjectError, match="unpacks to more than 1 MB"):
        unpack.unpack(bomb, out)
    monkeypatch.setattr(unpack, "MAX_LENGTH", 1_000_000)
    with pytest.raises(ProjectError, match="unpacks to more than 1 MB"):
        unpack.unpack(sdist(tmp_path, "skipped", {"a.bin": b"0" * 2_000_000}), out)
    monkeypatch.setattr(unpack, "MAX_FILES", 2)
    with pytest.raises(ProjectError, match="more than 2 files"):
        unpack.unpack(sdist(tmp_path, "many", {f"{n}.py": "" for n in range(3)}), out)
    monkeypatch.setattr(unpack, "MAX_MEMBERS", 2)
    with pytest.raises(ProjectError, match="more than 2 entries"):
        unpack.unpack(sdist(tmp_path, "more", {f"{n}.txt": "" for n in range(3)}), out)


def test_a_header_that_declares_gigabytes(tmp_path: Path, out: Path) -> None:
    member = tarfile.TarInfo("././@LongLink")
    member.type, member.size = tarfile.GNUTYPE_LONGNAME, 3 * 10**9
    path = tmp_path / "long.tar.gz"
    path.write_bytes(gzip.compress(member.tobuf(tarfile.GNU_FORMAT) + b"a" * 2000))
    with pytest.raises(ProjectError, match="header of 3000000000 bytes"):
        unpack.unpack(path, out)
    assert tarstream.MAX_READ < 10**8


def test_an_encrypted_zip(tmp_path: Path, out: Path) -> None:
    path = wheel(tmp_path, "secret", {"a.py": "1"})
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + place
        data[at : at + 2] = struct.pack("<H", 1)
    path.write_bytes(data)
    with pytest.raises(ProjectError, match=r"damaged: .*encrypted"):
        unpack.unpack(path, out)
