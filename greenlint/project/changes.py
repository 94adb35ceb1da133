"""What a function of the project changes that outlives its run: its object's attributes, its module's globals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenlint.project.values import Fn
from greenlint.project.view import MUTATORS, root_name

if TYPE_CHECKING:
    from greenlint.project.project import Project
_DEPTH = 3  # helpers of helpers


def changes_state(project: Project, fn: Fn, depth: int = 0) -> bool:
    """`def add(self, text): self.messages.append(text)`, `def add(text): HISTORY.append(text)`, or a caller of such."""
    file, scope = fn.file, fn.scope
    method = file.scope(fn.facts.parent).kind == "class"
    passed = {param.name for param in fn.facts.params[1 if method else 0 :]}

    def outlives(name: str | None) -> bool:
        return name is not None and name not in passed and (scope, name) not in file.bindings

    if any((0, name) in file.bindings for name in fn.facts.global_names):
        return True
    if any(store.scope == scope and outlives(root_name(store.target)) for store in file.facts.stores):
        return True
    for (owner, name), methods in file.methods_on.items():
        if owner == scope and outlives(name) and methods.keys() & MUTATORS:
            return True
    return depth < _DEPTH and any(
        changes_state(project, inner, depth + 1)
        for call in project.function(fn).calls
        if outlives(call.receiver)
        for inner in call.functions
        if inner.scope != scope or inner.file is not file
    )
