"""OpenAI responses: text or message input, server-side history, streaming, function calls, structured output."""

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


def _asked(world: World, data: dict[str, Any]) -> Asked:
    need(data, "model", "input")
    messages: list[Message] = []
    if earlier := data.get("previous_response_id"):
        if earlier not in world.jobs:
            raise RefusedError(404, f"Previous response with id '{earlier}' not found.")
        messages += world.jobs[earlier]["messages"]
    if data.get("instructions"):
        messages.append(Message("system", str(data["instructions"])))
    given = data["input"]
    if isinstance(given, str):
        messages.append(Message("user", given))
    else:
        messages += [Message(str(item.get("role", "assistant")), text_of(item)) for item in given]
    form = (data.get("text") or {}).get("format") or {}
    limit = data.get("max_output_tokens")
    return Asked(
        model=str(data["model"]),
        messages=messages,
        limit=None if limit is None else int(limit),
        schema=form.get("schema"),
        bound=form.get("type") in ("json_schema", "json_object"),
        tools=canonical(data["tools"]) if data.get("tools") else "",
        effort=(data.get("reasoning") or {}).get("effort"),
    )


def complete(world: World, row: Row, data: dict[str, Any]) -> dict[str, Any]:
    """The JSON answer to one request; also what a batch runs."""
    asked = _asked(world, data)
    answered = answer(world, asked)
    note(row, world, asked, answered)
    name = f"resp_{row.number}"
    first = answered.candidates[0]
    world.jobs[name] = {"messages": [*asked.messages, Message("assistant", first.text)]}
    cut = first.finish == "length"
    return {
        "id": name,
        "object": "response",
        "created_at": int(world.clock),
        "status": "incomplete" if cut else "completed",
        "incomplete_details": {"reason": "max_output_tokens"} if cut else None,
        "error": None,
        "instructions": data.get("instructions"),
        "max_output_tokens": asked.limit,
        "metadata": data.get("metadata") or {},
        "model": asked.model,
        "output": [_item(answered, row)],
        "parallel_tool_calls": True,
        "previous_response_id": data.get("previous_response_id"),
        "temperature": data.get("temperature", 1.0),
        "tool_choice": data.get("tool_choice", "auto"),
        "tools": data.get("tools") or [],
        "top_p": 1.0,
        "usage": _usage(answered),
    }


def _item(answered: Answered, row: Row) -> dict[str, Any]:
    first = answered.candidates[0]
    if first.tool is not None:
        arguments = json.dumps(first.arguments)
        call = {
            "type": "function_call",
            "id": f"fc_{row.number}",
            "call_id": f"call_{row.number}",
            "status": "completed",
        }
        return {**call, "name": first.tool, "arguments": arguments}
    status = "incomplete" if first.finish == "length" else "completed"
    content = [{"type": "output_text", "text": first.text, "annotations": [], "logprobs": []}]
    return {"type": "message", "id": f"msg_{row.number}", "role": "assistant", "status": status, "content": content}


def _usage(answered: Answered) -> dict[str, Any]:
    return {
        "input_tokens": answered.tokens_in,
        "input_tokens_details": {"cached_tokens": answered.tokens_cached, "cache_write_tokens": 0},
        "output_tokens": answered.tokens_out,
        "output_tokens_details": {"reasoning_tokens": answered.tokens_reasoning},
        "total_tokens": answered.tokens_in + answered.tokens_out,
    }


def responses(call: Call) -> Reply:
    data = call.data()
    whole = complete(call.world, call.row, data)
    if not data.get("stream"):
        return as_json(whole)
    return Reply(stream=_events(whole), headers={"content-type": "text/event-stream"})


def _events(whole: dict[str, Any]) -> Iterator[bytes]:
    numbers = iter(range(10**6))

    def event(kind: str, **facts: Any) -> bytes:
        data = json.dumps({"type": kind, "sequence_number": next(numbers), **facts})
        return f"event: {kind}\ndata: {data}\n\n".encode()

    item = whole["output"][0]
    place: dict[str, Any] = {"item_id": item["id"], "output_index": 0}
    yield event("response.created", response={**whole, "status": "in_progress", "output": [], "usage": None})
    yield event("response.output_item.added", output_index=0, item={**item, "content": []})
    if item["type"] == "message":
        text = item["content"][0]["text"]
        empty = {"type": "output_text", "text": "", "annotations": [], "logprobs": []}
        yield event("response.content_part.added", content_index=0, part=empty, **place)
        for piece in pieces(text):
            yield event("response.output_text.delta", content_index=0, delta=piece, logprobs=[], **place)
        yield event("response.output_text.done", content_index=0, text=text, logprobs=[], **place)
        yield event("response.content_part.done", content_index=0, part=item["content"][0], **place)
    yield event("response.output_item.done", output_index=0, item=item)
    yield event("response." + whole["status"], response=whole)


ENDPOINTS: list[Endpoint] = [("POST", "/v1/responses", "chat", responses)]
