"""What a text imports, read from its lines: quick, and good enough to find the files that may link to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FROM = re.compile(r"^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#;]+)", re.M)
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([\w., \t]+)", re.M)
_NAME = re.compile(r"\w+")


def imports(text: str) -> Iterator[tuple[str, str | None, int]]:
    """(module, name or None, leading dots) of each import statement; a star import has the name "*"."""
    for found in _FROM.finditer(text):
        level, module = len(found[1]), found[2]
        for part in found[3].strip("()").split(","):
            name = _NAME.search(part)
            yield module, name.group() if name else "*", level
    for found in _IMPORT.finditer(text):
        for part in found[1].split(","):
            words = part.split()
            if words:
                yield words[0], None, 0
