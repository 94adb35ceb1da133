"""One round of repairs of one file: its findings' edits, those that do not meet, and a text that still parses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from greenlint.fixes import Plan
from greenlint.fixes.code import Code, code_of
from greenlint.fixes.edit import Edit, edited_bytes
from greenlint.fixes.tree import tree_of


class Mended(msgspec.Struct, frozen=True):
    """What the file holds after the round, and how many findings were repaired."""

    data: bytes
    count: int


def mended(path: str, code: Code, plans: Sequence[Plan]) -> Mended:
    """The repairs whose edits meet no other's, the first in the file first; the rest is for the next round."""
    tree = tree_of(code)
    made = [edits for plan in plans if (edits := plan.edits(tree))] if tree is not None else []
    chosen = list(_apart(sorted(made, key=min)))
    data = _parsing(path, code, chosen)
    if data is None:  # one of them is wrong: each by itself, as long as the text stays Python
        kept: list[tuple[Edit, ...]] = []
        for edits in chosen:
            if _parsing(path, code, [*kept, edits]) is not None:
                kept.append(edits)
        chosen, data = kept, _parsing(path, code, kept)
    return Mended(code.data if data is None else data, len(chosen))


def _apart(made: Iterable[tuple[Edit, ...]]) -> Iterable[tuple[Edit, ...]]:
    taken: list[Edit] = []
    for edits in made:
        if not any(edit.meets(other) for edit in edits for other in taken):
            taken += edits
            yield edits


def _parsing(path: str, code: Code, chosen: Sequence[tuple[Edit, ...]]) -> bytes | None:
    """The bytes after the edits, where they are a module in the same encoding; else None."""
    try:
        data = edited_bytes(code.source, code.data, [edit for edits in chosen for edit in edits])
    except UnicodeError:
        return None
    after = code_of(path, data)
    whole = after is not None and after.tree is not None and after.source.encoding == code.source.encoding
    return data if whole else None
