"""The compiled catalogue: flat, storable, and free of YAML."""

from __future__ import annotations

import msgspec

from greenlint.catalog.heads import Heads
from greenlint.catalog.specs import CallSpec, ClientSpec, MarkKind, ObjectSpec

Names = tuple[str, ...]


class Compiled(msgspec.Struct, frozen=True, array_like=True):
    """The whole catalogue: each entry is its names, the names it leaves out, and its spec. Storable as msgpack."""

    calls: list[tuple[Names, Names, CallSpec]]
    clients: list[tuple[Names, Names, ClientSpec]]
    objects: list[tuple[Names, Names, ObjectSpec]]
    marks: list[tuple[MarkKind, Names]]
    hosts: list[tuple[Names, dict[str, CallSpec]]]
    aliases: dict[str, str]
    words: list[str]
    heads: Heads
