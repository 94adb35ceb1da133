"""Shared by the web rules: what a request asks for, of which host, over which connection."""

from __future__ import annotations

import re

from greenlint.facts.model import Const, Name, Text
from greenlint.project import Call
from greenlint.project.urls import host_of, url_of

_LOCAL = re.compile(r"^(localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal)")
_SECRET = re.compile(
    r"([?&](?:[\w-]*[_-])?(?:(?:api|access|auth)?(?:key|token)|secret|password|passwd|pwd|appid|auth|signature)=)[^&{}]+",
    re.I,
)


def is_get(call: Call) -> bool:
    """Reads and changes nothing: GET or HEAD, or a search."""
    if call.kind in ("search",):
        return True
    if call.kind != "http" or call.spec is None:
        return False
    if call.spec.method == "arg":
        method = call.args.get("method")
        return method.absent or (method.text or "").upper() in ("GET", "HEAD")
    return call.spec.method in ("get", "head", "")


def url(call: Call) -> str:
    request = call.carrier or call.spec
    return url_of(call, request) if request is not None else ""


def host(call: Call) -> str:
    """The host when the code states it, else ""."""
    return host_of(url(call))


def other_hosts(call: Call) -> bool:
    """`https://{host}/...`: another host each time, unless the name is a constant of the module."""
    if not url(call).startswith(("https://{}", "http://{}")):
        return False
    file, expr = call.file, call.args.get("url").expr
    bound = [b.value for b in file.facts.bindings if isinstance(expr, Name) and b.name == expr.id]
    text = next((value for value in (expr, *bound) if isinstance(value, Text)), None)
    first = next((part for part in text.parts if not isinstance(part, Const)), None) if text else None
    if not isinstance(first, Name):
        return True
    scopes = [b.scope for b in file.facts.bindings if b.name == first.id]
    return scopes != [0] or call.site.scope == 0


def is_local(call: Call) -> bool:
    return bool(_LOCAL.match(host(call)))


def shown_url(call: Call) -> str:
    """The URL for a message: stated parts, or the expression as written. A key that stands in it is not told on."""
    found = _SECRET.sub(r"\1…", url(call))
    if found.strip("{}/"):
        return found if len(found) <= 70 else f"{found[:69]}…"
    given = call.args.get("url")
    return call.show(given.expr) if given.expr is not None else call.text


def own_connection(call: Call) -> bool:
    """A module-level function (`requests.get`) that opens and closes a connection of its own, also to a model host."""
    request = call.carrier or call.spec
    plain = request is not None and request.kind == "http" and call.origin is None and "()" not in call.path
    return plain and "reader" not in call.marks
