"""What one source says: calls, loops, bindings."""

from greenlint.facts.model import Facts

__all__ = ["Facts"]
