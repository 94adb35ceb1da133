"""Helpers that many tests share: facts and a linked project from code in the test."""

from __future__ import annotations

import ast
import textwrap
from functools import lru_cache

from greenlint.catalog import Catalog, load_catalog
from greenlint.facts import Facts
from greenlint.facts.extract import extract
from greenlint.project import Call, Project

FLAGS = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


@lru_cache(maxsize=1)
def catalog_once() -> Catalog:
    return load_catalog()


def facts_of(code: str, path: str = "app.py") -> Facts:
    text = textwrap.dedent(code)
    return extract(path, text, compile(text, path, "exec", flags=FLAGS))


def project_of(**files: str) -> Project:
    """Keyword names are file names without `.py`; `pkg__mod` is `pkg/mod.py`."""
    return Project([facts_of(code, _path(name)) for name, code in files.items()], catalog_once())


def _path(name: str) -> str:
    folder, found, _ = name.partition("____init__")
    return f"{folder}/__init__.py" if found else f"{name.replace('__', '/')}.py"


def call_of(project: Project, text: str, path: str = "") -> Call:
    """The first call written as `text` (`client.chat.completions.create`)."""
    for call in project.calls():
        if call.text == text and call.file.path.startswith(path):
            return call
    raise LookupError(text)
