"""Real PNG files of the size that was asked for, small enough for a quick check."""

from __future__ import annotations

import struct
import zlib

_TAG = b"greenlint"


def png(width: int, height: int, tag: str) -> bytes:
    """A one-colour picture; the tag stands in a text chunk, the colour comes from it."""
    colour = zlib.crc32(tag.encode()) & 0xFFFFFF
    row = b"\0" + bytes(-(-width // 8))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 3, 0, 0, 0)),
        (b"PLTE", struct.pack(">I", colour)[1:] + b"\xff\xff\xff"),
        (b"tEXt", _TAG + b"\0" + tag.encode()),
        (b"IDAT", zlib.compress(row * height, 1)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", picture[16:24])
    return int(width), int(height)


def tag_of(picture: bytes) -> str:
    """The tag that `png` wrote; empty when there is none."""
    start = picture.find(b"tEXt" + _TAG + b"\0")
    if start < 0:
        return ""
    (length,) = struct.unpack(">I", picture[start - 4 : start])
    return picture[start + 5 + len(_TAG) : start + 4 + length].decode()
