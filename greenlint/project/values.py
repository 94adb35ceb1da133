"""What a name or an expression can stand for, once linked."""

from __future__ import annotations

from dataclasses import dataclass

from greenlint.facts.model import Expr, Scope
from greenlint.project.view import At, FileView


@dataclass(frozen=True, slots=True)
class CallKey:
    """One call of the project."""

    file: FileView
    index: int


@dataclass(frozen=True, slots=True)
class Lib:
    """Something of a library, by path: `openai.OpenAI`, `openai.OpenAI().chat.completions`."""

    path: str
    origin: CallKey | None = None  # the call that made the object on which the path goes on


@dataclass(frozen=True, slots=True)
class Mod:
    """A file of the project, as a module."""

    file: FileView


@dataclass(frozen=True, slots=True)
class Fn:
    """A function, method or lambda of the project; `owner` is the object or class it was taken from."""

    file: FileView
    scope: int
    owner: Cls | Obj | None = None

    @property
    def facts(self) -> Scope:
        return self.file.facts.scopes[self.scope]


@dataclass(frozen=True, slots=True)
class Cls:
    file: FileView
    scope: int

    @property
    def facts(self) -> Scope:
        return self.file.facts.scopes[self.scope]


@dataclass(frozen=True, slots=True)
class Obj:
    """An instance of a class of the project."""

    cls: Cls
    origin: CallKey | None = None


@dataclass(frozen=True, slots=True)
class Thunk:
    """A constant or a composite (text, list, dict ...) with the place where its names are looked up."""

    file: FileView
    expr: Expr
    at: At


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter whose value the callers decide."""

    fn: Fn
    name: str


Value = Lib | Mod | Fn | Cls | Obj | Thunk | Parameter
