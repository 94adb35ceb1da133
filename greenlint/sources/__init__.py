"""Paths -> sources: discovery, decoding, notebooks, the screen; `gate` is asked for by those who parse."""

from greenlint.sources.discover import Discovery, discover
from greenlint.sources.read import MAX_BYTES, from_bytes, read, read_bytes
from greenlint.sources.screen import Screen
from greenlint.sources.source import Cell, Source

__all__ = [
    "MAX_BYTES", "Cell", "Discovery", "Screen", "Source", "discover", "from_bytes", "read", "read_bytes",
]  # fmt: skip
