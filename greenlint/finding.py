"""What checks say (Match) and what reports show (Finding)."""

from __future__ import annotations

from typing import Literal

import msgspec

from greenlint.footprint.waste import Waste

Level = Literal["error", "warning", "info"]
FindingKind = Literal["neutral", "trade-off", "risk", "tool"]
Confidence = Literal["low", "medium", "high"]

_LEVELS: tuple[Level, ...] = ("info", "warning", "error")


def at_least(level: Level, lowest: Level) -> bool:
    """Whether a finding of `level` counts where `lowest` is the first that does."""
    return _LEVELS.index(level) >= _LEVELS.index(lowest)


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """Lines and columns from 1, columns in characters, end exclusive. In a notebook: lines of `cell`."""

    line: int
    column: int
    end_line: int
    end_column: int
    cell: int | None = None  # 0-based over all cells of a notebook; None in a module


class Place(msgspec.Struct, frozen=True, order=True):
    """Somewhere in the code that a finding points at."""

    path: str
    span: Span
    text: str = ""  # why this place is named: "reaches openai chat.completions.create", "also here"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One waste at one place, with its reason. Plain data: printable, picklable, JSON-able."""

    path: str
    span: Span
    code: str  # GRN101
    name: str  # loop-invariant-model-call
    level: Level
    kind: FindingKind
    confidence: Confidence
    reason: str  # key of the card's `reasons`
    values: dict[str, str]  # what fills the reason's placeholders; language-neutral code or numbers
    chain: tuple[Place, ...] = ()  # from the finding to the call that is reached, each a step
    related: tuple[Place, ...] = ()  # other places of the same root cause
    waste: Waste | None = None
    fingerprint: str = ""  # stable across line moves: code + normalised statement text + occurrence


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something about the run itself: a file skipped, a cache passed over. Never a waste."""

    path: str | None
    code: str  # "unreadable", "encoding", "too-deep", "vanished", ...
    text: str
