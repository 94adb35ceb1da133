"""Retry decorators that the project wrote itself: a wrapper that calls the function in a `try` in a loop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from greenlint.facts.model import Expr, Name
from greenlint.project.render import render
from greenlint.project.values import Fn
from greenlint.project.view import FileView

if TYPE_CHECKING:
    from greenlint.project.functions import Function
    from greenlint.project.loops import Loop
_OF_A_SERVICE = re.compile(r"\bException\b|\bBaseException\b|API|Timeout|Rate|Connection|HTTP|Request|Server")


def own_retry(function: Function, decorator: Expr) -> Loop | None:
    """The loop in which a decorator of the project tries the function again when the service fails."""
    project = function.project
    for value in project.resolver.resolve(function.file, decorator, function.at):
        if not isinstance(value, Fn) or value.facts.kind != "function" or not value.facts.params:
            continue
        wrapped = value.facts.params[0].name
        for scope in _inside(value.file, value.scope):
            for index in value.file.calls_of.get(scope, ()):
                site = value.file.facts.calls[index]
                if site.func != Name(wrapped):
                    continue
                for block in value.file.loops(site.block):
                    loop = project.loop(value.file, block)
                    if _tries_again(value.file, loop, site.order):
                        return loop
    return None


def _inside(file: FileView, scope: int) -> Iterator[int]:
    """Functions defined in a function, and in those."""
    for inner in file.children.get(scope, ()):
        yield inner
        yield from _inside(file, inner)


def _tries_again(file: FileView, loop: Loop, order: int) -> bool:
    """A `try` around the call in the loop, and an `except` for what a service raises."""
    if loop.facts.kind == "comprehension":
        return False
    groups = {file.block(index).group for index in loop.tries if file.encloses(index, order)}
    return any(
        block.kind == "except" and block.group in groups and _catches_failures(file, block.test)
        for block in file.facts.blocks
    )


def _catches_failures(file: FileView, test: Expr | None) -> bool:
    """A bare `except`, `Exception`, or errors of a network, be they the default of a parameter."""
    if test is None:
        return True
    texts = [render(file, test)]
    names = file.names(test)
    for scope in file.facts.scopes:
        texts += [render(file, param.default) for param in scope.params if param.name in names and param.default]
    return any(_OF_A_SERVICE.search(text) for text in texts)
