"""Shared by the import-time rules: code that runs whenever another module imports this one."""

from __future__ import annotations

import re

from greenlint.project import Call
from greenlint.project.render import render

_GATE = re.compile(r"__main__|sys\.argv|environ|getenv|argv|TYPE_CHECKING")  # not on every import
_LATER = frozenset(
    {"thread", "task-spawn", "event-register", "route-register", "schedule-decorator", "executor-submit"}
)


def runs_at_import(call: Call) -> bool:
    """At module level of a module that others import; not a script, a notebook, a test or a Streamlit page."""
    return at_top_level(call) and call.file.path in call.project.imported


def at_top_level(call: Call) -> bool:
    """Runs as soon as the module does: not under `__main__`, not in a notebook, a test or a Streamlit page."""
    project, file = call.project, call.file
    scope = call.scope
    while scope.kind == "class":  # the body of a class runs with what is around it
        scope = file.scope(scope.parent)
    if scope.kind != "module" or call.function.in_test:
        return False
    if project.is_notebook(file) or project.is_rerun_script(file):
        return False
    for index in file.ancestors(call.site.block):
        test = file.block(index).test
        if test is not None and file.block(index).kind == "if" and _GATE.search(render(file, test)):
            return False
    return True


def at_once(chain: list[Call]) -> bool:
    """The costly call runs before the first call of the chain returns: no thread, task or handler in between."""
    return not any(step.marks & _LATER for step in chain)
