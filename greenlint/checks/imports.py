"""Shared by the import-time rules: code that runs whenever another module imports this one."""

from __future__ import annotations

from greenlint.facts.model import Const, Operation
from greenlint.project import Call


def runs_at_import(call: Call) -> bool:
    """At module level of a module that others import; not a script, a notebook, a test or a Streamlit page."""
    return at_top_level(call) and call.file.path in call.project.imported


def at_top_level(call: Call) -> bool:
    """Runs as soon as the module does: not under `__main__`, not in a notebook, a test or a Streamlit page."""
    if not call.function.is_module or call.function.in_test:
        return False
    project, file = call.project, call.file
    if project.is_notebook(file) or project.is_rerun_script(file):
        return False
    for index in file.within(call.site.block):
        test = file.block(index).test
        if isinstance(test, Operation) and any(
            isinstance(part, Const) and part.value == "__main__" for part in test.operands
        ):
            return False
    return True
