"""The URL of a request, as far as the code states it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from greenlint.catalog.specs import CallSpec
from greenlint.facts.model import Attribute, CallRef, Const, Expr, Name, Operation, Text
from greenlint.project.scoping import tail
from greenlint.project.values import CallKey, Lib, Thunk
from greenlint.project.view import At, FileView

if TYPE_CHECKING:
    from greenlint.project.calls import Call
    from greenlint.project.project import Project

UNSTATED = "{}"
_HOST = re.compile(r"^[a-z]+://([^/?#{]+)")


def url_expr(call: Call) -> tuple[FileView, Expr, At] | None:
    if call.spec is None:
        return None
    found = call.args.get("url")
    return (found.file, found.expr, found.at) if found.file and found.expr and found.at else None


def url_of(call: Call, spec: CallSpec) -> str:
    """The URL with `{}` for what is not known; "" when nothing is known. A client's base URL is put in front."""
    from greenlint.project.arguments import Arguments

    found = Arguments(call).at_site(call, spec.args.get("url", ()), spec.positional)
    text = pattern(call.project, found.file, found.expr, found.at) if found.file and found.expr and found.at else ""
    if "://" not in text and call.origin is not None:
        client = call.project.call(call.origin)
        for name in ("base_url", "base"):
            base = client.arg(name) or (client.arg(None, 0) if client.path.startswith("aiohttp") else None)
            if base is not None:
                return pattern(call.project, client.file, base, client.at).rstrip("/") + "/" + text.lstrip("/")
    return text


def pattern(project: Project, file: FileView, expr: Expr, at: At, depth: int = 0) -> str:
    """Text of an expression with `{}` where it varies."""
    if depth > 6:
        return "{}"
    match expr:
        case Const(value=str(text)):
            return text
        case Text(parts=parts):
            return "".join(pattern(project, file, part, at, depth + 1) for part in parts)
        case Operation(op="+", operands=(left, right)):
            return pattern(project, file, left, at, depth + 1) + pattern(project, file, right, at, depth + 1)
        case Operation(op="%", operands=(left, _)):
            return re.sub(r"%\(?\w*\)?[sdrf]", "{}", pattern(project, file, left, at, depth + 1))
        case CallRef(id=index):
            func = file.facts.calls[index].func
            if isinstance(func, Attribute) and func.name == "format":
                return re.sub(r"\{[^{}]*\}", "{}", pattern(project, file, func.base, at, depth + 1))
            args = [arg.value for arg in file.facts.calls[index].args]
            if tail(func) == "urljoin" and len(args) == 2:
                base, path = (pattern(project, file, arg, at, depth + 1) for arg in args)
                return path if "://" in path else f"{base.rstrip('/')}/{path.lstrip('/')}"
            fallback = _fallback(project, CallKey(file, index), depth)
            if fallback:
                return fallback
    texts = []
    for value in project.resolver.resolve(file, expr, at):
        if isinstance(value, Thunk) and isinstance(value.expr, (Const, Text, Operation)) and value.expr is not expr:
            texts.append(pattern(project, value.file, value.expr, value.at, depth + 1))
        elif isinstance(value, Lib) and value.origin is not None:
            texts.append(_fallback(project, value.origin, depth))
    return next((text for text in texts if text and text != "{}"), "{}")


def _fallback(project: Project, key: CallKey, depth: int) -> str:
    """`os.getenv("API", "https://example.org")`, `settings.get("host", ...)`: the address where nobody set another."""
    site = key.file.facts.calls[key.index]
    func = site.func
    name = func.name if isinstance(func, Attribute) else func.id if isinstance(func, Name) else ""
    if name not in ("get", "getenv") or len(site.args) != 2 or any(arg.name for arg in site.args):
        return ""
    text = pattern(project, key.file, site.args[1].value, key.file.at_call(key.index), depth + 1)
    return text if text.startswith(("http://", "https://")) else ""


def place_of(url: str) -> tuple[str, str]:
    """Host (with its port) and path of a URL pattern; UNSTATED where the code leaves the host open; "" for neither."""
    if "://" in url:
        parts = urlsplit(url)
        return (UNSTATED if parts.netloc.startswith("{}") else parts.netloc), parts.path
    return (UNSTATED, url[len("{}") :]) if url.startswith("{}/") else ("", "")


def host_of(url: str) -> str:
    """`api.example.org` of a URL pattern; "" when the host is not stated."""
    found = _HOST.match(url)
    return found.group(1) if found and "{" not in found.group(1) else ""
