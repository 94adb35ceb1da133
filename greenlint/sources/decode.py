"""Bytes -> text, as Python reads a source file: byte order mark, then the declaration of PEP 263, then UTF-8."""

from __future__ import annotations

import codecs
import re

from greenlint.texts import _

_DECLARATION = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",  # before UTF-16: its mark begins with the other's
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_ASCII = bytes(set(range(0x20, 0x7F)) - set(b"\\~"))  # Shift JIS and its kin put other signs there


class DecodingError(Exception):
    """`text` holds {path} and the keys of `values`."""

    def __init__(self, code: str, text: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.text = text
        self.values = values


def decode(data: bytes) -> tuple[str, str]:
    """Text and encoding. Raises DecodingError with the notice to give."""
    for mark, name in _WIDE_MARKS.items():
        if data.startswith(mark):
            text = _("{path}: skipped, it is written in {encoding}, which Python cannot run; save it as UTF-8")
            raise DecodingError("encoding", text, encoding=name)
    encoding = _encoding(data)
    null = data.find(b"\0")
    if null >= 0:
        text = _("{path}: skipped, byte {offset} is a null byte, which no Python source may hold")
        raise DecodingError("null-bytes", text, offset=null)
    try:
        return data.decode(encoding), encoding
    except UnicodeError as error:
        start = getattr(error, "start", None)
        offset = 0 if start is None else start + 3 * (encoding == "utf-8-sig")
        text = _("{path}: skipped, byte {offset} is not valid {encoding}; save it as UTF-8 or declare its encoding")
        raise DecodingError("encoding", text, offset=offset, encoding=encoding) from error


def _encoding(data: bytes) -> str:
    marked = data.startswith(codecs.BOM_UTF8)
    declared = _declared(data[3:] if marked else data)
    if declared is None:
        return "utf-8-sig" if marked else "utf-8"
    name = _usual_name(declared)
    if marked and name not in ("utf-8", "utf-8-sig"):
        text = _("{path}: skipped, it declares the encoding {encoding} but starts with the byte order mark of UTF-8")
        raise DecodingError("encoding", text, encoding=declared)
    if not _readable(name):
        text = _("{path}: skipped, it declares the encoding {encoding}, which Python does not know; save it as UTF-8")
        raise DecodingError("encoding", text, encoding=declared)
    return "utf-8-sig" if marked else name


def _declared(data: bytes) -> str | None:
    """What the first two lines declare; the second counts only after a blank line or a comment."""
    for line in data[:1000].splitlines()[:2]:
        found = _DECLARATION.match(line)
        if found:
            return found[1].decode("ascii", "replace")
        if not _BLANK.match(line):
            return None
    return None


def _usual_name(name: str) -> str:
    """As the tokenizer of CPython: `utf-8-unix` and `latin-1-dos` are what their beginnings say."""
    name = name.lower().replace("_", "-")
    for usual in ("utf-8", "latin-1", "iso-8859-1", "iso-latin-1"):
        if name == usual or (name.startswith(f"{usual}-") and name != "utf-8-sig"):
            return "utf-8" if usual == "utf-8" else "iso-8859-1"
    return name


def _readable(name: str) -> bool:
    """Whether the encoding is known and keeps ASCII as it is, without which the declaration could not be read."""
    try:
        return _ASCII.decode(name) == _ASCII.decode("ascii")
    except (LookupError, UnicodeError, ValueError):
        return False
