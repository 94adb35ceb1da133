"""Shared by the rules that read prompts: the text of a prompt in order, with what is not constant left as code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from greenlint.facts.model import (
    Attribute,
    CallRef,
    Collection,
    Const,
    Expr,
    Item,
    Mapping,
    Name,
    Operation,
    Text,
)  # fmt: skip
from greenlint.project import Call, Project
from greenlint.project.values import Fn, Lib, Thunk
from greenlint.project.view import At, FileView

ROLES = ("system", "history", "prompt", "input")  # in the order in which a model reads them
_CONTENT = ("content", "text", "parts", "input", "instructions")
_SAME_TEXT = {"strip", "lstrip", "rstrip", "dedent", "cleandoc", "lower", "upper", "copy"}
_DEPTH = 12
_FIELD = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True)
class Piece:
    """A stretch of a prompt: constant text, or (text None) an expression whose value the code does not state."""

    text: str | None
    file: FileView
    expr: Expr
    at: At


def pieces(call: Call, roles: tuple[str, ...] = ROLES) -> list[Piece]:
    """All that the model reads at a call, in order."""
    found: list[Piece] = []
    for role in roles:
        given = call.args.get(role)  # type: ignore[arg-type]
        if given.expr is not None and given.file is not None and given.at is not None:
            found += flat(call.project, given.file, given.expr, given.at)
    return found


def flat(project: Project, file: FileView, expr: Expr, at: At, depth: int = 0) -> list[Piece]:
    """An expression (text, message, list of messages) as pieces in reading order."""
    opaque = [Piece(None, file, expr, at)]
    if depth > _DEPTH:
        return opaque
    match expr:
        case Const(value=None):
            return []
        case Const(value=value):
            return [Piece(str(value), file, expr, at)]
        case Text(parts=parts) | Collection(items=parts):
            return [piece for part in parts for piece in flat(project, file, part, at, depth + 1)]
        case Operation(op="+" | "star", operands=parts):
            return [piece for part in parts for piece in flat(project, file, part, at, depth + 1)]
        case Operation(op="%", operands=(left, right)):
            return [*flat(project, file, left, at, depth + 1), *flat(project, file, right, at, depth + 1)]
        case Operation(op="*", operands=(left, Const(value=int(count)))) if count > 0:
            once = flat(project, file, left, at, depth + 1)
            return [
                Piece(p.text * min(count, 20_000) if p.text is not None else None, p.file, p.expr, p.at) for p in once
            ]
        case Mapping(items=items):
            kept = [item for key, item in items if isinstance(key, Const) and key.value in _CONTENT]
            if not kept:
                return opaque
            return [piece for item in kept for piece in flat(project, file, item, at, depth + 1)]
        case CallRef(id=index):
            return _called(project, file, index, at, depth) or opaque
        case Name() | Attribute() | Item():
            return _named(project, file, expr, at, depth) or opaque
    return opaque


def _named(project: Project, file: FileView, expr: Expr, at: At, depth: int) -> list[Piece] | None:
    if isinstance(expr, Name) and any(param.name == expr.id for param in file.scope(at.scope).params):
        return None  # what callers pass is another prompt each time
    values = project.resolver.resolve(file, expr, at)
    if not values and isinstance(expr, Name):
        return _assigned(project, file, expr.id, at, depth)
    if len(values) != 1 or not isinstance(values[0], Thunk) or values[0].expr is expr or _grown(file, expr, at):
        return None
    value = values[0]
    return flat(project, value.file, value.expr, value.at, depth + 1)


def _assigned(project: Project, file: FileView, name: str, at: At, depth: int) -> list[Piece] | None:
    """A name bound once before, to a text that methods made: `system = TEMPLATE.format(...)`."""
    bindings = file.bindings.get((at.scope, name), [])
    if len(bindings) != 1 or bindings[0].kind != "assign" or bindings[0].order >= at.order:
        return None
    binding = bindings[0]
    if not isinstance(binding.value, CallRef) or _grown(file, Name(name), at):
        return None
    return _called(project, file, binding.value.id, At(binding.scope, binding.block, binding.order), depth + 1)


def _grown(file: FileView, expr: Expr, at: At) -> bool:
    """A list that is appended to, or a text that is added to, before it is used."""
    name = expr.id if isinstance(expr, Name) else None
    if name is None:
        return not isinstance(expr, Attribute)
    return any(
        isinstance(site.func, Attribute) and site.func.name in ("append", "extend", "insert")
        and isinstance(site.func.base, Name) and site.func.base.id == name
        for site in file.facts.calls
    ) or any(binding.kind == "augment" for binding in file.bindings.get((at.scope, name), ()))  # fmt: skip


def _called(project: Project, file: FileView, index: int, at: At, depth: int) -> list[Piece] | None:
    call = project.call_at(file, index)
    func = call.site.func
    name = func.name if isinstance(func, Attribute) else func.id if isinstance(func, Name) else ""
    if isinstance(func, Attribute) and name in ("format", "format_map"):
        return _formatted(project, call, func.base, depth)
    if isinstance(func, Attribute) and name in _SAME_TEXT and not call.plain_args:
        return flat(project, file, func.base, at, depth + 1)
    if (name in _SAME_TEXT or call.path == "builtins.str") and call.plain_args:
        return flat(project, file, call.plain_args[0].value, at, depth + 1)
    if name == "join" and isinstance(func, Attribute) and call.plain_args:
        return flat(project, file, call.plain_args[0].value, at, depth + 1)
    if call.functions:
        return _answered(project, call, depth)
    if name[:1].isupper() or name in ("from_text", "ai", "user", "system"):
        given = [
            arg.value
            for arg in call.site.args
            if arg.name in (None, "content", "text", "parts", "template") and not _is_role(arg.value)
        ]
        return [piece for value in given for piece in flat(project, file, value, at, depth + 1)] or None
    return None


def _is_role(expr: Expr) -> bool:
    return isinstance(expr, Const) and expr.value in ("user", "system", "assistant", "developer", "model", "human")


def _formatted(project: Project, call: Call, base: Expr, depth: int) -> list[Piece]:
    """`TEMPLATE.format(x=...)`: the template with its fields as open pieces."""
    found: list[Piece] = []
    for piece in flat(project, call.file, base, call.at, depth + 1):
        if piece.text is None:
            found.append(piece)
            continue
        texts = _FIELD.split(piece.text)
        fields = _FIELD.findall(piece.text)
        for place, text in enumerate(texts):
            if text:
                found.append(Piece(text, piece.file, piece.expr, piece.at))
            if place < len(fields):
                found += _field(project, call, fields[place].strip("{}"), place, depth)
    return found


def _field(project: Project, call: Call, name: str, place: int, depth: int) -> list[Piece]:
    name = re.split(r"[.\[!:]", name)[0]
    value = call.arg(name) if name and not name.isdigit() else call.arg(None, int(name) if name else place)
    if value is None:
        return [Piece(None, call.file, call.site.func, call.at)]
    return flat(project, call.file, value, call.at, depth + 1)


def _answered(project: Project, call: Call, depth: int) -> list[Piece] | None:
    """A helper of the project that returns one text."""
    if len(call.functions) != 1:
        return None
    fn: Fn = call.functions[0]
    leaves = [
        leave for leave in fn.file.exits_of.get(fn.scope, ()) if leave.kind == "return" and leave.value is not None
    ]
    if len(leaves) != 1 or leaves[0].value is None or project.function(fn).reached:
        return None
    leave = leaves[0]
    return flat(project, fn.file, leave.value, At(leave.scope, leave.block, leave.order), depth + 1)  # type: ignore[arg-type]


def static_text(found: list[Piece]) -> str | None:
    """The whole prompt where all of it is constant; None otherwise, or when there is none."""
    if not found or any(piece.text is None for piece in found):
        return None
    return "".join(piece.text or "" for piece in found)


def fixed(project: Project, piece: Piece) -> bool:
    """Constant text, or a value that the module computes once: the same at every call of one process."""
    if piece.text is not None:
        return True
    if project.is_rerun_script(piece.file):
        return False
    names = piece.file.names(piece.expr)
    if not names:
        return False
    return all(_of_module(piece.file, name, piece.at.scope) for name in names) and (
        piece.at.scope == 0 or not any(isinstance(part, CallRef) for part in piece.file.parts(piece.expr))
    )


def document(project: Project, piece: Piece) -> bool:
    """A text read from a file: longer than what one writes into code."""
    return piece.text is None and any(
        isinstance(source.site.func, Attribute) and source.site.func.name in ("read", "read_text")
        for source in sources(project, piece)
    )


def _of_module(file: FileView, name: str, scope: int) -> bool:
    """Bound once, at module level."""
    while scope > 0:
        facts = file.scope(scope)
        if (scope, name) in file.bindings or any(param.name == name for param in facts.params):
            return False
        scope = facts.parent
    bindings = file.bindings.get((0, name), ())
    return len(bindings) == 1 and bindings[0].scope == 0 and bindings[0].kind in ("assign", "import")


def sources(project: Project, piece: Piece, depth: int = 0, seen: set[int] | None = None) -> Iterator[Call]:
    """Calls whose result goes into an open piece, through names and chains of methods; no piece is opened twice."""
    seen = set() if seen is None else seen
    if depth > 6 or id(piece.expr) in seen:
        return
    seen.add(id(piece.expr))
    for part in piece.file.parts(piece.expr):
        if isinstance(part, CallRef):
            yield project.call_at(piece.file, part.id)
        elif isinstance(part, (Name, Attribute)):
            values = project.resolver.resolve(piece.file, part, piece.at)
            if not values and isinstance(part, Name) and _of_module(piece.file, part.id, piece.at.scope):
                made_by = piece.file.bindings[0, part.id][0].value
                if isinstance(made_by, CallRef):  # a method of something unknown: `(HERE / "guide.md").read_text()`
                    yield project.call_at(piece.file, made_by.id)
            for value in values:
                if isinstance(value, Lib) and value.origin is not None:
                    made = project.call(value.origin)
                    yield made
                    yield from sources(project, Piece(None, made.file, made.site.func, made.at), depth + 1, seen)
                elif isinstance(value, Thunk) and value.expr is not piece.expr and not isinstance(value.expr, Const):
                    yield from sources(project, Piece(None, value.file, value.expr, value.at), depth + 1, seen)


def is_parameter(piece: Piece) -> bool:
    """An open piece that is one parameter of its function, as it stands."""
    return isinstance(piece.expr, Name) and any(
        param.name == piece.expr.id for param in piece.file.scope(piece.at.scope).params
    )
