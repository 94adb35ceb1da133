"""The ASGI application: every request becomes a row of the ledger, then goes to its service."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from greenlint.learn.meter import anthropic, openai_batches, openai_chat, openai_media, openai_responses, rest
from greenlint.learn.meter.call import Call, Handler, RefusedError, Reply, as_json
from greenlint.learn.meter.control import Control
from greenlint.learn.meter.ledger import Row, RowKind
from greenlint.learn.meter.world import World

OPENAI, ANTHROPIC, SERVICE, CONTROL = "/openai", "/anthropic", "/service", "/-/lab"
MOST_BYTES = 32_000_000  # of one request's body


def build(world: World, control: Control, token: str) -> Starlette:
    """The application of one check. `token` opens the control channel."""
    routes = [Route(CONTROL, _control(control, token), methods=["POST"])]
    for module in (openai_chat, openai_responses, openai_media, openai_batches):
        routes += [_route(world, OPENAI, "", *endpoint) for endpoint in module.ENDPOINTS]
    routes += [_route(world, ANTHROPIC, "", *endpoint) for endpoint in anthropic.ENDPOINTS]
    for name, service in world.spec.services.items():
        for route in service.routes:
            kind: RowKind = "status" if route.job is not None and route.method == "GET" else "http"
            answer = rest.handler(name, service, route)
            routes.append(_route(world, f"{SERVICE}/{name}", f"{name} ", route.method, route.path, kind, answer))
    return Starlette(routes=routes)


def _control(control: Control, token: str) -> Any:
    async def endpoint(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get("x-lab-token", ""), token):
            return Response(status_code=404)
        asked = await request.json()
        if asked["do"] == "busy":
            await asyncio.sleep(0.001)  # lets requests that are already on the wire come in
        return JSONResponse(control.do(asked["do"], asked["with"]))

    return endpoint


def _route(world: World, prefix: str, label: str, method: str, path: str, kind: RowKind, handler: Handler) -> Route:
    async def endpoint(request: Request) -> Response:
        return await _metered(world, request, prefix, label, kind, handler)

    return Route(prefix + path, endpoint, methods=[method])


async def _metered(
    world: World, request: Request, prefix: str, label: str, kind: RowKind, handler: Handler
) -> Response:
    world.in_flight += 1
    try:
        body = await request.body()
        row = world.new_row(_row(world, request, body, prefix, label, kind))
        if world.spec.latency:
            await asyncio.sleep(world.spec.latency)
        form = await _form(request)
        call = Call(
            world=world, row=row, path=dict(request.path_params), query=dict(request.query_params), body=body,
            form=form,
            headers=dict(request.headers), base=str(request.base_url).rstrip("/") + prefix,
        )  # fmt: skip
        reply = _answer(call, handler, prefix)
        row.status, row.bytes_in = reply.status, row.bytes_in + len(reply.body)
    finally:
        world.in_flight -= 1
    if reply.stream is not None:
        return StreamingResponse(_counted(reply, row), status_code=reply.status, headers=reply.headers)
    return Response(reply.body, status_code=reply.status, headers=reply.headers)


def _row(world: World, request: Request, body: bytes, prefix: str, label: str, kind: RowKind) -> Row:
    path = request.url.path.removeprefix(prefix)
    route = f"{label}{request.method} {path}"
    port = request.client.port if request.client else 0
    order = world.orders[port] = world.orders.get(port, -1) + 1
    digest = hashlib.sha256(b"\0".join([route.encode(), request.url.query.encode(), body])).hexdigest()[:16]
    return Row(
        number=0, test=world.test, kind=kind, route=route, connection=port, order=order, digest=digest,
        bytes_out=len(body), in_flight=world.in_flight, clock=world.clock, about=path,
    )  # fmt: skip


async def _form(request: Request) -> dict[str, Any]:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return {}
    found: dict[str, Any] = {}
    for name, value in (await request.form()).items():
        found[name] = (value.filename or "file", await value.read()) if isinstance(value, UploadFile) else value
    return found


def _answer(call: Call, handler: Handler, prefix: str) -> Reply:
    failure = call.world.failure(call.row.route, call.body.decode("utf-8", "replace"))
    try:
        if len(call.body) > MOST_BYTES:
            raise RefusedError(413, "The request is too large.")
        if failure is not None:
            return _refusal(prefix, failure.status, "The lab was told to refuse this request.", failure.retry_after)
        return handler(call)
    except RefusedError as refused:
        return _refusal(prefix, refused.status, str(refused), 1.0 if refused.status == 429 else None, refused.kind)
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # a malformed request, never a crash of the lab
        return _refusal(prefix, 400, f"The request could not be read: {error}", None)


def _refusal(prefix: str, status: int, message: str, retry_after: float | None, kind: str = "api_error") -> Reply:
    error = {"message": message, "type": kind, "param": None, "code": None}
    shown = {"type": "error", "error": {"type": kind, "message": message}} if prefix == ANTHROPIC else {"error": error}
    reply = as_json(json.loads(json.dumps(shown)), status)
    if retry_after is not None:
        reply.headers["retry-after"] = f"{retry_after:g}"
    return reply


async def _counted(reply: Reply, row: Row) -> AsyncIterator[bytes]:
    for part in reply.stream or ():
        row.bytes_in += len(part)
        yield part
        await asyncio.sleep(0)
