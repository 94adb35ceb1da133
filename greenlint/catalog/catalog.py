"""The catalogue as the rest of greenlint asks it."""

from __future__ import annotations

from greenlint.catalog.aliases import Aliases
from greenlint.catalog.compiled import Compiled
from greenlint.catalog.heads import Heads
from greenlint.catalog.hosts import HostTable
from greenlint.catalog.patterns import PathTable
from greenlint.catalog.specs import CallSpec, ClientSpec, MarkKind, ObjectSpec


class Catalog:
    """What is known of a path (`openai.OpenAI().chat.completions.create`). A constructor is asked without `()`."""

    digest: str
    """Changes with any byte of the data."""
    words: frozenset[bytes]
    """A file that holds none of these names no library that costs something."""
    heads: Heads
    """What an import must name for its file to use the catalogue: costly things and their libraries' marks."""

    def __init__(self, compiled: Compiled, digest: str) -> None:
        aliases = Aliases(compiled.aliases)
        self._calls = PathTable(compiled.calls, aliases)
        self._clients = PathTable(compiled.clients, aliases)
        self._objects = PathTable(compiled.objects, aliases)
        self._marks = PathTable(_merged(compiled.marks), aliases)
        self._marked: dict[str, frozenset[MarkKind]] = {}
        self._known: dict[str, bool] = {}
        self._hosts = HostTable(compiled.hosts)
        self.digest = digest
        self.heads = compiled.heads
        self.words = frozenset(word.encode() for word in compiled.words)

    def call(self, path: str) -> CallSpec | None:
        return self._calls.get(path)

    def client(self, path: str) -> ClientSpec | None:
        return self._clients.get(path)

    def object(self, path: str) -> ObjectSpec | None:
        return self._objects.get(path)

    def mark(self, path: str) -> frozenset[MarkKind]:
        """Every kind of mark that `path` is; empty for most."""
        if path not in self._marked:
            self._marked[path] = frozenset[MarkKind]().union(*self._marks.all(path))
        return self._marked[path]

    def knows(self, path: str) -> bool:
        """Whether there is any entry for `path`."""
        if path not in self._known:
            self._known[path] = bool(self.call(path) or self.client(path) or self.object(path) or self.mark(path))
        return self._known[path]

    @property
    def roots(self) -> frozenset[str]:
        """The top-level packages of all that costs something."""
        return self.heads.roots

    def host(self, host: str, path: str) -> CallSpec | None:
        """What a raw request to `path` on `host` (with its port, if any) costs, when that is a model host."""
        return self._hosts.get(host, path)

    def is_model_host(self, host: str) -> bool:
        return self._hosts.known(host)


def _merged(
    marks: list[tuple[MarkKind, tuple[str, ...]]],
) -> list[tuple[tuple[str, ...], tuple[str, ...], frozenset[MarkKind]]]:
    """One entry a name, with all of its kinds."""
    kinds: dict[str, set[MarkKind]] = {}
    for kind, names in marks:
        for name in names:
            kinds.setdefault(name, set()).add(kind)
    return [((name,), (), frozenset(values)) for name, values in kinds.items()]
