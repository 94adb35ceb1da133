"""Savings in tokens: prompts that shrink or are read from a cache, answers that shrink, candidates nobody reads."""

from __future__ import annotations

import msgspec

from greenlint.footprint import work
from greenlint.footprint.amounts import hit_rate, left_after
from greenlint.footprint.assumptions import Assumptions, Log
from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.energy import band, energy_of, prefill_energy, text_energy
from greenlint.footprint.models import ModelClass
from greenlint.footprint.range import ONE, Range, vary
from greenlint.footprint.waste import Operation, Waste

Result = tuple[Range | None, Range | None]  # share of one call's energy, Wh of one call now


class TextCall(msgspec.Struct, frozen=True):
    """One call of a text model, split into reading (prefill) and writing (decode)."""

    operation: Operation
    model: ModelClass
    tokens_in: Range
    tokens_out: Range  # with hidden ones

    def energy(self, tokens_in: Range, tokens_out: Range) -> Range:
        return text_energy(tokens_in, tokens_out, self.operation, self.model) * band(self.model)

    def prefill(self, tokens: float, ratio: float) -> float:
        """Central Wh of reading, with the input:output ratio moved by a factor."""
        return prefill_energy(Range.exact(tokens), self.operation.mode, self.model).central * ratio

    def decode(self, tokens: float) -> float:
        """Central Wh of writing."""
        return text_energy(Range.exact(0), Range.exact(tokens), self.operation, self.model).central


def tokens_saving(waste: Waste, now: float, after: float, assumptions: Assumptions, log: Log) -> Result:
    """Tokens of one call: `now` -> `after`. With a hit rate, that share of the difference is read from a cache."""
    operation = _with_counted(waste, now)
    call = _text_call(operation, assumptions, log)
    if call is None:
        return _input_only(waste.operation, now, after, assumptions, log)
    if waste.direction == "output":
        return _shorter_answer(call, now, after, log)
    before = max(now, call.tokens_in.central)
    removed = now - after
    hits = read = Range.exact(0)
    if waste.hit_rate is not None:
        hits, read = hit_rate(waste.hit_rate, log), log.add_range("cache-read", coefficients()["text.cache-read"])
    cached = waste.hit_rate is not None

    def share(ratio: float, answer: float, hit: float, cost: float) -> float:
        gone = now - left_after(now, after, hit * (1 - cost)) if cached else removed
        whole = call.prefill(before, ratio) + call.decode(answer)
        return (call.prefill(before, ratio) - call.prefill(max(before - gone, 0.0), ratio)) / whole

    saved = vary(share, _ratio(log), call.tokens_out, hits, read)
    return saved, call.energy(Range.exact(before), call.tokens_out)


def candidates_saving(waste: Waste, now: float, after: float, assumptions: Assumptions, log: Log) -> Result:
    """Answers to one prompt: each is written, the prompt is read once."""
    call = _text_call(waste.operation, assumptions, log)
    if call is None:
        each = energy_of(waste.operation, assumptions, log)
        return Range.exact(1 - after / now), None if each is None else each * now

    def share(ratio: float, prompt: float, answer: float) -> float:
        written = call.decode(answer)
        return (now - after) * written / (call.prefill(prompt, ratio) + now * written)

    saved = vary(share, _ratio(log), call.tokens_in, call.tokens_out)
    return saved, call.energy(call.tokens_in, call.tokens_out * now)


def _with_counted(waste: Waste, now: float) -> Operation:
    """The operation with at least the counted tokens, so that nothing is assumed in their place."""
    operation = waste.operation
    if waste.direction == "output":
        return msgspec.structs.replace(operation, output_tokens=round(max(now, operation.output_tokens or 0)))
    usual = coefficients()["text.tokens.input"].central
    if operation.input_tokens is None and now >= usual:
        return msgspec.structs.replace(operation, input_tokens=round(now))
    return operation


def _shorter_answer(call: TextCall, now: float, after: float, log: Log) -> Result:
    counted, written = call.operation.output_tokens or now, call.tokens_out.central
    hidden = written / counted

    def share(ratio: float, prompt: float) -> float:
        whole = call.prefill(prompt, ratio) + call.decode(written)
        return call.decode((now - after) * hidden) / whole

    return vary(share, _ratio(log), call.tokens_in), call.energy(call.tokens_in, call.tokens_out)


def _input_only(operation: Operation, now: float, after: float, assumptions: Assumptions, log: Log) -> Result:
    """Embeddings and other models that only read."""
    before = max(now, operation.input_tokens or 0)
    each = energy_of(msgspec.structs.replace(operation, input_tokens=round(before)), assumptions, log)
    return Range.exact((now - after) / before), each


def _text_call(operation: Operation, assumptions: Assumptions, log: Log) -> TextCall | None:
    model = work.model_of(operation, log)
    if model is None or model.kind != "text":
        return None
    log.add("serving", mode=operation.mode)
    tokens_in = work.input_tokens(operation, assumptions, log)
    tokens_out = work.output_tokens(operation, assumptions, log) * work.hidden_tokens(operation, model, log)
    return TextCall(operation, model, tokens_in, tokens_out)


def _ratio(log: Log) -> Range:
    ratio = coefficients()["text.input-output-ratio"]
    log.add("input-output-ratio", factor=ratio.high)
    return ONE * ratio
