"""What a model's name says: its kind, how big it is, and how well we know."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.document import FOLDER, Document
from greenlint.footprint.size import Size, size_in

ModelKind = Literal["text", "embedding", "image", "video", "transcribe", "speech", "classifier", "rerank"]
ModelConfidence = Literal["A", "B", "C"]
Mode = Literal["hosted", "local"]

_REGION = re.compile(r"^(?:(?:us|eu|apac|au|jp|global|us-gov)\.)?(?:[a-z0-9-]+\.)(?=[a-z])")
_VENDORS = frozenset(
    [
        "ai21",
        "amazon",
        "anthropic",
        "cohere",
        "deepseek",
        "google",
        "luma",
        "meta",
        "minimax",
        "mistral",
        "moonshot",
        "moonshotai",
        "nvidia",
        "openai",
        "qwen",
        "stability",
        "twelvelabs",
        "writer",
        "zai",
    ]
)


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of models.yaml."""

    re: str
    kind: ModelKind
    conf: ModelConfidence
    class_: str | None = msgspec.field(name="class", default=None)
    size: tuple[float, ...] | None = None
    reasoning: str | None = None
    steps: int | None = None
    megapixels: float | None = None
    mode: Mode | None = None


class PatternFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    models: tuple[Pattern, ...]


class ModelClass(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a model."""

    kind: ModelKind
    size_class: str  # of its kind: nano … frontier, S M L, low standard high, tiny … pro, small large
    confidence: ModelConfidence  # A open weights, B class inferred, C unknown
    reasoning: str = "none"  # effort where the call does not set one
    size: Size | None = None
    steps: int | None = None
    megapixels: float | None = None
    known: bool = True  # False: the name is missing or says nothing


def classify(model: str | None, mode: Mode = "hosted") -> ModelClass:
    """What the name says. An unknown name is a large model at an API, a small one on the reader's machine."""
    return _classify(normalise(model), mode) if model and model.strip() else unknown(mode)


def unknown(mode: Mode) -> ModelClass:
    """A text model of which nothing is known."""
    return ModelClass(kind="text", size_class=coefficients().defaults[mode], confidence="C", known=False)


def normalise(model: str) -> str:
    """The name in the form that the patterns are written for."""
    name = model.strip().lower().rsplit("/", 1)[-1]
    prefix = _REGION.match(name)
    if prefix and prefix[0].rstrip(".").rsplit(".", 1)[-1] in _VENDORS:
        name = name[prefix.end() :]
    name = re.sub(r":(?:\d+|latest|free|extended|thinking|nitro|beta)$", "", name)
    return re.sub(r"[:@_\s]+", "-", name)


@lru_cache(maxsize=1024)
def _classify(name: str, mode: Mode) -> ModelClass:
    for pattern in patterns():
        if pattern.mode in (None, mode) and _compiled(pattern.re).search(name):
            return _from(pattern, name, mode)
    size = size_in(name)
    if size is None:
        return unknown(mode)
    return ModelClass(kind="text", size_class=coefficients().class_of(size.effective), confidence="A", size=size)


def _from(pattern: Pattern, name: str, mode: Mode) -> ModelClass:
    size = Size(pattern.size[0], pattern.size[-1]) if pattern.size else size_in(name)
    confidence = pattern.conf
    if pattern.class_ is not None:
        size_class = pattern.class_
    elif size is not None:
        size_class = coefficients().class_of(size.effective)
    else:
        size_class, confidence = coefficients().defaults[mode], "C"
    return ModelClass(
        kind=pattern.kind, size_class=size_class, confidence=confidence, reasoning=pattern.reasoning or "none",
        size=size, steps=pattern.steps, megapixels=pattern.megapixels,
    )  # fmt: skip


def read_patterns(folder: Path = FOLDER) -> tuple[Pattern, ...]:
    """The patterns of `folder`. Raises CoefficientError naming file and line."""
    document = Document.of("models.yaml", folder)
    found = document.convert(PatternFile).models
    for place, pattern in enumerate(found):
        try:
            re.compile(pattern.re)
        except re.error as error:
            raise document.error(("models", place, "re"), f"{pattern.re!r} is no regular expression: {error}") from None
        if pattern.class_ is None and pattern.kind != "text":
            raise document.error(("models", place), "only text models may leave their class to their size")
    return found


@lru_cache(maxsize=1)
def patterns() -> tuple[Pattern, ...]:
    return Document.of("models.yaml").convert(PatternFile).models


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
