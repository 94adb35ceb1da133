"""Reads one settings file into values, and says in one line what is wrong with it and where."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec

from greenlint.config.settings import Options
from greenlint.errors import UserError, nearest
from greenlint.texts import _

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAMES = ("greenlint.toml", "pyproject.toml")  # in the order in which a folder is asked
TABLE = "tool.greenlint"

FIELD_OF = {field.encode_name: field.name for field in msgspec.structs.fields(Options)}  # key in the file -> attribute


class SettingsError(UserError):
    """A settings file, or an option, that cannot be used. `key`: the setting that is at fault, where one is."""

    def __init__(self, message: str, key: str = "") -> None:
        super().__init__(message)
        self.key = key


def read_settings(path: Path) -> dict[str, Any] | None:
    """Attribute -> value of the keys that `path` gives, and `extend`; None for a pyproject.toml without our table.

    Raises SettingsError naming file, line and key.
    """
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else _("it is not UTF-8")
        raise SettingsError(_("{path}: cannot be read: {reason}").format(path=path, reason=reason)) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_("{path}: not valid TOML: {reason}").format(path=path, reason=error)) from None
    if path.name == "pyproject.toml":
        tool = data.get("tool", {})
        if not isinstance(tool, dict) or "greenlint" not in tool:
            return None
        data = tool["greenlint"]
        if not isinstance(data, dict):
            raise SettingsError(_("{path}: `{key}` must be a table").format(path=path, key=TABLE))
    try:
        return to_values(data, extra=("extend",))
    except SettingsError as error:
        raise SettingsError(f"{path}:{_line_of(text, error.key)}: {error}", error.key) from None


def to_values(data: Mapping[str, Any], extra: tuple[str, ...] = ()) -> dict[str, Any]:
    """Checks keys and types of a table. Raises SettingsError."""
    options = {key: value for key, value in data.items() if key not in extra}
    for key in options:
        if key not in FIELD_OF:
            close = nearest(key.replace("_", "-"), [*FIELD_OF, *extra])
            hint = _("did you mean `{name}`?").format(name=close) if close else _("`greenlint config` lists the keys")
            raise SettingsError(_("unknown setting `{key}`; {hint}").format(key=key, hint=hint), key)
    for key, value in options.items():
        try:
            msgspec.convert({key: value}, Options)
        except msgspec.ValidationError:
            wrong = _("`{key}` must be {type}, not {value}")
            raise SettingsError(
                wrong.format(key=key, type=type_of(key), value=msgspec.json.encode(value).decode()), key
            ) from None
    extend = data.get("extend", "")
    if not isinstance(extend, str):
        raise SettingsError(
            _("`{key}` must be {type}, not {value}").format(key="extend", type=_("a string"), value=extend), "extend"
        )
    converted = msgspec.convert(options, Options)
    values = {FIELD_OF[key]: getattr(converted, FIELD_OF[key]) for key in options}
    return {**values, **({"extend": extend} if extend else {})}


def type_of(key: str) -> str:
    """What the setting accepts, in words: `a list of strings`, `"error", "warning" or "info"`."""
    field = next(field for field in msgspec.structs.fields(Options) if field.encode_name == key)
    choices = _choices(field.type)
    if choices:
        return _(" or ").join(", ".join(f'"{value}"' for value in choices).rsplit(", ", 1))
    return _words(msgspec.inspect.type_info(field.type))


def _choices(annotation: Any) -> tuple[str, ...]:
    """The values of a Literal inside an annotation, in the order in which they are written."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for part in get_args(annotation) if (found := _choices(part))), ())


def _words(kind: msgspec.inspect.Type) -> str:
    if isinstance(kind, msgspec.inspect.Metadata):
        return _words(kind.type)
    if isinstance(kind, msgspec.inspect.UnionType):
        return _words(next(part for part in kind.types if not isinstance(part, msgspec.inspect.NoneType)))
    if isinstance(kind, msgspec.inspect.IntType):
        return _("a whole number of at least {least}").format(least=kind.ge)
    if isinstance(kind, msgspec.inspect.FloatType):
        return _("a number above {limit}").format(limit=kind.gt)
    if isinstance(kind, msgspec.inspect.BoolType):
        return _("true or false")
    if isinstance(kind, msgspec.inspect.StrType):
        return _("a string")
    if isinstance(kind, msgspec.inspect.DictType):
        return _("a table of globs, each with a list of strings")
    return _("a list of strings")


def _line_of(text: str, key: str) -> int:
    """The line where `key` stands; in a file with other tables, the first one that is in ours."""
    lines = list(_own_lines(text))
    pattern = re.compile(rf"""\s*(\[.*\b)?["']?{re.escape(key)}["']?\s*[=.\]]""")
    return next((number for number, line in lines if pattern.match(line)), lines[0][0] if lines else 1)


def _own_lines(text: str) -> Iterator[tuple[int, str]]:
    numbered = list(enumerate(text.splitlines(), 1))
    if not re.search(rf"^\s*\[{TABLE}", text, re.M):
        yield from numbered
        return
    inside = False
    for number, line in numbered:
        header = re.match(r"\s*\[+\s*([\w.\-\"' ]+)", line)
        if header:
            inside = header[1].replace(" ", "").startswith(TABLE)
        if inside:
            yield number, line
