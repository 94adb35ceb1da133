"""The catalogue against wheels: names and arguments that are gone, calls that are new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from greenlint.catalog.compiler import compile_documents
from greenlint.catalog.document import Document, line_of, read_document
from greenlint.catalog.patterns import is_glob
from greenlint.catalog.specs import CallSpec, ClientSpec, ObjectSpec
from wheel_names.resolve import Resolver
from wheel_names.signatures import Signature, fields, signature
from wheel_names.values import UNKNOWN, Class, Function, Instance, Module, Value

Kind: TypeAlias = Literal["gone", "argument", "order", "unsure", "new"]
Entry: TypeAlias = CallSpec | ClientSpec | ObjectSpec
_ENDS = re.compile(r"\.|(?<=\w)(?=\(\))|$")
_MOST = 60  # names of one thing
_DEPTH = 4  # resources inside resources: client.beta.threads.runs


class Difference(NamedTuple):
    """One difference. `kind`: gone (no such name), argument (no such argument), order (of what is given by place),
    unsure (could not be followed), new (a call that the catalogue does not know)."""

    kind: Kind
    name: str
    detail: str = ""
    place: str = ""


class Listed(NamedTuple):
    """Names of one entry of a catalogue file."""

    file: str
    steps: tuple[str | int, ...]
    names: tuple[str, ...]
    spec: Entry | None = None
    shared: bool = False  # some of its names are another library's


class Files:
    """The catalogue's files, entry by entry."""

    def __init__(self, folder: Path) -> None:
        self._data = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
        self._aliases: dict[str, list[str]] = {}
        self.listed = [entry for name, data in self._data.items() for entry in self._entries(name, data)]

    def place(self, listed: Listed) -> str:
        return f"{listed.file}:{line_of(self._data[listed.file], listed.steps)}"

    def variants(self, name: str) -> list[str]:
        """`name`, and what the aliases of the catalogue also call it: one of them may be where it lives today."""
        found = [name]
        for one in found:
            for target in _beginnings(one):
                for other in self._aliases.get(target, []):
                    new_name = other + one[len(target) :]
                    if new_name not in found and len(found) < _MOST and (one == name or not _nested(other, target)):
                        found.append(new_name)
        return found

    def _entries(self, name: str, data: bytes) -> Iterator[Listed]:
        document: Document = read_document(name, data)
        compiled = compile_documents({name: (document, data)})
        for index, (names, _excepted, client) in enumerate(compiled.clients):
            yield Listed(name, ("clients", index, "names"), names, client)
        for index, (names, _excepted, thing) in enumerate(compiled.objects):
            yield Listed(name, ("objects", index, "names"), names, thing)
        for index, (names, _excepted, call) in enumerate(compiled.calls):
            yield Listed(name, ("calls", index, "names"), names, call)
        for kind, names in compiled.marks:
            yield Listed(name, ("marks", kind), names)
        for other, target in compiled.aliases.items():
            self._aliases.setdefault(target, []).append(other)
            yield Listed(name, ("aliases", target), (other,))


def _beginnings(name: str) -> list[str]:
    """`a`, `a.B`, `a.B()`, `a.B().c` of `a.B().c`."""
    return [name[: match.start()] for match in _ENDS.finditer(name)]


def _nested(other: str, target: str) -> bool:
    """An alias inside its own target (`openai.OpenAI().beta.chat` of `openai.OpenAI().chat`) is followed once only."""
    return other.startswith((f"{target}.", f"{target}("))


def gone(resolver: Resolver, names: Iterable[str], variants: Callable[[str], list[str]]) -> Iterator[Difference]:
    """Names that the sources have under none of their variants, and those that cannot be followed."""
    for name in names:
        values = next((found for one in variants(name) if (found := resolver.path(one))), [])
        if not values:
            yield Difference("gone", name, _broken(resolver, name))
        elif values == [UNKNOWN]:
            yield Difference("unsure", name)


def _broken(resolver: Resolver, name: str) -> str:
    """Where the path breaks: the longest part that exists."""
    part = name
    while part and not resolver.path(part):
        part = part[:-2] if part.endswith("()") else part.rpartition(".")[0]
    return f"`{part}` is there, `{name[len(part) :].lstrip('.')}` is not" if part else "no such package"


