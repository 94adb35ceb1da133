"""Settings as text: those in force for a path, and the table of all that there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from greenlint.config import Options, Selection, Settings, rule_index
from greenlint.config.read import type_of
from greenlint.texts import _


class OptionHelp(msgspec.Struct, frozen=True):
    """One setting, for people and programs."""

    key: str
    type: str
    default: Any
    description: str


def option_table() -> list[OptionHelp]:
    """Every setting, in the order in which they are declared."""
    return [
        OptionHelp(field.encode_name, type_of(field.encode_name), _default(field), _description(field))
        for field in msgspec.structs.fields(Options)
    ]


def toml_value(value: Any) -> str:
    """The value as it is written in a settings file; a list of many items on several lines."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml_value(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def settings_text(path: Path, settings: Settings) -> str:
    """What holds for the path, where it was read, and which rules are off and why."""
    return "\n".join(_lines(path, settings))


def _lines(path: Path, settings: Settings) -> Iterator[str]:
    yield _("# settings for {path}").format(path=path)
    for source in settings.sources:
        yield _("# read from {path}").format(path=source)
    if not settings.sources:
        yield _("# no settings file: the defaults hold")
    for field in msgspec.structs.fields(Options):
        value = getattr(settings, field.name)
        yield (
            f"# {field.encode_name}: " + _("not set") if value is None else f"{field.encode_name} = {toml_value(value)}"
        )
    selection = Selection(settings)
    for code, (name, _family) in rule_index().items():
        reason = selection.why_off(code, path)
        if reason:
            yield _("# off: {code} {name} (`{setting}`)").format(code=code, name=name, setting=reason)


def _default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    return field.default_factory() if field.default_factory is not msgspec.NODEFAULT else None


def _description(field: msgspec.structs.FieldInfo) -> str:
    kind = msgspec.inspect.type_info(field.type)
    schema = kind.extra_json_schema if isinstance(kind, msgspec.inspect.Metadata) else None
    return _((schema or {}).get("description", ""))
