"""OpenAI chat completions: whole or streamed, several candidates, tools, structured output."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from greenlint.learn.meter.call import Call, Endpoint, RefusedError, Reply, as_json, need, text_of
from greenlint.learn.meter.ledger import Row
from greenlint.learn.meter.replies import Answered, Asked, Candidate, Message, answer
from greenlint.learn.meter.tokens import canonical
from greenlint.learn.meter.world import World

_FINISH = {"stop": "stop", "length": "length", "tool": "tool_calls"}


def asked_of(data: dict[str, Any]) -> Asked:
    """The request in our words. Raises RefusedError."""
    need(data, "model", "messages")
    if not isinstance(data["messages"], list) or not data["messages"]:
        raise RefusedError(400, "'messages' must be a list with at least one message.")
    form = data.get("response_format") or {}
    stop = data.get("stop") or ()
    limit = data.get("max_completion_tokens", data.get("max_tokens"))
    return Asked(
        model=str(data["model"]),
        messages=[_message(message) for message in data["messages"]],
        limit=None if limit is None else int(limit),
        candidates=int(data.get("n") or 1),
        stop=(stop,) if isinstance(stop, str) else tuple(stop),
        schema=(form.get("json_schema") or {}).get("schema"),
        bound=form.get("type") in ("json_schema", "json_object"),
        tools=canonical(data["tools"]) if data.get("tools") else "",
        effort=data.get("reasoning_effort"),
    )


def _message(message: dict[str, Any]) -> Message:
    text = text_of(message.get("content"))
    calls = message.get("tool_calls")
    return Message(str(message.get("role", "user")), text + (canonical(calls) if calls else ""))


def note(row: Row, world: World, asked: Asked, answered: Answered) -> None:
    """What the ledger keeps of a model's answer."""
    row.model, row.weight = asked.model, world.weight(asked.model)
    row.tokens_in, row.tokens_out = answered.tokens_in, answered.tokens_out
    row.tokens_cached, row.candidates = answered.tokens_cached, asked.candidates
    row.limited = asked.limit is not None
    row.about = asked.messages[-1].text[-80:] if asked.messages else ""


def usage(answered: Answered) -> dict[str, Any]:
    return {
        "prompt_tokens": answered.tokens_in,
        "completion_tokens": answered.tokens_out,
        "total_tokens": answered.tokens_in + answered.tokens_out,
        "prompt_tokens_details": {"cached_tokens": answered.tokens_cached},
        "completion_tokens_details": {"reasoning_tokens": answered.tokens_reasoning},
    }


def complete(world: World, row: Row, data: dict[str, Any]) -> dict[str, Any]:
    """The JSON answer to one request; also what a batch runs."""
    asked = asked_of(data)
    answered = answer(world, asked)
    note(row, world, asked, answered)
    head = _head(world, asked, row, "chat.completion")
    choices = [
        {
            "index": place,
            "message": _spoken(candidate, row, place),
            "finish_reason": _FINISH[candidate.finish],
            "logprobs": None,
        }
        for place, candidate in enumerate(answered.candidates)
    ]
    return {**head, "choices": choices, "usage": usage(answered)}


def _head(world: World, asked: Asked, row: Row, kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{row.number}", "object": kind, "created": int(world.clock), "model": asked.model}


def _spoken(candidate: Candidate, row: Row, place: int) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": candidate.text, "refusal": None}
    if candidate.tool is not None:
        message["content"] = None
        message["tool_calls"] = [_tool_call(candidate, row, place)]
    return message


def _tool_call(candidate: Candidate, row: Row, place: int) -> dict[str, Any]:
    function = {"name": candidate.tool, "arguments": json.dumps(candidate.arguments)}
    return {"id": f"call_{row.number}_{place}", "type": "function", "function": function}


def chat(call: Call) -> Reply:
    data = call.data()
    if not data.get("stream"):
        return as_json(complete(call.world, call.row, data))
    asked = asked_of(data)
    answered = answer(call.world, asked)
    note(call.row, call.world, asked, answered)
    head = _head(call.world, asked, call.row, "chat.completion.chunk")
    wants_usage = bool((data.get("stream_options") or {}).get("include_usage"))
    return Reply(stream=_events(head, answered, call.row, wants_usage), headers={"content-type": "text/event-stream"})


def _events(head: dict[str, Any], answered: Answered, row: Row, wants_usage: bool) -> Iterator[bytes]:
    def event(choices: list[dict[str, Any]], **more: Any) -> bytes:
        return f"data: {json.dumps({**head, 'choices': choices, **more})}\n\n".encode()

    for place, candidate in enumerate(answered.candidates):
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        if candidate.tool is not None:
            deltas.append({"tool_calls": [{"index": 0, **_tool_call(candidate, row, place)}]})
        deltas += [{"content": piece} for piece in pieces(candidate.text)]
        for delta in deltas:
            yield event([{"index": place, "delta": delta, "finish_reason": None}])
        yield event([{"index": place, "delta": {}, "finish_reason": _FINISH[candidate.finish]}])
    if wants_usage:
        yield event([], usage=usage(answered))
    yield b"data: [DONE]\n\n"


def pieces(text: str) -> list[str]:
    """A text as a stream brings it: a few words at a time."""
    words = text.split(" ")
    return (
        [" ".join(words[i : i + 4]) + (" " if i + 4 < len(words) else "") for i in range(0, len(words), 4)]
        if text
        else []
    )


ENDPOINTS: list[Endpoint] = [("POST", "/v1/chat/completions", "chat", chat)]
