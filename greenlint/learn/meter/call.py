"""One request and its answer, between the server library and the fake services."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import msgspec

from greenlint.learn.meter.ledger import Row, RowKind
from greenlint.learn.meter.world import World


class RefusedError(Exception):
    """The service answers with an error in its own format."""

    def __init__(self, status: int, message: str, kind: str = "invalid_request_error") -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind


class Reply(msgspec.Struct, kw_only=True):
    """A finished body, or parts that are sent one after the other."""

    status: int = 200
    body: bytes = b""
    stream: Iterator[bytes] | None = None
    headers: dict[str, str] = {}


class Call(msgspec.Struct, kw_only=True):
    """One request, read. Handlers fill the facts of `row`."""

    world: World
    row: Row
    path: dict[str, str]
    query: dict[str, str]
    headers: dict[str, str]  # names in lower case
    body: bytes
    form: dict[str, Any]  # text fields, and files as (name, bytes)
    base: str = ""  # http://127.0.0.1:port, for links

    def data(self) -> dict[str, Any]:
        """The JSON body, or the form's fields. Raises RefusedError."""
        if self.form:
            return self.form
        try:
            data = json.loads(self.body or b"{}")
        except ValueError:
            raise RefusedError(400, "the body is not JSON") from None
        if not isinstance(data, dict):
            raise RefusedError(400, "the body must be a JSON object")
        return data


Handler: TypeAlias = Callable[[Call], Reply]
Endpoint: TypeAlias = tuple[str, str, RowKind, Handler]  # method, path, kind, handler


def as_json(data: Any, status: int = 200, **headers: str) -> Reply:
    body = json.dumps(data, ensure_ascii=False).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, body=body, headers={"content-type": "application/json"} | named)


def need(data: dict[str, Any], *names: str) -> None:
    for name in names:
        if name not in data:
            raise RefusedError(400, f"Missing required parameter: '{name}'.")


def text_of(content: Any) -> str:
    """The text of a message's content: a string, or a list of parts."""
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "\n".join(filter(None, map(text_of, content)))
    if isinstance(content, dict):
        for name in ("text", "output", "content", "arguments", "input"):
            if name in content:
                value = content[name]
                return value if isinstance(value, str) else text_of(value) or json.dumps(value, sort_keys=True)
    return ""
