"""Turns documents into the compiled form: groups expanded, modes filled in, conflicts refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TypeVar

import msgspec

from greenlint.catalog.compiled import Compiled, Names
from greenlint.catalog.document import CallEntry, ClientEntry, Document, ObjectEntry, Steps, line_of
from greenlint.catalog.errors import CatalogError
from greenlint.catalog.heads import Heads, heads_of
from greenlint.catalog.patterns import is_glob
from greenlint.catalog.specs import CallSpec, ClientSpec, MarkKind, ObjectSpec

S = TypeVar("S", CallSpec, ClientSpec, ObjectSpec)
Entry = CallEntry | ClientEntry | ObjectEntry

_GROUP = re.compile(r"\$(\w+)")
_PATH = re.compile(r"\w+(?:\(\))*(?:\.[\w*]+(?:\(\))*)*")


def compile_documents(documents: dict[str, tuple[Document, bytes]]) -> Compiled:
    """One `Compiled` of documents by file name. Raises CatalogError."""
    parts = [_Part(name, document, data) for name, (document, data) in documents.items()]
    return Compiled(
        calls=_joined([part.entries("calls", part.document.calls, CallSpec) for part in parts]),
        clients=_joined([part.entries("clients", part.document.clients, ClientSpec) for part in parts]),
        objects=_joined([part.entries("objects", part.document.objects, ObjectSpec) for part in parts]),
        marks=[mark for part in parts for mark in part.marks()],
        hosts=[host for part in parts for host in part.hosts()],
        aliases=_aliases(parts),
        words=sorted({word for part in parts for word in part.words()}),
        heads=_heads(parts),
    )


def _heads(parts: list[_Part]) -> Heads:
    marks = [mark for part in parts for mark in part.marks()]
    installers = (name for kind, names in marks if kind == "cache-install" for name in names)
    return heads_of(
        (name for part in parts for name in part.costly()),
        [*installers, *_aliases(parts)],
        (name for _kind, names in marks for name in names),
    )


class _Part:
    """One document on its way."""

    def __init__(self, filename: str, document: Document, data: bytes) -> None:
        self.filename, self.document, self.data = filename, document, data
        self._groups: dict[str, Names] = {}

    def entries(
        self, section: str, entries: Sequence[Entry], kind: type[S]
    ) -> Iterator[tuple[_Source, Names, Names, S]]:
        fields = kind.__struct_fields__
        for index, entry in enumerate(entries):
            place: Steps = (section, index)
            values = {field: getattr(entry, field) for field in fields}
            values["library"] = self.document.library
            values["mode"] = entry.mode or self.document.mode
            names = self._expanded(entry.names, (*place, "names"))
            excepted = self._expanded(entry.excepted, (*place, "except"))
            yield _Source(self, place), names, excepted, kind(**values)

    def costly(self) -> Iterator[str]:
        for section in ("calls", "clients", "objects"):
            for index, entry in enumerate(getattr(self.document, section)):
                yield from self._expanded(entry.names, (section, index, "names"))

    def marks(self) -> Iterator[tuple[MarkKind, Names]]:
        for kind, names in self.document.marks.items():
            yield kind, self._expanded(names, ("marks", kind))

    def hosts(self) -> Iterator[tuple[Names, dict[str, CallSpec]]]:
        for host in self.document.hosts:
            mode = host.mode or self.document.mode
            library = self.document.library
            specs = {
                path: msgspec.structs.replace(spec, library=library, mode=spec.mode or mode)
                for path, spec in host.paths.items()
            }
            yield host.names, specs

    def aliases(self) -> Iterator[tuple[str, str, Steps]]:
        """Each other name, the name it stands for, and where that is said."""
        for target, others in self.document.aliases.items():
            steps: Steps = ("aliases", target)
            targets = self._expanded((target,), steps)
            if len(targets) != 1 or is_glob(target):
                raise self.error(steps, f"`{target}` must be one name")
            for other in self._expanded(others, steps):
                if is_glob(other):
                    raise self.error(steps, f"`{other}`: an alias takes no `*`")
                yield other, targets[0], steps

    def words(self) -> set[str]:
        """The last part of each import root: nobody can import `google.genai` without writing `genai`."""
        if not (self.document.calls or self.document.clients or self.document.objects):
            return set()
        return set(self.document.words) or {module.rpartition(".")[2] for module in self.document.modules}

    def error(self, steps: Steps, text: str) -> CatalogError:
        return CatalogError(f"{self.filename}:{line_of(self.data, steps)}: {text}")

    def _expanded(self, names: Names, steps: Steps) -> Names:
        """`names` with every `$group` replaced by each of its members."""
        paths = []
        for index, name in enumerate(names):
            for path in self._expand(name, (*steps, index), ()):
                if not _PATH.fullmatch(path):
                    raise self.error((*steps, index), f"`{path}` is no path: names joined by dots, `()` after a call")
                paths.append(path)
        return tuple(paths)

    def _expand(self, name: str, steps: Steps, inside: Names) -> Iterator[str]:
        found = _GROUP.search(name)
        if found is None:
            yield name
            return
        for member in self._group(found.group(1), steps, inside):
            yield from self._expand(name[: found.start()] + member + name[found.end() :], steps, inside)

    def _group(self, group: str, steps: Steps, inside: Names) -> Names:
        if group not in self._groups:
            if group in inside:
                raise self.error(steps, f"group `${group}` contains itself")
            if group not in self.document.groups:
                near = get_close_matches(group, self.document.groups, n=1)
                hint = f", did you mean `${near[0]}`?" if near else ""
                raise self.error(steps, f"unknown group `${group}`{hint}")
            self._groups[group] = tuple(
                expanded
                for index, member in enumerate(self.document.groups[group])
                for expanded in self._expand(member, ("groups", group, index), (*inside, group))
            )
        return self._groups[group]


class _Source:
    """Where an entry stands, for messages."""

    def __init__(self, part: _Part, steps: Steps) -> None:
        self.part, self.steps = part, steps

    def __str__(self) -> str:
        return f"{self.part.filename}:{line_of(self.part.data, self.steps)}"


def _joined(parts: list[Iterator[tuple[_Source, Names, Names, S]]]) -> list[tuple[Names, Names, S]]:
    """The entries of all parts. The same name twice is refused unless both say the same."""
    seen: dict[str, tuple[_Source, S]] = {}
    joined = []
    for part in parts:
        for source, names, excepted, spec in part:
            for name in names:
                first, other = seen.setdefault(name, (source, spec))
                if other != spec:
                    raise CatalogError(f"{source}: `{name}` differs from its entry at {first}: keep one of them")
            joined.append((names, excepted, spec))
    return joined


def _aliases(parts: list[_Part]) -> dict[str, str]:
    """All aliases. One name for two things is refused."""
    table: dict[str, str] = {}
    for part in parts:
        for other, target, steps in part.aliases():
            if table.setdefault(other, target) != target:
                raise part.error(steps, f"`{other}` is an alias of `{table[other]}` already")
    return table
