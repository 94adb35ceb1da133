"""What an estimate assumed, in words: a few of them beside a finding, all of them where an estimate is explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from greenlint.footprint import Assumption
from greenlint.reports.numbers import number_text
from greenlint.texts import N_, _

_SHORT = {
    "model-class": N_("model: {class}"),
    "model-unknown": N_("unknown model, taken as {class}"),
    "loop-size": N_("{symbol} = {value}"),
    "tokens-per-prompt": N_("{symbol} = {value} tokens"),
    "hit-rate": N_("{central} of the calls found in the cache"),
    "deck-is-silent": N_("reference figures, the deck has none"),
    "lighter-than-answer": N_("one small answer weighs as much as {times} requests"),
}
_LONG = {
    "coefficients": N_("coefficients: {set}, version {version}"),
    "deck-is-silent": N_("the deck has no figure for this ({kind}): the reference set answers"),
    "model-class": N_("{model} is taken as: {kind}, {class} (confidence {confidence})"),
    "model-unknown": N_("the model is not known: taken as {kind}, {class}"),
    "serving": N_("served: {mode}"),
    "region": N_("electricity of {zone}: {co2_g_per_kwh} g CO2e and {water_l_per_kwh} L per kWh"),
    "region-unknown": N_(
        "no region given, electricity of {zone}: {co2_g_per_kwh} g CO2e and {water_l_per_kwh} L per kWh"
    ),
    "input-tokens-assumed": N_("{central} tokens in the prompt ({low}-{high})"),
    "output-tokens-assumed": N_("{central} tokens in the answer ({low}-{high})"),
    "output-limit": N_("the limit of {limit} tokens is the high value, not the expected one"),
    "reasoning": N_("reasoning effort {effort}: {central} tokens made for each visible one ({low}-{high})"),
    "reasoning-counted": N_("reasoning effort {effort}: hidden tokens are in the given count"),
    "agent-turns-assumed": N_("{central} turns of the agent ({low}-{high})"),
    "steps-assumed": N_("{central} steps ({low}-{high})"),
    "megapixels-assumed": N_("{central} megapixels"),
    "seconds-assumed": N_("{central} seconds ({low}-{high})"),
    "gigabytes-assumed": N_("{central} GB of weights ({low}-{high})"),
    "documents-assumed": N_("{central} documents to rank ({low}-{high})"),
    "loop-size": N_("loops of unknown length run {value} times ({symbol})"),
    "tokens-per-prompt": N_("{value} tokens in a prompt ({symbol})"),
    "hit-rate": N_("{central} of the calls found in the cache ({low}-{high})"),
    "cache-read": N_("reading cached tokens costs {central} of reading new ones ({low}-{high})"),
    "input-output-ratio": N_("the weight of prompts against answers is known to a factor of {factor}"),
    "batching-gain": N_("a batch takes {central} of the energy of single calls ({low}-{high})"),
    "share-of": N_("the saving is a share of: {what}"),
    "worst-case": N_("worst case: {now} → {after} {unit}"),
    "no-public-figure": N_("no public figure for: {kind}"),
    "lighter-than-answer": N_("the answer of a small model weighs as much as {times} plain web requests"),
    "runs-per-day": N_("{value} runs a day"),
}
_TERMS: Mapping[str, Callable[[], str]] = {
    "nano": lambda: _("nano"), "small": lambda: _("small"), "medium": lambda: _("medium-sized"),
    "large": lambda: _("large"), "frontier": lambda: _("frontier"), "standard": lambda: _("standard"),
    "low": lambda: _("light"), "high": lambda: _("heavy"), "tiny": lambda: _("tiny"), "draft": lambda: _("draft"),
    "pro": lambda: _("professional"), "text": lambda: _("text model"), "vision": lambda: _("vision"),
    "embedding": lambda: _("embeddings"), "image": lambda: _("images"), "video": lambda: _("video"),
    "transcribe": lambda: _("transcription"), "speech": lambda: _("speech"), "classifier": lambda: _("classifier"),
    "rerank": lambda: _("reranking"), "chat": lambda: _("chat"), "embed": lambda: _("embeddings"),
    "hosted": lambda: _("by a provider"), "local": lambda: _("on this machine"), "reference": lambda: _("reference"),
    "deck": lambda: _("deck"), "load": lambda: _("loading a model"), "agent": lambda: _("agent"),
    "requests": lambda: _("the requests"), "set-up": lambda: _("the set-up"), "transfer": lambda: _("the transfer"),
    "WOR": lambda: _("the world"), "minimal": lambda: _("minimal"), "none": lambda: _("none"),
    "calls": lambda: _("calls"), "http": lambda: _("web request"), "client": lambda: _("client set-up"),
    "connection": lambda: _("connection"),
}  # fmt: skip


def short_words(entry: Assumption) -> str | None:
    """The few words that stand beside an estimate; None for what needs no word there."""
    text = _SHORT.get(entry.key)
    return None if text is None else _filled(text, entry)


def long_words(entry: Assumption) -> str:
    """The assumption as a sentence."""
    return _filled(_LONG[entry.key], entry)


def part_words(entry: Assumption) -> str:
    """The part that a share is of: `the requests`."""
    return _word(entry.values["what"])


def kind_words(kind: str) -> str:
    """The kind of an operation or of a model: `chat`, `embeddings`."""
    return _word(kind)


def _filled(text: str, entry: Assumption) -> str:
    return _(text).format(**{key: _word(value) for key, value in entry.values.items()})


def _word(value: str | float) -> str:
    if not isinstance(value, str):
        return number_text(value)
    return _TERMS[value]() if value in _TERMS else value
