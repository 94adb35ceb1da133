"""Which imports can lead to something of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Heads(msgspec.Struct, frozen=True, array_like=True):
    """The beginnings of catalogued names, up to the first call: `openai.OpenAI` of `openai.OpenAI().chat`."""

    roots: frozenset[str]  # top-level packages of all that costs something
    whole: frozenset[str]
    begun: frozenset[str]

    def may_reach(self, path: str) -> bool:
        """Whether an imported name is catalogued, or begins a catalogued name, or goes on from one."""
        if path in self.begun or path in self.whole:
            return True
        parts = path.split(".")
        return any(".".join(parts[:end]) in self.whole for end in range(1, len(parts)))

    def joined(self, other: Heads) -> Heads:
        return Heads(self.roots | other.roots, self.whole | other.whole, self.begun | other.begun)


def heads_of(costly: Iterable[str], others: Iterable[str] = (), marked: Iterable[str] = ()) -> Heads:
    """Of costly things, of `others` that matter too, and of `marked` names whose library costs something."""
    costly = list(costly)
    roots = frozenset(_root(name) for name in costly)
    whole: set[str] = set()
    begun: set[str] = set()
    for name in [*costly, *others, *(name for name in marked if _root(name) in roots)]:
        head = name.partition("(")[0]
        literal = head.partition("*")[0].rpartition(".")[0] if "*" in head else head
        whole.add(literal)
        parts = literal.split(".")
        begun.update(".".join(parts[:end]) for end in range(1, len(parts)))
    return Heads(roots, frozenset(whole), frozenset(begun))


def _root(name: str) -> str:
    return name.partition(".")[0].partition("(")[0]
