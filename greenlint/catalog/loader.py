"""Reads the catalogue from its YAML files, or from the compiled form of the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from greenlint.catalog.catalog import Catalog
from greenlint.catalog.compiled import Compiled
from greenlint.catalog.errors import CatalogError
from greenlint.catalog.specs import CallSpec

DATA = Path(__file__).parent
FORMAT = b"1"  # of the compiled form: change it with the specs

_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\(\))*(?:\.[A-Za-z_]\w*(?:\(\))*)+")


def load_catalog(extra_calls: Sequence[str] = (), *, data: Path = DATA, cache: Path | None = None) -> Catalog:
    """The catalogue of all `data/*.yaml`, plus `extra_calls` ("myapp.llm.ask"), chat calls of unknown cost.

    `cache`: a folder where the compiled form is kept, since YAML takes most of the time; nothing is written without it.
    Raises CatalogError("file:line: message").
    """
    files = {path.name: path.read_bytes() for path in sorted(data.glob("*.yaml"))}
    digest = _digest(files)
    stored = cache / f"catalog-{digest}.msgpack" if cache else None
    compiled = _stored(stored)
    if compiled is None:
        compiled = _compiled(files)
        if stored:
            _store(stored, compiled)
    if not extra_calls:
        return Catalog(compiled, digest)
    extra = tuple(extra_calls)
    for name in extra:
        if not _DOTTED.fullmatch(name):
            raise CatalogError(f"model-calls: `{name}` is no dotted path, write it as `package.module.function`")
    spec = CallSpec(library="project", kind="chat", mode="hosted")
    words = [name.rpartition(".")[2].rstrip("()") for name in extra]
    compiled = msgspec.structs.replace(
        compiled, calls=[*compiled.calls, (extra, (), spec)], words=[*compiled.words, *words]
    )
    return Catalog(compiled, _digest({**files, "": "\n".join(sorted(extra)).encode()}))


def _compiled(files: dict[str, bytes]) -> Compiled:
    from greenlint.catalog.compiler import compile_documents
    from greenlint.catalog.document import read_document  # yaml: only where the compiled form is missing

    return compile_documents({name: (read_document(name, data), data) for name, data in files.items()})


def _digest(files: dict[str, bytes]) -> str:
    digest = blake2b(FORMAT, digest_size=16)
    for name, data in files.items():
        digest.update(b"%d %s %d " % (len(name), name.encode(), len(data)))
        digest.update(data)
    return digest.hexdigest()


def _stored(path: Path | None) -> Compiled | None:
    """The compiled form at `path`; None where it is missing or damaged: it can always be made again."""
    if path is None:
        return None
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=Compiled)
    except (OSError, msgspec.DecodeError):
        return None


def _store(path: Path, compiled: Compiled) -> None:
    """Written beside and renamed, so that no reader sees half a file. A folder closed to us costs time only."""
    beside = path.with_suffix(f".{id(compiled):x}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(msgspec.msgpack.encode(compiled))
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
