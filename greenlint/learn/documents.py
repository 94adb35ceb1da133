"""Strict reading of the course's YAML: a wrong key, value or type is named with its file and line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from greenlint.cards.document import Document
from greenlint.cards.errors import CardError
from greenlint.errors import nearest
from greenlint.learn.errors import PackError

Shape = TypeVar("Shape", bound=msgspec.Struct)

_UNKNOWN = re.compile(r"unknown field `([^`]*)`")
_MISSING = re.compile(r"missing required field `([^`]*)`")
_PLACE = re.compile(r" - at (?:`key` in )?`([^`]*)`")


def read_document(path: Path, shape: type[Shape]) -> Shape:
    """The file as `shape`. Raises PackError naming file and line."""
    try:
        document = Document(path)
    except CardError as error:
        place, _, message = str(error).partition(": ")
        line = place.rpartition(":")[2]
        raise PackError(path, int(line) if line.isdigit() else 1, message) from None
    data: Any = yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        raise _explained(document, path, shape, str(error)) from None


def _explained(document: Document, path: Path, shape: type[msgspec.Struct], message: str) -> PackError:
    place = _PLACE.search(message)
    where = place[1] if place else "$"
    text = message[: place.start()] if place else message
    if unknown := _UNKNOWN.search(text):
        where = f"{where}.{unknown[1]}"
        close = nearest(unknown[1], [field.encode_name for field in msgspec.structs.fields(shape)])
        text = f"unknown key `{unknown[1]}`" + (f", did you mean `{close}`?" if close else "")
    elif missing := _MISSING.search(text):
        text = f"`{missing[1]}` is missing"
    inside = "" if where == "$" else f" (in `{where.removeprefix('$.')}`)"
    return PackError(path, document.line(where), f"{text}{inside}")


def line_of(path: Path, where: str) -> int:
    """Line of `where` (`$.wrong.hardcoded`) in a file that was read before; 1 when it cannot be said."""
    try:
        return Document(path).line(where)
    except CardError:
        return 1
