"""Taking an item out of a list between brackets, or putting one in, so that the list looks as it did."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from greenlint.fixes.edit import Edit

_COMMA = re.compile(r"[ \t]*,")
_REST = re.compile(r"[ \t]*(#[^\n]*)?(\n|$)")  # of a line: nothing but perhaps a comment
_SPACE = re.compile(r"[ \t]*")


class Item(msgspec.Struct, frozen=True):
    """One of the items, from its first character to its last; its comma comes after it."""

    start: int
    end: int


def without(text: str, items: Sequence[Item], index: int, close: int) -> Edit:
    """Takes one item out. A comment beside it stays; `close`: the place of the closing bracket."""
    item = items[index]
    end = _after_comma(text, item.end)
    last = index == len(items) - 1
    rest = _REST.match(text, end)
    if _first_on_line(text, item.start) and rest is not None:
        if rest[1]:
            return Edit(item.start, rest.start(1))
        return Edit(_line_start(text, item.start), rest.end())  # whole lines
    if not last and rest is None:
        return Edit(item.start, _SPACE.match(text, end).end())  # type: ignore[union-attr]
    if not index:
        gap = text[end:close]
        return Edit(item.start, close if last and not gap.strip() else end)
    before = items[index - 1].end
    if "#" in text[before : item.start]:
        return Edit(item.start, end)
    if last:
        return Edit(before, item.end)  # the comma that may follow stays, for the one before
    return Edit(_after_comma(text, before), end)


def with_last(text: str, items: Sequence[Item], new: str, close: int) -> tuple[Edit, ...]:
    """Puts `new` after the last item: on a line of its own where the items have theirs."""
    if not items:
        return (Edit(close, close, new),) if text[close - 1] in "([{" else ()
    last = items[-1]
    comma = _after_comma(text, last.end)
    rest = _REST.match(text, comma)
    own_line = _first_on_line(text, last.start)
    if rest is None or not own_line:
        between = "," + _line_break(text, last.start) if own_line else ", "
        return (Edit(last.end, last.end, between + new),)
    line = _line_break(text, last.start) + new + ","
    at = rest.end(1) if rest[1] else comma
    if comma > last.end:
        return (Edit(at, at, line),)
    if at == comma:
        return (Edit(at, at, "," + line),)
    return Edit(last.end, last.end, ","), Edit(at, at, line)


def _after_comma(text: str, place: int) -> int:
    """The end of the comma that follows on the same line, else `place`."""
    found = _COMMA.match(text, place)
    return found.end() if found else place


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _first_on_line(text: str, place: int) -> bool:
    return not text[_line_start(text, place) : place].strip(" \t")


def _line_break(text: str, place: int) -> str:
    """A new line with the indent of what stands first on its line at `place`."""
    return "\n" + text[_line_start(text, place) : place]
