"""Reads the catalogue from its YAML files, or from the compiled form of the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from greenlint.catalog.catalog import Catalog
from greenlint.catalog.compiled import Compiled
from greenlint.catalog.errors import CatalogError
from greenlint.catalog.heads import heads_of
from greenlint.catalog.specs import CallSpec
from greenlint.stored import compiled

DATA = Path(__file__).parent

_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\(\))*(?:\.[A-Za-z_]\w*(?:\(\))*)+")


def load_catalog(extra_calls: Sequence[str] = (), *, data: Path = DATA) -> Catalog:
    """The catalogue of all `data/*.yaml`, plus `extra_calls` ("myapp.llm.ask"), chat calls of unknown cost.

    Raises CatalogError("file:line: message").
    """
    return _ours(tuple(extra_calls)) if data == DATA else _catalog(_read(data), tuple(extra_calls))


@lru_cache(maxsize=4)
def _ours(extra: tuple[str, ...]) -> Catalog:
    return _catalog(_known(), extra)


def _catalog(known: _Known, extra: tuple[str, ...]) -> Catalog:
    if not extra:
        return Catalog(known.content, known.digest)
    for name in extra:
        if not _DOTTED.fullmatch(name):
            raise CatalogError(f"model-calls: `{name}` is no dotted path, write it as `package.module.function`")
    spec = CallSpec(library="project", kind="chat", mode="hosted")
    words = [name.rpartition(".")[2].rstrip("()") for name in extra]
    content = msgspec.structs.replace(
        known.content,
        calls=[*known.content.calls, (extra, (), spec)],
        words=[*known.content.words, *words],
        heads=known.content.heads.joined(heads_of(extra)),
    )
    return Catalog(content, blake2b(f"{known.digest} {sorted(extra)}".encode(), digest_size=16).hexdigest())


class _Known(msgspec.Struct, frozen=True, array_like=True):
    content: Compiled
    digest: str


def _known() -> _Known:
    """Our own catalogue. YAML takes most of a second: it is read when a file has changed."""
    return compiled("catalog", _sources, _Known, lambda: _read(DATA))


def _sources() -> list[Path]:
    return sorted([*DATA.glob("*.yaml"), *DATA.glob("*.py")])


def _read(data: Path) -> _Known:
    files = {path.name: path.read_bytes() for path in sorted(data.glob("*.yaml"))}
    return _Known(_compiled(files), _digest(files))


def _compiled(files: dict[str, bytes]) -> Compiled:
    from greenlint.catalog.compiler import compile_documents
    from greenlint.catalog.document import read_document  # yaml: only where the compiled form is missing

    return compile_documents({name: (read_document(name, data), data) for name, data in files.items()})


def _digest(files: dict[str, bytes]) -> str:
    digest = blake2b(digest_size=16)
    for name, data in files.items():
        digest.update(b"%d %s %d " % (len(name), name.encode(), len(data)))
        digest.update(data)
    return digest.hexdigest()
