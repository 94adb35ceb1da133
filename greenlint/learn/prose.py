"""The Markdown of the course: sections, structure, and whether a translation is older than its source."""

from __future__ import annotations

import hashlib
import re

import msgspec

_HEADING = re.compile(r"^(#{1,6})\s+(.*\S)\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+")
_SOURCE = re.compile(r"^<!-- source: ([0-9a-f]{8}) -->\n+")


class Section(msgspec.Struct, frozen=True):
    level: int
    title: str
    text: str
    line: int  # of the heading, from 1


def sections(markdown: str) -> list[Section]:
    """The parts under each heading, in order; text before the first heading is a section of level 0."""
    found: list[tuple[int, str, int, list[str]]] = [(0, "", 1, [])]
    inside = False
    for number, line in enumerate(markdown.splitlines(), 1):
        inside ^= bool(_FENCE.match(line))
        heading = None if inside else _HEADING.match(line)
        if heading:
            found.append((len(heading[1]), heading[2], number, []))
        else:
            found[-1][3].append(line)
    parts = [Section(level, title, "\n".join(lines).strip(), number) for level, title, number, lines in found]
    return parts if parts[0].text else parts[1:]


def shape(markdown: str) -> list[str]:
    """What two languages must share: heading levels, fences with their code, list items, in order."""
    seen: list[str] = []
    fence: list[str] | None = None
    for line in body(markdown).splitlines():
        if _FENCE.match(line):
            if fence is None:
                fence = []
            else:
                seen.append("code:" + str(len(fence)))
                fence = None
        elif fence is not None:
            fence.append(line)
        elif heading := _HEADING.match(line):
            seen.append("h" + str(len(heading[1])))
        elif _ITEM.match(line):
            seen.append("item")
    return seen


def body(markdown: str) -> str:
    """The text without the mark that names its source."""
    return _SOURCE.sub("", markdown)


def digest(markdown: str) -> str:
    """Eight hex digits of a source text; its translation carries them."""
    return hashlib.sha256(body(markdown).strip().encode()).hexdigest()[:8]


def source_of(markdown: str) -> str | None:
    """The digest of the source that this translation was made from."""
    mark = _SOURCE.match(markdown)
    return mark[1] if mark else None


def with_source(markdown: str, source: str) -> str:
    """The translation, marked as made from `source`."""
    return f"<!-- source: {digest(source)} -->\n{body(markdown)}"
