"""A YAML file as plain data whose every value is a string, a list or a mapping, and the line of each value."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from greenlint.cards.errors import CardError

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # PyYAML built without libyaml: ten times slower, same result
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")


class Document:
    """One parsed file. Strings are never read as numbers, dates or booleans (`no` stays "no")."""

    def __init__(self, path: Path) -> None:
        """Raises CardError when the file is not readable, not YAML, empty, or gives a key twice."""
        self.path = path
        try:
            self._root = yaml.compose(path.read_text("utf-8"), Loader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise CardError(path, line, f"not valid YAML: {error.problem or error.context}") from None
        except (OSError, ValueError, yaml.YAMLError) as error:
            raise CardError(path, 1, f"cannot be read: {error}") from None
        if self._root is None:
            raise CardError(path, 1, "empty: a card is a mapping that starts with `code:`")
        self.data = self._plain(self._root)

    def line(self, where: str) -> int:
        """Line of `where`, in msgspec's notation: `$.examples[2].title`. The nearest known one when it is not there."""
        node, line = self._root, 1
        for key, index in _STEP.findall(where):
            below = None
            if isinstance(node, yaml.MappingNode):
                below = next(((name, value) for name, value in node.value if name.value == key), None)
            elif isinstance(node, yaml.SequenceNode) and index:
                below = (node.value[int(index)],) * 2
            if below is None:
                break
            line, node = below[0].start_mark.line + 1, below[1]
        return line

    def error(self, where: str, message: str) -> CardError:
        return CardError(self.path, self.line(where), message)

    def _plain(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item) for item in node.value]
        pairs = {}
        for name, value in node.value:
            if name.value in pairs:
                raise CardError(self.path, name.start_mark.line + 1, f"`{name.value}` is given twice")
            pairs[name.value] = self._plain(value)
        return pairs
