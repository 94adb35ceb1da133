"""The energy of one operation, in Wh. Each formula is a function; docs/footprint.md says where it comes from."""

from __future__ import annotations

from greenlint.footprint import work
from greenlint.footprint.assumptions import Assumptions, Log
from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.models import Mode, ModelClass
from greenlint.footprint.range import ONE, Range
from greenlint.footprint.waste import Operation


def energy_of(operation: Operation, assumptions: Assumptions, log: Log) -> Range | None:
    """Wh of one operation; None where nobody knows."""
    if operation.kind in work.WEB_KINDS:
        return web_energy(operation)
    if operation.kind == "load":
        return load_energy(operation, log)
    model = work.model_of(operation, log)
    if model is None:
        log.add("no-public-figure", kind=operation.kind)
        return None
    log.add("serving", mode=operation.mode)
    return _model_energy(operation, model, assumptions, log) * band(model)


def band(model: ModelClass) -> Range:
    """How well the model is known, as a factor."""
    return coefficients()[f"bands.model.{model.confidence}"]


def _model_energy(operation: Operation, model: ModelClass, assumptions: Assumptions, log: Log) -> Range:
    table, mode, size = coefficients(), operation.mode, model.size_class
    if model.kind == "text":
        return chat_energy(operation, model, assumptions, log)
    if model.kind == "image":
        return image_energy(operation, model, log) * (operation.images or 1)
    if model.kind == "video":
        return video_energy(operation, model, log)
    if model.kind == "transcribe":
        return work.seconds(operation, "audio-seconds", log) * table[f"transcribe.{mode}.{size}"] / 60
    if model.kind == "speech":
        return work.seconds(operation, "audio-seconds", log) * table[f"speech.{mode}.{size}"] / 60
    if model.kind == "classifier":
        return table[f"classifier.{mode}.{size}"]
    tokens = work.input_tokens(operation, assumptions, log)
    if model.kind == "rerank":
        tokens = tokens * log.add_range("documents-assumed", table["rerank-documents"])
    return tokens * table[f"embedding.{mode}.{size}"] / 1000


def chat_energy(operation: Operation, model: ModelClass, assumptions: Assumptions, log: Log) -> Range:
    """Wh of one chat call, or of all calls of one agent run."""
    tokens_in = work.input_tokens(operation, assumptions, log)
    tokens_out = work.output_tokens(operation, assumptions, log) * work.hidden_tokens(operation, model, log)
    if operation.kind != "agent":
        return text_energy(tokens_in, tokens_out, operation, model)
    turns = log.add_range("agent-turns-assumed", coefficients()["text.agent-turns"])
    history = tokens_out * ((turns.central - 1) / 2)  # each turn reads again what the turns before it wrote
    return text_energy(tokens_in + history, tokens_out, operation, model) * turns


def text_energy(tokens_in: Range, tokens_out: Range, operation: Operation, model: ModelClass) -> Range:
    """Prefill of the prompt plus decoding of the answer, Wh."""
    return prefill_energy(tokens_in, operation.mode, model) + decode_energy(tokens_out, operation, model)


def prefill_energy(tokens: Range, mode: Mode, model: ModelClass) -> Range:
    """Reading a prompt, Wh: a long one costs more per token, because attention looks back over all of it."""
    table = coefficients()
    longer = ONE + tokens.central * table["text.context-doubling"].inverse()
    return tokens * table[f"text.{mode}.{model.size_class}.input"] * longer / 1000


def decode_energy(tokens: Range, operation: Operation, model: ModelClass) -> Range:
    """Writing an answer, Wh."""
    table = coefficients()
    each = table[f"text.{operation.mode}.{model.size_class}.output"]
    if work.is_reasoning(operation, model):
        each = each * table["text.reasoning-token"]
    return tokens * each / 1000


def image_energy(operation: Operation, model: ModelClass, log: Log) -> Range:
    """Wh of one image: megapixels x steps for open models, a figure per image for closed ones."""
    table = coefficients()
    usual = table["image.reference-megapixels"].central
    pixels = work.megapixels(operation, model, usual, log)
    if model.size_class in ("low", "standard", "high"):
        return table[f"image.hosted.{model.size_class}"] * growth(pixels / usual, table["image.megapixel-exponent"])
    return table[f"image.diffusion.{model.size_class}"] * work.steps(operation, model, log) * pixels


def video_energy(operation: Operation, model: ModelClass, log: Log) -> Range:
    """Wh of one clip; grows faster than its length and its pixels. Long clips are made in pieces."""
    table = coefficients()
    native = table[f"video.megapixels.{model.size_class}"].central
    pixels = work.megapixels(operation, model, native, log)
    length = work.seconds(operation, "video.seconds", log)
    reference, piece = table["video.reference-seconds"].central, table["video.longest-piece"].central
    pieces = max(1.0, length.central / piece)
    stretch = growth(length.central / pieces / reference, table["video.length-exponent"])
    spread = Range(length.low / length.central, 1.0, length.high / length.central)
    clip = table[f"video.second.{model.size_class}"] * reference
    return clip * growth(pixels / native, table["video.megapixel-exponent"]) * stretch * spread * pieces


def growth(ratio: float, exponent: Range) -> Range:
    """ratio ** exponent, whichever way the ratio goes."""
    ends = sorted((ratio**exponent.low, ratio**exponent.high))
    return Range(ends[0], ratio**exponent.central, ends[1])


def web_energy(operation: Operation) -> Range:
    """Wh of one request, one new connection or one client object."""
    table = coefficients()
    if operation.kind == "connection":
        return table["web.new-tls"]
    if operation.kind == "client":
        seconds = table["web.client-seconds"] if operation.seconds is None else Range.exact(operation.seconds)
        return seconds * table["web.vcpu-second"] + table["web.new-tls"]
    own = table["web.request"] if operation.seconds is None else table["web.vcpu-second"] * operation.seconds
    return own + transfer_energy(operation.megabytes or 0.0)


def transfer_energy(megabytes: float) -> Range:
    """Wh of moving data between servers, by average attribution."""
    return coefficients()["web.transfer.server-to-server"] * megabytes


def load_energy(operation: Operation, log: Log) -> Range:
    """Wh of reading a model's weights: CPU time, the drive, and a host that waits meanwhile."""
    table, size = coefficients(), work.gigabytes(operation, log)
    seconds = table["load.fixed-seconds"] + size * table["load.seconds-per-gb"]
    busy = table["web.vcpu-second"] + table["load.host-watts"] / 3600
    return seconds * busy + size * table["load.read-per-gb"]
