"""One file -> its facts, or why there are none. Needs nothing but the file: cached by content, done in any process."""

from __future__ import annotations

from pathlib import Path

import msgspec

from greenlint.answer import Cells
from greenlint.facts import Facts
from greenlint.facts.extract import extract
from greenlint.finding import Notice
from greenlint.sources import Source, from_bytes, read_bytes
from greenlint.sources.gate import gate
from greenlint.sources.parse import ParseFailure


class Extracted(msgspec.Struct, frozen=True, array_like=True):
    """The facts of one content, whatever its path; or the syntax error, or the reason why it was skipped."""

    facts: Facts | None = None
    failure: tuple[int, int, str] | None = None  # line, column, what CPython said
    notice: Notice | None = None  # why it was skipped, in the user's language: never cached
    cells: Cells | None = None  # of a notebook


_decoder = msgspec.msgpack.Decoder(Extracted)


def encode(extracted: Extracted) -> bytes:
    """Without the path: it may be no text, and the same content has the same facts anywhere."""
    if extracted.facts is not None:
        extracted.facts.path = ""
    return msgspec.msgpack.encode(extracted)


def decode(data: bytes, path: str) -> Extracted:
    """Raises msgspec.DecodeError for what was not written by `encode`."""
    extracted = _decoder.decode(data)
    if extracted.facts is not None:
        extracted.facts.path = path
    return extracted


def extract_path(path: str, data: bytes | None = None) -> Extracted:
    """The file at `path`, or `data` in its place."""
    found = read_bytes(Path(path)) if data is None else data
    source = found if isinstance(found, Notice) else from_bytes(Path(path), found)
    return Extracted(notice=source) if isinstance(source, Notice) else extract_source(source)


def extract_source(source: Source) -> Extracted:
    cells = None if source.cells is None else tuple((cell.line, cell.index, cell.first) for cell in source.cells)
    tree = gate(source)
    if isinstance(tree, ParseFailure):
        return Extracted(failure=(tree.line, tree.column, tree.message), cells=cells)
    if isinstance(tree, Notice):
        return Extracted(notice=tree, cells=cells)
    return Extracted(extract(source.path, source.text, tree, cells or ()), cells=cells)
