"""Small JSON web APIs over tables: ETag, pages, bulk ids, chosen fields, filters, jobs, a request rate."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from greenlint.learn.meter.call import Call, Handler, RefusedError, Reply, as_json
from greenlint.learn.meter.spec import Route, Service
from greenlint.learn.meter.world import World


def handler(name: str, service: Service, route: Route) -> Handler:
    """The handler of one route of one service."""

    def answer(call: Call) -> Reply:
        _rate(call.world, name, service)
        _crowd(call, service)
        _refuse_unknown(call, route)
        return _create(call, route) if route.method == "POST" else _read(call, route)

    return answer


def _rate(world: World, name: str, service: Service) -> None:
    if service.rate is None:
        return
    recent = [moment for moment in world.windows.get(name, []) if moment > world.clock - 1]
    world.windows[name] = recent
    if len(recent) >= service.rate:
        raise RefusedError(429, "Too many requests; see Retry-After.")
    recent.append(world.clock)


def _crowd(call: Call, service: Service) -> None:
    if service.at_once is not None and call.row.in_flight > service.at_once:
        raise RefusedError(429, f"More than {service.at_once} requests at once; see Retry-After.")


def _refuse_unknown(call: Call, route: Route) -> None:
    known = {*route.filters, *(["fields"] * route.fields), *(["ids"] * bool(route.ids))}
    known |= {"page", "per_page"} if route.page else set()
    odd = sorted(set(call.query) - known)
    if odd:
        raise RefusedError(
            400, f"Unknown query parameter '{odd[0]}'; this route knows: {', '.join(sorted(known)) or 'none'}."
        )


def _create(call: Call, route: Route) -> Reply:
    table = call.world.tables.setdefault(route.table, {})
    name = f"{route.table}-{call.row.number}"
    table[name] = {"id": name, **call.data(), "_created": call.world.clock}
    call.world.versions[route.table] = call.world.versions.get(route.table, 0) + 1
    return as_json(_shown(call, route, table[name]), 201)


def _read(call: Call, route: Route) -> Reply:
    table = call.world.tables.get(route.table, {})
    key = next(iter(call.path.values()), None)
    if key is not None:
        if key not in table:
            raise RefusedError(404, f"No '{key}' here.")
        call.world.serve(key, json.dumps(table[key], sort_keys=True))
        return _tagged(call, route, _chosen(call, _shown(call, route, table[key])))
    rows = [_chosen(call, _shown(call, route, row)) for row in _rows(call, route, table)]
    call.row.items = len(rows)
    if route.page:
        return _tagged(call, route, _page(call, route, rows))
    return _tagged(call, route, rows)


def _rows(call: Call, route: Route, table: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    rows = list(table.values())
    if route.ids and "ids" in call.query:
        wanted = [name for name in call.query["ids"].split(",") if name]
        if len(wanted) > route.ids:
            raise RefusedError(400, f"{len(wanted)} ids; at most {route.ids} in one request.")
        rows = [table[name] for name in wanted if name in table]
    for name in route.filters:
        if name in call.query:
            rows = [row for row in rows if str(row.get(name)) == call.query[name]]
    return rows


def _shown(call: Call, route: Route, row: dict[str, Any]) -> dict[str, Any]:
    shown = {name: value for name, value in row.items() if not name.startswith("_")}
    if route.job is not None and "_created" in row:
        done = call.world.clock - row["_created"] >= route.job
        shown["status"] = ("failed" if row.get("broken") else "done") if done else "running"
    return shown


def _chosen(call: Call, row: dict[str, Any]) -> dict[str, Any]:
    if "fields" not in call.query:
        return row
    wanted = call.query["fields"].split(",")
    return {name: value for name, value in row.items() if name in wanted or name == "id"}


def _page(call: Call, route: Route, rows: list[dict[str, Any]]) -> dict[str, Any]:
    size, number = route.page or 1, 1
    try:
        number = int(call.query.get("page", 1))
        size = min(int(call.query.get("per_page", size)), size)
    except ValueError:
        raise RefusedError(400, "page and per_page are numbers.") from None
    start = (number - 1) * size
    more = start + size < len(rows)
    return {
        "items": rows[start : start + size],
        "page": number,
        "next": number + 1 if more else None,
        "total": len(rows),
    }


def _tagged(call: Call, route: Route, data: Any) -> Reply:
    reply = as_json(data)
    if route.max_age is not None:
        reply.headers["cache-control"] = f"max-age={route.max_age}"
    if route.etag:
        tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
        reply.headers["etag"] = tag
        asked = [one.strip().removeprefix("W/") for one in call.headers.get("if-none-match", "").split(",")]
        if tag in asked or "*" in asked:
            return Reply(
                status=304, headers={name: value for name, value in reply.headers.items() if name != "content-type"}
            )
    return reply
