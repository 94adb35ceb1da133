"""Edits of a text, and of the bytes that it was read from: what lies outside of them stays as it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec

from greenlint.sources import Source

_CRLF = re.compile("\r\n")


class Edit(msgspec.Struct, frozen=True, order=True):
    r"""Characters `start` to `end` of a source's text become `text`, whose lines end in "\n"."""

    start: int
    end: int
    text: str = ""

    def meets(self, other: Edit) -> bool:
        """Whether the two change, or stand at, the same place."""
        return self.start <= other.end and other.start <= self.end


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not meet."""
    parts, at = [], 0
    for edit in sorted(edits):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def edited_bytes(source: Source, data: bytes, edits: Sequence[Edit]) -> bytes:
    """The bytes that `source` was read from, after edits of its text. UnicodeError where they cannot be written so."""
    raw = data.decode(source.encoding)
    place = _Places(raw)
    moved = [Edit(place.of(edit.start), place.of(edit.end), edit.text.replace("\n", source.newline)) for edit in edits]
    return edited(raw, moved).encode(source.encoding)


def keeps_bytes(source: Source, data: bytes) -> bool:
    """Whether decoding and encoding again gives the same bytes, so that edits can leave the others alone."""
    try:
        return data.decode(source.encoding).encode(source.encoding) == data
    except UnicodeError:
        return False


class _Places:
    r"""Places in a text with "\n" newlines -> places in the same text with the newlines of its file."""

    def __init__(self, raw: str) -> None:
        self._pairs = [found.start() - index for index, found in enumerate(_CRLF.finditer(raw))]

    def of(self, place: int) -> int:
        return place + bisect_left(self._pairs, place)
