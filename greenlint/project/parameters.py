"""What parameters stand for: their annotations, and what the known callers pass."""

from __future__ import annotations

import re
from functools import cache

from greenlint.facts.model import Attribute, Collection, Const, Expr, Item, Name, Operation
from greenlint.project.ground import DEPTH, Ground
from greenlint.project.scoping import tail
from greenlint.project.values import CallKey, Cls, Fn, Lib, Obj, Value
from greenlint.project.view import At, FileView

_GENERIC = re.compile(r"^(?:typing\.)?(?:Optional|Annotated|Final|ClassVar|Union)\[(.*)\]$")
_PLAIN = re.compile(r"[A-Za-z_][\w.]*")


class Parameters(Ground):
    """Values by annotation and by call."""

    def passed(self, fn: Fn, name: str) -> list[tuple[CallKey, Expr]]:
        """What the known callers give for a parameter; callers that leave it out are not listed."""
        if self.callers is None:
            self.open = True
            return []
        found = []
        for key in self.callers.get((id(fn.file), fn.scope), ())[:40]:
            value = self.given(key, fn, name)
            if value is not None:
                found.append((key, value))
        return found

    def given(self, key: CallKey, fn: Fn, name: str) -> Expr | None:
        """The expression that one call passes for a parameter of `fn`."""
        site = key.file.facts.calls[key.index]
        for arg in site.args:
            if arg.name == name:
                return arg.value
        params = [param for param in fn.facts.params if param.kind == "positional"]
        index = next((i for i, param in enumerate(params) if param.name == name), None)
        if index is None:
            return None
        if self._binds_first(fn, key):
            index -= 1
        plain = [arg for arg in site.args if arg.name is None]
        if any(arg.name == "*" for arg in site.args) or not 0 <= index < len(plain):
            return None
        return plain[index].value

    def _binds_first(self, fn: Fn, key: CallKey) -> bool:
        """Does the call leave out the first parameter (`self`, `cls`)?"""
        facts = fn.facts
        if fn.file.scope(facts.parent).kind != "class" or facts.kind != "function":
            return False
        decorators = {tail(decorator) for decorator in facts.decorators}
        if "staticmethod" in decorators:
            return False
        func = key.file.facts.calls[key.index].func
        if isinstance(func, Attribute) and "classmethod" not in decorators:
            base = self.resolve(key.file, func.base, key.file.at_call(key.index))
            return not any(isinstance(value, Cls) for value in base)
        return True

    def annotated(self, file: FileView, annotation: Expr, at: At, depth: int) -> list[Value]:
        """Instances that an annotation promises; text annotations and optional ones included."""
        if depth > DEPTH:
            return []
        match annotation:
            case Const(value=str(text)):
                inner = _GENERIC.match(text.strip())
                words = (inner.group(1) if inner else text).replace("|", ",").split(",")
                parsed = [_name_expr(word.strip().strip("'\"")) for word in words if _PLAIN.fullmatch(word.strip())]
                return [v for part in parsed for v in self.annotated(file, part, at, depth + 1)]
            case Operation(op="|", operands=operands):
                return [v for part in operands for v in self.annotated(file, part, at, depth + 1)]
            case Item(base=base, index=index):
                word = tail(base)
                if word in ("Optional", "Annotated", "Final", "ClassVar", "Union"):
                    parts = index.items if isinstance(index, Collection) else (index,)
                    return [v for part in parts for v in self.annotated(file, part, at, depth + 1)]
                return []
            case Name() | Attribute():
                found: list[Value] = []
                for value in self.resolve(file, annotation, at, depth + 1):
                    if isinstance(value, Lib) and not value.path.startswith("builtins."):
                        found.append(Lib(f"{value.path}()"))
                    elif isinstance(value, Cls):
                        found.append(Obj(value))
                return found
        return []


@cache  # kept alive: results are remembered by the identity of expressions
def _name_expr(dotted: str) -> Expr:
    first, *rest = dotted.split(".")
    expr: Expr = Name(first)
    for part in rest:
        expr = Attribute(expr, part)
    return expr
