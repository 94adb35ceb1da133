"""Other names of the same thing: re-exports, subclasses, async twins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_ENDS = re.compile(r"\.|(?<=\w)(?=\(\))|(?<=\))(?=\(\))|$")
_LONGEST_CHAIN = 8


class Aliases:
    """Path prefixes and what they stand for: with `openai.AzureOpenAI: openai.OpenAI`, the path
    `openai.AzureOpenAI().models.list` is asked as `openai.OpenAI().models.list` where it has no entry of its own."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table

    def others(self, path: str) -> Iterator[str]:
        """The names that `path` also has, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            renamed = self._renamed(path)
            if renamed is None:
                return
            yield renamed
            path = renamed

    def _renamed(self, path: str) -> str | None:
        for end in sorted((match.start() for match in _ENDS.finditer(path)), reverse=True):
            if path[:end] in self._table:
                return self._table[path[:end]] + path[end:]
        return None
