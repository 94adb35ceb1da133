"""Paths -> sources: discovery, decoding, notebooks, the screen and the gate."""

from greenlint.sources.discover import Discovery, discover
from greenlint.sources.gate import gate
from greenlint.sources.parse import ParseFailure
from greenlint.sources.read import MAX_BYTES, from_bytes, read, read_bytes
from greenlint.sources.screen import Screen
from greenlint.sources.source import Cell, Source

__all__ = [
    "MAX_BYTES", "Cell", "Discovery", "ParseFailure", "Screen", "Source", "discover", "from_bytes", "gate", "read",
    "read_bytes",
]  # fmt: skip
