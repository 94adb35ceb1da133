"""What a name or an expression can stand for, once linked. None is part of a cycle: the collector may pass by."""

from __future__ import annotations

import msgspec

from greenlint.facts.model import Expr, Scope
from greenlint.project.view import At, FileView


class CallKey(msgspec.Struct, frozen=True, gc=False):
    """One call of the project."""

    file: FileView
    index: int


class Lib(msgspec.Struct, frozen=True, gc=False):
    """Something of a library, by path: `openai.OpenAI`, `openai.OpenAI().chat.completions`."""

    path: str
    origin: CallKey | None = None  # the call that made the object on which the path goes on


class Mod(msgspec.Struct, frozen=True, gc=False):
    """A file of the project, as a module."""

    file: FileView


class Fn(msgspec.Struct, frozen=True, gc=False):
    """A function, method or lambda of the project; `owner` is the object or class it was taken from."""

    file: FileView
    scope: int
    owner: Cls | Obj | None = None

    @property
    def facts(self) -> Scope:
        return self.file.facts.scopes[self.scope]


class Cls(msgspec.Struct, frozen=True, gc=False):
    file: FileView
    scope: int

    @property
    def facts(self) -> Scope:
        return self.file.facts.scopes[self.scope]


class Obj(msgspec.Struct, frozen=True, gc=False):
    """An instance of a class of the project."""

    cls: Cls
    origin: CallKey | None = None


class Thunk(msgspec.Struct, frozen=True, gc=False):
    """A constant or a composite (text, list, dict ...) with the place where its names are looked up."""

    file: FileView
    expr: Expr
    at: At


class Parameter(msgspec.Struct, frozen=True, gc=False):
    """A parameter whose value the callers decide."""

    fn: Fn
    name: str


Value = Lib | Mod | Fn | Cls | Obj | Thunk | Parameter
