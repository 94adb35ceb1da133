"""Which imports can lead to something of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable


class Heads:
    """The beginnings of catalogued names, up to the first call: `openai.OpenAI` of `openai.OpenAI().chat`."""

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: set[str] = set()
        self._begun: set[str] = set()
        for name in names:
            head = name.partition("(")[0]
            literal = head.partition("*")[0].rpartition(".")[0] if "*" in head else head
            self._whole.add(literal)
            parts = literal.split(".")
            self._begun.update(".".join(parts[:end]) for end in range(1, len(parts)))

    def may_reach(self, path: str) -> bool:
        """Whether an imported name is catalogued, or begins a catalogued name, or goes on from one."""
        if path in self._begun or path in self._whole:
            return True
        parts = path.split(".")
        return any(".".join(parts[:end]) in self._whole for end in range(1, len(parts)))
