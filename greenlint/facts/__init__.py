"""What one source says: calls, loops, bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenlint.facts.model import Facts

if TYPE_CHECKING:
    import ast


def extract(path: str, text: str, tree: ast.Module, cells: tuple[tuple[int, int, int], ...] = ()) -> Facts:
    """Facts of one source that passed the gate; `tree` is the gate's parse of the same text."""
    from greenlint.facts.extract import extract_facts

    return extract_facts(path, text, tree, cells)


__all__ = ["Facts", "extract"]