def arguments(resolver: Resolver, entry: Listed, variants: Callable[[str], list[str]]) -> Iterator[Difference]:
    """Arguments that none of the entry's functions takes. Silent where one of them takes any.

    Where libraries share an entry, each must know one word of a role, not all.
    """
    spec = entry.spec
    every = [one for name in entry.names for one in variants(name)]
    found = {name: [signature(resolver, value) for value in resolver.path(name)] for name in every}
    taken = [one for signatures in found.values() for one in signatures]
    if spec is None or not taken or any(one.open for one in taken):
        return
    first = next(name for name, signatures in found.items() if signatures)
    for role, words in _wanted(spec):
        dead = [word for word in words if not any(_takes(resolver, one, word) for one in taken)]
        if dead and not (entry.shared and len(dead) < len(words)):
            yield from (Difference("argument", first, f"`{word}` ({role})") for word in dead)
    for index, word in enumerate(spec.positional):
        here = {one.positional[index] for one in taken if index < len(one.positional)}
        if here and word not in here and any(word in one.names for one in taken):
            yield Difference("order", first, f"`{word}` is no. {index + 1}, there it is `{', '.join(sorted(here))}`")


def _wanted(spec: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from spec.args.items()
    if isinstance(spec, CallSpec):
        if spec.accepts_list:
            yield "accepts-list", (spec.accepts_list,)
    elif spec.retries_arg:
        yield "retries-arg", (spec.retries_arg,)
    for word in spec.positional:
        yield "positional", (word,)


def _takes(resolver: Resolver, one: Signature, argument: str) -> bool:
    """Does the signature have `config.max_output_tokens`? The key is looked for where the type of `config` says all."""
    word, _dot, key = argument.partition(".")
    if word not in one.names:
        return False
    node, scope = one.names[word]
    if not key or node is None:
        return True
    kinds = [
        fields(resolver, value.of) if isinstance(value, Instance) else None
        for value in resolver.annotation(node, scope)
    ]
    if not kinds or any(kind is None or kind.open for kind in kinds):
        return True
    return any(_takes(resolver, kind, key) for kind in kinds if kind is not None)


def new(
    resolver: Resolver, files: Files, listed: Iterable[Listed], verbs: frozenset[str], known: Callable[[str], bool]
) -> Iterator[Difference]:
    """Public calls beside the catalogue's own, and on its clients' resources, that it does not know."""
    seen: set[str] = set()
    walked: set[Value] = set()
    for canonical in dict.fromkeys(_owners(listed)):
        owner = next((one for one in files.variants(canonical) if resolver.path(one)), canonical)
        for value in resolver.path(owner):
            for name in _calls(resolver, value, owner, verbs, walked):
                # An async twin has the same calls: what is said of `OpenAI()` is not said again.
                same = (name.partition("()")[2] or name).removesuffix("_async")
                if same not in seen and not known(name):
                    seen.add(same)
                    yield Difference("new", name)


def _owners(listed: Iterable[Listed]) -> Iterator[str]:
    for entry in listed:
        for name in entry.names:
            if isinstance(entry.spec, ClientSpec):
                yield f"{name}()"
            elif isinstance(entry.spec, CallSpec) and not name.endswith("()"):
                yield name.rpartition(".")[0]


def _calls(
    resolver: Resolver, value: Value, path: str, verbs: frozenset[str], walked: set[Value], depth: int = _DEPTH
) -> Iterator[str]:
    """Paths of the public methods of `value` that are named like calls, and of its resources', each walked once."""
    if value in walked or not isinstance(value, Module | Class | Instance):
        return
    walked.add(value)
    for name in _public(resolver, value):
        for made in resolver.attribute(value, name)[:1]:
            if isinstance(made, Function):
                if _costly(name, verbs):
                    yield f"{path}.{name}"
            elif isinstance(made, Instance) and isinstance(value, Instance) and depth and _resource(made, value):
                yield from _calls(resolver, made, f"{path}.{name}", verbs, walked, depth - 1)


def _public(resolver: Resolver, value: Module | Class | Instance) -> list[str]:
    if isinstance(value, Module):
        names = list(value.names)
    else:
        classes, _whole = resolver.mro(value.of if isinstance(value, Instance) else value)
        names = list(dict.fromkeys(name for owner in classes for name in resolver.members(owner)))
    return [name for name in names if not name.startswith(("_", "with_"))]


def _costly(name: str, verbs: frozenset[str]) -> bool:
    first = name.partition("_")[0]
    return first in verbs or (first.startswith("a") and first[1:] in verbs)


def _resource(made: Instance, owner: Instance) -> bool:
    """An object of the same package, not the owner itself."""
    same = made.of.module.name.partition(".")[0] == owner.of.module.name.partition(".")[0]
    return same and made.of != owner.of


def of_wheel(listed: Iterable[Listed], modules: tuple[str, ...]) -> list[Listed]:
    """The entries, with only those names that start in one of `modules`. Patterns are left out."""
    chosen = []
    for entry in listed:
        names = tuple(name for name in entry.names if not is_glob(name) and _inside(name, modules))
        if names:
            chosen.append(entry._replace(names=names, shared=len(names) < len(entry.names)))
    return chosen


def _inside(name: str, modules: tuple[str, ...]) -> bool:
    return any(name == module or name.startswith((f"{module}.", f"{module}(")) for module in modules)
