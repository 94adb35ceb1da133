"""What a finding wastes, in counts: calls (tokens, images, ...) now and after. No energy here."""

from __future__ import annotations

from typing import Literal

import msgspec

OperationKind = Literal[
    "chat", "embed", "image", "video", "speech", "transcribe", "rerank", "moderate", "classify",
    "load", "local", "http", "connection", "client", "agent", "status", "store", "search", "api",
]  # fmt: skip
WasteUnit = Literal[
    "calls", "tokens", "images", "seconds", "bytes", "connections", "loads", "candidates", "steps", "megapixels"
]


class Operation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One costly operation, as far as the code states it. None = the code does not say."""

    kind: OperationKind
    model: str | None = None  # the literal model name
    mode: Literal["hosted", "local"] = "hosted"  # local: weights run in this process or on localhost, batch 1
    input_tokens: int | None = None  # tokens
    output_tokens: int | None = None  # tokens, where known; with `reasoning` set, of the visible answer only
    output_limit: int | None = None  # tokens: the cap that the code sets; an upper bound, never the expected length
    reasoning: str | None = None  # none, minimal, low, medium, high
    megapixels: float | None = None  # of one image, or of one frame of a video
    steps: int | None = None  # denoising steps
    seconds: float | None = None  # of audio or video; of CPU time for web and set-up work
    megabytes: float | None = None  # transferred or loaded
    images: int | None = None  # images per call


class Amount(msgspec.Struct, frozen=True, omit_defaults=True):
    """`value`, or `value` x `symbol` ** `power`, where the symbol stands for a size that the code does not state.

    `T` stands for the tokens of a prompt; any other symbol (N, M, …) for how often a loop runs.
    """

    value: float = 1
    symbol: str | None = None
    power: int = 1


class Waste(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`unit` counted per run of the code at the finding: `now` -> `after`. What a unit means: docs/footprint.md."""

    unit: WasteUnit
    now: Amount
    after: Amount
    operation: Operation
    bounded: bool = False  # True: caps a worst case and saves nothing on a normal run (kind "risk")
    hit_rate: float | None = None  # for caches: share of the calls or prompt tokens that the cache answers
    direction: Literal["input", "output"] = "input"  # of tokens
    calls: Amount | None = (
        None  # calls that the counted tokens, steps, … are spread over; None: one, or N where N is counted
    )
    same_work: bool = False  # True: fewer calls do the same work (one batch for many items); only the overhead is saved
    instead: Operation | None = (
        None  # what runs afterwards, where that is another operation (a smaller model, fewer pixels)
    )
