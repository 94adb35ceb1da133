"""What a text imports, read from its words: quick, and never less than what Python sees.

It may see more (an import inside a string), which only makes the screen keep a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = r"(?:[ \t\f]|\\\n)"
_NAMED = rf"[\w.]+(?:{_GAP}+as{_GAP}+\w+)?"
_IMPORT = re.compile(
    rf"\bfrom{_GAP}*(?P<dots>(?:\.{_GAP}*)*)(?P<module>[\w.]*){_GAP}*\bimport\b{_GAP}*"
    rf"(?P<names>\((?:[^)#]|#[^\n]*)*\)|(?:[^\n;#\\]|\\\n)+)"
    rf"|\bimport{_GAP}+(?P<modules>{_NAMED}(?:{_GAP}*,{_GAP}*{_NAMED})*)"
)
_COMMENT = re.compile(r"#[^\n]*")


def imports(text: str) -> Iterator[tuple[str, str | None, int]]:
    """(module, name or None, leading dots) of each import; a star import has the name "*". Newlines are "\\n"."""
    for match in _IMPORT.finditer(text):
        modules = match["modules"]
        if modules is not None:
            for part in modules.replace("\\\n", " ").split(","):
                yield part.split()[0], None, 0
            continue
        names = _COMMENT.sub("", match["names"]) if "#" in match["names"] else match["names"]
        for part in names.strip("()").replace("\\\n", " ").split(","):
            words = part.replace("(", " ").replace(")", " ").split()
            if words:
                yield match["module"], words[0], match["dots"].count(".")
