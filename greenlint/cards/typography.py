"""French as it is printed: no-break spaces, curly apostrophes, one-character ellipses. Code in backticks is left alone.

`python -m greenlint.cards.typography FILE...` sets the `fr` texts of YAML files in place (all cards without FILE).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from greenlint.data import data_dir

_WIDE, _NARROW = "\u00a0", "\u202f"  # no-break spaces: before `:` and inside « », before `;!?` and in numbers
_RULES = (
    (re.compile(r"(?<=\w)'(?=\w|$)"), "’"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"«\s*"), f"«{_WIDE}"),
    (re.compile(r"\s*»"), f"{_WIDE}»"),
    (re.compile(r" (?=[;!?])"), _NARROW),
    (re.compile(r" (?=:)"), _WIDE),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), _NARROW),
    (re.compile(r"(?<=\d) (?=%|(?:s|ms|min|h|Go|octets|tokens)\b)"), _WIDE),
)


def french(text: str) -> str:
    """The text with French spacing and signs; the same again when it has them."""
    parts = re.split(r"(`[^`]*`)", text)
    for place in range(0, len(parts), 2):
        for pattern, sign in _RULES:
            parts[place] = pattern.sub(sign, parts[place])
    return "".join(parts)


def set_in_french(source: str) -> str:
    """A YAML document whose `fr` values are set by `french`; the rest does not change."""
    for node in sorted(_french_nodes(yaml.compose(source)), key=lambda node: node.start_mark.index, reverse=True):
        start, end = node.start_mark.index, node.end_mark.index
        source = source[:start] + french(source[start:end]) + source[end:]
    return source


def _french_nodes(node: yaml.Node | None, inside: bool = False) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _french_nodes(value, inside or key.value == "fr")
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _french_nodes(value, inside)
    elif isinstance(node, yaml.ScalarNode) and inside and node.style != "'":
        yield node


def main(argv: Sequence[str] | None = None) -> int:
    """Rewrites the files that change, and names them."""
    names = sys.argv[1:] if argv is None else argv
    for path in [Path(name) for name in names] or sorted(data_dir("rules").glob("*/*.yaml")):
        before = path.read_text("utf-8")
        after = set_in_french(before)
        if after != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
