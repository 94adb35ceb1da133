"""Stage 4: is the work really saved? Looking into the lab, or reaching out of it, is named; nobody is shamed."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from greenlint.learn.check.verdict import Verdict
from greenlint.learn.meter.control import Notes
from greenlint.learn.meter.ledger import Site
from greenlint.learn.rulecheck import suppressions
from greenlint.texts import _

_INSIDE = ("greenlint", "pytest", "_pytest", "lab_tests", "gc", "faulthandler")  # nothing that a program needs
_FRAMES = ("_getframe", "settrace", "setprofile", "addaudithook", "_current_frames")


def judge(files: Mapping[str, str], notes: Notes) -> Verdict:
    for name, text in files.items():
        for node in ast.walk(ast.parse(text)):
            inside = _looks_inside(node)
            if inside:
                summary = _("{file}:{line} looks into the lab (`{what}`)").format(
                    file=name, line=getattr(node, "lineno", 1), what=inside
                )
                return _failed(summary, Site(name, getattr(node, "lineno", 1)))
    if notes.breaches:
        return _failed(_("the lab refused: {what}").format(what=notes.breaches[0]), None)
    return Verdict(stage="honest", state="passed")


def _failed(summary: str, site: Site | None) -> Verdict:
    step = _("Solve it as you would outside of the course: the program only knows its services.")
    return Verdict(stage="honest", state="failed", summary=summary, site=site, step=step)


def _looks_inside(node: ast.AST) -> str:
    if isinstance(node, ast.Import):
        return next((alias.name for alias in node.names if alias.name.split(".")[0] in _INSIDE), "")
    if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] in _INSIDE:
        return node.module or ""
    if isinstance(node, ast.Attribute) and node.attr in _FRAMES:
        return node.attr
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "__import__":
        return "__import__"
    return ""


def remarks(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """What is worth saying without failing anybody."""
    return [
        _("{file}:{line}: a comment that silences findings does not count here").format(file=name, line=line)
        for name, text in after.items()
        for line in suppressions(text)
        if line not in suppressions(before.get(name, ""))
    ]
