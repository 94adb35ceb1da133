"""Expressions as short code text, for messages."""

from __future__ import annotations

from greenlint.facts.model import (
    Attribute,
    CallRef,
    CallSite,
    Collection,
    Comprehension,
    Const,
    Expr,
    Item,
    LambdaRef,
    Mapping,
    Name,
    Operation,
    Part,
    Text,
)
from greenlint.project.view import FileView

_LONG = 60


def render(file: FileView, expr: Expr | None, depth: int = 0) -> str:
    """Code text of at most about 60 characters; what does not fit becomes an ellipsis."""
    text = _render(file, expr, depth)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


def _render(file: FileView, expr: Expr | None, depth: int) -> str:
    if depth > 5:
        return "…"
    match expr:
        case Name(id=name):
            return name
        case Const(value=str(text)):
            return repr(text if len(text) <= 30 else f"{text[:29]}…")
        case Const(value=value):
            return repr(value)
        case Attribute(base=base, name=name):
            return f"{_render(file, base, depth + 1)}.{name}"
        case Item(base=base, index=index):
            return f"{_render(file, base, depth + 1)}[{_render(file, index, depth + 1)}]"
        case CallRef(id=index):
            call = file.facts.calls[index]
            args = ", ".join(
                f"{arg.name}=…" if arg.name and not arg.name.startswith("*") else _render(file, arg.value, depth + 2)
                for arg in call.args[:2]
            )
            more = ", …" if len(call.args) > 2 else ""
            return f"{_render(file, call.func, depth + 1)}({args}{more})"
        case Text(parts=parts):
            inner = "".join(
                part.value if isinstance(part, Const) and isinstance(part.value, str)
                else f"{{{_render(file, part, depth + 1)}}}"
                for part in parts
            )  # fmt: skip
            return f'f"{inner if len(inner) <= 40 else inner[:39] + "…"}"'
        case Collection(kind=kind, items=items):
            inner = ", ".join(_render(file, item, depth + 1) for item in items[:3]) + (", …" if len(items) > 3 else "")
            return {"list": f"[{inner}]", "set": f"{{{inner}}}", "tuple": f"({inner})"}[kind]
        case Mapping():
            return "{…}"
        case Operation(op="slice", operands=(low, high, _)):
            return f"{_blank(file, low, depth)}:{_blank(file, high, depth)}"
        case Operation(op="if", operands=(body, test, orelse)):
            then, other = _render(file, body, depth + 1), _render(file, orelse, depth + 1)
            return f"{then} if {_render(file, test, depth + 1)} else {other}"
        case Operation(op="star", operands=(inner,)):
            return f"*{_render(file, inner, depth + 1)}"
        case Operation(op=op, operands=(single,)):
            return f"{op}{' ' if op.isalpha() else ''}{_render(file, single, depth + 1)}"
        case Operation(op=op, operands=operands):
            return f" {op} ".join(_render(file, part, depth + 1) for part in operands)
        case Comprehension(element=element, block=block, kind=kind):
            found = file.block(block)
            over = f"{', '.join(found.targets)} in {_render(file, found.test, depth + 1)}"
            inner = f"{_render(file, element, depth + 1)} for {over}"
            return {"list": f"[{inner}]", "set": f"{{{inner}}}", "dict": f"{{{inner}}}", "generator": f"({inner})"}[
                kind
            ]
        case LambdaRef():
            return "lambda"
        case Part(base=base):
            return _render(file, base, depth + 1)
    return "…"


def _blank(file: FileView, expr: Expr, depth: int) -> str:
    text = _render(file, expr, depth + 1)
    return "" if text in ("…", "None") else text


def render_callee(file: FileView, call: CallSite) -> str:
    """`client.chat.completions.create`, with `()` for calls in between."""
    return _callee(file, call.func)


def _callee(file: FileView, expr: Expr) -> str:
    match expr:
        case Attribute(base=base, name=name):
            inner = _callee(file, base)
            return f"{inner}.{name}" if inner else name
        case CallRef(id=index):
            return f"{_callee(file, file.facts.calls[index].func)}()"
    return render(file, expr)
