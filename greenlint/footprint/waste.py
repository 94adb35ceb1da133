"""What a finding wastes, in counts: calls (tokens, images, ...) now and after. No energy here."""

from __future__ import annotations

from typing import Literal

import msgspec

OperationKind = Literal[
    "chat", "embed", "image", "video", "speech", "transcribe", "rerank", "moderate", "classify",
    "load", "local", "http", "connection", "client", "agent",
]  # fmt: skip
WasteUnit = Literal["calls", "tokens", "images", "seconds", "bytes", "connections", "loads", "candidates", "steps"]


class Operation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One costly operation, as far as the code states it. None = the code does not say."""

    kind: OperationKind
    model: str | None = None  # the literal model name
    mode: Literal["hosted", "local"] = "hosted"  # local: weights run in this process or on localhost, batch 1
    input_tokens: int | None = None  # tokens
    output_tokens: int | None = None  # tokens, where known
    output_limit: int | None = None  # tokens: the cap that the code sets; an upper bound, never the expected length
    reasoning: str | None = None  # none, minimal, low, medium, high
    megapixels: float | None = None  # of one image
    steps: int | None = None  # denoising steps
    seconds: float | None = None  # of audio or video
    megabytes: float | None = None  # transferred or loaded


class Amount(msgspec.Struct, frozen=True, omit_defaults=True):
    """`value`, or `value` x `symbol` ** `power`, where the symbol stands for a size that the code does not state."""

    value: float = 1
    symbol: str | None = None
    power: int = 1


class Waste(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`unit` counted per run of the code at the finding: `now` -> `after`."""

    unit: WasteUnit
    now: Amount
    after: Amount
    operation: Operation
    bounded: bool = False  # True: caps a worst case and saves nothing on a normal run (kind "risk")
    hit_rate: float | None = None  # for caches: share of calls answered by the cache, when `after` depends on it
