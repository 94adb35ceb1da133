"""Bytes to text: encodings, newlines, and what is no file to read."""

from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path

import pytest

from greenlint.finding import Notice
from greenlint.sources import Source, from_bytes, read
from greenlint.sources.read import MAX_BYTES


def source(data: bytes, name: str = "a.py") -> Source:
    result = from_bytes(Path(name), data)
    assert isinstance(result, Source), result
    return result


def notice(result: Source | Notice, code: str) -> str:
    assert isinstance(result, Notice)
    assert result.code == code
    assert "\n" not in result.text
    assert result.text.startswith(f"{result.path}: ")
    return result.text


def test_a_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes("x = 'é'\n".encode())
    result = read(path)
    assert isinstance(result, Source)
    assert (result.text, result.newline, result.encoding, result.cells) == ("x = 'é'\n", "\n", "utf-8", None)
    assert result.path == str(path)
    assert result.data_digest == hashlib.blake2b(path.read_bytes(), digest_size=20).hexdigest()


@pytest.mark.parametrize(
    ("data", "newline", "mixed"),
    [
        (b"", "\n", False),
        (b"a = 1", "\n", False),
        (b"a\nb\n", "\n", False),
        (b"a\r\nb\r\n", "\r\n", False),
        (b"a\rb\r", "\r", False),
        (b"a\r\nb\nc\r\n", "\r\n", True),
        (b"a\rb\nc\n", "\n", True),
    ],
)
def test_newlines(data: bytes, newline: str, mixed: bool) -> None:
    result = source(data)
    assert result.text == data.decode().replace("\r\n", "\n").replace("\r", "\n")
    assert (result.newline, result.mixed_newlines) == (newline, mixed)


def test_other_line_separators_are_no_newlines() -> None:
    assert source("x = '\u2028\x0b\x0c\x85'\n".encode()).text.count("\n") == 1


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n", "utf-8-sig"),
        (b"\xef\xbb\xbf# coding: utf-8\n", "# coding: utf-8\n", "utf-8-sig"),
        (b"# coding: latin-1\nx = '\xe9'\n", "# coding: latin-1\nx = 'é'\n", "iso-8859-1"),
        (b"#!python\n# -*- coding: cp1252 -*-\n# \x80\n", "#!python\n# -*- coding: cp1252 -*-\n# €\n", "cp1252"),
        (b"# vim: set fileencoding=utf-8-unix :\n# \xc3\xa9", "# vim: set fileencoding=utf-8-unix :\n# é", "utf-8"),
        ("# coding: shift_jis\n# 日本\n".encode("shift_jis"), "# coding: shift_jis\n# 日本\n", "shift-jis"),
        (b"x = 1\n# coding: no-such\n", "x = 1\n# coding: no-such\n", "utf-8"),
        (b"\n\n# coding: no-such\n", "\n\n# coding: no-such\n", "utf-8"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, text: str, encoding: str) -> None:
    result = source(data)
    assert (result.text, result.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"x = 1\ny = '\xff'\n", "encoding", "byte 11 is not valid utf-8"),
        (b"\xef\xbb\xbf# \xff\n", "encoding", "byte 5 is not valid utf-8-sig"),
        (b"# coding: ascii\n\xe9\n", "encoding", "byte 16 is not valid ascii"),
        (b"# coding: no-such\n", "encoding", "declares the encoding no-such"),
        (b"# coding: utf-16\n", "encoding", "declares the encoding utf-16"),
        (b"# coding: rot13\n", "encoding", "declares the encoding rot13"),
        (b"# coding: utf-7\n", "encoding", "declares the encoding utf-7"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "encoding", "byte order mark"),
        ("x = 1\n".encode("utf-16"), "encoding", "written in UTF-16"),
        ("x = 1\n".encode("utf-32"), "encoding", "written in UTF-32"),
        (b"x = 1\n\0\n", "null-bytes", "byte 6 is a null byte"),
        ("x = 1\n".encode("utf-16-le"), "null-bytes", "byte 1 is a null byte"),
    ],
)
def test_what_cannot_be_decoded(data: bytes, code: str, words: str) -> None:
    assert words in notice(from_bytes(Path("a.py"), data), code)


def test_size_limits(tmp_path: Path) -> None:
    assert len(source(b"x = 1\n" * 1_700_000).text) > 10_000_000
    path = tmp_path / "big.py"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert "larger than 20 MB" in notice(read(path), "too-large")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.py")
    notice(read(tmp_path / "a.py"), "not-a-file")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices")
def test_a_device_is_not_read() -> None:
    notice(read(Path("/dev/zero")), "not-a-file")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets in the file system")
def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.py")
        notice(read(Path("a.py")), "unreadable")


def test_a_folder_with_a_file_s_name(tmp_path: Path) -> None:
    (tmp_path / "a.py").mkdir()
    notice(read(tmp_path / "a.py"), "not-a-file")


def test_gone_and_broken(tmp_path: Path) -> None:
    notice(read(tmp_path / "gone.py"), "vanished")
    (tmp_path / "link.py").symlink_to("nowhere.py")
    notice(read(tmp_path / "link.py"), "broken-link")
    notice(read(Path("null\0.py")), "unreadable")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything")
def test_permission_denied(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    path.chmod(0)
    assert "Permission denied" in notice(read(path), "unreadable")


def test_a_read_that_fails_midway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    handles = []

    def fstat(handle: int) -> os.stat_result:
        handles.append(handle)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fstat", fstat)
    assert "Input/output error" in notice(read(path), "unreadable")
    monkeypatch.undo()
    with pytest.raises(OSError):
        os.fstat(handles[0])  # it was closed
