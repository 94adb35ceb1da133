"""Plan about a comment: it goes, or a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from greenlint.fixes.edit import Edit

if TYPE_CHECKING:
    from greenlint.fixes.tree import Tree


class Cut(msgspec.Struct, frozen=True):
    """Characters of the text become `text`. No tree has a say in what a comment holds."""

    start: int
    end: int
    text: str = ""

    def edits(self, tree: Tree) -> tuple[Edit, ...]:
        return (Edit(self.start, self.end, self.text),)
