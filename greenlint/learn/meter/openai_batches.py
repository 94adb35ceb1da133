"""OpenAI files and batch jobs: upload lines, create, look, download."""

from __future__ import annotations

import json
from typing import Any

from greenlint.learn.meter import openai_chat, openai_responses
from greenlint.learn.meter.call import Call, Endpoint, RefusedError, Reply, as_json, need
from greenlint.learn.meter.ledger import Row

_RUN = {"/v1/chat/completions": openai_chat.complete, "/v1/responses": openai_responses.complete}


def upload(call: Call) -> Reply:
    data = call.data()
    need(data, "file", "purpose")
    name = f"file-{call.row.number}"
    call.world.files[name] = data["file"][1]
    return as_json(_file(call, name, data["file"][0], str(data["purpose"])))


def _file(call: Call, name: str, filename: str, purpose: str) -> dict[str, Any]:
    facts = {"id": name, "object": "file", "bytes": len(call.world.files[name]), "created_at": int(call.world.clock)}
    return {**facts, "filename": filename, "purpose": purpose, "status": "processed"}


def content(call: Call) -> Reply:
    name = call.path["file"]
    if name not in call.world.files:
        raise RefusedError(404, f"No such file: {name}")
    return Reply(body=call.world.files[name], headers={"content-type": "application/octet-stream"})


def create(call: Call) -> Reply:
    data = call.data()
    need(data, "input_file_id", "endpoint", "completion_window")
    if data["input_file_id"] not in call.world.files:
        raise RefusedError(400, f"No such file: {data['input_file_id']}")
    if data["endpoint"] not in _RUN:
        raise RefusedError(400, f"Batches of {data['endpoint']} are not supported.")
    lines = [json.loads(line) for line in call.world.files[data["input_file_id"]].splitlines() if line.strip()]
    name = f"batch_{call.row.number}"
    results, failed = _run(call, str(data["endpoint"]), lines)
    call.world.jobs[name] = {
        "created": call.world.clock, "input": data["input_file_id"], "endpoint": data["endpoint"],
        "window": data["completion_window"], "results": results, "failed": failed, "cancelled": False,
    }  # fmt: skip
    return _shown(call, name)


def _run(call: Call, endpoint: str, lines: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    results: list[dict[str, Any]] = []
    failed: list[dict[str, Any]] = []
    for line in lines:
        row = Row(number=0, test=call.world.test, kind="chat", route=f"batch {endpoint}", cost_only=True)
        refusal = call.world.failure(f"batch {endpoint}", json.dumps(line))
        head = {"id": f"batch_req_{len(results) + len(failed)}", "custom_id": line.get("custom_id")}
        if refusal:
            body: dict[str, Any] = {"error": {"message": "failed", "type": "server_error"}}
            failed.append(
                {**head, "response": {"status_code": refusal.status, "request_id": "", "body": body}, "error": None}
            )
            continue
        call.world.new_row(row)
        body = _RUN[endpoint](call.world, row, line.get("body") or {})
        results.append({**head, "response": {"status_code": 200, "request_id": "", "body": body}, "error": None})
    call.row.items = len(lines)
    return results, failed


def look(call: Call) -> Reply:
    return _shown(call, call.path["batch"])


def cancel(call: Call) -> Reply:
    _job(call, call.path["batch"])["cancelled"] = True
    return _shown(call, call.path["batch"])


def _job(call: Call, name: str) -> dict[str, Any]:
    if name not in call.world.jobs:
        raise RefusedError(404, f"No batch found with id '{name}'.")
    return call.world.jobs[name]


def _shown(call: Call, name: str) -> Reply:
    job = _job(call, name)
    age = call.world.clock - job["created"]
    done = age >= call.world.spec.models.batch_seconds
    status = "cancelled" if job["cancelled"] else "completed" if done else "in_progress" if age > 0 else "validating"
    shown: dict[str, Any] = {
        "id": name, "object": "batch", "endpoint": job["endpoint"], "input_file_id": job["input"], "status": status,
        "completion_window": job["window"], "created_at": int(job["created"]), "errors": None,
        "output_file_id": None, "error_file_id": None,
        "request_counts": {"total": len(job["results"]) + len(job["failed"]), "completed": 0, "failed": 0},
    }  # fmt: skip
    if status == "completed":
        shown["request_counts"] |= {"completed": len(job["results"]), "failed": len(job["failed"])}
        for kind, key in (("results", "output_file_id"), ("failed", "error_file_id")):
            if job[kind]:
                shown[key] = f"file-{name}-{kind}"
                call.world.files[shown[key]] = "\n".join(json.dumps(line) for line in job[kind]).encode()
    return as_json(shown)


def every(call: Call) -> Reply:
    found = [json.loads(_shown(call, name).body) for name in call.world.jobs if name.startswith("batch_")]
    return as_json({"object": "list", "data": found, "has_more": False})


ENDPOINTS: list[Endpoint] = [
    ("POST", "/v1/files", "http", upload),
    ("GET", "/v1/files/{file}/content", "http", content),
    ("POST", "/v1/batches", "batch", create),
    ("GET", "/v1/batches", "status", every),
    ("GET", "/v1/batches/{batch}", "status", look),
    ("POST", "/v1/batches/{batch}/cancel", "http", cancel),
]
