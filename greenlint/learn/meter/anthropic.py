"""Anthropic messages: whole or streamed, tools, prompt-cache marks with their accounting, message batches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from greenlint.learn.meter.call import Call, Endpoint, RefusedError, Reply, as_json, need, text_of
from greenlint.learn.meter.ledger import Row
from greenlint.learn.meter.openai_chat import note, pieces
from greenlint.learn.meter.replies import Answered, Asked, Message, answer
from greenlint.learn.meter.tokens import canonical
from greenlint.learn.meter.world import World

_FINISH = {"stop": "end_turn", "length": "max_tokens", "tool": "tool_use"}


def _asked(data: dict[str, Any]) -> Asked:
    need(data, "model", "max_tokens", "messages")
    tools = canonical([{k: v for k, v in tool.items() if k != "cache_control"} for tool in data.get("tools") or []])
    messages, marked = [], [tools] if data.get("tools") else []
    upto = len(tools) if any("cache_control" in tool for tool in data.get("tools") or []) else 0
    system = data.get("system") or []
    blocks: list[tuple[str, Any]] = [("system", block) for block in ([system] if isinstance(system, str) else system)]
    for message in data["messages"]:
        content = message.get("content")
        parts = [content] if isinstance(content, str) else content or []
        blocks += [(str(message.get("role")), part) for part in parts]
    for role, block in blocks:
        text = block if isinstance(block, str) else text_of(block)
        messages.append(Message(role, text))
        marked.append(text)
        if isinstance(block, dict) and "cache_control" in block:
            upto = len("\n".join(marked))
    if data.get("cache_control"):  # the whole request: up to its last block
        upto = len("\n".join(marked))
    schema = ((data.get("output_config") or {}).get("format") or {}).get("schema")
    return Asked(
        model=str(data["model"]),
        messages=messages,
        limit=int(data["max_tokens"]),
        stop=tuple(data.get("stop_sequences") or ()),
        schema=schema,
        bound=schema is not None,
        tools=tools if data.get("tools") else "",
        cached_upto=upto,
    )


def complete(world: World, row: Row, data: dict[str, Any]) -> dict[str, Any]:
    asked = _asked(data)
    answered = answer(world, asked)
    note(row, world, asked, answered)
    first = answered.candidates[0]
    content: dict[str, Any] = {"type": "text", "text": first.text}
    if first.tool is not None:
        content = {"type": "tool_use", "id": f"toolu_{row.number}", "name": first.tool, "input": first.arguments}
    head = {
        "id": f"msg_{row.number}",
        "type": "message",
        "role": "assistant",
        "model": asked.model,
        "content": [content],
    }
    return {**head, "stop_reason": _FINISH[first.finish], "stop_sequence": None, "usage": _usage(answered)}


def _usage(answered: Answered) -> dict[str, int]:
    return {
        "input_tokens": answered.tokens_in - answered.tokens_cached - answered.tokens_written,
        "cache_creation_input_tokens": answered.tokens_written,
        "cache_read_input_tokens": answered.tokens_cached,
        "output_tokens": answered.tokens_out,
    }


def messages(call: Call) -> Reply:
    data = call.data()
    whole = complete(call.world, call.row, data)
    if not data.get("stream"):
        return as_json(whole)
    return Reply(stream=_events(whole), headers={"content-type": "text/event-stream"})


def _events(whole: dict[str, Any]) -> Iterator[bytes]:
    def event(kind: str, **facts: Any) -> bytes:
        return f"event: {kind}\ndata: {json.dumps({'type': kind, **facts})}\n\n".encode()

    used = whole["usage"]
    start = {**whole, "content": [], "stop_reason": None, "usage": {**used, "output_tokens": 1}}
    yield event("message_start", message=start)
    block = whole["content"][0]
    empty = {**block, "text": ""} if block["type"] == "text" else {**block, "input": {}}
    yield event("content_block_start", index=0, content_block=empty)
    if block["type"] == "text":
        for piece in pieces(block["text"]):
            yield event("content_block_delta", index=0, delta={"type": "text_delta", "text": piece})
    else:
        delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
        yield event("content_block_delta", index=0, delta=delta)
    yield event("content_block_stop", index=0)
    ending = {"stop_reason": whole["stop_reason"], "stop_sequence": None}
    yield event("message_delta", delta=ending, usage={"output_tokens": used["output_tokens"]})
    yield event("message_stop")


def count_tokens(call: Call) -> Reply:
    data = call.data()
    asked = _asked({"max_tokens": 1, **data})
    return as_json({"input_tokens": -(-len(asked.prompt) // 4)})


def new_batch(call: Call) -> Reply:
    data = call.data()
    need(data, "requests")
    name, lines = f"msgbatch_{call.row.number}", []
    for item in data["requests"]:
        refusal = call.world.failure("batch /v1/messages", json.dumps(item))
        if refusal:
            error = {"type": "error", "error": {"type": "api_error", "message": "failed"}}
            lines.append({"custom_id": item["custom_id"], "result": {"type": "errored", "error": error}})
            continue
        row = Row(number=0, test=call.world.test, kind="chat", route="batch /v1/messages", cost_only=True)
        call.world.new_row(row)
        message = complete(call.world, row, item["params"])
        lines.append({"custom_id": item["custom_id"], "result": {"type": "succeeded", "message": message}})
    call.row.items = len(lines)
    call.world.jobs[name] = {"created": call.world.clock, "lines": lines}
    return _batch(call, name)


def batch(call: Call) -> Reply:
    return _batch(call, call.path["batch"])


def _batch(call: Call, name: str) -> Reply:
    job = _job(call, name)
    done = call.world.clock - job["created"] >= call.world.spec.models.batch_seconds
    errored = sum(line["result"]["type"] == "errored" for line in job["lines"])
    counts = {"processing": len(job["lines"]), "succeeded": 0, "errored": 0, "canceled": 0, "expired": 0}
    if done:
        counts |= {"processing": 0, "succeeded": len(job["lines"]) - errored, "errored": errored}
    day = "2030-01-01T00:00:00Z"
    shown = {"id": name, "type": "message_batch", "processing_status": "ended" if done else "in_progress"}
    times = {"created_at": day, "expires_at": day, "ended_at": day if done else None}
    times |= {"archived_at": None, "cancel_initiated_at": None}
    url = f"{call.base}/v1/messages/batches/{name}/results" if done else None
    return as_json({**shown, "request_counts": counts, **times, "results_url": url})


def results(call: Call) -> Reply:
    body = "\n".join(json.dumps(line) for line in _job(call, call.path["batch"])["lines"]).encode()
    return Reply(body=body, headers={"content-type": "application/x-jsonl"})


def _job(call: Call, name: str) -> dict[str, Any]:
    if name not in call.world.jobs:
        raise RefusedError(404, f"No batch '{name}'.", "not_found_error")
    return call.world.jobs[name]


ENDPOINTS: list[Endpoint] = [
    ("POST", "/v1/messages", "chat", messages),
    ("POST", "/v1/messages/count_tokens", "status", count_tokens),
    ("POST", "/v1/messages/batches", "batch", new_batch),
    ("GET", "/v1/messages/batches/{batch}", "status", batch),
    ("GET", "/v1/messages/batches/{batch}/results", "http", results),
]
