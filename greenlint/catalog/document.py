"""The shape of one catalogue file, and the line of anything in it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, get_args

import msgspec
import yaml

from greenlint.catalog.errors import CatalogError
from greenlint.catalog.specs import CallKind, CallSpec, ClientSpec, MarkKind, Mode, ObjectSpec, Role

Names = tuple[str, ...]
Steps = tuple[str | int, ...]  # keys and indices that lead into a file


# The entries of a file are specs with names. (Structs have one base only, so the two fields stand three times.)


class CallEntry(CallSpec, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    names: Names
    excepted: Names = msgspec.field(name="except", default=())


class ClientEntry(ClientSpec, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    names: Names
    excepted: Names = msgspec.field(name="except", default=())


class ObjectEntry(ObjectSpec, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    names: Names
    excepted: Names = msgspec.field(name="except", default=())


class HostEntry(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    host: str | tuple[str, ...]
    paths: dict[str, CallSpec]
    mode: Mode | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.host,) if isinstance(self.host, str) else self.host


class Document(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """One library's file."""

    library: str
    modules: tuple[str, ...] = ()
    words: Names = ()  # for the screen, where an import root says too little (`http`)
    mode: Mode = "hosted"
    groups: dict[str, Names] = {}  # alternatives: `$client` in a name stands for each of them
    aliases: dict[str, Names] = {}  # a name, and its other names: re-exports, async twins
    clients: tuple[ClientEntry, ...] = ()
    objects: tuple[ObjectEntry, ...] = ()
    calls: tuple[CallEntry, ...] = ()
    hosts: tuple[HostEntry, ...] = ()
    marks: dict[MarkKind, tuple[str, ...]] = {}


def read_document(filename: str, data: bytes) -> Document:
    """The document in `data`. Raises CatalogError naming file and line."""
    try:
        raw = yaml.load(data, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogError(f"{filename}:{line}: {error.problem}") from None
    except yaml.YAMLError as error:
        raise CatalogError(f"{filename}:1: {error}") from None
    try:
        return msgspec.convert(raw, Document)
    except msgspec.ValidationError as error:
        raise _explained(filename, data, str(error)) from None


def line_of(data: bytes, steps: Steps) -> int:
    """The line (from 1) of the key or item that `steps` lead to, or of the last step that exists."""
    node = yaml.compose(data, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    line = 1
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


_UNKNOWN = re.compile(r"unknown field `([^`]*)`")
_BAD_VALUE = re.compile(r"Invalid enum value '([^']*)'")
_PLACE = re.compile(r" - at (?:`key` in )?`([^`]*)`")


def _explained(filename: str, data: bytes, message: str) -> CatalogError:
    """msgspec's message, with the line and the nearest right word."""
    raw = yaml.load(data, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    place = _PLACE.search(message)
    text = message[: place.start()] if place else message
    steps = _steps(place.group(1), raw) if place else ()
    if unknown := _UNKNOWN.search(message):
        word = unknown.group(1)
        text = f"unknown key `{word}`{_nearest(word, _known_keys(steps))}"
        steps = (*steps, word)
    elif bad := _BAD_VALUE.search(message):
        word = bad.group(1)
        text = f"unknown value `{word}`{_nearest(word, _known_values(steps))}"
        if "`key` in" in message:
            text = text.replace("value", "key", 1)
            steps = (*_steps(place.group(1).removesuffix("[...]"), raw), word) if place else steps
    elif "key` in" in message and place:
        steps = _steps(place.group(1).removesuffix("[...]"), raw)
    return CatalogError(f"{filename}:{line_of(data, steps)}: {text}")


def _steps(place: str, raw: Any) -> Steps:
    """`$.calls[3].args[...]` as steps. `[...]` (some key of a mapping) ends them: the mapping's line is near enough."""
    steps: list[str | int] = []
    for name, index in re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", place):
        if index == "...":
            break
        steps.append(name or int(index))
    return tuple(steps)


def _known_keys(steps: Steps) -> tuple[str, ...]:
    top = steps[0] if steps else ""
    shapes: dict[str, type[msgspec.Struct]] = {
        "calls": CallEntry,
        "clients": ClientEntry,
        "objects": ObjectEntry,
        "hosts": HostEntry,
    }
    shape = shapes.get(str(top), Document)
    known = tuple(field.encode_name for field in msgspec.structs.fields(shape))
    if top == "hosts":
        known += tuple(field.encode_name for field in msgspec.structs.fields(CallSpec))
    return known


def _known_values(steps: Steps) -> tuple[str, ...]:
    if "marks" in steps:
        return get_args(MarkKind)
    if "args" in steps or "defaults" in steps:
        return get_args(Role)
    return get_args({"kind": CallKind, "task": CallKind, "mode": Mode}.get(str(steps[-1]) if steps else ""))


def _nearest(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f", did you mean `{near[0]}`?" if near else f", known: {', '.join(known)}" if known else ""
