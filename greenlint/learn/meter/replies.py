"""What a model answers: by the rules of the world, cut where the request says, with the prompt cache counted."""

from __future__ import annotations

import hashlib
import json
import re
from fnmatch import fnmatchcase
from typing import Any

import msgspec

from greenlint.learn.meter.spec import Answer, Turn
from greenlint.learn.meter.tokens import CHARACTERS_PER_TOKEN, canonical, cut, tokens
from greenlint.learn.meter.world import World

REASONING_TOKENS = {"none": 0, "minimal": 16, "low": 64, "medium": 256, "high": 1024, "xhigh": 2048, "max": 4096}
# lab values: each step four times the one before, as the spread between efforts in published logs


class Message(msgspec.Struct, frozen=True):
    role: str
    text: str


class Asked(msgspec.Struct, kw_only=True):
    """A request to a language model, whatever wire format it came in."""

    model: str
    messages: list[Message]
    limit: int | None = None  # lab tokens
    candidates: int = 1
    stop: tuple[str, ...] = ()
    schema: dict[str, Any] | None = None
    bound: bool = False  # a schema or JSON mode was asked for
    tools: str = ""  # canonical JSON of the tools: part of the prompt
    effort: str | None = None
    cached_upto: int | None = None  # Anthropic: characters of the prompt up to the last cache mark; None: automatic

    @property
    def prompt(self) -> str:
        return "\n".join([self.tools] * bool(self.tools) + [message.text for message in self.messages])


class Candidate(msgspec.Struct, frozen=True):
    text: str
    finish: str  # stop | length | tool
    tool: str | None = None
    arguments: dict[str, Any] = {}


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    candidates: list[Candidate]
    tokens_in: int
    tokens_cached: int
    tokens_written: int  # to the prompt cache
    tokens_out: int
    tokens_reasoning: int


def answer(world: World, asked: Asked) -> Answered:
    """All candidates, with their lab tokens. Counts use of rules and of the prompt cache."""
    rule = _rule(world, asked)
    found = [_candidate(world, asked, rule, index) for index in range(asked.candidates)]
    reasoning = REASONING_TOKENS.get(asked.effort or "none", 0)
    read, written = _prompt_cache(world, asked)
    for candidate in found:
        world.serve(asked.prompt, candidate.text)
    return Answered(
        candidates=found,
        tokens_in=tokens(asked.prompt),
        tokens_cached=read,
        tokens_written=written,
        tokens_out=sum(_size(candidate) for candidate in found) + reasoning,
        tokens_reasoning=reasoning,
    )


def _size(candidate: Candidate) -> int:
    return tokens(candidate.text if candidate.tool is None else candidate.tool + canonical(candidate.arguments))


def _rule(world: World, asked: Asked) -> Answer | None:
    last = asked.messages[-1].text if asked.messages else ""
    for rule in [*world.scripted, *world.spec.models.answers]:
        used = world.used.get(id(rule), 0)
        if (
            fnmatchcase(asked.model, rule.model)
            and rule.format in ("any", "json" if asked.bound else "none")
            and (rule.times is None or used < rule.times)
            and re.search(rule.match or "", last if rule.where == "last" else asked.prompt, re.IGNORECASE | re.DOTALL)
        ):
            world.used[id(rule)] = used + 1
            return rule
    return None


def _candidate(world: World, asked: Asked, rule: Answer | None, index: int) -> Candidate:
    facts = (asked.model, asked.prompt, index)
    turn = _turn(world, asked, rule, facts)
    if turn.tool is not None:
        return Candidate("", "tool", turn.tool, turn.arguments)
    text = world.secret.fill(turn.text or "", *facts)
    for mark in asked.stop:
        text = text.split(mark, 1)[0] if mark else text
    text, was_cut = cut(text, asked.limit)
    return Candidate(text, "length" if was_cut else "stop")


def _turn(world: World, asked: Asked, rule: Answer | None, facts: tuple[Any, ...]) -> Turn:
    if rule is None:
        if asked.bound:
            return Turn(text=json.dumps(invent(world, asked.schema or {"type": "object"}, facts)))
        return Turn(text=f"{{tag}} {{words:{max(world.spec.models.words - 1, 1)}}}.")
    if rule.turns:
        earlier = sum(message.role == "assistant" for message in asked.messages)
        return rule.turns[min(earlier, len(rule.turns) - 1)]
    if rule.attempts:
        return Turn(text=rule.attempts[min(world.used[id(rule)] - 1, len(rule.attempts) - 1)])
    if rule.choose:
        return Turn(text=rule.choose[world.secret.pick(len(rule.choose), *facts)])
    return Turn(text=rule.text if rule.text is not None else "{tag}")


def invent(world: World, schema: dict[str, Any], facts: tuple[Any, ...]) -> Any:
    """A value of the JSON schema; its words are secret ones."""
    if "enum" in schema:
        return schema["enum"][world.secret.pick(len(schema["enum"]), *facts)]
    kind = schema.get("type", "object" if "properties" in schema else "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        return {name: invent(world, inner, (*facts, name)) for name, inner in schema.get("properties", {}).items()}
    if kind == "array":
        return [invent(world, schema.get("items", {}), (*facts, place)) for place in range(schema.get("minItems", 2))]
    if kind in ("integer", "number"):
        return 10 + world.secret.pick(90, *facts)
    if kind == "boolean":
        return bool(world.secret.pick(2, *facts))
    return world.secret.tag(*facts)


def _prompt_cache(world: World, asked: Asked) -> tuple[int, int]:
    """Tokens read from and written to the prompt cache. Automatic: in blocks of 128 tokens; marked: up to the mark."""
    prompt, spec = asked.prompt, world.spec.models
    if asked.cached_upto is not None:
        ends = [asked.cached_upto] if tokens(prompt[: asked.cached_upto]) >= spec.cache_minimum else []
    else:
        block = 128 * CHARACTERS_PER_TOKEN
        ends = [end for end in range(block, len(prompt) + 1, block) if tokens(prompt[:end]) >= spec.cache_minimum]
    read = 0
    for end in reversed(ends):
        if world.prefixes.get(_prefix(asked.model, prompt[:end]), -1e18) + spec.cache_seconds >= world.clock:
            read = tokens(prompt[:end])
            break
    for end in ends:
        world.prefixes[_prefix(asked.model, prompt[:end])] = world.clock
    longest = tokens(prompt[: ends[-1]]) if ends else 0
    return read, longest - read if asked.cached_upto is not None else 0


def _prefix(model: str, text: str) -> str:
    return hashlib.sha256(f"{model}\0{text}".encode()).hexdigest()
