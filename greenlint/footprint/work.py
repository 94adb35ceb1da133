"""The work of one operation in countable amounts: tokens, steps, seconds; assumed where the code does not say."""

from __future__ import annotations

from greenlint.footprint.assumptions import Assumptions, Log
from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.models import ModelClass, ModelKind, classify, unknown
from greenlint.footprint.range import ONE, Range
from greenlint.footprint.waste import Operation, OperationKind

# The kind of model that an operation needs where its model's name does not settle it.
MODEL_KINDS: dict[OperationKind, tuple[ModelKind, str]] = {
    "embed": ("embedding", "small"),
    "image": ("image", "standard"),
    "video": ("video", "standard"),
    "speech": ("speech", "large"),
    "transcribe": ("transcribe", "large"),
    "rerank": ("rerank", "small"),
    "moderate": ("classifier", "text"),
    "classify": ("classifier", "text"),
}
WEB_KINDS = frozenset({"http", "connection", "client", "status", "store", "search", "api"})


def model_of(operation: Operation, log: Log) -> ModelClass | None:
    """The model that runs; None for an operation without one, or for local work of which nothing is known."""
    if operation.kind in WEB_KINDS or operation.kind == "load":
        return None
    found = classify(operation.model, operation.mode)
    if operation.kind == "local" and not found.known:
        return None
    if operation.kind in MODEL_KINDS and not _suits(operation.kind, found):
        kind, size_class = MODEL_KINDS[operation.kind]
        found = ModelClass(kind=kind, size_class=size_class, confidence="C", known=False)
    elif operation.kind in ("chat", "agent") and found.kind in ("embedding", "rerank"):
        found = unknown(operation.mode)
    if found.known:
        log.add("model-class", kind=found.kind, **{"class": found.size_class},
                confidence=found.confidence, model=operation.model or "")  # fmt: skip
    else:
        log.add("model-unknown", kind=found.kind, **{"class": found.size_class})
    return found


def _suits(kind: OperationKind, model: ModelClass) -> bool:
    """Whether a model of that kind can do the operation: a chat model may also moderate, classify or transcribe."""
    wanted = MODEL_KINDS[kind][0]
    if model.kind == wanted:
        return True
    return model.known and model.kind == "text" and kind in ("moderate", "classify", "rerank")


def input_tokens(operation: Operation, assumptions: Assumptions, log: Log) -> Range:
    """Tokens of the prompt."""
    if operation.input_tokens is not None:
        return Range.exact(operation.input_tokens)
    return log.add_range("input-tokens-assumed", assumptions.input_tokens or coefficients()["text.tokens.input"])


def output_tokens(operation: Operation, assumptions: Assumptions, log: Log) -> Range:
    """Tokens of the visible answer, or of all that is made where `reasoning` is not set: see `hidden_tokens`."""
    if operation.output_tokens is not None:
        return Range.exact(operation.output_tokens)
    usual = assumptions.output_tokens or coefficients()["text.tokens.output"]
    limit = operation.output_limit
    if limit is not None:
        log.add("output-limit", limit=limit)
        central = min(usual.central, limit)
        ceiling = coefficients()["text.tokens.output-ceiling"].central
        usual = Range(min(usual.low, central), central, max(central, min(limit, ceiling)))
    return log.add_range("output-tokens-assumed", usual)


def hidden_tokens(operation: Operation, model: ModelClass, log: Log) -> Range:
    """Tokens made / tokens counted. Usage reports count hidden reasoning; an effort given beside a count does not."""
    effort = operation.reasoning or model.reasoning
    table = coefficients()
    factor = table.get(f"text.hidden-tokens.{effort}", "text.hidden-tokens.medium")
    if effort == "none" or factor == ONE:
        return ONE
    if operation.output_tokens is not None and operation.reasoning is None:
        log.add("reasoning-counted", effort=effort)
        return Range(1.0, 1.0, factor.central)
    log.add("reasoning", effort=effort, low=factor.low, central=factor.central, high=factor.high)
    return factor


def is_reasoning(operation: Operation, model: ModelClass) -> bool:
    """Whether the answer is a long chain of thought."""
    return (operation.reasoning or model.reasoning) not in ("none", "minimal")


def steps(operation: Operation, model: ModelClass, log: Log) -> Range:
    """Denoising steps of one image."""
    if operation.steps is not None:
        return Range.exact(operation.steps)
    usual = coefficients()[f"image.steps.{model.size_class}"]
    if model.steps is not None:
        usual = coefficients()["image.steps.distilled"] if model.steps <= 8 else usual * (model.steps / usual.central)
    return log.add_range("steps-assumed", usual)


def megapixels(operation: Operation, model: ModelClass, usual: float, log: Log) -> float:
    """Size of one image or frame, in millions of pixels."""
    if operation.megapixels is not None:
        return operation.megapixels
    assumed = model.megapixels or usual
    log.add("megapixels-assumed", central=assumed)
    return assumed


def seconds(operation: Operation, usual: str, log: Log) -> Range:
    """Length of audio or video."""
    if operation.seconds is not None:
        return Range.exact(operation.seconds)
    return log.add_range("seconds-assumed", coefficients()[usual])


def gigabytes(operation: Operation, log: Log) -> Range:
    """Bytes that loading a model reads."""
    if operation.megabytes is not None:
        return Range.exact(operation.megabytes / 1000)
    model = classify(operation.model, operation.mode)
    if model.size is not None:
        return log.add_range("gigabytes-assumed", coefficients()["load.bytes-per-parameter"] * model.size.total)
    return log.add_range("gigabytes-assumed", coefficients()["load.gb"])
