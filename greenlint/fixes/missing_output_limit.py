"""A call that sets no limit gets the one that the catalogue names for its API, with the value of the card.

Only where it can be seen that the argument is not there: no `**params`, no other word for a limit. Not where the model
reasons at length (that counts in the limit) or has little room for prompt and answer together, where the limit is for
many turns at once, or in a module that decides by how an answer ended. Where an API takes the limit in a config: one
that is written in place, or a new dictionary.
"""

from __future__ import annotations

import ast
import re

from greenlint.cards import find_card
from greenlint.finding import Finding
from greenlint.fixes.arguments import AddArgument, AddEntry
from greenlint.fixes.code import Code
from greenlint.fixes.keywords import call_named, keyword, literal

_REASONS = ("default", "high-default", "constructor")
_OTHER_WORDS = re.compile(r"max.*tokens|max_length|num_predict|reasoning|thinking", re.I)
_REASONS_AT_LENGTH = re.compile(r"^(openai/)?o\d|magistral|reason|think|-r1\b", re.I)
_LITTLE_ROOM = re.compile(r"^gpt-4(-0\d+)?$|^gpt-3.5.*-0[36]|davinci|curie|babbage", re.I)
_MANY_TURNS = re.compile(r"\.runs\.|create_and_run")
_ENDINGS = re.compile(r"finish_reason|stop_reason|incomplete_details|done_reason")
_DICTS = {"options": "num_predict", "config": "max_output_tokens", "generation_config": "max_output_tokens"}


def plan(finding: Finding, code: Code) -> AddArgument | AddEntry | None:
    call = call_named(finding, code)
    value = find_card(finding.code).fix.value
    path = finding.values.get("limit", "")
    if call is None or value is None or not path or finding.reason not in _REASONS:
        return None
    if _MANY_TURNS.search(finding.values["call"]) or _ENDINGS.search(code.text) or _too_narrow(call):
        return None
    if finding.reason == "constructor" and not all(isinstance(arg, ast.Constant) for arg in call.args):
        return None
    holder, _, name = path.rpartition(".")
    if not holder:
        return AddArgument(finding.span, name, value) if _takes(call) else None
    config = keyword(call, holder)
    if config is None:
        plain = _takes(call) and len(call.args) < 2 and _DICTS.get(holder) == name
        return AddArgument(finding.span, holder, f'{{"{name}": {value}}}') if plain else None
    if isinstance(config.value, ast.Call) and _takes(call) and _takes(config.value):
        return AddArgument(code.span(config.value), name, value)
    if isinstance(config.value, ast.Dict) and _DICTS.get(holder) == name and _takes(call) and _names(config.value):
        return AddEntry(finding.span, holder, name, value)
    return None


def _too_narrow(call: ast.Call) -> bool:
    """Whether the model is written in place, and the value would leave it too little room."""
    models = [literal(call, word) for word in ("model", "model_name")]
    return any(
        isinstance(model, str) and (_REASONS_AT_LENGTH.search(model) or _LITTLE_ROOM.search(model)) for model in models
    )


def _names(entries: ast.Dict) -> bool:
    """Whether every key is written out, and none of them is another word for a limit."""
    keys = [key.value if isinstance(key, ast.Constant) else None for key in entries.keys]
    return all(isinstance(key, str) and not _OTHER_WORDS.search(key) for key in keys)


def _takes(call: ast.Call) -> bool:
    """Whether one more keyword can go in without meeting another, or a generator that has no brackets of its own."""
    if any(item.arg is None or _OTHER_WORDS.search(item.arg) for item in call.keywords):
        return False
    return not any(isinstance(arg, (ast.Starred, ast.GeneratorExp)) for arg in call.args)
