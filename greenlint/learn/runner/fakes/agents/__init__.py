"""Stand-in for the OpenAI Agents SDK: an agent whose every turn is a real request to the meter."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from openai import OpenAI

__version__ = "1.0.0+lab"
DEFAULT_MAX_TURNS = 10


class MaxTurnsExceeded(Exception):  # noqa: N818 (the SDK's name)
    """The agent had no answer within its turns."""


def function_tool(function: Callable[..., Any]) -> Callable[..., Any]:
    function.tool_name = function.__name__  # type: ignore[attr-defined]
    return function


class Agent:
    def __init__(
        self,
        name: str,
        instructions: str = "",
        tools: list[Callable[..., Any]] | None = None,
        model: str = "gpt-5-mini",
    ) -> None:
        self.name, self.instructions, self.tools, self.model = name, instructions, list(tools or []), model


class Runner:
    @staticmethod
    def run_sync(agent: Agent, input: str, max_turns: int | None = DEFAULT_MAX_TURNS, **_options: object) -> Any:  # noqa: A002
        """Asks, runs the tools, asks again, until there is an answer. Raises MaxTurnsExceeded."""
        tools = {tool.__name__: tool for tool in agent.tools}
        messages: list[Any] = [{"role": "system", "content": agent.instructions}, {"role": "user", "content": input}]
        turn = 0
        with OpenAI(max_retries=0) as client:
            while max_turns is None or turn < max_turns:
                turn += 1
                reply = (
                    client.chat.completions.create(
                        model=agent.model,
                        messages=messages,
                        tools=[_described(tool) for tool in agent.tools] or None,  # type: ignore[arg-type]
                    )
                    .choices[0]
                    .message
                )
                if not reply.tool_calls:
                    return SimpleNamespace(final_output=reply.content, turns=turn)
                messages.append(reply.model_dump(exclude_none=True))
                for call in reply.tool_calls:
                    result = tools[call.function.name](**json.loads(call.function.arguments))
                    messages.append({"role": "tool", "tool_call_id": call.id, "content": str(result)})
        raise MaxTurnsExceeded(f"Max turns ({max_turns}) exceeded")


def _described(tool: Callable[..., Any]) -> dict[str, Any]:
    names = list(inspect.signature(tool).parameters)
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in names}, "required": names}
    return {
        "type": "function",
        "function": {"name": tool.__name__, "description": tool.__doc__ or "", "parameters": schema},
    }
