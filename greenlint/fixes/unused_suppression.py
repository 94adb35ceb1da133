"""A comment that silences nothing goes, with its reason; or the names in it that do not. Other comments beside it stay.

Only names that were once of use: one that no rule has, or a comment without any, may be a slip of the pen to correct.
"""

from __future__ import annotations

import re

from greenlint.finding import Finding
from greenlint.fixes.code import Code
from greenlint.fixes.cut import Cut
from greenlint.suppress import NOQA, OURS

_NAME = re.compile(r"[\w-]+")
_NEXT = re.compile(r"\s+#\s*[A-Za-z]")  # another tool's comment on the same line; `#12` is part of a reason
_GAP = re.compile(r"[,\s]*")


def plan(finding: Finding, code: Code) -> Cut | None:
    line = code.lines[finding.span.line - 1] if finding.span.line <= len(code.lines) else ""
    start, end = finding.span.column - 1, finding.span.end_column - 1
    idle = {name.casefold() for name in finding.values.get("names", "").split(", ")}
    if finding.reason != "default" or not line[start:end].startswith("#") or end != len(line):
        return None
    comment = line[start:]
    found = next((found for form in (OURS, NOQA) for found in form.finditer(comment) if idle <= _names(found)), None)
    if found is None:
        return None
    whole = _names(found) <= idle
    first, last, text = _around(comment, found) if whole else _shorter(found, idle)
    if whole and not (comment[:first] + comment[last:]).strip():  # nothing else in it
        return _of_line(finding, code, line, start)
    at = code.offset(finding.span.line, start + 1)
    return Cut(at + first, at + last, text)


def _names(found: re.Match[str]) -> set[str]:
    return {name.casefold() for name in _NAME.findall(found["names"] or "")}


def _around(comment: str, found: re.Match[str]) -> tuple[int, int, str]:
    """The comment of ours with its reason, up to the next that begins beside it."""
    after = _NEXT.search(comment, found.end("names"))
    first = found.start()
    if after is None:
        return len(comment[:first].rstrip()), len(comment), ""
    return first, after.start() + len(after[0]) - len(after[0].lstrip()), ""


def _shorter(found: re.Match[str], idle: set[str]) -> tuple[int, int, str]:
    """The names without the idle ones."""
    text = found["names"]
    for name in [*_NAME.finditer(text)][::-1]:
        if name[0].casefold() in idle:
            after = _GAP.match(text, name.end())
            end = after.end() if after else name.end()
            start = name.start() if end < len(text) else len(text[: name.start()].rstrip(", \t"))
            text = text[:start] + text[end:]
    return found.start("names"), found.end("names"), text


def _of_line(finding: Finding, code: Code, line: str, start: int) -> Cut:
    """The whole comment: its line with it where it stands alone, else the white space before it."""
    number = finding.span.line
    before = line[:start].rstrip()
    end = code.offset(number, len(line) + 1)
    if before:
        return Cut(code.offset(number, len(before) + 1), end)
    return Cut(code.offset(number, 1), min(end + 1, len(code.text)))
